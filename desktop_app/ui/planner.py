"""The plan of the day as the window asks for it and lets the reader change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from desktop_app.core import queue as core
from desktop_app.core.origins import Origin
from desktop_app.core.papers import PaperId
from desktop_app.core.queue import Budget
from desktop_app.core.spread import Share
from desktop_app.engines.lanes import Lane
from desktop_app.services import planning
from desktop_app.settings import Settings
from desktop_app.store import listing, plan, queue
from desktop_app.store.library import Library
from desktop_app.store.plan import Slot
from desktop_app.ui.changes import Changes
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.today import words
from desktop_app.ui.today.day import Line

MOST_OFFERED = 50


class Planner(QObject):
    """Plans one library's days with the settings in force; ``said`` carries a passing sentence."""

    said = Signal(str)

    def __init__(self, changes: Changes, tasks: Tasks, settings: Callable[[], Settings]) -> None:
        super().__init__(changes)
        self._tasks = tasks
        self._changes, self._settings = changes, settings
        self._library = changes.library

    def plan(self) -> list[Slot]:
        """Give today's plan, made now if there is none yet."""
        settings = self._settings()
        return planning.today(
            self._library, self._library.today(), settings.budget, settings.words_a_minute
        )

    def again(self) -> None:
        """Plan the rest of today anew."""
        settings, day = self._settings(), self._library.today()
        before = plan.of(self._library, day)
        self._changes.make(
            self.tr("Plan again"),
            lambda: planning.plan_again(self._library, settings.budget, settings.words_a_minute),
            shown=self.tr("Today is planned again"),
        )
        if plan.of(self._library, day) == before:
            self.said.emit(self.tr("The plan stays as it is: nothing else is ready, or fits"))

    def put(self, papers: Sequence[PaperId], origins: Mapping[PaperId, Origin]) -> None:
        """Put papers on today's plan; `origins` tells what suggested ones come from."""
        slots = plan.of(self._library, self._library.today())
        planned = {slot.paper for slot in slots if slot.outcome is None}
        wanted = [paper for paper in papers if paper not in planned]
        if not wanted:
            self.said.emit(self.tr("On today’s plan already"))
            return
        self._changes.make_of(
            self.tr("Put on today’s plan"),
            lambda some: planning.choose(self._library, some, origins),
            wanted,
            shown=self.tr("%n paper(s) put on today’s plan", "", len(wanted)),
        )

    def ask_spread(self, days: int, done: Callable[[list[Share]], object]) -> None:
        """Ask how the backlog would be spread over so many days."""
        chosen = self._settings()
        self._tasks.start(
            Lane.READ, planning.spreading, days, chosen.budget, chosen.words_a_minute, done=done
        )

    def ask_longest_waiting(self, done: Callable[[list[Line]], object]) -> None:
        """Ask which papers of the backlog waited longest, the least wanted first."""
        chosen = self._settings()
        self._tasks.start(
            Lane.READ, _longest_waiting, chosen.budget, chosen.words_a_minute, done=done
        )

    def spread(self, shares: Sequence[Share]) -> None:
        """Let the backlog wait for the days it was shown on."""
        count = sum(len(share.papers) for share in shares)
        self._changes.make(
            self.tr("Spread the backlog"),
            lambda: queue.spread(self._library, shares),
            shown=self.tr("%n paper(s) spread over the coming days", "", count),
        )

    def let_go(self, papers: Sequence[PaperId]) -> None:
        """Drop papers of the backlog."""
        self._changes.make(
            self.tr("Let some go"),
            lambda: queue.drop(self._library, papers),
            shown=self.tr("%n paper(s) dropped", "", len(papers)),
        )


def _longest_waiting(reader: Library, budget: Budget, words_a_minute: int) -> list[Line]:
    backlog = planning.backlog(reader, budget, words_a_minute)
    waiting = core.longest_waiting(backlog)[:MOST_OFFERED]
    titles = {row.id: row.title for row in listing.rows(reader, [e.paper for e in waiting])}
    today = reader.today()
    return [Line(e.paper, titles[e.paper], words.waiting(e, today)) for e in waiting]
