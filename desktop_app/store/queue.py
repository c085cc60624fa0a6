"""The reading queue, and the log of what was done with it when."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from desktop_app.core import origins as stored
from desktop_app.core import queue as core
from desktop_app.core import text
from desktop_app.core.origins import Origin
from desktop_app.core.papers import PaperId, State
from desktop_app.core.queue import Entry, Outcome, Priority
from desktop_app.core.spread import Share
from desktop_app.store import papers as paper_store
from desktop_app.store import plan
from desktop_app.store.library import Library

_PRIORITIES = {int(priority): priority for priority in Priority}
# Of the main document; NULL where there is none, or nobody has opened it yet.
_PAGES = "(SELECT d.pages FROM document d WHERE d.paper_id = p.id AND d.main)"


def add(
    library: Library,
    papers: Iterable[PaperId],
    priority: Priority = Priority.NORMAL,
    origins: Mapping[PaperId, Origin] | None = None,
) -> int:
    """Put papers at the end of the queue and say how many were not in it yet.

    `origins` tells what papers that were suggested come from.
    """
    added = 0
    run = library.db.conn.execute
    today = library.today()
    for paper in papers:
        if run("SELECT 1 FROM queue_entry WHERE paper_id = ?", (paper,)).fetchone():
            continue
        origin = (origins or {}).get(paper)
        run(
            "INSERT INTO queue_entry (paper_id, priority, position, added_on, origin)"
            " VALUES (?, ?, ?, ?, ?)",
            (paper, priority, _next_place(library), today.isoformat(), stored.write(origin)),
        )
        added += 1
        log(library, "queued", paper)
    return added


def _next_place(library: Library) -> int:
    """Give a place in the queue that was never given before; undo does not give it back."""
    row = library.db.conn.execute(
        "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'place' RETURNING value"
    ).fetchall()[0]
    return int(row[0])


def remove(library: Library, papers: Iterable[PaperId]) -> None:
    """Take papers out of the queue and out of today's plan, their state as before."""
    for paper in papers:
        if _leave(library, paper, None):
            log(library, "unqueued", paper)


def done(library: Library, papers: Iterable[PaperId]) -> None:
    """Mark papers read; those in the queue leave it, today's plan keeps them as done."""
    _end(library, papers, Outcome.DONE, State.READ)


def drop(library: Library, papers: Iterable[PaperId]) -> None:
    """Decide not to read papers."""
    _end(library, papers, Outcome.DROPPED, State.DROPPED)


def reopen(library: Library, papers: Iterable[PaperId]) -> None:
    """Mark papers unread; those in the queue leave it, and what was ended today did not happen."""
    wanted = list(papers)
    remove(library, wanted)
    paper_store.set_state(library, wanted, State.UNREAD)
    for paper in wanted:
        library.db.conn.execute(
            "INSERT INTO event (at, day, kind, paper_id, cancels)"
            " SELECT ?, e.day, 'cancel', e.paper_id, e.id FROM event e"
            " WHERE e.paper_id = ? AND e.day = ? AND e.kind IN ('done', 'dropped')"
            " AND NOT EXISTS (SELECT 1 FROM event c WHERE c.cancels = e.id)",
            (library.now(), paper, library.today().isoformat()),
        )


def snooze(library: Library, papers: Iterable[PaperId], until: date) -> None:
    """Put papers off until a day after today, queued if they were not. Raises DayOutOfReach."""
    core.within_reach(until, library.today() + timedelta(days=1))
    for paper in papers:
        add(library, [paper])
        library.db.conn.execute(
            "UPDATE queue_entry SET snoozed_until = ?, spread_to = NULL WHERE paper_id = ?",
            (until.isoformat(), paper),
        )
        plan.settle(library, paper, Outcome.SNOOZED)
        log(library, "snoozed", paper, until=until.isoformat())


