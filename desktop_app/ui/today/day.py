"""What the Today page shows of a library: what is done, what is open, how much waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.core.papers import PaperId
from desktop_app.core.queue import Entry, Outcome
from desktop_app.store import listing, queue
from desktop_app.store.library import Library
from desktop_app.store.plan import Slot
from desktop_app.ui import phrases
from desktop_app.ui.today import words

MOST_OPEN = 60
MOST_DONE = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A paper on the page: its title, a sentence beneath it and one at its right."""

    paper: PaperId
    title: str
    sentence: str
    aside: str = ""
    due: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it is shown; the counts include what there is no room for."""

    date: date
    done: tuple[Line, ...]
    open: tuple[Line, ...]
    done_count: int
    open_count: int
    queue_count: int
    minutes_left: int
    order: tuple[PaperId, ...]


def load(library: Library, slots: Sequence[Slot], words_a_minute: int) -> Day:
    """Read a day from its plan and the queue."""
    today = library.today()
    done = sorted((s for s in slots if s.outcome is Outcome.DONE), key=_left_at)
    open_ones = [s for s in slots if s.outcome is None]
    entries = queue.entries(library, words_a_minute, [s.paper for s in open_ones])
    by_paper = {entry.paper: entry for entry in entries}
    still = [s for s in open_ones if s.paper in by_paper]
    shown_done, shown_open = done[-MOST_DONE:], still[:MOST_OPEN]
    shown = [s.paper for s in (*shown_done, *shown_open)]
    titles = {row.id: row.title for row in listing.rows(library, shown)}
    return Day(
        date=today,
        done=tuple(_done(s, titles, today) for s in shown_done),
        open=tuple(_open(s, by_paper[s.paper], titles, today) for s in shown_open),
        done_count=len(done),
        open_count=len(still),
        queue_count=queue.count(library) - len(still),
        minutes_left=sum(by_paper[s.paper].minutes for s in still),
        order=tuple(s.paper for s in slots),
    )


def moved(order: Sequence[PaperId], shown: Sequence[PaperId], at: int, to: int) -> list[PaperId]:
    """Give the order of a plan with the shown entry at a place moved to where another one is."""
    changed = list(order)
    changed.remove(shown[at])
    changed.insert(changed.index(shown[to]) + (to > at), shown[at])
    return changed


def _done(slot: Slot, titles: dict[PaperId, str], today: date) -> Line:
    return Line(
        slot.paper,
        titles.get(slot.paper, ""),
        words.reason(slot.reason, slot.since, slot.origin, today),
        words.finished(slot.outcome_at),
    )


def _open(slot: Slot, entry: Entry, titles: dict[PaperId, str], today: date) -> Line:
    # A due day outweighs whatever brought the paper here: it is what the reader must know.
    if entry.due is not None:
        why = words.due(entry.due, entry.due_reason, today)
    else:
        why = words.reason(slot.reason, slot.since, slot.origin, today)
    aside = phrases.minutes(entry.minutes)
    return Line(slot.paper, titles.get(slot.paper, ""), why, aside, entry.due is not None)


def _left_at(slot: Slot) -> float:
    return slot.outcome_at.timestamp() if slot.outcome_at else 0.0
