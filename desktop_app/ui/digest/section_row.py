"""A row of the digest on Today: title, reason, how well it fits, and a button to read it today."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.digest import Line
from desktop_app.ui import theme
from desktop_app.ui.digest import row_deeds, words
from desktop_app.ui.digest.row_deeds import Deed
from desktop_app.ui.widgets import own_keys
from desktop_app.ui.widgets.controls import button
from desktop_app.ui.widgets.elided import Elided
from desktop_app.ui.widgets.strength import Strength

HEIGHT = 44


class SectionRow(QWidget):
    """One paper. ``wanted`` carries what is to be done to it, and its line."""

    wanted = Signal(object, object)
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.line: Line | None = None
        self._last = False
        self.setFixedHeight(theme.scaled(HEIGHT))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._title, self._reason = Elided(use="body-medium"), Elided(use="meta", tone="muted")
        self.strength = Strength(words.tr("Match {n} of 5"))
        self.add = button(self.tr("Today"), "small", "plus", tip=self.tr("Read today (P)"))
        self.add.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # P does the same, and the row is one stop
        self.add.clicked.connect(lambda: self.act(Deed.PLAN))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addStretch(1)
        text.addWidget(self._title)
        text.addWidget(self._reason)
        text.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(12))
        row.addLayout(text, 1)
        row.addWidget(self.strength)
        row.addWidget(self.add)

    def put(self, line: Line, day: date, *, last: bool) -> None:
        """Show a paper; the last row of all has no hairline."""
        self.line, self._last = line, last
        self._title.setText(line.title)
        reason = words.reason(line, day)
        self._reason.setText(reason)
        self.strength.setVisible(line.strength is not None)
        self.strength.show_strength(line.strength or 0)
        self.add.setAccessibleName(self.tr("Read today: {}").format(line.title))
        self.setAccessibleName(words.whole(line, reason))
        self.update()

    def act(self, deed: Deed) -> None:
        """Want something of the paper."""
        if self.line is not None:
            self.wanted.emit(deed, self.line)

    # Qt

    def event(self, event: QEvent) -> bool:
        return own_keys.claim(event, row_deeds.means) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed, step = row_deeds.meant(event), row_deeds.step(event)
        if deed is not None:
            self.act(deed)
        elif step:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.act(Deed.OPEN)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row_deeds.menu(self, self.act).popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._title.set_tone("accent")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._title.set_tone("")

    def paintEvent(self, event: QPaintEvent) -> None:
        # A line and no ring: the words begin at the edge, with the head and the cards.
        colours, painter = theme.current(), QPainter(self)
        below = self.height() - 1
        if self.hasFocus():
            painter.fillRect(0, below - 1, self.width(), 2, QColor(colours.accent))
        elif not self._last:
            painter.fillRect(0, below, self.width(), 1, QColor(colours.border))
