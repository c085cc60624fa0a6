"""The words of documents, page by page, in ``index.db``: what a worker read, and what was in vain.

A page is kept as its text came, packed, and indexed folded, with words whole that run over the
ends of lines. Of a document it is known which version of the extraction reads it and how far.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from desktop_app.core import line_ends, text
from desktop_app.core.documents import SomePages
from desktop_app.store import documents
from desktop_app.store.embeddings import Index
from desktop_app.store.library import Library

MOST_CHARACTERS = 100_000  # of a page; what is more is left out
PORTION = 4  # pages written at a time
MOST_TRIES = 2  # of a page
MOST_LOST = 3  # pages, then the rest of the document is left alone
# Another number wherever a page is indexed in another form: what is taken from such an index must
# be, word for word, what was put into it.
FORM = 1
FTS = f"page_fts_{FORM}"
SHIFT = 20  # of a row's number, above the page: the document
_PARTED = re.compile(r"(\w+)[-\u2010]\n\s*(\w+)")
_LAYOUT = f"""
DROP TABLE IF EXISTS page_document;
DROP TABLE IF EXISTS page_text;
-- `next` is the first page that was not read yet, `tries` how often that was in vain.
CREATE TABLE page_document (
    id         INTEGER PRIMARY KEY,
    hash       TEXT NOT NULL UNIQUE,
    extraction TEXT NOT NULL,
    pages      INTEGER,
    next       INTEGER NOT NULL DEFAULT 0,
    tries      INTEGER NOT NULL DEFAULT 0,
    lost       INTEGER NOT NULL DEFAULT 0,
    trouble    TEXT NOT NULL DEFAULT ''
);
CREATE TABLE page_text (id INTEGER PRIMARY KEY, text BLOB NOT NULL);
-- No index of prefixes: it would be larger than all the rest.
CREATE VIRTUAL TABLE {FTS} USING fts5 (
    body, content='', tokenize='porter unicode61 remove_diacritics 2'
);
"""


_DONE = "trouble <> '' OR coalesce(next >= pages, 0)"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document of which pages from `next` on are to be read; that page failed `tries` times."""

    hash: str
    next: int = 0
    tries: int = 0


def row_of(document: int, page: int) -> int:
    """Give the number of the row of a page of a document of the index."""
    return document << SHIFT | page


def page_of(row: int) -> tuple[int, int]:
    """Give the document of the index and the page that a row is about."""
    return row >> SHIFT, row & (1 << SHIFT) - 1


def is_there(conn: sqlite3.Connection) -> bool:
    """Tell whether the tables of this form were made."""
    found = conn.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (FTS,)).fetchone()
    return found is not None


def lay_out(index: Index) -> None:
    """Make the tables where they are not there; those of another form are dropped."""
    with index.connection() as conn:
        if is_there(conn):
            return
    with _writing(index) as conn:
        former = "SELECT name FROM sqlite_master WHERE sql LIKE '% VIRTUAL TABLE page_fts%'"
        for (name,) in conn.execute(former).fetchall():
            conn.execute(f"DROP TABLE {name}")
        for statement in _LAYOUT.split(";\n"):
            conn.execute(statement)


def missing(library: Library, index: Index, extraction: str) -> list[Waiting]:
    """List the documents of papers outside the bin that are not read to their end, newest first.

    What an older extraction read is to be read again; what could not be read by this one is not.
    """
    with index.connection() as conn:
        rows = conn.execute(
            f"SELECT hash, next, tries, {_DONE} FROM page_document WHERE extraction = ?",
            (extraction,),
        )
        known = {hash_: (Waiting(hash_, at, tries), done) for hash_, at, tries, done in rows}
    wanted = library.db.conn.execute(
        "SELECT d.hash FROM document d JOIN paper p ON p.id = d.paper_id"
        " WHERE p.binned_at IS NULL GROUP BY d.hash ORDER BY max(d.id) DESC"
    )
    found = (known.get(row[0], (Waiting(row[0]), False)) for row in wanted)
    return [waiting for waiting, done in found if not done]


def put(index: Index, digest: str, extraction: str, read: SomePages) -> None:
    """Store pages of a document, in small transactions."""
    for at in range(0, max(1, len(read.texts)), PORTION):
        portion = [page_text[:MOST_CHARACTERS] for page_text in read.texts[at : at + PORTION]]
        forms = [_form(page_text) for page_text in portion]
        first = read.first + at
        with _writing(index) as conn:
            document = _reach(conn, digest, extraction, first + len(portion), read.total)
            for page, (page_text, form) in enumerate(zip(portion, forms, strict=True), first):
                _put_page(conn, row_of(document, page), page_text, form)


