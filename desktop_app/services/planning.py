"""Today's plan: made once a day, topped up by what is queued, made again when asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from desktop_app.core import plan as core
from desktop_app.core import spread
from desktop_app.core.origins import Origin
from desktop_app.core.papers import PaperId
from desktop_app.core.queue import Budget, Entry, Outcome, Planned, Priority, Reason
from desktop_app.core.spread import Share
from desktop_app.services.alike import Alike
from desktop_app.store import plan, queue
from desktop_app.store.library import Library
from desktop_app.store.plan import Slot

MOST_TOPPED_UP = 500  # entries of a plan
FOREMOST = 200  # entries among which one that fits is looked for first
MOST_NAMED = 2000  # entries that are read one by one rather than all


def today(library: Library, day: date, budget: Budget, words_a_minute: int) -> list[Slot]:
    """Give the plan of a day, made and recorded now if it was not yet.

    A library that can only be read keeps no plan; there it is made anew each time.
    """
    if not plan.exists(library, day):
        planned = _choose(library, day, budget, words_a_minute)
        if not library.writable:
            return list(map(_slot, planned))
        if planned:
            with library.record():
                plan.put(library, day, planned)
    return plan.of(library, day)


def look(library: Library, day: date, budget: Budget, words_a_minute: int) -> list[Slot]:
    """Give the plan of any day without recording one: as it was, or as it would be made now.

    For a day to come, what is open today counts as left undone.
    """
    if plan.exists(library, day) or day < library.today():
        return plan.of(library, day)
    return list(map(_slot, _choose(library, day, budget, words_a_minute)))


class Queueing:
    """Queues papers, some at a time, inside the caller's changes; what there is room for goes onto
    today's plan.

    A plan not made yet is left to `today`, unless it would be empty: that is recorded outside undo,
    so this change must not make it.
    """

    def __init__(self, library: Library, budget: Budget, words_a_minute: int) -> None:
        self._library, self._budget, self._words_a_minute = library, budget, words_a_minute
        self._day = library.today()
        self._waits: bool | None = None  # whether the plan is left to be made

    def add(
        self, papers: Iterable[PaperId], origins: Mapping[PaperId, Origin] | None = None
    ) -> int:
        """Queue papers, and say how many are new."""
        library, day, speed = self._library, self._day, self._words_a_minute
        asked = list(dict.fromkeys(papers))
        before = {e.paper for e in queue.entries(library, speed, asked)}
        if self._waits is None:
            self._waits = not plan.exists(library, day) and queue.anything(library, day)
        wanted = [p for p in asked if p not in before]
        added = queue.add(library, wanted, origins=origins)
        if not self._waits:
            _top_up(library, day, wanted, self._budget, speed)
        return added


def enqueue(
    library: Library,
    papers: Iterable[PaperId],
    budget: Budget,
    words_a_minute: int,
    origins: Mapping[PaperId, Origin] | None = None,
) -> int:
    """Queue papers as `Queueing` does, and say how many are new; inside the caller's change."""
    return Queueing(library, budget, words_a_minute).add(papers, origins)


def set_due(
    library: Library,
    papers: Iterable[PaperId],
    due: date | None,
    reason: str,
    budget: Budget,
    words_a_minute: int,
) -> None:
    """Set or clear the day by which papers should be read, inside the caller's change.

    What is due today goes onto today's plan whatever its budget, other papers while it has room.
    Raises DayOutOfReach.
    """
    wanted, day = list(dict.fromkeys(papers)), library.today()
    queue.set_due(library, wanted, due, reason)
    if due != day:
        _top_up(library, day, wanted if due else [], budget, words_a_minute)
        return
    open_ones = {slot.paper for slot in plan.of(library, day) if slot.outcome is None}
    entries = queue.entries(library, words_a_minute, [p for p in wanted if p not in open_ones])
    plan.put(library, day, [Planned(e.paper, Reason.DUE, day, e.position) for e in entries])


def set_priority(
    library: Library,
    papers: Iterable[PaperId],
    priority: Priority,
    budget: Budget,
    words_a_minute: int,
) -> None:
    """Set how much papers are wanted, and plan them for today while there is room, inside the
    caller's change."""
    wanted = list(dict.fromkeys(papers))
    queue.set_priority(library, wanted, priority)
    _top_up(library, library.today(), wanted, budget, words_a_minute)


