"""What the list and the sidebar ask of the library, answered off the main thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from desktop_app.core.papers import PaperId
from desktop_app.core.query import Query
from desktop_app.engines.lanes import Lane
from desktop_app.settings import Settings
from desktop_app.store import search
from desktop_app.store.library import Library
from desktop_app.ui.library import sidebar_model
from desktop_app.ui.library.sidebar_model import Counts
from desktop_app.ui.tasks import Tasks


class Asking:
    """Asks for one window; each answer is given to `done` on the main thread."""

    def __init__(self, tasks: Tasks, settings: Callable[[], Settings]) -> None:
        self._tasks, self._settings = tasks, settings
        self._finding: Future[list[PaperId]] | None = None

    def find(
        self, query: Query, sort: str, binned: bool, done: Callable[[list[PaperId]], None]
    ) -> None:
        """Find papers; a later question interrupts the one before."""
        if self._finding is not None:
            self._finding.cancel()
        self._finding = self._tasks.start(Lane.READ, _find, query, sort, binned, done=done)

    def count(self, done: Callable[[Counts], None]) -> None:
        """Count what the sidebar shows."""
        most = self._settings().reviews_a_day
        self._tasks.start(Lane.READ, sidebar_model.counts, most, done=done)


def _find(reader: Library, query: Query, sort: str, binned: bool) -> list[PaperId]:
    return search.papers(reader, query, sort=sort, binned=binned)
