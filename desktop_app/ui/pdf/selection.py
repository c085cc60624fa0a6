"""What is selected of a document's text, which may go over several pages."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop_app.core import line_ends, page_text
from desktop_app.core.documents import Box, PageText
from desktop_app.core.highlights import Selector
from desktop_app.ui.pdf import caret
from desktop_app.ui.pdf.caret import Move, Unit


class Place(NamedTuple):
    """A place in the text of a page, in code points; the order of places is that of reading."""

    page: int
    offset: int


class Span(NamedTuple):
    """A part of the text of one page."""

    page: int
    start: int
    end: int


class By(Enum):
    """What a drag with the mouse selects more of."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"


class Selection(QObject):
    """From an anchor to a caret; where they are one, nothing is selected.

    `text` gives the text of a page, or None while it is being read.
    """

    changed = Signal()

    def __init__(self, text: Callable[[int], PageText | None], parent: QObject) -> None:
        super().__init__(parent)
        self.caret: Place | None = None
        self.shown = False  # the caret, once keys move it
        self._text = text
        self._anchor: Place | None = None
        self._by = By.CHARACTER
        self._pivot: tuple[Place, Place] | None = None  # the first word or sentence, which stays in
        self._x: float | None = None  # of the column that moving by lines keeps to
        self._boxes: dict[Span, list[Box]] = {}

    def __bool__(self) -> bool:
        return self._anchor is not None and self._anchor != self.caret

    # Changing it

    def begin(self, place: Place, by: By = By.CHARACTER) -> None:
        """Select nothing yet, or the word or sentence at a place; `extend` selects more of them."""
        self._by, self.shown = by, False
        self._pivot = self._around(place)
        self._set(*self._pivot)

    def extend(self, place: Place) -> None:
        """Let what is selected reach to a place, from where it began."""
        start, end = self._around(place)
        if self._by is By.CHARACTER or self._pivot is None:
            self._set(self._anchor or place, place)
        elif start < self._pivot[0]:
            self._set(self._pivot[1], start)
        else:
            self._set(self._pivot[0], max(end, self._pivot[1]))

    def select_all(self, page: int) -> None:
        """Select all text of a page."""
        text = self._text(page)
        if text is not None:
            self._by = By.CHARACTER
            self._set(Place(page, 0), Place(page, len(text.text)))

    def clear(self) -> None:
        """Select nothing, and let there be no caret."""
        self.shown = False
        self._set(None, None)

    def move(self, move: Move) -> None:
        """Move the caret, which is shown from then on; without a place it stays without."""
        if self.caret is None or (text := self._text(self.caret.page)) is None:
            return
        self.shown, self._by = True, By.CHARACTER
        if self and not move.extends and move.unit is Unit.CHARACTER:
            assert self._anchor is not None
            place = max(self._anchor, self.caret) if move.forward else min(self._anchor, self.caret)
        elif move.unit is Unit.LINE:
            place = self._by_line(text, move.forward)
        else:
            self._x = None
            place = self._beside(text, move)
        kept = self._x
        self._set((self._anchor or self.caret) if move.extends else place, place)
        self._x = kept

    def put(self, place: Place) -> None:
        """Show the caret at a place."""
        self.shown, self._by = True, By.CHARACTER
        self._set(place, place)

    def _set(self, anchor: Place | None, caret: Place | None) -> None:
        self._x = None
        self._boxes.clear()
        self._anchor, self.caret = anchor, caret
        self.changed.emit()

    # What it holds

    def spans(self) -> list[Span]:
        """Give what is selected of each page; nothing of one whose text is still being read."""
        if not self:
            return []
        assert self._anchor is not None
        assert self.caret is not None
        first, last = sorted((self._anchor, self.caret))
        spans = []
        for page in range(first.page, last.page + 1):
            text = self._text(page)
            start = first.offset if page == first.page else 0
            end = last.offset if page == last.page else len(text.text) if text else 0
            if start < end:
                spans.append(Span(page, start, end))
        return spans

    def boxes(self, page: int) -> list[Box]:
        """Give the boxes of what is selected on a page."""
        text = self._text(page) if self else None
        found = [span for span in self.spans() if span.page == page] if text else []
        if not found or text is None:
            return []
        if found[0] not in self._boxes:
            self._boxes[found[0]] = page_text.boxes(text, found[0].start, found[0].end)
        return self._boxes[found[0]]

    def described(self) -> tuple[Selector, tuple[Box, ...], str] | None:
        """Give how to find the passage, where it is, and what made its text; None for none.

        Over several pages start and end count in the first page's text.
        """
        parts: list[tuple[PageText, int, int]] = []
        for page, start, end in self.spans():
            if (text := self._text(page)) is not None and text.text[start:end].strip():
                parts.append((text, start, end))
        if not parts:
            return None
        try:
            first, last = (page_text.select(*parts[n]) for n in (0, -1))
        except ValueError:
            return None
        quote = first.exact
        if len(parts) > 1:  # as if they stood on one page, so that a word over both becomes whole
            together = "\n".join(text.text[start:end].strip() for text, start, end in parts)
            quote = line_ends.mended(together, 0, len(together)).strip()
        selector = Selector(quote, first.prefix, last.suffix, first.start, first.end)
        boxes = [box for part in parts for box in page_text.boxes(*part)]
        return selector, tuple(boxes), parts[0][0].extraction

    # Places

    def _around(self, place: Place) -> tuple[Place, Place]:
        text = self._text(place.page)
        if text is None or self._by is By.CHARACTER or not text.text:
            return place, place
        find = page_text.word if self._by is By.WORD else page_text.sentence
        start, end = find(text, place.offset)
        return Place(place.page, start), Place(place.page, end)

    def _beside(self, text: PageText, move: Move) -> Place:
        assert self.caret is not None
        offset = caret.beside(text, self.caret.offset, move.unit, forward=move.forward)
        if offset is not None:
            return Place(self.caret.page, offset)
        return self._other_page(move.forward) or self.caret

    def _by_line(self, text: PageText, forward: bool) -> Place:
        assert self.caret is not None
        here = caret.box(text, self.caret.offset)
        if self._x is None and here is not None:
            self._x = here.x0
        number = caret.line_at(text, self.caret.offset) + (1 if forward else -1)
        if 0 <= number < len(caret.lines(text)):
            return Place(self.caret.page, caret.in_line(text, number, self._x or 0))
        return self._other_page(forward) or self.caret

    def _other_page(self, forward: bool) -> Place | None:
        """Give the beginning of the next page, or the end of the one before, if it has text."""
        assert self.caret is not None
        page = self.caret.page + (1 if forward else -1)
        text = self._text(page)
        if text is None or not text.text.strip():
            return None
        return Place(page, 0 if forward else len(text.text.rstrip()))
