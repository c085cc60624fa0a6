from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pymupdf
import pytest

from desktop_app.core import page_text
from desktop_app.core.documents import Box
from desktop_app.core.highlights import Style
from desktop_app.engines import pdf
from desktop_app.engines.pdf import CopyMark
from tests import pdfs

MADE = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=1)))
GREEN = (0.2, 0.8, 0.4)
CROP = (100.0, 150.0, 420.0, 300.0)
WORDS = "trace the delay to slow directions of the gradient that a low-pass filter"


def _mark(file: Path, first: str, last: str, style: Style = Style.HIGHLIGHT) -> CopyMark:
    """Mark a passage of the first page."""
    text = pdf.text(str(file), "", 0)
    start, end = text.text.index(first), text.text.index(last) + len(last)
    boxes = tuple(page_text.boxes(text, start, end))
    return CopyMark(style, boxes, GREEN, "Why?", "Ann", MADE)


def _copy(file: Path, marks: Sequence[CopyMark], password: str = "") -> Path:
    target = file.with_name("copy.pdf")
    pdf.write_copy(str(file), password, marks, str(target))
    return target


def _words_under(file: Path) -> list[str]:
    """List the words whose middles lie in the quads of each annotation, read by PyMuPDF alone."""
    found = []
    with pymupdf.open(file) as document:
        page = document[0]
        words = [(pymupdf.Rect(word[:4]), word[4]) for word in page.get_text("words")]
        for annotation in page.annots():
            corners = annotation.vertices
            quads = [pymupdf.Quad(corners[at : at + 4]) for at in range(0, len(corners), 4)]
            covered = [
                text
                for rect, text in words
                if any((rect.tl + rect.br) / 2 in quad for quad in quads)
            ]
            found.append(" ".join(covered))
    return found


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, CROP])
@pytest.mark.parametrize("style", [Style.HIGHLIGHT, Style.UNDERLINE])
def test_a_mark_covers_the_same_words_in_the_copy(
    tmp_path: Path, rotation: int, crop: tuple[float, ...] | None, style: Style
) -> None:
    file = pdfs.turned(tmp_path / "a.pdf", rotation, crop)
    copy = _copy(file, [_mark(file, "trace the", "pass filter", style)])
    assert _words_under(copy) == [WORDS.replace("low-pass", "low- pass")]
    (back,) = pdf.marks(str(copy), "")
    assert (back.kind, back.comment) == (style, "Why?")
    assert back.quote.replace("lowpass", "low-pass") == WORDS


def test_a_mark_in_two_columns_covers_the_same_words(tmp_path: Path) -> None:
    file = pdfs.columns(tmp_path / "a.pdf")
    copy = _copy(file, [_mark(file, "and the sentence", "where it ends.")])
    # PyMuPDF gives the words as the file has them: the right column first.
    assert _words_under(copy) == ["where it ends. and the sentence goes on in the next column"]
    (back,) = pdf.marks(str(copy), "")
    assert back.quote == "and the sentence goes on in the next column where it ends."


def test_what_the_annotation_says(tmp_path: Path) -> None:
    file = pdfs.plain(tmp_path / "a.pdf")
    with pymupdf.open(_copy(file, [_mark(file, "Networks", "sometimes")])) as document:
        page = document[0]
        annotation = next(page.annots())
        assert annotation.type[1] == "Highlight"
        assert annotation.info["content"] == "Why?"
        assert annotation.info["title"] == "Ann"
        assert annotation.info["creationDate"] == "D:20261124083000Z"
        assert annotation.colors["stroke"] == pytest.approx(GREEN)
        assert document.xref_get_key(annotation.xref, "QuadPoints")[0] == "array"


@pytest.mark.parametrize("rotation", [0, 90])
def test_an_area_is_a_square(tmp_path: Path, rotation: int) -> None:
    file = pdfs.turned(tmp_path / "a.pdf", rotation, CROP)
    area = Box(0, 20, 30, 120, 90)
    mark = CopyMark(Style.AREA, (area,), GREEN, "A figure", "Ann", MADE)
    (back,) = pdf.marks(str(_copy(file, [mark])), "")
    assert (back.kind, back.comment) == ("area", "A figure")
    (box,) = back.boxes
    edges = (area.x0, area.y0, area.x1, area.y1)
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx(edges, abs=1.5)


