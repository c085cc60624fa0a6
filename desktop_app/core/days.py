"""Local dates in English words, for the command line and the digest; the window has its own."""

from __future__ import annotations

from datetime import date

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
