"""Charts of what was read, on a library in memory, and what a screen reader is told of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId
from desktop_app.core.statistics import Figures, History, Speed, Waits
from desktop_app.engines.lanes import Lane
from desktop_app.services import exporting
from desktop_app.settings import Settings
from desktop_app.store import log, opening, queue, reading
from desktop_app.store.library import Library
from desktop_app.ui import statistics_actions, theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.statistics import heat_map, loading
from desktop_app.ui.statistics.aside import StatisticsAside
from desktop_app.ui.statistics.heat_map import HeatMap
from desktop_app.ui.statistics.panel import StatisticsPanel
from desktop_app.ui.statistics.week_bars import WeekBars
from desktop_app.ui.tasks import Tasks
from tests import build
from tests.ui.lanes import HandLanes

MONDAY = date(2026, 11, 23)
SUNDAY = MONDAY - timedelta(days=1)
DAYS = {
    MONDAY - timedelta(days=400): Figures(seconds=600, opened=1),
    MONDAY - timedelta(days=8): Figures(seconds=3600, opened=2, done=1),
    MONDAY - timedelta(days=2): Figures(seconds=300, opened=1),
    MONDAY: Figures(seconds=1080, opened=1, done=2),
}
HISTORY = History(MONDAY, DAYS, Waits(4, 31, 23), Speed(240, 12))


@pytest.fixture
def changes(library: Library) -> Iterator[Changes]:
    made = Changes(library)
    yield made
    made.close()


@pytest.fixture
def lanes(library: Library) -> HandLanes:
    return HandLanes(library)


@pytest.fixture
def load(lanes: HandLanes) -> loading.Load:
    tasks = Tasks(lanes)
    return lambda done: tasks.start(Lane.READ, log.history, done=done)


Show = Callable[..., QWidget]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def make(widget: QWidget, width: int = 400, height: int = 600) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return make


@pytest.fixture
def heat(show: Show) -> HeatMap:
    made = HeatMap(26)
    made.put(HISTORY, MONDAY)
    show(made, 344, 132)
    made.setFocus()
    return made


def never(done: object) -> Future[History]:
    return Future()


def face(widget: QWidget) -> tuple[str, str]:
    """Give what a screen reader says of a widget: its name and its description."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name), found.text(QAccessible.Text.Description)


# The heat map


def test_a_screen_reader_is_told_what_the_map_shows(heat: HeatMap) -> None:
    assert face(heat) == (
        "Reading days",
        "Read on 3 of 176 days, from Monday 1 June 2026 to Monday 23 November 2026."
        " The longest: Sunday 15 November 2026: 60 minutes, 1 paper read.",
    )


