"""Words broken into lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui import theme

_WIDTH = 176


class Words(QWidget):
    """Words in a font of the type table, broken into lines, also where a word is too long."""

    def __init__(self, use: str, role: str = "text") -> None:
        super().__init__()
        self.words = ""
        self._use, self._role, self._colour = use, role, ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: str) -> None:
        """Show other words."""
        self.words = words
        self.updateGeometry()
        self.update()

    def set_colour(self, colour: str) -> None:
        """Write in another colour than the tone's."""
        self._colour = colour
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width).lineCount() * theme.line_height(self._use)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(_WIDTH), theme.line_height(self._use))

    def _lay_out(self, width: int) -> QTextLayout:
        made = QTextLayout(self.words.replace("\n", "\u2028"), theme.font(self._use))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made.setTextOption(option)
        high = theme.line_height(self._use)
        made.beginLayout()
        while (line := made.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, line.lineNumber() * high + (high - line.height()) / 2))
        made.endLayout()
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self._colour or getattr(theme.current(), self._role)))
        self._lay_out(self.width()).draw(painter, QPointF(0, 0))
