"""A label of one line that elides what does not fit and shows it whole as a tool tip."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui import theme


class Elided(QWidget):
    """One line of text in a font of the type table and a tone (a colour role)."""

    def __init__(self, text: str = "", use: str = "body", tone: str = "") -> None:
        super().__init__()
        self._text, self._use = "", use
        self.set_tone(tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def text(self) -> str:
        """Give the text whole."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: str) -> None:
        """Write in another tone: secondary, muted, accent, or error."""
        self._role = tone if tone in ("accent", "error") else f"text_{tone}" if tone else "text"
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(theme.font(self._use)).horizontalAdvance(self._text)
        return QSize(ceil(width) + 1, theme.line_height(self._use))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(self._use))
        painter.setPen(QColor(getattr(theme.current(), self._role)))
        text = painter.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(
            self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text
        )
