"""The small bar by a selection: five colours, an underline and a comment."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from desktop_app.ui import icons, theme
from desktop_app.ui.widgets import controls

_SWATCH = 16
_GAP = 4


class SelectionBar(QFrame):
    """Asks for the selection in a colour, or for a comment on it; takes no focus.

    Where `underlining` is possible, it asks for that in the colour used last.
    """

    coloured = Signal(int)
    commented = Signal()
    underlined = Signal()

    def __init__(self, parent: QWidget, *, underlining: bool = False) -> None:
        super().__init__(parent)
        self._around = parent
        self.setProperty("variant", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(2)
        self._colours = [self._colour(n) for n in range(1, 6)]
        for button in self._colours:
            row.addWidget(button)
        row.addWidget(controls.line(vertical=True))
        self._line = QToolButton()
        self._line.setToolTip(self.tr("Underline (Shift+1 to Shift+5)"))
        self._line.setAccessibleName(self.tr("Underline"))
        self._line.clicked.connect(self.underlined)
        if not underlining:
            self._line.hide()  # nothing without a parent is shown: it would be a window
        row.addWidget(self._line)
        self._note = QToolButton()
        self._note.setText(self.tr("N note"))
        self._note.setToolTip(self.tr("Highlight and comment (N)"))
        self._note.setAccessibleName(self.tr("Highlight and comment"))
        self._note.clicked.connect(self.commented)
        row.addWidget(self._note)
        for button in (*self._colours, self._line, self._note):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFont(theme.font("meta"))
        self.tint()
        self.hide()

    def _colour(self, number: int) -> QToolButton:
        button = QToolButton()
        button.setText(str(number))
        button.clicked.connect(lambda: self.coloured.emit(number))
        return button

    def name_colours(self, names: Sequence[str]) -> None:
        """Say the meanings of the colours on the buttons."""
        for number, (button, name) in enumerate(zip(self._colours, names, strict=True), 1):
            button.setToolTip(self.tr("{name} ({key})").format(name=name, key=number))
            button.setAccessibleName(self.tr("Highlight as {name}").format(name=name))

    def tint(self) -> None:
        """Draw the swatches in the colours of the theme in force."""
        for number, button in enumerate(self._colours, 1):
            button.setIcon(swatch(number, gap=_GAP))
            button.setIconSize(QSize(_SWATCH + _GAP, _SWATCH))
        self._line.setIcon(icons.icon("underline"))
        self._line.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
        self._note.setIcon(icons.icon("note", gap=_GAP))
        self._note.setIconSize(QSize(theme.scaled(16 + _GAP), theme.scaled(16)))

    def show_by(self, passage: QRect) -> None:
        """Show the bar under a passage (in pixels of its parent), or above it where no room is."""
        self.adjustSize()
        most_x = self._around.width() - self.width() - 8
        y = passage.bottom() + 8
        if y + self.height() > self._around.height():
            y = passage.top() - self.height() - 8
        self.move(max(8, min(passage.right() - self.width() // 3, most_x)), max(8, y))
        self.show()
        self.raise_()


def swatch(colour: int, size: int = _SWATCH, gap: int = 0) -> QIcon:
    """Draw a highlight colour as a small square with its ink as border.

    `size` and the room at its right, `gap`, are in pixels.
    """
    made = QIcon()
    for ratio in (1, 2):
        pixmap = QPixmap((size + gap) * ratio, size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        ink = theme.current().highlight(colour)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ink.ink), 1.2))
        painter.setBrush(QColor(ink.fill))
        painter.drawRoundedRect(QRectF(1, 1, size - 2, size - 2), 3, 3)
        painter.end()
        made.addPixmap(pixmap)
    return made
