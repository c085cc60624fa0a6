"""What was done on which day, by the log and reading sessions."""

from datetime import date, timedelta

import pytest

from desktop_app.core.cards import CardId, Kind
from desktop_app.core.highlights import HighlightId
from desktop_app.core.papers import PaperId
from desktop_app.core.scheduling import Rating
from desktop_app.core.statistics import Figures, Speed, Waits
from desktop_app.services import binning
from desktop_app.store import abstracts, cards, highlights, log, papers, queue, reading, review
from desktop_app.store.library import Library
from tests import build

TODAY = date(2026, 11, 23)


@pytest.fixture
def ids(library: Library) -> list[PaperId]:
    return build.add(library, *(build.draft(f"Paper {n}") for n in range(6)))


def read(library: Library, paper: PaperId, seconds: int) -> None:
    with library.record():
        reading.add_session(library, paper, library.now(), seconds)


def test_nothing_done_is_no_day(library: Library, ids: list[PaperId]) -> None:
    found = log.history(library)
    assert (found.today, dict(found.days), found.waits, found.speed) == (TODAY, {}, None, None)


def test_a_day_has_its_figures(library: Library, ids: list[PaperId]) -> None:
    for paper in (ids[0], ids[0], ids[1]):
        read(library, paper, 100)
    with library.change("x"):
        queue.add(library, ids[:3])
        queue.done(library, ids[:1])
        queue.drop(library, ids[1:2])
        queue.snooze(library, ids[2:3], TODAY + timedelta(days=2))
        _review(library, ids[0])
    assert log.days(library)[TODAY] == Figures(
        seconds=300, opened=2, done=1, queued=3, snoozed=1, dropped=1, highlights=1, reviews=1
    )


def test_what_is_undone_does_not_count_and_redone_does(
    library: Library, ids: list[PaperId]
) -> None:
    with library.change("x"):
        queue.done(library, ids[:2])
    library.undo()
    assert log.days(library) == {}
    library.redo()
    assert log.days(library)[TODAY].done == 2
    library.undo()
    assert log.days(library) == {}


def test_what_is_deleted_later_was_done_all_the_same(
    library: Library, ids: list[PaperId], clock: build.Clock
) -> None:
    with library.change("x"):
        _, card = _review(library, ids[0])
        second, _ = _review(library, ids[1])
    before = log.days(library)
    assert (before[TODAY].highlights, before[TODAY].reviews) == (2, 2)
    clock.move(days=1)
    with library.change("x"):
        cards.remove(library, [card])
        highlights.remove(library, second)
    assert log.days(library) == before
    library.undo()
    library.undo()
    assert log.days(library) == {}


def test_a_paper_counts_once_a_day(
    library: Library, ids: list[PaperId], clock: build.Clock
) -> None:
    for _ in range(2):
        with library.change("x"):
            queue.add(library, ids[:2])
            queue.done(library, ids[:2])
            queue.add(library, ids[:2])
            queue.drop(library, ids[:1])
    figures = log.days(library)[TODAY]
    assert (figures.queued, figures.done, figures.dropped) == (2, 2, 1)
    clock.move(days=1)
    with library.change("x"):
        queue.add(library, ids[:1])
        queue.done(library, ids[:1])
    assert log.days(library)[TODAY + timedelta(days=1)].done == 1


def test_a_highlight_brought_in_again_was_made_once_on_its_day(
    library: Library, ids: list[PaperId], clock: build.Clock
) -> None:
    with library.change("x"):
        made = highlights.get(library, highlights.add(library, ids[0], 0, 8, 1))
    before, revision = log.days(library), abstracts.current(library, ids[0])
    assert revision is not None
    clock.move(days=3)
    with library.change("x"):
        highlights.remove(library, made.id)
        highlights.put(library, made, made.created_at, revision.id)
    assert log.days(library) == before


def test_a_range_bounds_the_days(library: Library, ids: list[PaperId], clock: build.Clock) -> None:
    for _ in range(3):
        read(library, ids[0], 60)
        clock.move(days=1)
    second = TODAY + timedelta(days=1)
    assert list(log.days(library, second)) == [second, second + timedelta(days=1)]
    assert list(log.days(library, second, second)) == [second]


def test_a_clock_set_back_hides_days_and_loses_none(
    library: Library, ids: list[PaperId], clock: build.Clock
) -> None:
    read(library, ids[0], 600)
    with library.change("x"):
        queue.done(library, ids[:1])
    clock.move(days=-365)
    assert log.history(library).days == {}
    clock.move(days=365)
    assert log.days(library)[TODAY] == Figures(seconds=600, opened=1, done=1)


def test_a_session_belongs_to_the_day_it_began(
    library: Library, ids: list[PaperId], clock: build.Clock
) -> None:
    noon = clock.time.astimezone()
    late = noon.replace(hour=3, minute=50) + timedelta(days=1)
    clock.move(seconds=(late - noon).total_seconds())
    began = library.now()
    clock.move(minutes=20)
    assert library.today() == TODAY + timedelta(days=1)
    with library.record():
        reading.add_session(library, ids[0], began, 1200)
    assert list(log.days(library)) == [TODAY]


def test_emptying_the_bin_keeps_the_time_read(library: Library, ids: list[PaperId]) -> None:
    read(library, ids[0], 90)
    read(library, ids[0], 30)
    with library.change("x"):
        queue.done(library, ids[:1])
        papers.put_in_bin(library, ids[:1])
    before = log.days(library)
    list(binning.Emptying(library))
    assert papers.binned(library) == []
    assert log.days(library) == before


def test_time_in_the_queue_is_that_of_the_last_queueing(
    library: Library, ids: list[PaperId], clock: build.Clock
) -> None:
    with library.change("x"):
        queue.add(library, ids[:3])
    clock.move(days=5)
    with library.change("x"):
        queue.done(library, [ids[0], ids[5]])  # the second was never queued
        queue.remove(library, [ids[1]])
        queue.add(library, [ids[1]])
    clock.move(days=2)
    with library.change("x"):
        queue.done(library, ids[:3])  # the first for the second time
    assert log.history(library).waits == Waits(median=5, longest=7, papers=3)


def test_speed_comes_from_papers_that_were_done(library: Library, ids: list[PaperId]) -> None:
    for paper in ids:
        read(library, paper, 20)
        read(library, paper, 20)
    with library.change("x"):
        queue.done(library, ids[:5])
    library.db.conn.execute("UPDATE paper SET words = 120")
    assert log.history(library).speed == Speed(words_a_minute=180, papers=5)


def test_speed_knows_the_pages_of_the_main_document(library: Library, ids: list[PaperId]) -> None:
    for paper in ids[:5]:
        read(library, paper, 3000)
        library.db.conn.execute(
            "INSERT INTO document (paper_id, hash, name, bytes, pages, main, added_at)"
            " VALUES (?, ?, 'a.pdf', 1, 25, 1, '')",
            (paper, f"{paper:064}"),
        )
    with library.change("x"):
        queue.done(library, ids[:5])
    assert log.history(library).speed == Speed(words_a_minute=250, papers=5)


def _review(library: Library, paper: PaperId) -> tuple[HighlightId, CardId]:
    """Highlight words of a paper, make a card of them, and review it."""
    mark = highlights.add(library, paper, 0, 8, 1)
    [card] = cards.add(library, [mark], Kind.PASSAGE)
    review.grade(library, card, Rating.GOOD)
    return mark, card
