"""Where papers came from, and taking a whole import back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop_app.store.library import Library
from desktop_app.store.papers import SourceId


@dataclass(frozen=True, slots=True)
class Source:
    """One import: its name, when it was, how many of its papers are outside the bin."""

    id: SourceId
    name: str
    kind: str
    added_at: datetime
    papers: int


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
