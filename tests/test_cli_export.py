"""What the command line writes to files, and takes in from them again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from desktop_app import cli
from desktop_app.core.documents import Box
from desktop_app.core.highlights import Selector, Style
from desktop_app.engines import pdf
from desktop_app.services import attaching
from desktop_app.store import files, highlights, notes, opening, papers, sources
from desktop_app.store.library import Library
from tests import build, pdfs
from tests.test_cli import answer, check_failure

LONG = "x" * 300  # more than any disk takes for a name


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with two papers that are highlighted and one that is not."""
    monkeypatch.chdir(tmp_path)
    library = opening.open_library(tmp_path / "L", keys=build.keys())
    first, second, _ = build.add(
        library,
        build.draft("Slow gradients", arxiv="2405.20233", year=2024),
        build.draft("Quick lunches"),
        build.draft("Nothing yet"),
    )
    with library.change("work"):
        highlights.comment(library, highlights.add(library, first, 0, 8, 1), "Which?")
        highlights.add(library, second, 9, 18, 2)
        notes.put(library, second, "A note")
        notes.add(library, "# On my own")
    library.close()
    return tmp_path / "L"


def run(folder: Path, *words: object) -> Result:
    return CliRunner().invoke(cli.carrel, ["--library", str(folder), *map(str, words)])


def opened(folder: Path) -> Library:
    return opening.open_library(folder)


def attach(folder: Path, file: Path, title: str = "Slow gradients") -> str:
    """Attach a document to a paper, highlight in it, and give the key of the paper."""
    library = opened(folder)
    brought = sources.papers_of(library, sources.SourceId(1))
    found = {papers.get(library, paper).title: paper for paper in brought}
    taken = attaching.take(folder, file)
    with library.change("attach"):
        document = attaching.attach(library, found[title], taken)
        at = Selector("Some words", "", "", 0, 10)
        highlights.mark(library, document, [Box(0, 72, 60, 200, 80)], 3, selector=at)
        highlights.mark(library, document, [Box(1, 9, 9, 20, 20)], 4, style=Style.AREA)
    key = papers.get(library, found[title]).key
    library.close()
    return key


# Notes


def test_notes_go_to_a_folder(folder: Path, tmp_path: Path) -> None:
    result = run(folder, "export", "notes")
    assert result.stdout == "carrel-notes: 2 papers with 2 highlights, 1 note of its own\n"
    made = tmp_path / "carrel-notes"
    assert sorted(str(f.relative_to(made)) for f in made.rglob("*.md")) == [
        "Lee 2024 Slow gradients.md",
        "Lee Quick lunches.md",
        "Notes/On my own.md",
    ]
    assert run(folder, "export", "notes").exit_code == 0


def test_the_shape_of_an_export(folder: Path, tmp_path: Path) -> None:
    report = answer(run(folder, "export", "notes", "-o", tmp_path / "out", "lunches", "--json"))
    assert report == {
        "place": str(tmp_path / "out"),
        "files": [str(tmp_path / "out" / "Lee Quick lunches.md")],
        "papers": 1,
        "highlights": 1,
        "notes": 0,
        "problems": [],
    }


def test_papers_are_chosen_by_id(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(folder, "export", "notes", "--id", "2405.20233", "--id", "nope", "-o", out)
    assert (result.exit_code, len(list(out.iterdir()))) == (1, 1)
    assert "There is no paper nope" in result.stderr
    check_failure(run(folder, "export", "notes", "--id", "nope"), "no paper nope")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("notes nonsense words", "matches nonsense words"),
        ("notes nothing yet", "matches nothing yet"),
        ("annotations --format w3c nonsense", "matches nonsense"),
        ("annotations --format pdf", "abstracts alone"),
    ],
)
def test_nothing_to_export_is_said(folder: Path, tmp_path: Path, words: str, said: str) -> None:
    before = set(tmp_path.iterdir())
    check_failure(run(folder, "export", *words.split()), said)
    assert set(tmp_path.iterdir()) == before


