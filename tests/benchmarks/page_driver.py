"""A window that reads documents, driven from within its own process; prints one line of JSON.

``python -m tests.benchmarks.page_driver turns LIBRARY`` turns the pages of the first paper's
document and then scrolls through it; ``files LIBRARY`` opens the document of one paper after the
other and scrolls through each.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from tests.benchmarks.driver import _memory, say

TURNS = (7, 19, 44, 60, 101, 128, 160, 201, 230, 262, 299, 330)  # far apart: none is drawn ahead
AHEAD = 12  # pages turned one after the other
SCROLL_MS = 30  # between steps of half a page
PAUSE_MS = 250
GIVE_UP_S = 150
BEAT_MS = 2

Step = Callable[[], bool]  # tells whether what is waited for has come


class Turning:
    """Runs a script of waits over a window: a generator yields what to wait for."""

    def __init__(self, window: Any) -> None:
        from PySide6.QtCore import QEvent, QObject, QTimer

        self.window = window
        self.view, self.source = window.document.view, window.document.source
        self.refused: list[BaseException] = []
        self.source.refused.connect(self.refused.append)
        self.waited: int | None = None  # for this page to be painted as it should look
        self.longest = 0.0  # stall of the event loop, in ms
        self.found: dict[str, Any] = {}
        self._beat = time.perf_counter()
        turning = self

        class Paints(QObject):
            def eventFilter(self, target: Any, event: Any) -> bool:
                if event.type() == QEvent.Type.Paint:
                    turning.note_paint()
                return False

        self._watch = Paints()
        self.view.viewport().installEventFilter(self._watch)
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._script: Iterator[Step] | None = None
        self._waiting: Step = lambda: True

    def run(self, script: Iterator[Step]) -> None:
        self._script = script

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._beat) * 1000 - BEAT_MS)
        self._beat = now
        if self._script is not None and self._waiting():
            step = next(self._script, None)
            if step is None:
                say(**self.found)
            else:
                self._waiting = step

    def shown(self, number: int) -> Step:
        """Wait until a page is painted at the present scale, as soon as it is drawn at that."""
        self.waited = number
        self.view.viewport().update()
        return lambda: self.waited is None

    def note_paint(self) -> None:
        """End the waiting for a page where it is painted now as it should look."""
        number = self.waited
        if number is not None and (self.is_drawn(number) or self.source.is_stuck(number)):
            self.waited = None

    def is_drawn(self, number: int) -> bool:
        scale = self.view.scale() * self.view.devicePixelRatioF()
        return any(abs(want.scale - scale) < 0.01 for want, _ in self.source.pictures(number))


def pause(ms: float) -> Step:
    """Wait for some milliseconds."""
    end = time.perf_counter() + ms / 1000
    return lambda: time.perf_counter() >= end


def since(began: float) -> float:
    """Give the milliseconds since a moment."""
    return (time.perf_counter() - began) * 1000


def turns(at: Turning) -> Iterator[Step]:
    """Turn pages far apart, then one after the other, then scroll through the whole document."""
    from desktop_app.core.documents import Spot

    window = at.window
    yield lambda: window.library_panel.model.rowCount() > 0
    yield pause(500)
    began = time.perf_counter()
    window.reader.focus_document()
    yield at.shown(0)
    at.found["first_ms"] = since(began)
    yield pause(1000)
    at.found["scale"] = at.view.scale() * at.view.devicePixelRatioF()
    for key, numbers in (("far_ms", TURNS), ("next_ms", range(1, AHEAD + 1))):
        at.found[key] = []
        for number in numbers:
            began = time.perf_counter()
            at.view.go_to(Spot(number))
            yield at.shown(number)
            at.found[key].append(since(began))
            yield pause(PAUSE_MS)
    at.longest = 0.0
    yield from scroll(at)
    yield at.shown(len(at.source.facts.sizes) - 1)
    at.found["stall_ms"] = at.longest
    at.found["memory"] = _memory()


def files(at: Turning) -> Iterator[Step]:
    """Open the document of each paper, scroll through it, and go on to the next."""
    window = at.window
    yield lambda: window.library_panel.model.rowCount() > 0
    rows = window.library_panel.model.rowCount()
    found = at.found["files"] = []
    for row in range(rows):
        yield pause(PAUSE_MS)
        at.longest = 0.0
        window.library_panel.step(1 if row else 0)
        title = window.paper_title()
        began = time.perf_counter()
        window.reader.focus_document()
        at.refused.clear()
        first = at.shown(0)
        yield lambda first=first: bool(at.refused) or (at.source.facts is not None and first())
        first_ms = since(began)
        if at.source.facts is not None:
            yield from scroll(at, most=40)
        found.append(
            {
                "file": title,
                "first_ms": first_ms,
                "stall_ms": at.longest,
                "refused": [type(error).__name__ for error in at.refused],
            }
        )
        window.reader.back_wanted.emit()


def scroll(at: Turning, most: int = 10_000) -> Iterator[Step]:
    """Scroll down half a page at a time."""
    bar = at.view.verticalScrollBar()
    for _ in range(most):
        if bar.value() >= bar.maximum():
            return
        bar.setValue(bar.value() + at.view.viewport().height() // 2)
        yield pause(SCROLL_MS)


def main(mode: str, folder: str) -> None:
    """Start Carrel on a library and run a script in it."""
    from PySide6.QtCore import QTimer

    from desktop_app import cli
    from desktop_app.ui import app

    make = app.MainWindow

    def make_and_drive(*args: Any) -> Any:
        window = make(*args)
        window.resize(1440, 960)
        window._turning = turning = Turning(window)
        turning.run({"turns": turns, "files": files}[mode](turning))
        QTimer.singleShot(GIVE_UP_S * 1000, lambda: say(**turning.found, gave_up=True))
        return window

    app.MainWindow = make_and_drive  # type: ignore[misc,assignment]
    cli.carrel(["--library", folder], prog_name="carrel")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
