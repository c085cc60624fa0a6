"""The pane of similar papers: its rows, their reasons, and what it asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId
from desktop_app.ui.reader.similar_pane import SimilarPane
from desktop_app.ui.reader.similar_row import Near, Row

Key = Qt.Key


def near(count: int, queued: int = -1) -> list[Near]:
    return [
        Near(PaperId(n), f"Paper {n}", "Shares: gradients", 5 - n % 5, n == queued)
        for n in range(count)
    ]


@pytest.fixture
def pane(qtbot: QtBot) -> SimilarPane:
    made = SimilarPane()
    qtbot.addWidget(made)
    made.resize(700, 240)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_near(near(4, queued=2), "from 180 indexed papers")
    return made


def rows(pane: SimilarPane) -> list[Row]:
    return [r for r in pane._rows if not r.isHidden()]


def test_rows_say_title_reason_nearness_and_queued(pane: SimilarPane) -> None:
    shown = rows(pane)
    assert len(shown) == 4
    assert shown[0].accessibleName() == "Paper 0. Shares: gradients. Nearness 5 of 5"
    assert shown[2].accessibleName().endswith("Queued")
    assert shown[2]._is_queued.isVisible()
    assert not shown[2]._add.isVisible()
    pane.grab()


def test_the_button_and_q_queue(pane: SimilarPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.queued) as queued:
        qtbot.mouseClick(rows(pane)[1]._add, Qt.MouseButton.LeftButton)
    assert queued.args == [1]
    rows(pane)[3].setFocus()
    with qtbot.waitSignal(pane.queued) as queued:
        qtbot.keyClick(rows(pane)[3], Key.Key_Q)
    assert queued.args == [3]


def test_keys_move_from_row_to_row_and_open(pane: SimilarPane, qtbot: QtBot) -> None:
    pane.focus_first()
    seen = []
    for key in (Key.Key_J, Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_K, Key.Key_Up):
        qtbot.keyClick(QApplication.focusWidget(), key)
        focus = QApplication.focusWidget()
        assert isinstance(focus, Row)
        seen.append(pane._rows.index(focus))
    assert seen == [1, 2, 3, 3, 2, 1]
    with qtbot.waitSignal(pane.opened) as opened:
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert opened.args == [1]


def test_a_click_opens(pane: SimilarPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.opened) as opened:
        qtbot.mouseClick(rows(pane)[2], Qt.MouseButton.LeftButton)
    assert opened.args == [2]


def test_minus_and_the_menu_ask_for_less_like_a_paper(pane: SimilarPane, qtbot: QtBot) -> None:
    rows(pane)[1].setFocus()
    with qtbot.waitSignal(pane.unwanted) as unwanted:
        qtbot.keyClick(rows(pane)[1], Key.Key_Minus)
    assert unwanted.args == [1]
    menu = rows(pane)[2].menu()
    assert [a.text() for a in menu.actions() if not a.isSeparator() and not a.isEnabled()] == [
        "Add to queue\tQ"
    ]
    with qtbot.waitSignal(pane.unwanted) as unwanted:
        menu.actions()[-1].trigger()
    assert unwanted.args == [2]


def test_where_the_last_row_leaves_the_one_before_has_the_focus(pane: SimilarPane) -> None:
    rows(pane)[3].setFocus()
    pane.show_near(near(3), "from 180 indexed papers")
    assert QApplication.focusWidget() is rows(pane)[2]


def test_a_fresh_answer_keeps_the_focus_where_it_is(pane: SimilarPane) -> None:
    rows(pane)[1]._add.setFocus()
    pane.show_near(near(4, queued=1), "from 181 indexed papers")
    assert QApplication.focusWidget() is rows(pane)[1]


def test_without_any_a_sentence_says_why(pane: SimilarPane) -> None:
    pane.show_near([], "This paper is not indexed yet.")
    assert rows(pane) == []
    assert pane._none.isVisible()
    assert pane._none.text() == "This paper is not indexed yet."
    pane.show_near(near(1), "from 2 indexed papers")
    assert not pane._none.isVisible()


def test_folding_hides_the_rows(pane: SimilarPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.folded) as folded:
        qtbot.mouseClick(pane._fold, Qt.MouseButton.LeftButton)
    assert folded.args == [True]
    assert not rows(pane)[0].isVisible()


TOLD = ("Models generalise late.", "Generalisation comes <late>.")


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_a_sentence_is_a_reason_and_both_unfold(pane: SimilarPane, qtbot: QtBot) -> None:
    first, *others = near(4)
    said = replace(first, reason="Closest sentence:", quote=TOLD[1], sentences=TOLD)
    pane.show_near([said, *others], "from 180 indexed papers")
    row = rows(pane)[0]
    assert TOLD[1] in row.accessibleName()
    assert row.accessibleDescription() == " ".join(TOLD)
    assert "&lt;late&gt;" in row.toolTip()
    pane.grab()
    low = row.sizeHint().height()
    row.setFocus()
    qtbot.keyClick(row, Key.Key_Right)
    assert row._sentences.isVisible()
    assert row.sizeHint().height() > low
    qtbot.keyClick(row, Key.Key_Left)
    assert not row._sentences.isVisible()
    row.unfold(True)
    pane.show_near(near(4), "from 180 indexed papers")
    assert not row._sentences.isVisible()
    row.unfold(True)
    assert not row._sentences.isVisible()


def test_turning_to_a_row_is_told(pane: SimilarPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.looked_at):
        rows(pane)[1].setFocus()
    with qtbot.waitSignal(pane.looked_at):
        qtbot.mouseMove(rows(pane)[2])
        rows(pane)[2]._dwell.start()


def test_another_question_is_named_and_left(pane: SimilarPane, qtbot: QtBot) -> None:
    pane.show_question("Similar to 3 papers")
    assert pane._head._title.text() == "Similar to 3 papers"
    rows(pane)[1].setFocus()
    with qtbot.waitSignal(pane.left):
        qtbot.keyClick(focus(), Key.Key_Escape)
    with qtbot.waitSignal(pane.left):
        qtbot.mouseClick(pane._head._leave, Qt.MouseButton.LeftButton)
    pane.show_question("")
    assert not pane._head._leave.isVisible()
    with qtbot.assertNotEmitted(pane.left):
        qtbot.keyClick(focus(), Key.Key_Escape)


def test_a_text_is_typed_in_the_head(pane: SimilarPane, qtbot: QtBot) -> None:
    pane.ask_text()
    field = focus()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, " fq- late ")
    with qtbot.waitSignal(pane.typed) as typed:
        qtbot.keyClick(field, Key.Key_Return)
    assert typed.args == ["fq- late"]
    assert not field.isVisible()
    pane.show_near([], "Looking for similar papers…")
    pane.show_near(near(2), "from 180 indexed papers")
    assert focus() is rows(pane)[0]


def test_no_text_is_no_question(pane: SimilarPane, qtbot: QtBot) -> None:
    for key in (Key.Key_Return, Key.Key_Escape):
        pane.ask_text()
        field = focus()
        with qtbot.assertNotEmitted(pane.typed):
            qtbot.keyClick(field, key)
        assert not field.isVisible()
        assert focus() is rows(pane)[0]


def test_the_first_row_gets_the_focus_once_it_is_there(pane: SimilarPane) -> None:
    pane.show_near([], "")
    pane.focus_first()
    pane.show_near(near(3), "from 180 indexed papers")
    assert focus() is rows(pane)[0]


def test_rows_that_come_late_take_no_focus(pane: SimilarPane, qtbot: QtBot) -> None:
    other = QLineEdit(pane.parentWidget() or pane)
    other.show()
    pane.show_near([], "")
    pane.focus_first()
    other.setFocus()
    pane.show_near(near(3), "from 180 indexed papers")
    assert focus() is other
