"""What a query finds: papers in order, as ids, and the texts that match."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_app.core.papers import PaperId
from desktop_app.core.query import Node, Query, negate
from desktop_app.store import search_fields, search_match, search_sorts, search_walk
from desktop_app.store.library import Library
from desktop_app.store.search_fields import Condition, Part

MOST_RANKED = 10_000  # texts that match; more are given newest first
# A match in a title counts ten times one in a body, one among the names four times.
_SCORE = "bm25(search_fts, 10.0, 4.0, 1.0)"
RANK = "rank"
SORTS = search_sorts.SORTS
_AT_ONCE = 150  # papers looked at together
_AMPLE = 3  # texts looked at for each that is wanted, for some may be in the bin


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
        return Found([paper for paper, _ in _ranked(asked, None)], RANK)
    return Found(_sorted(asked, -1), asked.sort, asked.broad)


def first(
    library: Library, query: Query, *, sort: str, binned: bool = False, limit: int = 100
) -> Found:
    """Find the first papers of a query: what `find` begins with."""
    asked = _Asked(library, query, sort, binned)
    if asked.ranked:
        ids = [paper for paper, _ in _ranked(asked, limit + 1)]
    else:
        ids = _first(asked, limit + 1)
    return Found(ids[:limit], asked.sort, asked.broad, len(ids) <= limit)


def among(
    library: Library, query: Query, papers: Sequence[PaperId], *, sort: str, binned: bool = False
) -> list[PaperId]:
    """Give those of a few papers that a query finds, in order; for ``rank`` as they were given."""
    walker = search_walk.Walker(library, search_fields.parts(library, query.parts), bounded=False)
    held = walker.holding(papers)
    walker.close()
    there = "p.binned_at IS NOT NULL" if binned else "p.binned_at IS NULL"
    order = "j.key" if sort == RANK else SORTS[sort]
    rows = library.db.conn.execute(
        "SELECT p.id FROM json_each(?) j CROSS JOIN paper p ON p.id = j.value"
        f" WHERE {there} ORDER BY {order}",
        (json.dumps(held),),
    )
    return [PaperId(row[0]) for row in rows]


class _Asked:
    """A query as it is asked of the index.

    It is `ranked` by its words, unless it is `broad`: more texts match than are worth the time.
    """

    def __init__(self, library: Library, query: Query, sort: str, binned: bool) -> None:
        self.library = library
        self.nodes = query.parts
        self.words = search_match.wanted(query)
        self.others = [part for part in query.parts if not search_match.is_words(part)]
        self.match = search_match.streamed(library, self.words)
        self.there = Condition("p.binned_at IS NOT NULL" if binned else "p.binned_at IS NULL")
        ranked = sort == RANK and bool(self.words)
        self.broad = ranked and search_fields.is_wide(library, self.match, MOST_RANKED + 1)
        self.ranked = ranked and not self.broad
        self.sort = "added" if sort == RANK and not self.ranked else sort

    def own_notes(self) -> Condition:
        """Give what holds for a text of a note of its own, `t`."""
        left_out = [negate(part) for part in self.others]
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

    def where(self, nodes: Sequence[Node]) -> Condition:
        """Give what holds for a paper."""
        every = search_fields.every(self.library, nodes)
        return search_fields.together([self.there, every])

    def split(self, nodes: Sequence[Node]) -> tuple[Condition, list[Part]]:
        """Give what holds for a paper, and apart from it what so many texts match.

        To look which papers that is takes longer than to look at some papers.
        """
        narrow, wide = [self.there], []
        look = search_fields.in_few(self.library, MOST_RANKED)
        for part in search_fields.parts(self.library, nodes):
            try:
                narrow.append(part(look))
            except search_fields.Wide:
                wide.append(part)
        return search_fields.together(narrow), wide


def _first(asked: _Asked, limit: int) -> list[PaperId]:
    where, wide = asked.split(asked.nodes)
    in_order = search_sorts.runs(where, asked.sort, -1 if wide else limit)
    found = search_walk.walk(asked.library, in_order, wide, limit)
    return _sorted(asked, limit) if found is None else found


def scored(library: Library, query: Query, limit: int) -> list[tuple[PaperId, float | None]]:
    """Give the first papers by rank, each with the score of its best text: the higher the better.

    Where nothing is ranked, for want of words or because too many match, there is no score.
    """
    asked = _Asked(library, query, RANK, binned=False)
    if asked.ranked:
        return [(paper, -score) for paper, score in _ranked(asked, limit)]
    return [(paper, None) for paper in first(library, query, sort=RANK, limit=limit).papers]


def _ranked(asked: _Asked, limit: int | None) -> list[tuple[PaperId, float]]:
    """Give papers by the score of the best of their texts; those that are as good, newest first."""
    where, wide = (asked.where(asked.others), []) if limit is None else asked.split(asked.others)
    try:
        found = _scores(asked, where, wide, limit)
    except search_walk.TooMany:
        found = _scores(asked, asked.where(asked.others), [], limit)
    newest = sorted(sorted(found), key=lambda paper: found[paper][1], reverse=True)
    return [(p, found[p][0]) for p in sorted(newest, key=lambda paper: found[paper][0])[:limit]]


def _scores(
    asked: _Asked, where: Condition, wide: Sequence[Part], limit: int | None
) -> dict[PaperId, tuple[float, str]]:
    """Give the best score and the moment of adding of papers, up to those as good as the last."""
    rows = asked.library.db.conn.execute(
        f"SELECT h.score, p.id, p.added_at FROM (SELECT rowid AS id, {_SCORE} AS score"
        f" FROM search_fts WHERE search_fts MATCH ? ORDER BY score LIMIT {MOST_RANKED}) h"
        " CROSS JOIN search_text t ON t.id = h.id CROSS JOIN paper p ON p.id = t.paper_id"
        f" WHERE {where.sql}",
        (asked.words, *where.values),
    )
    found: dict[PaperId, tuple[float, str]] = {}
    worst = 0.0
    with contextlib.closing(search_walk.Walker(asked.library, wide)) as walker:
        while some := rows.fetchmany(_AT_ONCE):
            held = set(walker.holding(list(dict.fromkeys(PaperId(paper) for _, paper, _ in some))))
            for score, paper, added in some:
                if limit is not None and len(found) >= limit and score > worst:
                    return found
                if paper in held:
                    worst = score
                    found.setdefault(PaperId(paper), (score, added))
    return found


def _sorted(asked: _Asked, limit: int) -> list[PaperId]:
    sql, values = search_sorts.whole(asked.where(asked.nodes), asked.sort)
    rows = asked.library.db.conn.execute(f"{sql} LIMIT ?", (*values, limit))
    return [PaperId(row[0]) for row in rows]


def hits(library: Library, query: Query, *, limit: int) -> list[Hit]:
    """Give the texts outside the bin that a query's words match: the best of each kind.

    Where too many match to be ranked, they are the newest, without a score. A note of its own is
    found where nothing but words is asked.
    """
    asked = _Asked(library, query, RANK, binned=False)
    if not asked.words:
        return []
    found = _newest(asked, limit) if asked.broad else _best(asked, limit)
    return list(_with_texts(library, found))


def _best(asked: _Asked, limit: int) -> list[Hit]:
    run = asked.library.db.conn.execute
    scores: dict[int, float] = dict(
        run(
            f"SELECT rowid, {_SCORE} AS score FROM search_fts WHERE search_fts MATCH ?"
            f" ORDER BY score, rowid DESC LIMIT {MOST_RANKED}",
            (asked.words,),
        )
    )
    # Read off the index of kinds alone: the texts themselves are long.
    kinds: dict[int, str] = dict(
        run(
            "SELECT id, kind FROM search_text INDEXED BY sqlite_autoindex_search_text_1"
            " WHERE kind IN ('highlight', 'note') AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(scores)),),
        )
    )
    of_kind = {kind: [t for t in scores if kinds.get(t, "paper") == kind] for kind in _KINDS}
    firsts = {text for texts in of_kind.values() for text in texts[: _AMPLE * limit]}
    found = [] if asked.others else _of(asked, scores, [t for t in scores if t in firsts], limit)
    if len(found) < sum(min(limit, len(texts)) for texts in of_kind.values()):
        found = _of(asked, scores, list(scores), limit)
    return found


def _of(asked: _Asked, scores: Mapping[int, float], texts: Sequence[int], limit: int) -> list[Hit]:
    """Give the first texts of each kind that are outside the bin and for which the rest holds."""
    where, own = asked.where(asked.others), asked.own_notes()
    rows = asked.library.db.conn.execute(
        "SELECT t.kind, t.item_id, t.paper_id, t.id FROM json_each(?) j"
        " CROSS JOIN search_text t ON t.id = j.value LEFT JOIN paper p ON p.id = t.paper_id"
        f" WHERE p.id IS NOT NULL AND {where.sql} OR p.id IS NULL AND {own.sql}",
        (json.dumps(texts), *where.values, *own.values),
    )
    found: dict[str, list[Hit]] = {kind: [] for kind in _KINDS}
    for kind, item, paper, text in rows:
        if len(found[kind]) < limit:
            found[kind].append(Hit(kind, item, paper, scores[text]))
        elif all(len(those) >= limit for those in found.values()):
            break
    return [hit for those in found.values() for hit in those]


def _newest(asked: _Asked, limit: int) -> list[Hit]:
    where = asked.where(asked.others)
    own = asked.own_notes()
    run = asked.library.db.conn.execute
    found = [Hit("paper", p, p) for p in _first(asked, limit)]
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
