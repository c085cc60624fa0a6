"""The reader's changes: made at once, tried again while another program writes, undone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.store import errors
from desktop_app.store.history import Step
from desktop_app.store.library import Cause, Library, Notice

RETRY_MS = 50
GIVE_UP_S = 8.0
FAREWELL_S = 2.0
LOOK_MS = 1000


@dataclass(frozen=True, slots=True)
class _Waiting:
    write: Callable[[], object]
    shown: str
    since: float


class Changes(QObject):
    """Writes to one library on the main thread and tells what came of it.

    ``changed`` carries a Notice after each transaction, whoever made it. ``shown`` carries a
    sentence for the undo bar, where a change takes something out of view. ``delayed`` tells that a
    change must wait for another program, ``failed`` carries the error of one that could not be
    made.
    """

    changed = Signal(object)
    shown = Signal(str)
    failed = Signal(object)
    delayed = Signal()

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self._waiting: deque[_Waiting] = deque()
        self._unsubscribe = library.subscribe(self._notice)
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self._try_waiting)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(library.look)
        self._look.start()

    def make(
        self, label: str, work: Callable[[], object], *, merge: str | None = None, shown: str = ""
    ) -> bool:
        """Make one change; False where it must wait or has failed, which is told by a signal.

        `shown` is the sentence for the undo bar; without it the change speaks for itself. It is
        not said where the work turned out to change nothing.
        """

        def write() -> None:
            with self.library.change(label, merge=merge):
                work()

        return self._take(_Waiting(write, shown, monotonic()))

    def record(self, work: Callable[[], object]) -> bool:
        """Write what is not undone; False where another program writes just then: it is let go."""
        if not self.library.writable:
            return False
        try:
            with self.library.record():
                work()
        except errors.Locked:
            return False
        except errors.LibraryError as e:
            self.failed.emit(e)
            return False
        return True

    def undo(self) -> None:
        """Take back the last change."""
        self._take(_Waiting(self.library.undo, "", monotonic()))

    def redo(self) -> None:
        """Bring back the change last taken back."""
        self._take(_Waiting(self.library.redo, "", monotonic()))

    def seal(self) -> None:
        """End the step that saves of one text are folded into."""
        if self.library.history:
            self.library.history.seal()

    @property
    def waiting(self) -> bool:
        """Whether a change waits for another program to end its own."""
        return bool(self._waiting)

    def settle(self) -> bool:
        """Try what waits for a last while; False where it waits still."""
        end = monotonic() + FAREWELL_S
        while self._waiting and monotonic() < end:
            self._try_waiting()
        return not self._waiting

    def close(self) -> None:
        """Stop watching the library."""
        self._look.stop()
        self._retry.stop()
        self._unsubscribe()

    def _take(self, waiting: _Waiting) -> bool:
        if self._waiting:
            self._waiting.append(waiting)
            return False
        return self._attempt(waiting)

    def _attempt(self, waiting: _Waiting) -> bool:
        last = self._last_step()
        try:
            waiting.write()
        except errors.Locked as e:
            if monotonic() - waiting.since > GIVE_UP_S:
                self.failed.emit(e)
                return False
            self._waiting.appendleft(waiting)
            if not self._retry.isActive():
                self._retry.start()
                self.delayed.emit()
            return False
        except KeyError:  # what it was about went in another program, and nobody has looked yet
            self.failed.emit(errors.Gone(self.library.path))
            return False
        except (errors.LibraryError, ValueError) as e:
            self.failed.emit(e)
            return False
        if waiting.shown and self._last_step() is not last:  # else there is nothing to take back
            self.shown.emit(waiting.shown)
        return True

    def _try_waiting(self) -> None:
        while self._waiting:
            if not self._attempt(self._waiting.popleft()) and self._waiting:
                return
        self._retry.stop()

    def _last_step(self) -> Step | None:
        history = self.library.history
        return history.done[-1] if history and history.done else None

    def _notice(self, notice: Notice) -> None:
        self.changed.emit(notice)


def touches(notice: Notice, *tables: str) -> bool:
    """Tell whether a notice may concern any of `tables`."""
    return notice.cause is Cause.ELSEWHERE or not notice.rows.keys().isdisjoint(tables)
