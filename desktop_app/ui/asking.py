"""What the list and the sidebar ask of the library, answered off the main thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from desktop_app.core.papers import PaperId
from desktop_app.core.query import Query
from desktop_app.engines.lanes import Lane
from desktop_app.settings import Settings
from desktop_app.ui.library import answer, sidebar_model
from desktop_app.ui.library.answer import Answer
from desktop_app.ui.library.sidebar_model import Counts
from desktop_app.ui.tasks import Tasks


class Asking:
    """Asks for one window; each answer is given to `done` on the main thread."""

    def __init__(self, tasks: Tasks, settings: Callable[[], Settings]) -> None:
        self._tasks, self._settings = tasks, settings
        self._finding: Future[Any] | None = None

    def find(
        self,
        query: Query,
        sort: str,
        binned: bool,
        limit: int | None,
        done: Callable[[Answer], None],
    ) -> None:
        """Find papers, the first ones or all; a later question interrupts the one before."""
        self._drop()
        self._finding = self._tasks.start(
            Lane.SEARCH, answer.find, query, sort, binned, limit, done=done
        )

    def check(
        self,
        query: Query,
        sort: str,
        binned: bool,
        papers: list[PaperId],
        done: Callable[[list[PaperId]], None],
    ) -> None:
        """Find those of a few papers that belong to a list; a later question interrupts this."""
        self._drop()
        self._finding = self._tasks.start(
            Lane.SEARCH, answer.among, query, sort, binned, papers, done=done
        )

    def _drop(self) -> None:
        if self._finding is not None:
            self._finding.cancel()

    def count(self, done: Callable[[Counts], None]) -> None:
        """Count what the sidebar shows."""
        most = self._settings().reviews_a_day
        self._tasks.start(Lane.READ, sidebar_model.counts, most, done=done)
