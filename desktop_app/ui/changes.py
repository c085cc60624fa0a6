"""The reader's changes: made at once or part by part, tried again while another program writes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.papers import PaperId
from desktop_app.services.bulk import Act, Turning, Work
from desktop_app.store import errors
from desktop_app.store.history import Step
from desktop_app.store.library import Cause, Library, Notice
from desktop_app.ui import phrases
from desktop_app.ui.bulk import Bulk

if TYPE_CHECKING:
    from desktop_app.ui.tasks import Tasks

AT_ONCE = 150  # papers; to change more of them in one go could stall the window for over 50 ms
RETRY_MS = 50
GIVE_UP_S = 8.0
FAREWELL_S = 2.0
LOOK_MS = 1000
TELL_S, RARELY_S = 1.0, 8.0  # between two notices of a large change, each time twice as long

_BY_HAND = (Cause.CHANGE, Cause.UNDO, Cause.REDO)


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
    made. A change of very many papers is made part by part: ``progressed`` carries its name, empty
    at its end, and a Progress. What else is to be changed meanwhile is changed after it; what it
    touched is told now and then, ever more seldom, as all who hear of it ask the library anew.
    """

    changed = Signal(object)
    shown = Signal(str)
    failed = Signal(object)
    delayed = Signal()
    progressed = Signal(str, object)

    def __init__(
        self, library: Library, parent: QObject | None = None, tasks: Tasks | None = None
    ) -> None:
        super().__init__(parent)
        self.library = library
        self._bulk = Bulk(library, tasks, self)
        self._bulk.progressed.connect(self.progressed)
        self._bulk.delayed.connect(self.delayed)
        self._waiting: deque[_Waiting] = deque()
        self._held: Notice | None = None
        self._told_at, self._tell_after = 0.0, TELL_S
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

    def make_of(
        self, label: str, work: Work, papers: Sequence[PaperId], *, shown: str = ""
    ) -> bool:
        """Make one change of papers, of very many part by part; False where it is not made yet.

        `work` does it to those it is given. Without `shown` a change of very many tells how many.
        """
        if len(papers) <= AT_ONCE:
            return self.make(label, lambda: work(papers), shown=shown)
        act = Act(self.library, label, work, papers)
        said = shown or f"{label}: {phrases.papers(act.total)}"
        begin = partial(self._bulk.start, label, act, partial(self._acted, act, said))
        self._take(_Waiting(begin, "", monotonic()))
        return False

    def _acted(self, act: Act, shown: str, error: BaseException | None) -> None:
        self._tell_held()
        if act.done < act.total:
            shown = self.tr("{what}: stopped after {done} of {total} papers").format(
                what=act.step.label,
                done=phrases.number(act.done),
                total=phrases.number(act.total),
            )
        if act.step.parts and self._last_step() is act.step:
            self.shown.emit(shown)
        self._end_bulk(error)

    def _end_bulk(self, error: BaseException | None) -> None:
        """Tell why a large change has ended early, and make those that waited for its end."""
        self._tell_held()
        self._tell_after = TELL_S
        now = monotonic()
        self._waiting = deque(replace(waiting, since=now) for waiting in self._waiting)
        try:
            if error is not None:
                self._refuse(error)
        finally:
            self._try_waiting()

    @property
    def busy(self) -> bool:
        """Whether a large change is under way."""
        return self._bulk.busy

    def stop(self) -> None:
        """End the large change under way with what it has done so far."""
        self._bulk.stop()

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
        self._take(_Waiting(partial(self._turn, Cause.UNDO), "", monotonic()))

    def redo(self) -> None:
        """Bring back the change last taken back."""
        self._take(_Waiting(partial(self._turn, Cause.REDO), "", monotonic()))

    def _turn(self, cause: Cause) -> None:
        step = self.library.turning(cause)
        if step is None or len(step.parts) == 1:
            self.library.turn(cause)
            return
        name = self.tr("Undo: {what}") if cause is Cause.UNDO else self.tr("Redo: {what}")
        job = Turning(self.library, cause)
        self._bulk.start(name.format(what=step.label), job, self._end_bulk)

    def seal(self) -> None:
        """End the step that saves of one text are folded into."""
        if self.library.history:
            self.library.history.seal()

    @property
    def waiting(self) -> bool:
        """Whether a change waits for another program to end its own."""
        return bool(self._waiting)

    def settle(self) -> bool:
        """End what is under way, and try what waits a last while; False where it waits still."""
        self.stop()
        end = monotonic() + FAREWELL_S
        while self._waiting and monotonic() < end:
            self._try_waiting()
        return not self._waiting

    def close(self) -> None:
        """End what is under way, and stop watching the library."""
        self.stop()
        self._look.stop()
        self._retry.stop()
        self._unsubscribe()

    def _take(self, waiting: _Waiting) -> bool:
        if self._waiting or self.busy:
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
        except Exception as e:
            self._refuse(e)
            return False
        if waiting.shown and self._last_step() is not last:  # else there is nothing to take back
            self.shown.emit(waiting.shown)
        return True

    def _refuse(self, error: BaseException) -> None:
        """Tell why a change could not be made. Raises what nobody expected."""
        if isinstance(error, KeyError):  # it went in another program, and nobody has looked yet
            self.failed.emit(errors.Gone(self.library.path))
        elif isinstance(error, (errors.LibraryError, ValueError)):
            self.failed.emit(error)
        else:
            raise error

    def _try_waiting(self) -> None:
        while self._waiting and not self.busy:
            if not self._attempt(self._waiting.popleft()) and self._waiting:
                return
        self._retry.stop()

    def _last_step(self) -> Step | None:
        history = self.library.history
        return history.done[-1] if history and history.done else None

    def _notice(self, notice: Notice) -> None:
        if not self.busy or notice.cause not in _BY_HAND:
            self.changed.emit(notice)
            return
        self._held = notice if self._held is None else _joined(self._held, notice)
        if monotonic() - self._told_at > self._tell_after:
            self._tell_held()
            self._tell_after = min(2 * self._tell_after, RARELY_S)

    def _tell_held(self) -> None:
        held, self._held = self._held, None
        self._told_at = monotonic()
        if held is not None:
            self.changed.emit(held)


def _joined(first: Notice, then: Notice) -> Notice:
    """Join the notices of two parts of one change."""
    nothing: frozenset[int] = frozenset()
    rows = {
        table: first.rows.get(table, nothing) | then.rows.get(table, nothing)
        for table in first.rows.keys() | then.rows.keys()
    }
    return replace(then, rows=rows, papers=first.papers | then.papers)


def touches(notice: Notice, *tables: str) -> bool:
    """Tell whether a notice may concern any of `tables`."""
    return notice.cause is Cause.ELSEWHERE or not notice.rows.keys().isdisjoint(tables)
