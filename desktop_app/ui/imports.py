"""Imports and other jobs of many steps in the window: a step at a time, between events."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.engines.lanes import Lane
from desktop_app.formats.web_annotation_reading import Found
from desktop_app.services import annotations as web_annotations
from desktop_app.services import importing, starter
from desktop_app.services.annotations import Bringing
from desktop_app.services.importing import Import, Reading
from desktop_app.store import errors
from desktop_app.store.sources import SourceId
from desktop_app.ui.changes import Changes
from desktop_app.ui.tasks import Tasks

RETRY_MS = 100

Job = Iterator[importing.Progress] | Iterator[web_annotations.Progress]


class Imports(QObject):
    """Runs one job after the other on the main thread, each step a small transaction.

    ``began`` and ``idle`` part times with jobs from times without. ``progressed`` carries how far
    the present job is, ``finished`` the name and Result of an import, ``undone`` the number of
    papers an undone import took along, ``brought`` the name and Result of a file of Web
    Annotations, ``refused`` the error of a file that could not be read.
    """

    began = Signal()
    progressed = Signal(object)
    finished = Signal(str, object)
    undone = Signal(int)
    brought = Signal(str, object)
    refused = Signal(object)
    idle = Signal()

    def __init__(self, changes: Changes, tasks: Tasks, names: Callable[[], Sequence[str]]) -> None:
        super().__init__(changes)
        self._changes, self._tasks, self._names = changes, tasks, names
        self._jobs: deque[tuple[str, Job]] = deque()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._step)

    def bring_in(self, files: Sequence[Path]) -> None:
        """Read files and import what they hold, one after the other."""
        folder = self._changes.library.path
        for file in files:
            self._tasks.start(
                Lane.FILES,
                importing.read,
                file,
                folder,
                done=partial(self._take, file.name),
                failed=self.refused.emit,
            )

    def bring_in_starter(self) -> None:
        """Import the starter library."""
        self._tasks.start(Lane.FILES, starter.read, done=self.store, failed=self.refused.emit)

    def _take(self, name: str, found: Reading | Found) -> None:
        if isinstance(found, Reading):
            self.store(found)
        else:
            library = self._changes.library
            label = self.tr("Bring in highlights")
            self._enqueue(name, web_annotations.bring_in(library, found, self._names(), label))

    def store(self, reading: Reading) -> None:
        """Import what was read."""
        self._enqueue(reading.name, importing.run(self._changes.library, reading))

    def take_back(self, source: SourceId) -> None:
        """Undo an import: its papers go to the bin."""
        self._enqueue("", importing.undo(self._changes.library, source))

    def empty_bin(self) -> None:
        """Delete what is in the bin for good."""
        self._enqueue("", importing.Emptying(self._changes.library))

    @property
    def busy(self) -> bool:
        """Whether a job is under way or waiting."""
        return bool(self._jobs)

    def _enqueue(self, name: str, job: Job) -> None:
        if not self._jobs:
            self.began.emit()
        self._jobs.append((name, job))
        self._timer.start(0)

    def _step(self) -> None:
        if not self._jobs:
            return
        name, job = self._jobs[0]
        try:
            progress = next(job)
        except StopIteration:
            self._end(name, job)
            return
        except errors.Locked:
            self._timer.start(RETRY_MS)
            return
        except errors.LibraryError as e:
            self._jobs.popleft()
            self.refused.emit(e)
            self._go_on()
            return
        except BaseException:
            self._jobs.popleft()  # else it would stand in the way of all that follow
            self._go_on()
            raise
        self.progressed.emit(progress)
        self._timer.start(0)

    def _end(self, name: str, job: Job) -> None:
        self._jobs.popleft()
        if isinstance(job, Import):
            self.finished.emit(name, job.result)
        elif isinstance(job, Bringing):
            self.brought.emit(name, job.result)
        elif isinstance(job, importing.Undo):
            self.undone.emit(job.total)
        self._go_on()

    def _go_on(self) -> None:
        if self._jobs:
            self._timer.start(0)
        else:
            self.idle.emit()
