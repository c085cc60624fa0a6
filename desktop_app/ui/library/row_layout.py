"""Where rows of their own heights lie in a window over many of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

UNIT = 64  # steps of a scroll bar to a row


@dataclass(frozen=True, slots=True)
class Lie:
    """A row in view: its upper edge and height in pixels."""

    row: int
    y: int
    height: int

    @property
    def end(self) -> int:
        """The y just below it."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Bar:
    """What a scroll bar shows, in `UNIT` steps to a row."""

    value: int
    most: int
    page: int


class RowLayout:
    """The rows in view, measured only there.

    Its place is a row and the pixels of it above the edge, not an offset from the top: 100,000
    rows open without being measured, and nothing jumps when heights are learnt. Rows out of view
    are taken to be of the usual height.
    """

    def __init__(self, count: Callable[[], int], height: Callable[[int], int], usual: int) -> None:
        """`count` gives the number of rows, `height` the pixels of one."""
        self._count, self._height, self._usual = count, height, usual
        self._top = self._shift = self._room = 0
        self._seen: list[Lie] = []

    def seen(self) -> list[Lie]:
        """Give the rows in view, from the top."""
        return self._seen

    def settle(self, room: int) -> None:
        """Measure anew what is in view, `room` pixels high."""
        self._room = room
        self.go(self._top, self._shift)

    def go(self, row: int, shift: int = 0) -> None:
        """Put a row at the top with some pixels of it hidden; the end leaves no gap below it."""
        last = self._count() - 1
        self._top, self._shift = min(max(0, row), max(0, last)), max(0, shift)
        self._lay()
        full = bool(self._seen) and self._seen[-1].end >= self._room
        if not full and (self._top or self._shift) and last >= 0:
            self._top, self._shift = self._ending(last, self._room)
            self._lay()

    def by(self, pixels: int) -> None:
        """Move what is seen up by some pixels, or down by negative ones."""
        row, shift = self._top, self._shift + pixels
        while row < self._count() - 1 and shift >= (height := self._height(row)):
            row, shift = row + 1, shift - height
        while shift < 0 and row > 0:
            row -= 1
            shift += self._height(row)
        self.go(row, shift)

    def bring(self, row: int, *, centre: bool = False) -> None:
        """Bring a row into view where it is not wholly in it."""
        y, height = self.place(row)
        inside = y >= 0 and y + height <= self._room
        if inside or not self._seen:
            return
        if centre:
            self.go(*self._ending(row, (self._room + height) // 2))
        elif y < 0 or height > self._room:
            self.go(row)
        else:
            self.go(*self._ending(row, self._room))

    def place(self, row: int) -> tuple[int, int]:
        """Give y and height of a row."""
        if not self._seen:
            return 0, self._usual
        first, last = self._seen[0], self._seen[-1]
        if row < first.row:
            return first.y - (first.row - row) * self._usual, self._usual
        if row > last.row:
            return last.end + (row - last.row - 1) * self._usual, self._usual
        lie = self._seen[row - first.row]
        return lie.y, lie.height

    def row_at(self, y: int) -> int:
        """Give the row at a y, past the last where there is none; -1 without rows."""
        if not self._seen:
            return -1
        first, last = self._seen[0], self._seen[-1]
        if y < first.y:
            return max(0, first.row - 1 - (first.y - 1 - y) // self._usual)
        if y >= last.end:
            return last.row + 1 + (y - last.end) // self._usual
        return next(lie.row for lie in self._seen if y < lie.end)

    def added(self, first: int, rows: int) -> None:
        """Hold still while rows come; at the very top they are let in."""
        if first <= self._top and (self._top or self._shift):
            self._top += rows

    def removed(self, first: int, rows: int) -> None:
        """Hold still while rows go."""
        if first + rows <= self._top:
            self._top -= rows
        elif first <= self._top:
            self._top, self._shift = first, 0

    def bar(self) -> Bar:
        """Give the place as a scroll bar shows it."""
        if not self._seen:
            return Bar(0, 0, UNIT)
        value = self._top * UNIT + self._shift * UNIT // max(1, self._seen[0].height)
        shown = max(1, sum(lie.height for lie in self._seen) // len(self._seen))
        page = max(1, self._room * UNIT // shown)
        last = self._seen[-1]
        at_end = last.row == self._count() - 1 and last.end <= self._room
        return Bar(value, value if at_end else max(value + 1, self._count() * UNIT - page), page)

    def go_to_bar(self, value: int, most: int) -> None:
        """Go where a scroll bar was moved to."""
        last = self._count() - 1
        if last < 0:
            return
        if value >= most:
            self.go(*self._ending(last, self._room))
            return
        row = min(value // UNIT, last)
        self.go(row, value % UNIT * self._height(row) // UNIT)

    def _lay(self) -> None:
        self._seen = []
        row, y, count = self._top, -self._shift, self._count()
        while y < self._room and row < count:
            self._seen.append(Lie(row, y, height := self._height(row)))
            row, y = row + 1, y + height

    def _ending(self, row: int, room: int) -> tuple[int, int]:
        """Give the place at which a row ends `room` pixels below the edge."""
        used = self._height(row)
        while used < room and row > 0:
            row -= 1
            used += self._height(row)
        return row, max(0, used - room)
