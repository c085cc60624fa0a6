"""The lines of a title page: pieces joined to rows, the size of running text, order of reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop_app.core import line_ends, reading_order
from desktop_app.core.pdf_heads import Head, Line, Page, Span
from desktop_app.core.reading_order import Box, Piece

_LEVEL = 0.5  # of the lower of two pieces in a row, what both share in height
_GAP = 1.0  # between pieces of a row, in sizes of a letter; columns are further apart
_OVERLAP = -0.5
_SPACE = 0.15  # a wider gap between two pieces is a space
_SAME = 0.06  # of a size, what sizes taken for equal may differ
_MOSTLY, _ALMOST_ALL = 0.5, 0.85  # of the letters of a row
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Row:
    """What stands in one line without a wide gap."""

    spans: tuple[Span, ...]
    box: Box

    @cached_property
    def text(self) -> str:
        return single_spaced("".join(span.text for span in self.spans))

    @cached_property
    def size(self) -> float:
        """The size of most letters."""
        return _most(self.spans)

    @cached_property
    def bold(self) -> bool:
        return self._share([span for span in self.spans if span.bold]) > _MOSTLY

    @cached_property
    def italic(self) -> bool:
        """Whether all but a word or a sign is in italics."""
        return self._share([span for span in self.spans if span.italic]) > _ALMOST_ALL

    def _share(self, spans: Sequence[Span]) -> float:
        letters = sum(len(span.text.strip()) for span in self.spans)
        return sum(len(span.text.strip()) for span in spans) / max(1, letters)

    def is_level_with(self, other: Row) -> bool:
        return _level(self.box, other.box)


def single_spaced(text: str) -> str:
    """Give a text with single spaces, and none at its ends."""
    return _SPACES.sub(" ", text).strip()


def is_same(size: float, other: float) -> bool:
    """Tell whether two sizes of letters are taken for one."""
    return abs(size - other) <= _SAME * max(size, other)


def rows(page: Page) -> list[Row]:
    """Join the pieces of the upright lines of a page to rows, from the top, each from the left."""
    found: list[Row] = []
    for line in sorted(upright(page), key=lambda line: (line.box.y0 + line.box.y1, line.box.x0)):
        row = Row(line.spans, line.box)
        near = [n for n in range(max(0, len(found) - 8), len(found)) if _joins(found[n], row)]
        if near:
            found[near[-1]] = _joined(found[near[-1]], row)
        else:
            found.append(row)
    return _in_order(found)


def upright(page: Page) -> list[Line]:
    """Give the lines that run from left to right and are not empty."""
    return [line for line in page.lines if line.turn == 0 and line.text.strip()]


def body(head: Head) -> float:
    """Give the size of running text, that of most letters; 10 where there is none."""
    spans = [span for page in head.pages for line in upright(page) for span in line.spans]
    return _most(spans) if spans else 10.0


def in_reading_order(page: Page) -> list[Line]:
    """Give the upright lines of a page as they are read, column after column."""
    lines = upright(page)
    order = reading_order.order([Piece(line.box, line.block) for line in lines])
    return [lines[number] for block in order for number in block]


def mended(parts: Iterable[str], around: str = "") -> str:
    """Join lines to one, words that are parted at their ends too.

    `around` is text that shows which words are written with a hyphen.
    """
    text = "\n".join(part.strip() for part in parts)
    return single_spaced(line_ends.mended(f"{text}\n\n{around}", 0, len(text)))


def whole(head: Head) -> str:
    """Give all upright text of the first pages, line by line."""
    return "\n".join(line.text.strip() for page in head.pages for line in upright(page))


def _joins(left: Row, right: Row) -> bool:
    if right.box.x0 < left.box.x0:
        left, right = right, left
    size = min(left.size, right.size)
    gap = right.box.x0 - left.box.x1
    return _level(left.box, right.box) and _OVERLAP * size <= gap <= _GAP * max(size, 6.0)


def _joined(row: Row, other: Row) -> Row:
    left, right = sorted((row, other), key=lambda r: r.box.x0)
    spans = left.spans
    ends = left.spans[-1].text[-1:].isspace() or right.spans[0].text[:1].isspace()
    if not ends and right.box.x0 - left.box.x1 > _SPACE * min(left.size, right.size):
        spans = (*spans, Span(" ", left.size))
    return Row((*spans, *right.spans), around([left.box, right.box]))


def _in_order(found: Sequence[Row]) -> list[Row]:
    """Sort rows from the top; those that are level, from the left."""
    ordered: list[list[Row]] = []
    for row in sorted(found, key=lambda r: r.box.y0 + r.box.y1):
        if ordered and row.is_level_with(ordered[-1][0]):
            ordered[-1].append(row)
        else:
            ordered.append([row])
    return [row for level in ordered for row in sorted(level, key=lambda r: r.box.x0)]


def around(boxes: Sequence[Box]) -> Box:
    """Give the box around some boxes."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))


def levels(found: Sequence[Row]) -> Iterator[list[Row]]:
    """Give rows that are level with each other together, from the top."""
    level: list[Row] = []
    for row in found:
        if level and not row.is_level_with(level[0]):
            yield level
            level = []
        level.append(row)
    if level:
        yield level


def _level(box: Box, other: Box) -> bool:
    shared = min(box.y1, other.y1) - max(box.y0, other.y0)
    return shared > _LEVEL * min(box.y1 - box.y0, other.y1 - other.y0)


def _most(spans: Iterable[Span]) -> float:
    counts = Counter[float]()
    for span in spans:
        counts[round(span.size * 4) / 4] += len(span.text.strip())
    return max(counts, key=lambda size: (counts[size], size), default=10.0) or 10.0
