"""The screens where the reader marks and writes: documents, notes, many marks."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_app.core.documents import Spot
from desktop_app.core.notes import NoteId
from desktop_app.core.papers import PaperId
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import LIBRARY, NOTES, Place
from tests.shots.waiting import until, wait


class Shoot(Protocol):
    """Takes a picture of the window, or of a widget of its own."""

    def __call__(self, name: str, widget: QWidget | None = None) -> None: ...


def read_document(window: MainWindow, paper: PaperId, shoot: Shoot) -> None:
    """Read a document: its pages, a search in them, the same in narrow windows."""
    size, page = window.size(), window.document
    window.go(Place(LIBRARY, "", paper))
    window.actions_table["open-document"].trigger()
    until(lambda: page.source.facts)
    page.spread.choose("side", True)
    page.toolbar.fit_width()
    page.view.go_to(Spot(0))
    wait(1200)
    page.step(1)
    shoot("document")
    window.actions_table["find"].trigger()
    QTest.keyClicks(page.toolbar.finder.field, "margin")
    wait(900)
    page.finding.step(1)
    page.finding.step(1)
    wait(600)
    shoot("document-find")
    for name, width, height in (("narrow", 860, 700), ("tiny", 640, 600)):
        window.resize(width, height)
        wait(900)
        shoot(f"document-{name}")
    page.finding.end()
    wait(400)
    shoot("document-tiny-pages")
    window.resize(size)
    wait(300)


def write_notes(window: MainWindow, note: NoteId, paper: PaperId, shoot: Shoot) -> None:
    """Write notes: on their own page, with and without preview, and beside the text."""
    size = window.size()
    window.go(Place(NOTES, note=note))
    if not window.own_notes.editor.preview.isVisible():
        window.actions_table["note-preview"].trigger()
    wait(600)
    shoot("own-notes")
    window.resize(860, 700)
    wait(400)
    shoot("own-notes-narrow")
    window.resize(size)
    window.go(Place(LIBRARY, "", paper))
    window.reader.focus_text()
    window.actions_table["note-beside"].trigger()
    wait(500)
    shoot("note-beside")
    window.actions_table["open-document"].trigger()
    wait(900)
    shoot("note-beside-document")
    window.actions_table["note-beside"].trigger()
    wait(300)


def mark_abstracts(window: MainWindow, crowded: PaperId, changed: PaperId, shoot: Shoot) -> None:
    """Look at an abstract full of highlights, and at those that lost their place."""
    size = window.size()
    window.go(Place(LIBRARY, "", crowded))
    window.reader.focus_text()
    wait(500)
    shoot("thirty")
    window.resize(860, 700)
    wait(400)
    shoot("thirty-narrow")
    window.resize(size)
    window.go(Place(LIBRARY, "", changed))
    window.reader.focus_text()
    wait(400)
    shoot("changed")
    window.actions_table["unsettled"].trigger()
    wait(600)
    shoot("unsettled")
    window.resize(860, 700)
    wait(400)
    shoot("unsettled-narrow")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    window.resize(size)
    wait(200)