def wake(library: Library, papers: Iterable[PaperId]) -> None:
    """Let papers wait for no later day."""
    for paper in papers:
        library.db.conn.execute(
            "UPDATE queue_entry SET snoozed_until = NULL, spread_to = NULL"
            " WHERE paper_id = ? AND (snoozed_until, spread_to) IS NOT (NULL, NULL)",
            (paper,),
        )


def spread(library: Library, shares: Iterable[Share]) -> int:
    """Let queued papers wait for the day each was given, and say how many they are.

    Those snoozed since the shares were made are left alone.
    """
    count = 0
    for share in shares:
        for paper in share.papers:
            cursor = library.db.conn.execute(
                "UPDATE queue_entry SET spread_to = ?1, snoozed_until = NULL WHERE paper_id = ?2"
                " AND coalesce(snoozed_until, '') <= ?3",
                (share.day.isoformat(), paper, library.today().isoformat()),
            )
            count += cursor.rowcount
    if count:
        log(library, "spread", papers=count)
    return count


def take_off(library: Library, papers: Iterable[PaperId]) -> None:
    """Take papers off today's plan; they stay in the queue."""
    for paper in papers:
        plan.settle(library, paper, Outcome.OFF)
        log(library, "off", paper)


def set_due(
    library: Library, papers: Iterable[PaperId], due: date | None, reason: str = ""
) -> None:
    """Set or clear the day by which papers should be read, queued if they were not.

    One that waited for a later day does so no more: the day set last counts.
    Raises DayOutOfReach for a day before today.
    """
    if due is not None:
        core.within_reach(due, library.today())
    for paper in papers:
        if due is not None:
            add(library, [paper])
        library.db.conn.execute(
            "UPDATE queue_entry SET due_day = ?1, due_reason = ?2,"
            " snoozed_until = iif(snoozed_until > ?1, NULL, snoozed_until),"
            " spread_to = iif(spread_to > ?1, NULL, spread_to) WHERE paper_id = ?3",
            (due.isoformat() if due else None, text.clean_line(reason) if due else "", paper),
        )
        log(library, "due", paper, day=due.isoformat() if due else None)


def set_priority(library: Library, papers: Iterable[PaperId], priority: Priority) -> None:
    """Set how much papers are wanted, queued if they were not."""
    for paper in papers:
        add(library, [paper])
        library.db.conn.execute(
            "UPDATE queue_entry SET priority = ? WHERE paper_id = ?", (priority, paper)
        )
        log(library, "priority", paper, priority=int(priority))


def anything(library: Library, ready: date | None = None) -> bool:
    """Tell whether anything is queued, or `ready` on a day, binned papers left out."""
    row = library.db.conn.execute(
        "SELECT EXISTS (SELECT 1 FROM queue_entry q CROSS JOIN paper p ON p.id = q.paper_id"
        " WHERE p.binned_at IS NULL AND (?1 IS NULL OR"
        " coalesce(snoozed_until, '') <= ?1 AND coalesce(spread_to, '') <= ?1))",
        (ready and ready.isoformat(),),
    ).fetchone()
    return bool(row[0])


def count(library: Library) -> int:
    """Count the entries of the queue, binned papers left out."""
    row = library.db.conn.execute(
        "SELECT count(*) FROM queue_entry"
        " WHERE paper_id NOT IN (SELECT id FROM paper WHERE binned_at IS NOT NULL)"
    ).fetchone()
    return int(row[0])