def test_an_empty_library_is_said(tmp_path: Path) -> None:
    opened(tmp_path / "E").close()
    check_failure(run(tmp_path / "E", "export", "notes"), "no paper has highlights or a note yet")
    check_failure(
        run(tmp_path / "E", "export", "annotations", "--format", "markdown"), "no paper has"
    )
    check_failure(run(tmp_path / "none", "export", "notes"), "no library")


def test_files_of_others_stay(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "carrel-notes" / "Lee Quick lunches.md"
    mine.parent.mkdir()
    mine.write_text("mine")
    result = run(folder, "export", "notes")
    assert result.exit_code == 1
    assert result.stdout.startswith("carrel-notes: 1 paper with 1 highlight, ")
    assert str(mine.relative_to(tmp_path)) in result.stderr
    assert "--force" in result.stderr
    assert mine.read_text() == "mine"
    assert run(folder, "export", "notes", "--force").exit_code == 0
    assert mine.read_text() != "mine"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("notes -o file", "is a file"),
        ("notes -o file/below", "is a file"),
        ("annotations --format pdf -o file", "is a file"),
        ("annotations --format w3c -o L", "is a folder"),
        (f"annotations --format w3c -o {LONG}", "could not be written"),
        (f"notes -o {LONG}", "could not be written"),
    ],
)
def test_places_that_cannot_be_written(folder: Path, tmp_path: Path, words: str, said: str) -> None:
    attach(folder, pdfs.plain(tmp_path / "a.pdf", ["Some words"], ["2"]))
    (tmp_path / "file").touch()
    check_failure(run(folder, "export", *words.split()), said)


@pytest.mark.parametrize(
    "words",
    [
        "export",
        "export annotations",
        "export annotations --format txt",
        "export annotations --format markdown -o -",
        "export annotations --format w3c -o - --json",
        "export notes --id k1 lunches",
        "attach k1",
    ],
)
def test_wrong_use(folder: Path, words: str) -> None:
    assert run(folder, *words.split()).exit_code == 2


# Annotations


def test_highlights_go_out_and_come_in(folder: Path, tmp_path: Path) -> None:
    result = run(folder, "export", "annotations", "--format", "w3c")
    assert result.stdout == "carrel-highlights.jsonld: 2 papers with 2 highlights\n"
    file = tmp_path / "carrel-highlights.jsonld"
    assert run(folder, "import", file).stdout == (
        "carrel-highlights.jsonld: 0 highlights added, 2 already there\n"
    )
    library = opened(folder)
    with library.change("less"):
        for mark in [m for p in (1, 2) for m in highlights.of(library, papers.PaperId(p))]:
            highlights.remove(library, mark.id)
    library.close()

    assert answer(run(folder, "import", file, "--json")) == {
        "added": 0,
        "present": 0,
        "highlights": 2,
        "failed": 0,
        "problems": [],
    }
    [mark] = answer(run(folder, "show", "2405.20233", "--json"))["highlights"]
    assert (mark["exact"], mark["comment"]) == ("Networks", "Which?")


def test_highlights_go_to_standard_output(folder: Path) -> None:
    page = answer(run(folder, "export", "annotations", "--format", "w3c", "-o", "-"))
    assert (page["type"], len(page["items"])) == ("AnnotationPage", 2)


