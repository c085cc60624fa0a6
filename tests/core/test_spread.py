"""Spreading a backlog over the coming days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import spread
from desktop_app.core.days import SATURDAY
from desktop_app.core.papers import PaperId
from desktop_app.core.queue import Entry, Priority

MONDAY = date(2026, 11, 23)


def entry(paper: int, **fields: object) -> Entry:
    given_ = {"priority": Priority.NORMAL, "added_on": MONDAY, "position": paper} | fields
    return Entry(PaperId(paper), minutes=10, **given_)  # type: ignore[arg-type]


def some(count: int) -> list[Entry]:
    return [entry(n) for n in range(1, count + 1)]


def test_weekends_get_half_of_what_a_weekday_gets() -> None:
    shares = spread.over(some(60), MONDAY, 7)
    assert [len(s.papers) for s in shares] == [10, 10, 10, 10, 5, 5, 10]
    assert [s.day for s in shares] == [MONDAY + timedelta(days=n) for n in range(1, 8)]
    assert shares[0].minutes == 100


@given(st.integers(0, 300), st.integers(1, 60), st.integers(0, 6))
def test_all_are_spread_evenly_and_once(count: int, days: int, weekday: int) -> None:
    shares = spread.over(some(count), MONDAY + timedelta(days=weekday), days)
    given_ = [paper for s in shares for paper in s.papers]
    assert given_ == [e.paper for e in some(count)]
    weekdays = [len(s.papers) for s in shares if s.day.weekday() < SATURDAY]
    assert max(weekdays, default=0) - min(weekdays, default=0) <= 1


def test_the_order_is_that_of_priority_then_of_the_queue() -> None:
    entries = [entry(1, priority=Priority.LOW), entry(2), entry(3, priority=Priority.HIGH)]
    assert [s.papers for s in spread.over(entries, MONDAY, 3)] == [(3,), (2,), (1,)]


@given(st.lists(st.none() | st.integers(-3, 20), max_size=40), st.integers(1, 20))
def test_what_is_due_comes_in_time(due: list[int | None], days: int) -> None:
    entries = [
        entry(n, due=None if d is None else MONDAY + timedelta(days=d)) for n, d in enumerate(due)
    ]
    wanted = {e.paper: e.due for e in entries}
    for share in spread.over(entries, MONDAY, days):
        for paper in share.papers:
            by = wanted[paper]
            assert by is None or share.day <= max(by, MONDAY + timedelta(days=1))


def test_what_is_snoozed_keeps_its_own_day() -> None:
    later = MONDAY + timedelta(days=3)
    entries = [
        entry(1, snoozed_until=later),
        entry(2, snoozed_until=MONDAY),
        entry(3, spread_to=later),
    ]
    assert [s.papers for s in spread.over(entries, MONDAY, 1)] == [(2, 3)]
