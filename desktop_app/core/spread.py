"""Spreading a backlog: which of the coming days each waiting paper is meant for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.core.days import SATURDAY
from desktop_app.core.papers import PaperId
from desktop_app.core.queue import Entry

_WEEKEND = 0.5  # what a Saturday or Sunday takes, beside 1 for a weekday


@dataclass(frozen=True, slots=True)
class Share:
    """What a day would get: its papers in order, and the minutes they take."""

    day: date
    papers: tuple[PaperId, ...]
    minutes: int


def over(entries: Iterable[Entry], today: date, days: int) -> list[Share]:
    """Spread entries over so many days after `today`, fewer on weekends than on weekdays.

    What is due comes no later than its day, if that is still to come; else the order is that of
    priority and of the queue. Snoozed entries keep their own day and are left out.
    """
    spreading = [e for e in entries if e.snoozed_until is None or e.snoozed_until <= today]
    spreading.sort(key=_place)
    coming = [today + timedelta(days=n) for n in range(1, days + 1)]
    shares: dict[date, list[Entry]] = {day: [] for day in coming}
    ends = _ends(coming, len(spreading))
    at = 0
    for number, entry in enumerate(spreading):
        while ends[at] <= number:
            at += 1
        shares[_in_time(coming[at], entry, today)].append(entry)
    return [
        Share(day, tuple(e.paper for e in held), sum(e.minutes for e in held))
        for day, held in shares.items()
    ]


def _place(entry: Entry) -> tuple[date, int, int, int]:
    return (entry.due or date.max, -entry.priority, entry.position, entry.paper)


def _ends(coming: Sequence[date], count: int) -> list[int]:
    """Tell how many papers each day and those before it take together."""
    weights = [_WEEKEND if day.weekday() >= SATURDAY else 1.0 for day in coming]
    whole, so_far, ends = sum(weights), 0.0, []
    for weight in weights:
        so_far += weight
        ends.append(round(count * so_far / whole))
    return ends


def _in_time(day: date, entry: Entry, today: date) -> date:
    if entry.due is None or entry.due >= day:
        return day
    return max(entry.due, today + timedelta(days=1))
