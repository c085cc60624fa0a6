"""A day from a small calendar: to snooze until, or to be due on with what for."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import icons, theme
from desktop_app.ui.widgets.controls import button, label
from desktop_app.ui.widgets.elided import Elided

LONGEST_REASON = 80
PASSED = 42  # days before the first that a page of the calendar may show


class DayDialog(QDialog):
    """A calendar of the days from `first` on; ``chosen`` carries the one taken.

    `said` is what the button says, with the day in place of ``{}``.
    """

    chosen = Signal(object)

    def __init__(self, title: str, said: str, first: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._said = said
        self.calendar = _calendar(first, self.tr("Day"))
        self.calendar.activated.connect(self.accept)
        self.calendar.selectionChanged.connect(self._name_day)
        self._take = button("", "primary")
        self._take.setDefault(True)
        self._take.clicked.connect(self.accept)
        self._cancel = button(self.tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch()
        self.buttons.addWidget(self._cancel)
        self.buttons.addWidget(self._take)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*[theme.scaled(16)] * 4)
        self.column.setSpacing(theme.scaled(12))
        self.column.addWidget(self.calendar)
        self.column.addLayout(self.buttons)
        self._name_day()
        self.calendar.setFocus()

    def day(self) -> date:
        """Give the day that is marked."""
        marked = self.calendar.selectedDate()
        return date(marked.year(), marked.month(), marked.day())

    def mark(self, day: date) -> None:
        """Mark a day, or the first where it has passed."""
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))

    def accept(self) -> None:
        super().accept()
        self.chosen.emit(self.day())

    def _name_day(self) -> None:
        day = self.calendar.selectedDate()
        text = self._said.format(day.toString("d MMMM"))
        self._take.setText(text)
        self._take.setAccessibleName(text)


class DueDialog(DayDialog):
    """Asks by when papers should be read and what for; ``cleared`` where on no day.

    `about` names the papers.
    """

    cleared = Signal()

    def __init__(self, about: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__("", "", today, parent)
        self._said = self.tr("Due {}")
        self.setWindowTitle(self.tr("Due day"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("What it is wanted for"))
        self.reason.setPlaceholderText(self.tr("journal club, a talk… (optional)"))
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.returnPressed.connect(self.accept)
        self._clear = button(self.tr("No due day"), "flat")
        self._clear.clicked.connect(self._let_be)
        self._clear.hide()
        self.buttons.insertWidget(0, self._clear)
        what_for = QHBoxLayout()
        what_for.setSpacing(theme.scaled(8))
        what_for.addWidget(label(self.tr("For"), "body", "secondary"))
        what_for.addWidget(self.reason, 1)
        self.column.insertWidget(0, Elided(about, "body-strong"))
        self.column.insertLayout(2, what_for)
        stops = (self.calendar, self.reason, self._clear, self._cancel, self._take)
        for stop, following in pairwise(stops):
            self.setTabOrder(stop, following)
        self._name_day()

    def put(self, due: date, reason: str) -> None:
        """Show the due day there is, and offer to clear it."""
        self.mark(due)
        self.reason.setText(reason)
        self._clear.show()

    def _let_be(self) -> None:
        self.reject()
        self.cleared.emit()


def _calendar(first: date, name: str) -> QCalendarWidget:
    made = QCalendarWidget()
    made.setAccessibleName(name)
    made.setMinimumDate(QDate(first.year, first.month, first.day))
    made.setSelectedDate(QDate(first.year, first.month, first.day))
    made.setGridVisible(False)
    made.setMinimumSize(theme.scaled(7 * 50), theme.scaled(30 + 7 * 28))
    _dress(made)
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    made.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        made.setWeekdayTextFormat(day, _ink(theme.current().text))
    for back in range(1, PASSED + 1):
        made.setDateTextFormat(
            made.minimumDate().addDays(-back), _ink(theme.current().border_strong)
        )
    for view in made.findChildren(QTableView):
        view.setAccessibleName(name)
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
        f"QAbstractItemView:disabled {{ color: {colours.text_muted}; }}"
        f"QTableView:focus {{ border: 2px solid {colours.accent}; border-radius: 4px; }}"
        "QTableView { border: 2px solid transparent; }"
    )
    for name, icon in (("prev", "chevron-left"), ("next", "chevron-right")):
        arrow = calendar.findChild(QToolButton, f"qt_calendar_{name}month")
        if arrow is not None:
            arrow.setIcon(icons.icon(icon))
