"""The highlights of a document and the hits of a search: which stand on a page, and where."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.core import page_text
from desktop_app.core.documents import Box, PageText
from desktop_app.core.highlights import Highlight
from desktop_app.ui.pdf.layout import Point

_SLACK = 1.5  # points beside a box that still belong to it


class Marks:
    """Highlights by page and in the order of reading; one may be the current one."""

    def __init__(self) -> None:
        self.current: int | None = None
        self._ordered: list[Highlight] = []
        self._on: dict[int, list[tuple[Highlight, list[Box]]]] = {}

    def show(self, highlights: Sequence[Highlight]) -> None:
        """Take these for those of the document."""
        self._ordered = sorted((h for h in highlights if h.boxes), key=_order)
        self._on.clear()
        for highlight in sorted(self._ordered, key=_area, reverse=True):
            for page in dict.fromkeys(box.page for box in highlight.boxes):
                boxes = [box for box in highlight.boxes if box.page == page]
                self._on.setdefault(page, []).append((highlight, boxes))

    def on(self, page: int) -> list[tuple[Highlight, list[Box]]]:
        """Give the highlights of a page with their boxes there, inner ones after outer ones."""
        return self._on.get(page, [])

    def at(self, point: Point) -> Highlight | None:
        """Give the innermost highlight at a point, or None."""
        found = (
            h for h, boxes in self.on(point.page) if any(point.is_in(b, _SLACK) for b in boxes)
        )
        return min(found, key=_area, default=None)

    def current_highlight(self) -> Highlight | None:
        """Give the current highlight, or None."""
        return next((h for h in self._ordered if h.id == self.current), None)

    def beside(self, point: Point, by: int) -> Highlight | None:
        """Give the highlight `by` places on from the current one, or else from a point."""
        numbers: dict[int | None, int] = {h.id: number for number, h in enumerate(self._ordered)}
        if self.current in numbers:
            number = numbers[self.current] + by
        else:
            here = (point.page, point.y)
            before = sum((h.boxes[0].page, h.boxes[0].y0) < here for h in self._ordered)
            number = before + (by - 1 if by > 0 else by)
        return self._ordered[number] if 0 <= number < len(self._ordered) else None


def _order(highlight: Highlight) -> tuple[int, int, int, int]:
    at = highlight.selector
    return highlight.boxes[0].page, at.start, at.end, highlight.id


def _area(highlight: Highlight) -> float:
    return sum((box.x1 - box.x0) * (box.y1 - box.y0) for box in highlight.boxes)


class Hits:
    """Passages that a search found, by page; one may be the current one."""

    def __init__(self) -> None:
        self._hits: Sequence[tuple[int, int, int]] = ()
        self._current: int | None = None
        self._on: dict[int, list[int]] = {}
        self._boxes: dict[int, list[Box]] = {}

    def show(self, hits: Sequence[tuple[int, int, int]], current: int | None) -> None:
        """Take these (page, start, end) for what was found."""
        self._current = current
        if hits == self._hits:
            return
        self._hits = tuple(hits)
        self._on.clear()
        self._boxes.clear()
        for number, (page, _, _) in enumerate(hits):
            self._on.setdefault(page, []).append(number)

    def on(self, page: int) -> bool:
        """Tell whether something was found on a page."""
        return page in self._on

    def boxes(self, text: PageText) -> tuple[list[Box], list[Box]]:
        """Give the boxes of the hits on a page, and those of the current one."""
        others: list[Box] = []
        current: list[Box] = []
        for number in self._on.get(text.page, ()):
            if number not in self._boxes:
                _, start, end = self._hits[number]
                self._boxes[number] = page_text.boxes(text, start, end)
            (current if number == self._current else others).extend(self._boxes[number])
        return others, current
