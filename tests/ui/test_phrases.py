"""What several features say alike, in English."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.core import reasons
from desktop_app.core.origins import Because, Origin
from desktop_app.ui import phrases

MONDAY = date(2026, 11, 23)


def test_counts() -> None:
    assert [phrases.papers(n) for n in (0, 1, 34)] == ["0 papers", "1 paper", "34 papers"]
    assert [phrases.minutes(n) for n in (1, 59, 60, 125)] == ["1 min", "59 min", "1 h", "2 h 5 min"]


@pytest.mark.parametrize(
    ("day", "named", "when"),
    [
        (date(2026, 11, 22), "yesterday", "yesterday"),
        (date(2026, 11, 23), "today", "today"),
        (date(2026, 11, 24), "tomorrow", "tomorrow"),
        (date(2026, 11, 20), "Friday", "on Friday"),
        (date(2026, 11, 30), "30 November", "on 30 November"),
        (date(2025, 5, 3), "3 May 2025", "on 3 May 2025"),
    ],
)
def test_days(day: date, named: str, when: str) -> None:
    assert phrases.day_name(day, MONDAY) == named
    assert phrases.when(day, MONDAY) == when


def test_a_day_by_its_date() -> None:
    assert phrases.weekday_and_date(MONDAY) == "Monday 23 November"
    assert phrases.calendar_day(date(2026, 11, 22), MONDAY) == "22 November"
    assert phrases.date_text(MONDAY, "d.M.yyyy") == "23.11.2026"


def test_reasons_say_in_the_window_what_they_say_elsewhere() -> None:
    friday = date(2026, 11, 20)
    for because in Because:
        template = reasons.of_origin(Origin(because, "Grok {fast}", friday))
        assert phrases.said(template, MONDAY) == reasons.english(template, MONDAY)
