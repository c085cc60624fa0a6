from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.core import file_names
from desktop_app.core.documents import Box
from desktop_app.core.highlights import Style
from desktop_app.core.papers import Author, PaperId
from desktop_app.formats import front_matter
from desktop_app.services import exporting, gathering, importing, outgoing
from desktop_app.services.exporting import Result
from desktop_app.services.outgoing import FileInPlace, FolderInPlace, NotOurs, NotWritten
from desktop_app.store import documents, highlights, notes, papers
from desktop_app.store.library import Library
from tests import build

NAMES = ("Claim", "Method", "Result", "Question", "Idea")


@pytest.fixture
def two(library: Library) -> list[PaperId]:
    """Two papers with a highlight and a note each, beside one without either."""
    added = build.add(
        library,
        build.draft("Slow gradients: a study", year=2024),
        build.draft("Quick lunches", authors=(Author("Ødegård", "Åse"),)),
        build.draft("Nothing"),
    )[:2]
    with library.change("work"):
        for paper in added:
            highlights.comment(library, highlights.add(library, paper, 0, 8, 2), "Which *ones*?")
            notes.put(library, paper, f"Note {paper}")
    return added


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out"


def export(library: Library, wanted: list[PaperId], folder: Path, **more: bool) -> Result:
    own = notes.all_own(library) if more.pop("own", False) else []
    return exporting.markdown(library, wanted, folder, NAMES, own=own, **more)


