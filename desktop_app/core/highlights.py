"""Highlights: coloured passages of a text, with the selectors that find them again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from desktop_app.core.documents import Box, DocumentId
from desktop_app.core.papers import PaperId

HighlightId = NewType("HighlightId", int)

COLOURS = (1, 2, 3, 4, 5)
CONTEXT = 32


class Anchor(StrEnum):
    """How surely a highlight stands at its passage after the text changed."""

    ANCHORED = "anchored"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    ORPHANED = "orphaned"


# In these a highlight has a place in the text as it is now.
PLACED = (Anchor.ANCHORED, Anchor.MOVED)


class Style(StrEnum):
    """How a passage is marked; only a document has underlines, and areas without text."""

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Selector:
    """W3C TextQuote and TextPosition of a passage; offsets count code points, `end` excluded.

    In a document they count in the text of the first page; those of an area name the place in
    the reading order and hold no text.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Highlight:
    """A highlight of a paper's abstract or document; `selector` keeps the quote as first marked.

    In a document `boxes` say where it is, and `taken_from` names the annotation of the file that
    it was taken over from. `kept` tells that the reader wants it as it is although its passage
    was not found.
    """

    id: HighlightId
    key: str
    paper: PaperId
    colour: int
    selector: Selector
    anchor: Anchor
    comment: str
    created_at: datetime
    document: DocumentId | None = None
    style: Style = Style.HIGHLIGHT
    boxes: tuple[Box, ...] = ()
    extraction: str = ""
    taken_from: str = ""
    kept: bool = False

    @property
    def page(self) -> int | None:
        """The page of a document on which it begins, from 0; None in an abstract."""
        return self.boxes[0].page if self.boxes else None


def select(text: str, start: int, end: int) -> Selector:
    """Describe the passage ``text[start:end]``, white space at its borders left out.

    Raises ValueError where nothing is left to mark.
    """
    start, end = max(0, start), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        raise ValueError("an empty passage cannot be highlighted")
    return Selector(
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
        start,
        end,
    )
