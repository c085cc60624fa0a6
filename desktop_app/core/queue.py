"""The reading queue: its entries, local days, and how long papers take to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

from desktop_app.core.origins import Origin
from desktop_app.core.papers import PaperId

WORDS_A_PAGE = 500  # of a paper set in two columns, figures and references counted in
MOST_DAYS = 3660  # about ten years, the furthest a paper is put off


class Priority(IntEnum):
    """How much a reader wants to read an entry."""

    LOW = -1
    NORMAL = 0
    HIGH = 1


class Reason(StrEnum):
    """Why an entry stands in a day's plan."""

    DUE = "due"
    CARRIED = "carried"
    RETURNED = "returned"
    SPREAD = "spread"
    PRIORITY = "priority"
    WAITED = "waited"
    CHOSEN = "chosen"


class Outcome(StrEnum):
    """How an entry left a day's plan."""

    DONE = "done"
    SNOOZED = "snoozed"
    OFF = "off"
    DROPPED = "dropped"


class DayOutOfReach(ValueError):
    """A day that a paper is due on or put off to has passed, or is more than ten years away."""

    def __init__(self, day: date, first: date) -> None:
        super().__init__(day, first)
        self.day = day
        self.first = first


def within_reach(day: date, first: date) -> date:
    """Give back a day from `first` on, within ten years. Raises DayOutOfReach for any other."""
    if not first <= day <= first + timedelta(days=MOST_DAYS):
        raise DayOutOfReach(day, first)
    return day


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper someone intends to read; days are local dates, the estimate is in minutes.

    `position` is its place in the queue, given once when it was queued: later entries have higher
    places, and a place is never given twice. It waits for `snoozed_until` and for `spread_to`.
    """

    paper: PaperId
    priority: Priority
    added_on: date
    position: int
    due: date | None = None
    due_reason: str = ""
    snoozed_until: date | None = None
    spread_to: date | None = None
    minutes: int = 1
    origin: Origin | None = None

    def ready(self, day: date) -> bool:
        """Tell whether it waits for no later day."""
        waits_for = (self.snoozed_until, self.spread_to)
        return all(until is None or until <= day for until in waits_for)


@dataclass(frozen=True, slots=True)
class Planned:
    """An entry of a day's plan; `since` is the day its reason goes back to.

    That is when a carried-over one was first left undone, until when one was put off, or when one
    that waited was queued. `position` is its place in the queue.
    """

    paper: PaperId
    reason: Reason
    since: date | None = None
    position: int | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """What a day may hold at most; None is no bound."""

    papers: int | None = 4
    minutes: int | None = None

    @property
    def bounded(self) -> bool:
        """Whether there is a bound at all."""
        return self.papers is not None or self.minutes is not None

    def has_room(self, papers: int, spent: int, minutes: int) -> bool:
        """Tell whether a day with so many papers, `spent` minutes long, takes one of `minutes`.

        A paper longer than a whole day stands alone in it, or it would never be read.
        """
        if self.papers is not None and papers >= self.papers:
            return False
        return self.minutes is None or not papers or spent + minutes <= self.minutes


def local_day(now: datetime, rollover_hour: int) -> date:
    """Give the reading day of a moment: a day starts at `rollover_hour` local time."""
    return (now.astimezone() - timedelta(hours=rollover_hour)).date()


def minutes(words: int, words_a_minute: int, pages: int | None = None) -> int:
    """Estimate reading time in whole minutes, at least one: of the pages where there are any."""
    return max(1, round((pages * WORDS_A_PAGE if pages else words) / words_a_minute))


def longest_waiting(entries: Iterable[Entry]) -> list[Entry]:
    """Put entries without a due day in the order in which a reader may let them go: the least
    wanted first, of those the ones that waited longest."""
    free = [entry for entry in entries if entry.due is None]
    return sorted(free, key=lambda e: (e.priority, e.position, e.paper))
