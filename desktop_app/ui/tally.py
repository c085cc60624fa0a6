"""How many papers saved searches find, counted off the main thread while nothing else is asked."""

from __future__ import annotations

from concurrent.futures import Future
from time import monotonic, thread_time

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core import query as queries
from desktop_app.engines.lanes import Lane
from desktop_app.store import dependence, saved_searches
from desktop_app.store.library import Cause, Library, Notice
from desktop_app.store.saved_searches import SavedSearch, SavedSearchId
from desktop_app.ui.changes import Changes
from desktop_app.ui.tasks import Tasks

SOON_MS = 400  # after a change, in which others may follow
YIELD_MS = 600  # after the reader asked for something
REST = 4  # times the work of a round, counting rests: it never takes over a fifth of a processor


class Tally(QObject):
    """Keeps the counts of one library's saved searches; ``counted`` tells them by their ids.

    Each is a request of its own in READ, and none is asked before the one before has come, so
    that nobody waits for more than one; `give_way` interrupts even that one.
    """

    counted = Signal(object)

    def __init__(self, changes: Changes, tasks: Tasks, most: int, parent: QObject) -> None:
        """Count no further than one more than `most`."""
        super().__init__(parent)
        self._library, self._tasks, self._most = changes.library, tasks, most
        self._known: dict[SavedSearchId, SavedSearch] = {}
        self._stale: dict[SavedSearchId, SavedSearch] = {}
        self._round: list[SavedSearch] = []  # the last one is asked
        self._asked: Future[tuple[int, float]] | None = None
        self._spent = self._rested = 0.0  # seconds of work, and until when it rests
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._begin)
        changes.changed.connect(self._notice)
        self._look_for_new()
        self._wait()

    def give_way(self) -> None:
        """Let what the reader asks for go first."""
        if self._asked is not None and self._asked.cancel():
            self._asked = None
            self._stale = {saved.id: saved for saved in reversed(self._round)} | self._stale
        if self._stale and self._asked is None:
            self._next.start(YIELD_MS)

    # What is to be counted

    def _notice(self, notice: Notice) -> None:
        everything = notice.cause is Cause.ELSEWHERE
        if everything or "saved_search" in notice.rows:
            self._look_for_new()
        for saved in self._known.values():
            tables = dependence.tables(queries.parse(saved.query))
            if everything or not tables.isdisjoint(notice.rows):
                self._stale[saved.id] = saved
        self._wait()

    def _look_for_new(self) -> None:
        """Have counted what is new or was changed, and forget what is gone."""
        now = {saved.id: saved for saved in saved_searches.all_of(self._library)}
        for saved in now.values():
            known = self._known.get(saved.id)
            if known is None or known.query != saved.query:
                self._stale[saved.id] = saved
        self._known = now

    # Counting

    def _wait(self) -> None:
        """Begin a round soon, unless one is under way or about to begin."""
        if self._stale and self._asked is None and not self._next.isActive():
            self._next.start(max(SOON_MS, round((self._rested - monotonic()) * 1000)))

    def _begin(self) -> None:
        self._round = [saved for saved in self._stale.values() if saved.id in self._known][::-1]
        self._stale.clear()
        self._spent = 0.0
        self._ask()

    def _ask(self) -> None:
        if not self._round:
            self._rested = monotonic() + REST * self._spent
            self._wait()
            return
        saved, most = self._round[-1], self._most + 1
        self._asked = self._tasks.start(
            Lane.READ,
            _count,
            saved.query,
            most,
            done=self._counted,
            failed=lambda _: self._go_on(),  # the count stays as it was
        )

    def _counted(self, answer: tuple[int, float]) -> None:
        found, seconds = answer
        self._spent += seconds
        self.counted.emit({self._round[-1].id: found})
        self._go_on()

    def _go_on(self) -> None:
        self._asked = None
        self._round.pop()
        self._ask()


def _count(reader: Library, query: str, most: int) -> tuple[int, float]:
    """Count what a query finds, and say how many seconds of work that was."""
    began = thread_time()
    return saved_searches.count(reader, query, most), thread_time() - began
