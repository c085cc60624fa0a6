"""What is asked of the worker about one document: few requests at a time, left in good order."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Any

from PySide6.QtCore import QTimer

from desktop_app.engines.lanes import Lane, WorkerDied
from desktop_app.engines.pdf import PdfError
from desktop_app.ui.tasks import Tasks

# What a file may bring about; anything else is a mistake of ours.
EXPECTED = (TimeoutError, WorkerDied, MemoryError, PdfError)
PATIENCE_S = 0.3  # a request that is left and takes longer costs more than a new worker


@dataclass(frozen=True, slots=True)
class Request:
    """Work for the worker; `ended` is called in any case, after `done`, `failed` or neither.

    `draws` is the page that it draws, if it does.
    """

    key: Hashable
    work: Callable[..., Any]
    args: tuple[Any, ...]
    timeout: float
    done: Callable[[Any], object]
    failed: Callable[[BaseException], object]
    ended: Callable[[], object] = lambda: None
    draws: int | None = None


class _Flight:
    """A request under way; `left` once nobody wants to hear of it."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.future: Future[Any] | None = None
        self.left = False


class Requests:
    """The requests under way, in the order in which they were sent."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._flights: list[_Flight] = []
        self._begun = 0.0

    def __len__(self) -> int:
        return sum(not flight.left for flight in self._flights)

    def __contains__(self, key: Hashable) -> bool:
        return any(not f.left and f.request.key == key for f in self._flights)

    def send(self, request: Request) -> None:
        """Send a request; the worker takes it after those sent before."""
        flight = _Flight(request)
        if not self._flights:
            self._begun = monotonic()
        self._flights.append(flight)
        flight.future = self._tasks.start(
            Lane.PDF,
            request.work,
            *request.args,
            done=lambda result: self._land(flight, request.done, result),
            failed=lambda error: self._land(flight, request.failed, error),
            timeout=request.timeout,
        )

    def drawing(self) -> tuple[int, float] | None:
        """Give the page that is being drawn, if one is, and for how many seconds."""
        first = self._flights[0] if self._flights else None
        if first is None or first.left or first.request.draws is None:
            return None
        return first.request.draws, monotonic() - self._begun

    def drop(self, page: int) -> None:
        """Cancel whatever draws a page."""
        for flight in list(self._flights):
            if flight.request.draws == page:
                self._cancel(flight)

    def leave(self) -> None:
        """Let nobody hear of what is under way.

        What waits is not begun. What runs is given a moment, for ending a healthy worker would
        cost more, and is cancelled after that.
        """
        for number, flight in enumerate(list(self._flights)):
            flight.left = True
            wait = self._begun + PATIENCE_S - monotonic()
            if number or wait <= 0:
                self._cancel(flight)
            else:
                QTimer.singleShot(round(wait * 1000), partial(self._cancel, flight))

    def _land(self, flight: _Flight, tell: Callable[[Any], object], outcome: Any) -> None:
        if flight not in self._flights:
            return
        self._flights.remove(flight)
        self._begun = monotonic()
        try:
            if not flight.left:
                tell(outcome)
        finally:
            flight.request.ended()

    def _cancel(self, flight: _Flight) -> None:
        if flight in self._flights and flight.future and flight.future.cancel():
            self._flights.remove(flight)
            flight.request.ended()
