"""Entries of the queue, what a day has room for, and which day it is."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop_app.core import queue
from desktop_app.core.papers import PaperId
from desktop_app.core.queue import Budget, Entry, Priority

TODAY = date(2026, 11, 23)


def test_reading_takes_a_minute_at_least() -> None:
    assert queue.minutes(0, 200) == 1
    assert queue.minutes(1000, 200) == 5


def test_a_document_is_read_by_its_pages() -> None:
    assert queue.minutes(200, 250, pages=10) == 20
    assert queue.minutes(200, 250, pages=None) == queue.minutes(200, 250, pages=0) == 1


def entry(**waits: date) -> Entry:
    return Entry(PaperId(1), Priority.NORMAL, TODAY, 1, **waits)


def test_an_entry_waits_for_the_later_of_its_days() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert entry().ready(TODAY)
    assert entry(snoozed_until=TODAY, spread_to=TODAY).ready(TODAY)
    assert not entry(snoozed_until=tomorrow, spread_to=TODAY).ready(TODAY)
    assert not entry(spread_to=tomorrow).ready(TODAY)


def test_a_day_has_room_until_it_is_full() -> None:
    assert Budget(2, 20).has_room(1, 10, 10)
    assert not Budget(1).has_room(1, 10, 10)
    assert not Budget(None, 20).has_room(1, 10, 11)
    assert Budget(None, 20).has_room(0, 0, 90)


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
