"""Versions: papers that are forms of one work, such as a preprint and what was published."""

from __future__ import annotations

import json
from collections.abc import Iterable

from desktop_app.core.papers import PaperId
from desktop_app.store.library import Library


def link(library: Library, papers: Iterable[PaperId]) -> None:
    """Make papers versions of one work, with all that are versions of any of them."""
    wanted = list(dict.fromkeys(papers))
    if len(wanted) < 2:
        return
    run = library.db.conn.execute
    named = (json.dumps(wanted),)
    works = [
        row[0]
        for row in run(
            "SELECT DISTINCT work FROM version"
            " WHERE paper_id IN (SELECT value FROM json_each(?)) ORDER BY work",
            named,
        )
    ]
    work = works[0] if works else _new(library)
    for other in works[1:]:
        run("UPDATE version SET work = ? WHERE work = ?", (work, other))
    run(
        "INSERT INTO version (paper_id, work) SELECT value, ? FROM json_each(?) WHERE true"
        " ON CONFLICT DO NOTHING",
        (work, *named),
    )


def unlink(library: Library, paper: PaperId) -> None:
    """Make a paper a version of nothing else; the others stay versions of each other."""
    run = library.db.conn.execute
    row = run("SELECT work FROM version WHERE paper_id = ?", (paper,)).fetchone()
    if row is None:
        return
    run("DELETE FROM version WHERE paper_id = ?", (paper,))
    # One alone is a version of nothing.
    run(
        "DELETE FROM version WHERE work = ?1"
        " AND (SELECT count(*) FROM version WHERE work = ?1) = 1",
        row,
    )


def of(library: Library, paper: PaperId) -> list[PaperId]:
    """List the other papers of the same work, binned ones left out, the oldest first."""
    rows = library.db.conn.execute(
        "SELECT v.paper_id FROM version v JOIN paper p ON p.id = v.paper_id"
        " WHERE v.work = (SELECT work FROM version WHERE paper_id = ?1) AND v.paper_id <> ?1"
        " AND p.binned_at IS NULL ORDER BY p.year, v.paper_id",
        (paper,),
    )
    return [PaperId(row[0]) for row in rows]


def all_of(library: Library) -> dict[PaperId, int]:
    """Give the number of its work for each paper that has versions."""
    rows = library.db.conn.execute("SELECT paper_id, work FROM version")
    return {PaperId(paper): work for paper, work in rows}


def _new(library: Library) -> int:
    row = library.db.conn.execute("SELECT coalesce(max(work), 0) + 1 FROM version").fetchone()
    return int(row[0])
