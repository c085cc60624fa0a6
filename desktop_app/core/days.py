"""Local dates: those a reader is offered, and their names in English.

The window names days in the reader's language; the command line and the digest as here.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

MONDAY, SATURDAY = 0, 5
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def full(day: date) -> str:
    """Name a day in full, such as Monday 23 November 2026."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def name(day: date, today: date) -> str:
    """Name a day as one would say it: yesterday, Friday, 12 November, 3 May 2024."""
    away = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if away in near:
        return near[away]
    if abs(away) < 7:
        return _WEEKDAYS[day.weekday()]
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def when(day: date, today: date) -> str:
    """Say when something happened: yesterday, on Friday, on 12 November."""
    said = name(day, today)
    return said if abs((day - today).days) <= 1 else f"on {said}"


def offered(today: date) -> list[tuple[str, date]]:
    """List the days something is put off to, nearest first: ``tomorrow``, ``weekend``,
    ``next-week``.

    On a Saturday or Sunday the weekend is ``next-weekend``; a day is offered once.
    """
    weekend = "next-weekend" if today.weekday() >= SATURDAY else "weekend"
    offers = [
        ("tomorrow", today + timedelta(days=1)),
        (weekend, following(today, SATURDAY)),
        ("next-week", following(today, MONDAY)),
    ]
    first: dict[date, str] = {}
    for word, day in offers:
        first.setdefault(day, word)
    return [(first[day], day) for day in sorted(first)]


def following(today: date, weekday: int) -> date:
    """Give the next day after `today` that is this weekday, Monday being 0."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def parse(text: str, today: date) -> date:
    """Read a day: 2026-12-24, today, tomorrow, yesterday, weekend, next-week, a weekday, +3.

    Raises ValueError for what is no day of the calendar.
    """
    word = text.strip().lower()
    near = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if word in near:
        return today + timedelta(days=near[word])
    if word in ("weekend", "next-weekend"):
        return following(today, SATURDAY)
    if word == "next-week":
        return following(today, MONDAY)
    for number, weekday in enumerate(_WEEKDAYS):
        if len(word) >= 3 and weekday.lower().startswith(word):
            return following(today, number)
    if counted := re.fullmatch(r"\+(\d{1,4})", word):
        return today + timedelta(days=int(counted[1]))
    return date.fromisoformat(word)
