"""What the Paper menu does to the chosen papers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import Author, PaperId, State
from desktop_app.settings import Settings
from desktop_app.store import organise, papers
from desktop_app.store.library import Library
from desktop_app.ui.changes import Changes
from desktop_app.ui.paper_actions import PaperActions
from desktop_app.ui.widgets.picker import Picker
from tests import build

BOTH = [PaperId(1), PaperId(2)]


class Acting:
    """The actions on two papers, and what the undo bar was told."""

    def __init__(self, library: Library, qtbot: QtBot) -> None:
        self.library = library
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.changes = Changes(library, self.window)
        self.chosen = list(BOTH)
        self.actions = PaperActions(
            self.changes, lambda: self.chosen, lambda: Settings(), self.window
        )
        self.told: list[str] = []
        self.changes.shown.connect(self.told.append)

    def do(self, name: str) -> None:
        self.actions.handlers()[name]()

    def states(self) -> set[State]:
        return {papers.get(self.library, p).state for p in BOTH}


@pytest.fixture
def acting(library: Library, qtbot: QtBot) -> Iterator[Acting]:
    build.add(library, build.draft("First", year=2024, venue="Journal"), build.draft("Second"))
    made = Acting(library, qtbot)
    yield made
    made.changes.close()


@pytest.mark.parametrize(
    ("names", "state", "told"),
    [
        (("queue",), State.QUEUED, "2 papers added to the queue"),
        (("queue", "unqueue"), State.UNREAD, "Taken out of the queue"),
        (("done",), State.READ, "2 papers done"),
        (("drop",), State.DROPPED, "2 papers dropped"),
    ],
)
def test_a_state_is_set_told_and_undone(
    acting: Acting, names: tuple[str, ...], state: State, told: str
) -> None:
    before = build.dump(acting.library)
    for name in names:
        acting.do(name)
    assert acting.states() == {state}
    assert acting.told[-1] == told
    for _ in names:
        acting.changes.undo()
    assert build.dump(acting.library) == before


def test_unread_says_nothing_for_it_is_seen(acting: Acting) -> None:
    acting.do("done")
    acting.told.clear()
    acting.do("unread")
    assert acting.states() == {State.UNREAD}
    assert acting.told == ["2 papers marked as unread"]


def test_what_is_not_on_the_plan_is_not_said_to_be_taken_off(acting: Acting) -> None:
    acting.do("star")
    acting.do("off-today")
    assert acting.told == []
    assert acting.library.undo_label == "Star"


def test_a_star_is_put_where_any_lacks_it_and_taken_where_all_have_it(acting: Acting) -> None:
    papers.star(acting.library, BOTH[:1], True)
    stars = []
    for _ in range(2):
        acting.do("star")
        stars.append([papers.get(acting.library, p).starred for p in BOTH])
    assert stars == [[True, True], [False, False]]


def test_into_the_bin_and_back(acting: Acting) -> None:
    acting.do("bin")
    assert papers.count(acting.library) == 0
    acting.do("bin")
    assert acting.told == ["2 papers moved to the bin"]
    acting.do("restore")
    assert papers.count(acting.library) == 2


def test_nothing_chosen_does_nothing(acting: Acting) -> None:
    acting.chosen = []
    for name in acting.actions.handlers():
        acting.do(name)
    assert acting.told == []
    assert acting.library.undo_label is None


def picker(acting: Acting) -> Picker:
    found = acting.window.findChildren(Picker)
    return found[-1]


def test_tags_are_put_and_taken(acting: Acting, qtbot: QtBot) -> None:
    acting.do("tag")
    field = picker(acting)._field
    for key in ("slow", "slow"):
        qtbot.keyClicks(field, key)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        seen = [[t.name for t in organise.tags_of(acting.library, p)] for p in BOTH]
        assert seen in ([["slow"], ["slow"]], [[], []])
    assert seen == [[], []]


def test_collections_are_made_and_filled(acting: Acting, qtbot: QtBot) -> None:
    acting.do("collect")
    field = picker(acting)._field
    qtbot.keyClicks(field, "Thesis")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [c.name for c in organise.collections(acting.library)] == ["Thesis"]
    acting.changes.undo()
    assert organise.collections(acting.library) == []


def test_queueing_papers_that_are_not_the_chosen_ones(acting: Acting) -> None:
    (other,) = build.add(acting.library, build.draft("Other", authors=(Author("Ng"),)))
    acting.actions.queue([other])
    assert papers.get(acting.library, other).state is State.QUEUED
    assert acting.states() == {State.UNREAD}
