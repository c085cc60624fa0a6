"""What days add up to, over zones, summer time and clocks set back."""

import itertools
import os
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import queue, statistics
from desktop_app.core.statistics import Figures, Reading, Speed, Waits

MONDAY = date(2026, 11, 23)
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati")


def day(back: int) -> date:
    return MONDAY - timedelta(days=back)


def minutes(count: float) -> Figures:
    return Figures(seconds=round(count * 60))


@pytest.fixture
def zone() -> Iterator[None]:
    yield
    os.environ.pop("TZ", None)
    time.tzset()


FIGURES = st.builds(Figures, seconds=st.integers(0, 9000), done=st.integers(0, 5))
DAYS = st.dictionaries(st.integers(-400, 800).map(day), FIGURES, max_size=60)


@pytest.mark.parametrize(
    ("figures", "heat"),
    [
        (Figures(), 0),
        (Figures(seconds=59), 0),
        (Figures(seconds=60), 1),
        (Figures(done=1), 1),
        (minutes(9), 1),
        (minutes(10), 2),
        (minutes(20), 3),
        (minutes(40), 4),
        (minutes(600), 4),
    ],
)
def test_heat_goes_by_minutes(figures: Figures, heat: int) -> None:
    assert statistics.level(figures) == heat


@given(DAYS, st.integers(0, 30).map(day))
def test_weeks_lose_and_double_no_day(days: dict[date, Figures], last: date) -> None:
    weeks = statistics.weeks(days, last, 200)
    held = [figures for d, figures in days.items() if d <= last]
    assert statistics.total(week.total for week in weeks) == statistics.total(held)
    assert sum(week.reading_days for week in weeks) == sum(figures.read for figures in held)
    assert {week.monday.weekday() for week in weeks} == {0}
    assert len({week.monday for week in weeks}) == len(weeks)


def test_a_week_begins_on_monday() -> None:
    days = {day(1): minutes(5), day(0): minutes(7), day(-1): minutes(11)}
    weeks = statistics.weeks(days, MONDAY, 2)
    assert [(w.monday, w.total.minutes, w.reading_days) for w in weeks] == [
        (day(7), 5, 1),
        (day(0), 7, 1),
    ]


def test_the_usual_is_the_median_of_complete_weeks() -> None:
    days = {day(0): minutes(500), day(7): minutes(30), day(14): minutes(90), day(28): minutes(50)}
    assert statistics.usual(days, MONDAY) == 40  # of 30, 90, none and 50
    assert statistics.usual({day(0): minutes(500)}, MONDAY) is None
    assert statistics.usual({}, MONDAY) is None


def test_time_in_the_queue() -> None:
    spans = [(day(9), day(8)), (day(9), day(5)), (day(90), day(0)), (day(3), day(60))]
    assert statistics.waits(spans) == Waits(median=2, longest=90, papers=4)
    assert statistics.waits([]) is None


def test_speed_is_the_median_of_plausible_readings() -> None:
    abstracts = [Reading(60, words) for words in (200, 220, 240, 260, 900)]
    skimmed = [Reading(5, 200), Reading(3600, 200), Reading(60, 20_000)]
    assert statistics.speed([*abstracts, *skimmed]) == Speed(240, 5)
    assert statistics.speed(abstracts[:4]) is None


def test_speed_goes_by_pages_where_they_were_read() -> None:
    whole = [Reading(3000, 200, pages=25)] * 3  # 12,500 words in 50 minutes
    abstract_alone = [Reading(60, 200, pages=25)] * 2
    assert statistics.speed([*whole, *abstract_alone]) == Speed(250, 5)


@pytest.mark.parametrize("name", ZONES)
def test_no_zone_loses_or_doubles_a_day(name: str, zone: None) -> None:
    os.environ["TZ"] = name
    time.tzset()
    hours = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(24 * 400)]
    counted = Counter(queue.local_day(hour, 4) for hour in hours)
    days = sorted(counted)
    assert all(b - a == timedelta(days=1) for a, b in itertools.pairwise(days))
    assert {counted[d] for d in days[1:-1]} <= {23, 24, 25}
    figures = {d: Figures(seconds=n * 3600) for d, n in counted.items()}
    weeks = statistics.weeks(figures, days[-1], 60)
    assert statistics.total(w.total for w in weeks).seconds == len(hours) * 3600


@given(
    st.lists(
        st.tuples(st.integers(0, 400 * 24 * 60), st.sampled_from(ZONES), st.integers(1, 3600)),
        max_size=8,
    )
)
def test_travels_lose_no_minute(journey: list[tuple[int, str, int]]) -> None:
    days: dict[date, Figures] = {}
    try:
        for moment, name, seconds in journey:
            os.environ["TZ"] = name
            time.tzset()
            at = queue.local_day(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=moment), 4)
            days[at] = statistics.total([days.get(at, Figures()), Figures(seconds)])
    finally:
        os.environ.pop("TZ", None)
        time.tzset()
    weeks = statistics.weeks(days, max(days, default=MONDAY), 70)
    read = sum(seconds for _, _, seconds in journey)
    assert statistics.total(w.total for w in weeks).seconds == read
