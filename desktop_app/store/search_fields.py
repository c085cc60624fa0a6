"""Conditions of a query as SQL over a paper `p`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
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
    "abstract": "EXISTS (SELECT 1 FROM abstract b WHERE b.paper_id = p.id AND b.text <> '')",
}
_PLANNED = (
    "p.id IN (SELECT e.paper_id FROM plan_entry e JOIN queue_entry q ON q.paper_id = e.paper_id"
    " WHERE e.day = ? AND e.outcome IS NULL)"
)
_TEXTS = "SELECT t.paper_id FROM search_fts f CROSS JOIN search_text t ON t.id = f.rowid"
_IS_AUTHOR = (
    "EXISTS (SELECT 1 FROM author a WHERE a.paper_id = p.id"
    " AND holds_name(a.given, a.family, a.suffix, ?, ?))"
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
# How texts of papers are looked for that match an expression of FTS5, of one kind if that is named.
Look = Callable[[str, str], Condition]
# A condition, once it is known how texts are looked for.
Part = Callable[[Look], Condition]
# The kind of text, and its column, in which the words of a field stand.
_COLUMNS = {
    "title": ("paper", "title : "),
    "abstract": ("paper", "body : "),
    "note": ("note", ""),
    "highlight": ("highlight", ""),
}
_SINGLE = ("paper", "note")  # kinds of which a paper has one text


class Wide(Exception):
    """Raised where so many texts match that to find all of them takes long."""


def every(library: Library, nodes: Sequence[Node]) -> Condition:
    """Give the condition that all of some conditions hold; words of them in one text."""
    return together([part(in_all(library)) for part in parts(library, nodes)])


def together(conditions: Sequence[Condition]) -> Condition:
    """Give the condition that all of some hold."""
    return _connected(conditions, " AND ")


def _connected(conditions: Sequence[Condition], joiner: str) -> Condition:
    return Condition(
        joiner.join(f"({one.sql})" for one in conditions) or "1",
        tuple(value for one in conditions for value in one.values),
    )


def in_all(library: Library) -> Look:
    """Look for texts among all.

    Where many match, to go through an index of all texts is faster than to look up each.
    """

    def look(match: str, kind: str) -> Condition:
        if is_wide(library, match, _MANY_TEXTS):
            return Condition(f"p.id IN ({_MANY[kind]})", (match,))
        of_kind = f" AND t.kind = '{kind}'" if kind else ""
        return Condition(f"p.id IN ({_TEXTS} WHERE f.search_fts MATCH ?{of_kind})", (match,))

    return look


def in_few(library: Library, most: int) -> Look:
    """Look for texts that are not many; raises Wide where more than `most` match.

    Few papers have notes and highlights: to find these is faster than to look for them.
    """
    look = in_all(library)

    def narrow(match: str, kind: str) -> Condition:
        if kind in ("", "paper") and is_wide(library, match, most + 1):
            raise Wide
        return look(match, kind)

    return narrow


def is_wide(library: Library, match: str, most: int) -> bool:
    """Tell whether so many texts match."""
    return _reaches(library, "search_fts WHERE search_fts MATCH ?", match, most=most)


def _reaches(library: Library, source: str, *values: str | int, most: int = 0) -> bool:
    most = most or _WIDE
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT {most})"
    return bool(library.db.conn.execute(sql, values).fetchone()[0] == most)


def parts(library: Library, nodes: Sequence[Node], *, either: bool = False) -> list[Part]:
    """Give conditions that together mean that all of some hold, or one of them.

    What can be asked of a text at once is one of them.
    """
    rest: list[Part] = []
    at_once: dict[tuple[str, bool, int], list[str]] = {}
    for place, node in enumerate(nodes):
        if not (match := _match(node)):
            rest.append(_one(library, node))
            continue
        kind = _kind(node)
        # One of several texts may hold one word, and another text another.
        together = either is not node.negated or kind in _SINGLE or not (node.negated or kind)
        key = (kind, node.negated, -1 if together else place)
        at_once.setdefault(key, []).append(match)
    for (kind, negated, _), matches in at_once.items():
        joiner = " OR " if either is not negated else " AND "
        match = joiner.join(dict.fromkeys(f"({match})" for match in matches))
        rest.append(_of_texts(library, match, kind, negated=negated))
    return rest


def _of_texts(library: Library, match: str, kind: str, *, negated: bool = False) -> Part:
    expression = search_match.streamed(library, match)
    if negated:
        return lambda look: _contrary(look(expression, kind))
    return lambda look: look(expression, kind)


def _kind(node: Node) -> str:
    """Give the kind of text in which the words of a condition stand; empty for any."""
    return _COLUMNS[node.field][0] if isinstance(node, Term) and node.field else ""


def _match(node: Node) -> str:
    """Give the expression of the words that a text holds, or lacks; empty for other conditions."""
    if search_match.is_words(node) or search_match.is_words(negate(node)):
        return search_match.of(node)
    if isinstance(node, Term) and node.field in _COLUMNS:
        return f"{_COLUMNS[node.field][1]}({search_match.term(node)})"
    return ""


def _one(library: Library, node: Node) -> Part:
    if isinstance(node, Group):
        inside = parts(library, node.parts, either=node.either)
        joiner = " OR " if node.either else " AND "
        return _turned(lambda look: _connected([part(look) for part in inside], joiner), node)
    return _turned(_of_field(library, node), node)


def _turned(part: Part, node: Node) -> Part:
    return (lambda look: _contrary(part(look))) if node.negated else part


def _contrary(condition: Condition) -> Condition:
    # What is unknown, a year that is missing, does not hold: the contrary does.
    return Condition(f"({condition.sql}) IS NOT TRUE", condition.values)


def _of_field(library: Library, term: Term) -> Part:
    if term.field in ("author", "venue"):
        return _of_names(library, term)
    condition = _plain(library, term)
    return lambda _: condition


def _plain(library: Library, term: Term) -> Condition:
    value, name = term.value, term.field or ""
    if name == "is":
        return Condition(_IS[value.lower()].replace("p.state =", _state(library, value.lower())))
    if name == "has":
        return Condition(_HAS[value.lower()])
    if name in ("year", "after", "before"):
        return _years(library, name, value)
    return _BY_NAME[name](library, term)


def _state(library: Library, state: str) -> str:
    """Give how a state is compared: by its index where few papers are in it."""
    wide = _reaches(library, "paper WHERE state = ? AND binned_at IS NULL", state)
    return "+p.state =" if wide else "p.state ="


def _years(library: Library, name: str, value: str) -> Condition:
    first, dots, last = value.partition("..")
    low, high = int(first or 0), int((last or 9999) if dots else first)
    if name != "year":
        low, high = (low + 1, 9999) if name == "after" else (0, low - 1)
    within = "BETWEEN ? AND ?"
    wide = _reaches(library, f"paper WHERE year {within} AND binned_at IS NULL", low, high)
    return Condition(f"{'+' if wide else ''}p.year {within}", (low, high))


def _of_names(library: Library, term: Term) -> Part:
    """Look for words among the names, and then whether they stand in one of the right kind."""
    author = term.field == "author"
    match = search_match.near(term) if author else search_match.term(term)
    among = _of_texts(library, f"names : ({match})", "paper")
    words, prefix = " ".join(tokens(term.value)), int(term.prefix)
    sql = _IS_AUTHOR if author else "holds_words(p.venue, ?, ?)"
    exact = Condition(sql, (words, prefix))
    return lambda look: together([among(look), exact])


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
