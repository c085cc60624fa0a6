"""Work off the main thread: threads and worker processes that take requests one at a time.

`submit` gives a `Future` that can be cancelled at any time, for it is never marked as running:
work that waits is then never begun, a worker process is replaced, a thread's query interrupted.
Callbacks of a future run in the lane's thread, or in the one that cancels.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from pebble import ProcessPool

R = TypeVar("R")
T = TypeVar("T")

IDLE = 300.0  # seconds
FAREWELL = 5.0  # seconds
NICE = 10
_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "TOKENIZERS_PARALLELISM": "false",
}


class Lane(Enum):
    """The kinds of work, each with a thread or a process of its own."""

    MODEL = "model"
    PDF = "pdf"
    READ = "read"
    SEARCH = "search"  # what is typed waits for no other reading
    FILES = "files"


READERS = (Lane.READ, Lane.SEARCH)  # each with a connection of its own


class WorkerDied(Exception):
    """A worker process ended in the middle of its work; `exit_code` is None if it never began."""

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


class Closed(Exception):
    """The lane takes no more work."""


@dataclass(frozen=True, slots=True)
class Resource(Generic[R]):
    """What a thread makes for itself, gives to its work and ends; `interrupt` may come from any
    thread and makes the work under way fail."""

    make: Callable[[], R]
    end: Callable[[R], None]
    interrupt: Callable[[R], None]


@dataclass(frozen=True, slots=True)
class _Request:
    future: Future[Any]
    work: Callable[[], Any]


class ThreadLane(Generic[R]):
    """One thread; work receives the resource as its first argument, if there is one.

    The resource is made before the first work and ended after `idle` seconds without any.
    """

    def __init__(
        self, name: str, resource: Resource[R] | None = None, *, idle: float | None = None
    ) -> None:
        self._resource = resource
        self._idle = idle
        self._held: R | None = None
        self._under_way: Future[Any] | None = None
        self._requests: SimpleQueue[_Request | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        # A daemon, so that work that never ends cannot keep the program from ending.
        self._thread = threading.Thread(target=self._serve, name=f"lane-{name}", daemon=True)

    def submit(self, work: Callable[..., T], *args: Any) -> Future[T]:
        """Do `work(resource, *args)`, or `work(*args)` without one, after what was asked before.

        Raises Closed.
        """
        future: Future[T] = Future()
        self.submit_as(future, work, *args)
        return future

    def submit_as(self, future: Future[T], work: Callable[..., T], *args: Any) -> None:
        """Do the same for a future that is there already."""

        def call() -> T:
            return work(self._hold(), *args) if self._resource else work(*args)

        with self._lock:
            if self._closed:
                raise Closed
            if not self._thread.ident:
                self._thread.start()
            self._requests.put(_Request(future, call))

    @property
    def held(self) -> R | None:
        """What the thread made for itself and did not end yet."""
        return self._held

    def close(self, wait: float = FAREWELL) -> None:
        """Drop what waits, interrupt what is under way and wait `wait` seconds for its end."""
        with self._lock:
            self._closed = True
            under_way = self._under_way
        self._drop_waiting()
        self._requests.put(None)
        if under_way:
            under_way.cancel()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(wait)

    def _serve(self) -> None:
        while not self._closed:
            try:
                self._perform(self._requests.get(timeout=self._idle if self._held else None))
            except Empty:
                self._let_go()
        self._let_go()

    def _perform(self, request: _Request | None) -> None:
        if request is None:
            return
        with self._lock:
            self._under_way = request.future
        request.future.add_done_callback(self._interrupt)
        try:
            if request.future.cancelled():
                request.future.set_running_or_notify_cancel()
            else:
                _settle(request)
        finally:
            with self._lock:
                self._under_way = None

    def _interrupt(self, future: Future[Any]) -> None:
        if not future.cancelled():
            return
        with self._lock:
            if self._resource and self._held is not None and self._under_way is future:
                self._resource.interrupt(self._held)

    def _hold(self) -> R:
        assert self._resource
        if self._held is None:
            self._held = self._resource.make()
        return self._held

    def _let_go(self) -> None:
        held, self._held = self._held, None
        if self._resource and held is not None:
            self._resource.end(held)

    def _drop_waiting(self) -> None:
        while not self._requests.empty():
            if request := self._requests.get():
                request.future.cancel()
                request.future.set_running_or_notify_cancel()


class ProcessLane:
    """One worker process, spawned at the first request and ended after `idle` seconds without.

    `work` and what it takes and gives are pickled, so `work` is a function of a module. A worker
    that outruns a time limit, dies or whose request is cancelled is replaced. `nice` is how far
    it gives way to other programs, where the system knows of that.
    """

    def __init__(self, name: str, *, idle: float = IDLE, nice: int = NICE) -> None:
        self._thread = ThreadLane(
            name, Resource(lambda: _Worker(nice), _Worker.end, lambda _worker: None), idle=idle
        )

    def submit(self, work: Callable[..., T], *args: Any, timeout: float | None = None) -> Future[T]:
        """Do `work(*args)` in the worker; `timeout` is in seconds from when it begins there.

        Raises Closed. The future raises TimeoutError, WorkerDied, or what `work` raised.
        """
        future: Future[T] = Future()

        def ask(worker: _Worker) -> T:
            return worker.ask(future, work, args, timeout)

        self._thread.submit_as(future, ask)
        return future

    @property
    def warm(self) -> bool:
        """Whether the worker is there and was asked before, so that nothing has to be loaded."""
        worker = self._thread.held
        return worker is not None and worker.warm

    def close(self) -> None:
        """End the worker at once, whatever it does."""
        self._thread.close()


class Lanes:
    """The lanes of a program by name, each made when it is first asked for."""

    def __init__(self, reader: Resource[Any] | None = None) -> None:
        self._reader = reader
        self._made: dict[Lane, ThreadLane[Any] | ProcessLane] = {}

    def submit(
        self, lane: Lane, work: Callable[..., T], *args: Any, timeout: float | None = None
    ) -> Future[T]:
        """Do `work` in a lane; work for `READERS` receives what the reader makes as first argument.

        Only worker processes keep a time limit; raises ValueError where there is none.
        """
        taking = self._made.get(lane) or self._make(lane)
        if isinstance(taking, ProcessLane):
            return taking.submit(work, *args, timeout=timeout)
        if timeout is not None:
            raise ValueError(f"{lane} keeps no time limit")
        return taking.submit(work, *args)

    def warm(self, lane: Lane) -> bool:
        """Tell whether the process of a lane is there and has answered already."""
        made = self._made.get(lane)
        return isinstance(made, ProcessLane) and made.warm

    def read_from(self, reader: Resource[Any]) -> None:
        """Let `READERS` work on another library; what waited for the former is cancelled."""
        self._reader = reader
        for lane in READERS:
            if former := self._made.pop(lane, None):
                former.close()

    def close(self) -> None:
        """Close every lane."""
        while self._made:
            self._made.popitem()[1].close()

    def _make(self, lane: Lane) -> ThreadLane[Any] | ProcessLane:
        made: ThreadLane[Any] | ProcessLane
        if lane is Lane.MODEL:
            made = ProcessLane(lane.value)
        elif lane is Lane.PDF:
            made = ProcessLane(lane.value, nice=0)  # its pages are waited for
        else:
            made = ThreadLane(lane.value, self._reader if lane in READERS else None)
        self._made[lane] = made
        return made


class _Worker:
    """A worker process behind a pool of one, used by one thread.

    The pool gets one request at a time, for it would end the worker for a cancelled request that
    only waits.
    """

    def __init__(self, nice: int) -> None:
        self._nice = nice
        self._pool: ProcessPool | None = None
        self.warm = False

    def ask(
        self, wanted: Future[Any], work: Callable[..., T], args: Any, timeout: float | None
    ) -> T:
        """Have `work` done and wait for it, until it is done or `wanted` is cancelled."""
        from pebble import ProcessExpired

        asked: Future[T] = self._living().schedule(work, args=args, timeout=timeout)
        wanted.add_done_callback(lambda f: f.cancelled() and asked.cancel())
        try:
            answer = asked.result()
            self.warm = True
            return answer
        except CancelledError:
            self.end()
            raise
        except TimeoutError:
            self.warm = False
            raise
        except ProcessExpired as e:
            self.warm = False
            raise WorkerDied(e.exitcode) from e
        except BrokenExecutor as e:
            self.warm = False
            raise WorkerDied(None) from e

    def end(self) -> None:
        """End the process, whatever it does."""
        pool, self._pool = self._pool, None
        self.warm = False
        if pool:
            atexit.unregister(self.end)
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _living(self) -> ProcessPool:
        if self._pool and not self._pool.active:
            self.end()
        if self._pool is None:
            # Imported with the first worker: it takes as long as the window's own modules.
            from pebble import ProcessPool

            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPool(
                max_workers=1, initializer=_settle_in, initargs=(self._nice,), context=spawn
            )
            # The pool's own farewell may start a worker while it ends another, and wait for it.
            atexit.register(self.end)
        return self._pool


def _settle_in(nice: int) -> None:
    """Make a fresh worker quiet, modest and quick to end."""
    os.environ.update(_QUIET)
    # The pool's own handler is Python code, which a worker stuck in C never reaches.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(os, "nice"):
        os.nice(nice)


def _settle(request: _Request) -> None:
    """Do the work and give what came of it to the future, unless it was cancelled meanwhile."""
    try:
        result = request.work()
    except BaseException as e:
        with suppress(InvalidStateError):
            request.future.set_exception(e)
        return
    with suppress(InvalidStateError):
        request.future.set_result(result)
