"""How long a paper is really read: counted while its reader is looked at."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.core.papers import PaperId
from desktop_app.store import reading
from desktop_app.ui.changes import Changes

BEGUN_S = 20
SHORTEST_S = 5


class Session(QObject):
    """Counts the seconds a paper is in view in the active window and records them.

    After `BEGUN_S` seconds an unread paper counts as being read.
    """

    def __init__(self, changes: Changes, view: QWidget) -> None:
        super().__init__(view)
        self._changes, self._view = changes, view
        self._paper: PaperId | None = None
        self._began = ""
        self._seconds = 0
        self._begun = False
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count)
        self._tick.start()

    def begin(self, paper: PaperId | None) -> None:
        """Start counting for a paper; the one before is recorded."""
        self.end()
        self._paper, self._begun = paper, False

    def forget(self) -> None:
        """Stop counting for a paper that is gone; nothing of it is recorded."""
        self._paper = None

    def end(self) -> None:
        """Record what was counted."""
        paper, seconds, began = self._paper, self._seconds, self._began
        self._paper, self._seconds = None, 0
        if paper is not None and seconds >= SHORTEST_S:
            library = self._changes.library
            self._changes.record(lambda: reading.add_session(library, paper, began, seconds))

    def _count(self) -> None:
        if self._paper is None or not self._looked_at():
            return
        if not self._seconds:
            self._began = self._changes.library.now()
        self._seconds += 1
        if self._seconds >= BEGUN_S and not self._begun:
            paper = self._paper
            self._begun = self._changes.record(lambda: reading.begin(self._changes.library, paper))

    def _looked_at(self) -> bool:
        focus = QApplication.focusWidget()
        return self._view.isVisible() and focus is not None and self._view.isAncestorOf(focus)
