"""The first papers of a query whose words most texts match: papers are gone through in order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from desktop_app.core.papers import PaperId
from desktop_app.store.library import Library
from desktop_app.store.search_fields import Condition

_FEW = 150  # papers looked at in the first step; each step takes twice as many
_MOST_LOOKS = 1_500  # at single texts
_SPREAD = 8  # how many texts there may be for each that is looked at in a row of them
_IN_ROW = (
    "SELECT rowid FROM search_fts WHERE search_fts MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid"
)
_SINGLE = (
    "SELECT j.value FROM json_each(?) j WHERE EXISTS (SELECT 1 FROM search_fts f"
    " WHERE f.search_fts MATCH ? AND f.rowid = j.value)"
)
_TEXTS = (
    "SELECT paper_id, id FROM search_text INDEXED BY search_text_paper"
    " WHERE paper_id IN (SELECT value FROM json_each(?)) ORDER BY paper_id, id"
)


class _TooMany(Exception):
    """Raised where to look at single texts takes longer than to find all that match."""


def walk(library: Library, match: str, in_order: Condition, limit: int) -> list[PaperId] | None:
    """Give the first papers of those selected of which a text matches; None if they lie too far."""
    walker = _Walker(library, match)
    found: list[PaperId] = []
    try:
        for papers in _steps(library, in_order):
            matching = walker.matching(papers)
            found += [paper for paper in papers if paper in matching]
            if len(found) >= limit:
                break
    except _TooMany:
        return None
    return found[:limit]


def _steps(library: Library, in_order: Condition) -> Iterator[list[PaperId]]:
    cursor = library.db.conn.execute(in_order.sql, in_order.values)
    size = _FEW
    while rows := cursor.fetchmany(size):
        yield [PaperId(row[0]) for row in rows]
        size *= 2


class _Walker:
    """Looks which papers have a text that matches, within bounds."""

    def __init__(self, library: Library, match: str) -> None:
        self._run = library.db.conn.execute
        self._match = match
        self._looks = _MOST_LOOKS

    def matching(self, papers: Sequence[PaperId]) -> set[int]:
        """Give those of some papers that match by their first text, else by another."""
        owners: dict[int, int] = {}
        first: dict[int, int] = {}
        for paper, text in self._run(_TEXTS, (json.dumps(papers),)):
            owners[text] = paper
            first.setdefault(paper, text)
        found = {owners[text] for text in self._among(sorted(first.values()))}
        others = [t for t, p in owners.items() if p not in found and first[p] != t]
        return found | {owners[text] for text in self._among(others)}

    def _among(self, texts: Sequence[int]) -> list[int]:
        """Give those of some texts that match: a row of them at once, others one by one."""
        if not texts:
            return []
        low, high = min(texts), max(texts)
        if high - low < _SPREAD * len(texts):
            wanted = set(texts)
            rows = self._run(_IN_ROW, (self._match, low, high))
            return [row[0] for row in rows if row[0] in wanted]
        self._looks -= len(texts)
        if self._looks < 0:
            raise _TooMany
        return [row[0] for row in self._run(_SINGLE, (json.dumps(texts), self._match))]