def entries(
    library: Library, words_a_minute: int, among: Collection[PaperId] | None = None
) -> list[Entry]:
    """List the queue in its order, binned papers left out, with estimates in minutes.

    `among` names the papers wanted, where not all are.
    """
    narrowed = "" if among is None else f" AND q.paper_id IN ({','.join('?' * len(among))})"
    rows = library.db.conn.execute(
        "SELECT q.paper_id, q.priority, q.added_on, q.position, q.due_day, q.due_reason,"
        f" q.snoozed_until, q.spread_to, q.origin, p.words, {_PAGES}"
        # A cross join, for SQLite would look through all papers for those in the queue.
        " FROM queue_entry q CROSS JOIN paper p ON p.id = q.paper_id"
        f" WHERE p.binned_at IS NULL{narrowed} ORDER BY q.position, q.paper_id",
        tuple(among or ()),
    )
    return [
        Entry(
            paper=PaperId(paper),
            priority=_PRIORITIES[priority],
            added_on=date.fromisoformat(added_on),
            position=position,
            due=_day(due),
            due_reason=due_reason,
            snoozed_until=_day(snoozed),
            spread_to=_day(spread_to),
            minutes=core.minutes(words, words_a_minute, pages),
            origin=stored.read(origin),
        )
        for (
            paper,
            priority,
            added_on,
            position,
            due,
            due_reason,
            snoozed,
            spread_to,
            origin,
            words,
            pages,
        ) in rows
    ]


def foremost(library: Library, day: date, most: int) -> set[PaperId]:
    """Give those of the queue that a day is filled with: of what is ready, all that has a date, and
    of the rest the `most` wanted ones and as many that came first; binned papers left out."""
    rows = library.db.conn.execute(
        "WITH ready AS MATERIALIZED (SELECT paper_id, priority, position,"
        " coalesce(due_day, snoozed_until, spread_to) AS dated FROM queue_entry"
        " WHERE coalesce(snoozed_until, '') <= ?1 AND coalesce(spread_to, '') <= ?1"
        " AND paper_id NOT IN (SELECT id FROM paper WHERE binned_at IS NOT NULL)),"
        " rest AS (SELECT * FROM ready WHERE dated IS NULL)"
        " SELECT paper_id FROM ready WHERE dated IS NOT NULL UNION SELECT * FROM"
        " (SELECT paper_id FROM rest ORDER BY priority DESC, position, paper_id LIMIT ?2)"
        " UNION SELECT * FROM (SELECT paper_id FROM rest ORDER BY position, paper_id LIMIT ?2)",
        (day.isoformat(), most),
    )
    return {PaperId(row[0]) for row in rows}


def due_before(library: Library, day: date) -> set[PaperId]:
    """Give the queued papers that are due before a day."""
    rows = library.db.conn.execute(
        "SELECT paper_id FROM queue_entry WHERE due_day < ?", (day.isoformat(),)
    )
    return {PaperId(row[0]) for row in rows}


def estimates(
    library: Library, papers: Collection[PaperId], words_a_minute: int
) -> dict[PaperId, int]:
    """Estimate how long papers take to read, in minutes, queued or not."""
    marks = ",".join("?" * len(papers))
    rows = library.db.conn.execute(
        f"SELECT p.id, p.words, {_PAGES} FROM paper p WHERE p.id IN ({marks})", tuple(papers)
    )
    return {PaperId(p): core.minutes(words, words_a_minute, pages) for p, words, pages in rows}


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


def _end(library: Library, papers: Iterable[PaperId], outcome: Outcome, state: State) -> None:
    """Let papers leave the queue for good; of one that was ended so already nothing is logged."""
    for paper in papers:
        left = _leave(library, paper, outcome)
        if left or not _is(library, paper, state):
            paper_store.set_state(library, [paper], state)
            log(library, outcome, paper)


def _is(library: Library, paper: PaperId, state: State) -> bool:
    row = library.db.conn.execute("SELECT state FROM paper WHERE id = ?", (paper,)).fetchone()
    return row is not None and row[0] == state


def _leave(library: Library, paper: PaperId, outcome: Outcome | None) -> bool:
    cursor = library.db.conn.execute("DELETE FROM queue_entry WHERE paper_id = ?", (paper,))
    plan.settle(library, paper, outcome)
    return cursor.rowcount > 0


@lru_cache(maxsize=1024)  # many entries came, or wait for, the same days
def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
