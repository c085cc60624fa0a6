"""The card and its section on Today, driven by keys, and as time goes by."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core import scheduling
from desktop_app.core.cards import Kind
from desktop_app.core.papers import PaperId
from desktop_app.core.scheduling import Rating
from desktop_app.settings import Settings
from desktop_app.store import cards, highlights, review
from desktop_app.store.library import Library
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.review import words
from desktop_app.ui.review.feed import Feed
from desktop_app.ui.review.panel import ReviewPanel
from desktop_app.ui.review.section import ReviewSection
from tests import build
from tests.ui.review.reviewing import NAMES, SHIFT, K, Page, add, asked, log, press


def test_a_passage_is_graded_by_keys(
    qtbot: QtBot, library: Library, paper: PaperId, section: ReviewSection
) -> None:
    ids = add(library, paper, *[Kind.PASSAGE] * 4)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    assert section.count.text() == "4 highlights due"
    assert section.card.grades.place.text() == "1 of 4"
    assert [b.accessibleName() for b in section.card.grades.buttons.values()] == [
        "Again, 10 min",
        "Hard, 15 min",
        "Good, 2 d",
        "Easy, 8 d",
    ]
    press(qtbot, K.Key_1, K.Key_2, K.Key_3)
    assert log(library) == [(ids[0], 1), (ids[1], 2), (ids[2], 3)]
    assert section.card.grades.place.text() == "4 of 4"
    assert section.card.hasFocus()
    press(qtbot, K.Key_4)
    assert section.card.isHidden()
    assert section.end.text().startswith("Nothing to review now. A card comes back in ")
    assert section.all.hasFocus()


def test_hidden_words_are_shown_before_they_are_graded(
    qtbot: QtBot, library: Library, paper: PaperId, section: ReviewSection
) -> None:
    [card] = add(library, paper, Kind.CLOZE)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    assert section.card.front.hidden
    assert section.card.grades.show_answer.isVisible()
    assert not section.card.grades.buttons[Rating.GOOD].isVisible()
    assert "Networks" not in section.card.accessibleName()
    height = section.card.front.height()
    press(qtbot, K.Key_3)
    assert log(library) == []
    press(qtbot, K.Key_Space)
    assert not section.card.front.hidden
    assert section.card.front.height() == height
    assert section.card.grades.buttons[Rating.GOOD].isVisible()
    press(qtbot, K.Key_3)
    assert log(library) == [(card, 3)]


def test_a_comment_asks_for_its_passage(
    qtbot: QtBot, library: Library, paper: PaperId, section: ReviewSection
) -> None:
    add(library, paper, Kind.COMMENT, comment="Which ones?")
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    assert asked(section.card) == "Which ones?"
    assert not section.card.answer.isVisible()
    assert not section.card.comment.isVisible()
    press(qtbot, K.Key_Return)
    assert section.card.answer.isVisible()
    qtbot.mouseClick(section.card.grades.buttons[Rating.EASY], Qt.MouseButton.LeftButton)
    assert [rating for _, rating in log(library)] == [4]


def test_an_answer_stays_shown_while_something_else_changes(
    qtbot: QtBot, library: Library, paper: PaperId, changes: Changes, section: ReviewSection
) -> None:
    add(library, paper, Kind.CLOZE, Kind.PASSAGE)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    press(qtbot, K.Key_Space)
    [mark, _] = highlights.of(library, paper)
    changes.make("Comment", lambda: highlights.comment(library, mark.id, "Aha"))
    qtbot.waitUntil(section.card.comment.isVisible)
    assert not section.card.asking


def test_keys_bury_suspend_and_open(
    qtbot: QtBot, library: Library, paper: PaperId, section: ReviewSection
) -> None:
    ids = add(library, paper, *[Kind.PASSAGE] * 3)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    opened: list[tuple[PaperId, int]] = []
    section.opened.connect(lambda *where: opened.append(where))
    press(qtbot, K.Key_B)
    assert cards.get(library, ids[0]).buried
    press(qtbot, K.Key_S, held=SHIFT)
    assert cards.get(library, ids[1]).suspended
    press(qtbot, K.Key_E)
    section.card.meta.setFocus()
    press(qtbot, K.Key_Return)
    assert opened == [(paper, cards.get(library, ids[2]).highlight)] * 2


def test_undo_brings_the_card_back_to_be_asked_for(
    qtbot: QtBot, library: Library, paper: PaperId, changes: Changes, section: ReviewSection
) -> None:
    ids = add(library, paper, *[Kind.PASSAGE] * 3)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    before = build.dump(library)
    press(qtbot, K.Key_1)
    changes.undo()
    qtbot.waitUntil(lambda: section.card.card is not None and section.card.card.id == ids[0])
    assert build.dump(library) == before
    assert section.card.grades.place.text() == "1 of 3"
    assert section.card.hasFocus()


# The section


def test_the_section_is_there_once_there_are_cards(
    qtbot: QtBot, library: Library, paper: PaperId, changes: Changes, section: ReviewSection
) -> None:
    assert section.isHidden()
    add(library, paper, Kind.PASSAGE)
    qtbot.waitUntil(section.isVisible)
    changes.undo()
    qtbot.waitUntil(section.isHidden)
    page = section.parentWidget()
    page.hide()
    add(library, paper, Kind.PASSAGE)
    page.show()
    assert section.isVisible()


def test_what_is_not_seen_is_not_read(
    qtbot: QtBot,
    library: Library,
    paper: PaperId,
    section: ReviewSection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add(library, paper, Kind.PASSAGE)
    qtbot.waitUntil(section.card.isVisible)
    read: list[int] = []
    due = review.due
    monkeypatch.setattr(review, "due", lambda *args: (read.append(1), due(*args))[1])
    section.parentWidget().hide()
    add(library, paper, Kind.CLOZE)
    qtbot.wait(20)
    assert read == []
    section.parentWidget().show()
    assert read == [1]
    assert section.count.text() == "2 highlights due"


def test_a_long_passage_is_cut_on_today_and_whole_on_its_page(
    library: Library, feed: Feed, section: ReviewSection, panel: ReviewPanel
) -> None:
    long = build.draft("Long", abstract="And so on and on it goes without an end. " * 60)
    [paper] = build.add(library, long)
    with library.change("Add"):
        mark = highlights.add(library, paper, 0, 2000, 1)
        cards.add(library, [mark], Kind.PASSAGE)
    feed.load()
    section.refresh()
    lines = theme.line_height("abstract")
    assert section.card.front.heightForWidth(540) <= 8 * lines + 2
    assert panel.card.front.heightForWidth(540) > 20 * lines


# Time


def test_a_card_in_its_steps_comes_back_by_itself(
    qtbot: QtBot,
    library: Library,
    paper: PaperId,
    clock: build.Clock,
    feed: Feed,
    section: ReviewSection,
) -> None:
    first, second = add(library, paper, Kind.PASSAGE, Kind.PASSAGE)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    press(qtbot, K.Key_1)
    clock.move(minutes=5)
    feed.look_at_clock()
    assert feed.round.due == (second,)
    clock.move(minutes=6)
    feed.look_at_clock()
    assert feed.round.due == (first, second)
    assert section.card.card is not None
    assert section.card.card.id == second  # not from under the reader's eyes
    press(qtbot, K.Key_3)
    assert section.card.card.id == first


def test_intervals_follow_the_time_while_a_card_stays_open(
    qtbot: QtBot,
    library: Library,
    paper: PaperId,
    clock: build.Clock,
    feed: Feed,
    panel: ReviewPanel,
    section: ReviewSection,
) -> None:
    [card] = add(library, paper, Kind.CLOZE)
    with library.change("Grade"):
        review.grade(library, card, Rating.GOOD)
    clock.move(days=3, hours=-1)
    feed.refresh()
    qtbot.waitUntil(panel.card.isVisible)
    panel.card.reveal()
    good = panel.card.grades.buttons[Rating.GOOD]
    before = good.accessibleName()
    clock.move(hours=2)
    feed.look_at_clock()
    wait = scheduling.intervals(cards.get(library, card).memory, feed.now())[Rating.GOOD]
    assert good.accessibleName() == f"Good, {words.span(wait)}" != before
    assert section.card.grades.buttons[Rating.GOOD].accessibleName() == good.accessibleName()
    assert not panel.card.asking


def test_a_new_day_brings_what_was_buried(
    qtbot: QtBot,
    library: Library,
    paper: PaperId,
    clock: build.Clock,
    feed: Feed,
    section: ReviewSection,
) -> None:
    add(library, paper, Kind.PASSAGE)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    press(qtbot, K.Key_B)
    assert section.end.text() == "Nothing to review today."
    clock.move(days=1)
    feed.look_at_clock()
    assert section.card.isVisible()


def test_the_cap_leaves_cards_for_tomorrow(
    library: Library, paper: PaperId, changes: Changes, seen: Callable[[QWidget], None]
) -> None:
    add(library, paper, *[Kind.PASSAGE] * 5)
    section = ReviewSection(Feed(changes, lambda: Settings(reviews_a_day=2)), lambda: NAMES)
    seen(Page(section))
    assert section.count.text() == "2 highlights due"
    for _ in range(2):
        section.card.graded.emit(3, 10)
    assert section.end.text() == "Done for today. 3 cards can wait until tomorrow."
