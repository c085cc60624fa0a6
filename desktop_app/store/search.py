"""What a query finds: papers in order, as ids, and the texts that match."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop_app.core.papers import PaperId
from desktop_app.core.query import Query, Term, negate
from desktop_app.store import search_fields, search_match, search_walk
from desktop_app.store.library import Library
from desktop_app.store.search_fields import Condition

MOST_RANKED = 10_000  # texts that match; more are given newest first
_FEW = 1_500  # texts each of which is looked at faster than all that match something else
# A match in a title counts ten times one in a body, one among the names four times.
_SCORE = "bm25(search_fts, 10.0, 4.0, 1.0)"
RANK = "rank"
_STATES = (
    "CASE WHEN p.id IN (SELECT paper_id FROM queue_entry) THEN 1 ELSE"
    " CASE p.state WHEN 'unread' THEN 0 WHEN 'reading' THEN 2 WHEN 'read' THEN 3 ELSE 4 END END"
)
_PLACE = "(SELECT q.position FROM queue_entry q WHERE q.paper_id = p.id)"
# What papers are sorted by, each way; what is missing comes last both ways.
_KEYS = {
    "added": ("p.added_at DESC", "p.added_at"),
    "title": ("p.title_key", "p.title_key DESC"),
    "year": ("p.year DESC", "p.year ASC NULLS LAST"),
    "author": (
        "p.byline = '', p.byline COLLATE NOCASE",
        "p.byline = '', p.byline COLLATE NOCASE DESC",
    ),
    "venue": ("p.venue COLLATE NOCASE NULLS LAST", "p.venue COLLATE NOCASE DESC"),
    "state": (_STATES, f"{_STATES} DESC"),
    "votes": ("p.votes DESC", "p.votes ASC NULLS LAST"),
    "queue": (f"{_PLACE} NULLS LAST", f"{_PLACE} DESC"),
    "changed": ("p.changed_at DESC", "p.changed_at"),
}
_INDEXED = ("added", "title", "year")
SORTS = {
    f"{sign}{name}": f"{key}, p.id"
    for name, keys in _KEYS.items()
    for sign, key in zip(("", "-"), keys, strict=True)
}


@dataclass(frozen=True, slots=True)
class Found:
    """Papers in order, and how they came by it.

    `broad`: too many match to be ranked, so they are sorted otherwise than asked. Where it is not
    the `whole`, more may follow.
    """

    papers: list[PaperId]
    sort: str
    broad: bool = False
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that matches: of a paper, a highlight or a note, with what it says.

    A score is the lower the better; `paper` is None for a note of its own.
    """

    kind: str
    item: int
    paper: PaperId | None
    score: float = 0.0
    text: str = ""


# The kinds of texts, and where what they say stands.
_KINDS = {
    "paper": ("paper", "title"),
    "highlight": ("highlight", "exact"),
    "note": ("note", "text"),
}


def papers(
    library: Library,
    query: Query,
    *,
    sort: str = "added",
    limit: int | None = None,
    binned: bool = False,
) -> list[PaperId]:
    """Give the papers a query finds, in the order of `SORTS`, or best first for ``rank``.

    A query without words, or with words that match too many texts, has no rank: ``added`` instead.
    """
    if limit is not None:
        return first(library, query, sort=sort, binned=binned, limit=limit).papers
    return find(library, query, sort=sort, binned=binned).papers


def find(library: Library, query: Query, *, sort: str, binned: bool = False) -> Found:
    """Find all papers of a query."""
    asked = _Asked(library, query, sort, binned)
    if asked.ranked:
        return Found(_ranked(asked, None), RANK)
    return Found(_sorted(asked, -1), asked.sort, asked.broad)


def first(
    library: Library, query: Query, *, sort: str, binned: bool = False, limit: int = 100
) -> Found:
    """Find the first papers of a query: what `find` begins with."""
    asked = _Asked(library, query, sort, binned)
    ids: list[PaperId] | None = None
    if asked.ranked:
        ids = _ranked(asked, limit + 1)
    elif asked.many:
        in_order = _in_order(asked.where(words=False), asked.sort)
        ids = search_walk.walk(library, asked.match, in_order, limit + 1)
    if ids is None:
        ids = _sorted(asked, limit + 1)
    return Found(ids[:limit], asked.sort, asked.broad, len(ids) <= limit)


