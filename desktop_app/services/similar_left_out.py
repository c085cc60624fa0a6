"""What is never suggested for a question: the papers asked about, what is the same work as one of
them, and what the reader wants to see less of."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from desktop_app.core import works
from desktop_app.core.papers import PaperId
from desktop_app.core.works import Relation
from desktop_app.store import deeds, identity, pairs, versions
from desktop_app.store.library import Library

_NAMED_ALIKE = (
    "WITH asked AS (SELECT value AS id FROM json_each(?))"
    " SELECT q.id, p.id FROM asked JOIN paper q USING (id) JOIN paper p USING (title_key)"
    " WHERE p.id <> q.id UNION SELECT i.paper_id, j.paper_id FROM asked"
    " JOIN identifier i ON i.paper_id = asked.id JOIN identifier j USING (scheme, value)"
    " WHERE j.paper_id <> i.paper_id"
)
_ONE_WORK = (Relation.SAME, Relation.VERSION)


def of(library: Library, asked: Collection[PaperId]) -> set[PaperId]:
    """Give the papers asked about, those that are one work with them, and the unwanted ones."""
    linked = {other for paper in asked for other in versions.of(library, paper)}
    rows = library.db.conn.execute(_NAMED_ALIKE, (json.dumps(list(asked)),))
    same = one_work(library, ((PaperId(a), PaperId(b)) for a, b in rows))
    return {*asked, *linked, *same, *deeds.less_like(library)}


def apart(library: Library, asked: Collection[PaperId]) -> set[PaperId]:
    """Give the papers that a person said are different works from one of those asked about."""
    said = pairs.all_different(library) if asked else set()
    return {b if a in asked else a for a, b in said if a in asked or b in asked}


def one_work(library: Library, ties: Iterable[tuple[PaperId, PaperId]]) -> set[PaperId]:
    """Give the second of two papers where both are one work, as far as a person did not deny it."""
    alike = list(ties)
    named = sorted({paper for tie in alike for paper in tie})
    known = {found.paper: found.work for found in identity.of(library, named)}
    return {
        b
        for a, b in alike
        if works.relate(known[a], known[b]) in _ONE_WORK and not pairs.are_different(library, a, b)
    }
