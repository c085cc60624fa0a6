"""The plan of a day, as a pure function of the queue and of what was planned before.

Due entries come first, then what was carried over or put off until now, then the rest by priority.
A promise keeps priorities from starving anyone: of the entries queued later than one that is ready,
at most `MOST_OVERTAKES` are planned before it by the plan's own choice. What is due, and what the
reader put on a day by hand, by a snooze or by spreading the backlog, is not the plan's choice.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import heapify, heappop, heappush
from typing import Self

from desktop_app.core.papers import PaperId
from desktop_app.core.queue import Budget, Entry, Planned, Priority, Reason

DUE_SOON = timedelta(days=3)
MOST_OVERTAKES = 30
# The plan's own choice: what is planned for one of these reasons overtakes who waits longer.
OWN_CHOICE = (Reason.PRIORITY, Reason.WAITED)

Alike = Callable[[PaperId, PaperId], bool]


@dataclass(frozen=True, slots=True)
class History:
    """What earlier plans leave behind.

    `carried` holds the papers left undone and the day each was first planned for; `places` the
    places in the queue of all that was ever planned by the plan's own choice.
    """

    carried: Mapping[PaperId, date] = field(default_factory=dict)
    places: Sequence[int] = ()


def of_day(
    entries: Iterable[Entry],
    history: History,
    day: date,
    budget: Budget,
    alike: Alike = lambda _a, _b: False,
    done: Collection[int] = (),
) -> list[Planned]:
    """Choose the entries of a day within its budget; the same inputs give the same plan.

    `done` holds the minutes of the papers that were done that day already, which count.
    Of entries that are `alike`, such as two versions of one work, a day gets one unless both are
    due, carried over or put off until now, or there is room and nothing else.
    """
    ready = [entry for entry in entries if entry.ready(day)]
    filled = _Filling(ready, history, day, budget, alike, done).run()
    if filled.stuck is not None:
        # Who was overtaken as often as may be is too long for what is left of the day.
        filled = _Filling(ready, history, day, budget, alike, done).run(first=filled.stuck)
    return filled.plan


def pressing(due: Sequence[Entry], day: date, budget: Budget) -> int:
    """Tell how many of the entries in `due`, soonest first, are for today.

    They are those due soon, and more where the days that are left could not hold them all.
    """
    most = sum(entry.due is not None and entry.due - day <= DUE_SOON for entry in due)
    spent = 0
    for count, entry in enumerate(due, 1):
        assert entry.due is not None
        days = max(0, (entry.due - day).days)
        spent += entry.minutes
        if budget.papers is not None:
            most = max(most, count - days * budget.papers)
        if budget.minutes is not None and spent > days * budget.minutes:
            most = max(most, _reaching(due, spent - days * budget.minutes))
    return min(most, len(due))


def _reaching(due: Sequence[Entry], minutes: int) -> int:
    """Tell how many entries from the first on take so many minutes."""
    spent = 0
    for count, entry in enumerate(due, 1):
        spent += entry.minutes
        if spent >= minutes:
            return count
    return len(due)


class _Filling:
    """A day being filled; `plan` is what it holds so far, `stuck` who there was no room for."""

    def __init__(
        self,
        ready: Sequence[Entry],
        history: History,
        day: date,
        budget: Budget,
        alike: Alike,
        done: Collection[int],
    ) -> None:
        self._history, self._budget, self._alike = history, budget, alike
        self._due, self._promised, rest = _parted(ready, history, day, budget)
        self._left = {entry.paper: entry for entry in rest}
        self._oldest_first = [(entry.position, entry.paper) for entry in rest]
        heapify(self._oldest_first)
        self._places = sorted(set(history.places))
        self._held: list[Entry] = []
        self._count, self._spent = len(done), sum(done)
        self.plan: list[Planned] = []
        self.stuck: Entry | None = None

    def run(self, first: Entry | None = None) -> Self:
        """Fill the day, with `first` right after what is due and whom it may not overtake."""
        for entry in self._due:
            self._take(entry, Reason.DUE, entry.due)
        if first is not None and first.paper in self._left:
            for entry in [*self._before(first), first]:
                self._choose(entry)
        for since, reason, entry in sorted(self._promised, key=lambda p: p[2] is not first):
            self._take(entry, reason, since)
        if not self._budget.bounded:  # nobody has to wait, so nobody is overtaken
            for entry in self._left.values():
                self._take(entry, *_own_choice(entry))
            return self
        while (chosen := self._next()) is not None:
            self._choose(chosen)
        return self

    def _next(self) -> Entry | None:
        """Find whom to plan next: by priority, unless that would overtake someone too often."""
        if not self._left or self._count == self._budget.papers:
            return None
        oldest = self._oldest()
        if self._overtakes(oldest) >= MOST_OVERTAKES:
            if self._has_room(oldest):
                return oldest
            self.stuck = oldest
            return None
        fitting = (entry for entry in self._left.values() if self._has_room(entry))
        alike = None
        for entry in fitting:
            if not self._like_another(entry):
                return entry
            alike = alike or entry
        return alike

    def _oldest(self) -> Entry:
        while self._oldest_first[0][1] not in self._left:
            heappop(self._oldest_first)
        return self._left[self._oldest_first[0][1]]

    def _before(self, entry: Entry) -> list[Entry]:
        """Give those queued before an entry that were overtaken as often as may be."""
        found = [
            e
            for e in self._left.values()
            if e.position < entry.position and self._overtakes(e) >= MOST_OVERTAKES
        ]
        return sorted(found, key=lambda e: (e.position, e.paper))

    def _choose(self, entry: Entry) -> None:
        del self._left[entry.paper]
        if self._take(entry, *_own_choice(entry)):
            insort(self._places, entry.position)

    def _take(self, entry: Entry, reason: Reason, since: date | None = None) -> bool:
        if not self._has_room(entry):
            self._left[entry.paper] = entry  # still to be overtaken by nobody
            heappush(self._oldest_first, (entry.position, entry.paper))
            return False
        self._held.append(entry)
        self._count += 1
        self._spent += entry.minutes
        self.plan.append(Planned(entry.paper, reason, since, entry.position, entry.origin))
        return True

    def _has_room(self, entry: Entry) -> bool:
        return self._budget.has_room(self._count, self._spent, entry.minutes)

    def _overtakes(self, entry: Entry) -> int:
        return len(self._places) - bisect_right(self._places, entry.position)

    def _like_another(self, entry: Entry) -> bool:
        return any(self._alike(entry.paper, other.paper) for other in self._held)


def _parted(
    ready: Sequence[Entry], history: History, day: date, budget: Budget
) -> tuple[list[Entry], list[tuple[date, Reason, Entry]], list[Entry]]:
    """Part entries into due ones, promised ones and the rest, each in its order."""
    due = sorted(
        (e for e in ready if e.due is not None), key=lambda e: (e.due, e.position, e.paper)
    )
    due = due[: pressing(due, day, budget)]
    taken = {e.paper for e in due}
    promised, rest = [], []
    for entry in ready:
        promise = _promise(entry, history)
        if entry.paper in taken:
            continue
        if promise is None:
            rest.append(entry)
        else:
            promised.append((*promise, entry))
    promised.sort(key=lambda p: (p[0], p[2].position, p[2].paper))
    rest.sort(key=lambda e: (-e.priority, e.position, e.paper))
    return due, promised, rest


def _promise(entry: Entry, history: History) -> tuple[date, Reason] | None:
    """Give the day an entry was meant for, where there was one."""
    if entry.paper in history.carried:
        return history.carried[entry.paper], Reason.CARRIED
    if entry.snoozed_until is not None:
        return entry.snoozed_until, Reason.RETURNED
    if entry.spread_to is not None:
        return entry.spread_to, Reason.SPREAD
    return None


def _own_choice(entry: Entry) -> tuple[Reason, date | None]:
    if entry.priority is Priority.HIGH:
        return Reason.PRIORITY, None
    return Reason.WAITED, entry.added_on
