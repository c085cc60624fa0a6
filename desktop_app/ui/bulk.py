"""Large changes in the window: one at a time, a part of it between events."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.engines.lanes import Lane
from desktop_app.services.bulk import Progress
from desktop_app.store import errors, opening
from desktop_app.store.library import Library
from desktop_app.ui.tasks import Tasks

RETRY_MS = 50
PARTS = 60  # between two moves of the log; it grows by up to a megabyte each

Job = Iterator[Progress]
Ended = Callable[[BaseException | None], object]


class Bulk(QObject):
    """Runs a job whose steps are small transactions.

    ``progressed`` carries the name of the job and a Progress, ``delayed`` tells that it waits for
    another program. Without `tasks` the log is left to the commits.
    """

    progressed = Signal(str, object)
    delayed = Signal()

    def __init__(self, library: Library, tasks: Tasks | None, parent: QObject) -> None:
        super().__init__(parent)
        self._library, self._tasks = library, tasks
        self._job: Job | None = None
        self._name = ""
        self._ended: Ended | None = None
        self._parts = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._step)

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    def start(self, name: str, job: Job, ended: Ended) -> None:
        """Run a job; `ended` is given the error that ended it, or None."""
        assert not self.busy
        self._job, self._name, self._ended, self._parts = job, name, ended, 0
        if self._tasks is not None:
            self._library.keep_log(True)
        self._timer.start(0)

    def stop(self) -> None:
        """End the job under way with what it has done so far."""
        if self.busy:
            self._end(None)

    def _step(self) -> None:
        job = self._job
        if job is None:
            return
        try:
            progress = next(job)
        except StopIteration:
            self._end(None)
        except errors.Locked:
            self.delayed.emit()
            self._timer.start(RETRY_MS)
        except BaseException as e:
            self._end(e)
        else:
            self._parts += 1
            self.progressed.emit(self._name, progress)
            if job is self._job:
                self._go_on()

    def _go_on(self) -> None:
        if self._parts % PARTS or self._tasks is None:
            self._timer.start(0)
        else:
            self._move_log(self._tasks, lambda: self._timer.start(0))

    def _end(self, error: BaseException | None) -> None:
        ended, self._job, self._ended = self._ended, None, None
        self._timer.stop()
        if self._tasks is not None:
            self._move_log(self._tasks, lambda: None)
            self._library.keep_log(False)
        self.progressed.emit("", Progress(0, 0))
        assert ended is not None
        ended(error)

    def _move_log(self, tasks: Tasks, then: Callable[[], object]) -> None:
        """Move what was written from the log into the library, off the main thread."""
        tasks.start(
            Lane.FILES,
            opening.checkpoint,
            self._library.path,
            done=lambda _: then(),
            failed=lambda _: then(),
        )
