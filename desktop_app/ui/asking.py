"""What the list and the sidebar ask of the library, answered off the main thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from desktop_app.core.papers import PaperId
from desktop_app.core.query import Query
from desktop_app.engines.lanes import Lane
from desktop_app.settings import Settings
from desktop_app.store import search
from desktop_app.ui.library import answer, sidebar_model
from desktop_app.ui.library.answer import MEANT, Answer
from desktop_app.ui.library.sidebar_model import Counts
from desktop_app.ui.meaning import Meaning
from desktop_app.ui.tasks import Tasks


class Asking:
    """Asks for one window; each answer is given to `done` on the main thread."""

    def __init__(self, tasks: Tasks, settings: Callable[[], Settings], meaning: Meaning) -> None:
        self._tasks, self._settings, self._meaning = tasks, settings, meaning
        self._finding: Future[Any] | None = None

    def find(
        self,
        query: Query,
        sort: str,
        binned: bool,
        limit: int | None,
        done: Callable[[Answer], None],
    ) -> None:
        """Find papers, the first ones or all; a later question interrupts the one before.

        What is sorted by meaning is told as words find it, and again when that is known.
        """
        self._drop()
        by_words = search.RANK if sort in MEANT else sort

        def found(one: Answer) -> None:
            if sort == by_words:
                done(one)
                return
            done(replace(one, sort=sort))
            if one.whole and not binned:
                self._meaning.order(query, sort, one, done)

        self._finding = self._tasks.start(
            Lane.SEARCH, answer.find, query, by_words, binned, limit, done=found
        )

    def check(
        self,
        query: Query,
        sort: str,
        binned: bool,
        papers: list[PaperId],
        done: Callable[[list[PaperId]], None],
    ) -> None:
        """Find those of a few papers that belong to a list; a later question interrupts this.

        An order by meaning stands: what is not in the bin belongs there.
        """
        self._drop()
        if sort in MEANT:
            query, sort = Query(), search.RANK
        self._finding = self._tasks.start(
            Lane.SEARCH, answer.among, query, sort, binned, papers, done=done
        )

    def _drop(self) -> None:
        self._meaning.forget()
        if self._finding is not None:
            self._finding.cancel()

    def count(self, done: Callable[[Counts], None]) -> None:
        """Count what the sidebar shows."""
        most = self._settings().reviews_a_day
        self._tasks.start(Lane.READ, sidebar_model.counts, most, done=done)
