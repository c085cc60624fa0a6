"""Review in the whole window: all highlights of a paper, and memories computed anew."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_app.core import scheduling
from desktop_app.core.cards import Kind
from desktop_app.core.scheduling import Parameters, Rating
from desktop_app.store import cards, highlights, review
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.review_actions import ReviewActions
from tests import build


def test_all_highlights_of_the_chosen_paper_become_cards(window: MainWindow) -> None:
    library = window.library
    [paper] = build.add(library, build.draft())
    with library.change("Highlight"):
        marks = [highlights.add(library, paper, n * 9, n * 9 + 8, 1) for n in range(3)]
        cards.add(library, marks[:1], Kind.CLOZE)
    window.open_paper(paper)
    acting = ReviewActions(window)
    acting.handlers()["review-highlights"]()
    assert cards.of_paper(library, paper) == frozenset(marks)
    assert list(cards.of_highlight(library, marks[0])) == [Kind.CLOZE]
    assert library.undo_label == "Add all highlights to review"
    acting.add_all()
    assert cards.count(library).all == 3


def test_memories_of_other_parameters_are_computed_anew(qtbot: QtBot, window: MainWindow) -> None:
    library = window.library
    [paper] = build.add(library, build.draft())
    with library.change("Review"):
        [card] = cards.add(library, [highlights.add(library, paper, 0, 8, 1)], Kind.PASSAGE)
    strict = Parameters(retention=0.97)
    with library.change("Review"):
        review.grade(library, card, Rating.EASY, parameters=strict)
    assert review.outdated(library)
    before = cards.get(library, card).memory
    ReviewActions(window)
    qtbot.waitUntil(lambda: not review.outdated(library))
    after = cards.get(library, card).memory
    assert after.due > before.due
    assert after.reviewed_at is not None
    new = scheduling.new(after.reviewed_at)
    assert after == scheduling.grade(new, Rating.EASY, after.reviewed_at)
