"""The page of statistics: all that was read, and how fast."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core import statistics
from desktop_app.core.statistics import History, Week
from desktop_app.settings import Settings
from desktop_app.ui import phrases, theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.statistics import words
from desktop_app.ui.statistics.fact import Fact
from desktop_app.ui.statistics.loading import Load, Loading
from desktop_app.ui.statistics.streak_note import StreakNote
from desktop_app.ui.statistics.week_bars import WeekBars
from desktop_app.ui.statistics.week_table import WeekTable
from desktop_app.ui.statistics.years import Years
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.blank import Blank
from desktop_app.ui.widgets.controls import button, label, line, tint_all
from desktop_app.ui.widgets.plain_scroll import PlainScroll

BAR_WEEKS, MOST_WEEKS = 26, 520
WIDEST = 880
MARGIN = 40
BETWEEN = 22
NARROW = 560


class StatisticsPanel(QWidget):
    """Charts, figures and a table of what was read.

    ``speed_wanted`` carries the words a minute that plans should go by, ``export_wanted`` asks for
    the history in a file.
    """

    speed_wanted = Signal(int)
    export_wanted = Signal()

    def __init__(
        self,
        changes: Changes,
        load: Load,
        settings: Callable[[], Settings],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("variant", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Statistics"))
        self._settings = settings
        self._history = History(changes.library.today())
        self._make()
        self._lay_out()
        self.export.clicked.connect(self.export_wanted)
        self.use_speed.clicked.connect(self._use_speed)
        self.loading = Loading(self, changes, load, self.put)
        self.put(self._history)

    def put(self, history: History) -> None:
        """Show a history."""
        self._history = history
        days, today = history.days, history.today
        read = history.reading_days
        self.blank.setVisible(not read)
        self._charts.setVisible(bool(read))
        self.export.setEnabled(bool(days))
        self.years.put(history)
        usual = statistics.usual(days, today)
        self.usual.setText(words.usual(usual))
        weeks = statistics.weeks(days, today, self._count())
        self.minutes.put([(w.monday, w.total.minutes) for w in weeks[-BAR_WEEKS:]], usual)
        self.done.put([(w.monday, w.total.done) for w in weeks[-BAR_WEEKS:]], None)
        self.table.weeks.put(_from_the_first(weeks))
        self.waits.put(*words.waited(history.waits))
        self._put_settings()

    def redraw(self) -> None:
        """Follow changed settings."""
        tint_all(self)
        self._put_settings()
        self.loading.refresh()

    def _put_settings(self) -> None:
        settings, history = self._settings(), self._history
        self.streak.put(history, settings.rest_days)
        self._streak_part.setVisible(settings.streak)
        self.speed.put(*words.paced(history.speed, settings.words_a_minute))
        pace = history.speed.words_a_minute if history.speed else settings.words_a_minute
        self.use_speed.setText(self.tr("Use {} words a minute").format(phrases.number(pace)))
        self.use_speed.setAccessibleName(self.use_speed.text())
        self.use_speed.setVisible(pace != settings.words_a_minute)

    def _count(self) -> int:
        """Give how many weeks there were since the first day, at least those of the bars."""
        days, today = self._history.days, self._history.today
        since = statistics.monday(today) - statistics.monday(min(days, default=today))
        return min(MOST_WEEKS, max(BAR_WEEKS, since.days // 7 + 1))

    def _use_speed(self) -> None:
        if self._history.speed is not None:
            self.speed_wanted.emit(self._history.speed.words_a_minute)

    # Looks

    def _make(self) -> None:
        self.title = label(self.tr("Statistics"), "page-title")
        self.export = button(self.tr("Export as CSV…"), icon="export")
        self.blank = Blank()
        self.blank.tell(
            self.tr("No reading days yet."),
            self.tr("A minute of reading, or a paper that is done, makes a day one."),
        )
        self.years = Years()
        self.streak = StreakNote()
        self.usual = label("", "meta", "muted")
        self.minutes = WeekBars(self.tr("Minutes a week"))
        self.done = WeekBars(self.tr("Papers read per week"))
        self.waits = Fact(self.tr("Time in the queue"))
        self.speed = Fact(self.tr("Reading speed"))
        self.use_speed = button("", "small")
        self.table = WeekTable()

    def _lay_out(self) -> None:
        page = QWidget()
        self._page = controls.column(page)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.export)
        self._charts = QWidget()
        self._lay_out_charts(controls.column(self._charts))
        self._page.addLayout(top)
        self._page.addSpacing(theme.scaled(BETWEEN))
        self._page.addWidget(self.blank)
        self._page.addWidget(self._charts)
        self._page.addStretch(1)
        self._scroll = PlainScroll(page)
        controls.column(self).addWidget(self._scroll)

    def _lay_out_charts(self, column: QVBoxLayout) -> None:
        self._streak_part = QWidget()
        part = controls.column(self._streak_part)
        part.addWidget(self.streak)
        _part_off(part)
        self.speed.column.addSpacing(theme.scaled(6))
        self.speed.column.addWidget(self.use_speed, 0, Qt.AlignmentFlag.AlignLeft)
        self.speed.column.addStretch(1)
        self.waits.column.addStretch(1)
        self._facts = QHBoxLayout()
        self._facts.setSpacing(theme.scaled(MARGIN))
        self._facts.addWidget(self.waits, 1)
        self._facts.addWidget(self.speed, 1)
        column.addWidget(self.years)
        _part_off(column)
        column.addWidget(self._streak_part)
        column.addLayout(_head(self.tr("Minutes a week"), self.usual))
        column.addWidget(self.minutes)
        _part_off(column)
        column.addLayout(_head(self.tr("Papers read per week")))
        column.addWidget(self.done)
        _part_off(column)
        column.addLayout(self._facts)
        _part_off(column)
        column.addLayout(_head(self.tr("Week by week")))
        column.addWidget(self.table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.scaled(NARROW)
        down, along = QHBoxLayout.Direction.TopToBottom, QHBoxLayout.Direction.LeftToRight
        self._facts.setDirection(down if narrow else along)
        side = theme.scaled(MARGIN // 2 if narrow else MARGIN)
        spare = max(0, self.width() - theme.scaled(WIDEST) - 2 * side)
        self._page.setContentsMargins(side, theme.scaled(24), side + spare, theme.scaled(32))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            # A new style sheet gives labels the font they were made with, after this event.
            QTimer.singleShot(0, self, lambda: self.title.setFont(theme.font("page-title")))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.years.heat.setFocus() if self._charts.isVisible() else self.export.setFocus()


def _from_the_first(weeks: list[Week]) -> list[Week]:
    """Leave the weeks before the first reading day out."""
    first = next((n for n, week in enumerate(weeks) if week.reading_days), len(weeks))
    return weeks[first:]


def _head(name: str, *beside: QWidget) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, theme.scaled(8))
    made.addWidget(label(name, "body-strong"), 1)
    for part in beside:
        made.addWidget(part)
    return made


def _part_off(column: QVBoxLayout) -> None:
    column.addSpacing(theme.scaled(BETWEEN))
    column.addWidget(line())
    column.addSpacing(theme.scaled(BETWEEN - 1))
