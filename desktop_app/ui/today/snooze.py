"""The snooze menu: tomorrow, the weekend, next week, or a day of the reader's choice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDialog,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core import days
from desktop_app.ui import icons, theme
from desktop_app.ui.today import words
from desktop_app.ui.widgets.controls import button


class SnoozeMenu(QMenu):
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
        dialog = DayDialog(self._today, self.parentWidget())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.chosen)
        dialog.open()


class DayDialog(QDialog):
    """A small calendar of the days after `today`; ``chosen`` carries the one taken."""

    chosen = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Snooze until"))
        tomorrow = today + timedelta(days=1)
        self.calendar = _calendar(tomorrow, self.tr("Day"))
        self.calendar.activated.connect(self.accept)
        self.calendar.selectionChanged.connect(self._name_day)
        self._snooze = button("", "primary")
        self._snooze.setDefault(True)
        self._snooze.clicked.connect(self.accept)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self._snooze)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.scaled(16)] * 4)
        column.setSpacing(theme.scaled(12))
        column.addWidget(self.calendar)
        column.addLayout(buttons)
        self._name_day()
        self.calendar.setFocus()

    def day(self) -> date:
        """Give the day that is marked."""
        marked = self.calendar.selectedDate()
        return date(marked.year(), marked.month(), marked.day())

    def accept(self) -> None:
        super().accept()
        self.chosen.emit(self.day())

    def _name_day(self) -> None:
        day = self.calendar.selectedDate()
        text = self.tr("Snooze until {}").format(day.toString("d MMMM"))
        self._snooze.setText(text)
        self._snooze.setAccessibleName(text)


def _calendar(first: date, name: str) -> QCalendarWidget:
    made = QCalendarWidget()
    made.setAccessibleName(name)
    made.setMinimumDate(QDate(first.year, first.month, first.day))
    made.setSelectedDate(QDate(first.year, first.month, first.day))
    made.setGridVisible(False)
    _dress(made)
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    made.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        made.setWeekdayTextFormat(day, _ink(theme.current().text))
    for gone in range(1, first.day):
        made.setDateTextFormat(
            QDate(first.year, first.month, gone), _ink(theme.current().border_strong)
        )
    return made


def _ink(colour: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    return made


def _dress(calendar: QCalendarWidget) -> None:
    colours = theme.current()
    calendar.setStyleSheet(
        f"QWidget#qt_calendar_navigationbar {{ background: {colours.surface}; }}"
        f"QToolButton {{ color: {colours.text}; font-weight: 600; }}"
        f"QAbstractItemView:enabled {{ background: {colours.surface}; color: {colours.text};"
        f" selection-background-color: {colours.accent_soft};"
        f" selection-color: {colours.text}; }}"
        f"QAbstractItemView:disabled {{ color: {colours.border_strong}; }}"
    )
    for name, icon in (("prev", "chevron-left"), ("next", "chevron-right")):
        arrow = calendar.findChild(QToolButton, f"qt_calendar_{name}month")
        if arrow is not None:
            arrow.setIcon(icons.icon(icon))
