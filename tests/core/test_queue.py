"""The plan of a day, and which day it is."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import queue
from desktop_app.core.papers import PaperId
from desktop_app.core.queue import Budget, Entry, Priority, Reason

TODAY = date(2026, 11, 23)
ANY = Budget(papers=None)


def entry(paper: int, **fields: object) -> Entry:
    given = {"priority": Priority.NORMAL, "added_on": TODAY, "position": paper} | fields
    return Entry(PaperId(paper), **given)  # type: ignore[arg-type]


def days(back: int) -> date:
    return TODAY - timedelta(days=back)


def order(*entries: Entry, carried: dict[PaperId, date] | None = None) -> list[int]:
    return [p.paper for p in queue.plan(entries, carried or {}, TODAY, ANY)]


ENTRIES = st.lists(
    st.builds(
        Entry,
        paper=st.integers(1, 60).map(PaperId),
        priority=st.sampled_from(Priority),
        added_on=st.integers(0, 90).map(days),
        position=st.integers(1, 60),
        due=st.none() | st.integers(-10, 10).map(days),
        snoozed_until=st.none() | st.integers(-5, 5).map(days),
        minutes=st.integers(1, 90),
    ),
    unique_by=lambda e: e.paper,
)
CARRIED = st.dictionaries(st.integers(1, 60).map(PaperId), st.integers(1, 9).map(days))
BUDGETS = st.builds(Budget, st.none() | st.integers(0, 8), st.none() | st.integers(5, 120))


@given(ENTRIES, CARRIED, BUDGETS, st.randoms())
def test_the_same_entries_give_the_same_plan(entries, carried, budget, random) -> None:
    first = queue.plan(entries, carried, TODAY, budget)
    random.shuffle(entries)
    assert queue.plan(entries, carried, TODAY, budget) == first


@given(ENTRIES, CARRIED, BUDGETS)
def test_a_plan_stays_within_the_cap(entries, carried, budget) -> None:
    plan = queue.plan(entries, carried, TODAY, budget)
    assert budget.papers is None or len(plan) <= budget.papers
    minutes = {e.paper: e.minutes for e in entries}
    # One entry longer than the whole day may stand, or it would never be read.
    assert (
        budget.minutes is None
        or len(plan) < 2
        or (sum(minutes[p.paper] for p in plan) <= max(budget.minutes, minutes[plan[0].paper]))
    )


@given(ENTRIES, CARRIED, BUDGETS)
def test_what_is_snoozed_waits(entries, carried, budget) -> None:
    waiting = {e.paper for e in entries if e.snoozed_until and e.snoozed_until > TODAY}
    assert waiting.isdisjoint(p.paper for p in queue.plan(entries, carried, TODAY, budget))


@given(ENTRIES, CARRIED)
def test_without_a_cap_all_that_is_ready_is_planned(entries, carried) -> None:
    ready = {e.paper for e in entries if e.snoozed_until is None or e.snoozed_until <= TODAY}
    assert {p.paper for p in queue.plan(entries, carried, TODAY, ANY)} == ready


def test_due_comes_first_then_carried_then_the_rest() -> None:
    carried = {PaperId(2): days(1)}
    assert order(entry(1), entry(2), entry(3, due=TODAY), carried=carried) == [3, 2, 1]


def test_a_high_priority_goes_before_a_normal_one() -> None:
    assert order(entry(1), entry(2, priority=Priority.HIGH), entry(3)) == [2, 1, 3]


def test_waiting_outgrows_priority() -> None:
    old = entry(1, added_on=days(queue.AGEING_DAYS + 1))
    assert order(old, entry(2, priority=Priority.HIGH)) == [1, 2]


def test_each_entry_says_why_it_is_there() -> None:
    plan = queue.plan(
        [
            entry(1, due=TODAY),
            entry(2),
            entry(3, priority=Priority.HIGH),
            entry(4),
        ],
        {PaperId(2): days(3)},
        TODAY,
        ANY,
    )
    assert [(p.paper, p.reason, p.since) for p in plan] == [
        (1, Reason.DUE, None),
        (2, Reason.CARRIED, days(3)),
        (3, Reason.PRIORITY, None),
        (4, Reason.WAITED, TODAY),
    ]


def test_a_short_entry_fills_what_a_long_one_leaves() -> None:
    entries = [entry(1, minutes=20), entry(2, minutes=30), entry(3, minutes=10)]
    plan = queue.plan(entries, {}, TODAY, Budget(papers=None, minutes=30))
    assert [p.paper for p in plan] == [1, 3]


@given(ENTRIES, BUDGETS)
def test_room_is_what_a_plan_would_use(entries, budget) -> None:
    taken: list[Entry] = []
    for e in entries:
        if queue.has_room(taken, e, budget):
            taken.append(e)
    assert budget.papers is None or len(taken) <= budget.papers


def test_reading_takes_a_minute_at_least() -> None:
    assert queue.minutes(0, 200) == 1
    assert queue.minutes(1000, 200) == 5


@pytest.fixture
def zone() -> Iterator[None]:
    before = os.environ.get("TZ")
    yield
    os.environ.pop("TZ", None) if before is None else os.environ.__setitem__("TZ", before)
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")
@pytest.mark.parametrize(
    "name",
    [
        "UTC0",
        "Asia/Kolkata",
        "Pacific/Kiritimati",
        "America/St_Johns",
        "Europe/Berlin",
        "Etc/GMT+12",
    ],
)
def test_a_day_starts_at_the_rollover_hour_by_the_clock_on_the_wall(name: str, zone: None) -> None:
    os.environ["TZ"] = name
    time.tzset()
    # A week around the end of summer time in Europe and another before its beginning.
    for first in (datetime(2026, 10, 22, tzinfo=UTC), datetime(2026, 3, 26, tzinfo=UTC)):
        for half_hours in range(7 * 48):
            moment = first + timedelta(minutes=30 * half_hours)
            wall = moment.astimezone()
            expected = wall.date() if wall.hour >= 4 else wall.date() - timedelta(days=1)
            assert queue.local_day(moment, 4) == expected
