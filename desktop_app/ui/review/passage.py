"""A sentence with highlighted words in it, painted; the words may be hidden by a bar."""

from __future__ import annotations

from collections.abc import Iterator
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
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.core.cards import Passage
from desktop_app.ui import theme

_USE = "abstract"
_BASELINE = 0.8  # of the line height
_WIDTH = 540
_MOST_LAID = 4
_ELLIPSIS = "…"


class PassageView(QWidget):
    """Shows a passage; `most` is how many lines it may take, None as many as it needs.

    What is hidden takes the same room as what is shown, so that nothing moves once it is.
    """

    def __init__(self, most: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passage = Passage("", "", "")
        self._most = most
        self._colour: int | None = None
        self._hidden = False
        self._laid: dict[tuple[int, str], QTextLayout] = {}  # by width and font
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_passage(self, passage: Passage, colour: int | None, *, hidden: bool = False) -> None:
        """Show a passage, its words in a colour, 1 to 5, or plain where it is None."""
        self._passage, self._colour, self._hidden = passage, colour, hidden
        self._laid.clear()
        self.updateGeometry()
        self.update()

    def reveal(self) -> None:
        """Show the words that were hidden."""
        self._hidden = False
        self.update()

    @property
    def hidden(self) -> bool:
        """Whether the words are hidden."""
        return self._hidden

    # Layout

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width).lineCount() * theme.line_height(_USE) + 1

    def sizeHint(self) -> QSize:
        width = self.width() or theme.scaled(_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(120), theme.line_height(_USE))

    def _lay_out(self, width: int) -> QTextLayout:
        # Layouts ask for heights many times over, so what was laid out is kept.
        key = (width, theme.font(_USE).key())
        if key not in self._laid:
            if len(self._laid) >= _MOST_LAID:
                self._laid.clear()
            self._laid[key] = self._limited(width)
        return self._laid[key]

    def _limited(self, width: int) -> QTextLayout:
        words = str(self._passage)
        made = _broken(words, width)
        if self._most is None or made.lineCount() <= self._most:
            return made
        line = made.lineAt(self._most - 1)
        units = words.encode("utf-16-le")[: 2 * (line.textStart() + line.textLength())]
        kept = units.decode("utf-16-le", "ignore").rstrip()
        while made.lineCount() > self._most:
            made = _broken(f"{kept}{_ELLIPSIS}", width)
            kept = kept[:-1].rstrip()
        return made

    def _span(self, layout: QTextLayout) -> tuple[int, int]:
        """Give where the highlighted words are, in UTF-16 units of what is laid out."""
        start = _units(self._passage.before)
        return start, min(start + _units(self._passage.exact), _units(layout.text()))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        layout = self._lay_out(self.width())
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


def _broken(words: str, width: int) -> QTextLayout:
    made = QTextLayout(words, theme.font(_USE))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setTextOption(option)
    high = theme.line_height(_USE)
    made.beginLayout()
    while (line := made.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, (line.lineNumber() + _BASELINE) * high - line.ascent()))
    made.endLayout()
    return made


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
