"""A window driven from within its own process; prints one line of JSON and ends.

``python -m tests.benchmarks.driver empty`` shows an empty Qt window; with ``today`` and a library
it starts Carrel as `python -m desktop_app` does, with ``list`` as if nothing were queued; ``work``
also asks for similar papers, searches, and reads the document named in BENCH_PDF. The parent says
in BENCH_BEGAN when (by the monotonic clock) it started the process.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SEARCHES = ("s", "be", "ma ken")
PAGES = 6


def since_start() -> float:
    """Give the milliseconds since the parent started this process."""
    return (time.monotonic() - float(os.environ["BENCH_BEGAN"])) * 1000


def say(**found: Any) -> None:
    """Print what was found and end at once."""
    print(json.dumps(found), flush=True)
    os._exit(0)


def empty() -> None:
    """Show an empty window and say when it was painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    class Window(QWidget):
        def paintEvent(self, event: Any) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, lambda: say(painted=since_start()))

    qt = QApplication([])
    window = Window()
    window.resize(1440, 960)
    window.show()
    qt.exec()


def carrel(folder: str, what: str) -> None:
    """Start Carrel, press a key as soon as rows are painted, and say when each was painted."""
    from desktop_app import cli
    from desktop_app.ui import app

    make = app.MainWindow
    if what != "today":
        app.queue.anything = lambda _: False  # type: ignore[assignment]

    def make_and_watch(*args: Any) -> Any:
        window = make(*args)
        window.resize(1440, 960)
        window._watched = (
            _watch_today(window) if what == "today" else _watch(window, what == "work")
        )
        return window

    app.MainWindow = make_and_watch  # type: ignore[misc,assignment]
    cli.carrel(["--library", folder], prog_name="carrel")


def press(target: Any, key: Any, text: str = "") -> None:
    """Press a key and let it go."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QCoreApplication.sendEvent(target, event)


def watching(widget: Any) -> Any:
    """See each paint of a widget; what ``after`` holds then runs after the paint, once."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        after: Callable[[], None] | None = None

        def eventFilter(self, target: Any, event: Any) -> bool:
            if event.type() == QEvent.Type.Paint and self.after is not None:
                after, self.after = self.after, None
                QTimer.singleShot(0, after)
            return False

    watch = Watch()
    widget.installEventFilter(watch)
    return watch


def _watch_today(window: Any) -> Any:
    """Move to the next card of the day as soon as its cards are painted."""
    from PySide6.QtCore import Qt

    agenda, times = window.today.agenda, {}
    watch = watching(agenda)

    def painted() -> None:
        current = agenda.current_card()
        if current is None or not current.isVisible():
            watch.after = painted
            return
        times["rows"] = since_start()
        watch.after = lambda: say(**times, key=since_start())
        press(window.today, Qt.Key.Key_Down)

    watch.after = painted
    return watch


def _watch(window: Any, work: bool) -> Any:
    from PySide6.QtCore import Qt, QTimer

    view = window.library_panel.list
    times: dict[str, Any] = {}
    watch = watching(view.viewport())

    def painted() -> None:
        if not view.model().rowCount() or not view.isVisible():
            watch.after = painted
            return
        times["rows"] = since_start()
        before = view.current_row()
        watch.after = answered
        view.setFocus()
        press(view, Qt.Key.Key_Down)
        if view.current_row() == before:
            watch.after = None
            QTimer.singleShot(1, painted)

    def answered() -> None:
        times["key"] = since_start()
        if work:
            _work(window, watch, times)
        else:
            say(**times)

    watch.after = painted
    return watch


def _work(window: Any, watch: Any, times: dict[str, Any]) -> None:
    """Ask for similar papers of some rows, each after the last was painted; search; read a PDF."""
    from PySide6.QtCore import QEvent, QObject, Qt, QTimer

    panel = window.library_panel
    pane = window.reader.similar
    times["similar"] = []
    began = 0.0
    asked = False  # the paper shown at the start is answered, too

    class Painted(QObject):
        after: Any = None

        def eventFilter(self, target: Any, event: Any) -> bool:
            if event.type() == QEvent.Type.Paint and self.after is not None:
                after, self.after = self.after, None
                QTimer.singleShot(0, after)
            return False

    pane_watch = Painted(window)
    for child in (pane, *pane.findChildren(QObject)):
        child.installEventFilter(pane_watch)

    def next_similar() -> None:
        nonlocal began, asked
        if len(times["similar"]) == 12:
            window.similar.found.disconnect(found)
            next_search(0)
            return
        began, asked = time.monotonic(), True
        panel.step(1)

    def found(near: list[Any], _told: str) -> None:
        nonlocal asked
        if near and asked:
            asked = False
            pane_watch.after = similar_painted
            pane.update()

    def similar_painted() -> None:
        times["similar"].append((time.monotonic() - began) * 1000)
        QTimer.singleShot(300, next_similar)

    def next_search(at: int) -> None:
        if at == len(SEARCHES):
            read()
            return
        panel.search.field.clear()
        panel.search.field.setFocus()
        QTimer.singleShot(600, lambda: type_next(at, 0))

    def type_next(at: int, letter: int) -> None:
        if letter == len(SEARCHES[at]):
            next_search(at + 1)
            return
        press(panel.search.field, Qt.Key.Key_A, SEARCHES[at][letter])
        QTimer.singleShot(500, lambda: type_next(at, letter + 1))

    def read() -> None:
        """Open a document and look at some of its pages."""
        panel.search.field.clear()
        window.reader.show_tab("document")
        page = window.document
        page.source.opened.connect(lambda *_: look(page, 0))
        page.source.open(Path(os.environ["BENCH_PDF"]), "bench")

    def look(page: Any, number: int) -> None:
        from desktop_app.core.documents import Spot

        if number == PAGES:
            finish()
            return
        if not number:
            page.opening.setCurrentWidget(page.spread)
            page.view.show_source(page.source)
        page.view.go_to(Spot(number))
        QTimer.singleShot(400, lambda: look(page, number + 1))

    def finish() -> None:
        import gc

        gc.collect()
        times["memory"] = _memory()
        times["modules"] = sorted(
            name for name in ("torch", "sklearn", "pymupdf", "numpy") if name in sys.modules
        )
        say(**times)

    window.similar.found.connect(found)
    QTimer.singleShot(1000, next_similar)
    QTimer.singleShot(120_000, lambda: say(**times, gave_up=True))


def _memory() -> dict[str, float]:
    """Give resident and proportional set size and the peak, in MB."""
    found = {}
    for file, names in (("status", ("VmRSS", "VmHWM")), ("smaps_rollup", ("Pss",))):
        with Path("/proc/self", file).open() as lines:
            for line in lines:
                name, _, rest = line.partition(":")
                if name in names:
                    found[name] = int(rest.split()[0]) / 1024
    return found


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty()
    else:
        carrel(sys.argv[2], sys.argv[1])
