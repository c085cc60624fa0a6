"""What the beginning of a PDF file holds: the lines of its first pages, and what it says of itself.

Places are in points from the top left of the page as it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.core.reading_order import Box


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line in one style; `size` is that of its letters in points."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a piece of one, and the number of its block in the file.

    `turn` is how it runs, in quarters clockwise from left to right.
    """

    spans: tuple[Span, ...]
    box: Box
    block: int = 0
    turn: int = 0

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size, and its lines in the order of the file."""

    width: float
    height: float
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The first pages of a file, how many it has, and what it says of itself.

    `info` holds the entries of the file's information by their names, as ``Title``; `xmp` is the
    XML packet beside it, empty where there is none.
    """

    pages: tuple[Page, ...]
    count: int
    info: tuple[tuple[str, str], ...] = ()
    xmp: str = ""
