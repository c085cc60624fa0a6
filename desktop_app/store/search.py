"""The index of texts, and the papers a query finds, in order, as ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from desktop_app.core import query as queries
from desktop_app.core import text
from desktop_app.core.papers import PaperId
from desktop_app.core.query import Query, Term
from desktop_app.store.library import Library

# A match in a title counts ten times one in a body, one among the names four times.
_WEIGHTS = "10.0, 4.0, 1.0"
_QUEUED = "p.id IN (SELECT paper_id FROM queue_entry)"
_IS = {
    # Not marked read yet, so queued and begun papers count.
    "unread": f"(p.state IN ('unread', 'reading') OR {_QUEUED})",
    "queued": _QUEUED,
    "reading": f"p.state = 'reading' AND NOT {_QUEUED}",
    "read": f"p.state = 'read' AND NOT {_QUEUED}",
    "dropped": f"p.state = 'dropped' AND NOT {_QUEUED}",
    "starred": "p.starred",
    "highlighted": "p.id IN (SELECT paper_id FROM highlight)",
    "noted": "p.id IN (SELECT paper_id FROM note WHERE paper_id IS NOT NULL)",
    # As `core.papers.is_placeholder` has it.
    "incomplete": (
        "p.id IN (SELECT i.paper_id FROM identifier i JOIN paper q ON q.id = i.paper_id"
        " WHERE q.title = i.scheme || ':' || i.value COLLATE NOCASE"
        " OR (i.scheme = 'arxiv' AND q.title = 'arXiv ' || i.value))"
    ),
}
# A paper is as good as the best of its texts: abstract, note, highlights.
_HITS = (
    "WITH hits AS MATERIALIZED (SELECT t.paper_id AS paper_id,"
    f" bm25(search_fts, {_WEIGHTS}) AS score FROM search_fts JOIN search_text t"
    " ON t.id = search_fts.rowid WHERE search_fts MATCH ?),"
    " best AS (SELECT paper_id, min(score) AS score FROM hits GROUP BY paper_id)"
)
_FOUND = (
    "SELECT t.paper_id FROM search_fts JOIN search_text t ON t.id = search_fts.rowid"
    " WHERE search_fts MATCH ? AND t.paper_id IS NOT NULL"
)
SORTS = {
    "added": "p.added_at DESC, p.id",
    "title": "p.title_key, p.id",
    "year": "p.year DESC, p.id",
    "author": "p.byline = '', p.byline COLLATE NOCASE, p.id",
}


class Text(NamedTuple):
    """What is searched of a paper, or of an item that belongs to it."""

    paper: PaperId | None  # None for a note of its own
    kind: str
    item: int
    title: str = ""
    names: str = ""
    body: str = ""


def put(
    library: Library,
    paper: PaperId | None,
    kind: str,
    item: int,
    *,
    title: str = "",
    names: str = "",
    body: str = "",
) -> None:
    """Index a text of a paper, or a note of its own, in place of what it was before."""
    put_all(library, [Text(paper, kind, item, title, names, body)])


def put_all(library: Library, texts: Sequence[Text]) -> None:
    """Index texts in place of what was indexed of the same items; at most a few hundred.

    One statement, because each statement that writes makes FTS5 flush what it gathered.
    """
    if not texts:
        return
    rows = ((t.paper, t.kind, t.item, *map(text.search_form, t[3:])) for t in texts)
    library.db.conn.execute(
        "INSERT INTO search_text (paper_id, kind, item_id, title, names, body)"
        f" VALUES {', '.join(['(?, ?, ?, ?, ?, ?)'] * len(texts))}"
        " ON CONFLICT (kind, item_id) DO UPDATE SET"
        " title = excluded.title, names = excluded.names, body = excluded.body"
        " WHERE (title, names, body) IS NOT (excluded.title, excluded.names, excluded.body)",
        [value for row in rows for value in row],
    )


def remove(library: Library, kind: str, item: int) -> None:
    """Take an item's text from the index."""
    library.db.conn.execute("DELETE FROM search_text WHERE kind = ? AND item_id = ?", (kind, item))


def papers(
    library: Library,
    query: Query,
    *,
    sort: str = "added",
    limit: int | None = None,
    binned: bool = False,
) -> list[PaperId]:
    """Give the papers a query finds, in the order of `SORTS`, or best first for ``rank``.

    A query without words has no rank: then ``rank`` is ``added``.
    """
    where = ["p.binned_at IS NOT NULL" if binned else "p.binned_at IS NULL"]
    values: list[Any] = []
    for term in query.fields:
        condition, value = _condition(term)
        where.append(f"NOT ({condition})" if term.negated else f"({condition})")
        values.extend(value)
    wanted, unwanted = queries.fts_match(query.words)
    hits, source = "", "paper p"
    order = SORTS["added"] if sort == "rank" else SORTS[sort]
    if wanted and sort == "rank":
        hits, source = _HITS, "best b JOIN paper p ON p.id = b.paper_id"
        values.insert(0, wanted)
        order = "b.score, p.id"
    elif wanted:  # to rank what is not shown by rank takes twice as long as to find it
        where.append(f"p.id IN ({_FOUND})")
        values.append(wanted)
    if unwanted:
        where.append(f"p.id NOT IN ({_FOUND})")
        values.append(unwanted)
    values.append(-1 if limit is None else limit)
    rows = library.db.conn.execute(
        f"{hits} SELECT p.id FROM {source} WHERE {' AND '.join(where)} ORDER BY {order} LIMIT ?",
        values,
    )
    return [PaperId(row[0]) for row in rows]


def _condition(term: Term) -> tuple[str, list[Any]]:
    """Give a field's condition as SQL over paper `p`, with its values."""
    value = term.value
    if term.field == "is":
        return _IS[value.lower()], []
    if term.field == "tag":
        return (
            "p.id IN (SELECT pt.paper_id FROM paper_tag pt JOIN tag t ON t.id = pt.tag_id"
            " WHERE t.name = ?)",
            [value],
        )
    if term.field == "in":
        return (
            "p.id IN (WITH RECURSIVE below (id) AS (SELECT id FROM collection"
            " WHERE name = ? COLLATE NOCASE UNION SELECT c.id FROM collection c"
            " JOIN below b ON c.parent_id = b.id) SELECT paper_id FROM paper_collection"
            " WHERE collection_id IN below)",
            [value],
        )
    if term.field == "author":
        match = " ".join(f'"{w}"' for w in queries.tokens(value))
        return (
            "p.id IN (SELECT t.paper_id FROM search_fts JOIN search_text t"
            " ON t.id = search_fts.rowid WHERE search_fts MATCH ? AND t.kind = 'paper')",
            [f"names : ({match or chr(34) * 2})"],
        )
    if term.field == "source":
        return "p.source_id IN (SELECT id FROM source WHERE name = ?)", [value]
    first, _, last = value.partition("..")
    if term.field == "after":
        return "p.year > ?", [int(first)]
    if term.field == "before":
        return "p.year < ?", [int(first)]
    return "p.year BETWEEN ? AND ?", [int(first), int(last or first)]
