"""A sentence with highlighted words in it, painted; the words may be hidden by a bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.core.cards import Passage
from desktop_app.ui import theme
from desktop_app.ui.widgets import broken
from desktop_app.ui.widgets.broken import BrokenText

MOST_HIDDEN = 240  # characters: a few lines of bars, and not a page of them

_USE = "abstract"
_WIDTH = 540


class PassageView(QWidget):
    """Shows a passage; `most` is how many lines it may take, None as many as it needs.

    What is hidden takes the same room as what is shown, so that nothing moves once it is; only
    where it is long an ellipsis stands for the rest of it.
    """

    def __init__(self, most: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = self._shown = Passage("", "", "")
        self._broken = BrokenText(_USE, broken.on_baseline, most)
        self._colour: int | None = None
        self._hidden = False
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_passage(self, passage: Passage, colour: int | None, *, hidden: bool = False) -> None:
        """Show a passage, its words in a colour, 1 to 5, or plain where it is None."""
        self._whole, self._colour, self._hidden = passage, colour, hidden
        self._show(_collapsed(passage) if hidden else passage)

    def reveal(self) -> None:
        """Show the words that were hidden."""
        if self._hidden:
            self._hidden = False
            self._show(self._whole)

    def _show(self, passage: Passage) -> None:
        self._shown = passage
        self._broken.put(str(passage))
        self.updateGeometry()
        self.update()

    @property
    def hidden(self) -> bool:
        """Whether the words are hidden."""
        return self._hidden

    # Layout

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._broken.height(width) + 1

    def sizeHint(self) -> QSize:
        width = self.width() or theme.scaled(_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(120), theme.line_height(_USE))

    def _span(self, layout: QTextLayout) -> tuple[int, int]:
        """Give where the highlighted words are, in UTF-16 units of what is laid out."""
        start = _units(self._shown.before)
        return start, min(start + _units(self._shown.exact), _units(layout.text()))

    def marked_from(self) -> int:
        """Give how far down the highlighted words begin, in pixels."""
        layout = self._broken.lines(self.width())
        line = layout.lineForTextPosition(self._span(layout)[0])
        return max(0, line.lineNumber()) * theme.line_height(_USE)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        layout = self._broken.lines(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        span = self._span(layout)
        boxes = list(_boxes(layout, span)) if self._colour else []
        self._paint_ground(painter, boxes)
        painter.setPen(QColor(theme.current().text))
        layout.draw(painter, QPointF(0, 0), [_unseen(span)] if self._hidden else [])
        self._paint_lines(painter, boxes)

    def _paint_ground(self, painter: QPainter, boxes: list[QRectF]) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for box in boxes:
            painter.setBrush(QColor(theme.current().highlight(self._colour or 1).fill))
            radius = theme.scaled(4) if self._hidden else 0
            painter.drawRoundedRect(box.adjusted(-1, 1, 1, 0), radius, radius)

    def _paint_lines(self, painter: QPainter, boxes: list[QRectF]) -> None:
        if self._hidden:
            return
        painter.setPen(QPen(QColor(theme.current().highlight(self._colour or 1).ink), 1.5))
        for box in boxes:
            y = box.bottom() - 0.75
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))


def _collapsed(passage: Passage) -> Passage:
    """Cut words that would be a page of bars."""
    if len(passage.exact) <= MOST_HIDDEN:
        return passage
    words = passage.exact[:MOST_HIDDEN].rstrip()
    return replace(passage, exact=words, after=f" …{passage.after}")


def _boxes(layout: QTextLayout, span: tuple[int, int]) -> Iterator[QRectF]:
    """Give where a range is, a box for each line it is in."""
    high = theme.line_height(_USE)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start = max(span[0], line.textStart())
        end = min(span[1], line.textStart() + line.textLength())
        while end > start and layout.text()[end - 1 : end].isspace():
            end -= 1
        if start < end:
            left, right = sorted((_x(line, start), _x(line, end)))
            yield QRectF(left, number * high, right - left, high)


def _x(line: QTextLine, at: int) -> float:
    """Give the x of a place in a line, which PySide gives with the place beside it."""
    place: Any = line.cursorToX(at)
    return float(place[0])


def _unseen(span: tuple[int, int]) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = span[0], span[1] - span[0]
    look = QTextCharFormat()
    look.setForeground(QColor(0, 0, 0, 0))
    made.format = look
    return made


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2
