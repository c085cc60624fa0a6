"""The reading queue: its entries, local days, and the plan of a day as a pure function."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

from desktop_app.core.papers import PaperId

DUE_SOON = timedelta(days=3)
AGEING_DAYS = 14


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


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper someone intends to read; days are local dates, the estimate is in minutes."""

    paper: PaperId
    priority: Priority
    added_on: date
    position: int
    due: date | None = None
    due_reason: str = ""
    snoozed_until: date | None = None
    minutes: int = 1


@dataclass(frozen=True, slots=True)
class Planned:
    """An entry of a day's plan; `since` is the day a carried-over one was first left undone."""

    paper: PaperId
    reason: Reason
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """What a day may hold at most; None is no bound."""

    papers: int | None = 4
    minutes: int | None = None


def local_day(now: datetime, rollover_hour: int) -> date:
    """Give the reading day of a moment: a day starts at `rollover_hour` local time."""
    return (now.astimezone() - timedelta(hours=rollover_hour)).date()


def minutes(words: int, words_a_minute: int) -> int:
    """Estimate reading time in whole minutes, at least one."""
    return max(1, round(words / words_a_minute))


def plan(
    entries: Iterable[Entry], carried: Mapping[PaperId, date], day: date, budget: Budget
) -> list[Planned]:
    """Choose the entries of a day: due soon, then carried over, then by priority with ageing.

    `carried` holds the papers left undone from earlier days and the day of each. Snoozed entries
    wait for their day. The same inputs give the same plan.
    """
    ready = [e for e in entries if e.snoozed_until is None or e.snoozed_until <= day]
    ready.sort(key=lambda e: _rank(e, carried, day))
    chosen: list[Planned] = []
    spent = 0
    for entry in ready:
        if budget.papers is not None and len(chosen) >= budget.papers:
            break
        if budget.minutes is not None and chosen and spent + entry.minutes > budget.minutes:
            continue
        spent += entry.minutes
        chosen.append(_planned(entry, carried, day))
    return chosen


def has_room(planned: Collection[Entry], entry: Entry, budget: Budget) -> bool:
    """Tell whether a day that holds `planned` can take one more entry."""
    if budget.papers is not None and len(planned) >= budget.papers:
        return False
    spent = sum(e.minutes for e in planned)
    return budget.minutes is None or not planned or spent + entry.minutes <= budget.minutes


def _rank(entry: Entry, carried: Mapping[PaperId, date], day: date) -> tuple[int, int, int, int]:
    if _due_soon(entry, day):
        return (0, entry.due.toordinal() if entry.due else 0, entry.position, entry.paper)
    if entry.paper in carried:
        return (1, carried[entry.paper].toordinal(), entry.position, entry.paper)
    # A priority step is worth AGEING_DAYS of waiting, so nothing waits for ever.
    waits_since = entry.added_on.toordinal() - entry.priority * AGEING_DAYS
    return (2, waits_since, entry.position, entry.paper)


def _planned(entry: Entry, carried: Mapping[PaperId, date], day: date) -> Planned:
    if _due_soon(entry, day):
        return Planned(entry.paper, Reason.DUE)
    if entry.paper in carried:
        return Planned(entry.paper, Reason.CARRIED, carried[entry.paper])
    if entry.priority is Priority.HIGH:
        return Planned(entry.paper, Reason.PRIORITY)
    return Planned(entry.paper, Reason.WAITED, entry.added_on)


def _due_soon(entry: Entry, day: date) -> bool:
    return entry.due is not None and entry.due - day <= DUE_SOON
