"""What the reader did with papers, read in a few statements for the library as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from desktop_app.core import queue
from desktop_app.core.papers import PaperId
from desktop_app.core.ranking import Deed, Done
from desktop_app.store.library import Library

_HIGHLIGHTS = (
    "SELECT h.paper_id, max(h.added_at), count(*) FROM highlight h JOIN paper p"
    " ON p.id = h.paper_id WHERE p.binned_at IS NULL GROUP BY h.paper_id"
)
_NOTES = (
    "SELECT n.paper_id, n.changed_at, 1 FROM note n CROSS JOIN paper p ON p.id = n.paper_id"
    " WHERE p.binned_at IS NULL AND n.binned_at IS NULL AND trim(n.text) <> ''"
)
_LESS_LIKE = (
    "SELECT l.paper_id, l.added_at, 1 FROM less_like l CROSS JOIN paper p ON p.id = l.paper_id"
    " WHERE p.binned_at IS NULL"
)
_QUEUE = (
    "SELECT q.paper_id, q.added_on FROM queue_entry q CROSS JOIN paper p ON p.id = q.paper_id"
    " WHERE p.binned_at IS NULL"
)
# A state has no day of its own: the log, or the sessions, say when it came about.
_STATES = (
    "SELECT p.id, p.state, coalesce((SELECT max(e.day) FROM event e WHERE e.paper_id = p.id"
    " AND e.kind = CASE p.state WHEN 'read' THEN 'done' ELSE p.state END AND e.cancels IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM event c WHERE c.cancels = e.id)),"
    " (SELECT max(s.day) FROM reading_session s WHERE s.paper_id = p.id),"
    " (SELECT max(e.day) FROM event e WHERE e.paper_id = p.id AND e.kind = 'opened'))"
    " FROM paper p WHERE p.binned_at IS NULL AND p.state IN ('reading', 'read', 'dropped')"
)
_STARRED = "SELECT id FROM paper WHERE binned_at IS NULL AND starred"
_OF_STATE = {"reading": Deed.BEGUN, "read": Deed.READ, "dropped": Deed.DROPPED}


def all_of(library: Library) -> list[Done]:
    """List what the reader did with papers outside the bin, a deed of each kind for each paper."""
    run = library.db.conn.execute
    return [
        *_stamped(library, Deed.HIGHLIGHTED, _HIGHLIGHTS),
        *_stamped(library, Deed.NOTED, _NOTES),
        *_stamped(library, Deed.LESS_LIKE, _LESS_LIKE),
        *(Done(PaperId(p), Deed.QUEUED, date.fromisoformat(day)) for p, day in run(_QUEUE)),
        *(
            Done(PaperId(p), _OF_STATE[state], date.fromisoformat(day) if day else None)
            for p, state, day in run(_STATES)
        ),
        *(Done(PaperId(row[0]), Deed.STARRED) for row in run(_STARRED)),
    ]


def untouched(library: Library, papers: Iterable[PaperId]) -> set[PaperId]:
    """Give those of papers that can be suggested: unread, neither queued, unwanted nor binned."""
    rows = library.db.conn.execute(
        "SELECT id FROM paper WHERE id IN (SELECT value FROM json_each(?)) AND state = 'unread'"
        " AND binned_at IS NULL AND id NOT IN (SELECT paper_id FROM queue_entry)"
        " AND id NOT IN (SELECT paper_id FROM less_like)",
        (json.dumps(list(papers)),),
    )
    return {PaperId(row[0]) for row in rows}


def set_less_like(library: Library, papers: Iterable[PaperId], less: bool = True) -> None:
    """Note that the reader wants to see less like papers, or no longer so."""
    run = library.db.conn.execute
    for paper in papers:
        if less:
            run(
                "INSERT INTO less_like (paper_id, added_at) VALUES (?, ?)"
                " ON CONFLICT (paper_id) DO NOTHING",
                (paper, library.now()),
            )
        else:
            run("DELETE FROM less_like WHERE paper_id = ?", (paper,))


def is_less_like(library: Library, paper: PaperId) -> bool:
    """Tell whether the reader wants to see less like a paper."""
    found = library.db.conn.execute("SELECT 1 FROM less_like WHERE paper_id = ?", (paper,))
    return found.fetchone() is not None


def are_less_like(library: Library, papers: Iterable[PaperId]) -> bool:
    """Tell whether the reader wants to see less like all of some papers."""
    less = library.db.conn.execute("SELECT paper_id FROM less_like")
    return {row[0] for row in less}.issuperset(papers)


def less_like(library: Library) -> set[PaperId]:
    """Give the papers that the reader wants to see less like."""
    return {PaperId(row[0]) for row in library.db.conn.execute("SELECT paper_id FROM less_like")}


def _stamped(library: Library, deed: Deed, sql: str) -> Iterator[Done]:
    """Give deeds whose moment is stored, in UTC."""
    for paper, at, times in library.db.conn.execute(sql):
        day = queue.local_day(datetime.fromisoformat(at), library.rollover_hour)
        yield Done(PaperId(paper), deed, day, times)
