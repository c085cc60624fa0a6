"""The reading queue, the plan of each day, and the log of what was read when."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop_app.core import queue as core
from desktop_app.core.papers import PaperId, State
from desktop_app.core.queue import Entry, Outcome, Planned, Priority, Reason
from desktop_app.store import papers as paper_store
from desktop_app.store.library import Library


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a day's plan, with how and when (UTC) the entry left it."""

    paper: PaperId
    reason: Reason
    since: date | None
    outcome: Outcome | None
    outcome_at: datetime | None


def add(library: Library, papers: Iterable[PaperId], priority: Priority = Priority.NORMAL) -> int:
    """Put papers at the end of the queue and say how many were not in it yet."""
    added = 0
    today = library.today()
    for paper in papers:
        cursor = library.db.conn.execute(
            "INSERT INTO queue_entry (paper_id, priority, position, added_on)"
            " SELECT ?, ?, coalesce(max(position), 0) + 1, ? FROM queue_entry WHERE true"
            " ON CONFLICT (paper_id) DO NOTHING",
            (paper, priority, today.isoformat()),
        )
        if cursor.rowcount:
            added += 1
            log(library, "queued", paper)
    return added


def remove(library: Library, papers: Iterable[PaperId]) -> None:
    """Take papers out of the queue and out of today's plan, their state as before."""
    for paper in papers:
        if _leave(library, paper, None):
            log(library, "unqueued", paper)


def done(library: Library, papers: Iterable[PaperId]) -> None:
    """Mark papers read; those in the queue leave it, today's plan keeps them as done."""
    for paper in papers:
        _leave(library, paper, Outcome.DONE)
        paper_store.set_state(library, [paper], State.READ)
        log(library, "done", paper)


def drop(library: Library, papers: Iterable[PaperId]) -> None:
    """Decide not to read papers."""
    for paper in papers:
        _leave(library, paper, Outcome.DROPPED)
        paper_store.set_state(library, [paper], State.DROPPED)
        log(library, "dropped", paper)


def snooze(library: Library, papers: Iterable[PaperId], until: date) -> None:
    """Put queued papers off until a day. Raises ValueError for a day that is not after today."""
    if until <= library.today():
        raise ValueError("a paper can be snoozed only to a day after today")
    for paper in papers:
        add(library, [paper])
        library.db.conn.execute(
            "UPDATE queue_entry SET snoozed_until = ? WHERE paper_id = ?",
            (until.isoformat(), paper),
        )
        _settle(library, paper, Outcome.SNOOZED)
        log(library, "snoozed", paper, until=until.isoformat())


def take_off(library: Library, papers: Iterable[PaperId]) -> None:
    """Take papers off today's plan; they stay in the queue."""
    for paper in papers:
        _settle(library, paper, Outcome.OFF)
        log(library, "off", paper)


def set_due(library: Library, paper: PaperId, due: date | None, reason: str = "") -> None:
    """Set or clear the day by which a queued paper should be read."""
    library.db.conn.execute(
        "UPDATE queue_entry SET due_day = ?, due_reason = ? WHERE paper_id = ?",
        (due.isoformat() if due else None, reason, paper),
    )


def set_priority(library: Library, papers: Iterable[PaperId], priority: Priority) -> None:
    """Set how much queued papers are wanted."""
    for paper in papers:
        library.db.conn.execute(
            "UPDATE queue_entry SET priority = ? WHERE paper_id = ?", (priority, paper)
        )


def entries(library: Library, words_a_minute: int) -> list[Entry]:
    """List the queue in its order, binned papers left out, with estimates in minutes."""
    rows = library.db.conn.execute(
        "SELECT q.paper_id, q.priority, q.added_on, q.position, q.due_day, q.due_reason,"
        " q.snoozed_until, p.words FROM queue_entry q JOIN paper p ON p.id = q.paper_id"
        " WHERE p.binned_at IS NULL ORDER BY q.position, q.paper_id"
    )
    return [
        Entry(
            paper=PaperId(paper),
            priority=Priority(priority),
            added_on=date.fromisoformat(added_on),
            position=position,
            due=_day(due),
            due_reason=due_reason,
            snoozed_until=_day(snoozed),
            minutes=core.minutes(words, words_a_minute),
        )
        for paper, priority, added_on, position, due, due_reason, snoozed, words in rows
    ]


def estimates(
    library: Library, papers: Iterable[PaperId], words_a_minute: int
) -> dict[PaperId, int]:
    """Estimate how long papers take to read, in minutes, queued or not."""
    wanted = list(papers)
    marks = ",".join("?" * len(wanted))
    rows = library.db.conn.execute(f"SELECT id, words FROM paper WHERE id IN ({marks})", wanted)
    return {PaperId(paper): core.minutes(words, words_a_minute) for paper, words in rows}


