"""Where a caret stands in the text of a page, and where keys move it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop_app.core.documents import Box, PageText

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+|[^\w\s]+")
_UNBROKEN = re.compile(r"\S+")

_Key = Qt.Key
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Unit(Enum):
    """How far a key moves a caret."""

    CHARACTER = "character"
    WORD = "word"
    LINE = "line"
    EDGE = "edge"  # of the line


class Move(NamedTuple):
    """What a key does to a caret; `extends` keeps the other end of what is selected."""

    unit: Unit
    forward: bool
    extends: bool


_ACROSS: dict[int, bool] = {_Key.Key_Left: False, _Key.Key_Right: True}
_DOWN: dict[int, bool] = {_Key.Key_Up: False, _Key.Key_Down: True}
_EDGES: dict[int, bool] = {_Key.Key_Home: False, _Key.Key_End: True}


def move(event: QKeyEvent) -> Move | None:
    """Give what a key does to a caret, if it does."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers & ~(_CONTROL | _SHIFT):
        return None
    extends, key = bool(modifiers & _SHIFT), event.key()
    if key in _ACROSS:
        unit = Unit.WORD if modifiers & _CONTROL else Unit.CHARACTER
        return Move(unit, _ACROSS[key], extends)
    if modifiers & _CONTROL:
        return None
    if key in _DOWN:
        return Move(Unit.LINE, _DOWN[key], extends)
    return Move(Unit.EDGE, _EDGES[key], extends) if key in _EDGES else None


def beside(page: PageText, offset: int, unit: Unit, *, forward: bool) -> int | None:
    """Give the place by a character, a word or the edge of the line on; None past the page."""
    if unit is Unit.EDGE:
        start, end = lines(page)[line_at(page, offset)] if page.text.strip() else (0, 0)
        return end if forward else start
    if unit is Unit.WORD:
        starts = [word.start() for word in _WORD.finditer(page.text)]
        found = [s for s in starts if s > offset] if forward else [s for s in starts if s < offset]
        return (found[0] if forward else found[-1]) if found else None
    offset += 1 if forward else -1
    while 0 < offset < len(page.text) and not _stands(page.text, offset):
        offset += 1 if forward else -1
    return offset if 0 <= offset <= len(page.text.rstrip("\n")) else None


def _stands(text: str, offset: int) -> bool:
    """Tell whether a caret can stand there: not within a sign, not between two line ends."""
    if text[offset] == "\n":
        return text[offset - 1] != "\n"
    return not unicodedata.combining(text[offset])


def lines(page: PageText) -> list[tuple[int, int]]:
    """Give from where to where the lines of a page go, in reading order."""
    return [line.span() for line in _LINE.finditer(page.text)]


def words(page: PageText) -> list[tuple[int, int]]:
    """Give from where to where what stands between white space goes."""
    return [word.span() for word in _UNBROKEN.finditer(page.text)]


def line_at(page: PageText, offset: int) -> int:
    """Give the number of the line in which a place is."""
    starts = [start for start, _ in lines(page)]
    return max(0, bisect_right(starts, offset) - 1)


def in_line(page: PageText, number: int, x: float) -> int:
    """Give the place in a line nearest to an x in points."""
    start, end = lines(page)[number]
    return start + sum(
        (page.boxes[4 * n] + page.boxes[4 * n + 2]) / 2 < x for n in range(start, end)
    )


def box(page: PageText, offset: int) -> Box | None:
    """Give where a caret is seen: left of the character after it, or at the end of its line.

    As wide as nothing: x0 equals x1. None on a page without text.
    """
    ends_line = offset >= len(page.text) or page.text[offset] == "\n"
    at = offset - 1 if ends_line else offset
    if not 0 <= at < len(page.text) or page.text[at] == "\n":
        return None
    x0, y0, x1, y1 = page.boxes[4 * at : 4 * at + 4]
    x = x1 if ends_line else x0
    return Box(page.page, x, y0, x, y1)


def first_below(page: PageText, y: float) -> int | None:
    """Give where the first line begins that stands wholly below a height in points."""
    for start, _ in lines(page):
        if page.boxes[4 * start + 1] >= y:
            return start
    return None
