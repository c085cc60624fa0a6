"""Papers of one work: merged, told apart, and the versions of one in the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QWidget

from desktop_app.core.papers import Author, PaperId, as_draft
from desktop_app.store import highlights, papers, queue, sources, versions
from desktop_app.ui.duplicates.dialog import DuplicatesDialog
from desktop_app.ui.duplicates.merge_dialog import MergeDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import LIBRARY, Place
from tests.shots import filling
from tests.shots.scenes import Shoot
from tests.shots.waiting import until, wait

T = TypeVar("T", bound=QWidget)
_ASKED = "Marks in the margin that were made by those who read on"
LONG = "Transactions of the Society for Examples that Are Longer than the Line They Stand in"


def fill(window: MainWindow) -> list[PaperId]:
    """Add other records of a paper: two that may be it, and two that are versions of it."""
    library = window.library
    first = filling.find(window, "grokking")
    said = as_draft(papers.get(library, first))
    authors = (Author("Made-Up", "Ada"), Author("Example", "Eve"))
    with library.change("Add"):
        hand = sources.hand(library)
        one = replace(said, authors=authors, year=2024, citekey=None, arxiv=None)
        same = [
            papers.add(library, replace(one, title=f"{said.title}, again", doi="10.1000/1"), hand),
            papers.add(library, replace(one, title=f"{said.title} twice", doi="10.1000/1"), hand),
        ]
        published = replace(one, year=2025, venue=LONG, doi="10.1000/2")
        preprint = replace(one, arxiv="2405.20233", doi=None)
        linked = [papers.add(library, form, hand) for form in (published, preprint)]
        versions.link(library, [same[0], *linked])
        for title in (_ASKED, _ASKED.replace("Marks", "Mark")):
            papers.add(library, replace(one, title=title, year=2026, doi="10.1000/3"), hand)
        highlights.add(library, same[1], 0, 40, 1)
        queue.add(library, same[1:])
    return [*same, *linked]


def tour(window: MainWindow, same: Sequence[PaperId], shoot: Shoot) -> None:
    """Look at a paper that has versions, and at the two dialogs."""
    size = window.size()
    window.go(Place(LIBRARY, "", same[0]))
    wait(500)
    shoot("versions")
    window.actions_table["tab-details"].trigger()
    scroll = window.reader.details.verticalScrollBar()
    wait(200)
    scroll.setValue(scroll.maximum())
    shoot("versions-details")
    window.reader.focus_text()
    _select(window, same[:2])
    window.actions_table["merge"].trigger()
    merge = _open(window, MergeDialog)
    shoot("merge", merge)
    merge.reject()
    _find(window, shoot, "duplicates")
    window.resize(700, 640)
    wait(300)
    _find(window, shoot, "duplicates-tiny")
    window.resize(size)
    wait(200)


def _find(window: MainWindow, shoot: Shoot, name: str) -> None:
    window.actions_table["find-duplicates"].trigger()
    dialog = _open(window, DuplicatesDialog)
    until(lambda: dialog.model.groups)
    shoot(name, dialog)
    dialog.reject()
    wait(100)


def _open(window: MainWindow, kind: type[T]) -> T:
    return next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())


def _select(window: MainWindow, some: Sequence[PaperId]) -> None:
    panel = window.library_panel
    for number, paper in enumerate(some):
        row = panel.model.row_of(paper)
        assert row is not None
        flags = QItemSelectionModel.SelectionFlag
        flag = flags.Select if number else flags.ClearAndSelect
        panel.list.selectionModel().setCurrentIndex(panel.model.index(row, 0), flag)
    wait(200)
