"""Similar papers in the window: what asks for them, and where opening one leads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId
from desktop_app.engines import embedding
from desktop_app.services.similar_sentences import Fit, Pair
from desktop_app.store import deeds, highlights
from desktop_app.ui import similar_actions
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.reader.similar_row import Row
from desktop_app.ui.reader.tabs import ABSTRACT, DETAILS
from desktop_app.ui.widgets.choice import Choice
from tests import build, vectors

Key = Qt.Key
SAID = "Curved manifolds are warm"


@pytest.fixture
def similar(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window on five papers with vectors, the first of them read."""
    drafts = (build.draft(f"Paper {n}", abstract=f"Leeks {n}.\n{SAID} {n}.") for n in range(5))
    build.add(window.library, *drafts)
    vectors.index(window.library)
    window.library_panel.set_sort("added")
    qtbot.waitUntil(lambda: window.library_panel.model.rowCount() == 5)
    window.activateWindow()
    window.open_paper(PaperId(1))
    wait_for(window, qtbot, 2, 3, 4, 5)
    return window


def rows(window: MainWindow) -> list[Row]:
    return [row for row in window.reader.similar._rows if not row.isHidden()]


def near(window: MainWindow) -> list[int]:
    return [row._near.paper for row in rows(window) if row._near]


def wait_for(window: MainWindow, qtbot: QtBot, *wanted: int) -> None:
    qtbot.waitUntil(lambda: sorted(near(window)) == sorted(wanted))


def head(window: MainWindow) -> str:
    return window.reader.similar._head.question


def trigger(window: MainWindow, name: str) -> None:
    window.actions_table[name].trigger()


def pretend(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the texts that are asked about point where the paper of their number does."""

    def start(text: Sequence[str], done: Any) -> None:
        done(vectors.encode([one.rstrip(".") for one in text]))

    begin = window.tasks.start

    def stand_in(lane: Any, work: Any, *args: Any, done: Any, **more: Any) -> Any:
        if work is embedding.encode:
            start(args[0], done)
            return None
        return begin(lane, work, *args, done=done, **more)

    monkeypatch.setattr(window.tasks, "start", stand_in)


def test_the_action_goes_to_the_papers(similar: MainWindow) -> None:
    similar.reader.show_tab(DETAILS)
    similar.reader.similar.set_folded(True)
    trigger(similar, "find-similar")
    assert QApplication.focusWidget() is rows(similar)[0]
    assert head(similar) == ""


def test_several_chosen_papers_are_asked_about_together(similar: MainWindow, qtbot: QtBot) -> None:
    papers = similar.library_panel.list
    similar.library_panel.select(PaperId(3))
    papers.setFocus()
    qtbot.keyClick(papers, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = set(similar.chosen())
    assert len(chosen) == 2
    trigger(similar, "find-similar")
    assert "2" in head(similar)
    wait_for(similar, qtbot, *{1, 2, 3, 4, 5} - chosen)
    shown = near(similar)
    similar.similar_actions.open(PaperId(shown[0]))
    assert similar.reader.paper == shown[0]
    assert "2" in head(similar)
    rows(similar)[0].setFocus()
    qtbot.keyClick(rows(similar)[0], Key.Key_Escape)
    assert head(similar) == ""
    wait_for(similar, qtbot, *{1, 2, 3, 4, 5} - {shown[0]})


def test_too_many_are_refused_in_a_sentence(
    similar: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar_actions, "MOST_ASKED", 2)
    said: list[str] = []
    monkeypatch.setattr(similar.status, "say", said.append)
    similar.library_panel.list.selectAll()
    trigger(similar, "find-similar")
    assert "2" in said[0]
    assert head(similar) == ""


def test_a_text_is_asked_for_in_the_pane(
    similar: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(similar, monkeypatch)
    trigger(similar, "find-like-text")
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "late generalization 3")
    qtbot.keyClick(field, Key.Key_Return)
    wait_for(similar, qtbot, 1, 2, 3, 4, 5)
    assert near(similar)[0] == 4
    assert "late generalization 3" in head(similar)
    similar.library_panel.select(PaperId(2))
    assert head(similar) == ""


def find_like(window: MainWindow) -> QAction:
    """Give the entry of the abstract's menu that finds papers like what is marked there."""
    text = window.reader.abstract.text
    text.menu_wanted.emit(text.mapToGlobal(text.rect().center()))
    return next(a for a in reversed(text.findChildren(QAction)) if a.objectName() == "find-like")


def test_a_highlight_is_asked_about(
    similar: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(similar, monkeypatch)
    text = similar.reader.abstract.text
    text.put_caret(0)
    assert not find_like(similar).isEnabled()
    start = text.words.index(SAID)
    with similar.library.change("Mark"):
        highlights.add(similar.library, PaperId(1), start, len(text.words) - 1, 2)
    text.put_caret(start + 2)
    find = find_like(similar)
    assert find.isEnabled()
    find.trigger()
    assert SAID in head(similar)
    wait_for(similar, qtbot, 2, 3, 4, 5)


def test_a_paper_is_opened_at_its_sentence(
    similar: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = Pair(f"{SAID} 0.", f"{SAID} 2.", 0.8, Fit.TELLING)
    monkeypatch.setattr(similar.similar, "pair", lambda paper: pair if paper == 3 else None)
    row = next(row for row in rows(similar) if row._near and row._near.paper == 3)
    row.setFocus()
    qtbot.keyClick(row, Key.Key_Return)
    text = similar.reader.abstract.text
    start = text.words.index(SAID)
    qtbot.waitUntil(lambda: text.caret() == start)
    assert similar.reader.paper == 3
    assert similar.reader.tab() == ABSTRACT
    qtbot.waitUntil(lambda: text.pointed_out == (start, len(text.words)))
    text.grab()
    qtbot.keyClick(text, Key.Key_Right)
    assert text.pointed_out is None


def test_less_like_this_is_undone_and_taken_back(similar: MainWindow, qtbot: QtBot) -> None:
    row = rows(similar)[1]
    unwanted = near(similar)[1]
    row.setFocus()
    qtbot.keyClick(row, Key.Key_Minus)
    wait_for(similar, qtbot, *{2, 3, 4, 5} - {unwanted})
    assert similar.undo_bar.isVisible()
    trigger(similar, "undo")  # which shows the paper
    wait_for(similar, qtbot, *{1, 2, 3, 4, 5} - {unwanted})
    similar.library_panel.select(PaperId(1))
    wait_for(similar, qtbot, 2, 3, 4, 5)
    similar.digest_actions.less_like([PaperId(unwanted)])
    trigger(similar, "less-liked")
    (choice,) = similar.findChildren(Choice)
    assert choice.list.count() == 1
    choice.accept()
    assert deeds.less_like(similar.library) == set()
    wait_for(similar, qtbot, 2, 3, 4, 5)


def test_with_nothing_unwanted_a_sentence_says_so(similar: MainWindow) -> None:
    trigger(similar, "less-liked")
    (choice,) = similar.findChildren(Choice)
    assert choice.list.count() == 0
    choice.reject()
