"""Undo and redo in the window: what the keys and the bar take back, and what is shown then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.services.bulk import Progress
from desktop_app.store.history import Step
from desktop_app.store.library import Cause, Notice

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow


_LATER = (Cause.CHANGE, Cause.UNDO, Cause.REDO)


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """A job that ended: the step it began after, how it is taken back, and what it made shown."""

    after: Step | None
    take_back: Callable[[], object]
    show: Callable[[], object] | None = None


class Undoing(QObject):
    """Takes back the reader's changes and the jobs between them, the last one first.

    A job has its place in the order by when it began: what the reader does while it runs came
    later, and is taken back before it.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._library, self._changes = window.library, window.changes
        self._began_after: Step | None = None
        self._jobs: list[_Job] = []
        self._in_bar: _Job | None = None
        self._changes.changed.connect(self._on_notice)
        self._changes.shown.connect(self._tell_done)
        self._changes.delayed.connect(
            lambda: window.status.say(self.tr("Waiting for another program that writes…"))
        )
        self._changes.progressed.connect(self._show_progress)
        window.undo_bar.undo_wanted.connect(self._undo_offered)
        window.undo_bar.show_wanted.connect(self._show_offered)
        window.imports.began.connect(self._job_began)

    def undo(self) -> None:
        """Take back the last change, what is being typed included, or as much as is done of it."""
        self._changes.stop()
        self._window.flush()
        self._window.undo_bar.dismiss()
        imports = self._window.imports
        if imports.importing and self._began_after is self._last_step():
            imports.stop()  # and what it brought so far is the last thing done
        if self._jobs and self._jobs[-1].after is self._last_step():
            self._jobs.pop().take_back()
        elif self._library.undo_label is None:
            self._window.status.say(self.tr("Nothing to undo"))
        else:
            self._changes.undo()

    def redo(self) -> None:
        """Bring back the change last taken back, or as much as is taken back of it."""
        self._changes.stop()
        self._window.flush()
        if self._library.redo_label is None:
            self._window.status.say(self.tr("Nothing to redo"))
        else:
            self._changes.redo()

    def offer(
        self,
        sentence: str,
        take_back: Callable[[], object],
        show: Callable[[], object] | None = None,
    ) -> None:
        """Tell what a job did, with a way to take it back, and one to look at it."""
        self._in_bar = _Job(self._began_after, take_back, show)
        self._jobs.append(self._in_bar)
        self._window.undo_bar.tell(sentence, shows=show is not None)

    def _tell_done(self, sentence: str) -> None:
        self._in_bar = None
        self._window.undo_bar.tell(sentence)

    def _undo_offered(self) -> None:
        job, self._in_bar = self._in_bar, None
        if job is None:
            self.undo()
        elif job in self._jobs:
            self._jobs.remove(job)
            job.take_back()

    def _show_offered(self) -> None:
        if self._in_bar is not None and self._in_bar.show is not None:
            self._in_bar.show()

    def _job_began(self) -> None:
        self._changes.seal()  # what is typed from now on is a step of its own
        self._began_after = self._last_step()

    def _last_step(self) -> Step | None:
        history = self._library.history
        return history.done[-1] if history and history.done else None

    def _show_progress(self, name: str, progress: Progress) -> None:
        done, total = progress.done, progress.total
        self._window.status.show_job(name, done, total, cancel=self._changes.stop)

    def _on_notice(self, notice: Notice) -> None:
        if notice.cause in _LATER and self._in_bar is None:
            self._window.undo_bar.dismiss()  # what it offers is no longer the last thing done
        if notice.cause is Cause.CHANGE:
            self._window.status.quieten()
        elif notice.left:
            return  # the rest follows
        elif notice.cause is Cause.UNDO:
            self._tell(self.tr("Undone: {what}"), notice)
        elif notice.cause is Cause.REDO:
            self._tell(self.tr("Redone: {what}"), notice)

    def _tell(self, sentence: str, notice: Notice) -> None:
        """Say what was done, and go to the paper it was done to."""
        self._window.status.say(sentence.format(what=notice.label))
        if len(notice.papers) == 1:
            self._window.point_at(*notice.papers)
