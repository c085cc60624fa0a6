"""Rows of a list."""

from datetime import timedelta

from desktop_app.core.papers import PaperId, State
from desktop_app.store import highlights, listing, notes, organise, papers, queue
from desktop_app.store.library import Library
from tests import build


def test_a_row_holds_what_a_list_shows(library: Library) -> None:
    [paper] = build.add(library, build.draft(year=2024, venue="ICML"))
    with library.change("Work"):
        organise.tag(library, [paper], "ml")
        highlights.add(library, paper, 0, 8, 1)
        highlights.add(library, paper, 9, 18, 2)
        notes.put(library, paper, "text")
        papers.star(library, [paper], True)
        queue.add(library, [paper])
    [row] = listing.rows(library, [paper])
    assert (row.title, row.byline, row.year, row.venue) == ("Slow gradients", "Lee", 2024, "ICML")
    assert (row.state, row.starred, row.has_note) == (State.QUEUED, True, True)
    assert (row.highlights, row.tags, row.source) == (2, (("ml", 1),), "test.txt")
    assert timedelta(0) <= row.added_at - build.NOON < timedelta(minutes=1)


def test_rows_come_in_the_order_asked_for(library: Library) -> None:
    one, two, three = build.add(library, *(build.draft(f"Paper {i}") for i in range(3)))
    wanted = [three, PaperId(99), one, two]
    assert [row.id for row in listing.rows(library, wanted)] == [three, one, two]


def test_no_papers_are_no_rows(library: Library) -> None:
    assert listing.rows(library, []) == []


def test_what_came_in_between_two_moments(library: Library, clock: build.Clock) -> None:
    build.add(library, build.draft("Before"))
    clock.move(days=1)
    start = clock()
    first, binned, last = build.add(library, *map(build.draft, ("First", "Binned", "Last")))
    end = clock()
    build.add(library, build.draft("After"))
    with library.change("Delete"):
        papers.put_in_bin(library, [binned])
    assert listing.added(library, start, end) == [last, first]


def test_the_most_voted_of_some(library: Library) -> None:
    few, many, none, zero, other = build.add(
        library, *(build.draft(f"Paper {n}", votes=n) for n in (2, 9, None, 0, 99))
    )
    assert listing.most_voted(library, [few, many, none, zero], 9) == [(many, 9), (few, 2)]
    assert listing.most_voted(library, [few, other], 1) == [(other, 99)]
