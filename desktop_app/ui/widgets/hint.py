"""A key and what it does; it can be clicked as well."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import drawing

HEIGHT, GAP, APART = 24, 6, 18


class Hint(QAbstractButton):
    """Key caps and a word; it never takes the focus from what the keys are for."""

    def __init__(self, keys: Sequence[str], meaning: str) -> None:
        super().__init__()
        self._keys = keys
        self.setText(meaning)
        self.setAccessibleName(f"{meaning} ({' '.join(keys)})")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        caps = sum(drawing.key_cap_width(key) + theme.scaled(GAP) for key in self._keys)
        return QSize(caps + drawing.advance("meta", self.text()) + 2, theme.scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        left = 0
        for key in self._keys:
            left += drawing.key_cap(painter, left, self.height() // 2, key) + theme.scaled(GAP)
        painter.setFont(theme.font("meta"))
        hovered = self.isEnabled() and self.underMouse()
        painter.setPen(QColor(colours.text if hovered else colours.text_secondary))
        room = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(
            room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text()
        )


class HintRow(QWidget):
    """Hints beside each other, as many as there is room for."""

    def __init__(self, hints: Sequence[Hint], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints = hints
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(APART))
        for hint in hints:
            row.addWidget(hint)
        row.addStretch()

    def minimumSizeHint(self) -> QSize:
        top, bottom = self.contentsMargins().top(), self.contentsMargins().bottom()
        return QSize(1, theme.scaled(HEIGHT) + top + bottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.width()
        for hint in self._hints:
            room -= hint.sizeHint().width()
            hint.setVisible(room >= 0)
            room -= theme.scaled(APART)
