"""Undo and redo in the window: what the keys and the bar take back, and what is shown then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.store.library import Cause, Notice

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow


class Undoing(QObject):
    """Takes back the reader's changes and, while it is the last deed, what a job did."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._library, self._changes = window.library, window.changes
        self._offered: Callable[[], object] | None = None
        self._deed_since = False  # whether the reader did something since a job began
        self._changes.changed.connect(self._on_notice)
        self._changes.shown.connect(self._tell_done)
        window.undo_bar.undo_wanted.connect(self._undo_offered)
        window.imports.began.connect(self._job_began)

    def undo(self) -> None:
        """Take back the last change, what is being typed included."""
        self._window.flush()
        self._window.undo_bar.dismiss()
        if self._offered is not None and not self._deed_since:
            self._undo_offered()
        elif self._library.undo_label is None:
            self._window.status.say(self.tr("Nothing to undo"))
        else:
            self._changes.undo()

    def redo(self) -> None:
        """Bring back the change last taken back."""
        self._window.flush()
        if self._library.redo_label is None:
            self._window.status.say(self.tr("Nothing to redo"))
        else:
            self._changes.redo()

    def offer(self, sentence: str, take_back: Callable[[], object]) -> None:
        """Show what a job did, with a way to take it back.

        The undo key means it, too, unless the reader did something since the job began.
        """
        self._offered = take_back
        self._window.undo_bar.tell(sentence)

    def _tell_done(self, sentence: str) -> None:
        self._offered = None
        self._window.undo_bar.tell(sentence)

    def _undo_offered(self) -> None:
        offered, self._offered = self._offered, None
        (offered or self.undo)()

    def _job_began(self) -> None:
        self._offered, self._deed_since = None, False

    def _on_notice(self, notice: Notice) -> None:
        if notice.cause is Cause.CHANGE:
            self._deed_since = True
            self._window.status.quieten()
        elif notice.cause is Cause.UNDO:
            self._tell(self.tr("Undone: {what}"), notice)
        elif notice.cause is Cause.REDO:
            self._tell(self.tr("Redone: {what}"), notice)

    def _tell(self, sentence: str, notice: Notice) -> None:
        """Say what was done, and go to the paper it was done to."""
        self._window.status.say(sentence.format(what=notice.label))
        if len(notice.papers) == 1:
            self._window.point_at(*notice.papers)