def test_a_mark_over_two_pages_is_one_annotation_on_each(tmp_path: Path) -> None:
    file = pdfs.many(tmp_path / "a.pdf", 2)
    mark = _mark(file, "This is", "page 1")
    over = replace(mark, boxes=(*mark.boxes, *(replace(box, page=1) for box in mark.boxes)))
    found = pdf.marks(str(_copy(file, [over])), "")
    assert [(mark.boxes[0].page, mark.comment) for mark in found] == [(0, "Why?"), (1, "")]
    assert [mark.quote for mark in found] == ["This is page 1", "This is page 2"]


def test_marks_of_the_file_stay(tmp_path: Path) -> None:
    file = pdfs.marked(tmp_path / "a.pdf")
    copy = _copy(file, [_mark(file, "Networks", "sometimes")])
    assert len(pdf.marks(str(copy), "")) == len(pdf.marks(str(file), "")) + 1


def test_the_file_itself_is_never_written(tmp_path: Path) -> None:
    file = pdfs.plain(tmp_path / "a.pdf")
    before = file.read_bytes()
    mark = _mark(file, "Networks", "sometimes")
    _copy(file, [mark])
    (tmp_path / "link.pdf").symlink_to(file)
    for target in (file, tmp_path / "link.pdf"):
        with pytest.raises(pdf.NotSaved):
            pdf.write_copy(str(file), "", [mark], str(target))
    assert file.read_bytes() == before
    assert pdf.marks(str(file), "") == ()


def test_a_copy_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    file, target = pdfs.plain(tmp_path / "a.pdf"), tmp_path / "copy.pdf"
    target.write_text("old")
    _copy(file, [])
    assert pdf.facts(str(target), "").sizes == ((612, 792),)
    assert {path.name for path in tmp_path.iterdir()} == {"a.pdf", "copy.pdf"}


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = pdfs.plain(tmp_path / "a.pdf")
    target = str(tmp_path / "nowhere" / "copy.pdf")
    with pytest.raises(pdf.NotSaved) as refused:
        pdf.write_copy(str(file), "", [], target)
    assert (refused.value.path, refused.value.detail) == (target, "No such file or directory")


def test_nothing_stays_of_a_copy_that_fails(tmp_path: Path) -> None:
    file = pdfs.plain(tmp_path / "a.pdf")
    mark = _mark(file, "Networks", "sometimes")
    lost = replace(mark, boxes=(replace(mark.boxes[0], page=9),))
    (tmp_path / "copy.pdf").mkdir()
    for marks in ([lost], [mark]):
        with pytest.raises(pdf.NotSaved):
            _copy(file, marks)
    assert {path.name for path in tmp_path.iterdir()} == {"a.pdf", "copy.pdf"}


def test_a_copy_opens_with_the_same_password(tmp_path: Path) -> None:
    file = pdfs.locked(tmp_path / "a.pdf", "secret")
    text = pdf.text(str(file), "secret", 0)
    boxes = tuple(page_text.boxes(text, 0, 8))
    mark = CopyMark(Style.HIGHLIGHT, boxes, GREEN, "", "Ann", MADE.astimezone(UTC))
    copy = str(_copy(file, [mark], "secret"))
    with pytest.raises(pdf.PasswordNeeded):
        pdf.facts(copy, "")
    assert [mark.quote for mark in pdf.marks(copy, "secret")] == ["Networks"]
    with pytest.raises(pdf.PasswordWrong):
        _copy(file, [mark], "guess")


def test_a_damaged_file_is_copied(tmp_path: Path) -> None:
    file = pdfs.plain(tmp_path / "a.pdf")
    with pymupdf.open(file) as document:
        broken = document.get_new_xref()
        document.update_object(broken, "<</Key (of no use)>>")
        document.save(tmp_path / "b.pdf")
    damaged = tmp_path / "b.pdf"
    damaged.write_bytes(damaged.read_bytes().replace(b"/Key(of no use)", b"Key (of no use"))
    copy = _copy(damaged, [_mark(damaged, "Networks", "sometimes")])
    assert [mark.quote for mark in pdf.marks(str(copy), "")] == ["Networks sometimes"]
