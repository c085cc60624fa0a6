"""Words broken into lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui import theme

_WIDTH = 176
_MOST_LAID = 8


class Words(QWidget):
    """Words in a font of the type table, broken into lines, also where a word is too long."""

    def __init__(self, use: str, role: str = "text") -> None:
        super().__init__()
        self.words = ""
        self._use, self._role, self._colour = use, role, ""
        self._most: int | None = None
        self._laid: dict[tuple[int, str], QTextLayout] = {}  # by width and font
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: str) -> None:
        """Show other words."""
        if words != self.words:
            self.words = words
            self._change()

    def limit(self, most: int | None) -> None:
        """Show so many lines at most, the last with an ellipsis where more is left out."""
        if most != self._most:
            self._most = most
            self._change()

    def _change(self) -> None:
        self._laid.clear()
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
        # Layouts ask for heights many times over, so what was laid out is kept.
        key = (width, theme.font(self._use).key())
        if key not in self._laid:
            if len(self._laid) >= _MOST_LAID:
                self._laid.clear()
            self._laid[key] = self._limited(width)
        return self._laid[key]

    def _limited(self, width: int) -> QTextLayout:
        words = self.words.replace("\n", "\u2028")
        made = self._broken(words, width)
        if self._most is None or made.lineCount() <= self._most:
            return made
        line = made.lineAt(self._most - 1)
        units = words.encode("utf-16-le")[: 2 * (line.textStart() + line.textLength())]
        kept = units.decode("utf-16-le", "ignore")
        while made.lineCount() > self._most:
            kept = kept[:-1].rstrip()
            made = self._broken(f"{kept}…", width)
        return made

    def _broken(self, words: str, width: int) -> QTextLayout:
        made = QTextLayout(words, theme.font(self._use))
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
