"""The Today page, driven by keys, on a library in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.core.origins import Because, Origin
from desktop_app.core.papers import PaperId
from desktop_app.core.queue import Budget, Planned, Reason
from desktop_app.services import planning
from desktop_app.settings import Settings
from desktop_app.store import errors, papers, plan, queue, sources
from desktop_app.store.library import Library
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.today import day
from desktop_app.ui.today.backlog import Ask
from desktop_app.ui.today.day_dialog import DayDialog, DueDialog
from desktop_app.ui.today.letting_go import LettingGo
from desktop_app.ui.today.panel import TodayPanel
from desktop_app.ui.today.snooze import SnoozeMenu
from tests import build

MONDAY = date(2026, 11, 23)
SATURDAY = MONDAY - timedelta(days=2)
Show = Callable[..., TodayPanel]


@pytest.fixture
def changes(library: Library) -> Iterator[Changes]:
    made = Changes(library)
    yield made
    made.close()


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication, changes: Changes) -> Show:
    theme.apply(qapp, theme.LIGHT)
    kept: list[TodayPanel] = []

    def make(width: int = 1220, height: int = 800, most: int | None = 4) -> TodayPanel:
        library = changes.library

        def slots() -> list[plan.Slot]:
            return planning.today(library, library.today(), Budget(most), 230)

        made = TodayPanel(changes, slots, Settings, spreading(library))
        kept.append(made)
        qtbot.addWidget(made)
        made.resize(width, height)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.setFocus()
        return made

    return make


def spreading(library: Library) -> Ask:
    """Tell at once how the backlog would be spread."""
    return lambda days, done: done(planning.spreading(library, days, Budget(4), 230))


def add(library: Library, count: int) -> list[PaperId]:
    """Queue papers with titles Paper 0, Paper 1, ..."""
    ids = build.add(library, *(build.draft(f"Paper {n}") for n in range(count)))
    with library.change("Queue"):
        queue.add(library, ids)
    return ids


def titles(panel: TodayPanel) -> list[str]:
    cards = panel.agenda.cards
    return [card.line.title for card in cards if card.isVisibleTo(panel) and card.line]


def sentences(panel: TodayPanel) -> list[str]:
    cards = panel.agenda.cards
    return [card.line.sentence for card in cards if card.isVisibleTo(panel) and card.line]


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, held or Qt.KeyboardModifier.NoModifier)


def test_the_plan_is_shown_and_its_first_card_is_current(
    qtbot: QtBot, library: Library, show: Show
) -> None:
    ids = add(library, 6)
    panel = show()
    assert titles(panel) == ["Paper 0", "Paper 1", "Paper 2", "Paper 3"]
    assert panel.selected() == [ids[0]]
    first = panel.agenda.cards[0]
    assert first.hasFocus()
    assert first.hints is not None
    assert first.hints.isVisible()
    assert all(card.hints is None for card in panel.agenda.cards[1:])
    assert panel.header.title.text() == "Monday 23 November"
    assert panel.header.ring.accessibleName() == "0 of 4 done"
    assert panel.backlog.count.text() == "2 papers"


def test_keys_move_between_cards_and_open_one(qtbot: QtBot, library: Library, show: Show) -> None:
    ids = add(library, 3)
    panel = show()
    opened: list[PaperId] = []
    panel.opened.connect(opened.append)
    press(qtbot, Qt.Key.Key_J)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_J)
    assert panel.current() == ids[2]
    press(qtbot, Qt.Key.Key_K)
    press(qtbot, Qt.Key.Key_Return)
    assert opened == [ids[1]]
    assert panel.agenda.cards[1].hasFocus()
    qtbot.mouseClick(panel.agenda.cards[0], Qt.MouseButton.LeftButton)
    assert panel.current() == ids[0]
    qtbot.mouseDClick(panel.agenda.cards[2], Qt.MouseButton.LeftButton)
    assert opened[-1] == ids[2]


def test_done_strikes_a_paper_and_focus_goes_to_the_next(
    qtbot: QtBot, library: Library, changes: Changes, show: Show
) -> None:
    ids = add(library, 4)
    panel = show()
    moved: list[PaperId | None] = []
    panel.current_changed.connect(moved.append)
    press(qtbot, Qt.Key.Key_J)
    changes.make("Mark as read", lambda: queue.done(library, panel.selected()))
    assert panel.current() == ids[2]
    assert titles(panel) == ["Paper 0", "Paper 2", "Paper 3"]
    assert panel.agenda.cards[1].hasFocus()
    done = panel.agenda.done[0]
    assert done.isVisible()
    assert done.line is not None
    assert done.line.aside.startswith("finished ")
    assert panel.header.summary.text() == "1 of 4 · about 3 min left"
    changes.undo()
    qtbot.waitUntil(lambda: len(titles(panel)) == 4)
    assert done.isHidden()
    assert panel.current() == ids[2]
    assert moved == [ids[1], ids[2]]


def test_a_second_key_before_the_page_is_redrawn_meets_the_next_paper(
    library: Library, changes: Changes, show: Show
) -> None:
    ids = add(library, 4)
    panel = show()
    for _ in range(2):
        changes.make("Mark as read", lambda: queue.done(library, panel.selected()))
    assert panel.selected() == [ids[2]]


def test_alt_arrows_reorder_and_undo_brings_the_order_back(
    qtbot: QtBot, library: Library, changes: Changes, show: Show
) -> None:
    ids = add(library, 4)
    panel = show()
    changes.make("Mark as read", lambda: queue.done(library, [ids[1]]))
    press(qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    press(qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    press(qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(panel) == ["Paper 2", "Paper 3", "Paper 0"]
    assert panel.current() == ids[0]
    assert panel.agenda.cards[2].hasFocus()
    press(qtbot, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    order = [s.paper for s in plan.of(library, library.today()) if s.outcome is None]
    assert order == [ids[2], ids[0], ids[3]]
    assert library.undo_label == "Reorder today"
    for _ in range(3):
        changes.undo()
    qtbot.waitUntil(lambda: titles(panel) == ["Paper 0", "Paper 2", "Paper 3"])


def test_a_card_is_dragged_to_another_place(
    qtbot: QtBot, library: Library, changes: Changes, show: Show
) -> None:
    ids = add(library, 4)
    panel = show()
    cards = panel.agenda.cards

    def drag(card: int, onto: int, part: float) -> None:
        start = cards[card].rect().center()
        end = cards[card].mapFromGlobal(
            cards[onto].mapToGlobal(QPoint(start.x(), int(cards[onto].height() * part)))
        )
        qtbot.mousePress(cards[card], Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(cards[card], QPoint(start.x(), (start.y() + end.y()) // 2))
        qtbot.mouseMove(cards[card], end)
        qtbot.mouseRelease(cards[card], Qt.MouseButton.LeftButton, pos=end)

    drag(0, 2, 0.8)
    assert titles(panel) == ["Paper 1", "Paper 2", "Paper 0", "Paper 3"]
    assert panel.current() == ids[0]
    drag(3, 0, 0.2)
    assert titles(panel) == ["Paper 3", "Paper 1", "Paper 2", "Paper 0"]
    drag(1, 1, 0.9)
    assert titles(panel) == ["Paper 3", "Paper 1", "Paper 2", "Paper 0"]
    changes.undo()
    changes.undo()
    qtbot.waitUntil(lambda: titles(panel) == ["Paper 0", "Paper 1", "Paper 2", "Paper 3"])


def test_the_backlog_is_looked_at_spread_before_anything_moves(
    qtbot: QtBot, library: Library, changes: Changes, show: Show
) -> None:
    add(library, 11)
    panel = show()
    backlog = panel.backlog
    assert backlog.count.text() == "7 papers"
    assert backlog.span.value() == "14"
    assert backlog.sentence.text() == "Up to 1 a day, about 1 min. Nothing is marked overdue."
    backlog.span.choose("7")
    backlog.span.chosen.emit("7")
    assert [len(share.papers) for share in backlog.shares] == [1, 1, 2, 1, 0, 1, 1]
    assert backlog.spread.text() == "Spread over 1 week"
    assert "Tue 24 Nov: 1 paper, 1 min" in backlog.bars.accessibleDescription()
    assert library.undo_label == "Queue"
    with qtbot.waitSignal(backlog.spread_wanted) as wanted:
        qtbot.mouseClick(backlog.spread, Qt.MouseButton.LeftButton)
    changes.make("Spread", lambda: queue.spread(library, wanted.args[0]))
    assert sum(e.spread_to is not None for e in queue.entries(library, 230)) == 7


def test_a_day_that_would_hold_too_much_is_told(library: Library, show: Show) -> None:
    add(library, 60)
    panel = show()
    panel.backlog.span.choose("7")
    panel.backlog.refresh()
    assert panel.backlog.sentence.text() == (
        "5 to 10 a day, about 8 min. That is more than your 4 a day: what is left over is"
        " carried on."
    )


def test_what_waited_longest_is_let_go(qtbot: QtBot) -> None:
    lines = [day.Line(PaperId(n), f"Paper {n}", "Waiting since March") for n in (1, 2, 3)]
    dialog = LettingGo(lines)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.drop.isEnabled()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    third = dialog.list.visualItemRect(dialog.list.item(2)).center()
    qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert dialog.drop.text() == "Drop 2 papers"
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.mouseClick(dialog.drop, Qt.MouseButton.LeftButton)
    assert chosen.args == [[1, 3]]


def test_a_due_day_is_chosen_with_what_for_or_cleared(qtbot: QtBot) -> None:
    dialog = DueDialog("Paper", MONDAY)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.calendar.minimumDate() == QDate(2026, 11, 23)
    dialog.mark(MONDAY + timedelta(days=3))
    qtbot.keyClicks(dialog.reason, "journal club")
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert chosen.args == [date(2026, 11, 26)]

    again = DueDialog("Paper", MONDAY)
    qtbot.addWidget(again)
    again.put(MONDAY - timedelta(days=1), "a talk")
    again.show()
    assert (again.day(), again.reason.text()) == (MONDAY, "a talk")
    [clear] = [b for b in again.findChildren(QPushButton) if b.text() == "No due day"]
    with qtbot.waitSignal(again.cleared):
        qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)


def test_reasons_are_sentences(library: Library, show: Show) -> None:
    ids = add(library, 7)
    reasons = [
        Planned(ids[0], Reason.CARRIED, MONDAY - timedelta(days=3)),
        Planned(ids[1], Reason.DUE),
        Planned(ids[2], Reason.PRIORITY),
        Planned(ids[3], Reason.WAITED, MONDAY - timedelta(days=11)),
        Planned(ids[4], Reason.CHOSEN, origin=Origin(Because.HIGHLIGHTED, "Grokfast", SATURDAY)),
        Planned(ids[5], Reason.RETURNED, MONDAY),
        Planned(ids[6], Reason.DUE),
    ]
    with library.change("Plan"):
        plan.put(library, MONDAY, reasons)
        queue.set_due(library, [ids[1]], MONDAY + timedelta(days=3), "journal club")
        library.db.conn.execute(
            "UPDATE queue_entry SET due_day = ? WHERE paper_id = ?",
            ((MONDAY - timedelta(days=1)).isoformat(), ids[6]),
        )
    panel = show()
    assert sentences(panel) == [
        "Carried over from Friday",
        "Due Thursday: journal club",
        "High priority",
        "Waiting since 12 November",
        "Because you highlighted “Grokfast” on Saturday",
        "Snoozed until today",
        "Was due yesterday",
    ]
    assert [card.line.due for card in panel.agenda.cards if card.line][-2:] == [False, True]


def test_an_empty_library_is_told_to_add_papers(qtbot: QtBot, show: Show) -> None:
    panel = show()
    assert panel.agenda.blank.headline.text() == "Your desk is clear."
    with qtbot.waitSignal(panel.papers_wanted):
        press(qtbot, Qt.Key.Key_Return)


def test_nothing_queued_leads_to_the_library(qtbot: QtBot, library: Library, show: Show) -> None:
    build.add(library, build.draft())
    panel = show()
    blank = panel.agenda.blank
    assert blank.headline.text() == "Nothing is queued."
    assert panel.selected() == []
    assert blank.button.hasFocus()
    with qtbot.waitSignal(panel.library_wanted):
        press(qtbot, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_J, Qt.Key.Key_Up):
        press(qtbot, key)


def test_the_last_paper_done_ends_the_day(
    qtbot: QtBot, library: Library, changes: Changes, show: Show
) -> None:
    ids = add(library, 1)
    panel = show()
    changes.make("Mark as read", lambda: queue.done(library, ids))
    qtbot.waitUntil(lambda: panel.agenda.blank.isVisible())
    assert panel.agenda.blank.headline.text() == "Done for today."
    assert panel.header.summary.text() == "all done"
    assert panel.current() is None
    assert panel.isAncestorOf(QApplication.focusWidget()) or panel.hasFocus()


def test_the_last_paper_undone_takes_the_keys_again(
    qtbot: QtBot, library: Library, changes: Changes, show: Show
) -> None:
    ids = add(library, 1)
    panel = show()
    changes.make("Done", lambda: queue.done(library, ids))
    qtbot.waitUntil(lambda: panel.agenda.blank.isVisible())
    changes.undo()
    qtbot.waitUntil(lambda: panel.agenda.cards[0].hasFocus())


def test_tab_goes_from_the_head_to_the_cards(qtbot: QtBot, library: Library, show: Show) -> None:
    add(library, 8)
    panel = show()
    panel.header.again.setFocus()
    press(qtbot, Qt.Key.Key_Tab)
    assert panel.agenda.cards[0].hasFocus()
    press(qtbot, Qt.Key.Key_Tab)
    assert panel.backlog.isAncestorOf(QApplication.focusWidget())
    panes = panel.panes()
    assert [pane for pane, _ in panes] == [panel.agenda, panel.aside]
    for pane, focus in panes:
        focus()
        assert pane.isAncestorOf(QApplication.focusWidget())


def test_a_card_asks_for_its_menu(qtbot: QtBot, library: Library, show: Show) -> None:
    ids = add(library, 2)
    panel = show()
    second = panel.agenda.cards[1]
    at = second.rect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, second.mapToGlobal(at), Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(panel.menu_wanted):
        QApplication.sendEvent(second, event)
    assert panel.current() == ids[1]


def test_a_plan_left_empty_can_be_made_again(
    qtbot: QtBot, library: Library, changes: Changes, show: Show
) -> None:
    ids = add(library, 2)
    panel = show()
    changes.make("Take off", lambda: queue.take_off(library, ids))
    qtbot.waitUntil(lambda: panel.agenda.blank.isVisible())
    assert panel.agenda.blank.headline.text() == "Nothing is planned for today."
    with qtbot.waitSignal(panel.plan_again_wanted):
        qtbot.mouseClick(panel.agenda.blank.button, Qt.MouseButton.LeftButton)


def test_a_new_day_carries_over_what_was_left(
    qtbot: QtBot, library: Library, clock: build.Clock, show: Show
) -> None:
    add(library, 2)
    panel = show()
    clock.move(hours=24)
    panel.look_at_clock()
    qtbot.waitUntil(lambda: panel.header.title.text() == "Tuesday 24 November")
    assert sentences(panel) == ["Carried over from yesterday"] * 2


def test_a_binned_paper_leaves_and_comes_back(
    qtbot: QtBot, library: Library, changes: Changes, show: Show
) -> None:
    ids = add(library, 3)
    panel = show()
    changes.make("Bin", lambda: papers.put_in_bin(library, ids[:1]))
    qtbot.waitUntil(lambda: titles(panel) == ["Paper 1", "Paper 2"])
    assert panel.current() == ids[1]
    changes.undo()
    qtbot.waitUntil(lambda: len(titles(panel)) == 3)


def test_a_hidden_page_is_read_when_it_is_shown(
    qtbot: QtBot, library: Library, changes: Changes, show: Show
) -> None:
    ids = add(library, 3)
    panel = show()
    panel.hide()
    changes.make("Mark as read", lambda: queue.done(library, ids[:1]))
    assert len(panel.agenda.shown) == 3
    panel.show()
    assert panel.agenda.shown == tuple(ids[1:])


def test_a_long_queue_builds_few_widgets(qtbot: QtBot, library: Library, show: Show) -> None:
    with library.batch():
        source = sources.add(library, "", "page")
        many = [papers.add(library, build.draft(f"Paper {n}"), source) for n in range(300)]
        queue.add(library, many)
    panel = show(most=200)
    assert len(panel.agenda.cards) == day.MOST_OPEN
    assert panel.agenda.more.text() == f"and {200 - day.MOST_OPEN} more"
    assert panel.backlog.count.text() == "100 papers"
    press(qtbot, Qt.Key.Key_End)
    assert panel.current() == many[day.MOST_OPEN - 1]
    assert not panel.agenda.cards[-1].visibleRegion().isEmpty()


def test_the_backlog_is_below_the_day_in_a_narrow_window(
    qtbot: QtBot, library: Library, show: Show
) -> None:
    add(library, 6)
    panel = show()
    assert panel.aside.isVisible()
    panel.resize(700, 500)
    assert panel.aside.isHidden()
    assert panel.backlog.isVisible()
    assert panel.backlog.y() > panel.agenda.geometry().bottom()
    panel.resize(1220, 800)
    assert panel.aside.isAncestorOf(panel.backlog)
    assert panel.backlog.isVisible()
    panel.resize(320, 240)
    assert panel.header.title.text() == "Mon 23 Nov"


def test_cards_grow_with_their_titles(qtbot: QtBot, library: Library, show: Show) -> None:
    ids = build.add(library, build.draft("Long words " * 60), build.draft("Short"))
    with library.change("Queue"):
        queue.add(library, ids)
    panel = show(500, 600)
    long, short = panel.agenda.cards[:2]
    hints = long.heightForWidth(long.width()) - short.heightForWidth(short.width())
    assert long.height() - short.height() == hints
    assert len(long._titles) == 2
    assert long._titles[-1].endswith("…")
    assert long.toolTip() == ("Long words " * 60).strip()


def test_the_keys_of_a_card_can_be_clicked(qtbot: QtBot, library: Library, show: Show) -> None:
    add(library, 1)
    panel = show()
    hints = panel.agenda.cards[0].hints
    assert hints is not None
    names: list[str] = []
    panel.action_wanted.connect(names.append)
    for hint in hints._hints:
        qtbot.mouseClick(hint, Qt.MouseButton.LeftButton)
    assert names == ["done", "snooze", "off-today"]


def test_a_locked_library_is_shown_and_tried_again(
    qtbot: QtBot, library: Library, changes: Changes, qapp: QApplication
) -> None:
    tries: list[bool] = []

    def slots() -> list[plan.Slot]:
        tries.append(True)
        if len(tries) == 1:
            raise errors.Locked(library.path)
        return planning.today(library, library.today(), Budget(4), 230)

    add(library, 2)
    panel = TodayPanel(changes, slots, Settings, spreading(library))
    qtbot.addWidget(panel)
    panel.show()
    assert titles(panel) == []
    qtbot.waitUntil(lambda: titles(panel) == ["Paper 0", "Paper 1"])


def test_the_page_follows_theme_and_reading_font(
    qtbot: QtBot, qapp: QApplication, library: Library, show: Show
) -> None:
    add(library, 2)
    panel = show()
    theme.apply(qapp, theme.DARK, "DejaVu Sans Mono")
    qtbot.waitUntil(lambda: panel.header.title.font().families()[0] == "DejaVu Sans Mono")
    picture = panel.grab().toImage()
    assert picture.pixelColor(3, 3).name().upper() == theme.DARK.base
    card = panel.agenda.cards[1]
    inside = card.mapTo(panel, card.rect().center())
    assert picture.pixelColor(inside).name().upper() == theme.DARK.surface
    theme.apply(qapp, theme.LIGHT)
    qtbot.waitUntil(lambda: panel.header.title.font().families()[0] != "DejaVu Sans Mono")


def test_the_snooze_menu_gives_a_day(qtbot: QtBot) -> None:
    menu = SnoozeMenu(MONDAY)
    qtbot.addWidget(menu)
    assert [a.text().replace("&", "") for a in menu.actions() if a.text()] == [
        "Tomorrow\tTuesday 24 November",
        "The weekend\tSaturday 28 November",
        "Next week\tMonday 30 November",
        "Choose a day…",
    ]
    with qtbot.waitSignal(menu.chosen) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == [date(2026, 11, 28)]


def test_letters_of_the_snooze_menu_are_its_own(qtbot: QtBot, library: Library, show: Show) -> None:
    add(library, 1)
    panel = show()
    taken: list[bool] = []
    action = QAction("Tag", panel)
    action.setShortcut(QKeySequence("T"))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda: taken.append(True))
    panel.agenda.addAction(action)
    menu = SnoozeMenu(MONDAY, panel)
    menu.popup(panel.mapToGlobal(QPoint(50, 50)))
    window = panel.windowHandle()
    assert window is not None
    with qtbot.waitSignal(menu.chosen) as chosen:
        QTest.keyClick(window, Qt.Key.Key_T)  # as a desktop sends it
    assert chosen.args == [MONDAY + timedelta(days=1)]
    assert taken == []


def test_a_day_is_chosen_from_the_calendar(qtbot: QtBot) -> None:
    dialog = DayDialog("Snooze", "Snooze until {}", MONDAY + timedelta(days=1))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.calendar.minimumDate() == QDate(2026, 11, 24)
    dialog.calendar.setSelectedDate(QDate(2026, 12, 9))
    with qtbot.waitSignal(dialog.chosen) as chosen:
        buttons = dialog.findChildren(QPushButton)
        qtbot.mouseClick(buttons[-1], Qt.MouseButton.LeftButton)
    assert chosen.args == [date(2026, 12, 9)]


def test_bulk_work_redraws_the_page_now_and_then(
    qtbot: QtBot, library: Library, show: Show
) -> None:
    add(library, 2)
    asked: list[bool] = []
    panel = show()
    ask = panel._plan
    panel._plan = lambda: (asked.append(True), ask())[1]
    for _ in range(20):
        build.add(library, build.draft("New"))
        panel.selected()
    qtbot.waitUntil(lambda: bool(asked))
    qtbot.wait(50)
    assert len(asked) == 1
