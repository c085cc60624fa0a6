"""Days as a reader is offered them, names them and reads them."""

from datetime import date, timedelta

import pytest

from desktop_app.core import days

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("today", "names", "offered"),
    [
        (MONDAY, ["tomorrow", "weekend", "next-week"], [24, 28, 30]),
        (date(2026, 11, 6), ["tomorrow", "next-week"], [7, 9]),
        (date(2026, 11, 7), ["tomorrow", "next-week", "next-weekend"], [8, 9, 14]),
        (date(2026, 11, 8), ["tomorrow", "next-weekend"], [9, 14]),
    ],
)
def test_days_to_put_something_off_to(today: date, names: list[str], offered: list[int]) -> None:
    assert [name for name, _ in days.offered(today)] == names
    assert [day.day for _, day in days.offered(today)] == offered


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("2026-12-24", 31),
        ("today", 0),
        (" Tomorrow ", 1),
        ("yesterday", -1),
        ("weekend", 5),
        ("next-week", 7),
        ("fri", 4),
        ("Monday", 7),
        ("+10", 10),
    ],
)
def test_a_day_is_read(text: str, away: int) -> None:
    assert days.parse(text, MONDAY) == MONDAY + timedelta(days=away)


@pytest.mark.parametrize("text", ["2026-02-30", "", "soon", "-3", "31.12.2026", "m", "2026-13-01"])
def test_what_is_no_day_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"Invalid|month|day"):
        days.parse(text, MONDAY)


@pytest.mark.parametrize(
    ("away", "name", "when"),
    [
        (0, "today", "today"),
        (-1, "yesterday", "yesterday"),
        (1, "tomorrow", "tomorrow"),
        (-6, "Tuesday", "on Tuesday"),
        (-7, "16 November", "on 16 November"),
        (60, "22 January 2027", "on 22 January 2027"),
    ],
)
def test_a_day_is_named_as_one_would_say_it(away: int, name: str, when: str) -> None:
    day = MONDAY + timedelta(days=away)
    assert days.name(day, MONDAY) == name
    assert days.when(day, MONDAY) == when
    assert days.full(MONDAY) == "Monday 23 November 2026"
