"""What comes in and goes in the window: gestures one after the other, jobs a step at a time.

What reads, matches and stores is imported when something is given: it is no part of a start.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.papers import Problem
from desktop_app.engines.lanes import Lane
from desktop_app.store import errors, opening
from desktop_app.store.sources import SourceId
from desktop_app.ui import garbage
from desktop_app.ui.changes import Changes
from desktop_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop_app.formats.web_annotation_reading import Found
    from desktop_app.services import annotations as web_annotations
    from desktop_app.services import importing
    from desktop_app.services.attaching import Taken
    from desktop_app.services.gathering import Reading
    from desktop_app.services.importing import Answer
    from desktop_app.ui.gestures import Gathered, Gesture
    from desktop_app.ui.import_preview.prospect import Prospect
    from desktop_app.ui.taking import Taking

RETRY_MS = 100
STEPS = 40  # between two moves of the log; it grows by about a megabyte each


@dataclass(frozen=True, slots=True)
class _Job:
    """Steps that are taken between events, and what is told once they are; an import can stop."""

    steps: Iterator[importing.Progress] | Iterator[web_annotations.Progress]
    ended: Callable[[], object]
    stops: bool = False


class Imports(QObject):
    """Gathers what is given, and runs one job after the other, each step a small transaction.

    ``given`` tells that the reader gave something more. ``gathering`` carries what is being done
    before there is a job, how much of it is done and of how much; the words are empty when it
    has ended. ``gathered`` carries a Gathered; where it has a prospect, the next gesture waits
    until `accept` or `drop` is called. ``began`` and ``idle`` part times with jobs from times
    without. ``progressed`` carries how far the present job is, ``finished`` the name and Result
    of an import, ``undone`` the number of papers an undone import took along, ``brought`` the
    name and Result of a file of Web Annotations, ``refused`` the error of what could not be done.
    """

    given = Signal()
    gathering = Signal(str, int, int)
    gathered = Signal(object)
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
        self._given: deque[Callable[[Gesture], None]] = deque()
        self._gesture: Gesture | None = None
        self._taking: Taking | None = None
        self._jobs: deque[_Job] = deque()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._step)
        self._steps = 0

    # What is given

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Gather the papers of files and folders given at once."""
        if paths:
            self._give(lambda gesture: gesture.read(paths))

    def bring_in_text(self, text: str) -> None:
        """Gather the papers of a text that was pasted."""
        self._give(lambda gesture: gesture.read_text(text))

    def bring_in_starter(self) -> None:
        """Import the starter library."""
        from desktop_app.services import starter

        self._tasks.start(Lane.FILES, starter.read, done=self.store, failed=self.refused.emit)

    def accept(self, prospect: Prospect, answers: Mapping[int, Answer]) -> None:
        """Import what was gathered, as it was decided; its PDFs are copied first."""
        from desktop_app.services.importing import Act
        from desktop_app.ui.taking import Taking

        reading = prospect.reading
        left_out = {place for place, answer in answers.items() if answer.act is Act.LEAVE}
        drafts = {
            place: draft
            for place, draft in enumerate(reading.drafts)
            if draft.attachments and place not in left_out
        }
        taking = Taking(self._tasks, self._changes.library.path, drafts, self)

        def ended(taken: Mapping[int, tuple[Taken, ...]], problems: list[Problem]) -> None:
            whole = replace(reading, problems=(*reading.problems, *problems))
            self.store(whole, answers, taken)
            self._end_gesture()

        def refused(error: BaseException) -> None:
            self._end_gesture()
            self.refused.emit(error)

        words = self.tr("Copying PDFs")
        taking.progressed.connect(lambda done, total: self.gathering.emit(words, done, total))
        taking.ended.connect(ended)
        taking.refused.connect(refused)
        self._taking = taking
        taking.start()

    def drop(self) -> None:
        """Bring nothing of what was gathered in."""
        self._end_gesture()

    def cancel(self) -> None:
        """Stop what is under way before there is a job; nothing of it comes in."""
        if self._taking is not None:
            self._taking.cancel()
            self._end_gesture()
        elif self._gesture is not None:
            self._gesture.cancel()

    def _give(self, start: Callable[[Gesture], None]) -> None:
        self._given.append(start)
        self.given.emit()
        self._begin_next()

    def _begin_next(self) -> None:
        """Begin the next gesture once the one before is wholly stored: it is matched with that."""
        if self._gesture is not None or self._jobs or not self._given:
            return
        from desktop_app.ui.gestures import Gesture

        garbage.hold(True)
        self._gesture = gesture = Gesture(self._tasks, self)
        gesture.progressed.connect(self.gathering)
        gesture.marked.connect(self._bring_marks)
        gesture.ended.connect(self._gathered)
        self._given.popleft()(gesture)

    def _gathered(self, gathered: Gathered | None) -> None:
        garbage.hold(False)
        self.gathering.emit("", 0, 0)
        if gathered is None or gathered.prospect is None:
            self._end_gesture()
        if gathered is not None:
            self.gathered.emit(gathered)

    def _end_gesture(self) -> None:
        gesture, self._gesture, self._taking = self._gesture, None, None
        if gesture is not None:
            gesture.deleteLater()
        self.gathering.emit("", 0, 0)
        QTimer.singleShot(0, self, self._begin_next)

    def _bring_marks(self, name: str, found: Found) -> None:
        from desktop_app.services import annotations

        label = self.tr("Bring in highlights")
        job = annotations.bring_in(self._changes.library, found, self._names(), label)
        self._enqueue(_Job(job, lambda: self.brought.emit(name, job.result)))

    # Jobs

    def store(
        self,
        reading: Reading,
        answers: Mapping[int, Answer] | None = None,
        taken: Mapping[int, tuple[Taken, ...]] | None = None,
    ) -> None:
        """Import what was read, as was decided, else by the rules of the same work alone."""
        from desktop_app.services import importing

        job = importing.run(self._changes.library, reading, answers, taken)
        ended = lambda: self.finished.emit(reading.name, job.result)  # noqa: E731
        self._enqueue(_Job(job, ended, stops=True))

    def take_back(self, source: SourceId) -> None:
        """Undo an import: its papers go to the bin."""
        from desktop_app.services import binning

        job = binning.Undo(self._changes.library, source)
        self._enqueue(_Job(job, lambda: self.undone.emit(job.total)))

    def empty_bin(self) -> None:
        """Delete what is in the bin for good."""
        from desktop_app.services import binning

        self._enqueue(_Job(binning.Emptying(self._changes.library), lambda: None))

    @property
    def importing(self) -> bool:
        """Whether the job under way is an import, which can be stopped."""
        return bool(self._jobs) and self._jobs[0].stops

    def stop(self) -> None:
        """End the import under way with what it has stored so far."""
        if self.importing:
            self._end()

    @property
    def busy(self) -> bool:
        """Whether a job is under way or waiting."""
        return bool(self._jobs)

    def _enqueue(self, job: _Job) -> None:
        if not self._jobs:
            self._changes.library.keep_log(True)
            self.began.emit()
        self._jobs.append(job)
        self._timer.start(0)

    def _step(self) -> None:
        if not self._jobs:
            return
        if self._changes.busy:  # with what the reader did
            self._timer.start(RETRY_MS)
            return
        try:
            progress = next(self._jobs[0].steps)
        except StopIteration:
            self._end()
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
        self._steps += 1
        if self._steps % STEPS:
            self._timer.start(0)
        else:
            self._checkpoint(lambda: self._timer.start(0))

    def _checkpoint(self, then: Callable[[], object]) -> None:
        """Move what was written from the log into the library, off the main thread."""
        self._tasks.start(
            Lane.FILES,
            opening.checkpoint,
            self._changes.library.path,
            done=lambda _: then(),
            failed=lambda _: then(),
        )

    def _end(self) -> None:
        self._jobs.popleft().ended()
        self._go_on()

    def _go_on(self) -> None:
        if self._jobs:
            self._timer.start(0)
        else:
            self._checkpoint(lambda: None)
            self._changes.library.keep_log(False)
            self.idle.emit()
            self._begin_next()
