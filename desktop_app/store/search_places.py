"""Where papers that a search found have its words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from desktop_app.core.papers import PaperId
from desktop_app.core.query import Group, Node, Query, Term
from desktop_app.store import search_match
from desktop_app.store.library import Library

_FEW = 1_000  # papers each of which is looked at faster than all that match
# A place: the kind of text, its column, and the fields that ask for it.
_PLACES = {
    "title": ("paper", "title", ("title",)),
    "names": ("paper", "names", ("author", "venue")),
    "abstract": ("paper", "body", ("abstract",)),
    "note": ("note", "", ("note",)),
    "highlight": ("highlight", "", ("highlight",)),
}
_LOOKED_UP = (
    "SELECT t.paper_id FROM search_text t INDEXED BY search_text_paper CROSS JOIN search_fts f"
    " ON f.rowid = t.id WHERE f.search_fts MATCH ? AND t.kind = ?"
    " AND t.paper_id IN (SELECT value FROM json_each(?))"
)
_GONE_THROUGH = (
    "SELECT t.paper_id FROM search_fts f CROSS JOIN search_text t ON t.id = f.rowid"
    " WHERE f.search_fts MATCH ? AND t.kind = ?"
    " AND t.paper_id IN (SELECT value FROM json_each(?))"
)


def where_found(
    library: Library, query: Query, papers: Sequence[PaperId]
) -> dict[PaperId, tuple[str, ...]]:
    """Say of papers where words stand that a query wants.

    Places are title, names (of people, of the venue, identifiers), abstract, note and highlight.
    """
    found: dict[PaperId, list[str]] = {paper: [] for paper in papers}
    sql = _LOOKED_UP if len(papers) <= _FEW else _GONE_THROUGH
    for place, (kind, column, fields) in _PLACES.items():
        if not (match := _match(query, fields)):
            continue
        match = f"{column} : ({match})" if column else match
        rows = library.db.conn.execute(sql, (match, kind, json.dumps(list(papers))))
        for paper in {PaperId(row[0]) for row in rows}:
            found[paper].append(place)
    return {paper: tuple(places) for paper, places in found.items()}


def _match(query: Query, fields: Sequence[str]) -> str:
    """Give the expression of any of the words wanted that may stand in a place."""
    terms = (term for term in _wanted(query.parts) if term.field is None or term.field in fields)
    made = (
        search_match.near(term) if term.field == "author" else search_match.term(term)
        for term in terms
    )
    return " OR ".join(dict.fromkeys(made))


def _wanted(nodes: Iterable[Node]) -> Iterator[Term]:
    for node in nodes:
        if node.negated:
            continue
        if isinstance(node, Group):
            yield from _wanted(node.parts)
        else:
            yield node
