"""Where the pages of a document stand, below each other, and which part of each to draw.

Lengths are device pixels, whole numbers, from the top left of all pages; sizes of pages come in
points. The middle of every page is at x 0, so that a page may be wider than the others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from desktop_app.core.documents import Box, Spot
from desktop_app.engines import pixels


class Area(NamedTuple):
    """A rectangle of device pixels, counted from the top left of a page or of all pages."""

    x0: int
    y0: int
    x1: int
    y1: int

    def meets(self, other: Area) -> bool:
        """Tell whether two rectangles share a pixel."""
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1
        )

    def moved(self, x: int, y: int) -> Area:
        """Give it moved to the right and down."""
        return Area(self.x0 + x, self.y0 + y, self.x1 + x, self.y1 + y)


class Point(NamedTuple):
    """A place on a page, in points; one beside the page is possible."""

    page: int
    x: float
    y: float

    def is_in(self, box: Box, slack: float = 0.0) -> bool:
        """Tell whether it is in a box, or at most `slack` points beside it."""
        return (
            box.page == self.page
            and box.x0 - slack <= self.x <= box.x1 + slack
            and box.y0 - slack <= self.y <= box.y1 + slack
        )


@dataclass(frozen=True, slots=True)
class Want:
    """A picture of a page, or of an area of it, at so many device pixels a point.

    `dark` is light on dark.
    """

    page: int
    scale: float
    area: Area | None = None
    dark: bool = False


class Layout:
    """Places of all pages at one scale, which is in device pixels a point.

    Pages are `gap` pixels apart, with as much before the first and after the last.
    """

    def __init__(self, sizes: Sequence[tuple[float, float]], scale: float, gap: int) -> None:
        self.scale, self.gap = scale, gap
        extents = {size: pixels.extent(size, scale) for size in set(sizes)}
        self.widths = [extents[size][2] for size in sizes]
        self.heights = [extents[size][3] for size in sizes]
        self._tops = list(accumulate((h + gap for h in self.heights), initial=gap))
        self.width = max(self.widths, default=0) + 2 * gap
        self.height = self._tops[-1]

    def __len__(self) -> int:
        return len(self.heights)

    def top(self, page: int) -> int:
        """Give where a page begins."""
        return self._tops[page]

    def rect(self, page: int) -> Area:
        """Give the place of a page."""
        top, left = self._tops[page], -(self.widths[page] // 2)
        return Area(left, top, left + self.widths[page], top + self.heights[page])

    def place(self, box: Box) -> Area:
        """Give the place of a box on its page."""
        left, top, _, _ = self.rect(box.page)
        x0, y0, x1, y1 = (round(n * self.scale) for n in (box.x0, box.y0, box.x1, box.y1))
        return Area(x0, y0, x1, y1).moved(left, top)

    def pixels(self, page: int) -> int:
        """Give how many pixels a page has."""
        return self.widths[page] * self.heights[page]

    def at(self, y: int) -> int:
        """Give the page at a height; the room below a page belongs to it."""
        return min(max(bisect_right(self._tops, y) - 1, 0), len(self) - 1)

    def between(self, top: int, bottom: int) -> range:
        """Give the pages of which something stands between two heights."""
        first = self.at(top)
        if self._tops[first] + self.heights[first] <= top:
            first += 1
        return range(first, max(first, min(bisect_right(self._tops, bottom - 1), len(self))))

    def fullest(self, top: int, bottom: int) -> int:
        """Give the page that fills most of what is between two heights, the first of several."""

        def seen(page: int) -> int:
            begin = self._tops[page]
            return min(bottom, begin + self.heights[page]) - max(top, begin)

        return max(self.between(top, bottom), key=seen, default=self.at(top))

    def spot(self, y: int) -> Spot:
        """Give the spot that stands at the top of a view which begins at `y`."""
        page = self.at(y + self.gap)
        down = (y + self.gap - self._tops[page]) / max(1, self.heights[page])
        return Spot(page, min(1.0, max(0.0, down)))

    def y(self, spot: Spot) -> int:
        """Give where a view begins that has a spot at its top; the reverse of `spot`."""
        page = min(max(spot.page, 0), len(self) - 1)
        return self._tops[page] + round(spot.y * self.heights[page]) - self.gap


def common_width(sizes: Sequence[tuple[float, float]]) -> float:
    """Give the width, in points, that most pages have; the greater of two equally common."""
    counts: dict[float, int] = {}
    for width, _ in sizes:
        counts[round(width)] = counts.get(round(width), 0) + 1
    most = max(counts, key=lambda width: (counts[width], width))
    return max(width for width, _ in sizes if round(width) == most)
