"""Papers as rows of a list, fetched by id a page at a time, and the counts beside a list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from desktop_app.core.papers import PaperId, PaperKey, Row, State
from desktop_app.store.library import Library


def added(library: Library, first: datetime, last: datetime) -> list[PaperId]:
    """List the papers outside the bin that came in from one moment to another, the last first."""
    rows = library.db.conn.execute(
        "SELECT id FROM paper WHERE binned_at IS NULL AND added_at >= ? AND added_at < ?"
        " ORDER BY added_at DESC, id",
        [m.astimezone(UTC).isoformat(timespec="milliseconds") for m in (first, last)],
    )
    return [PaperId(row[0]) for row in rows]


def most_voted(library: Library, papers: Sequence[PaperId], most: int) -> list[tuple[PaperId, int]]:
    """Give those of papers that have most votes, with these, the highest first."""
    rows = library.db.conn.execute(
        "SELECT id, votes FROM paper WHERE id IN (SELECT value FROM json_each(?)) AND votes > 0"
        " ORDER BY votes DESC, id LIMIT ?",
        (json.dumps(papers), most),
    )
    return [(PaperId(paper), votes) for paper, votes in rows]


def rows(library: Library, papers: Sequence[PaperId]) -> list[Row]:
    """Give the rows of papers in the order asked for; ids that are gone are left out."""
    if not papers:
        return []
    marks = ",".join("?" * len(papers))
    run = library.db.conn.execute
    tags: dict[int, list[tuple[str, int]]] = {}
    for paper, name, colour in run(
        "SELECT pt.paper_id, t.name, t.colour FROM paper_tag pt JOIN tag t ON t.id = pt.tag_id"
        f" WHERE pt.paper_id IN ({marks}) ORDER BY pt.id",
        papers,
    ):
        tags.setdefault(paper, []).append((name, colour))
    found = {
        row[0]: Row(
            id=PaperId(row[0]),
            key=PaperKey(row[1]),
            title=row[2],
            byline=row[3],
            year=row[4],
            venue=row[5],
            state=State(row[6]),
            added_at=datetime.fromisoformat(row[7]),
            source=row[8] or None,
            tags=tuple(tags.get(row[0], ())),
            highlights=row[9],
            has_note=bool(row[10]),
            starred=bool(row[11]),
            documents=row[12],
            votes=row[13],
        )
        for row in run(
            "SELECT p.id, p.key, p.title, p.byline, p.year, p.venue,"
            " CASE WHEN q.paper_id IS NULL THEN p.state ELSE 'queued' END, p.added_at, s.name,"
            " (SELECT count(*) FROM highlight h WHERE h.paper_id = p.id),"
            " EXISTS (SELECT 1 FROM note n WHERE n.paper_id = p.id), p.starred,"
            " (SELECT count(*) FROM document d WHERE d.paper_id = p.id), p.votes"
            " FROM paper p JOIN source s ON s.id = p.source_id"
            f" LEFT JOIN queue_entry q ON q.paper_id = p.id WHERE p.id IN ({marks})",
            papers,
        )
    }
    return [found[paper] for paper in papers if paper in found]
