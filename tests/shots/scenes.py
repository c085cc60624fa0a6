"""The screens where the reader marks and writes: documents, notes, many marks."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_app.core.documents import Spot
from desktop_app.core.notes import NoteId
from desktop_app.core.papers import Author, Draft, PaperId
from desktop_app.store import papers, sources
from desktop_app.ui.export_dialog import ExportDialog
from desktop_app.ui.import_preview.dialog import PreviewDialog
from desktop_app.ui.import_preview.prospect import Group
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import LIBRARY, NOTES, Place
from desktop_app.ui.reader.details import AddDialog
from tests.shots.waiting import until, wait

MADE_UP = r"""
@article{made2024up, title = {Marks in the Margin: What Readers Keep and What They Lose When a
  Text Changes under Them}, author = {Example, Eve and M{\"u}ller, Anna and Roe, Richard},
  year = 2024, journal = {Journal of Examples}, volume = 3, keywords = {reading, marks},
  abstract = {A made-up abstract about marks in margins, two sentences long. It says that what is
  marked is kept.}}
@book{made1932up, title = {On Pencils}, author = {Example, Eve}, year = 1932, publisher = {Hart}}
@phdthesis{made2019up, title = {Erasers in the Wild}, author = {Roe, Richard}, year = 2019}
@article{none, year = 2022}
"""


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


def bring_papers_in(window: MainWindow, crowded: PaperId, folder: Path, shoot: Shoot) -> None:
    """Look at the preview of an import, in each of its groups and in a small window."""
    library, known = window.library, papers.get(window.library, crowded)
    names = " and ".join(f"{a.family}, {a.given}" for a in known.authors)
    preprint = Draft(
        "Erasers Considered",
        "Of erasers.",
        (Author("Roe", "Bob"),),
        2021,
        "arXiv",
        None,
        "2101.00001",
    )
    window.changes.make("Add", lambda: papers.add(library, preprint, sources.hand(library)))
    file = folder / "refs.bib"
    file.write_text(
        MADE_UP + f"@misc{{a, title = {{{known.title}}}, eprint = {{{known.arxiv}}},"
        " archiveprefix = {arXiv}}\n"
        f"@article{{b, title = {{{known.title}s}}, author = {{{names}}}, year = {known.year},\n"
        "  journal = {Journal of Examples}}\n"
        "@article{c, title = {Erasers Considered}, author = {Roe, Bob}, year = 2021,\n"
        "  journal = {Journal of Examples}, doi = {10.9999/made-up.2}, abstract = {Of erasers.}}\n",
        "utf-8",
    )
    window.imports.bring_in([file])
    until(lambda: window.findChildren(PreviewDialog))
    dialog = window.findChildren(PreviewDialog)[-1]
    for group in Group:
        if dialog.show_group(group):
            shoot(f"import-{group.replace(' ', '-')}", dialog)
    dialog.show_group(Group.MAYBE)
    dialog.resize(480, 440)
    wait(200)
    shoot("import-tiny", dialog)
    dialog.reject()
    window.undoing.undo()
    wait(200)


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


def take_out(window: MainWindow, paper: PaperId, shoot: Shoot) -> None:
    """Look at all that a record says, and at what asks how papers are to be exported."""
    size, page = window.size(), window.reader.details
    window.go(Place(LIBRARY, "", paper))
    window.actions_table["tab-details"].trigger()
    wait(300)
    shoot("record")
    page.form.citekey.setFocus()
    page.form.citekey.setText("{}")
    page.flush()
    page.ensureWidgetVisible(page.form.links)
    shoot("record-refused")
    page.form.citekey.undo()
    page.verticalScrollBar().setValue(page.form.more.y() // 3)
    shoot("record-more")
    for _ in range(2):  # the first of them stacks list and reader
        window.resize(560, 640)
        wait(300)
    shoot("record-tiny")
    window.resize(size)
    window.library_panel.set_query("tag:theory")
    wait(300)
    window.actions_table["export-papers"].trigger()
    [dialog] = (d for d in window.findChildren(ExportDialog) if d.isVisible())
    shoot("export-papers", dialog)
    dialog.reject()
    window.actions_table["add-by-hand"].trigger()
    [adding] = (d for d in window.findChildren(AddDialog) if d.isVisible())
    shoot("add-by-hand", adding)
    adding.reject()
    window.library_panel.set_query("")
    wait(300)
