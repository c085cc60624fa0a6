"""Conditions of a query as SQL over a paper `p`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from desktop_app.core import papers, text
from desktop_app.core.query import Group, Node, Term, negate, tokens
from desktop_app.store import search_match
from desktop_app.store.library import Library


class Condition(NamedTuple):
    """SQL and its values."""

    sql: str
    values: tuple[str | int, ...] = ()


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
_HAS = {
    "pdf": "p.id IN (SELECT paper_id FROM document)",
    "code": "p.id IN (SELECT paper_id FROM link WHERE kind = 'code')",
    "note": _IS["noted"],
    "highlight": _IS["highlighted"],
    "doi": "p.id IN (SELECT paper_id FROM identifier WHERE scheme = 'doi')",
    "arxiv": "p.id IN (SELECT paper_id FROM identifier WHERE scheme = 'arxiv')",
    "tag": "p.id IN (SELECT paper_id FROM paper_tag)",
    "abstract": "p.id IN (SELECT paper_id FROM abstract WHERE text <> '')",
}
_PLANNED = (
    "p.id IN (SELECT e.paper_id FROM plan_entry e JOIN queue_entry q ON q.paper_id = e.paper_id"
    " WHERE e.day = ? AND e.outcome IS NULL)"
)
_TEXTS = "SELECT t.paper_id FROM search_fts f CROSS JOIN search_text t ON t.id = f.rowid"
_HAS_TEXT = (
    "EXISTS (SELECT 1 FROM search_text t INDEXED BY search_text_paper CROSS JOIN search_fts f"
    " ON f.rowid = t.id WHERE t.paper_id = p.id AND f.search_fts MATCH ?)"
)
_WIDE = 5_000  # papers from which on an index is better not used
_MANY_TEXTS = 30_000  # from which on they are better not looked up one by one
_IN_MANY = "t.id IN (SELECT rowid FROM search_fts WHERE search_fts MATCH ?)"
_OF_KIND = f"search_text t INDEXED BY sqlite_autoindex_search_text_1 WHERE {_IN_MANY} AND t.kind ="
_MANY = {
    "": f"SELECT t.paper_id FROM search_text t INDEXED BY search_text_paper WHERE {_IN_MANY}",
    "paper": f"SELECT t.item_id FROM {_OF_KIND} 'paper'",
    "note": f"SELECT t.paper_id FROM {_OF_KIND} 'note'",
    "highlight": f"SELECT t.paper_id FROM {_OF_KIND} 'highlight'",
}
# The column of a paper's text in which the words of a field stand.
_COLUMNS = {"title": "title", "abstract": "body", "author": "names", "venue": "names"}


def every(library: Library, nodes: Sequence[Node], *, of_few: bool = False) -> Condition:
    """Give the condition that all of some conditions hold; words of them in one text.

    Words left out `of_few` papers are looked for in each.
    """
    if not of_few:
        return _joined(library, nodes, either=False)
    left_out = _left_out(nodes)
    parts = [Condition(f"NOT {_HAS_TEXT}", (search_match.of(left_out),))] if left_out else []
    if others := [node for node in nodes if not search_match.is_words(negate(node))]:
        parts.append(_joined(library, others, either=False))
    return together(parts)


def _left_out(nodes: Sequence[Node]) -> Group | None:
    """Give the words of which no text of a paper may have any."""
    words = tuple(negate(node) for node in nodes if search_match.is_words(negate(node)))
    return Group(words, either=True) if words else None


def together(parts: Sequence[Condition]) -> Condition:
    """Give the condition that all of some hold."""
    return Condition(
        " AND ".join(f"({part.sql})" for part in parts) or "1",
        tuple(value for part in parts for value in part.values),
    )


def found(library: Library, match: str, kind: str = "") -> Condition:
    """Give the condition that a text of a paper, of one `kind`, matches an expression of FTS5.

    Where many do, to go through an index of all texts is faster than to look up each.
    """
    if _is_wide(library, "search_fts WHERE search_fts MATCH ?", match, most=_MANY_TEXTS):
        return Condition(f"p.id IN ({_MANY[kind]})", (match,))
    of_kind = f" AND t.kind = '{kind}'" if kind else ""
    return Condition(f"p.id IN ({_TEXTS} WHERE f.search_fts MATCH ?{of_kind})", (match,))


def has_text(match: str) -> Condition:
    """Give the condition that a text of a paper matches, looked up in each paper."""
    return Condition(_HAS_TEXT, (match,))


def _is_wide(library: Library, source: str, *values: str | int, most: int = 0) -> bool:
    most = most or _WIDE
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT {most})"
    return bool(library.db.conn.execute(sql, values).fetchone()[0] == most)


def _joined(library: Library, nodes: Sequence[Node], *, either: bool) -> Condition:
    words = tuple(node for node in nodes if search_match.is_words(node))
    left_out = None if either else _left_out(nodes)
    parts = [found(library, search_match.of(Group(words, either)))] if words else []
    if left_out:
        parts.append(_contrary(found(library, search_match.of(left_out))))
    parts += [
        _one(library, node)
        for node in nodes
        if node not in words and not (left_out and search_match.is_words(negate(node)))
    ]
    if not either:
        return together(parts)
    joined = " OR ".join(f"({part.sql})" for part in parts)
    return Condition(joined, tuple(value for part in parts for value in part.values))


def _one(library: Library, node: Node) -> Condition:
    if isinstance(node, Term) and node.field is None:
        condition = found(library, search_match.term(node))
    elif isinstance(node, Term):
        condition = _of_field(library, node)
    else:
        condition = _joined(library, node.parts, either=node.either)
    return _contrary(condition) if node.negated else condition


def _contrary(condition: Condition) -> Condition:
    # What is unknown, a year that is missing, does not hold: the contrary does.
    return Condition(f"({condition.sql}) IS NOT TRUE", condition.values)


def _of_field(library: Library, term: Term) -> Condition:
    value, name = term.value, term.field or ""
    if name == "is":
        return Condition(_IS[value.lower()].replace("p.state =", _state(library, value.lower())))
    if name == "has":
        return Condition(_HAS[value.lower()])
    if name in ("year", "after", "before"):
        return _years(library, name, value)
    if name in _COLUMNS or name in ("note", "highlight"):
        return _of_words(library, term, name)
    return _BY_NAME[name](library, term)


def _state(library: Library, state: str) -> str:
    """Give how a state is compared: by its index where few papers are in it."""
    wide = _is_wide(library, "paper WHERE state = ? AND binned_at IS NULL", state)
    return "+p.state =" if wide else "p.state ="


def _years(library: Library, name: str, value: str) -> Condition:
    first, dots, last = value.partition("..")
    low, high = int(first or 0), int((last or 9999) if dots else first)
    if name != "year":
        low, high = (low + 1, 9999) if name == "after" else (0, low - 1)
    within = "BETWEEN ? AND ?"
    wide = _is_wide(library, f"paper WHERE year {within} AND binned_at IS NULL", low, high)
    return Condition(f"{'+' if wide else ''}p.year {within}", (low, high))


def author(term: Term) -> str:
    """Give the expression of a name of a person."""
    return f"names : ({search_match.near(term)})"


def _of_words(library: Library, term: Term, name: str) -> Condition:
    if name == "author":
        return found(library, author(term))  # papers alone have names
    match = search_match.term(term)
    if name in ("note", "highlight"):
        return found(library, match, name)
    match = f"{_COLUMNS[name]} : ({match})"
    if name != "venue":
        return found(library, match, "paper")
    # Venues stand among the names of people.
    _teach(library.db.conn)
    within = found(library, match)
    return Condition(
        f"{within.sql} AND holds_words(p.venue, ?, ?)",
        (*within.values, " ".join(tokens(term.value)), int(term.prefix)),
    )


def _teach(conn: sqlite3.Connection) -> None:
    conn.create_function("holds_words", 3, _holds, deterministic=True)


@lru_cache(maxsize=1_000)
def _holds(venue: str | None, words: str, prefix: int) -> bool:
    return f" {words}{'' if prefix else ' '}" in f" {' '.join(tokens(venue or ''))} "


def _same(term: Term) -> Callable[[str], bool]:
    """Tell of names whether they are the one asked for, or begin so."""
    wanted = _folded(term.value)
    if term.prefix:
        return lambda name: _folded(name).startswith(wanted)
    return lambda name: _folded(name) == wanted


def _folded(name: str) -> str:
    return text.fold(text.clean_line(name))


def _named(library: Library, term: Term, table: str) -> list[int]:
    same = _same(term)
    rows = library.db.conn.execute(f"SELECT id, name FROM {table}")
    return [id_ for id_, name in rows if same(name)]


def _tag(library: Library, term: Term) -> Condition:
    return Condition(
        "p.id IN (SELECT paper_id FROM paper_tag WHERE tag_id IN (SELECT value FROM json_each(?)))",
        (json.dumps(_named(library, term, "tag")),),
    )


def _collection(library: Library, term: Term) -> Condition:
    return Condition(
        "p.id IN (WITH RECURSIVE below (id) AS (SELECT value FROM json_each(?) UNION"
        " SELECT c.id FROM collection c JOIN below b ON c.parent_id = b.id)"
        " SELECT paper_id FROM paper_collection WHERE collection_id IN below)",
        (json.dumps(_named(library, term, "collection")),),
    )


def _source(library: Library, term: Term) -> Condition:
    return Condition(
        "p.source_id IN (SELECT value FROM json_each(?))",
        (json.dumps(_named(library, term, "source")),),
    )


def _identifier(_: Library, term: Term) -> Condition:
    """Look for a DOI, an identifier of arXiv, the key or the citation key of a paper."""
    value = term.value
    doi = papers.normal_doi(value)
    known = {value, doi, papers.normal_arxiv(value), papers.arxiv_of_doi(doi)} - {None}
    return Condition(
        "p.id IN (SELECT paper_id FROM identifier WHERE scheme IN ('doi', 'arxiv') AND value IN"
        " (SELECT value FROM json_each(?))) OR p.key = ? OR p.citekey = ?",
        (json.dumps(sorted(filter(None, known))), value, value),
    )


def _queue(library: Library, term: Term) -> Condition:
    today = library.today().isoformat()
    value = term.value.lower()
    if value == "today":
        return Condition(_PLANNED, (today,))
    if value == "due":
        return Condition("p.id IN (SELECT paper_id FROM queue_entry WHERE due_day IS NOT NULL)")
    if value == "later":
        return Condition(f"{_QUEUED} AND NOT {_PLANNED}", (today,))
    return Condition("p.id IN (SELECT paper_id FROM queue_entry WHERE snoozed_until > ?)", (today,))


_BY_NAME: dict[str, Callable[[Library, Term], Condition]] = {
    "tag": _tag,
    "in": _collection,
    "source": _source,
    "id": _identifier,
    "queue": _queue,
}
