"""What the Today page shows of a library: what is done, what is open, what waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.core.papers import PaperId
from desktop_app.core.queue import Entry, Outcome
from desktop_app.store import listing, queue
from desktop_app.store.library import Library
from desktop_app.store.plan import Slot
from desktop_app.ui.today import words

MOST_OPEN = 60
MOST_DONE = 5
MOST_WAITING = 20


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
    waiting: tuple[Line, ...]
    done_count: int
    open_count: int
    queue_count: int
    minutes_left: int
    order: tuple[PaperId, ...]


def load(library: Library, slots: Sequence[Slot], words_a_minute: int) -> Day:
    """Read a day from its plan and the queue."""
    today = library.today()
    entries = queue.entries(library, words_a_minute)
    by_paper = {entry.paper: entry for entry in entries}
    done = sorted((s for s in slots if s.outcome is Outcome.DONE), key=_left_at)
    still = [s for s in slots if s.outcome is None and s.paper in by_paper]
    planned = {slot.paper for slot in still}
    waiting = _waiting((e for e in entries if e.paper not in planned), today)
    shown_done, shown_open = done[-MOST_DONE:], still[:MOST_OPEN]
    titles = _titles(
        library,
        [
            *(s.paper for s in (*shown_done, *shown_open)),
            *(e.paper for e in waiting[:MOST_WAITING]),
        ],
    )
    return Day(
        date=today,
        done=tuple(_done(s, titles, today) for s in shown_done),
        open=tuple(_open(s, by_paper[s.paper], titles, today) for s in shown_open),
        waiting=tuple(_queued(e, titles, today) for e in waiting[:MOST_WAITING]),
        done_count=len(done),
        open_count=len(still),
        queue_count=len(waiting),
        minutes_left=sum(by_paper[s.paper].minutes for s in still),
        order=tuple(s.paper for s in slots),
    )


def moved(order: Sequence[PaperId], shown: Sequence[PaperId], at: int, by: int) -> list[PaperId]:
    """Give the order of a plan with the shown entry at a place changed with the one `by` away."""
    first, second = order.index(shown[at]), order.index(shown[at + by])
    changed = list(order)
    changed[first], changed[second] = changed[second], changed[first]
    return changed


def _waiting(entries: Iterable[Entry], today: date) -> list[Entry]:
    """Put the queue in the order shown: what is ready, then what is put off, by its day."""

    def place(entry: Entry) -> date:
        until = entry.snoozed_until
        return until if until is not None and until > today else date.min

    return sorted(entries, key=place)


def _titles(library: Library, papers: Sequence[PaperId]) -> dict[PaperId, str]:
    return {row.id: row.title for row in listing.rows(library, papers)}


def _done(slot: Slot, titles: dict[PaperId, str], today: date) -> Line:
    return Line(
        slot.paper,
        titles.get(slot.paper, ""),
        words.reason(slot.reason, slot.since, today),
        words.finished(slot.outcome_at),
    )


def _open(slot: Slot, entry: Entry, titles: dict[PaperId, str], today: date) -> Line:
    # A due day outweighs whatever brought the paper here: it is what the reader must know.
    if entry.due is not None:
        why = words.due(entry.due, entry.due_reason, today)
    else:
        why = words.reason(slot.reason, slot.since, today)
    aside = words.minutes(entry.minutes)
    return Line(slot.paper, titles.get(slot.paper, ""), why, aside, entry.due is not None)


def _queued(entry: Entry, titles: dict[PaperId, str], today: date) -> Line:
    title = titles.get(entry.paper, "")
    if entry.snoozed_until is not None and entry.snoozed_until > today:
        return Line(entry.paper, title, words.snoozed(entry.snoozed_until, today))
    if entry.due is not None:
        return Line(entry.paper, title, words.due(entry.due, entry.due_reason, today), "", due=True)
    about = f"{words.minutes(entry.minutes)} · {words.waiting(entry.added_on, today)}"
    return Line(entry.paper, title, about)


def _left_at(slot: Slot) -> float:
    return slot.outcome_at.timestamp() if slot.outcome_at else 0.0
