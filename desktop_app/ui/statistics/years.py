"""The reading days of a year, with the way back to earlier years."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core import statistics
from desktop_app.core.statistics import History
from desktop_app.ui import theme
from desktop_app.ui.statistics import words
from desktop_app.ui.statistics.heat_map import HeatMap
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.controls import label, tool

WEEKS = 53
YEAR = timedelta(weeks=52)


class Years(QWidget):
    """Shows 53 weeks; back and forward go by 52, as far as there are reading days."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = History(date(2000, 1, 3))
        self._back = 0
        self.heat = HeatMap(WEEKS)
        self.span = label("", "meta", "muted")
        self.earlier = tool("chevron-left", self.tr("A year earlier"))
        self.later = tool("chevron-right", self.tr("A year later"))
        self.earlier.clicked.connect(lambda: self._go(1))
        self.later.clicked.connect(lambda: self._go(-1))
        head = QHBoxLayout()
        head.setSpacing(theme.scaled(4))
        head.addWidget(label(self.tr("Reading days"), "body-strong"), 1)
        for part in (self.span, self.earlier, self.later):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(6))
        column.addLayout(head)
        column.addWidget(self.heat)

    def put(self, history: History) -> None:
        """Show the year that was shown, of a history."""
        self._history = history
        self._show()

    def _go(self, by: int) -> None:
        self._back = max(0, self._back + by)
        self._show()
        announce(self, self.span.text())

    def _show(self) -> None:
        today, days = self._history.today, self._history.reading_days
        last = today - self._back * YEAR
        if self._back:
            last = statistics.monday(last) + timedelta(days=6)
        self.heat.put(self._history, last)
        self.span.setText(f"{words.dated(self.heat.first)} – {words.dated(last)}")
        self.earlier.setEnabled(min(days, default=today) < self.heat.first)
        self.later.setEnabled(self._back > 0)
