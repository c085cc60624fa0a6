"""The first papers of a query: papers are gone through in order, some at a time.

Whether texts match is asked of the index where they stand in a row in it; else of a small index in
memory made of them alone, which takes no longer for a query of many words than for one of few.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from itertools import islice

from desktop_app.core.papers import PaperId
from desktop_app.store import search_fields
from desktop_app.store.library import Library
from desktop_app.store.search_fields import Condition, Part
from desktop_app.store.stems import TOKENIZER

_FEW = 150  # papers looked at in the first step
_MOST = 5_000  # in a step
_MOST_TEXTS = 650  # that are read
_SPREAD = 8  # how many texts there may be for each that is looked at in a row of them
_IN_ROW = "SELECT rowid FROM search_fts WHERE search_fts MATCH ? AND rowid BETWEEN ? AND ?"
_TEXTS = (
    "SELECT paper_id, id, kind FROM search_text INDEXED BY search_text_paper"
    " WHERE paper_id IN (SELECT value FROM json_each(?)) ORDER BY paper_id, id"
)
_READ = (
    "SELECT id, title, names, body FROM search_text WHERE id IN (SELECT value FROM json_each(?))"
)


class TooMany(Exception):
    """Raised where to look at texts takes longer than to find all that match."""


def walk(
    library: Library, in_order: Iterable[Condition], parts: Sequence[Part], limit: int
) -> list[PaperId] | None:
    """Give the first of the papers selected one after another for which all of some parts hold.

    None where they lie too far.
    """
    rows = (row[0] for one in in_order for row in library.db.conn.execute(one.sql, one.values))
    if not parts:
        return [PaperId(paper) for paper in islice(rows, limit)]
    found: list[PaperId] = []
    walker = Walker(library, parts)
    size, seen = _FEW, 0
    try:
        while papers := [PaperId(paper) for paper in islice(rows, size)]:
            found += walker.holding(papers)
            if len(found) >= limit:
                break
            seen += len(papers)
            # As many more as it takes if those to come are like those that were.
            lacking = (limit - len(found)) * seen // max(1, len(found)) * 5 // 4
            size = max(_FEW, min(lacking, _MOST))
            if seen > _MOST or walker.texts * (seen + size) > _MOST_TEXTS * seen:
                return None
    except TooMany:
        return None
    finally:
        walker.close()
    return found[:limit]


class Walker:
    """Looks for which of some papers conditions hold, unless `bounded` of any number of texts."""

    def __init__(self, library: Library, parts: Sequence[Part], *, bounded: bool = True) -> None:
        self._library = library
        self._parts = parts
        self._index = _Index(library, _MOST_TEXTS if bounded else sys.maxsize)

    def holding(self, papers: Sequence[PaperId]) -> list[PaperId]:
        """Give those of some papers for which all conditions hold, in their order."""
        if not self._parts:
            return list(papers)
        batch = _Batch(self._library, self._index, papers)
        where = search_fields.together([part(batch.look) for part in self._parts])
        rows = self._library.db.conn.execute(
            "SELECT p.id FROM json_each(?) j CROSS JOIN paper p ON p.id = j.value"
            f" WHERE {where.sql}",
            (json.dumps(papers), *where.values),
        )
        kept = {row[0] for row in rows}
        return [paper for paper in papers if paper in kept]

    @property
    def texts(self) -> int:
        """How many were read."""
        return len(self._index.read)

    def close(self) -> None:
        """Let go of what was read."""
        self._index.close()


class _Batch:
    """Some papers that are looked at together."""

    def __init__(self, library: Library, index: _Index, papers: Sequence[PaperId]) -> None:
        self._index = index
        self._texts = library.db.conn.execute(_TEXTS, (json.dumps(papers),)).fetchall()

    def look(self, match: str, kind: str = "") -> Condition:
        """Give the condition that a text of a paper, of one `kind`, matches."""
        owners: dict[int, int] = {}
        first: dict[int, int] = {}
        for paper, text, its in self._texts:
            if kind in ("", its):
                owners[text] = paper
                first.setdefault(paper, text)
        found = {owners[text] for text in self._index.matching(match, sorted(first.values()))}
        others = sorted(t for t, p in owners.items() if p not in found and first[p] != t)
        found |= {owners[text] for text in self._index.matching(match, others)}
        return Condition("p.id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(found)),))


class _Index:
    """Says which of some texts match: by the index of all, or by one of those that were read."""

    def __init__(self, library: Library, most: int) -> None:
        self._run = library.db.conn.execute
        self._most = most
        self.read: set[int] = set()
        self._small: sqlite3.Connection | None = None

    def matching(self, match: str, texts: Sequence[int]) -> list[int]:
        """Give those of some texts, in ascending order, that match."""
        if not texts:
            return []
        low, high = texts[0], texts[-1]
        if high - low < _SPREAD * len(texts):
            rows = self._run(_IN_ROW, (match, low, high))
        else:
            rows = self._of(texts).execute(
                "SELECT rowid FROM text WHERE text MATCH ? AND rowid BETWEEN ? AND ?",
                (match, low, high),
            )
        wanted = set(texts)
        return [row[0] for row in rows if row[0] in wanted]

    def _of(self, texts: Sequence[int]) -> sqlite3.Connection:
        """Read texts into the small index, those that are not there yet."""
        if self._small is None:
            self._small = sqlite3.connect(":memory:", isolation_level=None)
            self._small.execute(
                "CREATE VIRTUAL TABLE text USING fts5"
                f" (title, names, body, content = '', tokenize = '{TOKENIZER}')"
            )
            self._small.execute("BEGIN")
        lacking = [text for text in texts if text not in self.read]
        if len(self.read) + len(lacking) > self._most:
            raise TooMany
        self.read.update(lacking)
        self._small.executemany(
            "INSERT INTO text (rowid, title, names, body) VALUES (?, ?, ?, ?)",
            self._run(_READ, (json.dumps(lacking),)),
        )
        return self._small

    def close(self) -> None:
        if self._small is not None:
            self._small.close()
