"""Having highlights come back for review from where they are read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.cards import Kind
from desktop_app.core.documents import Box
from desktop_app.core.highlights import Anchor, Highlight, HighlightId, Selector, Style
from desktop_app.core.papers import PaperId
from desktop_app.store import cards, highlights
from desktop_app.store.library import Library
from desktop_app.ui import card_menu
from desktop_app.ui.pdf.marks_list import MarksList
from desktop_app.ui.pdf.marks_model import MarksModel
from tests import build
from tests.ui.reading import Desk

K = Qt.Key
NAMES = ("Claim", "Method", "Result", "Question", "Idea")


@pytest.fixture
def paper(library: Library) -> PaperId:
    return build.add(library, build.draft())[0]


@pytest.fixture
def mark(library: Library, paper: PaperId) -> HighlightId:
    with library.change("Highlight"):
        return highlights.add(library, paper, 0, 8, 1)


@pytest.fixture
def desk(library: Library, qtbot: QtBot, paper: PaperId, mark: HighlightId) -> Desk:
    return Desk(library, qtbot, paper)


def test_r_in_the_text_makes_a_card_and_takes_it_away(
    library: Library, desk: Desk, paper: PaperId, mark: HighlightId
) -> None:
    [note] = desk.margin_notes()
    desk.text.setFocus()
    desk.text.put_caret(30)
    desk.press(K.Key_R)
    assert cards.of_paper(library, paper) == frozenset()
    desk.text.put_caret(3)
    desk.press(K.Key_R)
    assert list(cards.of_highlight(library, mark)) == [Kind.PASSAGE]
    assert note.accessibleDescription() == "Comes back for review"
    desk.press(K.Key_R)
    assert cards.of_highlight(library, mark) == {}
    assert note.accessibleDescription() == ""
    desk.changes.undo()
    assert note.accessibleDescription() == "Comes back for review"


def test_r_on_a_margin_note(library: Library, desk: Desk, mark: HighlightId) -> None:
    [note] = desk.margin_notes()
    note.setFocus()
    desk.press(K.Key_R)
    assert list(cards.of_highlight(library, mark)) == [Kind.PASSAGE]


def offered(desk: Desk, highlight: Highlight | None) -> QMenu:
    menu = QMenu(desk.reader)
    card_menu.add_to(menu, desk.changes, highlight, desk.reader)
    found = menu.actions()[-1].menu()
    assert isinstance(found, QMenu)
    return found


def test_the_menu_offers_what_a_highlight_has(
    library: Library, desk: Desk, mark: HighlightId
) -> None:
    ways = offered(desk, highlights.get(library, mark)).actions()
    assert [(a.text(), a.isEnabled(), a.isChecked()) for a in ways] == [
        ("Passage\tR", True, False),
        ("Words hidden", True, False),
        ("Comment", False, False),
    ]
    ways[1].trigger()
    assert list(cards.of_highlight(library, mark)) == [Kind.CLOZE]
    desk.changes.make("Comment", lambda: highlights.comment(library, mark, "Which?"))
    ways = offered(desk, highlights.get(library, mark)).actions()
    assert [(a.text(), a.isEnabled(), a.isChecked()) for a in ways] == [
        ("Passage", True, False),
        ("Words hidden\tR", True, True),
        ("Comment", True, False),
    ]
    ways[2].trigger()
    ways[1].trigger()
    assert list(cards.of_highlight(library, mark)) == [Kind.COMMENT]
    assert not offered(desk, None).isEnabled()


def test_the_list_of_a_document_signs_and_asks(qtbot: QtBot) -> None:
    model = MarksModel(lambda: NAMES)
    view = MarksList(model)
    qtbot.addWidget(view)
    area = Highlight(
        HighlightId(7),
        "h",
        PaperId(1),
        2,
        Selector("", "", "", 0, 0),
        Anchor.ANCHORED,
        "A plot",
        build.NOON,
        style=Style.AREA,
        boxes=(Box(0, 1, 1, 9, 9),),
    )
    model.show_reviewed({HighlightId(7)})
    model.show_highlights([area])
    said = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Method, page 1: Area on page 1. A plot Comes back for review."
    wanted: list[int] = []
    made: list[tuple[QWidget, Highlight]] = []
    view.reviewed.connect(wanted.append)
    view.menu_made.connect(lambda menu, found: made.append((menu, found)))
    view.show_current(7)
    qtbot.keyClick(view, K.Key_R)
    assert wanted == [7]
    menu = view.menu(area)
    assert made == [(menu, area)]
    view.grab()


def test_an_area_without_a_comment_makes_no_card(
    library: Library, desk: Desk, mark: HighlightId
) -> None:
    found = highlights.get(library, mark)
    empty = Highlight(
        found.id, "h", found.paper, 1, Selector("", "", "", 0, 0), Anchor.ANCHORED, "", build.NOON
    )
    before = build.dump(library)
    card_menu.toggle(desk.changes, empty)
    assert build.dump(library) == before
