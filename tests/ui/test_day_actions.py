"""Papers put off, wanted much or by a day, read today, from anywhere in the window."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.core.queue import Priority, Reason
from desktop_app.store import plan, queue
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import DIGEST, STATISTICS, TODAY, Place
from desktop_app.ui.today.day_dialog import DueDialog
from desktop_app.ui.today.letting_go import LettingGo
from tests import build


def test_days_and_priorities_are_set_for_the_paper_that_is_read(
    window: MainWindow, qtbot: QtBot
) -> None:
    library, do = window.library, window.actions_table
    [paper] = build.add(library, build.draft())
    window.open_paper(paper)

    do["priority-high"].trigger()
    do["due"].trigger()
    dialog = window.findChild(DueDialog)
    assert dialog is not None
    dialog.mark(library.today() + timedelta(days=5))
    dialog.reason.setText("journal club")
    dialog.accept()
    [entry] = queue.entries(library, 230)
    assert entry.priority is Priority.HIGH
    assert (entry.due, entry.due_reason) == (library.today() + timedelta(days=5), "journal club")

    window.day_actions.snooze(library.today() + timedelta(days=3))
    do["plan-today"].trigger()
    [slot] = plan.of(library, library.today())
    assert (slot.paper, slot.reason, slot.outcome) == (paper, Reason.CHOSEN, None)
    assert queue.entries(library, 230)[0].ready(library.today())

    do["snooze"].trigger()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert queue.entries(library, 230)[0].snoozed_until == library.today() + timedelta(days=1)
    for _ in range(5):
        window.undoing.undo()
    assert queue.entries(library, 230) == []


def test_the_undo_bar_offers_the_last_thing_done_or_nothing(window: MainWindow) -> None:
    library, do, bar = window.library, window.actions_table, window.undo_bar
    [paper] = build.add(library, build.draft())
    window.open_paper(paper)
    do["priority-high"].trigger()
    assert (bar.isHidden(), bar.sentence) == (False, "High priority")
    do["star"].trigger()
    assert bar.isHidden()
    do["done"].trigger()
    assert bar.sentence == "1 paper done"
    window.undoing.undo()
    assert bar.isHidden()


def test_what_is_planned_already_is_not_planned_again(window: MainWindow) -> None:
    library, do = window.library, window.actions_table
    [paper] = build.add(library, build.draft())
    window.open_paper(paper)
    do["plan-today"].trigger()
    do["plan-today"].trigger()
    assert window.status.sentence() == "On today’s plan already"
    window.undoing.undo()
    assert queue.entries(library, 230) == []


def test_next_highlight_on_today_opens_the_paper(window: MainWindow) -> None:
    library, do = window.library, window.actions_table
    [paper] = build.add(library, build.draft())
    with library.change("Queue"):
        queue.add(library, [paper])
    window.go(Place(TODAY))
    do["next-highlight"].trigger()
    assert window.desk.on_reading
    assert window.reader.paper == paper


def test_pages_of_today_are_marked_as_today(window: MainWindow) -> None:
    for page in (DIGEST, STATISTICS, TODAY):
        window.go(Place(page))
        assert window.sidebar.list.painter.active == "today"
    window.actions_table["next-pane"].trigger()
    window.actions_table["next-pane"].trigger()
    assert window.focusWidget() is not None


def test_what_waits_longest_is_offered_and_let_go(window: MainWindow, qtbot: QtBot) -> None:
    library = window.library
    papers = build.add(library, *(build.draft(f"Paper {n}") for n in range(8)))
    with library.change("Queue"):
        queue.add(library, papers)
    window.planner.plan()

    window.day_actions.ask_what_goes()
    qtbot.waitUntil(lambda: window.findChild(LettingGo) is not None)
    dialog = window.findChild(LettingGo)
    assert dialog is not None
    assert dialog.list.count() == 4  # the other four are on today's plan
    window.planner.let_go(papers[4:6])
    dialog.close()
    assert queue.count(library) == 6
    window.undoing.undo()
    assert queue.count(library) == 8
