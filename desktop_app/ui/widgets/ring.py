"""A ring that fills as the day's papers are done."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.ui import theme


class Ring(QWidget):
    """A progress ring with its numbers inside, such as 1/4."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = 0
        self._of = 0
        side = theme.scaled(40)
        self.setFixedSize(QSize(side, side))

    def set_progress(self, done: int, of: int) -> None:
        """Show `done` of `of` as done."""
        self._done, self._of = done, of
        self.setAccessibleName(self.tr("{} of {} done").format(done, of))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke = theme.scaled(4)
        circle = QRectF(self.rect()).adjusted(stroke, stroke, -stroke, -stroke)
        painter.setPen(QPen(QColor(colours.border_strong), stroke))
        painter.drawEllipse(circle)
        if self._of and self._done:
            pen = QPen(QColor(colours.accent), stroke)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(circle, 90 * 16, -round(360 * 16 * self._done / self._of))
        font = theme.font("meta-strong")
        if self._of > 9:
            font = theme.font("key")
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, f"{self._done}/{self._of}")
