"""Copying the PDFs of records that are to come in, off the main thread and before they do."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from concurrent.futures import Future
from itertools import islice
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_app.core.papers import Draft, Problem
from desktop_app.engines.lanes import Lane
from desktop_app.services import attaching
from desktop_app.services.attaching import Taken
from desktop_app.ui.tasks import Tasks

SLICE = 4  # records of which the files are copied before others may use the lane


class Taking(QObject):
    """Copies the files of drafts, by their places, into the library in `folder`.

    ``progressed`` carries how many records are done and of how many; ``ended`` what was taken and
    the problems, ``refused`` the error after which nothing goes on.
    """

    progressed = Signal(int, int)
    ended = Signal(object, object)
    refused = Signal(object)

    def __init__(
        self, tasks: Tasks, folder: Path, drafts: Mapping[int, Draft], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks, self._folder = tasks, folder
        self._left = deque((place, draft) for place, draft in drafts.items() if draft.attachments)
        self._total = len(self._left)
        self._taken: dict[int, tuple[Taken, ...]] = {}
        self._problems: list[Problem] = []
        self._under_way: Future[Any] | None = None
        self._is_over = False

    def start(self) -> None:
        """Copy some more, until all are."""
        if not self._left:
            self.ended.emit(self._taken, self._problems)
            return
        self.progressed.emit(self._total - len(self._left), self._total)
        some = dict(islice(self._left, SLICE))
        self._under_way = self._tasks.start(
            Lane.FILES,
            attaching.take_all,
            self._folder,
            some,
            done=self._take,
            failed=self.refused.emit,
        )

    def cancel(self) -> None:
        """Copy no more; what was copied belongs to nothing and goes when the bin is emptied."""
        self._is_over = True
        if self._under_way is not None:
            self._under_way.cancel()

    def _take(self, found: tuple[dict[int, tuple[Taken, ...]], list[Problem]]) -> None:
        if self._is_over:  # it was on its way here already
            return
        taken, problems = found
        self._taken |= taken
        self._problems += problems
        for _ in range(min(SLICE, len(self._left))):
            self._left.popleft()
        self.start()
