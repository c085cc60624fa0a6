"""Typing into the search box of a window of its own process; prints one line of JSON and ends.

``python -m tests.benchmarks.typing_driver fast FOLDER`` types phrases, one letter, stop words and
deletes, a key each 60 ms whatever came of the one before, and says when the rows of each query
were painted and how long the event loop stood still at most. With ``cold`` it presses one key, as
soon as the list is painted.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.settings import Settings
from desktop_app.ui.app import TURN_S, App, translate
from desktop_app.ui.garbage import Garbage
from desktop_app.ui.library.panel import LibraryPanel
from desktop_app.ui.navigation import LIBRARY, Place
from tests.benchmarks import generate
from tests.benchmarks.driver import press, say
from tests.benchmarks.import_driver import SETTLING_MS, Pulse, _wait

KEY_MS = 60
REST_MS = 600  # between two phrases
UNSEEN_MS = 10_000.0


class Typist(QObject):
    """Presses keys and sees when the rows of what then is asked are painted."""

    def __init__(self, panel: LibraryPanel) -> None:
        super().__init__(panel)
        self.times: list[tuple[str, float]] = []
        self.paints = 0
        self._panel, self._field = panel, panel.search.field
        self._waiting: list[tuple[str, float]] = []  # what was asked, and when
        self._shown = ""
        self._show = panel._show
        panel._show = self._watched  # type: ignore[method-assign]
        for shown in (panel.list.viewport(), panel._none):
            shown.installEventFilter(self)

    def type(self, keys: str) -> None:
        """Press keys one after the other; a ``<`` deletes."""
        for key in keys:
            began = time.perf_counter()
            deletes = key == "<"
            press(
                self._field,
                Qt.Key.Key_Backspace if deletes else Qt.Key.Key_A,
                "" if deletes else key,
            )
            self._waiting.append((str(self._panel.query()), began))
            _wait(max(1, KEY_MS - round((time.perf_counter() - began) * 1000)))

    def give_up(self) -> None:
        """Count what was never painted."""
        self.times += [(query, UNSEEN_MS) for query, _ in self._waiting]
        self._waiting.clear()

    def _watched(self, asked: Any, *args: Any, **options: Any) -> None:
        self._show(asked, *args, **options)
        self._shown = str(asked[0])
        self._panel.list.viewport().update()
        self._panel._none.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.paints += 1
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        """Take the time of what is shown, and of what it came instead of."""
        now = time.perf_counter()
        asked = [query for query, _ in self._waiting]
        if self._shown in asked:
            last = len(asked) - asked[::-1].index(self._shown)
            self.times += [(query, (now - at) * 1000) for query, at in self._waiting[:last]]
            del self._waiting[:last]


def phrases() -> Iterator[tuple[str, str]]:
    """Give what is typed, by kind; common words come first in the vocabulary."""
    words = generate.Words().vocabulary
    for at in range(3):
        phrase = " ".join(words[[3_000 + at, 400 + at, 30 + at]])
        yield "a phrase", phrase + "<" * len(phrase)
        yield "one letter", f"{words[at][0]}<"
        yield "stop words", f"{words[at]} {words[at + 3]} {words[at + 6]}"
        yield "rare words", f"{words[30_000 + at]} {words[21_000 + at]}"
        yield "a field", f"year:20{at}1.. {words[500 + at]}"


def main(what: str, folder: str) -> None:
    """Open the library in a folder, type into its search box, and print the times."""
    qt = QApplication([])
    translate(qt)
    app = App(qt, Settings(theme="light"))
    app.open(Path(folder))
    window = app.window
    assert window is not None
    garbage = Garbage(app)
    sys.setswitchinterval(TURN_S)
    window.indexer.pause(True)
    window.resize(1440, 960)
    window.show()
    window.go(Place(LIBRARY))
    window.library_panel.focus_search()
    typist = Typist(window.library_panel)
    found = _first(typist) if what == "cold" else _typed(window.library_panel, typist)
    assert garbage is not None
    say(**found)


def _first(typist: Typist) -> dict[str, Any]:
    while not typist.paints:
        _wait(1)
    typist.type("s")
    while not typist.times:
        _wait(1)
    return {"first_ms": typist.times[0][1]}


def _typed(panel: LibraryPanel, typist: Typist) -> dict[str, Any]:
    asked = list(phrases())  # making words takes a second
    _wait(SETTLING_MS)
    found: dict[str, list[tuple[str, float]]] = {}
    pulse = Pulse("between")
    for kind, keys in asked:
        pulse.begin(kind)
        typist.type(keys)
        _wait(REST_MS)
        typist.give_up()
        pulse.begin("between")
        found.setdefault(kind, []).extend(typist.times)
        typist.times.clear()
        panel.set_query("")
        _wait(REST_MS)
    pauses = [pause for kind in found for pause in pulse.pauses[kind]]
    return {
        "keys": found,
        "stall_ms": max(pauses),
        "over_50": sum(pause > 50 for pause in pauses),
        "busy_ms": max(worked for kind in found for worked in pulse.busy[kind]),
    }


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
