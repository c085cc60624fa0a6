"""The beginning of a PDF: its first lines and its metadata. Only for the PDF worker."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import atan2, pi
from typing import Any

from desktop_app.core import title_page
from desktop_app.core.papers import Draft
from desktop_app.core.pdf_heads import Head, Line, Page, Span
from desktop_app.core.reading_order import Box
from desktop_app.engines import pdf_files, pdf_glyphs

PAGES = 2  # that are looked into
_MOST_LINES = 2000  # of a page; one that has more is no page of text
_LONGEST_LINE = 2000  # characters
_LONGEST = 1_000_000  # characters of XML; a packet is some thousands
_LONGEST_VALUE = 5000  # characters of an entry
_STANDARD = {
    "title": "Title",
    "author": "Author",
    "subject": "Subject",
    "keywords": "Keywords",
    "creator": "Creator",
    "producer": "Producer",
    "creationDate": "CreationDate",
    "modDate": "ModDate",
}
_RAISED, _ITALIC, _BOLD = 1, 2, 16  # flags of the library
_BOLD_NAMES = ("bold", "black", "heavy", "-bd", "medi", "cmbx")


def describe(path: str, password: str, name: str) -> Draft:
    """Describe the paper in a file that is called `name`. Raises PdfError.

    The rules for it are applied here too, where a time limit holds for them.
    """
    return title_page.draft(read(path, password), name)


def read(path: str, password: str) -> Head:
    """Read the first pages of a file and its metadata.

    Raises PdfError. A page after the first that cannot be read is left out.
    """
    document = pdf_files.kept(path, password)
    with pdf_files.errors_as(lambda detail: pdf_files.Unopenable(path, detail)):
        pages = [_page(document.load_page(0))]
        info, xmp = tuple(_info(document)), _xmp(document)
    for number in range(1, min(PAGES, document.page_count)):
        try:
            pages.append(_page(document.load_page(number)))
        except Exception:  # the library raises anything; the first page tells most
            break
    return Head(tuple(pages), document.page_count, info, xmp)


def _xmp(document: Any) -> str:
    """Give the XML packet of a file; empty where there is none, or none that can be read."""
    try:
        return str(document.get_xml_metadata() or "")[:_LONGEST]
    except Exception:
        return ""


def _info(document: Any) -> Iterator[tuple[str, str]]:
    """Give the entries of a file's information, those of no standard too."""
    for name, value in (document.metadata or {}).items():
        if name in _STANDARD and value and value.strip():
            yield _STANDARD[name], value[:_LONGEST_VALUE]
    kind, place = document.xref_get_key(-1, "Info")
    xref = int(place.split()[0]) if kind == "xref" else 0
    for name in document.xref_get_keys(xref) if xref else ():
        kind, value = document.xref_get_key(xref, name)
        if kind == "string" and value.strip() and name not in _STANDARD.values():
            yield name, value[:_LONGEST_VALUE]


def _page(page: Any) -> Page:
    return Page(page.rect.width, page.rect.height, tuple(_lines(page)))


def _lines(page: Any) -> Iterator[Line]:
    """Give the lines of a page that can be seen."""
    lib = pdf_files.library()
    flags = lib.TEXT_PRESERVE_WHITESPACE | lib.TEXT_PRESERVE_LIGATURES
    size, quarters, given = (page.rect.width, page.rect.height), page.rotation // 90, 0
    for number, block in enumerate(page.get_text("rawdict", flags=flags)["blocks"]):
        for line in block["lines"]:
            turn = (round(atan2(line["dir"][1], line["dir"][0]) / (pi / 2)) + quarters) % 4
            spans = tuple(_spans(line, page, size, turn))
            if given < _MOST_LINES and any(span.text.strip() for span in spans):
                given += 1
                box = lib.Rect(line["bbox"]) * page.rotation_matrix
                yield Line(spans, Box(*box.normalize()), number, turn)


def _spans(line: Any, page: Any, size: tuple[float, float], turn: int) -> Iterator[Span]:
    """Give the parts of a line, each as long as its style lasts."""
    lib, matrix = pdf_files.library(), page.rotation_matrix
    for style, alike in groupby(line["spans"], _style):
        chars = [
            (char["c"], tuple((lib.Rect(char["bbox"]) * matrix).normalize()))
            for span in alike
            for char in span["chars"]
        ][:_LONGEST_LINE]
        text = "".join(glyph.char for glyph in pdf_glyphs.clean(chars, size, turn))
        # The cleaning leaves out white space at the ends, which parts this span from others.
        before = " " if text and chars[0][0].isspace() else ""
        after = " " if chars and chars[-1][0].isspace() else ""
        if text or after:
            yield Span(f"{before}{text}{after}", *style)


def _style(span: Any) -> tuple[float, bool, bool, bool]:
    flags, font = span["flags"], span["font"].lower()
    bold = bool(flags & _BOLD) or any(name in font for name in _BOLD_NAMES)
    return round(span["size"], 2), bold, bool(flags & _ITALIC), bool(flags & _RAISED)
