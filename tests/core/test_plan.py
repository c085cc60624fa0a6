"""The plan of a day: its order, its bounds, and what it promises to who waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop_app.core import plan
from desktop_app.core.origins import Because, Origin
from desktop_app.core.papers import PaperId
from desktop_app.core.plan import MOST_OVERTAKES, OWN_CHOICE, History
from desktop_app.core.queue import Budget, Entry, Planned, Priority, Reason

TODAY = date(2026, 11, 23)
ANY = Budget(papers=None)


def entry(paper: int, **fields: object) -> Entry:
    given_ = {"priority": Priority.NORMAL, "added_on": TODAY, "position": paper} | fields
    return Entry(PaperId(paper), **given_)  # type: ignore[arg-type]


def days(back: int) -> date:
    return TODAY - timedelta(days=back)


def order(*entries: Entry, carried: Mapping[PaperId, date] | None = None) -> list[int]:
    return [p.paper for p in plan.of_day(entries, History(carried or {}), TODAY, ANY)]


ENTRIES = st.lists(
    st.builds(
        Entry,
        paper=st.integers(1, 60).map(PaperId),
        priority=st.sampled_from(Priority),
        added_on=st.integers(0, 90).map(days),
        position=st.integers(1, 60),
        due=st.none() | st.integers(-10, 10).map(days),
        snoozed_until=st.none() | st.integers(-5, 5).map(days),
        spread_to=st.none() | st.integers(-5, 5).map(days),
        minutes=st.integers(1, 90),
    ),
    unique_by=lambda e: e.paper,
)
HISTORIES = st.builds(
    History,
    st.dictionaries(st.integers(1, 60).map(PaperId), st.integers(1, 9).map(days)),
    st.lists(st.integers(1, 90), unique=True),
)
BUDGETS = st.builds(Budget, st.none() | st.integers(0, 8), st.none() | st.integers(5, 120))
PAIRS = st.sets(st.tuples(st.integers(1, 60), st.integers(1, 60)), max_size=40)


@given(ENTRIES, HISTORIES, BUDGETS, PAIRS, st.randoms())
def test_the_same_entries_give_the_same_plan(entries, history, budget, pairs, random) -> None:
    def alike(a: PaperId, b: PaperId) -> bool:
        return (min(a, b), max(a, b)) in pairs

    first = plan.of_day(entries, history, TODAY, budget, alike)
    random.shuffle(entries)
    assert plan.of_day(entries, history, TODAY, budget, alike) == first


@given(ENTRIES, HISTORIES, BUDGETS)
def test_a_plan_stays_within_the_cap(entries, history, budget) -> None:
    made = plan.of_day(entries, history, TODAY, budget)
    assert budget.papers is None or len(made) <= budget.papers
    minutes = {e.paper: e.minutes for e in entries}
    # One entry longer than the whole day may stand alone, or it would never be read.
    assert (
        budget.minutes is None
        or len(made) < 2
        or sum(minutes[p.paper] for p in made) <= max(budget.minutes, minutes[made[0].paper])
    )


@given(ENTRIES, HISTORIES, BUDGETS)
def test_what_is_put_off_waits(entries, history, budget) -> None:
    waiting = {e.paper for e in entries if not e.ready(TODAY)}
    assert waiting.isdisjoint(p.paper for p in plan.of_day(entries, history, TODAY, budget))


@given(ENTRIES, HISTORIES)
def test_without_a_cap_all_that_is_ready_is_planned(entries, history) -> None:
    ready = {e.paper for e in entries if e.ready(TODAY)}
    assert {p.paper for p in plan.of_day(entries, history, TODAY, ANY)} == ready


# Days in a row, each planned and read to its end

ARRIVALS = st.lists(
    st.lists(
        st.tuples(st.sampled_from(Priority), st.none() | st.integers(0, 12), st.integers(1, 90)),
        max_size=9,
    ),
    min_size=1,
    max_size=40,
)


class Reader:
    """Someone who reads all that is planned; `overtaken` counts who was planned before whom."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.queue: dict[PaperId, Entry] = {}
        self.places: list[int] = []
        self.overtaken: dict[PaperId, set[int]] = {}
        self.late: list[Entry] = []
        self.longest = 0

    def add(self, day: date, priority: Priority, due: date | None, minutes: int) -> None:
        paper = PaperId(len(self.overtaken) + 1)
        self.queue[paper] = Entry(paper, priority, day, paper, due, minutes=minutes)
        self.overtaken[paper] = set()

    def read(self, day: date) -> list[Planned]:
        made = plan.of_day(
            self.queue.values(), History({}, self.places), day, self.budget, alike=_same_tens
        )
        self.longest = max(self.longest, len(made))
        read = [(self.queue.pop(p.paper), p.reason) for p in made]
        own = [e.position for e, reason in read if reason in OWN_CHOICE]
        for paper, waiting in self.queue.items():
            self.overtaken[paper].update(p for p in own if p > waiting.position)
        self.places = sorted({*self.places, *own})
        self.late += [e for e, _ in read if e.due is not None and e.due < day]
        return made


