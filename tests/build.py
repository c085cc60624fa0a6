"""Builders: small libraries and papers for tests, and dumps to compare them by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from desktop_app.core.papers import Author, Draft, PaperId
from desktop_app.store import opening, papers, sources
from desktop_app.store.library import Library
from desktop_app.store.migrations import LOGGED_TABLES

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

ABSTRACT = (
    "Networks sometimes generalise long after they have memorised their training set. "
    "We trace the delay to slow directions of the gradient. "
    "Filtering the fast ones brings the moment forward fifty times."
)

# What a reader made or chose; what is only recorded is left out, events are compared by effect.
READER_TABLES = tuple(
    table
    for table in LOGGED_TABLES
    if table not in ("event", "reading_place", "reading_session", "document_place")
)


class Clock:
    """A clock that moves by a second at each look, or as far as it is told."""

    def __init__(self, start: datetime = NOON) -> None:
        self.time = start

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def move(self, **span: float) -> None:
        self.time += timedelta(**span)


def keys() -> Callable[[], str]:
    """Make keys k1, k2, ... in order."""
    count = iter(range(1, 1_000_000))
    return lambda: f"k{next(count)}"


def library(clock: Clock | None = None) -> Library:
    """Make an empty library in memory, with keys k1, k2, ..."""
    db = opening._connect("file::memory:", 0)
    _blank().db.conn.backup(db.conn)
    return Library(Path(":memory:"), db, writable=True, clock=clock or Clock(), keys=keys())


@cache
def _blank() -> Library:
    """Give what the real migrations make; running them for each test takes ten times as long."""
    return opening.in_memory()


def draft(title: str = "Slow gradients", **fields: Any) -> Draft:
    """Make a draft with an abstract and one author."""
    return Draft(title, **{"abstract": ABSTRACT, "authors": (Author("Lee", "Ann"),)} | fields)


def add(library: Library, *drafts: Draft) -> list[PaperId]:
    """Add papers from one source, outside undo."""
    with library.batch():
        source = sources.add(library, "test.txt", "page")
        return [papers.add(library, d, source) for d in drafts]


def dump(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """Give every row of the reader's tables, and the events that were not cancelled."""
    rows = {t: sorted(_rows(library, f"SELECT * FROM {t}")) for t in READER_TABLES}
    rows["event"] = sorted(
        _rows(
            library,
            "SELECT at, day, kind, coalesce(paper_id, 0), detail FROM event e WHERE cancels IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM event c WHERE c.cancels = e.id)",
        )
    )
    return rows


def _rows(library: Library, sql: str) -> Iterator[tuple[Any, ...]]:
    for row in library.db.conn.execute(sql):
        yield tuple("" if value is None else str(value) for value in row)
