"""The head of a chart beside the day: its name, a note, and the way to all statistics."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.ui import theme
from desktop_app.ui.statistics import words
from desktop_app.ui.widgets import drawing

HEIGHT = 20


class Head(QAbstractButton):
    """A name on the left and a note on the right, to be clicked."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(name)
        self.note = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(words.tr("Show all statistics"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_note("")

    def set_note(self, note: str) -> None:
        """Show another note."""
        self.note = note
        said = ", ".join(filter(None, (self.text(), note)))
        self.setAccessibleName(f"{said}: {words.tr('show all statistics')}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(240), theme.scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("meta"))
        painter.setPen(QColor(colours.accent if self.underMouse() else colours.text_muted))
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignRight, self.note)
        room = self.width() - drawing.advance("meta", self.note) - theme.scaled(8)
        painter.setFont(theme.font("body-strong"))
        painter.setPen(QColor(colours.text))
        name = drawing.elided(painter, self.text(), room)
        box = QRect(0, 0, room, self.height())
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, name)
        if self.hasFocus():
            # A line and no ring: the words begin at the edge, with the charts.
            painter.fillRect(0, self.height() - 2, self.width(), 2, QColor(colours.accent))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)
