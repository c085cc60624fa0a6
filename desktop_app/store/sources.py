"""Where papers came from, and taking a whole import back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from desktop_app.core import text
from desktop_app.core.papers import PaperId
from desktop_app.store.library import Library

SourceId = NewType("SourceId", int)


@dataclass(frozen=True, slots=True)
class Source:
    """One import: its name, when it was, how many of its papers are outside the bin."""

    id: SourceId
    name: str
    kind: str
    added_at: datetime
    papers: int


def add(library: Library, name: str, kind: str) -> SourceId:
    """Note where papers come from: a file read, the starter library, a hand."""
    cursor = library.db.conn.execute(
        "INSERT INTO source (name, kind, added_at) VALUES (?, ?, ?)",
        # A file's name may hold what is no text.
        (text.clean_line(name), kind, library.now()),
    )
    assert cursor.lastrowid is not None
    return SourceId(cursor.lastrowid)


def hand(library: Library) -> SourceId:
    """Give the source of papers added by hand."""
    row = library.db.conn.execute("SELECT id FROM source WHERE kind = 'hand'").fetchone()
    return SourceId(row[0]) if row else add(library, "", "hand")


def papers_of(library: Library, source: SourceId) -> list[PaperId]:
    """List the papers a source brought that are not in the bin."""
    return [
        PaperId(row[0])
        for row in library.db.conn.execute(
            "SELECT id FROM paper WHERE source_id = ? AND binned_at IS NULL ORDER BY id", (source,)
        )
    ]


def imports(library: Library, most: int = 50) -> list[Source]:
    """List the imports that brought papers and were not undone, newest first."""
    rows = library.db.conn.execute(
        "SELECT s.id, s.name, s.kind, s.added_at, count(p.id) AS papers FROM source s"
        " JOIN paper p ON p.source_id = s.id AND p.binned_at IS NULL"
        " WHERE s.kind <> 'hand' AND s.undone_at IS NULL"
        " GROUP BY s.id ORDER BY s.id DESC LIMIT ?",
        (most,),
    )
    return [
        Source(SourceId(ident), name, kind, datetime.fromisoformat(at), papers)
        for ident, name, kind, at, papers in rows
    ]


def mark_undone(library: Library, source: SourceId, undone: bool = True) -> None:
    """Note that an import was taken back, or brought in again."""
    library.db.conn.execute(
        "UPDATE source SET undone_at = ? WHERE id = ?",
        (library.now() if undone else None, source),
    )
