from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pymupdf
import pytest

from desktop_app.core.pdf_heads import Head, Line
from desktop_app.engines import pdf, pdf_head
from tests import pdfs

PACKET = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><a>b</a></x:xmpmeta>"


def _read(file: Path) -> Head:
    return pdf_head.read(str(file), "")


def _line(head: Head, begins: str) -> Line:
    return next(line for page in head.pages for line in page.lines if line.text.startswith(begins))


def _styled(path: Path, rotation: int = 0) -> Path:
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    page.insert_text((100, 100), "Large and bold", fontname="tibo", fontsize=18)
    page.insert_text((100, 200), "small and", fontname="tiro", fontsize=9)
    page.insert_text((137, 200), "slanted", fontname="tiit", fontsize=9)
    page.insert_text((300, 300), "A name", fontname="tiro", fontsize=10)
    page.insert_text((330, 296), "1", fontname="tiro", fontsize=6)
    page.insert_text((30, 600), "up the margin", fontname="tiro", fontsize=20, rotate=90)
    page.set_rotation(rotation)
    return pdfs.save(document, path)


def test_lines_have_their_style(tmp_path: Path) -> None:
    head = _read(_styled(tmp_path / "a.pdf"))
    large, small = _line(head, "Large"), _line(head, "small")
    assert (large.spans[0].size, large.spans[0].bold) == (18, True)
    assert small.text == "small and slanted"
    assert [span.italic for span in small.spans] == [False, True]
    assert [span.raised for span in _line(head, "A name").spans] == [False, True]


def test_lines_have_their_place_and_how_they_run(tmp_path: Path) -> None:
    head = _read(_styled(tmp_path / "a.pdf"))
    x0, y0, _x1, y1 = _line(head, "Large").box
    assert (round(x0), y0 < 100 < y1) == (100, True)
    assert (_line(head, "up the").turn, _line(head, "Large").turn) == (3, 0)


def test_a_page_that_is_turned_is_read_as_it_is_shown(tmp_path: Path) -> None:
    head = _read(_styled(tmp_path / "a.pdf", rotation=90))
    page = head.pages[0]
    assert (page.width, page.height) == (792, 612)
    assert (_line(head, "up the").turn, _line(head, "Large").turn) == (0, 1)
    assert _line(head, "Large").box.x1 > 680


def test_only_two_pages_are_read_and_all_are_counted(tmp_path: Path) -> None:
    head = _read(pdfs.many(tmp_path / "a.pdf", 5))
    assert (len(head.pages), head.count) == (2, 5)


def test_the_metadata_are_read(tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page()
    document.set_metadata({"title": "Größe", "author": "Ada Keller"})
    document.set_xml_metadata(PACKET)
    xref = int(document.xref_get_key(-1, "Info")[1].split()[0])
    document.xref_set_key(xref, "doi", "(10.1000/x.1)")
    head = _read(pdfs.save(document, tmp_path / "a.pdf"))
    assert {"Title": "Größe", "Author": "Ada Keller", "doi": "10.1000/x.1"}.items() <= dict(
        head.info
    ).items()
    assert head.xmp == PACKET


def test_a_page_without_text_has_no_lines(tmp_path: Path) -> None:
    assert _read(pdfs.plain(tmp_path / "a.pdf", [])).pages[0].lines == ()


def test_ligatures_are_letters(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    font = pymupdf.Font("tiro")
    page.insert_font(fontname="F0", fontbuffer=font.buffer)
    page.insert_text((72, 72), "eﬃcient ﬁlters", fontname="F0")
    assert _line(_read(pdfs.save(document, tmp_path / "a.pdf")), "e").text == "efficient filters"


def test_a_locked_file_needs_a_password(tmp_path: Path) -> None:
    file = pdfs.locked(tmp_path / "a.pdf")
    with pytest.raises(pdf.PasswordNeeded):
        _read(file)
    assert pdf_head.read(str(file), "secret").count == 1


def test_what_is_no_pdf_does_not_open(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 and nothing else")
    with pytest.raises(pdf.PdfError):
        _read(tmp_path / "a.pdf")
    with pytest.raises(pdf.Unopenable):
        _read(tmp_path / "absent.pdf")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_read_or_refused(tmp_path: Path, share: float) -> None:
    whole = pdfs.columns(tmp_path / "a.pdf").read_bytes()
    (tmp_path / "b.pdf").write_bytes(whole[: int(share * len(whole))])
    with suppress(pdf.PdfError):
        assert _read(tmp_path / "b.pdf").count >= 1