def among(
    library: Library, query: Query, papers: Sequence[PaperId], *, sort: str, binned: bool = False
) -> list[PaperId]:
    """Give those of a few papers that a query finds, in order; for ``rank`` as they were given."""
    asked = _Asked(library, query, sort, binned)
    parts = [asked.where(words=False)]
    if asked.match:
        parts.append(search_fields.has_text(asked.match))
    where = search_fields.together(parts)
    order = "j.key" if sort == RANK else SORTS[sort]
    rows = library.db.conn.execute(
        "SELECT p.id FROM json_each(?) j CROSS JOIN paper p ON p.id = j.value"
        f" WHERE {where.sql} ORDER BY {order}",
        (json.dumps(papers), *where.values),
    )
    return [PaperId(row[0]) for row in rows]


class _Asked:
    """A query as it is asked of the index: `many` where more texts match than are ranked."""

    def __init__(self, library: Library, query: Query, sort: str, binned: bool) -> None:
        self.library = library
        self._binned = binned
        words = search_match.wanted(query)
        self._others = [part for part in query.parts if not search_match.is_words(part)]
        self.plain = words or self._take_author()
        self.match = search_match.streamed(library, self.plain)
        self._size = self._count() if self.match else 0
        self.many = self._size > MOST_RANKED
        self.ranked = sort == RANK and bool(words) and not self.many
        self.broad = sort == RANK and bool(words) and self.many
        self.sort = "added" if sort == RANK and not self.ranked else sort

    def own_notes(self) -> Condition:
        """Give what holds for a text of a note of its own, `t`."""
        left_out = [negate(part) for part in self._others]
        if not all(map(search_match.is_words, left_out)):
            return Condition("0")
        there = "t.item_id IN (SELECT id FROM note WHERE paper_id IS NULL AND binned_at IS NULL)"
        others = [
            Condition(
                "t.id NOT IN (SELECT rowid FROM search_fts WHERE search_fts MATCH ?)",
                (search_match.of(part),),
            )
            for part in left_out
        ]
        return search_fields.together([Condition(there), *others])

    def _take_author(self) -> str:
        """Look for a person in the texts as for words, where there are none."""
        for part in self._others:
            if isinstance(part, Term) and part.field == "author" and not part.negated:
                self._others.remove(part)
                return search_fields.author(part)
        return ""

    def _count(self) -> int:
        row = self.library.db.conn.execute(
            "SELECT count(*) FROM (SELECT 1 FROM search_fts WHERE search_fts MATCH ? LIMIT ?)",
            (self.match, MOST_RANKED + 1),
        ).fetchone()
        return int(row[0])

    def where(self, *, words: bool) -> Condition:
        """Give what holds for a paper, with or without the words that one text must hold."""
        parts = [Condition("p.binned_at IS NOT NULL" if self._binned else "p.binned_at IS NULL")]
        if self._others:
            few = bool(self.match) and self._size <= _FEW
            parts.append(search_fields.every(self.library, self._others, of_few=few))
        if words and self.match:
            parts.append(search_fields.found(self.library, self.match))
        return search_fields.together(parts)


def _ranked(asked: _Asked, limit: int | None) -> list[PaperId]:
    """Give papers by the best of their texts; those that are as good, newest first."""
    where = asked.where(words=False)
    rows = asked.library.db.conn.execute(
        f"SELECT h.score, p.id, p.added_at FROM (SELECT rowid AS id, {_SCORE} AS score"
        f" FROM search_fts WHERE search_fts MATCH ? ORDER BY score LIMIT {MOST_RANKED}) h"
        " CROSS JOIN search_text t ON t.id = h.id CROSS JOIN paper p ON p.id = t.paper_id"
        f" WHERE {where.sql}",
        (asked.plain, *where.values),
    )
    found: dict[PaperId, tuple[float, str]] = {}
    worst = 0.0
    for score, paper, added in rows:
        if limit is not None and len(found) >= limit and score > worst:
            break
        worst = score
        found.setdefault(PaperId(paper), (score, added))
    newest = sorted(sorted(found), key=lambda paper: found[paper][1], reverse=True)
    return sorted(newest, key=lambda paper: found[paper][0])[:limit]


