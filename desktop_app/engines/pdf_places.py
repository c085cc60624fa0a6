"""Where things lead in an open document: its pages, outline and links. Only for the PDF worker."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import isfinite
from typing import Any

from desktop_app.core import text as texts
from desktop_app.core.documents import Box, Heading, PageLink, Spot
from desktop_app.engines import pdf_files

_LETTER = (612.0, 792.0)  # points; what MuPDF takes where a page does not tell its size
_HEADINGS_MOST = 20_000

_Size = tuple[float, float]


@lru_cache(maxsize=4)
def sizes(document: Any) -> tuple[_Size, ...]:
    """Give width and height of each page as it is shown, in points, without loading the pages.

    A page that is missing from the file has the size of the one before. Raises what the library
    raises where all are.
    """
    pdf = pdf_files.library().mupdf.pdf_document_from_fz_document(document.this)
    found = [_size(pdf, page) for page in range(document.page_count)]
    if not any(found):
        document.load_page(0)
    last = _LETTER
    return tuple(last := size or last for size in found)


def _size(pdf: Any, page: int) -> _Size | None:
    mupdf = pdf_files.library().mupdf
    box, turn = mupdf.FzRect(), mupdf.FzMatrix()
    try:
        mupdf.pdf_page_obj_transform(mupdf.pdf_lookup_page_obj(pdf, page), box, turn)
    except mupdf.FzErrorBase:
        return None
    shown = mupdf.fz_transform_rect(box, turn)
    return shown.x1 - shown.x0, shown.y1 - shown.y0


def outline(document: Any) -> Iterator[Heading]:
    """Give the headings of the outline that lead to a page.

    One that leads nowhere, as the names of parts may, leads where the next one does.
    """
    waiting: list[tuple[int, str]] = []
    for level, title, address in _entries(document):
        waiting.append((level, title))
        if spot := _spot(document, address):
            yield from (Heading(*heading, spot) for heading in waiting)
            waiting.clear()


def _entries(document: Any) -> Iterator[tuple[int, str, str]]:
    """Give level, title and address of the entries of the outline, in its order."""
    above: list[Any] = []
    # Without an outline there is an entry of nothing.
    entry = document.outline if document.outline and document.outline.this.m_internal else None
    for _ in range(_HEADINGS_MOST):
        while above and not entry:
            entry = above.pop().next
        if not entry:
            return
        yield len(above) + 1, texts.clean_line(entry.title or ""), entry.uri or ""
        above.append(entry)
        entry = entry.down


def links(document: Any, page: int) -> Iterator[PageLink]:
    """Give the links of a page; those to other files and to programs are left out."""
    mupdf = pdf_files.library().mupdf
    link = mupdf.fz_load_links(document.load_page(page).this)
    width, height = sizes(document)[page]
    while link.m_internal:
        rect, address = link.rect(), link.uri() or ""
        box = Box(page, max(0, rect.x0), max(0, rect.y0), min(width, rect.x1), min(height, rect.y1))
        if box.x1 > box.x0 and box.y1 > box.y0:
            if spot := _spot(document, address):
                yield PageLink(box, spot)
            elif mupdf.fz_is_external_link(address) and not address.lower().startswith("file:"):
                yield PageLink(box, url=address)
        link = link.next()


def _spot(document: Any, address: str) -> Spot | None:
    """Give the spot of the document that an address means, if it means one."""
    if not address or pdf_files.library().mupdf.fz_is_external_link(address):
        return None
    page, _, y = document.resolve_link(address)
    if not 0 <= page < document.page_count:
        return None
    return Spot(page, min(1.0, max(0.0, y / sizes(document)[page][1])) if isfinite(y) else 0.0)
