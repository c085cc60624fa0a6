"""A file imported through the preview in a window of its own process; prints one line of JSON.

``python -m tests.benchmarks.import_driver FILE FOLDER`` imports it into the library in a folder,
which it may change, and says how long the event loop stood still at most: while the file was read
and matched, while the preview opened, while the papers were stored, and just after.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.settings import Settings
from desktop_app.ui.app import TURN_S, App, translate
from desktop_app.ui.garbage import Garbage
from desktop_app.ui.import_preview.dialog import PreviewDialog
from desktop_app.ui.main_window import MainWindow
from tests.benchmarks.driver import _memory, say

SETTLING_MS = 1500


class Pulse(QObject):
    """Beats as often as the event loop lets it, and keeps the pauses of each phase.

    `busy` is how long the thread itself worked in each, whatever else the computer did.
    """

    def __init__(self, phase: str) -> None:
        super().__init__()
        self.pauses: dict[str, list[float]] = {}
        self.busy: dict[str, list[float]] = {}
        self.begin(phase)
        self._timer = QTimer(self, interval=2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def begin(self, phase: str) -> None:
        """Begin another phase."""
        self._phase = phase
        self.pauses.setdefault(phase, [])
        self.busy.setdefault(phase, [])
        self._last, self._worked = time.perf_counter(), time.thread_time()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.pauses[self._phase].append((now - self._last) * 1000)
        self.busy[self._phase].append((worked - self._worked) * 1000)
        self._last, self._worked = now, worked


class Opened:
    """The window of a library as it is opened for a person, embedding nothing yet; keep it."""

    def __init__(self, folder: Path) -> None:
        self._qt = QApplication([])
        translate(self._qt)
        self._app = App(self._qt, Settings(theme="light"))
        self._app.open(folder)
        assert self._app.window is not None
        self.window: MainWindow = self._app.window
        self.window.indexer.pause(True)
        self.window.resize(1440, 960)
        self.garbage = Garbage(self._app)
        sys.setswitchinterval(TURN_S)


def main(file: Path, folder: Path) -> None:
    """Import a file, everything in it, and print the pauses."""
    opened = Opened(folder)
    window = opened.window
    _wait(SETTLING_MS)
    times: dict[str, float] = {}
    pulse = Pulse("read")
    began = time.perf_counter()
    window.imports.gathered.connect(lambda _: times.update(read=time.perf_counter() - began))
    window.imports.bring_in([file])
    while "read" not in times:
        _wait(20)
    pulse.begin("preview")
    _wait(SETTLING_MS)
    dialog = _preview(window)
    records = dialog.model.rowCount()
    accepted = time.perf_counter()
    pulse.begin("store")
    loop = QEventLoop()
    window.imports.idle.connect(loop.quit)
    dialog.go.click()
    loop.exec()
    times["store"] = time.perf_counter() - accepted
    pulse.begin("after")
    _wait(SETTLING_MS)
    stalls = {f"{phase}_stall_ms": max(pauses) for phase, pauses in pulse.pauses.items()}
    over = {f"{phase}_over_50": sum(p > 50 for p in all_) for phase, all_ in pulse.pauses.items()}
    seconds = {f"{phase}_s": taken for phase, taken in times.items()}
    assert opened.garbage is not None
    say(records=records, **seconds, **stalls, **over, memory=_memory())


def _wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _preview(window: MainWindow) -> PreviewDialog:
    [dialog] = [d for d in window.findChildren(PreviewDialog) if d.isVisible()]
    return dialog


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
