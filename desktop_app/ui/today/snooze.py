"""The snooze menu: tomorrow, the weekend, next week, or a day of the reader's choice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core import days
from desktop_app.ui.today import words
from desktop_app.ui.today.day_dialog import DayDialog
from desktop_app.ui.widgets.menu import Menu


class SnoozeMenu(Menu):
    """Asks until when; ``chosen`` carries a date after `today`."""

    chosen = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setAccessibleName(self.tr("Snooze until"))
        for name, day in days.offered(today):
            text = f"{self._label(name)}\t{words.in_days(day, today)}"
            self.addAction(text).triggered.connect(self._choose(day))
        self.addSeparator()
        self.addAction(self.tr("&Choose a day…")).triggered.connect(lambda: self._ask())

    def _label(self, name: str) -> str:
        return {
            "tomorrow": self.tr("&Tomorrow"),
            "weekend": self.tr("The &weekend"),
            "next-weekend": self.tr("Next &weekend"),
            "next-week": self.tr("&Next week"),
        }[name]

    def _choose(self, day: date) -> Callable[[], None]:
        return lambda: self.chosen.emit(day)

    def _ask(self) -> None:
        tomorrow = self._today + timedelta(days=1)
        title = self.tr("Snooze until")
        dialog = DayDialog(title, self.tr("Snooze until {}"), tomorrow, self.parentWidget())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.chosen)
        dialog.open()
