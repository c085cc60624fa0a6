"""Builders: small PDFs for tests, made with PyMuPDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pymupdf

STEP = 12.0  # points from line to line
SIZE = 10.0  # points of a letter
LEFT, RIGHT, TOP, FOOT = 54.0, 317.0, 72.0, 760.0

TITLE = "Slow directions of the gradient and why they matter in the end of training"
LEFT_COLUMN = (
    "Networks sometimes generalise long after they",
    "have memorised their training set. We trace the",
    "delay to slow directions of the gradient that a low-",
    "pass filter would keep. Others have been hyphen-",
    "ated and the sentence goes on in the next column",
)
RIGHT_COLUMN = (
    "where it ends. Filtering the fast directions brings",
    "the moment forward fifty times. A low-pass filter is",
    "enough for this, e.g. in small models, and costs",
    "nothing. The last line of the column stands here.",
)
CAPTION = "Figure 1. A caption that reaches across both of the columns, from margin to margin."
BELOW = (
    (
        "Below the figure the left column goes on with",
        "two more lines that are read before the right.",
    ),
    (
        "The right column below the figure comes last,",
        "and then there is only the number of the page.",
    ),
)


def write(page: Any, lines: Sequence[str], x: float = LEFT, y: float = TOP, **how: Any) -> None:
    """Write lines below each other, the first with its base at y."""
    for number, line in enumerate(lines):
        page.insert_text((x, y + number * STEP), line, **{"fontsize": SIZE} | how)


def save(document: Any, path: Path, **how: Any) -> Path:
    """Save a document and close it."""
    document.save(str(path), **how)
    document.close()
    return path


def plain(path: Path, *pages: Sequence[str], **how: Any) -> Path:
    """Make a file with a page for each sequence of lines."""
    document = pymupdf.open()
    for lines in pages or (LEFT_COLUMN,):
        write(document.new_page(width=612, height=792), lines)
    return save(document, path, **how)


def many(path: Path, pages: int) -> Path:
    """Make a file of many pages, each with its number in words of its own."""
    return plain(path, *((f"This is page {number} of {pages}.",) for number in range(1, pages + 1)))


def columns(path: Path, rotation: int = 0) -> Path:
    """Make a page with a title, two columns, a caption across, two more columns, and a number.

    The file has the right column before the left one.
    """
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    write(page, [TITLE], y=TOP)
    for x, lines, below in ((RIGHT, RIGHT_COLUMN, BELOW[1]), (LEFT, LEFT_COLUMN, BELOW[0])):
        write(page, lines, x, 110)
        write(page, below, x, 240)
    write(page, [CAPTION], y=215, fontsize=12)
    write(page, ["7"], 303, FOOT)
    page.set_rotation(rotation)
    return save(document, path)


def turned(path: Path, rotation: int = 0, crop: tuple[float, ...] | None = None) -> Path:
    """Make a page of text that is turned when it is shown, and of which `crop` is shown."""
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    write(page, LEFT_COLUMN, 120, 200)
    if crop:
        page.set_cropbox(pymupdf.Rect(crop))
    page.set_rotation(rotation)
    return save(document, path)


def outlined(path: Path) -> Path:
    """Make three pages with an outline, in which the second part leads nowhere itself."""
    document = pymupdf.open()
    for number in range(3):
        write(document.new_page(width=612, height=792), [f"Page {number}"])
    here = {"kind": pymupdf.LINK_GOTO, "to": pymupdf.Point(0, 396), "zoom": 0}
    document.set_toc(
        [
            [1, "First part", 1],
            [2, "A section", 2, here | {"page": 1}],
            [1, "Second part", -1, {"kind": pymupdf.LINK_NONE}],
            [2, "Another section", 3],
        ]
    )
    document.set_metadata({"title": "  Slow\ngradients "})
    return save(document, path)


def linked(path: Path, rotation: int = 0) -> Path:
    """Make two pages; on the first are links inside, by name, outside, and to be left out."""
    document = pymupdf.open()
    page, target = (document.new_page(width=612, height=792) for _ in range(2))
    page = document[0]
    write(target, ["Here it leads"])
    area = pymupdf.Rect(100, 100, 200, 120)
    links = (
        {"kind": pymupdf.LINK_GOTO, "page": 1, "to": pymupdf.Point(0, 198)},
        {"kind": pymupdf.LINK_NAMED, "nameddest": "there"},
        {"kind": pymupdf.LINK_URI, "uri": "https://example.org/a?b=c"},
        {"kind": pymupdf.LINK_URI, "uri": "file:///etc/passwd"},
        {"kind": pymupdf.LINK_LAUNCH, "file": "start.exe"},
        {"kind": pymupdf.LINK_GOTOR, "file": "other.pdf", "page": 0, "to": pymupdf.Point(0, 0)},
    )
    for number, link in enumerate(links):
        page.insert_link(link | {"from": area + (0, 50 * number) * 2})
    names = f"<</Dests<</there [{document.page_xref(1)} 0 R /XYZ 0 396 0]>>>>"
    document.xref_set_key(document.pdf_catalog(), "Dests", names[len("<</Dests") : -2])
    page.set_rotation(rotation)
    return save(document, path)


def locked(path: Path, password: str = "secret") -> Path:
    """Make a file that opens with a password only."""
    how = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": password, "owner_pw": "owner"}
    return plain(path, LEFT_COLUMN, **how)


def pictured(path: Path) -> Path:
    """Make a page of text with a picture of many colours."""
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 90, 60))
    for x in range(90):
        for y in range(60):
            picture.set_pixel(x, y, (x * 2, y * 4, (x * y) % 256))
    page.insert_image(pymupdf.Rect(100, 300, 400, 500), pixmap=picture)
    write(page, LEFT_COLUMN)
    return save(document, path)


def marked(path: Path, rotation: int = 0) -> Path:
    """Make a page with annotations: a highlight with an answer, an underline, an area, notes."""
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    write(page, LEFT_COLUMN)
    highlight = page.add_highlight_annot(page.search_for("memorised their training set"))
    highlight.set_info(content="Is this so?", title="Ann")
    answer = page.add_text_annot((300, 300), "It is.")
    page.add_underline_annot(page.search_for("slow directions")).set_colors(stroke=(0, 0, 1))
    page.add_rect_annot(pymupdf.Rect(100, 300, 200, 400))
    page.add_text_annot((400, 500), "A note on its own")
    page.add_ink_annot([[(1, 1), (5, 5)]])
    document.xref_set_key(answer.xref, "IRT", f"{highlight.xref} 0 R")
    page.set_rotation(rotation)
    return save(document, path)
