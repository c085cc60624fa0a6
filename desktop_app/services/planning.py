"""Today's plan: made once a day, topped up by what is queued, made again when asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from desktop_app.core import queue as core
from desktop_app.core.papers import PaperId
from desktop_app.core.queue import Budget, Outcome, Planned, Reason
from desktop_app.store import queue
from desktop_app.store.library import Library
from desktop_app.store.queue import Slot


def today(library: Library, day: date, budget: Budget, words_a_minute: int) -> list[Slot]:
    """Give the plan of a day, made and recorded now if it was not yet.

    A library that can only be read keeps no plan; there it is made anew each time.
    """
    if not queue.has_plan(library, day):
        planned = _choose(library, day, budget, words_a_minute)
        if not library.writable:
            return [Slot(p.paper, p.reason, p.since, None, None) for p in planned]
        if planned:
            with library.record():
                queue.put_plan(library, day, planned)
    return queue.slots(library, day)


def enqueue(
    library: Library, papers: Iterable[PaperId], budget: Budget, words_a_minute: int
) -> int:
    """Queue papers, put those there is room for on today's plan, and say how many are new.

    To be called inside the caller's change. A plan not made yet is left to `today`, unless it
    would be empty: that is recorded outside undo, so this change must not make it.
    """
    day = library.today()
    before = {e.paper for e in queue.entries(library, words_a_minute)}
    waiting = not queue.has_plan(library, day) and _choose(library, day, budget, words_a_minute)
    wanted = [p for p in dict.fromkeys(papers) if p not in before]
    added = queue.add(library, wanted)
    if not waiting:
        _top_up(library, day, wanted, budget, words_a_minute)
    return added


def plan_again(library: Library, budget: Budget, words_a_minute: int) -> None:
    """Choose the open entries of today's plan anew, inside the caller's change.

    What was done, put off or taken off today stays as it is.
    """
    day = library.today()
    queue.clear_open(library, day)
    settled = queue.slots(library, day)
    rest = _rest(library, settled, budget, words_a_minute)
    gone = {slot.paper for slot in settled}
    queue.put_plan(library, day, _choose(library, day, rest, words_a_minute, without=gone))


def _choose(
    library: Library,
    day: date,
    budget: Budget,
    words_a_minute: int,
    without: Collection[PaperId] = (),
) -> list[Planned]:
    entries = [e for e in queue.entries(library, words_a_minute) if e.paper not in without]
    return core.plan(entries, queue.carried(library, day), day, budget)


def _top_up(
    library: Library, day: date, papers: list[PaperId], budget: Budget, words_a_minute: int
) -> None:
    """Add newly queued papers to the plan of a day as far as there is room."""
    slots = queue.slots(library, day)
    rest = _rest(library, slots, budget, words_a_minute)
    entries = {e.paper: e for e in queue.entries(library, words_a_minute)}
    still = [entries[slot.paper] for slot in slots if slot.outcome is None]
    for paper in papers:
        if paper in entries and core.has_room(still, entries[paper], rest):
            queue.put_plan(library, day, [Planned(paper, Reason.CHOSEN)])
            still.append(entries[paper])


def _rest(library: Library, slots: list[Slot], budget: Budget, words_a_minute: int) -> Budget:
    """Give what the papers done today leave of a day's budget; the others give their room back."""
    done = [slot.paper for slot in slots if slot.outcome is Outcome.DONE]
    papers = None if budget.papers is None else max(0, budget.papers - len(done))
    if budget.minutes is None:
        return Budget(papers)
    minutes = budget.minutes - sum(queue.estimates(library, done, words_a_minute).values())
    # The first paper of a plan may be longer than the day; not so one that comes after others.
    return Budget(papers, minutes) if minutes > 0 else Budget(0)
