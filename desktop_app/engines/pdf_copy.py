"""Copies of files with the reader's marks in them, for other viewers. Only for the PDF worker."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from desktop_app.core.documents import Box
from desktop_app.core.highlights import Style
from desktop_app.engines import pdf_files
from desktop_app.engines.pdf_files import NotSaved


@dataclass(frozen=True, slots=True)
class CopyMark:
    """A highlight as it goes into a copy of the file; `colour` is red, green and blue, 0 to 1."""

    style: Style
    boxes: tuple[Box, ...]
    colour: tuple[float, float, float]
    comment: str
    author: str
    created: datetime


def write_copy(path: str, password: str, marks: Sequence[CopyMark], target: str) -> None:
    """Write a copy of a file with marks in it to `target`, in place of what is there.

    It opens with the same password. Raises NotSaved, or what opening the file raises.
    """
    source, copy = Path(path), Path(target)
    failing = pdf_files.errors_as(lambda detail: NotSaved(target, detail))
    with pdf_files.opened(path, password) as document, failing:
        if copy.exists() and copy.samefile(source):
            raise NotSaved(target, "this is the file itself")
        for mark in marks:
            _add(document, mark)
        _save(document, copy)


def _add(document: Any, mark: CopyMark) -> None:
    """Add a mark, as one annotation on each page it is on; the first has the comment."""
    comment = mark.comment
    for page, boxes in groupby(mark.boxes, lambda box: box.page):
        shown = document.load_page(page)  # an annotation is good while its page is held
        annotation = _annotate(shown, mark.style, list(boxes))
        annotation.set_colors(stroke=mark.colour)
        when = f"D:{mark.created.astimezone(UTC):%Y%m%d%H%M%S}Z"
        annotation.set_info(content=comment, title=mark.author, creationDate=when, modDate=when)
        annotation.update()
        comment = ""


def _annotate(page: Any, style: Style, boxes: Sequence[Box]) -> Any:
    if style is Style.AREA:
        return page.add_rect_annot(_quad(page, boxes[0]).rect)
    quads = [_quad(page, box) for box in boxes]
    if style is Style.UNDERLINE:
        return page.add_underline_annot(quads)
    return page.add_highlight_annot(quads)


def _quad(page: Any, box: Box) -> Any:
    """Give a box on the page as it was before it was turned, which is where marks are added."""
    quad = pdf_files.library().Rect(box.x0, box.y0, box.x1, box.y1).quad * page.derotation_matrix
    upright = box.x1 - box.x0 >= box.y1 - box.y0
    # Text that the page turns by a quarter runs from left to right before: its base is there.
    return quad if upright else quad.rect.quad


def _save(document: Any, target: Path) -> None:
    """Write a document in whole or not at all."""
    lib, writing = pdf_files.library(), target.with_name(f".{secrets.token_hex(8)}")
    try:
        writing.touch(exist_ok=False)  # what it raises is said better than by the library
        # Broken objects that nothing refers to would fail; without them a damaged file is saved.
        document.save(str(writing), garbage=1, deflate=True, encryption=lib.PDF_ENCRYPT_KEEP)
        writing.replace(target)
    finally:
        writing.unlink(missing_ok=True)
