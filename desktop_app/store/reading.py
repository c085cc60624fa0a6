"""Where a reader was in a text, and how long they read: recorded outside undo."""

from __future__ import annotations

from datetime import datetime

from desktop_app.core import queue as core
from desktop_app.core.papers import PaperId, State
from desktop_app.store import papers, queue
from desktop_app.store.library import Library


def place(library: Library, paper: PaperId) -> tuple[str, int] | None:
    """Give the tab and scroll offset (pixels) a paper was left at."""
    row = library.db.conn.execute(
        "SELECT tab, offset FROM reading_place WHERE paper_id = ?", (paper,)
    ).fetchone()
    return (row[0], row[1]) if row else None


def keep_place(library: Library, paper: PaperId, tab: str, offset: int) -> None:
    """Remember the tab and scroll offset (pixels) a paper is left at."""
    library.db.conn.execute(
        "INSERT INTO reading_place (paper_id, tab, offset) VALUES (?, ?, ?)"
        " ON CONFLICT (paper_id) DO UPDATE SET tab = excluded.tab, offset = excluded.offset"
        " WHERE (tab, offset) IS NOT (excluded.tab, excluded.offset)",
        (paper, tab, offset),
    )


def add_session(library: Library, paper: PaperId, began_at: str, seconds: int) -> None:
    """Record that a paper was read for some seconds from `began_at` (ISO 8601, UTC).

    The session belongs to the day it began on; a paper deleted since is passed over.
    """
    day = core.local_day(datetime.fromisoformat(began_at), library.rollover_hour)
    library.db.conn.execute(
        "INSERT INTO reading_session (paper_id, day, began_at, seconds)"
        " SELECT id, ?, ?, ? FROM paper WHERE id = ?",
        (day.isoformat(), began_at, seconds, paper),
    )


def begin(library: Library, paper: PaperId) -> None:
    """Note that reading of an unread paper began; any other state stays."""
    cursor = library.db.conn.execute(
        "SELECT 1 FROM paper WHERE id = ? AND state = 'unread'", (paper,)
    )
    if cursor.fetchone():
        papers.set_state(library, [paper], State.READING)
        queue.log(library, "opened", paper)