def choose(
    library: Library, papers: Iterable[PaperId], origins: Mapping[PaperId, Origin] | None = None
) -> None:
    """Put papers on today's plan whatever its budget, queued if they were not, by the reader's
    hand; inside the caller's change."""
    wanted = list(dict.fromkeys(papers))
    queue.add(library, wanted, origins=origins)
    queue.wake(library, wanted)
    entries = {e.paper: e for e in queue.entries(library, 1, wanted)}
    chosen = [_by_hand(entries[paper]) for paper in wanted if paper in entries]
    plan.put(library, library.today(), chosen)


def plan_again(library: Library, budget: Budget, words_a_minute: int) -> None:
    """Choose the open entries of today's plan anew, inside the caller's change.

    What was done, put off or taken off today stays as it is.
    """
    day = library.today()
    plan.clear_open(library, day)
    settled = plan.of(library, day)
    plan.put(library, day, _choose(library, day, budget, words_a_minute, settled))


def backlog(library: Library, budget: Budget, words_a_minute: int) -> list[Entry]:
    """Give what waits in the queue and is neither on today's plan, made or not, nor snoozed."""
    day = library.today()
    slots = look(library, day, budget, words_a_minute)
    planned = {slot.paper for slot in slots if slot.outcome is None}
    return [
        entry
        for entry in queue.entries(library, words_a_minute)
        if entry.paper not in planned
        and (entry.snoozed_until is None or entry.snoozed_until <= day)
    ]


def spreading(library: Library, days: int, budget: Budget, words_a_minute: int) -> list[Share]:
    """Tell how the backlog would be spread over so many days after today."""
    return spread.over(backlog(library, budget, words_a_minute), library.today(), days)


def _choose(
    library: Library,
    day: date,
    budget: Budget,
    words_a_minute: int,
    settled: Sequence[Slot] = (),
) -> list[Planned]:
    """Choose the entries of a day, less those it has `settled`, of which the done ones count.

    The whole queue is read where its foremost entries do not fill the day.
    """
    gone = {slot.paper for slot in settled}
    done = _done(library, settled, words_a_minute)
    history = plan.history(library, day)
    with Alike(library) as alike:

        def chosen(among: Collection[PaperId] | None) -> list[Planned]:
            entries = queue.entries(library, words_a_minute, among)
            left = [entry for entry in entries if entry.paper not in gone]
            return core.of_day(left, history, day, budget, alike, done)

        if budget.papers is not None:
            among = queue.foremost(library, day, FOREMOST) | history.carried.keys()
            planned = chosen(among) if len(among) <= MOST_NAMED else []
            if planned and len(planned) + len(done) >= budget.papers:
                return planned
        return chosen(None)


def _top_up(
    library: Library, day: date, papers: list[PaperId], budget: Budget, words_a_minute: int
) -> None:
    """Add papers that are ready to the plan of a day as far as there is room.

    One that stands in it, or left it, is not put there again. A plan that nobody could read in a
    day takes no more, whatever the budget: each paper would make the next one cost more.
    """
    slots = plan.of(library, day)
    if len(slots) >= MOST_TOPPED_UP:
        return
    known = {slot.paper for slot in slots}
    open_ones = [slot.paper for slot in slots if slot.outcome is None]
    entries = {e.paper: e for e in queue.entries(library, words_a_minute, [*open_ones, *papers])}
    held = _done(library, slots, words_a_minute) + [entries[p].minutes for p in open_ones]
    ready = [p for p in papers if p in entries and p not in known and entries[p].ready(day)]
    for paper in ready:
        if budget.has_room(len(held), sum(held), entries[paper].minutes):
            plan.put(library, day, [_by_hand(entries[paper])])
            held.append(entries[paper].minutes)


def _done(library: Library, slots: Iterable[Slot], words_a_minute: int) -> list[int]:
    """Give the minutes of the papers done on a day; what left it otherwise gives its room back."""
    done = [slot.paper for slot in slots if slot.outcome is Outcome.DONE]
    return list(queue.estimates(library, done, words_a_minute).values())


def _by_hand(entry: Entry) -> Planned:
    return Planned(entry.paper, Reason.CHOSEN, None, entry.position, entry.origin)


def _slot(planned: Planned) -> Slot:
    return Slot(planned.paper, planned.reason, planned.since, origin=planned.origin)
