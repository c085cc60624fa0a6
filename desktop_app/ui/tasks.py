"""Work off the main thread, with its results brought back to it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.engines.lanes import Lane, Lanes

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Settled:
    future: Future[Any]
    done: Callable[[Any], object]
    failed: Callable[[BaseException], object] | None


class Tasks(QObject):
    """Starts work in lanes and calls back on the main thread; cancelled work calls nobody.

    ``closing`` tells that nobody is called back from then on.
    """

    closing = Signal()
    _arrived = Signal(object)

    def __init__(self, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._closed = False
        # Queued, so that work done at once is told no sooner than other work: after this event.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        lane: Lane,
        work: Callable[..., T],
        *args: Any,
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
        timeout: float | None = None,
    ) -> Future[T]:
        """Do `work(*args)` in a lane; READ and SEARCH give work their library first.

        An error without `failed` goes to the excepthook. `timeout` is in seconds.
        """
        future = self._lanes.submit(lane, work, *args, timeout=timeout)
        future.add_done_callback(lambda f: self._arrive(_Settled(f, done, failed)))
        return future

    def warm(self, lane: Lane) -> bool:
        """Tell whether work in a process would be begun without loading anything."""
        return not self._closed and self._lanes.warm(lane)

    def close(self) -> None:
        """Call nobody back any more."""
        self._closed = True
        self.closing.emit()

    def _arrive(self, settled: _Settled) -> None:
        """Pass on what a lane's thread has settled; once closed, the window may be gone."""
        if not self._closed:
            self._arrived.emit(settled)

    def _deliver(self, settled: _Settled) -> None:
        if self._closed or settled.future.cancelled():
            return
        error = settled.future.exception()
        if error is None:
            settled.done(settled.future.result())
        elif settled.failed is not None:
            settled.failed(error)
        else:
            raise error