def test_arrows_go_from_day_to_day_and_tell_each(
    heat: HeatMap, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(heat_map, "announce", lambda _, said, **__: told.append(said))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(heat, key)
    assert told == [
        "Sunday 22 November 2026: no reading",
        "Saturday 21 November 2026: 5 minutes",
        "Saturday 14 November 2026: no reading",
        "Saturday 21 November 2026: 5 minutes",
        "Sunday 22 November 2026: no reading",
    ]
    qtbot.keyClick(heat, Qt.Key.Key_Home)
    assert heat.day == date(2026, 6, 1)
    qtbot.keyClick(heat, Qt.Key.Key_Left)
    assert heat.day == date(2026, 6, 1)
    qtbot.keyClick(heat, Qt.Key.Key_End)
    assert heat.day == MONDAY
    qtbot.keyClick(heat, Qt.Key.Key_Right)
    assert heat.day == MONDAY


def test_each_cell_has_a_tooltip(heat: HeatMap) -> None:
    at = heat._cell(MONDAY).center().toPoint()
    QApplication.sendEvent(heat, QHelpEvent(QEvent.Type.ToolTip, at, heat.mapToGlobal(at)))
    assert QToolTip.text() == "Monday 23 November 2026: 18 minutes, 2 papers read"
    assert heat.day_at(at) == MONDAY
    assert heat.day_at(at + QPoint(0, 12)) is None  # tomorrow
    assert heat.day_at(QPoint(2, 2)) is None


def test_every_day_has_a_cell_of_its_own(heat: HeatMap) -> None:
    days = [heat.first + timedelta(days=n) for n in range((MONDAY - heat.first).days + 1)]
    places = [heat._cell(day).center().toPoint() for day in days]
    assert [heat.day_at(place) for place in places] == days
    assert heat.rect().contains(heat._cell(MONDAY).toAlignedRect())


def test_cells_have_the_colours_of_both_themes(heat: HeatMap, qapp: QApplication) -> None:
    for themed in (theme.DARK, theme.LIGHT):
        theme.apply(qapp, themed)
        picture = heat.grab().toImage()
        for day, step in ((SUNDAY, 0), (date(2026, 11, 15), 4), (date(2026, 11, 21), 1)):
            colour = picture.pixelColor(heat._cell(day).center().toPoint())
            assert colour.name().upper() == themed.heat[step]


@pytest.mark.parametrize("themed", [theme.LIGHT, theme.DARK])
def test_the_ring_of_today_stands_apart_from_the_longest_day(
    show: Show, qapp: QApplication, themed: theme.Theme
) -> None:
    theme.apply(qapp, themed)
    made = HeatMap(26)
    made.put(History(MONDAY, {MONDAY: Figures(seconds=7200)}), MONDAY)
    show(made, 344, 132)
    picture, middle = made.grab().toImage(), made._cell(MONDAY).center().toPoint()
    seen = [
        picture.pixelColor(x, middle.y()).lightness() for x in range(middle.x() - 8, middle.x())
    ]
    day, ground = picture.pixelColor(middle).lightness(), seen[0]
    changes = [abs(one - ground) > abs(day - ground) / 2 for one in seen]
    assert changes.index(True) < len(changes) - changes[::-1].index(False) - 1  # ring, gap, day


def test_a_narrow_map_shows_the_latest_weeks(heat: HeatMap, qtbot: QtBot) -> None:
    heat.setMinimumWidth(0)
    heat.resize(120, heat.height())
    assert heat.rect().contains(heat._cell(MONDAY).toAlignedRect())
    qtbot.keyClick(heat, Qt.Key.Key_Home)
    assert heat.day > date(2026, 6, 1)


# Bars and the run of days


def test_a_screen_reader_is_told_each_bar(show: Show) -> None:
    bars = WeekBars("Minutes a week")
    bars.put([(date(2026, 11, 9), 58), (date(2026, 11, 16), 76), (MONDAY, 18)], 60)
    show(bars)
    assert face(bars) == (
        "Minutes a week",
        "This week 18, usually 60. week of 16 Nov 76, week of 9 Nov 58",
    )


def test_bars_without_anything_read_are_painted(show: Show) -> None:
    bars = WeekBars("Minutes a week")
    show(bars, 30, 30)
    bars.put([(MONDAY, 0)], None)
    assert not bars.grab().isNull()
    bars.put([], None)
    assert not bars.grab().isNull()


def weeks_of(*minutes: int) -> list[tuple[date, int]]:
    last = len(minutes) - 1
    return [(MONDAY - timedelta(weeks=last - n), count) for n, count in enumerate(minutes)]


@pytest.mark.parametrize("width", [90, 160, 280, 344, 700, 840])
@pytest.mark.parametrize("count", [8, 26])
def test_weeks_are_named_and_told_evenly_back_from_this(show: Show, width: int, count: int) -> None:
    bars = WeekBars("Minutes a week")
    bars.put(weeks_of(*(37 * n % 160 + 1 for n in range(count))), 60)
    show(bars, width, 108)
    for written in (bars.names(), bars.figures()):
        places = sorted(written, reverse=True)
        assert not places or places[0] == count - 1
        assert len({one - other for one, other in pairwise(places)}) <= 1
    assert count - 1 in bars.names()
    bars.grab()


def test_this_week_is_named_shorter_before_another_loses_its_name(show: Show) -> None:
    bars = WeekBars("Minutes a week")
    bars.put(weeks_of(*range(8)), None)
    show(bars, 400, 108)
    shortened = set()
    for width in range(400, 200, -4):
        bars.resize(width, 108)
        shortened.add(bars.names()[7])
        if len(bars.names()) < 8:
            break
    assert shortened == {"This week", "This wk", "Now"}


# Beside the day


def test_the_aside_sums_up(changes: Changes, show: Show) -> None:
    aside = StatisticsAside(changes, never, Settings)
    aside.put(HISTORY)
    show(aside)
    assert face(aside.streak) == (
        "2 reading days in a row",
        "Sunday was a rest day, and that is fine. Up to two rest days a week keep the run going.",
    )
    assert aside.weeks_head.note == "usual 32"
    assert face(aside.minutes.bars)[1].startswith("This week 18, usually 32. week of 16 Nov 5")


def test_the_heads_lead_to_all_statistics(changes: Changes, show: Show, qtbot: QtBot) -> None:
    aside = StatisticsAside(changes, never, Settings)
    show(aside)
    for head in (aside.days_head, aside.weeks_head):
        with qtbot.waitSignal(aside.statistics_wanted):
            qtbot.mouseClick(head, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(aside.statistics_wanted):
        qtbot.keyClick(aside.days_head, Qt.Key.Key_Space)
    assert "show all statistics" in face(aside.days_head)[0]


def test_without_a_minute_a_sentence_says_so(changes: Changes, show: Show) -> None:
    aside = StatisticsAside(changes, never, Settings)
    show(aside)
    assert not aside.minutes.bars.isVisible()
    assert aside.minutes.none.words == ("No reading days yet. Minutes are counted while you read.")
    aside.put(History(MONDAY, {MONDAY: Figures(done=1)}))
    assert aside.minutes.none.words.startswith("No minutes in these weeks.")
    aside.put(HISTORY)
    assert aside.minutes.bars.isVisible()
    assert not aside.minutes.none.isVisible()


def test_the_run_can_be_turned_off(changes: Changes, show: Show) -> None:
    kept = [Settings(streak=False)]
    aside = StatisticsAside(changes, never, lambda: kept[0])
    show(aside)
    assert not aside.streak.isVisible()
    kept[0] = Settings(streak=True, rest_days=0)
    aside.redraw()
    assert aside.streak.isVisible()
    assert aside.streak.rule.words == "A day without reading begins a new run."


@pytest.mark.parametrize("width", [244, 344])
def test_the_aside_fits_its_column(changes: Changes, show: Show, width: int) -> None:
    aside = StatisticsAside(changes, never, Settings)
    aside.put(HISTORY)
    show(aside, width)
    assert aside.minimumSizeHint().width() <= width


# Loading


def test_what_is_done_is_shown_once_read(
    library: Library,
    changes: Changes,
    lanes: HandLanes,
    load: loading.Load,
    show: Show,
    qtbot: QtBot,
) -> None:
    [paper] = build.add(library, build.draft())
    aside = StatisticsAside(changes, load, Settings)
    show(aside)
    qtbot.waitUntil(lambda: lanes.do() is Lane.READ)
    for _ in range(3):
        changes.record(lambda: reading.add_session(library, paper, library.now(), 120))
    qtbot.waitUntil(lambda: lanes.do() is Lane.READ)
    qtbot.waitUntil(lambda: aside.heat.told().endswith("6 minutes"))
    assert lanes.waiting == []  # changes in a row are answered once


def test_a_hidden_view_reads_when_it_is_shown(
    library: Library,
    changes: Changes,
    lanes: HandLanes,
    load: loading.Load,
    show: Show,
    qtbot: QtBot,
) -> None:
    ids: list[PaperId] = build.add(library, build.draft())
    aside = StatisticsAside(changes, load, Settings)
    show(aside)
    qtbot.waitUntil(lambda: lanes.do() is not None)
    aside.hide()
    changes.make("x", lambda: queue.done(library, ids))
    qtbot.wait(loading.SETTLE_MS + 50)
    assert lanes.waiting == []
    aside.show()
    qtbot.waitUntil(lambda: lanes.do() is not None)
    qtbot.waitUntil(lambda: aside.heat.told().endswith("1 paper read"))


def test_a_new_day_is_noticed(
    changes: Changes,
    lanes: HandLanes,
    load: loading.Load,
    show: Show,
    qtbot: QtBot,
    clock: build.Clock,
) -> None:
    aside = StatisticsAside(changes, load, Settings)
    show(aside)
    qtbot.waitUntil(lambda: lanes.do() is not None)
    qtbot.waitUntil(lambda: aside.loading._today == MONDAY)
    aside.loading.look_at_clock()
    clock.move(days=1)
    aside.loading.look_at_clock()
    qtbot.waitUntil(lambda: lanes.do() is not None)
    qtbot.waitUntil(lambda: aside.heat.last == MONDAY + timedelta(days=1))


# The page


@pytest.fixture
def panel(changes: Changes, show: Show) -> StatisticsPanel:
    made = StatisticsPanel(changes, never, Settings)
    made.put(HISTORY)
    show(made, 1000, 900)
    return made


def test_the_page_of_nothing_says_so(changes: Changes, show: Show) -> None:
    empty = StatisticsPanel(changes, never, Settings)
    show(empty)
    assert empty.blank.headline.text() == "No reading days yet."
    assert not empty.years.isVisible()
    assert not empty.export.isEnabled()
    assert empty.blank.height() < 160  # line and sentence stand together


def test_the_table_shows_its_heads_whole(panel: StatisticsPanel, qtbot: QtBot) -> None:
    head = panel.table.horizontalHeader()
    for width in (1400, 760, 400):
        panel.resize(width, 900)
        qtbot.waitUntil(lambda width=width: panel.table.width() < width)
        for number in range(head.count()):
            assert head.sectionSize(number) >= head.sectionSizeHint(number)


def test_years_go_back_as_far_as_there_are_reading_days(
    panel: StatisticsPanel, qtbot: QtBot
) -> None:
    years = panel.years
    assert years.span.text() == "24 Nov 2025 – 23 Nov 2026"
    assert not years.later.isEnabled()
    qtbot.mouseClick(years.earlier, Qt.MouseButton.LeftButton)
    assert years.span.text() == "25 Nov 2024 – 30 Nov 2025"
    assert "Sunday 19 October 2025: 10 minutes" in face(years.heat)[1]
    assert not years.earlier.isEnabled()
    qtbot.mouseClick(years.later, Qt.MouseButton.LeftButton)
    assert years.heat.last == MONDAY


def test_the_page_tells_queue_and_speed(panel: StatisticsPanel, qtbot: QtBot) -> None:
    assert face(panel.waits) == (
        "Time in the queue",
        "4 days. Half of 23 papers took no longer. The longest took 31 days.",
    )
    assert face(panel.speed) == (
        "Reading speed",
        "240 words a minute. Learned from 12 papers. Plans go by 230 words a minute.",
    )
    with qtbot.waitSignal(panel.speed_wanted) as wanted:
        qtbot.mouseClick(panel.use_speed, Qt.MouseButton.LeftButton)
    assert wanted.args == [240]


def test_a_speed_in_use_is_not_offered(changes: Changes, show: Show) -> None:
    panel = StatisticsPanel(changes, never, lambda: Settings(words_a_minute=240))
    panel.put(HISTORY)
    show(panel)
    assert panel.use_speed.isHidden()
    panel.put(History(MONDAY, DAYS))
    assert panel.use_speed.isHidden()
    assert panel.speed.figure.words == "Not known yet"


def test_the_table_says_and_copies_what_the_bars_show(panel: StatisticsPanel, qtbot: QtBot) -> None:
    table = panel.table
    QAbstractItemModelTester(
        table.weeks, QAbstractItemModelTester.FailureReportingMode.Fatal, table.weeks
    )
    assert table.weeks.rowCount() == 59
    table.selectRow(0)
    table.setFocus()
    qtbot.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QApplication.clipboard().text() == (
        "Week of\tMinutes\tReading days\tOpened\tPapers read\tQueued\tHighlights\tReviews\n"
        "23 Nov 2026\t18\t1\t1\t2\t0\t0\t0"
    )


def test_the_page_asks_for_a_file(panel: StatisticsPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.export_wanted):
        qtbot.mouseClick(panel.export, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("width", [420, 700, 3000])
def test_the_page_fits_its_window(panel: StatisticsPanel, qtbot: QtBot, width: int) -> None:
    panel.resize(width, 700)
    qtbot.waitUntil(lambda: panel.width() == width)
    for part in (panel.years, panel.minutes, panel.table, panel.speed):
        left = part.mapTo(panel, QPoint(0, 0)).x()
        assert left >= 0
        assert left + part.width() <= width


def test_the_page_gets_as_narrow_as_its_window(panel: StatisticsPanel, qtbot: QtBot) -> None:
    for width in (3000, 320):
        panel.resize(width, 700)
        qtbot.waitUntil(lambda width=width: panel.width() == width)
    for part in (panel.export, panel.years, panel.years.later, panel.minutes, panel.table):
        qtbot.waitUntil(lambda part=part: part.mapTo(panel, QPoint(part.width(), 0)).x() <= 320)


def test_the_table_takes_the_room_there_is(panel: StatisticsPanel, qtbot: QtBot) -> None:
    least = panel.table.height()
    panel.resize(1000, 2400)
    qtbot.waitUntil(lambda: panel.table.height() > least)


def test_the_focus_waits_for_what_is_read(changes: Changes, show: Show) -> None:
    panel = StatisticsPanel(changes, never, Settings)
    show(panel)
    panel.setFocus()
    panel.put(HISTORY)
    assert panel.years.heat.hasFocus()


def test_keys_scroll_where_they_mean_nothing_else(panel: StatisticsPanel, qtbot: QtBot) -> None:
    panel.resize(1000, 500)
    bar = panel._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    panel.export.setFocus()
    seen = []
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_End,
        Qt.Key.Key_Up,
        Qt.Key.Key_Home,
    ):
        qtbot.keyClick(QApplication.focusWidget(), key)
        seen.append(bar.value())
    assert 0 < seen[0] < seen[1] <= seen[2] == bar.maximum()
    assert 0 == seen[4] < seen[3] < seen[2]
    assert panel.export.hasFocus()
    panel.years.heat.setFocus()
    qtbot.keyClick(panel.years.heat, Qt.Key.Key_Space)
    assert bar.value() > 0
    qtbot.keyClick(panel.years.heat, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == 0


def test_tab_goes_down_the_page(panel: StatisticsPanel, qtbot: QtBot) -> None:
    years = panel.years
    stops = (panel.export, years.heat, years.earlier, panel.use_speed, panel.table)
    panel.export.setFocus()
    for stop in stops:
        assert QApplication.focusWidget() is stop
        qtbot.keyClick(stop, Qt.Key.Key_Tab)


def test_the_focus_goes_to_the_map(panel: StatisticsPanel) -> None:
    panel.setFocus()
    assert panel.years.heat.hasFocus()


# The file


def test_the_history_is_written_to_a_file(tmp_path: Path) -> None:
    library = opening.open_library(tmp_path / "L")
    with library.change("x"):
        queue.done(library, build.add(library, build.draft()))
    library.close()
    file = tmp_path / "days.csv"
    assert statistics_actions._write(tmp_path / "L", 4, file, False) == file
    assert file.read_text().endswith(",0,0,1,0,0,0,0,0\n")
    file.write_text("precious")
    with pytest.raises(exporting.NotOurs):
        statistics_actions._write(tmp_path / "L", 4, file, False)


def test_the_window_exports(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions = statistics_actions.StatisticsActions(window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "days"), ""))
    with qtbot.waitSignal(actions.finished) as finished:
        actions.handlers()["export-statistics"]()
    assert finished.args == [tmp_path / "days.csv"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    actions.handlers()["export-statistics"]()
