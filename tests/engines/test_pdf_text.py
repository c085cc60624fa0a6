from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from desktop_app.core import page_text
from desktop_app.core.documents import PageText
from desktop_app.engines import pdf
from tests import pdfs

ROTATIONS = [0, 90, 180, 270]
CROP = (100.0, 150.0, 420.0, 300.0)


def _read(file: Path, page: int = 0) -> PageText:
    return pdf.text(str(file), "", page)


def _blocks(text: str) -> list[str]:
    return [block for block in text.split("\n\n") if block]


# Order


def _order() -> list[str]:
    parts = (
        [pdfs.TITLE],
        pdfs.LEFT_COLUMN,
        pdfs.RIGHT_COLUMN,
        [pdfs.CAPTION],
        *pdfs.BELOW,
        ["7"],
    )
    return ["\n".join(part) for part in parts]


@pytest.mark.parametrize("rotation", ROTATIONS)
def test_columns_are_read_one_after_the_other(tmp_path: Path, rotation: int) -> None:
    assert _blocks(_read(pdfs.columns(tmp_path / "a.pdf", rotation)).text) == _order()


def test_lines_and_blocks_end(tmp_path: Path) -> None:
    text = _read(pdfs.plain(tmp_path / "a.pdf")).text
    assert text == "\n".join(pdfs.LEFT_COLUMN) + "\n\n"


def test_a_page_without_text(tmp_path: Path) -> None:
    text = _read(pdfs.plain(tmp_path / "a.pdf", []))
    assert (text.page, text.text, len(text.boxes)) == (0, "", 0)


def test_the_extraction_is_named(tmp_path: Path) -> None:
    extraction = _read(pdfs.plain(tmp_path / "a.pdf")).extraction
    assert extraction == f"carrel 1, pymupdf {pymupdf.__version__}"


def test_pieces_of_a_line_are_joined_by_a_space(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    for x, word in ((72, "3.1"), (110, "Trace"), (300, "Trees")):
        page.insert_text((x, 100), word, fontsize=10)
    text = _read(pdfs.save(document, tmp_path / "a.pdf"))
    assert text.text.split("\n")[0] == "3.1 Trace Trees"
    start = text.text.index(" Trace")
    x0, _, x1, _ = text.boxes[4 * start : 4 * start + 4]
    assert 80 < x0 < x1 == pytest.approx(110, abs=0.1)


def test_text_that_runs_up_the_margin_comes_last(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    page.insert_text((30, 600), "arXiv:2405.20233 in May", fontsize=16, rotate=90)
    pdfs.write(page, pdfs.LEFT_COLUMN)
    text = _read(pdfs.save(document, tmp_path / "a.pdf"))
    assert _blocks(text.text)[-1] == "arXiv:2405.20233 in May"
    start = text.text.index("in May")
    assert page_text.at(text, 25, 600) == text.text.index("arXiv")
    (box,) = page_text.boxes(text, start, start + 6)
    assert box.y1 - box.y0 > box.x1 - box.x0


# Boxes


@pytest.mark.parametrize("rotation", ROTATIONS)
@pytest.mark.parametrize("crop", [None, CROP])
def test_boxes_are_where_the_page_shows_the_words(
    tmp_path: Path, rotation: int, crop: tuple[float, ...] | None
) -> None:
    file = pdfs.turned(tmp_path / "a.pdf", rotation, crop)
    text, end = _read(file), 0
    with pymupdf.open(file) as document:
        page = document[0]
        for *edges, word in (found[:5] for found in page.get_text("words")):
            start = text.text.index(word, end)
            end = start + len(word)
            (box,) = page_text.boxes(text, start, end)
            shown = pymupdf.Rect(edges) * page.rotation_matrix
            assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx(tuple(shown), abs=0.1)
            assert page_text.under(text, [box]) == [(start, end)]
    assert not text.text[end:].strip()


def test_there_is_a_box_for_each_character_on_the_page(tmp_path: Path) -> None:
    text = _read(pdfs.columns(tmp_path / "a.pdf"))
    assert len(text.boxes) == 4 * len(text.text)
    for offset, char in enumerate(text.text):
        x0, y0, x1, y1 = text.boxes[4 * offset : 4 * offset + 4]
        assert (x0, y0, x1, y1) == (0, 0, 0, 0) if char == "\n" else 0 <= x0 < x1 <= 612
        assert 0 <= y0 <= y1 <= 792


def test_what_lies_off_the_page_is_left_out(tmp_path: Path) -> None:
    crop = (100, 150, 420, 240)  # the last two lines begin below it
    text = _read(pdfs.turned(tmp_path / "a.pdf", 0, crop)).text
    assert text == "\n".join(pdfs.LEFT_COLUMN[:4]) + "\n\n"


def test_turning_the_page_for_reading_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = pdfs.turned(tmp_path / "a.pdf", 90)
    before = file.read_bytes()
    _read(file)
    assert pdf.facts(str(file), "").sizes == ((792, 612),)
    assert file.read_bytes() == before


# Files from elsewhere


@pytest.mark.parametrize(
    ("name", "page", "passage"),
    [
        # From the end of the left column into the right one; past a footnote's neighbour.
        (
            "Tucker2007.pdf",
            4,
            "To ensure the proper functioning of the machine we require the installation profile",
        ),
        (
            "pdfjs-tracemonkey.pdf",
            3,
            "as much as possible. A trace records all its intermediate values in a small",
        ),
        ("pdfjs-tracemonkey.pdf", 1, "In a naïve implementation, inner loops would become hot"),
        ("Kriha2018.pdf", 3, "the general exercises either boring or trivial and tend to attend"),
        ("Baldoni2002.pdf", 3, "associates timestamps with events (local states) such that"),
    ],
)
def test_papers_are_read_in_order(shared: Path, name: str, page: int, passage: str) -> None:
    text = _read(shared / "pdfs" / name, page)
    assert passage in page_text.quote(text, 0, len(text.text))
    assert len(page_text.find(text, passage)) == 1


def test_a_paper_begins_with_its_title(shared: Path) -> None:
    for name, title in (
        ("Kriha2018.pdf", "On How We Can Teach – Exploring New Ways in"),
        ("Tucker2007.pdf", "OPIUM: Optimal Package Install/Uninstall Manager"),
        ("pdfjs-tracemonkey.pdf", "Trace-based Just-in-Time Type Specialization for Dynamic"),
    ):
        text = _read(shared / "pdfs" / name).text.removeprefix("1\n\n")
        assert text.startswith(title)


def test_a_turned_page_from_elsewhere(shared: Path) -> None:
    text = _read(shared / "pdfs" / "pdfjs-rotation.pdf", 1)
    assert _blocks(text.text)[0] == "This is my second page. It will have a landscape layout."
    (box,) = page_text.boxes(text, 0, 50)
    assert box.x1 - box.x0 > 10 * (box.y1 - box.y0)


def test_the_text_of_a_page_that_cannot_be_drawn(shared: Path) -> None:
    text = _read(shared / "pdfs" / "render-never-returns.pdf")
    assert len(text.text) > 1000
