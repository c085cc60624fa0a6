"""Marking in a document: by keys, by the bar, areas, comments beside the pages and below them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.core.documents import Box
from desktop_app.core.highlights import Style
from desktop_app.core.papers import State
from desktop_app.store import papers
from desktop_app.ui.widgets.margin_note import MarginNote
from desktop_app.ui.widgets.writing import Writing
from tests.ui.pdf_page import PAPER, Reading

Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
FIRST, SECOND = "memorised their training set", "Filtering the fast directions"


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Reading:
    made = Reading(tmp_path, qtbot)
    made.open()
    return made


def notes(desk: Reading) -> list[MarginNote]:
    found = desk.page.spread.comments.margin.findChildren(MarginNote)
    return sorted((n for n in found if n.isVisible()), key=MarginNote.y)


def editing(desk: Reading) -> bool:
    return isinstance(desk.focus(), Writing)


# Marking


def test_keyboard_alone_marks_comments_goes_on_and_takes_back(desk: Reading) -> None:
    desk.mark(SECOND, 2)
    desk.press(Key.Key_Right, Key.Key_Down)
    desk.press(*[Key.Key_Down] * 2, with_=SHIFT)
    desk.press(Key.Key_3)
    made = next(m for m in desk.marks() if m.colour == 3)
    assert made.selector.exact
    assert desk.page.view.selection() is None
    desk.press(Key.Key_N)
    desk.type("Is that so?")
    desk.press(Key.Key_Escape)
    assert desk.page.view.hasFocus()
    assert [m.comment for m in desk.marks()] == ["Is that so?", ""]
    desk.page.step(1)
    here = desk.page.view.at_caret()
    assert here is not None
    assert here.colour == 2
    for _ in range(2):
        desk.changes.undo()
    assert [m.colour for m in desk.marks()] == [2]


def test_a_highlight_begins_the_paper_and_keeps_quote_and_boxes(desk: Reading) -> None:
    desk.select(FIRST)
    desk.press(Key.Key_1)
    (made,) = desk.marks()
    assert made.selector.exact == FIRST
    assert made.extraction
    assert made.page == 0
    assert papers.get(desk.library, PAPER).state is State.READING


def test_shift_and_a_digit_underlines(desk: Reading) -> None:
    desk.select(SECOND)
    desk.press(Key.Key_4, with_=SHIFT)
    assert [(m.style, m.colour) for m in desk.marks()] == [(Style.UNDERLINE, 4)]
    assert desk.library.undo_label == "Underline"


def test_the_new_highlight_is_current_and_takes_another_colour(desk: Reading) -> None:
    desk.select(FIRST)
    desk.press(Key.Key_1, Key.Key_5)
    assert [m.colour for m in desk.marks()] == [5]
    assert desk.library.undo_label == "Change a highlight’s colour"
    desk.press(Key.Key_Delete)
    assert desk.marks() == []
    desk.changes.undo()
    assert [m.colour for m in desk.marks()] == [5]


def test_the_bar_stands_under_the_selection_and_marks(desk: Reading) -> None:
    bar = desk.page.marking.bar
    desk.select(FIRST)
    desk.qtbot.waitUntil(bar.isVisible)
    assert bar.y() > desk.page.view.passage().bottom()
    buttons = {b.accessibleName(): b for b in bar.findChildren(QToolButton) if b.isVisible()}
    buttons["Highlight as Result"].click()
    assert not bar.isVisible()
    desk.select(SECOND)
    desk.qtbot.waitUntil(bar.isVisible)
    buttons["Underline"].click()
    assert [(m.style, m.colour) for m in desk.marks()] == [
        (Style.HIGHLIGHT, 3),
        (Style.UNDERLINE, 3),
    ]


def test_a_click_on_a_highlight_offers_to_change_it(desk: Reading) -> None:
    mark = desk.mark(FIRST, 1)
    desk.page.view.highlight_clicked.emit(mark)
    bar = desk.page.marking.bar
    assert bar.isVisible()
    desk.page.view.show_current(mark)
    bar.coloured.emit(2)
    assert [m.colour for m in desk.marks()] == [2]


def test_an_area_is_marked_in_the_colour_used_last(desk: Reading) -> None:
    desk.select(FIRST)
    desk.press(Key.Key_4)
    desk.page.toolbar.area.click()
    desk.page.view.area_chosen.emit(Box(0, 100, 300, 200, 400))
    area = desk.marks()[-1]
    assert (area.style, area.colour) == (Style.AREA, 4)
    assert area.boxes == (Box(0, 100, 300, 200, 400),)
    assert area.selector.exact == ""
    assert not desk.page.toolbar.area.isChecked()
    desk.changes.undo()
    assert len(desk.marks()) == 1


def test_nothing_selected_and_nothing_current_marks_nothing(desk: Reading) -> None:
    desk.press(Key.Key_1, Key.Key_N, Key.Key_Delete)
    desk.press(Key.Key_1, with_=SHIFT)
    assert desk.marks() == []
    assert desk.library.undo_label is None


# Comments beside the pages


def test_a_comment_stands_level_with_its_mark_and_never_on_the_page(desk: Reading) -> None:
    mark = desk.mark(SECOND, 1, comment="Which ones?")
    desk.qtbot.waitUntil(lambda: len(notes(desk)) == 1)
    view, (note,) = desk.page.view, notes(desk)
    left = note.mapTo(view.parentWidget(), note.rect().topLeft()).x()
    assert left > view.page_rect(0).right()
    found = next(m for m in desk.marks() if m.id == mark)
    before = view.rect_of(found)
    assert before is not None
    distance = note.y() - before.y()
    assert abs(distance) < 20
    view.verticalScrollBar().setValue(40)
    after = view.rect_of(found)
    assert after is not None
    assert after.y() == before.y() - 40
    assert note.y() - after.y() == distance


def test_colliding_comments_push_each_other_down(desk: Reading) -> None:
    for colour, words in enumerate(("Networks", "generalise", "memorised", "delay"), 1):
        desk.mark(words, colour, comment="A comment that needs some lines to stand in. " * 3)
    desk.qtbot.waitUntil(lambda: len(notes(desk)) == 4)
    ends = [(n.y(), n.geometry().bottom()) for n in notes(desk)]
    assert all(above[1] < below[0] for above, below in pairwise(ends))


def test_only_comments_near_the_view_have_widgets(desk: Reading) -> None:
    for page in range(4):
        desk.mark(FIRST, 1, page, comment=f"On page {page}")
    desk.page.view.go_to(desk.page.view.spot())
    margin = desk.page.spread.comments.margin
    desk.qtbot.waitUntil(lambda: 1 <= len(margin._notes) < 4)


def test_n_comments_beside_the_page_and_saves_while_typing(desk: Reading) -> None:
    desk.select(FIRST)
    desk.press(Key.Key_N)
    assert editing(desk)
    desk.type("Typed")
    desk.qtbot.waitUntil(lambda: [m.comment for m in desk.marks()] == ["Typed"])
    desk.press(Key.Key_Return, with_=CONTROL)
    assert desk.page.view.hasFocus()
    assert desk.library.undo_label == "Comment"
    desk.changes.undo()
    assert [m.comment for m in desk.marks()] == [""]


def test_a_comment_typed_stays_open_while_the_pages_scroll(desk: Reading) -> None:
    desk.select(FIRST)
    desk.press(Key.Key_N)
    desk.type("Still ")
    bar = desk.page.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    desk.type("here")
    desk.page.flush()
    assert [m.comment for m in desk.marks()] == ["Still here"]


def test_a_comment_typed_leaves_its_highlight_the_current_one(desk: Reading) -> None:
    desk.mark(SECOND, 2)
    desk.select(FIRST)
    desk.press(Key.Key_N)
    desk.type("Typed")
    desk.press(Key.Key_Escape)
    here = desk.page.view.at_caret()
    assert here is not None
    assert here.comment == "Typed"


def test_tab_goes_through_highlights_and_comments(desk: Reading) -> None:
    for colour, words in enumerate((FIRST, SECOND), 1):
        desk.mark(words, colour, comment=f"Comment {colour}")
    desk.qtbot.waitUntil(lambda: len(notes(desk)) == 2)
    desk.page.view.setFocus()
    seen: list[object] = []
    for _ in range(4):
        desk.press(Key.Key_Tab)
        seen.append(desk.focus())
    assert seen == [desk.page.view] * 2 + notes(desk)


def test_the_wheel_over_a_comment_scrolls_the_pages(desk: Reading) -> None:
    desk.mark(FIRST, 1, comment="A comment")
    desk.qtbot.waitUntil(lambda: len(notes(desk)) == 1)
    (note,) = notes(desk)
    middle = QPointF(note.mapTo(desk.page, note.rect().center()))
    QTest.wheelEvent(desk.page.windowHandle(), middle, QPoint(0, -120))
    assert desk.page.view.verticalScrollBar().value() > 0


def test_in_a_narrow_window_a_comment_is_typed_below_the_pages(desk: Reading) -> None:
    desk.page.resize(640, 700)
    desk.mark(FIRST, 1, comment="Known")
    desk.select(SECOND)
    desk.press(Key.Key_N)
    foot = desk.page.spread.comments.foot
    desk.qtbot.waitUntil(foot.isVisible)
    assert notes(desk) == []
    assert editing(desk)
    desk.type("Typed below")
    desk.press(Key.Key_Escape)
    assert foot.isHidden()
    assert desk.page.view.hasFocus()
    assert [m.comment for m in desk.marks()] == ["Known", "Typed below"]


def test_a_highlight_undone_while_it_is_commented_below_ends_that(desk: Reading) -> None:
    desk.page.resize(640, 700)
    desk.select(FIRST)
    desk.press(Key.Key_N)
    foot = desk.page.spread.comments.foot
    desk.qtbot.waitUntil(foot.isVisible)
    desk.changes.undo()
    assert foot.isHidden()
    assert desk.marks() == []


def test_leaving_saves_what_is_being_typed(desk: Reading) -> None:
    desk.select(FIRST)
    desk.press(Key.Key_N)
    desk.type("Not lost")
    desk.page.leave()
    assert [m.comment for m in desk.marks()] == ["Not lost"]
