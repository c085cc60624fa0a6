"""The screens of the day: Today, review, digest, statistics, and what they ask."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.core.cards import Kind
from desktop_app.core.papers import PaperId
from desktop_app.core.query import parse
from desktop_app.store import (
    cards,
    highlights,
    organise,
    plan,
    queue,
    reading,
    search,
    subscriptions,
)
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import DIGEST, REVIEW, STATISTICS, TODAY, Place
from desktop_app.ui.today.day_dialog import DueDialog
from desktop_app.ui.today.letting_go import LettingGo
from tests.shots.scenes import Shoot
from tests.shots.waiting import until, wait

WEEKS = 30
BACKLOG = 24


def fill(window: MainWindow) -> None:
    """Let the reader have read for some weeks, marked for review, and subscribed to a topic."""
    library = window.library
    some = search.papers(library, parse(""))
    with library.change("Review"):
        marked = [mark for paper in some for mark in highlights.of(library, paper)][:6]
        for number, mark in enumerate(marked):
            kind = Kind.COMMENT if mark.comment and number % 3 == 2 else list(Kind)[number % 2]
            cards.add(library, [mark.id], kind)
        subscriptions.add(library, "generalisation", subscriptions.Kind.SEARCH, "generalisation")
        organise.tag(library, some[:2], "to discuss")
    _read_for_weeks(window, some)
    with library.change("Queue"):
        queue.add(library, some[:BACKLOG])


def _read_for_weeks(window: MainWindow, some: list[PaperId]) -> None:
    """Record reading on most days of the weeks before today, the same at each tour."""
    library, chance = window.library, random.Random(4)
    today = library.today()
    with library.record():
        for back in range(WEEKS * 7):
            day = today - timedelta(days=back)
            if chance.random() < (0.35 if day.weekday() > 4 else 0.65):
                began = datetime.combine(day, time(9)).astimezone().isoformat()
                minutes = chance.choice([4, 9, 15, 22, 34, 50])
                reading.add_session(library, chance.choice(some), began, minutes * 60)


def tour(window: MainWindow, shoot: Shoot) -> None:
    """Go through the screens of the day."""
    size = window.size()
    window.go(Place(TODAY))
    until(lambda: window.day.new_section.isVisible())
    wait(600)
    shoot("today")
    for width, height in ((1000, 700), (700, 640)):
        window.resize(width, height)
        shoot(f"today-{width}")
    window.resize(size)
    _review(window, shoot)
    for name, page in (("digest", DIGEST), ("statistics", STATISTICS)):
        window.go(Place(page))
        wait(800)
        shoot(name)
    _ask(window, shoot)
    _other_days(window, shoot)


def _review(window: MainWindow, shoot: Shoot) -> None:
    window.go(Place(REVIEW))
    wait(500)
    shoot("review")
    card, graded = window.day.review.card, 0
    while not card.asking and window.day.reviews.card is not None:
        QTest.keyClick(card, Qt.Key.Key_4)
        graded += 1
        wait(200)
    shoot("review-hidden")
    QTest.keyClick(card, Qt.Key.Key_Space)
    shoot("review-shown")
    for _ in range(graded):
        window.library.undo()


def _ask(window: MainWindow, shoot: Shoot) -> None:
    window.go(Place(TODAY))
    wait(300)
    window.actions_table["due"].trigger()
    dialog = window.findChild(DueDialog)
    assert dialog is not None
    wait(300)
    shoot("due", dialog)
    dialog.close()
    window.day_actions.ask_what_goes()
    until(lambda: window.findChild(LettingGo))
    going = window.findChild(LettingGo)
    assert going is not None
    wait(300)
    shoot("let-go", going)
    going.close()
    wait(100)  # until they are deleted


def _other_days(window: MainWindow, shoot: Shoot) -> None:
    """Show Today with nothing, one paper and many, then as it was."""
    library = window.library
    before = [slot.paper for slot in plan.of(library, library.today()) if slot.outcome is None]
    everything = search.papers(library, parse(""))
    for count in (0, 1, 40):
        with library.change("Plan"):
            queue.remove(library, everything)
            window.planner.put(everything[:count], {})
        window.undo_bar.dismiss()
        wait(600)
        shoot(f"today-{count}")
        library.undo()
    assert before == [s.paper for s in plan.of(library, library.today()) if s.outcome is None]
