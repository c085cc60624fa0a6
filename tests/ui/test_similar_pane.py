"""Similar papers: the feed that finds them and the pane that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId
from desktop_app.engines import embedding
from desktop_app.store import deeds, embeddings, opening, papers, queue
from desktop_app.store.library import Library
from desktop_app.ui.changes import Changes
from desktop_app.ui.reader.similar_pane import Near, SimilarPane, _Row
from desktop_app.ui.similar import SimilarFeed
from desktop_app.ui.tasks import Tasks
from tests import build
from tests.ui.lanes import HandLanes

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


def rows(pane: SimilarPane) -> list[_Row]:
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
        assert isinstance(focus, _Row)
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


class Asking:
    """A feed on three papers, two with vectors, whose lanes work when told."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.lanes = HandLanes(library)
        self.changes = Changes(library)
        self.feed = SimilarFeed(self.changes, Tasks(self.lanes, self.changes))
        self.found: list[tuple[list[Any], str]] = []
        self.feed.found.connect(lambda rows, told: self.found.append((rows, told)))

    def answer(self, qtbot: QtBot) -> tuple[list[Any], str]:
        """Let the lanes work until an answer is there."""
        count = len(self.found)
        qtbot.waitUntil(lambda: (self.lanes.do(), len(self.found) > count)[1])
        return self.found[-1]


@pytest.fixture
def asking(tmp_path: Path, qapp: object) -> Iterator[Asking]:
    library = opening.open_library(tmp_path)
    made = build.add(
        library,
        *(build.draft(f"Slow gradients {n}", abstract=f"{build.ABSTRACT} {n}") for n in range(3)),
    )
    keys = embeddings.hashes_of(library, made)
    index = embeddings.open_index(tmp_path)
    vectors = np.eye(2, embedding.DIMENSIONS, dtype="<f4") * 0.6 + 0.04
    for paper, vector in zip(made, vectors, strict=False):
        index.put(embedding.MODEL, {keys[paper]: vector.tobytes()})
    index.close()
    asked = Asking(library)
    yield asked
    asked.changes.close()
    library.close()


def test_the_feed_finds_rows_with_a_reason(asking: Asking, qtbot: QtBot) -> None:
    asking.feed.ask(PaperId(1))
    rows, told = asking.answer(qtbot)
    assert [r.paper for r in rows] == [2]
    assert rows[0].reason.startswith(("Shares", "Close"))
    assert told == "from 2 indexed papers, on this computer"


def test_only_the_last_question_is_answered(asking: Asking, qtbot: QtBot) -> None:
    asking.feed.ask(PaperId(1))
    qtbot.waitUntil(lambda: bool(asking.lanes.waiting))
    asking.feed.ask(PaperId(2))
    asking.found.clear()
    rows, _ = asking.answer(qtbot)
    assert [r.paper for r in rows] == [1]
    assert len(asking.found) == 1


def test_queueing_is_shown(asking: Asking, qtbot: QtBot) -> None:
    asking.feed.ask(PaperId(1))
    assert not asking.answer(qtbot)[0][0].queued
    asking.changes.make("x", lambda: queue.add(asking.library, [PaperId(2)]))
    assert asking.answer(qtbot)[0][0].queued


def test_what_the_reader_wants_less_of_leaves_and_comes_back(asking: Asking, qtbot: QtBot) -> None:
    asking.feed.ask(PaperId(1))
    assert [row.paper for row in asking.answer(qtbot)[0]] == [2]
    asking.changes.make("x", lambda: deeds.set_less_like(asking.library, [PaperId(2)]))
    assert asking.answer(qtbot)[0] == []
    asking.changes.undo()
    assert [row.paper for row in asking.answer(qtbot)[0]] == [2]


def test_what_another_program_did_is_taken_up(asking: Asking, qtbot: QtBot) -> None:
    asking.feed.ask(PaperId(1))
    assert [row.paper for row in asking.answer(qtbot)[0]] == [2]
    other = opening.open_library(asking.library.path)
    with other.change("Delete"):
        papers.put_in_bin(other, [PaperId(2)])
    other.close()
    held = asking.feed.similar
    asking.library.look()
    assert asking.answer(qtbot)[0] == []
    assert asking.feed.similar is held


def test_a_paper_without_a_vector_says_so(asking: Asking, qtbot: QtBot) -> None:
    asking.feed.ask(PaperId(3))
    asking.found.clear()
    assert asking.answer(qtbot) == ([], "This paper is not indexed yet.")


def test_without_the_model_the_panel_says_what_is_missing(
    asking: Asking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "missing", lambda: "torch")
    asking.feed.ask(PaperId(3))
    asking.found.clear()
    rows, told = asking.answer(qtbot)
    assert rows == []
    assert "torch" in told


def test_no_paper_is_no_question(asking: Asking, qtbot: QtBot) -> None:
    asking.feed.ask(PaperId(1))
    asking.answer(qtbot)
    asking.feed.ask(None)
    assert asking.found[-1] == ([], "")
    qtbot.waitUntil(lambda: not asking.feed._settle.isActive())
    assert asking.lanes.waiting == []
