"""Where ranges of a laid out text are, in pixels."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

_ALL = (-math.inf, math.inf)
_BASELINE = 0.8  # of a fixed line height


class Spans:
    """Finds the rectangles of ranges of a document, one or more a line.

    Ranges count UTF-16 units. What was found is kept until the text is laid out anew.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._found: dict[tuple[int, int], list[tuple[float, float]]] = {}
        self.bidirectional = False
        self.height = 0

    def begin(self, text: str, height: int) -> None:
        """Take another text, in lines of a fixed `height` in pixels."""
        self.bidirectional = not text.isascii() and any(map(_goes_left, text))
        self.height = height
        self.forget()

    def forget(self) -> None:
        """Let go of what was found: the text was laid out anew."""
        self._found.clear()

    def rects(self, first: int, last: int, seen: tuple[float, float] = _ALL) -> Iterator[QRectF]:
        """Give the rectangles of a range that lie between two heights, from above."""
        block = self._document.findBlock(first)
        while block.isValid() and block.position() < last:
            whole = self._document.documentLayout().blockBoundingRect(block)
            if whole.top() > seen[1]:
                return
            if whole.bottom() >= seen[0]:
                yield from self._in_block(block, whole.topLeft(), (first, last), seen)
            block = block.next()

    def top(self, first: int) -> float:
        """Give the y of the line a place is in."""
        block = self._document.findBlock(first)
        origin = self._document.documentLayout().blockBoundingRect(block).y()
        line = block.layout().lineForTextPosition(first - block.position())
        return origin + self._top(line) if line.isValid() else origin

    def _in_block(
        self, block: QTextBlock, origin: QPointF, span: tuple[int, int], seen: tuple[float, float]
    ) -> Iterator[QRectF]:
        layout, at = block.layout(), block.position()
        begin, stop = max(span[0] - at, 0), min(span[1] - at, block.length() - 1)
        top = layout.lineForTextPosition(begin)
        for number in range(max(0, top.lineNumber()), layout.lineCount()):
            line = layout.lineAt(number)
            y = origin.y() + self._top(line)
            if line.textStart() >= stop or y > seen[1]:
                return
            if y + self.height >= seen[0]:
                a = max(begin, line.textStart())
                b = min(stop, line.textStart() + line.textLength())
                for x0, x1 in self._across(line, at, a, b):
                    yield QRectF(origin.x() + x0, y, x1 - x0, self.height)

    def _top(self, line: QTextLine) -> float:
        """Give where a line's room begins, above its baseline."""
        baseline = line.y() + line.ascent() + max(line.leading(), 0)
        return baseline - self.height * _BASELINE

    def _across(self, line: QTextLine, at: int, a: int, b: int) -> list[tuple[float, float]]:
        """Give from where to where a part of a line goes; in two directions it may be in parts."""
        key = (at + a, at + b)
        if key not in self._found:
            while b > a and self._document.characterAt(at + b - 1).isspace():
                b -= 1
            find = _parts if self.bidirectional else _part
            self._found[key] = find(line, a, b) if a < b else []
        return self._found[key]


def _part(line: QTextLine, a: int, b: int) -> list[tuple[float, float]]:
    return [(_x(line, a), _x(line, b))]


def _parts(line: QTextLine, a: int, b: int) -> list[tuple[float, float]]:
    boxes = (run.boundingRect() for run in line.glyphRuns(a, b - a))
    found: list[tuple[float, float]] = []
    for x0, x1 in sorted((box.left(), box.right()) for box in boxes):
        if found and x0 <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def _x(line: QTextLine, at: int) -> float:
    """Give the x of a place in a line, which PySide gives with the place beside it."""
    place: Any = line.cursorToX(at)
    return float(place[0])


def _goes_left(sign: str) -> bool:
    return unicodedata.bidirectional(sign) in ("R", "AL", "RLE", "RLO", "RLI")
