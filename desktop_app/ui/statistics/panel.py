"""The page of statistics: all that was read, and how fast."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
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
from desktop_app.ui.statistics.week_chart import WeekChart
from desktop_app.ui.statistics.week_table import WeekTable
from desktop_app.ui.statistics.years import Years
from desktop_app.ui.widgets import controls, page_column
from desktop_app.ui.widgets.blank import Blank
from desktop_app.ui.widgets.controls import button, label, line, tint_all
from desktop_app.ui.widgets.plain_scroll import PlainScroll

BAR_WEEKS, MOST_WEEKS = 26, 520
BESIDE = 40
BETWEEN = 22
STEP = 40
NARROW, TINY = 560, 400


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
        read, waits = history.reading_days, self.hasFocus()
        self.blank.setVisible(not read)
        self._charts.setVisible(bool(read))
        self.export.setEnabled(bool(days))
        self.years.put(history)
        usual = statistics.usual(days, today)
        self.usual.setText(words.usual(usual))
        weeks = statistics.weeks(days, today, self._count())
        shown, no_papers = weeks[-BAR_WEEKS:], self.tr("No papers read in these weeks.")
        minutes = [(week.monday, week.total.minutes) for week in shown]
        self.minutes.put(minutes, usual, words.no_minutes(history))
        self.done.put([(week.monday, week.total.done) for week in shown], None, no_papers)
        self.table.put(_from_the_first(weeks))
        self.waits.put(*words.waited(history.waits))
        self._put_settings()
        if waits and read:
            self._take_focus()

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
            self.tr("A minute of reading, or a paper read, makes a day one."),
        )
        self.years = Years()
        self.streak = StreakNote()
        self.usual = label("", "meta", "muted")
        self.minutes = WeekChart(self.tr("Minutes a week"))
        self.done = WeekChart(self.tr("Papers read per week"))
        self.waits = Fact(self.tr("Time in the queue"))
        self.speed = Fact(self.tr("Reading speed"))
        self.use_speed = button("", "small")
        self.table = WeekTable()

    def _lay_out(self) -> None:
        page = QWidget()
        self._page = controls.column(page)
        self._top = QHBoxLayout()
        self._top.addWidget(self.title, 1)
        self._top.addWidget(self.export, 0, Qt.AlignmentFlag.AlignLeft)
        self._charts = QWidget()
        self._lay_out_charts(controls.column(self._charts))
        self._page.addLayout(self._top)
        self._page.addSpacing(theme.scaled(BETWEEN))
        self._page.addWidget(self.blank)
        self._page.addWidget(self._charts, 1)
        self._page.addStretch()
        self._scroll = PlainScroll(page)
        self._scroll.verticalScrollBar().setSingleStep(theme.scaled(STEP))
        controls.column(self).addWidget(self._scroll)
        years = self.years
        stops = (self.export, years.heat, years.earlier, years.later, self.use_speed, self.table)
        for stop, following in pairwise(stops):
            self.setTabOrder(stop, following)
        self._scroll.viewport().installEventFilter(self)
        for part in (self.export, years.earlier, years.later, self.use_speed):
            part.installEventFilter(self)

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
        self._facts.setSpacing(theme.scaled(BESIDE))
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
        column.addWidget(self.table, 100)  # of the room that is left it takes what it can use
        column.addStretch(1)

    def _fit(self) -> None:
        """Lay the page out for the width there is; a bar beside it takes of the right margin."""
        width = self.width()
        way, tiny = QHBoxLayout.Direction, width < theme.scaled(TINY)
        for row, narrow in ((self._facts, width < theme.scaled(NARROW)), (self._top, tiny)):
            row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self.years.span.setHidden(tiny)
        left, room = page_column.span(width)
        right = max(0, self._scroll.viewport().width() - left - room)
        top, below = theme.scaled(page_column.TOP), theme.scaled(32)
        self._page.setContentsMargins(left, top, right, below)

    def _take_focus(self) -> None:
        if self._charts.isHidden():
            self.export.setFocus()
        else:
            self.years.heat.setFocus()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._scroll.viewport():
            if event.type() is QEvent.Type.Resize:
                self._fit()
            return False
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        # Arrows would go from button to button.
        arrow = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        return arrow and self._scroll.scrolled_by(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._scroll.scrolled_by(event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            # A new style sheet gives labels the font they were made with, after this event.
            QTimer.singleShot(0, self, lambda: self.title.setFont(theme.font("page-title")))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._take_focus()


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
