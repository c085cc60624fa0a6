"""How the notes have work done that would keep the reader waiting."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol

from desktop_app.engines.lanes import Lane
from desktop_app.store.library import Library


class Start(Protocol):
    """Does `work(*args)` in a lane and calls `done` with what came of it, as `Tasks.start`."""

    def __call__(
        self, lane: Lane, work: Callable[..., Any], *args: Any, done: Callable[[Any], object]
    ) -> Future[Any] | None: ...


def at_once(library: Library) -> Start:
    """Make a Start that does its work at once, where there are no lanes."""

    def start(
        lane: Lane, work: Callable[..., Any], *args: Any, done: Callable[[Any], object]
    ) -> Future[Any] | None:
        done(work(library, *args) if lane is Lane.READ else work(*args))
        return None

    return start
