"""A tour of the real window on the starter library: a picture of each screen, light and dark.

``python -m tests.shots FOLDER`` writes the PNGs; ``make shots`` runs it under Xvfb or offscreen.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.core.papers import PaperId
from desktop_app.core.query import parse
from desktop_app.core.queue import Priority
from desktop_app.settings import Settings
from desktop_app.store import highlights, notes, organise, papers, queue, search
from desktop_app.ui.app import App, translate
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import LIBRARY, TODAY, Place

SIZE = (1440, 900)
INDEXED_MS = 180_000


def main(folder: Path) -> None:
    """Take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    qt = QApplication(sys.argv[:1])
    translate(qt)
    with tempfile.TemporaryDirectory() as home:
        app = App(qt, Settings(theme="light"))
        app.open(Path(home) / "library")
        window = app.window
        assert window is not None
        window.resize(*SIZE)
        wait(500)
        take(window, folder / "empty-light.png")
        fill(window)
        for theme in ("light", "dark"):
            window.dialogs.change_settings(theme=theme)
            wait(400)
            tour(window, lambda name, of=window, t=theme: take(of, folder / f"{name}-{t}.png"))
        window.close()
        app.lanes.close()
        window.library.close()


def fill(window: MainWindow) -> None:
    """Bring in the starter library, work a little on it and wait until it is indexed."""
    wait_for(window.imports.idle, window.imports.bring_in_starter)
    library = window.library
    paper = find(window, "grokking")
    with library.change("Mark"):
        text = papers.get(library, paper).abstract
        for number, (colour, comment) in enumerate(
            ((4, "On which tasks, besides modular addition?"), (2, ""), (1, "Compare with fig. 2."))
        ):
            sentence = text.split(". ")[number + 1]
            start = text.index(sentence)
            mark = highlights.add(library, paper, start, start + len(sentence), colour)
            highlights.comment(library, mark, comment)
        notes.put(
            library, paper, "# Grokking\n\nAsk at journal club whether it needs weight decay."
        )
        thesis = organise.add_collection(library, "Thesis")
        background = organise.add_collection(library, "2 Background", thesis)
        organise.add_collection(library, "Journal club")
        organise.collect(library, search.papers(library, parse("tag:theory")), background)
    queued = search.papers(library, parse("tag:language"), limit=8)
    queued = queued or search.papers(library, parse(""), limit=8)
    with library.change("Queue"):
        queue.add(library, queued[:5])
        queue.add(library, queued[5:6], Priority.HIGH)
        queue.set_due(library, queued[1], library.today() + timedelta(days=2), "journal club")
    window.go(Place(TODAY))
    with library.change("Done"):
        queue.done(library, queued[:1])
    window.indexer.wake()
    loop = QEventLoop()
    window.indexer.progressed.connect(lambda done, total: done == total and loop.quit())
    QTimer.singleShot(INDEXED_MS, loop.quit)
    loop.exec()


def tour(window: MainWindow, shoot: Callable[[str], None]) -> None:
    """Go through the screens."""
    window.go(Place(TODAY))
    shoot("today")
    paper = find(window, "grokking")
    window.go(Place(LIBRARY, "", paper))
    window.reader.focus_text()
    wait(600)
    select(window, paper)
    shoot("library")
    window.reader.abstract.text.put_caret(0)
    window.actions_table["note"].trigger()
    shoot("notes")
    window.actions_table["tab-details"].trigger()
    shoot("details")
    window.reader.focus_text()
    window.actions_table["palette"].trigger()
    QTest.keyClicks(window.focusWidget(), "ad")
    wait(300)
    shoot("palette")
    window.dialogs.close_overlays()
    window.actions_table["keys"].trigger()
    shoot("keys")
    window.dialogs.close_overlays()
    window.library_panel.set_query("tag:theory -grokking")
    wait(400)
    shoot("search")
    window.library_panel.set_query("nothing like this")
    wait(400)
    shoot("no-results")
    window.library_panel.set_query("")
    window.resize(900, 700)
    shoot("narrow")
    window.resize(700, 640)
    shoot("tiny")
    window.resize(*SIZE)
    wait(100)


def select(window: MainWindow, paper: PaperId) -> None:
    """Select the last sentence, so that the bar of colours shows."""
    text = window.reader.abstract.text
    whole = papers.get(window.library, paper).abstract
    cursor = text.textCursor()
    cursor.setPosition(len(whole) - 40)
    cursor.setPosition(len(whole) - 1, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    wait(300)


def find(window: MainWindow, words: str) -> PaperId:
    """Find a paper by words."""
    return search.papers(window.library, parse(words), sort="rank")[0]


def take(widget: QWidget, file: Path) -> None:
    """Write what a widget shows to a file."""
    wait(250)
    widget.grab().save(str(file))
    print(file)


def wait(ms: int) -> None:
    """Let the window work for some milliseconds."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def wait_for(signal: object, start: Callable[[], object]) -> None:
    """Start something and wait for the signal that ends it."""
    loop = QEventLoop()
    signal.connect(loop.quit)  # type: ignore[attr-defined]
    start()
    loop.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
