"""Today driven in a window of its own process, day after day; prints one line of JSON and ends.

``python -m tests.benchmarks.today_driver FOLDER`` opens a library that it may change.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.settings import Settings
from desktop_app.store import queue
from desktop_app.ui.app import App, translate
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import TODAY, Place
from tests.benchmarks.driver import say
from tests.benchmarks.year import FIRST, Clock

DAYS = 15
SETTLING_MS = 1500  # until the lanes have answered what the day before asked


class Watch(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.painted = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.painted += event.type() == QEvent.Type.Paint
        return False


def main(folder: str) -> None:
    """Plan and paint some days in a row, each read to its end."""
    qt = QApplication([])
    translate(qt)
    app = App(qt, Settings(theme="light"))
    app.open(Path(folder))
    window = app.window
    assert window is not None
    window.indexer.pause(True)
    window.resize(1440, 960)
    window.library._clock = clock = Clock()
    window.go(Place(TODAY))
    days = []
    for n in range(1, DAYS + 1):
        _settle()
        clock.set(FIRST + timedelta(days=n), 8)  # no sooner, or the page has planned already
        days.append(_day(window))
        _read(window)
    say(entries=queue.count(window.library), days=days)


def _settle() -> None:
    """Let the window and its lanes work; QTest's own waiting would keep Python from the lanes."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLING_MS, loop.quit)
    loop.exec()


def _day(window: MainWindow) -> dict[str, Any]:
    """Give the milliseconds that planning took, and showing what is planned until it is painted."""
    watch = Watch(window.today.agenda)
    began = time.perf_counter()
    planned = window.planner.plan()
    shown = time.perf_counter()
    window.today.refresh()
    window.today.agenda.update()  # where the cards have not changed they are painted all the same
    while not watch.painted:
        QApplication.processEvents()
    ended = time.perf_counter()
    return {
        "papers": len(planned),
        "plan_ms": (shown - began) * 1000,
        "paint_ms": (ended - shown) * 1000,
    }


def _read(window: MainWindow) -> None:
    with window.library.change("Done"):
        queue.done(window.library, [slot.paper for slot in window.planner.plan()])


if __name__ == "__main__":
    main(sys.argv[1])
