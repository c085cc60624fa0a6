from pathlib import Path

import pytest

from desktop_app.core import title_page
from desktop_app.core.papers import Attachment
from desktop_app.services import attaching, binning, gathering, importing, incoming
from desktop_app.services.importing import Result
from desktop_app.store import documents, files, opening, papers
from desktop_app.store.library import Library
from tests import build

PDF = b"%PDF-1.7\n% a few bytes\n"


@pytest.fixture
def kept(tmp_path: Path) -> Library:
    """A library in a folder of its own."""
    return opening.open_library(tmp_path / "library", clock=build.Clock(), keys=build.keys())


def save(folder: Path, name: str = "Slow_gradients  2024.pdf", data: bytes = PDF) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def bring_in(library: Library, file: Path) -> Result:
    """Import a PDF of which only the name is known."""
    found = gathering.read(file)
    assert isinstance(found, gathering.Pdf)
    reading = gathering.of_pdf(found, title_page.named(file.name))
    taken, problems = attaching.take_all(library.path, dict(enumerate(reading.drafts)))
    assert not problems
    job = importing.run(library, reading, taken=taken)
    for _ in job:
        pass
    return job.result


def test_a_pdf_is_attached_and_the_first_is_the_main_one(kept: Library, tmp_path: Path) -> None:
    [paper] = build.add(kept, build.draft())
    first = attaching.take(kept.path, save(tmp_path))
    second = attaching.take(kept.path, save(tmp_path, "Supplement.pdf", PDF + b"more"))

    with kept.change("Attach"):
        attaching.attach(kept, paper, first)
        attaching.attach(kept, paper, second)

    main, other = documents.of(kept, paper)
    assert (main.name, main.main, main.bytes) == ("Slow_gradients 2024.pdf", True, len(PDF))
    assert (other.name, other.main) == ("Supplement.pdf", False)
    assert files.path(kept.path, main.hash).read_bytes() == PDF


def test_the_same_bytes_are_attached_once(kept: Library, tmp_path: Path) -> None:
    [paper] = build.add(kept, build.draft())
    for name in ("a.pdf", "b.pdf"):
        taken = attaching.take(kept.path, save(tmp_path, name))
        with kept.change("Attach"):
            attaching.attach(kept, paper, taken)

    [document] = documents.of(kept, paper)
    assert document.name == "a.pdf"
    assert len(list((kept.path / files.FOLDER).rglob("*.pdf"))) == 1


def test_attaching_is_undone_and_redone(kept: Library, tmp_path: Path) -> None:
    [paper] = build.add(kept, build.draft())
    taken = attaching.take(kept.path, save(tmp_path))
    with kept.change("Attach"):
        attaching.attach(kept, paper, taken)
    after = build.dump(kept)

    kept.undo()
    assert documents.of(kept, paper) == []
    kept.redo()
    assert build.dump(kept) == after
    assert files.path(kept.path, taken.hash).exists()


@pytest.mark.parametrize(
    ("data", "error"), [(b"", incoming.EmptyFile), (b"Dear reader", incoming.NoPdf)]
)
def test_what_is_no_pdf_is_refused(
    kept: Library, tmp_path: Path, data: bytes, error: type[incoming.ImportFailed]
) -> None:
    with pytest.raises(error):
        attaching.take(kept.path, save(tmp_path, data=data))
    assert not (kept.path / files.FOLDER).exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("in the way")
    with pytest.raises(incoming.NotTaken) as caught:
        attaching.take(tmp_path / "library", save(tmp_path))
    assert caught.value.detail


def test_a_pdf_on_its_own_becomes_a_paper_once(kept: Library, tmp_path: Path) -> None:
    file = save(tmp_path)
    first, again = bring_in(kept, file), bring_in(kept, file)

    [paper] = first.added
    assert papers.get(kept, paper).title == "Slow gradients 2024"
    assert [d.name for d in documents.of(kept, paper)] == ["Slow_gradients 2024.pdf"]
    assert (again.added, again.present) == ((), 1)


def test_a_pdf_named_by_its_arxiv_identifier_joins_the_paper(kept: Library, tmp_path: Path) -> None:
    [paper] = build.add(kept, build.draft(arxiv="2405.20233"))
    result = bring_in(kept, save(tmp_path, "2405.20233v2.pdf"))

    assert (result.added, result.present) == ((), 1)
    assert [d.paper for d in documents.of(kept, paper)] == [paper]
    assert papers.get(kept, paper).title == "Slow gradients"


def test_a_binned_paper_comes_back_with_its_pdf(kept: Library, tmp_path: Path) -> None:
    file = save(tmp_path)
    [paper] = bring_in(kept, file).added
    with kept.change("Delete"):
        papers.put_in_bin(kept, [paper])

    assert bring_in(kept, file).added == (paper,)
    assert not papers.get(kept, paper).binned


def test_emptying_the_bin_deletes_files_that_no_paper_has(
    kept: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "YOUNG_S", -1.0)
    [gone] = bring_in(kept, save(tmp_path)).added
    [stays] = bring_in(kept, save(tmp_path, "other.pdf", PDF + b"other")).added
    held = documents.of(kept, stays)[0]
    with kept.change("Delete"):
        papers.put_in_bin(kept, [gone])
    for _ in binning.Emptying(kept):
        pass

    left = [file.stem for file in (kept.path / files.FOLDER).rglob("*.pdf")]
    assert left == [held.hash]


def test_what_a_record_names_is_taken_or_told(kept: Library, tmp_path: Path) -> None:
    page = save(tmp_path, "page.html", b"<html>")
    good = Attachment(str(save(tmp_path, "a.pdf")), "Full text")
    named = Attachment(str(save(tmp_path, "b.pdf", PDF + b"b")), "Slow leeks.pdf")
    bad = (Attachment(str(page)), Attachment(str(tmp_path / "gone.pdf")))
    draft = build.draft(attachments=(good, *bad, named), line=7)

    taken, problems = attaching.take_all(kept.path, {3: draft, 4: build.draft()})

    assert [one.name for one in taken[3]] == ["a.pdf", "Slow leeks.pdf"]
    assert list(taken) == [3]
    told = [(p.line, p.kept, p.reason.rpartition(": ")[2]) for p in problems]
    assert told == [(7, True, "only a PDF can be attached"), (7, True, "it is not there")]