def _sorted(asked: _Asked, limit: int) -> list[PaperId]:
    sql, values = _in_order(asked.where(words=True), asked.sort)
    rows = asked.library.db.conn.execute(f"{sql} LIMIT ?", (*values, limit))
    return [PaperId(row[0]) for row in rows]


def _in_order(where: Condition, sort: str) -> Condition:
    """Give what selects the papers of which a condition holds, in an order of `SORTS`."""
    # A sort without an index goes through the table; else SQLite takes some other index to do so.
    scan = "" if sort.removeprefix("-") in _INDEXED else "NOT INDEXED"
    sql = f"SELECT p.id FROM paper p {scan} WHERE {where.sql} ORDER BY {SORTS[sort]}"
    return Condition(sql, where.values)


def hits(library: Library, query: Query, *, limit: int) -> list[Hit]:
    """Give the texts outside the bin that a query's words match: the best of each kind.

    Where too many match to be ranked, they are the newest, without a score. A note of its own is
    found where nothing but words is asked.
    """
    asked = _Asked(library, query, RANK, binned=False)
    if not asked.match or not (asked.ranked or asked.many):
        return []
    found = _newest(asked, limit) if asked.many else _best(asked, limit)
    return list(_with_texts(library, found))


def _best(asked: _Asked, limit: int) -> list[Hit]:
    where = asked.where(words=False)
    own = asked.own_notes()
    rows = asked.library.db.conn.execute(
        f"SELECT t.kind, t.item_id, t.paper_id, h.score FROM (SELECT rowid AS id, {_SCORE} AS score"
        f" FROM search_fts WHERE search_fts MATCH ? ORDER BY score, rowid DESC LIMIT {MOST_RANKED})"
        " h CROSS JOIN search_text t ON t.id = h.id LEFT JOIN paper p ON p.id = t.paper_id"
        f" WHERE p.id IS NOT NULL AND {where.sql} OR p.id IS NULL AND {own.sql}",
        (asked.plain, *where.values, *own.values),
    )
    found: dict[str, list[Hit]] = {kind: [] for kind in _KINDS}
    for kind, item, paper, score in rows:
        if len(found[kind]) < limit:
            found[kind].append(Hit(kind, item, paper, score))
        elif all(len(those) >= limit for those in found.values()):
            break
    return [hit for those in found.values() for hit in those]


def _newest(asked: _Asked, limit: int) -> list[Hit]:
    where = asked.where(words=False)
    own = asked.own_notes()
    run = asked.library.db.conn.execute
    walked = search_walk.walk(asked.library, asked.match, _in_order(where, "added"), limit)
    found = [Hit("paper", p, p) for p in (_sorted(asked, limit) if walked is None else walked)]
    for kind in ("highlight", "note"):
        low, high = run(
            "SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM search_text WHERE kind = ?",
            (kind,),
        ).fetchone()
        rows = run(
            "SELECT t.item_id, t.paper_id FROM search_text t LEFT JOIN paper p ON p.id = t.paper_id"
            " WHERE t.kind = ? AND t.id IN (SELECT rowid FROM search_fts WHERE search_fts MATCH ?"
            f" AND rowid BETWEEN ? AND ?) AND (p.id IS NOT NULL AND {where.sql} OR p.id IS NULL"
            f" AND {own.sql}) ORDER BY t.item_id DESC LIMIT ?",
            (kind, asked.match, low, high, *where.values, *own.values, limit),
        )
        found += [Hit(kind, item, paper) for item, paper in rows]
    return found


def _with_texts(library: Library, found: Sequence[Hit]) -> Iterator[Hit]:
    texts: dict[tuple[str, int], str] = {}
    for kind, (table, column) in _KINDS.items():
        items = json.dumps([hit.item for hit in found if hit.kind == kind])
        for item, text in library.db.conn.execute(
            f"SELECT id, {column} FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
            (items,),
        ):
            texts[kind, item] = text
    return (replace(hit, text=texts[hit.kind, hit.item]) for hit in found)
