"""The pages of documents that a query finds, best first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop_app.core import page_text
from desktop_app.core.documents import DocumentId, PageText
from desktop_app.core.papers import PaperId
from desktop_app.core.query import Node, Query, Term, negate
from desktop_app.store import marks, page_texts, search_fields, search_match
from desktop_app.store.embeddings import Index
from desktop_app.store.library import Library
from desktop_app.store.page_texts import FTS, SHIFT
from desktop_app.store.search_fields import Condition

MOST_RANKED = 10_000  # pages; more are not worth the time, and come newest first
EACH = 3  # pages of one paper
_Found = tuple[PaperId, DocumentId, int, float]
_SHORTEST = 2  # letters of the beginning of a word; those with one letter take far too long


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page of a paper's document; `text` is all of it in one line. A better score is lower."""

    paper: PaperId
    document: DocumentId
    page: int
    score: float
    text: str


def search(
    library: Library, index: Index, query: Query, *, limit: int = 20, each: int = EACH
) -> list[PageHit]:
    """Find pages that hold all words of a query, of papers outside the bin that the rest allows.

    The paper with the best page comes first, with at most `each` of its pages. A query that finds
    more than `MOST_RANKED` pages gives the first page of each document, newest first.
    """
    wanted = [part for part in query.parts if search_match.is_words(part)]
    unwanted = [part for part in query.parts if part.negated and _is_contrary(part)]
    of_paper = [part for part in query.parts if part not in wanted and part not in unwanted]
    with index.connection() as conn:
        if not wanted or not page_texts.is_there(conn):
            return []
        expression = _expression(wanted, unwanted)
        found = _ranked(conn, expression)
        broad = found is None
        if found is None:
            found = _firsts(conn, expression)
        digests = _digests(conn, {page_texts.page_of(row)[0] for row, _ in found})
        owners = _owners(library, digests.values(), search_fields.every(library, of_paper))
        hits = [
            (paper, document, row, score)
            for row, score in found
            for paper, document in owners.get(digests.get(page_texts.page_of(row)[0], ""), ())
        ]
        if broad:
            hits.sort(key=lambda hit: -hit[1])
        return [_hit(conn, *hit) for hit in _grouped(hits, limit, each)]


def marked(page: PageText, query: Query) -> list[tuple[int, int]]:
    """Give the passages of a page that match words a query wants, also over the ends of lines."""
    line = page_texts.in_line(page.text)
    words = {line[start:end] for start, end in marks.spans(line, query)}
    found = {span for word in words for span in page_text.find(page, word)}
    return sorted(span for span in found if _stands_alone(page.text, *span))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no word goes on at either end of a passage."""
    inside = (text[max(0, start - 1) : start + 1], text[end - 1 : end + 1])
    return not any(len(pair) == 2 and pair.isalnum() and pair.isascii() for pair in inside)


def _is_contrary(part: Node) -> bool:
    """Tell whether a condition is that a text lacks words."""
    return search_match.is_words(negate(part))


def _expression(wanted: Iterable[Node], unwanted: Iterable[Node]) -> str:
    """Give the expression of FTS5 for the pages that hold some words and lack others."""
    expression = search_match.wanted(Query(tuple(map(_whole, wanted))))
    lacked = " OR ".join(map(search_match.of, unwanted))
    return f"({expression}) NOT ({lacked})" if lacked else expression


def _whole(part: Node) -> Node:
    """Give a condition without beginnings of words that too many words have."""
    if isinstance(part, Term) and len(part.value) < _SHORTEST:
        return replace(part, prefix=False)
    return part


def _ranked(conn: sqlite3.Connection, expression: str) -> list[tuple[int, float]] | None:
    """Give the rows that match with their scores, best first; None where they are too many."""
    many = f"SELECT 1 FROM {FTS} WHERE {FTS} MATCH ? LIMIT 1 OFFSET ?"
    if conn.execute(many, (expression, MOST_RANKED)).fetchone():
        return None
    ranked = f"SELECT rowid, rank FROM {FTS} WHERE {FTS} MATCH ? ORDER BY rank, rowid"
    return conn.execute(ranked, (expression,)).fetchall()


def _firsts(conn: sqlite3.Connection, expression: str) -> list[tuple[int, float]]:
    """Give the first page of each document that matches."""
    firsts = f"SELECT min(rowid), 0.0 FROM {FTS} WHERE {FTS} MATCH ? GROUP BY rowid >> {SHIFT}"
    return conn.execute(firsts, (expression,)).fetchall()


def _digests(conn: sqlite3.Connection, documents: Iterable[int]) -> dict[int, str]:
    rows = conn.execute(
        "SELECT id, hash FROM page_document WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(documents)),),
    )
    return dict(rows)


def _owners(
    library: Library, digests: Iterable[str], condition: Condition
) -> dict[str, list[tuple[PaperId, DocumentId]]]:
    """Give who has documents, of the papers outside the bin for which a condition holds."""
    rows = library.db.conn.execute(
        "SELECT d.hash, d.paper_id, d.id FROM document d JOIN paper p ON p.id = d.paper_id"
        " WHERE d.hash IN (SELECT value FROM json_each(?)) AND p.binned_at IS NULL"
        f" AND ({condition.sql}) ORDER BY d.id",
        (json.dumps(list(digests)), *condition.values),
    )
    found: dict[str, list[tuple[PaperId, DocumentId]]] = {}
    for digest, paper, document in rows:
        found.setdefault(digest, []).append((PaperId(paper), DocumentId(document)))
    return found


def _grouped(hits: Iterable[_Found], limit: int, each: int) -> list[_Found]:
    """Keep the first `limit` hits, at most `each` of a paper; those of one paper together."""
    kept: dict[PaperId, list[_Found]] = {}
    left = limit
    for hit in hits:
        of_paper = kept.setdefault(hit[0], [])
        if left > 0 and len(of_paper) < each:
            of_paper.append(hit)
            left -= 1
    return [hit for of_paper in kept.values() for hit in of_paper]


def _hit(
    conn: sqlite3.Connection, paper: PaperId, document: DocumentId, row: int, score: float
) -> PageHit:
    packed = conn.execute("SELECT text FROM page_text WHERE id = ?", (row,)).fetchone()[0]
    text = page_texts.in_line(page_texts.unpacked(packed))
    return PageHit(paper, document, page_texts.page_of(row)[1], score, text)
