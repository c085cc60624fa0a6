"""The order in which the pieces of text on a page are read: down one column, then the next.

A piece is part of a line, in a box; the pieces of a block are read as the file has them. Columns
are told by the white strip between them. What reaches across the strip, such as a title or a
caption, parts the page into bands that are read one after the other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple, TypeVar

T = TypeVar("T")

# Lengths, in heights of a line.
_STRIP = 0.7  # the narrowest strip between columns
_COLUMN = 9.0  # the narrowest column
_APART, _FAR_APART = 0.9, 2.0  # from the text to what stands above or below it

_EDGE = 0.12  # of the width of a region: no strip is this near to its sides
_LINES = 3  # that columns have at least somewhere beside a strip
_TRIES = 3  # strips looked at in a region
_FULL, _BARELY_FULL = 0.55, 0.35  # of a column's width, what lines of text fill
_WHOLE, _ALL_WHOLE = 1.6, 1.3  # pieces in a line of text
_LEVEL = 0.7  # of the cells of a table, those level with a line beside them
_MOST = 5000  # pieces; a page that has more is no page of text

Numbers = list[int]  # of pieces, in the order of the file


class Box(NamedTuple):
    """A rectangle, with y downwards."""

    x0: float
    y0: float
    x1: float
    y1: float


class Piece(NamedTuple):
    """Part of a line, and the number of its block in the file."""

    box: Box
    block: int


class _Side(NamedTuple):
    """What stands beside a strip, line by line, and the width of the column it is in."""

    lines: list[list[Box]]
    width: float

    @property
    def pieces(self) -> float:
        return sum(map(len, self.lines)) / max(1, len(self.lines))

    def is_text(self) -> bool:
        """Tell whether the lines are in one piece and fill the column, as running text does."""
        full = sum(box.x1 - box.x0 for line in self.lines for box in line)
        full /= max(1.0, self.width * len(self.lines))
        many = len(self.lines) >= 8
        return (full >= _FULL and self.pieces <= _WHOLE) or (
            many and full >= _BARELY_FULL and self.pieces <= _ALL_WHOLE
        )

    def is_level_with(self, other: _Side) -> bool:
        """Tell whether most lines have one of the other side beside them."""
        beside = [_around(line) for line in other.lines]
        level = sum(any(_level(_around(line), box) for box in beside) for line in self.lines)
        return level >= _LEVEL * len(self.lines)


class _Band(NamedTuple):
    """Part of a region from side to side: what reaches across the strip, or what does not."""

    across: Numbers
    left: Numbers
    right: Numbers


def order(pieces: Sequence[Piece]) -> list[Numbers]:
    """Give the numbers of all pieces, block by block, in the order in which they are read."""
    read: Sequence[int] = range(len(pieces))
    if 0 < len(pieces) <= _MOST:
        read = _Page(pieces).read()
    return [list(block) for _, block in groupby(read, lambda number: pieces[number].block)]


class _Page:
    """The pieces of a page, and the height of its lines."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._boxes = [piece.box for piece in pieces]
        self._blocks = [piece.block for piece in pieces]
        self._line = max(1.0, median(box.y1 - box.y0 for box in self._boxes))

    def read(self) -> Numbers:
        """Give all numbers in the order of reading."""
        lines = self._lines(range(len(self._boxes)))
        first, last = self._frame(lines)
        body = sorted(n for line in lines[first:last] for n in line)
        parts = [*lines[:first], *self._parts(body), *lines[last:]]
        return [n for part in parts for n in self._stacked(part)]

    def _frame(self, lines: list[Numbers]) -> tuple[int, int]:
        """Tell where the text begins and ends: a line may stand apart above and below it.

        One at the left above is read first anyway; one at the right may begin a column. Below it
        is the other way round.
        """
        boxes = [self._around(line) for line in lines]
        page, first, last = _around(boxes), 0, len(lines)
        middle = (page.x0 + page.x1) / 2
        if len(lines) > 2:
            apart = _APART if boxes[0].x0 < middle else _FAR_APART
            first += boxes[1].y0 - boxes[0].y1 > apart * self._line
            apart = _APART if boxes[-1].x1 > middle else _FAR_APART
            last -= boxes[-1].y0 - boxes[-2].y1 > apart * self._line
        return first, last

    def _parts(self, numbers: Numbers) -> list[Numbers]:
        """Part a region into what is read one after the other."""
        for strip in self._strips(numbers):
            bands = list(self._bands(numbers, strip))
            widths = (
                self._width([n for band in bands for n in band.left]),
                self._width([n for band in bands for n in band.right]),
            )
            bands = [part for band in bands for part in self._opened(band, widths)]
            columns = [self._columns(band, widths) for band in bands]
            if max(columns) >= _LINES:
                return [
                    part
                    for band, lines in zip(bands, columns, strict=True)
                    for part in self._parts_of(band, lines > 0)
                ]
        return [numbers]

    def _parts_of(self, band: _Band, are_columns: bool) -> list[Numbers]:
        if band.across:
            return self._parts(band.across)
        if are_columns:
            return self._parts(band.left) + self._parts(band.right)
        return [sorted(band.left + band.right)]

    def _strips(self, numbers: Numbers) -> Iterator[float]:
        """Give where a strip between columns may be, where least text stands in its way first."""
        region = self._around(numbers)
        width, apart = region.x1 - region.x0, _COLUMN * self._line
        given: list[float] = []
        if width < 2 * apart:
            return
        for _, _, x in sorted(self._stretches(numbers)):
            inside = min(x - region.x0, region.x1 - x) > width * _EDGE
            if inside and all(abs(x - other) > apart for other in given):
                given.append(x)
                yield x
            if len(given) == _TRIES:
                return

    def _stretches(self, numbers: Numbers) -> Iterator[tuple[float, float, float]]:
        """Give of each stretch of x how much text stands there, less its width, and its middle.

        Boxes are widened by half a strip, so that every stretch is wide enough to be one.
        """
        half, changes = _STRIP * self._line / 2, dict[float, float]()
        for x0, y0, x1, y1 in (self._boxes[n] for n in numbers):
            changes[x0 - half] = changes.get(x0 - half, 0.0) + y1 - y0
            changes[x1 + half] = changes.get(x1 + half, 0.0) - y1 + y0
        edges, text = sorted(changes), 0.0
        for x, following in pairwise(edges):
            text += changes[x]
            yield round(text, 1), x - following, (x + following) / 2

    def _bands(self, numbers: Numbers, strip: float) -> Iterator[_Band]:
        """Part a region at a strip into bands, from the top."""
        sides = self._sides(numbers, strip)
        from_top = sorted(numbers, key=lambda n: self._boxes[n].y0 + self._boxes[n].y1)
        for _, run in groupby(from_top, lambda n: sides[n] == 0):
            band = sorted(run)
            yield _Band(*([n for n in band if sides[n] == side] for side in (0, -1, 1)))

    def _sides(self, numbers: Numbers, strip: float) -> dict[int, int]:
        """Tell of each piece whether it is left of a strip (-1), right of it (1) or across (0).

        One that has text beside it is not across: it sticks out of its column.
        """
        boxes = {n: self._boxes[n] for n in numbers}
        sides = {n: (box.x0 >= strip) - (box.x1 <= strip) for n, box in boxes.items()}
        columns = [(boxes[n], side) for n, side in sides.items() if side]
        columns.sort(key=lambda column: column[0].y0)
        tops = [box.y0 for box, _ in columns]
        tallest = max((box.y1 - box.y0 for box, _ in columns), default=0.0)
        for n in (n for n, side in sides.items() if not side):
            box = boxes[n]
            near = columns[bisect_left(tops, box.y0 - tallest) : bisect_right(tops, box.y1)]
            if beside := {side for other, side in near if _level(other, box)}:
                nearer = -1 if box.x0 + box.x1 < 2 * strip else 1
                sides[n] = -sum(beside) or nearer
        return sides

    def _opened(self, band: _Band, widths: tuple[float, float]) -> Iterator[_Band]:
        """Part what stands above the columns of a band, such as names side by side, from them."""
        left, right = set(band.left), set(band.right)
        top: list[Numbers] = []
        rest = self._lines(band.left + band.right)
        while len(rest) > 1:
            top.append(rest.pop(0))
            if self._around(rest[0]).y0 - self._around(top[-1]).y1 <= _FAR_APART * self._line:
                continue
            above = sorted(n for line in top for n in line)
            opening = _Band([], [n for n in above if n in left], [n for n in above if n in right])
            if not opening.left or not opening.right or self._columns(opening, widths):
                break
            yield opening
            top, left, right = [], left - set(above), right - set(above)
        yield band._replace(left=sorted(left), right=sorted(right))

    def _columns(self, band: _Band, widths: tuple[float, float]) -> int:
        """Give how many lines both sides have at least; 0 where they are halves of a table."""
        if not band.left or not band.right or min(widths) < _COLUMN * self._line:
            return 0
        left, right = self._side(band.left, widths[0]), self._side(band.right, widths[1])
        fewest = min(len(left.lines), len(right.lines))
        if left.is_text() == right.is_text():
            return fewest * left.is_text()
        text, other = (left, right) if left.is_text() else (right, left)
        return fewest * (other.pieces <= _WHOLE or not other.is_level_with(text))

    def _side(self, numbers: Numbers, width: float) -> _Side:
        lines = [[self._boxes[n] for n in line] for line in self._lines(numbers)]
        return _Side(lines, width)

    def _width(self, numbers: Numbers) -> float:
        box = self._around(numbers)
        return box.x1 - box.x0

    def _around(self, numbers: Iterable[int]) -> Box:
        return _around([self._boxes[n] for n in numbers])

    def _lines(self, numbers: Iterable[int]) -> list[Numbers]:
        """Gather the pieces of each line, from the top."""
        return _rows(list(numbers), self._boxes.__getitem__)

    def _stacked(self, numbers: Numbers) -> Iterator[int]:
        """Give the pieces of a part without columns: block under block, rows from the left."""
        by_block: dict[int, Numbers] = {}
        for n in numbers:
            by_block.setdefault(self._blocks[n], []).append(n)
        yield from (n for block in self._piled(list(by_block.values())) for n in block)

    def _piled(self, blocks: list[Numbers]) -> list[Numbers]:
        found: list[Numbers] = []
        for row in _rows(blocks, self._around):
            piles = self._piles(row)
            if len(piles) == 1:
                found += sorted(row)
            else:
                found += [block for pile in piles for block in self._piled(pile)]
        return found

    def _piles(self, blocks: list[Numbers]) -> list[list[Numbers]]:
        """Part blocks in a row where none is above or below another, from the left."""
        piles: list[list[Numbers]] = []
        edge = float("-inf")
        for block in sorted(blocks, key=lambda block: self._around(block).x0):
            box = self._around(block)
            if box.x0 >= edge:
                piles.append([])
            piles[-1].append(block)
            edge = max(edge, box.x1)
        return piles


def _rows(items: Iterable[T], box_of: Callable[[T], Box]) -> list[list[T]]:
    """Gather what is level with each other, from the top."""
    boxed = sorted(((box_of(item), item) for item in items), key=lambda pair: pair[0].y0)
    rows: list[list[T]] = []
    row = Box(0, 0, 0, 0)
    for box, item in boxed:
        if rows and _level(row, box):
            rows[-1].append(item)
            row = _around((row, box))
        else:
            rows.append([item])
            row = box
    return rows


def _level(one: Box, other: Box) -> bool:
    """Tell whether the lower of two boxes has half its height beside the other."""
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared >= min(one.y1 - one.y0, other.y1 - other.y0) / 2


def _around(boxes: Sequence[Box]) -> Box:
    """Give the box around all."""
    if not boxes:
        return Box(0, 0, 0, 0)
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))
