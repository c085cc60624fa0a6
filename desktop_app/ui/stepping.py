"""A long job in the lane of files: a slice of its steps at a time, other work in between."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from threading import Event
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_app.engines.lanes import Lane
from desktop_app.services.outgoing import Progress
from desktop_app.ui.tasks import Tasks

SLICE_S = 0.05

Job = Generator[Progress, None, Any]


class Stepping(QObject):
    """Runs one job at a time; its steps and its end are all in the thread of the lane.

    ``progressed`` carries how far it is.
    """

    progressed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._running: _Running | None = None
        tasks.closing.connect(self.cancel)

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._running is not None

    def start(
        self,
        job: Job,
        *,
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Run a job; `done` is given what it returned, or None where it was cancelled."""
        assert not self.busy
        self._running = _Running(job, done, failed, Event())
        self._go_on(self._running)

    def cancel(self) -> None:
        """Close the job under way after its present step."""
        if self._running is not None:
            self._running.stop.set()
            # Asked for here too: once the tasks are closed no answer comes to ask again.
            self._tasks.start(Lane.FILES, self._running.job.close, done=_nothing, failed=_nothing)

    def _go_on(self, running: _Running) -> None:
        self._tasks.start(Lane.FILES, running.slice, done=self._look, failed=self._fail)

    def _look(self, came: Progress | _Ended) -> None:
        running = self._running
        assert running is not None
        if isinstance(came, _Ended):
            self._running = None
            running.done(came.result)
            return
        self.progressed.emit(came)
        self._go_on(running)

    def _fail(self, error: BaseException) -> None:
        running, self._running = self._running, None
        assert running is not None
        running.failed(error)


@dataclass(frozen=True, slots=True)
class _Ended:
    result: Any


@dataclass(frozen=True, slots=True)
class _Running:
    """A job that is run; any thread may set `stop`."""

    job: Job
    done: Callable[[Any], object]
    failed: Callable[[BaseException], object]
    stop: Event

    def slice(self) -> Progress | _Ended:
        """Do some steps, in the lane."""
        end = monotonic() + SLICE_S
        while not self.stop.is_set():
            try:
                progress = next(self.job)
            except StopIteration as e:
                return _Ended(e.value)
            if monotonic() >= end:
                return progress
        self.job.close()
        return _Ended(None)


def _nothing(_: object) -> None:
    """Hear of nothing: whoever waits for the job hears of its end."""
