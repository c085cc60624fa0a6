"""How many highlights of each colour a paper has, at the end of the tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.selection_bar import swatch

_MARK, _GAP, _APART = 12, 6, 12


class Counts(QWidget):
    """Swatch, name and number of each colour; without the names, or empty, where room is short."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[tuple[int, str, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_counts(self, colours: Sequence[int], names: Sequence[str]) -> None:
        """Show how often each colour is in `colours`, 1 to 5, by its name."""
        self._found = [
            (colour, name, colours.count(colour))
            for colour, name in enumerate(names, 1)
            if colour in colours
        ]
        self.setAccessibleName(", ".join(f"{name} {count}" for _, name, count in self._found))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, theme.line_height("meta"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("meta"))
        painter.setPen(QColor(theme.current().text_secondary))
        full = [(colour, f"{name} {count}") for colour, name, count in self._found]
        short = [(colour, str(count)) for colour, _, count in self._found]
        for parts in (full, short):
            width = sum(_width(painter.fontMetrics(), words) for _, words in parts)
            if width <= self.width():
                self._paint(painter, parts, self.width() - width + theme.scaled(_APART))
                return

    def _paint(self, painter: QPainter, parts: list[tuple[int, str]], x: int) -> None:
        size = theme.scaled(_MARK)
        for colour, words in parts:
            mark = swatch(colour, size).pixmap(QSize(size, size), self.devicePixelRatioF())
            painter.drawPixmap(QPoint(x, (self.height() - size) // 2), mark)
            beside = size + theme.scaled(_GAP)
            where = QRect(x + beside, 0, self.width() - x, self.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, words)
            x += _width(painter.fontMetrics(), words)


def _width(metrics: QFontMetrics, words: str) -> int:
    return (
        theme.scaled(_MARK)
        + theme.scaled(_GAP)
        + theme.scaled(_APART)
        + metrics.horizontalAdvance(words)
    )
