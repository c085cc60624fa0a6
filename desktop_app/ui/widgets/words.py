"""Words broken into lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import broken
from desktop_app.ui.widgets.broken import BrokenText

_WIDTH = 176


class Words(QWidget):
    """Words in a font of the type table, broken into lines, also where a word is too long."""

    def __init__(self, use: str, role: str = "text") -> None:
        super().__init__()
        self.words = ""
        self._use, self._role, self._colour = use, role, ""
        self._most: int | None = None
        self._broken = BrokenText(use, broken.centred)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: str) -> None:
        """Show other words."""
        if words != self.words:
            self.words = words
            self._broken.put(words.replace("\n", "\u2028"))
            self._change()

    def limit(self, most: int | None) -> None:
        """Show so many lines at most, the last with an ellipsis where more is left out."""
        if most != self._most:
            self._most = most
            self._broken.limit(most)
            self._change()

    def _change(self) -> None:
        self.updateGeometry()
        self.update()

    def set_colour(self, colour: str) -> None:
        """Write in another colour than the tone's."""
        self._colour = colour
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._broken.height(width)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(_WIDTH), theme.line_height(self._use))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self._colour or getattr(theme.current(), self._role)))
        self._broken.lines(self.width()).draw(painter, QPointF(0, 0))
