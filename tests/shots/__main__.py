"""A tour of the real window on the starter library: a picture of each screen, light and dark.

``python -m tests.shots FOLDER [860x700]`` writes the PNGs; ``make shots`` runs it under Xvfb or
offscreen.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.core.papers import PaperId
from desktop_app.settings import Settings
from desktop_app.store import papers
from desktop_app.ui.app import App, translate
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import LIBRARY, Place
from desktop_app.ui.search.panel import SearchPanel
from tests.shots import days, filling, scenes, whole, works
from tests.shots.scenes import Shoot
from tests.shots.waiting import take, wait


def main(folder: Path, size: tuple[int, int]) -> None:
    """Take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    qt = QApplication(sys.argv[:1])
    translate(qt)
    with tempfile.TemporaryDirectory() as home:
        app = App(qt, Settings(theme="light"))
        app.open(Path(home) / "library")
        window = app.window
        assert window is not None
        window.resize(*size)
        wait(500)
        take(window, folder / "empty-light.png")
        filling.fill(window)
        document = filling.add_document(window, Path(home))
        note, record = filling.add_notes(window), filling.add_record(window)
        crowded, changed = (filling.find(window, words) for words in ("attention", "diffusion"))
        filling.mark_much(window, crowded)
        filling.change_text(window, changed)
        days.fill(window)
        same = works.fill(window)
        for theme in ("light", "dark"):

            def shoot(name: str, widget: QWidget | None = None, theme: str = theme) -> None:
                take(widget or window, folder / f"{name}-{theme}.png")

            window.dialogs.change_settings(theme=theme)
            wait(400)
            tour(window, shoot)
            scenes.read_document(window, document, shoot)
            scenes.write_notes(window, note, document, shoot)
            scenes.mark_abstracts(window, crowded, changed, shoot)
            scenes.bring_papers_in(window, crowded, Path(home), shoot)
            scenes.take_out(window, record, shoot)
            days.tour(window, shoot)
            works.tour(window, same, shoot)
            whole.tour(window, Path(home), shoot)
        window.close()
        app.lanes.close()
        window.library.close()


def tour(window: MainWindow, shoot: Shoot) -> None:
    """Go through the screens."""
    size = window.size()
    paper = filling.find(window, "grokking")
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
    search_over(window, shoot)
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
    window.resize(size)
    wait(100)


def search_over(window: MainWindow, shoot: Shoot) -> None:
    """Show the search over the window: with results, with nothing typed, and finding nothing."""
    window.actions_table["search"].trigger()
    panel = window.findChild(SearchPanel)
    assert panel is not None
    shoot("full-search-empty")
    for name, typed in (("", "grok* is:unread "), ("-none", "zzxqy is:unread foo:bar ")):
        panel.field.clear()
        QTest.keyClicks(panel.field, typed)
        wait(600)
        shoot(f"full-search{name}")
    panel.close_over()


def select(window: MainWindow, paper: PaperId) -> None:
    """Select the last sentence, so that the bar of colours shows."""
    text = window.reader.abstract.text
    whole = papers.get(window.library, paper).abstract
    cursor = text.textCursor()
    cursor.setPosition(len(whole) - 40)
    cursor.setPosition(len(whole) - 1, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    wait(300)


if __name__ == "__main__":
    width, height = (sys.argv[2] if len(sys.argv) > 2 else "1440x900").split("x")
    main(Path(sys.argv[1]), (int(width), int(height)))
