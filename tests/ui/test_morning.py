"""A whole morning by keyboard: Today, reading, marks, done, snooze, reviews, undo."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId, State
from desktop_app.core.queue import Outcome
from desktop_app.store import highlights, papers, plan, queue
from desktop_app.ui.main_window import MainWindow
from tests import build
from tests.ui.reading import CONTROL, SHIFT
from tests.ui.test_reading_by_keys import press

Key = Qt.Key


def outcomes(window: MainWindow) -> list[Outcome | None]:
    return [slot.outcome for slot in plan.of(window.library, window.library.today())]


def highlight(window: MainWindow, qtbot: QtBot, sentences: int) -> None:
    """Highlight sentences of the abstract that is read, one after another, each for review."""
    qtbot.waitUntil(window.reader.abstract.text.hasFocus)
    press(Key.Key_Home, with_=CONTROL)
    for number in range(sentences):
        if number:
            press(Key.Key_Right)
            press(Key.Key_Right)
        press(Key.Key_S, with_=CONTROL | SHIFT)
        press(Key(Key.Key_1 + number), Key.Key_R)


def test_a_morning_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    library = window.library
    one, two, three = build.add(library, *(build.draft(f"Paper {n}") for n in range(3)))
    with library.change("Queue"):
        queue.add(library, [one, two, three])
    with qtbot.waitActive(window):
        window.activateWindow()
    window.library_panel.focus_list()
    press(Key.Key_G, Key.Key_T)
    qtbot.waitUntil(lambda: window.today.current() == one)
    start = build.dump(library)

    # Read the first and mark three sentences of it for review.
    press(Key.Key_Return)
    assert window.reader.paper == one
    highlight(window, qtbot, 3)
    assert [mark.colour for mark in highlights.of(library, one)] == [1, 2, 3]
    assert papers.get(library, one).state is State.QUEUED

    # Back to Today: done with it, the second put off until the next day that is offered.
    press(Key.Key_G, Key.Key_T)
    qtbot.waitUntil(window.today.agenda.has_focus)
    press(Key.Key_D)
    qtbot.waitUntil(lambda: window.today.current() == two)
    press(Key.Key_S)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    qtbot.keyClick(menu, Key.Key_Return)
    qtbot.waitUntil(lambda: window.today.current() == three)
    assert outcomes(window) == [Outcome.DONE, Outcome.SNOOZED, None]
    [entry] = queue.entries(library, 230, [two])
    assert entry.snoozed_until == library.today() + timedelta(days=1)

    # Three cards: one known well, one hard, one forgotten; each has its words hidden first.
    press(Key.Key_G, Key.Key_R)
    card = window.day.review.card
    qtbot.waitUntil(card.hasFocus)
    for grade in (Key.Key_4, Key.Key_2, Key.Key_1):
        if card.asking:
            press(Key.Key_Space)
        press(grade)
    assert reviewed(window) == [4, 2, 1]

    press(*[Key.Key_Z] * 3, with_=CONTROL)
    assert reviewed(window) == []
    press(*[Key.Key_Z] * 2, with_=CONTROL)
    assert outcomes(window) == [None, None, None]
    press(*[Key.Key_Z] * 6, with_=CONTROL)
    assert build.dump(library) == start


def reviewed(window: MainWindow) -> list[int]:
    """List the grades given, in their order."""
    rows = window.library.db.conn.execute("SELECT rating FROM review ORDER BY id")
    return [row[0] for row in rows]


def test_the_day_is_worked_through_where_the_paper_is_read(
    window: MainWindow, qtbot: QtBot
) -> None:
    """D and P in the reader are about the paper that is read, on today's plan or not."""
    library = window.library
    one, two = build.add(library, build.draft("One"), build.draft("Two"))
    window.open_paper(PaperId(two))
    qtbot.waitUntil(window.reader.abstract.text.hasFocus)
    press(Key.Key_P)
    assert [s.paper for s in plan.of(library, library.today())] == [two]
    press(Key.Key_D)
    assert outcomes(window) == [Outcome.DONE]
    assert papers.get(library, two).state is State.READ
    assert papers.get(library, one).state is State.UNREAD