def has_plan(library: Library, day: date) -> bool:
    """Tell whether the plan of a day was made."""
    row = library.db.conn.execute(
        "SELECT 1 FROM plan_entry WHERE day = ? LIMIT 1", (day.isoformat(),)
    ).fetchone()
    return row is not None


def slots(library: Library, day: date) -> list[Slot]:
    """Give the plan of a day in its order, binned papers left out.

    The making of a plan is recorded, not undone: an open entry whose queueing was undone is left
    out, too.
    """
    rows = library.db.conn.execute(
        "SELECT e.paper_id, e.reason, e.since, e.outcome, e.outcome_at FROM plan_entry e"
        " JOIN paper p ON p.id = e.paper_id WHERE e.day = ? AND p.binned_at IS NULL"
        " AND (e.outcome IS NOT NULL OR e.paper_id IN (SELECT paper_id FROM queue_entry))"
        " ORDER BY e.position, e.id",
        (day.isoformat(),),
    )
    return [
        Slot(
            PaperId(paper),
            Reason(reason),
            _day(since),
            Outcome(outcome) if outcome else None,
            datetime.fromisoformat(at) if at else None,
        )
        for paper, reason, since, outcome, at in rows
    ]


def carried(library: Library, day: date) -> dict[PaperId, date]:
    """Give the papers planned and left undone before a day, with the first such day of each.

    Only the latest planned day counts: what was taken off there is not carried.
    """
    rows = library.db.conn.execute(
        "SELECT e.paper_id, coalesce(e.since, e.day) FROM plan_entry e JOIN queue_entry q"
        " ON q.paper_id = e.paper_id WHERE e.outcome IS NULL AND e.day ="
        " (SELECT max(day) FROM plan_entry WHERE day < ?)",
        (day.isoformat(),),
    )
    return {PaperId(paper): date.fromisoformat(since) for paper, since in rows}


def put_plan(library: Library, day: date, plan: Iterable[Planned]) -> None:
    """Add entries to the plan of a day, after those it has."""
    for planned in plan:
        library.db.conn.execute(
            "INSERT INTO plan_entry (day, paper_id, position, reason, since)"
            " SELECT ?1, ?2, coalesce(max(position), 0) + 1, ?3, ?4 FROM plan_entry"
            " WHERE day = ?1 ON CONFLICT (day, paper_id) DO UPDATE SET outcome = NULL,"
            " outcome_at = NULL, reason = excluded.reason, since = excluded.since",
            (
                day.isoformat(),
                planned.paper,
                planned.reason,
                planned.since.isoformat() if planned.since else None,
            ),
        )


def clear_open(library: Library, day: date) -> None:
    """Take what is still open out of the plan of a day, without a trace."""
    library.db.conn.execute(
        "DELETE FROM plan_entry WHERE day = ? AND outcome IS NULL", (day.isoformat(),)
    )


def reorder(library: Library, day: date, order: Iterable[PaperId]) -> None:
    """Put the entries of a day's plan into the order given."""
    for position, paper in enumerate(order, 1):
        library.db.conn.execute(
            "UPDATE plan_entry SET position = ? WHERE day = ? AND paper_id = ? AND position <> ?",
            (position, day.isoformat(), paper, position),
        )


def log(library: Library, kind: str, paper: PaperId | None = None, **detail: Any) -> None:
    """Add an event to the log."""
    library.db.conn.execute(
        "INSERT INTO event (at, day, kind, paper_id, detail) VALUES (?, ?, ?, ?, ?)",
        (
            library.now(),
            library.today().isoformat(),
            kind,
            paper,
            json.dumps(detail) if detail else "",
        ),
    )


def _leave(library: Library, paper: PaperId, outcome: Outcome | None) -> bool:
    cursor = library.db.conn.execute("DELETE FROM queue_entry WHERE paper_id = ?", (paper,))
    _settle(library, paper, outcome)
    return cursor.rowcount > 0


def _settle(library: Library, paper: PaperId, outcome: Outcome | None) -> None:
    """Say how a paper left today's plan; None takes it out without a trace."""
    day = library.today().isoformat()
    if outcome is None:
        library.db.conn.execute(
            "DELETE FROM plan_entry WHERE day = ? AND paper_id = ?", (day, paper)
        )
        return
    library.db.conn.execute(
        "UPDATE plan_entry SET outcome = ?, outcome_at = ? WHERE day = ? AND paper_id = ?"
        " AND outcome IS NULL",
        (outcome, library.now(), day, paper),
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
