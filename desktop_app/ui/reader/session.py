"""How long a paper is really read: counted while its reader is looked at."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.core.papers import PaperId
from desktop_app.store import reading
from desktop_app.ui.changes import Changes

BEGUN_S = 20
SHORTEST_S = 5
PAUSE_S = 180
LONGEST_S = 600

_SIGNS_OF_LIFE = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TabletMove,
)


class Session(QObject):
    """Counts the seconds a paper is in view in the active window and records them.

    After `BEGUN_S` seconds an unread paper counts as being read. Of a time without any key or move
    of the mouse only the first `PAUSE_S` seconds count: so long may a page take to read. Long
    sessions are recorded in pieces of `LONGEST_S` seconds and by days, so that a crash costs
    little and a night none.
    """

    def __init__(self, changes: Changes, view: QWidget) -> None:
        super().__init__(view)
        self._changes, self._view = changes, view
        self._window: QWindow | None = None
        self._paper: PaperId | None = None
        self._began = ""
        self._day: date | None = None
        self._seconds = self._quiet = 0
        self._begun = False
        self._unrecorded: list[tuple[PaperId, str, int]] = []
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count)
        self._tick.start()

    def begin(self, paper: PaperId | None) -> None:
        """Start counting for a paper; the one before is recorded."""
        self.end()
        self._paper, self._begun, self._quiet = paper, False, 0

    def forget(self) -> None:
        """Stop counting for a paper that is gone; nothing of it is recorded."""
        self._paper = None

    def end(self) -> None:
        """Record what was counted."""
        self._record()
        self._paper = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._quiet = 0
        return False

    def _count(self) -> None:
        if self._paper is None or not self._looked_at():
            return
        self._watch()
        if self._seconds and self._is_whole():
            self._record()
        self._quiet += 1
        if self._quiet > PAUSE_S:
            return
        library = self._changes.library
        if not self._seconds:
            self._began, self._day = library.now(), library.today()
        self._seconds += 1
        if self._seconds >= BEGUN_S and not self._begun:
            paper = self._paper
            self._begun = self._changes.record(lambda: reading.begin(library, paper))

    def _is_whole(self) -> bool:
        paused, long = self._quiet >= PAUSE_S, self._seconds >= LONGEST_S
        return paused or long or self._changes.library.today() != self._day

    def _record(self) -> None:
        """Record what was counted; what meets a lock is kept for the next time."""
        if self._paper is not None and self._seconds >= SHORTEST_S:
            self._unrecorded.append((self._paper, self._began, self._seconds))
        self._seconds = 0
        library, sessions = self._changes.library, self._unrecorded

        def write() -> None:
            for session in sessions:
                reading.add_session(library, *session)

        if sessions and (self._changes.record(write) or not library.writable):
            sessions.clear()

    def _looked_at(self) -> bool:
        focus = QApplication.focusWidget()
        return self._view.isVisible() and focus is not None and self._view.isAncestorOf(focus)

    def _watch(self) -> None:
        """Look for signs of life in the window, which is there once it is shown."""
        window = self._view.window().windowHandle()
        if window is not self._window:
            self._window = window
            window.installEventFilter(self)