def names(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_what_there_is_to_export(library: Library, two: list[PaperId]) -> None:
    with library.change("less"):
        for mark in highlights.of(library, two[1]):
            highlights.remove(library, mark.id)
    assert set(exporting.exportable(library, noted=True)) == set(two)
    assert exporting.exportable(library, noted=False) == two[:1]
    assert exporting.exportable(library, two[::-1], noted=True) == two[::-1]
    assert exporting.exportable(library, [], noted=True) == []
    with library.change("bin"):
        papers.put_in_bin(library, two)
    assert exporting.exportable(library, noted=True) == []


def test_a_file_for_each_paper(library: Library, two: list[PaperId], folder: Path) -> None:
    result = export(library, two, folder)
    assert names(folder) == ["Lee 2024 Slow gradients a study.md", "Ødegård Quick lunches.md"]
    assert (result.papers, result.highlights, result.notes) == (2, 2, 0)
    assert sorted(result.files) == sorted(folder.iterdir())
    written = (folder / "Lee 2024 Slow gradients a study.md").read_text("utf-8")
    assert front_matter.ident(written) == papers.get(library, two[0]).key
    assert written.endswith(
        "\n# Slow gradients: a study\n\n## Highlights\n\n**Method**\n\n> Networks\n\n"
        "Which \\*ones\\*?\n\n## Note\n\nNote 1\n"
    )


def test_highlights_of_documents_are_under_their_names(
    library: Library, two: list[PaperId], folder: Path
) -> None:
    with library.change("mark"):
        document = documents.add(library, two[0], "ab" * 32, "paper.pdf", 9)
        documents.add(library, two[0], "cd" * 32, "unmarked.pdf", 9)
        highlights.mark(library, document, [Box(2, 0, 0, 1, 1)], 1, style=Style.AREA)
    assert export(library, two[:1], folder).highlights == 2
    [file] = folder.iterdir()
    text = file.read_text("utf-8")
    assert "### Abstract\n\n**Method**" in text
    assert "### paper.pdf\n\n**Claim** · Area on page 3" in text
    assert "unmarked" not in text


def test_exporting_again_writes_over_its_own(
    library: Library, two: list[PaperId], folder: Path
) -> None:
    export(library, two, folder)
    before = names(folder)
    with library.change("note"):
        notes.put(library, two[0], "Other words")
    result = export(library, two[:1], folder)
    assert result.problems == []
    assert names(folder) == before
    assert "Other words" in result.files[0].read_text("utf-8")


def test_what_another_program_made_is_left(
    library: Library, two: list[PaperId], folder: Path
) -> None:
    folder.mkdir()
    mine = folder / "Ødegård Quick lunches.md"
    mine.write_text("mine")
    (folder / "Lee 2024 Slow gradients a study.md").mkdir()
    result = export(library, two, folder)
    assert [type(e) for e in result.problems] == [FolderInPlace, NotOurs]
    assert (result.papers, result.highlights, result.files) == (0, 0, [])
    assert mine.read_text() == "mine"
    assert export(library, two, folder, force=True).papers == 1
    assert "Quick lunches" in mine.read_text("utf-8")


def test_papers_of_one_name_each_have_a_file(library: Library, folder: Path) -> None:
    same = build.add(library, build.draft("Same"), build.draft("SAME?"), build.draft("same."))
    with library.change("note"):
        for paper in same:
            notes.put(library, paper, f"Note {paper}")
    keys = [papers.get(library, paper).key for paper in same]
    export(library, same, folder)
    expected = ["Lee Same.md", f"Lee SAME {keys[1]}.md", f"Lee same {keys[2]}.md"]
    assert names(folder) == sorted(expected)
    export(library, same[1:], folder)
    export(library, same[::-1], folder)
    assert names(folder) == sorted(expected)
    assert "Note 2" in (folder / expected[1]).read_text("utf-8")


def test_odd_titles(library: Library, folder: Path) -> None:
    titles = [
        "CON",
        "???",
        "../../etc/passwd",
        "🜁 " * 80,
        "a" * 400,
        "“Dots”...",
        ".hidden",
        "\u202ex",
    ]
    odd = build.add(library, *(build.draft(title, authors=()) for title in titles))
    with library.change("note"):
        for paper in odd:
            notes.put(library, paper, "x")
    result = export(library, odd, folder)
    assert (result.papers, result.problems) == (len(titles), [])
    assert {file.parent for file in result.files} == {folder}
    assert all(len(file.name.encode()) <= file_names.MOST_BYTES for file in result.files)


def test_links_lead_to_files_that_are_there(
    library: Library, two: list[PaperId], folder: Path
) -> None:
    first, second = (papers.get(library, paper) for paper in two)
    with library.change("link"):
        own = notes.add(library, f"# Plan A\n\nRead [[{first.key}|the first]].\n")
        plan = notes.of_id(library, own)
        notes.put(library, second.id, f"[[{first.key}|one]] [[Plan A]] [[{plan.key}|it]] [[No]]")
    result = export(library, two, folder, own=True)
    assert (result.papers, result.notes) == (2, 1)
    text = (folder / "Ødegård Quick lunches.md").read_text("utf-8")
    assert text.endswith(
        "[one](Lee%202024%20Slow%20gradients%20a%20study.md) [Plan A](Notes/Plan%20A.md)"
        " [it](Notes/Plan%20A.md) No\n"
    )
    written = (folder / "Notes" / "Plan A.md").read_text("utf-8")
    assert "[the first](../Lee%202024%20Slow%20gradients%20a%20study.md)" in written
    assert front_matter.ident(written) == plan.key

    alone = folder / "alone"
    export(library, two[1:], alone)
    assert names(alone) == ["Ødegård Quick lunches.md"]
    assert (alone / names(alone)[0]).read_text("utf-8").endswith("\none Plan A it No\n")


def test_a_file_in_the_place_of_the_folder(
    library: Library, two: list[PaperId], folder: Path
) -> None:
    folder.touch()
    result = export(library, two, folder)
    assert [type(e) for e in result.problems] == [FileInPlace]
    assert result.files == []


def test_a_full_disk_ends_the_export(
    library: Library, two: list[PaperId], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish, left = outgoing.finish, iter([True])

    def full(making: Path, target: Path) -> None:
        if next(left, False):
            return finish(making, target)
        outgoing.discard(making)
        raise NotWritten(target, "No space left on device")

    monkeypatch.setattr(outgoing, "finish", full)
    result = export(library, two, folder)
    assert (result.papers, len(result.problems)) == (1, 1)
    assert len(names(folder)) == 1


def test_web_annotations_in_one_file(library: Library, two: list[PaperId], folder: Path) -> None:
    folder.mkdir()
    file = folder / "marks.jsonld"
    result = exporting.web_annotations(library, two, file, NAMES)
    assert (result.papers, result.highlights, result.files) == (2, 2, [file])
    page = json.loads(file.read_text("utf-8"))
    assert [item["target"]["selector"][0]["exact"] for item in page["items"]] == ["Networks"] * 2
    assert exporting.web_annotations(library, two[:1], file, NAMES).highlights == 1

    file.write_text('{"mine": 1}')
    assert [type(e) for e in exporting.web_annotations(library, two, file, NAMES).problems] == [
        NotOurs
    ]
    assert exporting.web_annotations(library, two, file, NAMES, force=True).papers == 2
    for place, error in ((folder, FolderInPlace), (Path("/"), FolderInPlace)):
        result = exporting.web_annotations(library, two, place, NAMES, force=True)
        assert [type(e) for e in result.problems] == [error]
    result = exporting.web_annotations(library, two, file / "below.jsonld", NAMES)
    assert [type(e) for e in result.problems] == [FileInPlace]


@pytest.fixture
def real(library: Library, shared: Path, tmp_path: Path) -> list[PaperId]:
    job = importing.run(library, gathering.read(shared / "papers-page.txt"))
    for _ in job:
        pass
    return list(job.result.added)


def test_the_real_page(library: Library, real: list[PaperId], folder: Path) -> None:
    with library.batch():
        for paper in real:
            end = len(papers.get(library, paper).abstract)
            highlights.add(library, paper, 0, end, 1 + paper % 5)
            notes.put(library, paper, "Read.")
    result = export(library, real, folder)
    assert (result.papers, result.highlights, result.problems) == (221, 221, [])
    assert len(names(folder)) == 221
    assert export(library, real, folder).papers == 221
    assert len(names(folder)) == 221
