"""The line above the abstract that says how many of its highlights need a look."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.ui import icons, theme
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.words import Words


class LookLine(QWidget):
    """A warning with a button; ``wanted`` asks for the list. Hidden where there is no need."""

    wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._words = Words("body", "due")
        self.look = controls.button(self.tr("Look at them"), "small")
        self.look.clicked.connect(self.wanted)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.scaled(n) for n in (12, 6, 8, 6)))
        row.setSpacing(theme.scaled(8))
        row.addWidget(self._icon)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._words)
        middle.addStretch(1)
        row.addLayout(middle, 1)
        row.addWidget(self.look)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many highlights are not plainly anchored."""
        words = self.tr("%n highlight(s) to look at: the text has changed", "", count)
        self._words.show_words(words)
        self.setAccessibleName(words)
        self.setVisible(count > 0)
        self._tint()

    def heightForWidth(self, width: int) -> int:
        return self._row.heightForWidth(width)

    def _tint(self) -> None:
        ink, size = theme.current().due, theme.scaled(16)
        self._icon.setPixmap(icons.pixmap("warning", ink, size, self.devicePixelRatio()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(theme.current().warning_bar))
        painter.drawRoundedRect(self.rect(), theme.scaled(6), theme.scaled(6))
