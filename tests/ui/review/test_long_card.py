"""A card that is higher than its room: what scrolls, and what is always seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.cards import Kind
from desktop_app.core.papers import PaperId
from desktop_app.store import cards, highlights
from desktop_app.store.library import Library
from desktop_app.ui import theme
from desktop_app.ui.review.panel import ReviewPanel
from desktop_app.ui.review.section import ReviewSection
from tests import build
from tests.ui.review.reviewing import SHIFT, K, add, foot, log, press, whole


@pytest.fixture
def long(library: Library) -> PaperId:
    words = "And so on, and on it goes, " * 120
    return build.add(library, build.draft("Long", abstract=f"{words}and ends."))[0]


def mark(library: Library, paper: PaperId, kind: Kind, end: int = 2000, comment: str = "") -> None:
    with library.change("Add"):
        made = highlights.add(library, paper, 0, end, 1)
        highlights.comment(library, made, comment)
        cards.add(library, [made], kind)


@pytest.mark.parametrize("size", [(1220, 840), (1200, 560), (800, 640), (501, 462), (420, 600)])
def test_the_ratings_of_a_long_card_are_seen_while_its_passage_scrolls(
    qtbot: QtBot, library: Library, long: PaperId, panel: ReviewPanel, size: tuple[int, int]
) -> None:
    mark(library, long, Kind.PASSAGE, comment="Cite this.")
    panel.resize(*size)
    qtbot.waitUntil(panel.card.isVisible)
    panel.setFocus()
    bar = panel.card.body.verticalScrollBar()
    seen_whole = (panel.card.grades, panel.card.hints, panel.card.meta)
    qtbot.waitUntil(lambda: bar.maximum() > 0 and all(map(whole, seen_whole)))
    assert foot(panel).y() < panel.height()
    seen = panel.card.parentWidget().parentWidget()
    assert seen.size() == seen.parentWidget().size()  # the page has no bar beside the card's
    line, page, end = theme.line_height("abstract"), bar.pageStep(), bar.maximum()
    at = 0
    for key, way in (
        (K.Key_Down, line),
        (K.Key_J, line),
        (K.Key_Up, -line),
        (K.Key_K, -line),
        (K.Key_Space, page - line),
        (K.Key_PageDown, page - line),
        (K.Key_PageUp, line - page),
        (K.Key_End, end),
        (K.Key_Home, -end),
    ):
        press(qtbot, key)
        at = max(0, min(end, at + way))
        assert bar.value() == at
    press(qtbot, K.Key_End)
    press(qtbot, K.Key_Space, held=SHIFT)
    assert bar.value() == max(0, end - page + line)
    press(qtbot, K.Key_End)
    assert whole(panel.card.comment)
    press(qtbot, K.Key_3)
    assert [rating for _, rating in log(library)] == [3]


def test_a_page_that_is_too_small_for_a_card_shows_its_ratings(
    qtbot: QtBot, library: Library, long: PaperId, panel: ReviewPanel
) -> None:
    mark(library, long, Kind.PASSAGE)
    qtbot.waitUntil(panel.card.isVisible)
    panel.resize(420, 260)
    qtbot.waitUntil(lambda: whole(panel.card.grades))


def test_the_next_card_begins_at_its_beginning(
    qtbot: QtBot, library: Library, long: PaperId, panel: ReviewPanel
) -> None:
    mark(library, long, Kind.PASSAGE)
    mark(library, long, Kind.PASSAGE, 1990)
    panel.resize(800, 560)
    qtbot.waitUntil(panel.card.isVisible)
    panel.setFocus()
    press(qtbot, K.Key_End, K.Key_3)
    bar = panel.card.body.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == 0


def test_many_hidden_words_are_a_few_bars_until_they_are_shown(
    qtbot: QtBot, library: Library, long: PaperId, panel: ReviewPanel
) -> None:
    mark(library, long, Kind.CLOZE)
    qtbot.waitUntil(panel.card.isVisible)
    panel.setFocus()
    front, lines = panel.card.front, theme.line_height("abstract")
    assert front.heightForWidth(540) < 12 * lines
    press(qtbot, K.Key_Space)
    assert panel.card.body.verticalScrollBar().value() == 0
    assert front.heightForWidth(540) > 20 * lines
    qtbot.waitUntil(lambda: panel.card.body.verticalScrollBar().maximum() > 0)
    press(qtbot, K.Key_Space)
    assert panel.card.body.verticalScrollBar().value() > 0


def test_an_answer_below_a_long_question_comes_into_sight(
    qtbot: QtBot, library: Library, long: PaperId, panel: ReviewPanel
) -> None:
    mark(library, long, Kind.COMMENT, 40, comment="What does it say? " * 60)
    panel.resize(800, 500)
    qtbot.waitUntil(panel.card.isVisible)
    panel.setFocus()
    assert panel.card.body.verticalScrollBar().value() == 0
    press(qtbot, K.Key_Return)
    qtbot.waitUntil(lambda: not panel.card.answer.visibleRegion().isEmpty())


def test_the_card_of_today_is_as_high_as_it_needs_and_leaves_the_keys(
    qtbot: QtBot, library: Library, long: PaperId, section: ReviewSection
) -> None:
    mark(library, long, Kind.PASSAGE)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    QApplication.processEvents()
    front = section.card.front
    assert front.height() >= front.heightForWidth(front.width())
    assert whole(front)
    assert [section.card.body.way(key) for key in (K.Key_Down, K.Key_J, K.Key_Space)] == [0] * 3


def test_a_comment_stands_apart_from_the_line_below_its_passage(
    qtbot: QtBot, library: Library, paper: PaperId, panel: ReviewPanel
) -> None:
    add(library, paper, Kind.PASSAGE, comment="Cite this.")
    qtbot.waitUntil(panel.card.comment.isVisible)
    QApplication.processEvents()
    gap = panel.card.comment.geometry().top() - panel.card.front.geometry().bottom()
    assert theme.scaled(6) <= gap <= theme.scaled(8)


def test_a_click_on_a_passage_takes_the_focus(
    qtbot: QtBot, library: Library, paper: PaperId, panel: ReviewPanel
) -> None:
    add(library, paper, Kind.PASSAGE)
    qtbot.waitUntil(panel.card.isVisible)
    panel.shelf.list.setFocus()
    qtbot.mouseClick(panel.card.front, Qt.MouseButton.LeftButton)
    assert panel.card.hasFocus()
