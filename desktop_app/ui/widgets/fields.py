"""Number fields and lists to choose from, with the chevrons a style sheet cannot tint."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from desktop_app.ui import icons, theme

CHEVRON = 12


class Spin(QSpinBox):
    """A number field; the wheel changes it only while it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(theme.scaled(6), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        middle = self.height() / 2
        _chevron(self, "chevron-up", middle - theme.scaled(6))
        _chevron(self, "chevron-down", middle + theme.scaled(6))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Combo(QComboBox):
    """A list to choose from; the wheel changes it only while it has the focus."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _chevron(self, "chevron-down", self.height() / 2)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _chevron(field: QWidget, name: str, middle: float) -> None:
    size = theme.scaled(CHEVRON)
    colours = theme.current()
    ink = colours.text_secondary if field.isEnabled() else colours.text_muted
    sign = icons.pixmap(name, ink, size, field.devicePixelRatioF())
    left = field.width() - size - theme.scaled(8)
    QPainter(field).drawPixmap(QPointF(left, middle - size / 2), sign)