def fail(index: Index, digest: str, extraction: str, page: int) -> Waiting | None:
    """Note that reading a page was in vain and give what is left to be read, if anything is.

    After `MOST_TRIES` a page is passed over; a document that loses `MOST_LOST` is left alone.
    """
    with _writing(index) as conn:
        document = _reach(conn, digest, extraction, page)
        conn.execute("UPDATE page_document SET tries = tries + 1 WHERE id = ?", (document,))
        conn.execute(
            "UPDATE page_document SET next = next + 1, tries = 0, lost = lost + 1,"
            " trouble = iif(lost + 1 >= ?, 'lost', '') WHERE id = ? AND tries >= ?",
            (MOST_LOST, document, MOST_TRIES),
        )
        _take_out(conn, row_of(document, page))
        row = conn.execute(
            f"SELECT hash, next, tries FROM page_document WHERE id = ? AND NOT ({_DONE})",
            (document,),
        ).fetchone()
    return Waiting(*row) if row else None


def give_up(index: Index, digest: str, extraction: str, trouble: str) -> None:
    """Note why a document cannot be read by this extraction at all."""
    with _writing(index) as conn:
        document = _reach(conn, digest, extraction, 0)
        conn.execute("UPDATE page_document SET trouble = ? WHERE id = ?", (trouble, document))


def tidy(library: Library, index: Index) -> bool:
    """Take out some pages of a document that is gone from the library; False where none is."""
    wanted = documents.hashes(library)
    with index.connection() as conn:
        known = conn.execute("SELECT id, hash FROM page_document").fetchall()
    gone = next((document for document, digest in known if digest not in wanted), None)
    if gone is None:
        return False
    with _writing(index) as conn:
        rows = conn.execute(
            "SELECT id FROM page_text WHERE id BETWEEN ? AND ? LIMIT ?",
            (row_of(gone, 0), row_of(gone + 1, 0) - 1, PORTION),
        ).fetchall()
        for (row,) in rows:
            _take_out(conn, row)
        if len(rows) < PORTION:
            conn.execute("DELETE FROM page_document WHERE id = ?", (gone,))
    return True


def of_document(index: Index, digest: str, extraction: str) -> dict[int, str]:
    """Give the whole texts of the pages of a document that this extraction has read."""
    with index.connection() as conn:
        if not is_there(conn):
            return {}
        rows = conn.execute(
            "SELECT t.id, t.text FROM page_document d JOIN page_text t"
            f" ON t.id BETWEEN d.id << {SHIFT} AND (d.id << {SHIFT} | d.next) - 1"
            " WHERE d.hash = ? AND d.extraction = ?",
            (digest, extraction),
        )
        found = {page_of(row)[1]: unpacked(packed) for row, packed in rows}
    return {page: words for page, words in found.items() if len(words) < MOST_CHARACTERS}


def unpacked(packed: bytes) -> str:
    """Give a page's text as it is stored."""
    return zlib.decompress(packed).decode()


def in_line(page_text: str) -> str:
    """Give the text of a page as one line, with words whole that run over the ends of lines."""
    return line_ends.mended(page_text, 0, len(page_text))


def _form(page_text: str) -> str:
    """Give the form in which a page is indexed.

    A hyphen at the end of a line may belong to its word: both ways of reading it are found.
    """
    parted = " ".join(f"{word[1]} {word[2]}" for word in _PARTED.finditer(page_text))
    return text.search_form(f"{in_line(page_text)}\n{parted}")


def _reach(
    conn: sqlite3.Connection, digest: str, extraction: str, at: int, total: int | None = None
) -> int:
    """Note which page is next; give the document. Another extraction begins it anew."""
    conn.execute(
        "INSERT INTO page_document (hash, extraction) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE"
        " SET extraction = excluded.extraction, next = 0, tries = 0, lost = 0, trouble = ''"
        " WHERE extraction <> excluded.extraction",
        (digest, extraction),
    )
    row = conn.execute(
        "UPDATE page_document SET tries = iif(next = :at, tries, 0), next = :at,"
        " pages = coalesce(:total, pages) WHERE hash = :hash RETURNING id",
        {"at": at, "total": total, "hash": digest},
    ).fetchone()
    return int(row[0])


def _put_page(conn: sqlite3.Connection, row: int, page_text: str, form: str) -> None:
    _take_out(conn, row)
    packed = zlib.compress(page_text.encode())
    conn.execute("INSERT INTO page_text (id, text) VALUES (?, ?)", (row, packed))
    conn.execute(f"INSERT INTO {FTS} (rowid, body) VALUES (?, ?)", (row, form))


def _take_out(conn: sqlite3.Connection, row: int) -> None:
    """Take a page out of the index, if it is there."""
    found = conn.execute("DELETE FROM page_text WHERE id = ? RETURNING text", (row,)).fetchone()
    if found:
        former = _form(unpacked(found[0]))
        conn.execute(
            f"INSERT INTO {FTS} ({FTS}, rowid, body) VALUES ('delete', ?, ?)", (row, former)
        )


@contextmanager
def _writing(index: Index) -> Iterator[sqlite3.Connection]:
    """Write to the index in one transaction."""
    with index.connection() as conn:
        conn.execute("BEGIN IMMEDIATE")
        try:
            yield conn
        except BaseException:
            conn.rollback()
            raise
        conn.execute("COMMIT")
