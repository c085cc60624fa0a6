"""Runs of reading days that rest days do not end."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Streak:
    """A run of `length` reading days; `rested` are its rest days of the last week, in order."""

    length: int
    rested: tuple[date, ...] = ()


def streak(read: Set[date], today: date, rest_days: int) -> Streak:
    """Give the run of reading days that lasts until today.

    Up to `rest_days` rest days in any 7 days in a row do not end it, and neither does today while
    nothing was read yet. Days after today, which a clock set back leaves, are left out of account.
    """
    first = min(read, default=today)
    length = counted = 0
    rests: list[date] = []  # the latest first
    day = today if today in read else today - DAY
    while day >= first:
        if day in read:
            length, counted = length + 1, len(rests)
        else:
            rests.append(day)
            if len(rests) > rest_days and rests[-1 - rest_days] - day < WEEK:
                break
        day -= DAY
    lately = [rest for rest in rests[:counted] if today - rest < WEEK]
    return Streak(length, tuple(reversed(lately)))
