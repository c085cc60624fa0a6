"""Runs of reading days, held against a plain reading of their rule."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.streaks import Streak, streak

MONDAY = date(2026, 11, 23)


def day(back: int) -> date:
    return MONDAY - timedelta(days=back)


def days(*back: int) -> set[date]:
    return {day(n) for n in back}


READ = st.sets(st.integers(-20, 60).map(day))
RESTS = st.integers(0, 6)


def test_a_rest_day_does_not_end_a_run() -> None:
    read = days(0, 2, 3, 4, 5, 6, 7)
    assert streak(read, MONDAY, 2) == Streak(7, (day(1),))


def test_today_may_still_be_read() -> None:
    assert streak(days(1, 2), MONDAY, 0) == Streak(2)
    assert streak(days(0, 1, 2), MONDAY, 0) == Streak(3)


def test_one_rest_day_too_many_ends_a_run() -> None:
    assert streak(days(0, 1, 5, 6), MONDAY, 2) == Streak(2)
    assert streak(days(0, 1, 4, 5), MONDAY, 2) == Streak(4, (day(3), day(2)))
    assert streak(days(4, 5), MONDAY, 2) == Streak(0)


def test_rest_days_in_other_weeks_count_apart() -> None:
    read = set(map(day, range(30))) - days(3, 4, 10, 11, 17, 18)
    assert streak(read, MONDAY, 2).length == 24
    assert streak(read, MONDAY, 1).length == 3


@pytest.mark.parametrize("rests", range(7))
def test_nothing_read_is_no_run(rests: int) -> None:
    assert streak(set(), MONDAY, rests) == Streak(0)


@given(READ, RESTS)
def test_days_to_come_do_not_count(read: set[date], rests: int) -> None:
    past = {d for d in read if d <= MONDAY}
    assert streak(read, MONDAY, rests) == streak(past, MONDAY, rests)


@given(READ, RESTS)
def test_a_run_is_the_longest_that_keeps_the_rule(read: set[date], rests: int) -> None:
    found = streak(read, MONDAY, rests)
    assert found.length == _plain(read, rests)
    assert not set(found.rested) & read


@given(READ, st.integers(0, 5))
def test_more_rest_days_never_shorten_a_run(read: set[date], rests: int) -> None:
    assert streak(read, MONDAY, rests).length <= streak(read, MONDAY, rests + 1).length


@given(READ, RESTS)
def test_reading_today_never_shortens_a_run(read: set[date], rests: int) -> None:
    before = streak(read - {MONDAY}, MONDAY, rests).length
    assert streak(read | {MONDAY}, MONDAY, rests).length == before + 1


def _plain(read: set[date], rests: int) -> int:
    """Try every first day of a run, as the rule says it."""
    end = 0 if MONDAY in read else 1
    longest = 0
    for first in range(end, 62):
        run = [day(n) for n in range(end, first + 1)]
        windows = [run[n : n + 7] for n in range(len(run))]
        if all(sum(d not in read for d in window) <= rests for window in windows):
            longest = max(longest, sum(d in read for d in run))
    return longest
