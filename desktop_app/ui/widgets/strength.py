"""How near a paper is: five segments, filled as far as it is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui import theme

BARS = 5
WIDE, HIGH, GAP = 8, 6, 2  # of a segment, in pixels of the design


class Strength(QWidget):
    """Shows a strength of 1 to 5; `said` says it, with the number in place of ``{n}``."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self._said = said
        self._strength = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_strength(self, strength: int) -> None:
        """Fill `strength` segments."""
        self._strength = strength
        self.setAccessibleName(self._said.format(n=strength))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return size()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint(QPainter(self), QPointF(0, 0), self._strength)


def size() -> QSize:
    """Give the room that the segments take, in pixels."""
    return QSize(BARS * theme.scaled(WIDE) + (BARS - 1) * theme.scaled(GAP), theme.scaled(HIGH))


def paint(painter: QPainter, at: QPointF, strength: int) -> None:
    """Paint the segments, their upper left corner at a point."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wide, high, gap = map(theme.scaled, (WIDE, HIGH, GAP))
    for number in range(BARS):
        filled = number < strength
        colour = theme.current().accent if filled else theme.current().border_strong
        painter.setBrush(QColor(colour))
        box = QRectF(at.x() + number * (wide + gap), at.y(), wide, high)
        painter.drawRoundedRect(box, 1.5, 1.5)
    painter.restore()