def test_what_cannot_come_in_is_told_by_its_place(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "marks.json"
    quote = {"type": "TextQuoteSelector", "exact": "Networks"}
    good = {"target": {"source": "https://arxiv.org/abs/2405.20233", "selector": quote}}
    lost = {"target": {"source": "https://a.b/c", "selector": quote}}
    file.write_text(json.dumps([lost, good, {"target": "x"}, *[lost] * 6]))
    result = run(folder, "import", file)
    assert result.exit_code == 1
    assert result.stdout.startswith("marks.json: 1 highlight added, 0 already there")
    assert result.stdout.endswith("8 left out\n")
    first, second = sorted(result.stderr.splitlines())
    assert first.startswith(f"{file}, item 1, 4, 5, 6, 7 …: “https://a.b/c” is not in this library")
    assert second.startswith(f"{file}, item 3: it marks no passage")
    report = answer(run(folder, "import", file, "--json"), code=1)
    assert [p["items"] for p in report["problems"]] == [[3], [1, 4, 5, 6, 7, 8, 9]]


def test_highlights_need_a_library(tmp_path: Path) -> None:
    file = tmp_path / "marks.json"
    file.write_text('{"type": "AnnotationPage", "items": []}')
    check_failure(run(tmp_path / "none", "import", file), "no library")
    assert not (tmp_path / "none").exists()


# Documents


def test_documents_are_attached_and_shown(folder: Path, tmp_path: Path) -> None:
    one, other = pdfs.plain(tmp_path / "a.pdf", ["A"]), tmp_path / "b.txt"
    other.write_text("no")
    result = run(folder, "attach", "2405.20233", one, other, tmp_path / "none.pdf")
    assert (result.exit_code, result.stdout) == (1, "Attached: a.pdf\n")
    assert [line.split(" ")[0] for line in result.stderr.splitlines()] == [str(other), "There"]
    [record] = answer(run(folder, "attach", "2405.20233", one, "--json"))["attached"]
    assert (record["name"], record["main"], record["bytes"]) == ("a.pdf", True, one.stat().st_size)
    assert Path(record["file"]).read_bytes() == one.read_bytes()
    assert answer(run(folder, "list", "slow", "--json"))[0]["documents"] == 1
    check_failure(run(folder, "attach", "nope", one), "no paper nope")


def test_highlights_of_documents_are_shown_with_their_pages(folder: Path, tmp_path: Path) -> None:
    key = attach(folder, pdfs.plain(tmp_path / "a.pdf", ["Some words"], ["2"]))
    record = answer(run(folder, "show", key, "--json"))
    assert [(m["page"], m["document"], m["style"]) for m in record["highlights"]] == [
        (None, None, "highlight"),
        (1, "a.pdf", "highlight"),
        (2, "a.pdf", "area"),
    ]
    printed = run(folder, "show", key).stdout
    assert "document: a.pdf" in printed
    assert "a.pdf, page 1\n> Some words" in printed
    assert "a.pdf, area on page 2" in printed


def test_annotated_copies(folder: Path, tmp_path: Path) -> None:
    attach(folder, pdfs.plain(tmp_path / "a.pdf", ["Some words"], ["2"]))
    attach(folder, pdfs.locked(tmp_path / "b.pdf"), "Quick lunches")
    broken = tmp_path / "c.pdf"
    broken.write_bytes(b"%PDF-1.4\nnothing of use")
    attach(folder, broken, "Nothing yet")

    result = run(folder, "export", "annotations", "--format", "pdf", "-o", "out")

    assert result.exit_code == 1
    assert result.stdout == "out: 1 paper with 2 highlights\n"
    assert sorted("password" in line for line in result.stderr.splitlines()) == [False, True]
    assert all("No copy" in line for line in result.stderr.splitlines())
    [copy] = (tmp_path / "out").iterdir()
    assert copy.name == "Lee 2024 Slow gradients.pdf"
    assert {m.kind for m in pdf.marks(str(copy), "")} == {"highlight", "area"}


def test_a_document_whose_file_is_gone_is_named(folder: Path, tmp_path: Path) -> None:
    attach(folder, pdfs.plain(tmp_path / "a.pdf", ["Some words"], ["2"]))
    [file] = (folder / files.FOLDER).rglob("*.pdf")
    file.unlink()
    report = answer(
        run(folder, "export", "annotations", "--format", "pdf", "-o", "out", "--json"), code=1
    )
    [problem] = report["problems"]
    assert "Lee 2024 Slow gradients.pdf" in problem["reason"]
    assert (report["files"], report["papers"]) == ([], 0)


def test_a_library_that_cannot_be_written_can_be_exported(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_writable", lambda *_: False)
    assert run(folder, "export", "notes").exit_code == 0
    check_failure(
        run(folder, "attach", "2405.20233", pdfs.plain(tmp_path / "a.pdf", ["A"])), "read but"
    )
    assert not (folder / files.FOLDER).exists()
