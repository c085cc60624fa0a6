"""What was read, beside the day: reading days, the run of them, minutes a week."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core import statistics
from desktop_app.core.statistics import History
from desktop_app.settings import Settings
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.statistics import words
from desktop_app.ui.statistics.head import Head
from desktop_app.ui.statistics.heat_map import HeatMap
from desktop_app.ui.statistics.loading import Load, Loading
from desktop_app.ui.statistics.streak_note import StreakNote
from desktop_app.ui.statistics.week_chart import WeekChart
from desktop_app.ui.widgets import controls

MAP_WEEKS, BAR_WEEKS = 26, 8
BETWEEN = 22


class StatisticsAside(QWidget):
    """The three charts below each other, without margins of its own."""

    statistics_wanted = Signal()

    def __init__(
        self,
        changes: Changes,
        load: Load,
        settings: Callable[[], Settings],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Reading days"))
        self._settings = settings
        self._history = History(changes.library.today())
        self.days_head = Head(self.tr("Reading days"))
        self.days_head.set_note(self.tr("last {} weeks").format(MAP_WEEKS))
        self.heat = HeatMap(MAP_WEEKS)
        self.streak_line = controls.line()
        self.streak = StreakNote()
        self.weeks_head = Head(self.tr("Minutes a week"))
        self.minutes = WeekChart(self.tr("Minutes a week"))
        self._lay_out()
        for head in (self.days_head, self.weeks_head):
            head.clicked.connect(self.statistics_wanted)
        self.loading = Loading(self, changes, load, self.put)
        self.put(self._history)

    def put(self, history: History) -> None:
        """Show a history."""
        self._history = history
        days, today = history.days, history.today
        usual = statistics.usual(days, today)
        self.heat.put(history, today)
        self.weeks_head.set_note(words.usual(usual))
        weeks = statistics.weeks(days, today, BAR_WEEKS)
        none = words.no_minutes(history)
        self.minutes.put([(week.monday, week.total.minutes) for week in weeks], usual, none)
        self._put_streak()

    def redraw(self) -> None:
        """Follow changed settings."""
        self._put_streak()
        self.loading.refresh()

    def _put_streak(self) -> None:
        settings = self._settings()
        self.streak.put(self._history, settings.rest_days)
        self._streak_part.setVisible(settings.streak)

    def _lay_out(self) -> None:
        column = controls.column(self)
        column.addWidget(self.days_head)
        column.addSpacing(theme.scaled(8))
        column.addWidget(self.heat)
        column.addSpacing(theme.scaled(BETWEEN))
        self._streak_part = QWidget()
        part = controls.column(self._streak_part)
        part.addWidget(self.streak_line)
        part.addSpacing(theme.scaled(BETWEEN - 2))
        part.addWidget(self.streak)
        part.addSpacing(theme.scaled(BETWEEN - 2))
        column.addWidget(self._streak_part)
        column.addWidget(controls.line())
        column.addSpacing(theme.scaled(BETWEEN - 1))
        column.addWidget(self.weeks_head)
        column.addSpacing(theme.scaled(8))
        column.addWidget(self.minutes)
