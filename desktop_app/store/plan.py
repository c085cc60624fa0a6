"""The plan of each day: what stands in it, why, and how each entry left it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.core import origins
from desktop_app.core.origins import Origin
from desktop_app.core.papers import PaperId
from desktop_app.core.plan import OWN_CHOICE, History
from desktop_app.core.queue import Outcome, Planned, Reason
from desktop_app.store.library import Library


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a day's plan, with how and when (UTC) the entry left it."""

    paper: PaperId
    reason: Reason
    since: date | None
    outcome: Outcome | None = None
    outcome_at: datetime | None = None
    origin: Origin | None = None


def exists(library: Library, day: date) -> bool:
    """Tell whether the plan of a day was made."""
    row = library.db.conn.execute(
        "SELECT 1 FROM plan_entry WHERE day = ? LIMIT 1", (day.isoformat(),)
    ).fetchone()
    return row is not None


def of(library: Library, day: date) -> list[Slot]:
    """Give the plan of a day in its order, binned papers left out.

    The making of a plan is recorded, not undone: of today's, an open entry whose queueing was
    undone is left out, too.
    """
    rows = library.db.conn.execute(
        "SELECT e.paper_id, e.reason, e.since, e.outcome, e.outcome_at, e.origin"
        " FROM plan_entry e"
        " JOIN paper p ON p.id = e.paper_id WHERE e.day = ? AND p.binned_at IS NULL"
        " AND (e.outcome IS NOT NULL OR e.day < ?"
        " OR EXISTS (SELECT 1 FROM queue_entry q WHERE q.paper_id = e.paper_id))"
        " ORDER BY e.position, e.id",
        (day.isoformat(), library.today().isoformat()),
    )
    return [
        Slot(
            PaperId(paper),
            Reason(reason),
            _day(since),
            Outcome(outcome) if outcome else None,
            datetime.fromisoformat(at) if at else None,
            origins.read(origin),
        )
        for paper, reason, since, outcome, at, origin in rows
    ]


def history(library: Library, day: date) -> History:
    """Give what the plans before a day leave behind.

    Carried over is what the latest of them left undone; what was taken off it is not.
    """
    run = library.db.conn.execute
    left = run(
        "SELECT e.paper_id, CASE e.reason WHEN 'carried' THEN coalesce(e.since, e.day)"
        " ELSE e.day END FROM plan_entry e JOIN queue_entry q"
        " ON q.paper_id = e.paper_id WHERE e.outcome IS NULL AND e.day ="
        " (SELECT max(day) FROM plan_entry WHERE day < ?)",
        (day.isoformat(),),
    )
    places = run(
        "SELECT DISTINCT place FROM plan_entry WHERE place > (SELECT min(position)"
        f" FROM queue_entry) AND reason IN ({','.join('?' * len(OWN_CHOICE))}) ORDER BY place",
        OWN_CHOICE,
    )
    return History(
        {PaperId(paper): date.fromisoformat(since) for paper, since in left},
        [row[0] for row in places],
    )


def put(library: Library, day: date, entries: Iterable[Planned]) -> None:
    """Add entries to the plan of a day, after those it has."""
    for planned in entries:
        library.db.conn.execute(
            "INSERT INTO plan_entry (day, paper_id, position, reason, since, place, origin)"
            " SELECT ?1, ?2, coalesce(max(position), 0) + 1, ?3, ?4, ?5, ?6 FROM plan_entry"
            " WHERE day = ?1 ON CONFLICT (day, paper_id) DO UPDATE SET outcome = NULL,"
            " outcome_at = NULL, reason = excluded.reason, since = excluded.since",
            (
                day.isoformat(),
                planned.paper,
                planned.reason,
                planned.since.isoformat() if planned.since else None,
                planned.position,
                origins.write(planned.origin),
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


def settle(library: Library, paper: PaperId, outcome: Outcome | None) -> None:
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