def _in_days(day: date, count: int | None) -> date | None:
    return None if count is None else day + timedelta(days=count)


def _same_tens(a: PaperId, b: PaperId) -> bool:
    return a // 10 == b // 10


@settings(max_examples=25)
@given(st.integers(), st.integers(1, 4), st.none() | st.integers(30, 120))
def test_nobody_is_overtaken_too_often(seed, papers, minutes) -> None:
    """Two months in which more comes than can be read, half of it wanted much."""
    reader, random = Reader(Budget(papers, minutes)), Random(seed)
    for back in range(60):
        day = TODAY + timedelta(days=back)
        for _ in range(random.randint(0, 2 * papers + 2)):
            due = random.choice([None, None, None, None, 0, 2, 9])
            priority = random.choice([*Priority, Priority.HIGH])
            reader.add(day, priority, _in_days(day, due), random.randint(1, 90))
        reader.read(day)
    assert reader.longest <= papers
    assert max(map(len, reader.overtaken.values())) <= MOST_OVERTAKES


@given(ARRIVALS, st.integers(1, 4))
def test_nobody_waits_for_ever(arrivals, papers) -> None:
    reader = Reader(Budget(papers))
    for coming in arrivals:
        for priority, due, length in coming:
            reader.add(TODAY, priority, _in_days(TODAY, due), length)
    count = len(reader.queue)
    for later in range(-(-count // papers)):
        assert len(reader.read(TODAY + timedelta(days=later))) == min(papers, count)
        count -= papers
    assert not reader.queue


@given(st.lists(st.none() | st.integers(0, 15), max_size=60), st.integers(1, 4))
def test_due_entries_are_planned_in_time_whenever_they_can_be(due, papers) -> None:
    """By Hall's theorem they can be where no span from today on holds more than its days do."""
    soonest = sorted(d for d in due if d is not None)
    assume(all(n < papers * (d + 1) for n, d in enumerate(soonest)))
    reader = Reader(Budget(papers))
    for in_days in due:
        reader.add(TODAY, Priority.NORMAL, _in_days(TODAY, in_days), 10)
    for later in range(16):
        reader.read(TODAY + timedelta(days=later))
    assert reader.late == []
    assert all(e.due is None for e in reader.queue.values())


# Its order


def test_due_comes_first_then_carried_then_the_rest() -> None:
    carried = {PaperId(2): days(1)}
    assert order(entry(1), entry(2), entry(3, due=TODAY), carried=carried) == [3, 2, 1]


def test_a_pile_of_due_papers_is_begun_early() -> None:
    """Of 12 due in 4 days at 2 a day, 4 are late already: both of today's are due ones."""
    pile = [entry(n, due=TODAY + timedelta(days=4)) for n in range(2, 14)]
    made = plan.of_day([entry(1), *pile], History(), TODAY, Budget(2))
    assert [p.reason for p in made] == [Reason.DUE, Reason.DUE]


def test_due_minutes_are_begun_early_too() -> None:
    pile = [entry(n, due=TODAY + timedelta(days=4), minutes=30) for n in range(2, 12)]
    made = plan.of_day([entry(1, minutes=5), *pile], History(), TODAY, Budget(None, 60))
    assert [p.reason for p in made] == [Reason.DUE, Reason.DUE]


def test_a_high_priority_goes_first_and_a_low_one_last() -> None:
    entries = [entry(1, priority=Priority.LOW), entry(2), entry(3, priority=Priority.HIGH)]
    assert order(*entries) == [3, 2, 1]


def test_who_was_overtaken_often_goes_before_a_high_priority() -> None:
    entries = [entry(1), entry(99, priority=Priority.HIGH)]
    enough = History({}, range(2, 2 + MOST_OVERTAKES))
    nearly = History({}, range(2, 1 + MOST_OVERTAKES))
    assert [p.paper for p in plan.of_day(entries, enough, TODAY, Budget(1))] == [1]
    assert [p.paper for p in plan.of_day(entries, nearly, TODAY, Budget(1))] == [99]


def test_who_may_not_be_overtaken_gets_room_before_what_is_carried_over() -> None:
    long = entry(1, minutes=55)
    entries = [long, entry(2, minutes=20), entry(99, minutes=10)]
    history = History({PaperId(2): days(1)}, range(2, 2 + MOST_OVERTAKES))
    made = plan.of_day(entries, history, TODAY, Budget(None, 60))
    assert [p.paper for p in made] == [1]


def test_of_two_who_may_not_be_overtaken_the_older_goes_first() -> None:
    entries = [entry(1, minutes=18), entry(2, minutes=83)]
    history = History({}, range(3, 3 + MOST_OVERTAKES))
    made = plan.of_day(entries, history, TODAY, Budget(None, 90))
    assert [p.paper for p in made] == [1]


def test_a_short_entry_fills_what_a_long_one_leaves() -> None:
    entries = [entry(1, minutes=20), entry(2, minutes=30), entry(3, minutes=10)]
    made = plan.of_day(entries, History(), TODAY, Budget(papers=None, minutes=30))
    assert [p.paper for p in made] == [1, 3]


def test_near_duplicates_do_not_fill_a_day() -> None:
    entries = [entry(n) for n in (10, 11, 12, 20, 30)]

    def made(papers: int, among: Iterable[Entry] = entries) -> list[int]:
        day = plan.of_day(among, History(), TODAY, Budget(papers), _same_tens)
        return [p.paper for p in day]

    assert made(3) == [10, 20, 30]
    assert made(4) == [10, 20, 30, 11]
    due = [replace(e, due=TODAY) for e in entries]
    assert made(3, due) == [10, 11, 12]


def test_each_entry_says_why_it_is_there() -> None:
    origin = Origin(Because.SUBSCRIBED, "robots")
    made = plan.of_day(
        [
            entry(1, due=TODAY),
            entry(2),
            entry(3, priority=Priority.HIGH),
            entry(4, origin=origin),
            entry(5, snoozed_until=days(1)),
            entry(6, spread_to=TODAY),
        ],
        History({PaperId(2): days(3)}),
        TODAY,
        ANY,
    )
    assert [(p.paper, p.reason, p.since) for p in made] == [
        (1, Reason.DUE, TODAY),
        (2, Reason.CARRIED, days(3)),
        (5, Reason.RETURNED, days(1)),
        (6, Reason.SPREAD, TODAY),
        (3, Reason.PRIORITY, None),
        (4, Reason.WAITED, TODAY),
    ]
    assert made[-1].origin == origin
