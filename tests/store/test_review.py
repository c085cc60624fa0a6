"""Review cards in a library: due under a cap, graded, put aside, undone, computed again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop_app.core import scheduling
from desktop_app.core.cards import CardId, Kind
from desktop_app.core.documents import Box
from desktop_app.core.highlights import HighlightId, Style
from desktop_app.core.papers import PaperId
from desktop_app.core.scheduling import Parameters, Rating, State
from desktop_app.store import cards, documents, highlights, papers, review
from desktop_app.store.library import Library
from tests import build

AGAIN, HARD, GOOD, EASY = Rating


@pytest.fixture
def paper(library: Library) -> PaperId:
    return build.add(library, build.draft())[0]


def mark(library: Library, paper: PaperId, count: int = 1) -> list[HighlightId]:
    with library.change("Highlight"):
        return [highlights.add(library, paper, n * 3, n * 3 + 8, 1) for n in range(count)]


def made(library: Library, paper: PaperId, count: int = 1) -> list[CardId]:
    """Make so many cards, of a passage each."""
    found = mark(library, paper, count)
    with library.change("Review"):
        return cards.add(library, found, Kind.PASSAGE)


def grade(library: Library, card: CardId, rating: Rating = GOOD) -> None:
    with library.change("Grade"):
        review.grade(library, card, rating)


def due(library: Library, most: int = 0) -> list[CardId]:
    return list(review.due(library, most).due)


def change(library: Library, what: Callable[..., None], *chosen: CardId) -> None:
    with library.change("Change"):
        what(library, chosen)


def test_a_card_is_made_once_of_a_kind(library: Library, paper: PaperId) -> None:
    [mark_] = mark(library, paper)
    with library.change("Review"):
        [first] = cards.add(library, [mark_], Kind.PASSAGE)
        assert cards.add(library, [mark_], Kind.PASSAGE) == []
        [second] = cards.add(library, [mark_], Kind.CLOZE)
    assert cards.of_highlight(library, mark_) == {Kind.PASSAGE: first, Kind.CLOZE: second}
    assert cards.of_paper(library, paper) == {mark_}
    assert due(library) == [first, second]
    found = cards.get(library, second)
    assert found.kind is Kind.CLOZE
    assert found.passage.exact == "Networks"
    assert found.passage.after.startswith(" sometimes generalise long after")
    assert cards.with_key(library, found.key) == found


def test_what_cannot_be_asked_for_becomes_no_card(library: Library, paper: PaperId) -> None:
    [mark_] = mark(library, paper)
    with library.change("Review"):
        with pytest.raises(ValueError, match="cannot be asked"):
            cards.add(library, [mark_], Kind.COMMENT)
        with pytest.raises(KeyError):
            cards.add(library, [HighlightId(99)], Kind.PASSAGE)
        highlights.comment(library, mark_, "Which networks?")
        assert cards.add(library, [mark_], Kind.COMMENT)


def test_all_highlights_of_papers_become_cards(library: Library, paper: PaperId) -> None:
    first, _, third = mark(library, paper, 3)
    with library.change("Review"):
        cards.add(library, [first], Kind.CLOZE)
        document = documents.add(library, paper, "0" * 64, "a.pdf", 1000)
        box = [Box(2, 0, 0, 9, 9)]
        highlights.mark(library, document, box, 2, style=Style.AREA)
        area = highlights.mark(library, document, box, 2, style=Style.AREA, words="A plot")
        highlights.comment(library, third, "So?")
        assert cards.add_all(library, [paper]) == 3
        assert cards.add_all(library, [paper]) == 0
    assert list(cards.of_highlight(library, third)) == [Kind.PASSAGE]
    assert list(cards.of_highlight(library, area)) == [Kind.COMMENT]
    [card] = cards.of_highlight(library, area).values()
    assert cards.get(library, card).page == 2


def test_due_today_is_due_from_the_morning_on(
    library: Library, paper: PaperId, clock: build.Clock
) -> None:
    [card] = made(library, paper)
    clock.move(hours=8)  # 8 in the evening
    grade(library, card)
    assert due(library) == []
    clock.move(days=1)
    assert due(library) == []
    clock.move(hours=11)  # the second morning: its two days are over only in the evening
    assert due(library) == [card]


def test_a_card_in_its_steps_comes_back_within_the_day(
    library: Library, paper: PaperId, clock: build.Clock
) -> None:
    first, second = made(library, paper, 2)
    grade(library, first, AGAIN)
    left = review.due(library, 0)
    assert (left.due, left.done) == ((second,), 1)
    assert left.next_at is not None
    clock.move(minutes=11)
    back = review.due(library, 0)
    assert (back.due, back.done, back.next_at) == ((first, second), 0, None)
    grade(library, first)
    assert (due(library), review.due(library, 0).done) == ([second], 1)


def test_the_order_is_steps_then_overdue_then_new(
    library: Library, paper: PaperId, clock: build.Clock
) -> None:
    late, later, new, step = made(library, paper, 4)
    grade(library, late)
    clock.move(hours=1)
    grade(library, later)
    clock.move(days=5)
    grade(library, step, AGAIN)
    clock.move(minutes=20)
    assert due(library) == [step, late, later, new]
    assert due(library) == [step, late, later, new]


def test_the_cap_counts_each_card_of_a_day_once(
    library: Library, paper: PaperId, clock: build.Clock
) -> None:
    ids = made(library, paper, 5)
    assert due(library, 3) == ids[:3]
    assert review.due(library, 3).waiting == 2
    grade(library, ids[0], AGAIN)
    assert due(library, 3) == ids[1:3]
    clock.move(minutes=11)
    assert due(library, 3) == [ids[0], *ids[1:3]]
    grade(library, ids[0], GOOD)
    assert due(library, 3) == ids[1:3]
    grade(library, ids[1], AGAIN)
    grade(library, ids[2], GOOD)
    assert due(library, 3) == []
    clock.move(minutes=11)
    assert due(library, 3) == [ids[1]]
    clock.move(hours=20)
    assert due(library, 3) == [ids[1], ids[0], ids[3]]


def test_a_card_that_was_removed_counts_in_the_day_s_bound(
    library: Library, paper: PaperId
) -> None:
    ids = made(library, paper, 3)
    grade(library, ids[0], EASY)
    change(library, cards.remove, ids[0])
    assert due(library, 2) == ids[1:2]
    library.undo()
    library.undo()
    assert due(library, 2) == ids[:2]


def test_grading_is_logged_whole(library: Library, paper: PaperId) -> None:
    [card] = made(library, paper)
    with library.change("Grade"):
        memory = review.grade(library, card, HARD, 4321)
    assert cards.get(library, card).memory == memory
    run = library.db.conn.execute
    assert run("SELECT rating, day, milliseconds FROM review").fetchall() == [
        (2, "2026-11-23", 4321)
    ]
    [(version, parameters)] = run("SELECT version, parameters FROM scheduler").fetchall()
    assert version == scheduling.version()
    assert parameters == scheduling.write(Parameters())
    [(detail,)] = run("SELECT detail FROM event WHERE kind = 'reviewed'").fetchall()
    assert '"rating": 2' in detail


def test_undo_and_redo_of_grading_restore_exactly(
    library: Library, paper: PaperId, clock: build.Clock
) -> None:
    first, second = made(library, paper, 2)
    change(library, cards.bury, second)
    dumps = [build.dump(library)]
    for card, rating in ((first, EASY), (first, AGAIN), (second, HARD), (first, GOOD)):
        clock.move(days=6, minutes=7)
        grade(library, card, rating)
        dumps.append(build.dump(library))
    for dump in dumps[-2::-1]:
        library.undo()
        assert build.dump(library) == dump
    for dump in dumps[1:]:
        library.redo()
        assert build.dump(library) == dump


def test_what_is_buried_comes_back_tomorrow(
    library: Library, paper: PaperId, clock: build.Clock
) -> None:
    first, second = made(library, paper, 2)
    change(library, cards.bury, first)
    assert due(library) == [second]
    assert cards.count(library).buried == 1
    change(library, cards.unbury, first)
    assert due(library) == [first, second]
    change(library, cards.bury, first, second)
    assert [line.id for line in cards.lines(library, "buried")] == [first, second]
    clock.move(days=1)
    assert due(library) == [first, second]
    assert cards.lines(library, "buried") == []


def test_what_is_suspended_waits_to_be_resumed(
    library: Library, paper: PaperId, clock: build.Clock
) -> None:
    first, second = made(library, paper, 2)
    change(library, cards.suspend, first)
    clock.move(days=400)
    assert due(library) == [second]
    assert [line.id for line in cards.lines(library, "suspended")] == [first]
    change(library, cards.resume, first)
    assert due(library) == [first, second]
    change(library, cards.remove, first)
    assert due(library) == [second]
    library.undo()
    assert due(library) == [first, second]


def test_counts(library: Library, paper: PaperId) -> None:
    assert cards.count(library) == cards.Counts(0, 0, 0, 0, 0)
    ids = made(library, paper, 5)
    grade(library, ids[0])
    change(library, cards.suspend, ids[1])
    change(library, cards.bury, ids[2])
    assert cards.count(library) == cards.Counts(all=5, due=2, new=2, suspended=1, buried=1)
    assert [line.id for line in cards.lines(library, "due")] == ids[3:]
    assert len(cards.lines(library)) == 5


def test_cards_of_binned_papers_and_deleted_highlights_are_out_of_sight(
    library: Library, paper: PaperId
) -> None:
    first, second = made(library, paper, 2)
    grade(library, first)
    before = build.dump(library)
    with library.change("Delete"):
        highlights.remove(library, cards.get(library, first).highlight)
    assert [line.id for line in cards.lines(library)] == [second]
    library.undo()
    assert build.dump(library) == before
    with library.change("Bin"):
        papers.put_in_bin(library, [paper])
    assert (due(library), cards.lines(library), cards.count(library).all) == ([], [], 0)
    with pytest.raises(KeyError):
        cards.get(library, second)
    with pytest.raises(KeyError), library.change("Grade"):
        review.grade(library, second, GOOD)


def test_the_card_of_a_lost_passage_shows_its_quote(library: Library, paper: PaperId) -> None:
    [card] = made(library, paper)
    with library.change("Edit"):
        draft = build.draft(abstract="Nothing of what was there before is kept in here.")
        papers.edit(library, paper, draft)
    found = cards.get(library, card)
    assert found.passage.exact == "Networks"
    assert due(library) == [card]


def test_a_clock_set_back_by_a_year_loses_no_card(
    library: Library, paper: PaperId, clock: build.Clock
) -> None:
    known, buried, new = made(library, paper, 3)
    grade(library, known)
    change(library, cards.bury, buried)
    clock.move(days=-365)
    assert due(library) == [known, buried, new]
    grade(library, known)
    assert due(library) == [buried, new]
    assert cards.get(library, known).memory == scheduling.replay(
        cards.get(library, known).marked_at, review.log(library, known)
    )
    clock.move(days=365)
    assert due(library) == [known, new]


def test_memories_are_computed_again_where_parameters_differ(
    library: Library, paper: PaperId, clock: build.Clock
) -> None:
    known, twice, _ = made(library, paper, 3)
    assert not review.outdated(library)
    for card in (known, twice, twice):
        grade(library, card)
        clock.move(days=3)
    assert not review.outdated(library)
    stored = {card: cards.get(library, card).memory for card in (known, twice)}
    assert review.recomputed(library) == stored
    strict = Parameters(retention=0.97)
    assert review.outdated(library, strict)
    again = review.recomputed(library, strict)
    with library.change("Grade"):  # meanwhile
        memory = review.grade(library, twice, GOOD, parameters=strict)
    assert memory.reviewed_at is not None
    at = memory.reviewed_at
    assert memory == scheduling.grade(again[twice], GOOD, at, strict)
    with library.record():
        review.put_recomputed(library, again, strict)
    assert not review.outdated(library, strict)
    assert cards.get(library, known).memory == again[known]
    assert cards.get(library, twice).memory == memory
    assert review.recomputed(library, strict)[twice] == memory


def test_the_state_of_a_card_is_told(library: Library, paper: PaperId) -> None:
    [card] = made(library, paper)
    grade(library, card, AGAIN)
    [line] = cards.lines(library)
    assert (line.state, line.quote, line.title) == (State.LEARNING, "Networks", "Slow gradients")
    assert line.reviewed_at is not None
