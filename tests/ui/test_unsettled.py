"""The list of highlights that are not plainly anchored, settled by keys alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.core.highlights import Anchor, Highlight
from desktop_app.core.papers import PaperId, as_draft
from desktop_app.store import highlights, papers
from desktop_app.store.library import Library
from desktop_app.ui import theme
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.reader.passage_text import PassageText
from desktop_app.ui.reader.unsettled import Unsettled
from desktop_app.ui.reader.unsettled_card import UnsettledCard
from desktop_app.ui.widgets.elided import Elided
from tests import build
from tests.ui.reading import CONTROL, SHIFT, Desk

Key = Qt.Key
QUOTES = (
    "Networks sometimes generalise",
    "trace the delay to slow directions",
    "brings the moment forward fifty times",
)
NOW = build.ABSTRACT.replace("sometimes", "often").replace(
    " We trace the delay to slow directions of the gradient.", ""
)


def mark(library: Library, paper: PaperId, *quotes: str) -> None:
    text = papers.get(library, paper).abstract
    with library.change("Mark"):
        for quote in quotes:
            start = text.index(quote)
            highlights.add(library, paper, start, start + len(quote), 2)


def reword(library: Library, paper: PaperId, wording: str) -> None:
    draft = as_draft(papers.get(library, paper))
    with library.change("Edit details"):
        papers.edit(library, paper, replace(draft, abstract=wording))


@pytest.fixture
def desk(library: Library, qtbot: QtBot) -> Desk:
    """One highlight moved, one lost, one anchored."""
    (paper,) = build.add(library, build.draft())
    mark(library, paper, *QUOTES)
    made = Desk(library, qtbot, paper)
    reword(library, paper, NOW)
    return made


def listed(desk: Desk) -> Unsettled:
    found = desk.reader.findChild(Unsettled)
    assert found is not None
    return found


def cards(desk: Desk) -> list[UnsettledCard]:
    return listed(desk)._cards


def look(desk: Desk) -> None:
    desk.qtbot.mouseClick(desk.reader.abstract.look_line.look, Qt.MouseButton.LeftButton)


def push(desk: Desk, words: str) -> None:
    """Go to a button of the card with the focus by Tab, and press it."""
    for _ in range(12):
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton) and focus.text() == words:
            desk.press(Key.Key_Space)
            return
        desk.press(Key.Key_Tab)
    pytest.fail(f"there is no button “{words}”")


def wait_for(desk: Desk, *quotes: str) -> None:
    """Wait until the list shows the highlights with these quotes; with none, until it is closed."""

    def shown() -> list[str]:
        open_ = not listed(desk).isHidden()
        return [c.highlight.selector.exact for c in cards(desk)] if open_ else []

    desk.qtbot.waitUntil(lambda: shown() == list(quotes))


def by_quote(desk: Desk) -> dict[str, Highlight]:
    return {m.selector.exact: m for m in desk.marks()}


def said(card: UnsettledCard) -> list[str]:
    return [label.accessibleName() for label in card.findChildren(QLabel) if label.wordWrap()]


def test_a_line_above_the_text_says_how_many_need_a_look(desk: Desk) -> None:
    line = desk.reader.abstract.look_line
    assert not line.isHidden()
    assert line.accessibleName().startswith("2 ")
    assert line.y() + line.height() <= desk.text.y()
    desk.changes.undo()
    assert line.isHidden()


def test_old_and_new_stand_side_by_side(desk: Desk) -> None:
    look(desk)
    moved, lost = cards(desk)
    assert said(moved) == [QUOTES[0], "Networks (removed: sometimes) (added: often) generalise"]
    assert said(lost) == [QUOTES[1], "It is no longer in the text."]
    assert "<s " in moved._comparison._now.text()
    assert "<u " in moved._comparison._now.text()


def test_all_is_settled_by_keys_and_the_list_closes(desk: Desk) -> None:
    desk.text.setFocus()
    look(desk)
    push(desk, "It is right here")
    wait_for(desk, QUOTES[1])
    push(desk, "Keep as it is")
    wait_for(desk)
    assert desk.text.hasFocus()
    found = by_quote(desk)
    assert found[QUOTES[0]].anchor is Anchor.ANCHORED
    assert (found[QUOTES[1]].anchor, found[QUOTES[1]].kept) == (Anchor.ORPHANED, True)
    assert desk.reader.abstract.look_line.isHidden()
    assert QUOTES[1] in [n.highlight.selector.exact for n in desk.margin_notes()]
    for _ in range(2):
        desk.changes.undo()
    assert len(highlights.unsettled(desk.library, PaperId(1))) == 2


def test_a_highlight_is_put_elsewhere(desk: Desk) -> None:
    look(desk)
    desk.press(Key.Key_Down)
    push(desk, "Put it elsewhere…")
    field = QApplication.focusWidget()
    assert isinstance(field, PassageText)
    field.put_caret(NOW.index("Filtering"))
    for _ in range(2):
        desk.press(Key.Key_Right, with_=CONTROL | SHIFT)
    desk.press(Key.Key_Return)
    wait_for(desk, QUOTES[0])
    placed = by_quote(desk)[QUOTES[1]]
    assert placed.anchor is Anchor.ANCHORED
    assert NOW[placed.selector.start : placed.selector.end] == "Filtering the"


def test_nothing_selected_is_put_nowhere_and_escape_gives_up(desk: Desk) -> None:
    look(desk)
    push(desk, "Put it elsewhere…")
    field = QApplication.focusWidget()
    assert isinstance(field, PassageText)
    assert NOW[slice(*(field.selection() or (0, 0)))] == "Networks often generalise"
    field.put_caret(0)
    desk.press(Key.Key_Return)
    assert len(cards(desk)) == 2
    desk.press(Key.Key_Escape)
    assert not listed(desk).isHidden()
    assert QApplication.focusWidget() is cards(desk)[0].buttons()[0]
    desk.press(Key.Key_Escape)
    assert listed(desk).isHidden()


def test_deleting_and_undoing_within_the_list(desk: Desk) -> None:
    look(desk)
    desk.press(Key.Key_Down, Key.Key_Delete)
    wait_for(desk, QUOTES[0])
    assert QUOTES[1] not in by_quote(desk)
    desk.press(Key.Key_Z, with_=CONTROL)
    wait_for(desk, *QUOTES[:2])
    assert QApplication.focusWidget() in cards(desk)[0].buttons()


def test_up_and_down_go_from_card_to_card(desk: Desk) -> None:
    look(desk)
    first, second = (c.buttons()[0] for c in cards(desk))
    seen = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Up):
        desk.press(key)
        seen.append(QApplication.focusWidget())
    assert seen == [second, second, first, first]


def test_the_places_of_an_ambiguous_one_are_offered_in_turn(library: Library, qtbot: QtBot) -> None:
    (paper,) = build.add(library, build.draft(abstract="Here we see a slow gradient fall."))
    mark(library, paper, "a slow gradient")
    desk = Desk(library, qtbot, paper)
    twice = "Now we see a slow gradient here. Then we see a slow gradient here."
    reword(library, paper, twice)
    look(desk)
    (card,) = cards(desk)
    assert card._comparison._now_head.text().endswith("1 of 2")
    card.step(1)
    assert card._comparison._now_head.text().endswith("2 of 2")
    push(desk, "It is this one")
    wait_for(desk)
    (placed,) = desk.marks()
    assert placed.selector.start == twice.rindex("a slow gradient")


def test_the_palette_lists_those_of_the_whole_library(window: MainWindow, qtbot: QtBot) -> None:
    library = window.library
    first, second, binned = build.add(
        library, build.draft("First"), build.draft("Second"), build.draft("Third")
    )
    for paper in (first, second, binned):
        mark(library, paper, QUOTES[1])
        reword(library, paper, NOW)
    with library.change("Bin"):
        papers.put_in_bin(library, [binned])
    window.actions_table["unsettled"].trigger()
    found = window.findChild(Unsettled)
    assert found is not None
    assert [c.highlight.paper for c in found._cards] == [first, second]
    titles = {label.text() for label in found.findChildren(QLabel)}
    assert {"First", "Second"} <= titles


def test_the_palette_says_where_nothing_needs_a_look(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_table["unsettled"].trigger()
    found = window.findChild(Unsettled)
    assert found is None or found.isHidden()
    said_there = [part.accessibleName() for part in window.status.findChildren(Elided)]
    assert any(words.startswith("Every highlight") for words in said_there)


def test_a_library_that_cannot_be_written_asks_nothing(desk: Desk) -> None:
    desk.reader.abstract._changes.library.writable = False  # type: ignore[misc]
    desk.reader.abstract.refresh()
    assert desk.reader.abstract.look_line.isHidden()


def test_a_change_of_theme_redraws_the_list(desk: Desk) -> None:
    look(desk)
    before = cards(desk)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.DARK)
    desk.qtbot.waitUntil(lambda: cards(desk) != before)
    wait_for(desk, *QUOTES[:2])
    fill = theme.DARK.highlight(2).fill
    assert fill in cards(desk)[0]._comparison._now.text()
