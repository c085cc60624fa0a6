"""What files, folders and pasted text hold."""

import os
from pathlib import Path

import pytest

from desktop_app.core.papers import Attachment, Draft, Problem
from desktop_app.formats.sniff import Format
from desktop_app.services import gathering, incoming
from desktop_app.services.gathering import Pdf, Reading

BIB = (
    "@article{lee, title = {Slow leeks}, author = {Lee, Ann}, year = 2020,"
    " file = {Leeks:leeks.pdf:application/pdf}}\n"
)
RIS = "TY  - JOUR\nTI  - Slow leeks\nAU  - Lee, Ann\nER  - \n"


def save(folder: Path, name: str, data: str | bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def read(file: Path) -> Reading:
    found = gathering.read(file)
    assert isinstance(found, Reading)
    return found


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.bib", BIB, "bibtex"),
        ("a.txt", RIS, "ris"),
        ("a", '[{"id": "a", "title": "Slow leeks"}]', "csl-json"),
        ("a", '{"items": [{"itemType": "book", "title": "Slow leeks"}]}', "zotero-json"),
        ("a", "PMID- 1\nTI  - Slow leeks\n", "pubmed"),
        (
            "a",
            "<xml><records><record><titles><title>Slow leeks</title></titles></record></records>"
            "</xml>",
            "endnote-xml",
        ),
        ("a", "<rss><channel><item><title>Slow leeks</title></item></channel></rss>", "feed"),
        ("a", '[{"paper": {"id": "2401.00001", "title": "Slow leeks"}}]', "hf-page"),
        ("a", "Slow leeks\n" + "We simmer leeks for a long while. " * 9, "page"),
    ],
)
def test_every_format_is_read_by_what_is_in_it(
    tmp_path: Path, name: str, data: str, kind: str
) -> None:
    reading = read(save(tmp_path, name, data))
    assert [d.title for d in reading.drafts] == ["Slow leeks"]
    assert (reading.name, reading.kind, reading.problems) == (name, kind, ())


def test_a_format_can_be_told(tmp_path: Path) -> None:
    file = save(tmp_path, "a.txt", "AU  - Lee\n" * 400 + RIS)
    found = gathering.read(file, Format.RIS)
    assert isinstance(found, Reading)
    assert "Slow leeks" in [d.title for d in found.drafts]


def test_attachments_lie_beside_the_file_that_names_them(tmp_path: Path) -> None:
    [draft] = read(save(tmp_path, "a.bib", BIB)).drafts
    assert draft.attachments == (Attachment(str(tmp_path / "leeks.pdf"), "Leeks"),)


def test_a_pdf_is_to_be_asked_about(tmp_path: Path) -> None:
    file = save(tmp_path, "leeks.pdf", b"%PDF-1.7\n")
    found = gathering.read(file)
    assert isinstance(found, Pdf)
    problem = Problem(None, "it is locked", kept=True)
    reading = gathering.of_pdf(found, Draft("Slow leeks"), problem)
    assert reading.drafts[0].attachments == (Attachment(str(file), "leeks.pdf"),)
    assert (reading.hashes, reading.problems) == ({0: found.hash}, (problem,))


def test_a_folder_gives_the_files_that_may_hold_papers(tmp_path: Path) -> None:
    for name in ("b/z.PDF", "b/a.bib", "a.ris", ".hidden.bib", ".git/a.bib", "c.py", "d.docx"):
        save(tmp_path, name, "x")
    found = gathering.files([tmp_path, tmp_path / "c.py"])
    names = [str(f.relative_to(tmp_path)) for f in found]
    assert names == ["a.ris", "b/a.bib", "b/z.PDF", "c.py"]


def test_a_folder_that_may_not_be_looked_into_spoils_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, locked = save(tmp_path, "good.bib", BIB), save(tmp_path, "locked/a.bib", BIB).parent
    is_file, access = Path.is_file, os.access

    def refused(path: Path) -> bool:
        if path.parent == locked:
            raise PermissionError
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", refused)
    monkeypatch.setattr(os, "access", lambda path, mode: path != locked and access(path, mode))
    assert gathering.files([tmp_path]) == [good, locked]
    assert gathering.files([locked]) == [locked]
    with pytest.raises(incoming.UnreadableFile):
        gathering.read(locked)


def test_the_folder_of_a_whole_library_is_no_source(tmp_path: Path) -> None:
    save(tmp_path, "whole/carrel.json", "{}")
    with pytest.raises(incoming.LibraryFolder):
        gathering.files([tmp_path])


def test_several_files_become_one_source(tmp_path: Path) -> None:
    first = Reading("a.bib", (Draft("A"), Draft("B")), (Problem(3, "it is odd"),), "bibtex")
    second = Reading("b.pdf", (Draft("C"),), (Problem(None, "it is locked"),), "pdf", {0: "ff"})
    joined = gathering.join("2 files", [first, second])
    assert [d.title for d in joined.drafts] == ["A", "B", "C"]
    assert joined.hashes == {2: "ff"}
    reasons = [(p.line, p.reason) for p in joined.problems]
    assert reasons == [(3, "a.bib: it is odd"), (None, "b.pdf: it is locked")]
    assert (joined.name, joined.kind) == ("2 files", "files")


def test_records_are_pasted_and_other_text_is_not() -> None:
    reading = gathering.of_text("Pasted", BIB)
    assert reading is not None
    assert [d.title for d in reading.drafts] == ["Slow leeks"]
    assert gathering.of_text("Pasted", "A line, and\nanother one.") is None


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ("@article{a, author = {Lee}}", None),
        ("%0 Book\n%T A", incoming.OtherFormat),
        ("<modsCollection>", incoming.OtherFormat),
        ('{"a": 1}', incoming.OtherFormat),
        ("<rss><channel></channel></rss>", incoming.NoEntries),
        ('[{"title": 1}]', None),
        ("<html><p>Leeks</p></html>", incoming.WebPage),
    ],
)
def test_what_holds_no_paper_is_refused_or_told(
    tmp_path: Path, data: str, error: type[incoming.ImportFailed] | None
) -> None:
    file = save(tmp_path, "a", data)
    if error is None:
        reading = read(file)
        assert len(reading.drafts) + len(reading.problems) == 1
        return
    with pytest.raises(error) as caught:
        gathering.read(file)
    assert caught.value.path == file
