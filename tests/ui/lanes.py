"""Lanes that do the work at once, or when told, for the tests of what starts it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from desktop_app.engines.lanes import READERS, Lane, Lanes
from desktop_app.store.library import Library


class HandLanes(Lanes):
    """Keeps work until `do` is told; readers get `library` as their first argument."""

    def __init__(self, library: Library | None = None) -> None:
        super().__init__()
        self._library = library
        self.waiting: list[tuple[Lane, Future[Any], Callable[[], Any]]] = []
        self.answers: dict[Lane, Callable[..., Any]] = {}

    def submit(
        self, lane: Lane, work: Callable[..., Any], *args: Any, timeout: float | None = None
    ) -> Future[Any]:
        if lane in self.answers:
            work = self.answers[lane]
        given = (self._library, *args) if lane in READERS else args
        future: Future[Any] = Future()
        self.waiting.append((lane, future, lambda: work(*given)))
        return future

    def do(self) -> Lane | None:
        """Do the oldest work; give its lane, or None where none waits."""
        if not self.waiting:
            return None
        lane, future, work = self.waiting.pop(0)
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(work())
            except Exception as e:
                future.set_exception(e)
        return lane
