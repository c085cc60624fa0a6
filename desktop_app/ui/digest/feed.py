"""Today's digest for all that show it, made in the READ lane; only the last question counts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import Future
from datetime import date, timedelta
from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.papers import PaperId
from desktop_app.engines.lanes import Lane
from desktop_app.settings import Settings
from desktop_app.store import errors
from desktop_app.store.library import Cause, Notice
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.digest import shown as views
from desktop_app.ui.digest.shown import Shown
from desktop_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop_app.services.similar import Similar

SETTLE_MS = 120
BULK_MS = 1500
REST, LONGEST_MS = 4, 10_000  # times what a digest took, counting rests after a change; at most
MINUTE_MS = 60_000
_TABLES = (
    *("event", "highlight", "note", "paper", "abstract", "queue_entry", "plan_entry"),
    *("less_like", "subscription", "card"),
)


class Since(StrEnum):
    """From which day on papers are new."""

    LAST = "last"  # the day the reader was last here
    YESTERDAY = "yesterday"
    WEEK = "week"


class DigestFeed(QObject):
    """The digest of today. ``stale`` tells that it no longer counts: who is seen then calls `ask`.

    ``found`` carries a `Shown`, ``failed`` an error. `similar` gives the vectors of the library.
    """

    stale = Signal()
    found = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        changes: Changes,
        tasks: Tasks,
        similar: Callable[[], Similar],
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__(changes)
        self._tasks, self._similar, self._settings = tasks, similar, settings
        self._library = changes.library
        self._fresh = False
        self._asked: Future[Shown] | None = None
        self._asked_at = self._took = 0.0  # seconds
        self.shown: Shown | None = None
        self.since: Since | date = Since.LAST
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self.stale)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self.look_at_clock)
        self._minute.start()
        changes.changed.connect(self._on_notice)

    def ask(self) -> None:
        """Make the digest anew where it no longer counts."""
        if self._fresh:
            return
        self._settle.stop()
        self._fresh = True
        self._let_be()
        self._asked_at = monotonic()
        self._asked = self._tasks.start(
            Lane.READ,
            views.load,
            self._similar(),
            self._settings(),
            self._first_day(),
            done=self._take,
            failed=self._refuse,
        )

    @property
    def current(self) -> bool:
        """Whether `shown` is there and still counts."""
        settled = self._asked is not None and self._asked.done()
        return self._fresh and settled and self.shown is not None

    def refresh(self, wait: int = 0) -> None:
        """Have the digest made anew, after `wait` milliseconds: settings have changed, say."""
        self._fresh = False
        if not self._settle.isActive() or wait < self._settle.remainingTime():
            self._settle.start(wait)

    def embedded(self) -> None:
        """Take up papers that were just embedded; they come many in a row."""
        self.refresh(BULK_MS)

    def look_from(self, since: Since | date) -> None:
        """Choose from which day on papers are new."""
        self.since = since
        self.refresh()

    def drop(self, papers: Collection[PaperId]) -> None:
        """Leave out papers at once that the next digest will not hold."""
        self._let_be()
        if self.shown is not None:
            self.shown = views.without(self.shown, papers)
            self.found.emit(self.shown)
        self.refresh(SETTLE_MS)

    def look_at_clock(self) -> None:
        """Make the digest of a day that has begun."""
        if self.shown is not None and self._library.today() != self.shown.digest.day:
            self.refresh()

    def _first_day(self) -> date | None:
        today = self._library.today()
        if isinstance(self.since, date):
            return self.since
        back = {Since.LAST: None, Since.YESTERDAY: 1, Since.WEEK: 7}[self.since]
        return None if back is None else today - timedelta(days=back)

    def _take(self, shown: Shown) -> None:
        self._took = monotonic() - self._asked_at
        self.shown = shown
        self.found.emit(shown)

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, errors.LibraryError):
            raise error
        self.failed.emit(error)

    def _let_be(self) -> None:
        if self._asked is not None:
            self._asked.cancel()

    def _on_notice(self, notice: Notice) -> None:
        if touches(notice, *_TABLES):
            rest = min(round(REST * self._took * 1000), LONGEST_MS)
            self.refresh(max(rest, BULK_MS if notice.cause is Cause.BATCH else SETTLE_MS))
