"""Text broken into lines for a width, also where a word is too long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

from desktop_app.ui import theme

_MOST_LAID = 8
_BASELINE = 0.8  # of the line height
_ELLIPSIS = "…"

Place = Callable[[QTextLine, int], float]


def centred(line: QTextLine, high: int) -> float:
    """Give the y of a line that stands in the middle of its `high` pixels."""
    return line.lineNumber() * high + (high - line.height()) / 2


def on_baseline(line: QTextLine, high: int) -> float:
    """Give the y of a line so that fonts of any height stand on the same baseline."""
    return (line.lineNumber() + _BASELINE) * high - line.ascent()


class BrokenText:
    """A text in a font of the type table, `most` lines of it; `place` tells where a line stands.

    Layouts ask for heights many times over, so what was laid out is kept.
    """

    def __init__(self, use: str, place: Place, most: int | None = None) -> None:
        self._use, self._place = use, place
        self._text, self._most = "", most
        self._laid: dict[tuple[int, str], QTextLayout] = {}  # by width and font

    def put(self, text: str) -> None:
        """Break another text."""
        self._text = text
        self._laid.clear()

    def limit(self, most: int | None) -> None:
        """Give so many lines at most, the last with an ellipsis where more is left out."""
        self._most = most
        self._laid.clear()

    def height(self, width: int) -> int:
        """Give how many pixels the lines take."""
        return self.lines(width).lineCount() * theme.line_height(self._use)

    def lines(self, width: int) -> QTextLayout:
        """Give the lines for a width."""
        key = (width, theme.font(self._use).key())
        if key not in self._laid:
            if len(self._laid) >= _MOST_LAID:
                self._laid.clear()
            self._laid[key] = self._limited(width)
        return self._laid[key]

    def _limited(self, width: int) -> QTextLayout:
        made = self._broken(self._text, width)
        if self._most is None or made.lineCount() <= self._most:
            return made
        line = made.lineAt(self._most - 1)
        units = self._text.encode("utf-16-le")[: 2 * (line.textStart() + line.textLength())]
        kept = units.decode("utf-16-le", "ignore").rstrip()
        while made.lineCount() > self._most:
            made = self._broken(f"{kept}{_ELLIPSIS}", width)
            kept = kept[:-1].rstrip()
        return made

    def _broken(self, text: str, width: int) -> QTextLayout:
        made = QTextLayout(text, theme.font(self._use))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made.setTextOption(option)
        made.beginLayout()
        while (line := made.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, self._place(line, theme.line_height(self._use))))
        made.endLayout()
        return made
