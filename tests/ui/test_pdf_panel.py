"""The panel of highlights: counted, sifted, sorted, gone to and changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.documents import Box
from desktop_app.core.highlights import Highlight, HighlightId, Style
from desktop_app.ui.pdf.marks_delegate import MarksDelegate
from desktop_app.ui.pdf.marks_list import MarksList
from desktop_app.ui.pdf.marks_model import MarksModel, Role
from desktop_app.ui.widgets import carried
from tests.ui.pdf import marked
from tests.ui.pdf_page import Reading

Key = Qt.Key
WORDS = ("memorised their training set", "Filtering the fast directions", "costs nothing")


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Reading:
    made = Reading(tmp_path, qtbot)
    made.open()
    return made


def rows(model: QAbstractItemModel) -> list[Highlight]:
    return [model.index(n, 0).data(Role.HIGHLIGHT) for n in range(model.rowCount())]


def shown(desk: Reading) -> list[HighlightId]:
    return [h.id for h in rows(desk.page.spread.panel.list.model())]


def chips(desk: Reading) -> dict[str, QAbstractButton]:
    found = desk.page.spread.panel.filter.findChildren(QAbstractButton)
    return {chip.accessibleName(): chip for chip in found if chip.isVisible()}


def mark_three(desk: Reading) -> list[HighlightId]:
    """Highlight on three pages, the last one first."""
    return [desk.mark(words, n + 1, 2 - n, f"Note {n}") for n, words in enumerate(WORDS)]


def test_nothing_marked_says_how_to_mark(desk: Reading) -> None:
    panel = desk.page.spread.panel
    assert panel._none.isVisible()
    assert not panel.export.isEnabled()
    desk.mark(WORDS[0])
    assert panel.list.isVisible()
    assert panel.export.isEnabled()


def test_highlights_stand_in_the_order_of_the_pages_or_of_time(desk: Reading) -> None:
    made = mark_three(desk)
    assert shown(desk) == made[::-1]
    by_page, by_time = desk.page.spread.panel.sorting().actions()
    assert by_page.isChecked()
    by_time.trigger()
    assert shown(desk) == made[::-1]
    desk.mark("gradient", 1, 3)
    assert [h.page for h in desk.marks()] == [0, 1, 2, 3]
    assert shown(desk)[0] == desk.marks()[-1].id


def test_chips_count_the_colours_and_show_one(desk: Reading) -> None:
    mark_three(desk)
    desk.mark("gradient", 2)
    assert list(chips(desk)) == ["All 4", "Claim: 1", "Method: 2", "Result: 1"]
    chips(desk)["Method: 2"].click()
    assert {h.colour for h in desk.marks() if h.id in shown(desk)} == {2}
    for mark in desk.marks():
        if mark.colour == 2:
            desk.page.marking._recolour(mark.id, 5)
    assert len(shown(desk)) == 4  # none of that colour is left to show


def test_enter_goes_to_a_highlight_and_keys_change_it(desk: Reading) -> None:
    made = mark_three(desk)
    rows_ = desk.page.spread.panel.list
    rows_.setFocus()
    desk.press(Key.Key_End)
    assert desk.page.view.page() == 2
    desk.press(Key.Key_Home, Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.page.view.page() == 0)
    here = desk.page.view.at_caret()
    assert here is not None
    assert here.id == made[2]
    desk.press(Key.Key_5)
    assert desk.marks()[0].colour == 5
    desk.press(Key.Key_N)
    desk.type(", and mine")
    desk.press(Key.Key_Escape)
    assert desk.marks()[0].comment == "Note 2, and mine"
    assert rows_.hasFocus()


def test_deleting_goes_on_with_the_next_one(desk: Reading) -> None:
    made = mark_three(desk)
    rows_ = desk.page.spread.panel.list
    rows_.setFocus()
    desk.press(Key.Key_Home, Key.Key_Return, Key.Key_Delete)
    assert shown(desk) == [made[1], made[0]]
    now = rows_.current()
    assert now is not None
    assert now.id == made[1]
    desk.changes.undo()
    assert shown(desk) == made[::-1]


def test_a_click_on_the_page_selects_it_in_the_panel(desk: Reading) -> None:
    made = mark_three(desk)
    desk.page.view.highlight_clicked.emit(made[1])
    now = desk.page.spread.panel.list.current()
    assert now is not None
    assert now.id == made[1]


def test_a_card_is_dragged_away(desk: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    dragged: list[HighlightId] = []
    monkeypatch.setattr(carried, "drag", lambda found, _: dragged.append(found.id))
    made = mark_three(desk)
    rows_ = desk.page.spread.panel.list
    viewport, left = rows_.viewport(), Qt.MouseButton.LeftButton
    middle = rows_.visualRect(rows_.model().index(1, 0)).center()
    QTest.mousePress(viewport, left, Qt.KeyboardModifier.NoModifier, middle)
    there = QPointF(middle.x(), middle.y() + 40)
    none = Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(QEvent.Type.MouseMove, there, there, left, left, none)
    QApplication.sendEvent(viewport, move)
    assert dragged == [made[1]]
    QTest.mouseRelease(viewport, left, none, middle)


def test_the_menu_of_a_card(desk: Reading) -> None:
    mark_three(desk)
    first = desk.marks()[0]
    actions = {a.text(): a for a in desk.page.spread.panel.list.menu(first).actions()}
    actions["Idea\t5"].trigger()
    actions["Copy"].trigger()
    assert desk.marks()[0].colour == 5
    copied = QGuiApplication.clipboard().mimeData()
    assert carried.key(copied) == first.key
    assert first.selector.exact in copied.text()
    actions["Delete\tDel"].trigger()
    assert first.id not in shown(desk)


def test_a_long_quote_is_clamped_and_an_area_is_named(qtbot: QtBot) -> None:
    model = MarksModel(lambda: ("Claim", "Method", "Result", "Question", "Idea"))
    area = marked(1, [Box(2, 1, 1, 50, 50)])
    view = MarksList(model)
    qtbot.addWidget(view)
    model.show_highlights([area])
    delegate = view.itemDelegate()
    assert isinstance(delegate, MarksDelegate)
    assert delegate.card(area, 280).quote == ("Area on page 3",)
    long = marked(2, [Box(0, 1, 1, 50, 50)], style=Style.HIGHLIGHT)
    words = type(long.selector)("many words " * 200, "", "", 0, 9)
    card = delegate.card(type(long)(**{**fields(long), "selector": words}), 280)
    assert len(card.quote) == 6
    assert card.quote[-1].endswith("…")


def fields(highlight: Highlight) -> dict[str, object]:
    return {name: getattr(highlight, name) for name in highlight.__slots__}


def test_the_model_keeps_the_rules_of_models() -> None:
    model = MarksModel(lambda: ("a", "b", "c", "d", "e"))
    tester = QAbstractItemModelTester(model)
    marks = [marked(n, [Box(n, 1, 1, 9, 9)]) for n in range(1, 9)]
    for some in (marks, marks[2:], marks[:1] + marks[4:], [], marks[::2], marks):
        model.show_highlights(some)
        assert rows(model) == some
    model.colour = 3
    model.sift()
    assert {h.colour for h in rows(model)} == {3}
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("c, page 3")
    del tester
