"""The line below a passage: what its colour means, its paper, and how old the highlight is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import drawing

_DOT = " · "
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Meta(QAbstractButton):
    """A line that opens the paper; the title is shortened where room is short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._title, self._age, self._colour = "", "", "", 1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def put(self, name: str, colour: int, title: str, age: str) -> None:
        """Show the meaning of a colour, a title, and an age."""
        self._name, self._colour, self._title, self._age = name, colour, title, age
        self.setAccessibleName(self.tr("Open “{}”").format(title))
        self.setToolTip(title)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(240), theme.line_height("meta") + theme.scaled(4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        age = _DOT + self._age
        name = drawing.advance("meta-strong", self._name)
        room = self.width() - name - drawing.advance("meta", _DOT + age)
        ink = colours.highlight(self._colour).ink
        left = self._word(painter, 0, self._name, theme.font("meta-strong"), ink)
        left += self._word(painter, left, _DOT, theme.font("meta"), colours.text_muted)
        font = QFont(theme.font("meta"))
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        title = drawing.elided(painter, self._title, room)
        tone = colours.text_secondary if self.underMouse() else colours.text_muted
        left += self._word(painter, left, title, font, tone)
        self._word(painter, left, age, theme.font("meta"), colours.text_muted)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _word(self, painter: QPainter, left: int, text: str, font: QFont, colour: str) -> int:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        room = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        return painter.fontMetrics().horizontalAdvance(text)
