"""Embeddings in ``index.db``: what can be computed again, so never migrated, only rebuilt.

A vector is a BLOB of float32, little-endian, keyed by the hash of the text it was made from and
the name of the model: a text that did not change is never embedded twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sqlite_utils import Database

from desktop_app.core.papers import PaperId
from desktop_app.store.library import Library

FILE = "index.db"
VERSION = 1


class Index:
    """An open ``index.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Store vectors by text hash, in one transaction."""
        with self._db.atomic():
            self._db.conn.executemany(
                "INSERT OR REPLACE INTO vector (hash, model, vector) VALUES (?, ?, ?)",
                [(key, model, vector) for key, vector in vectors.items()],
            )

    def known(self, model: str) -> set[str]:
        """Give the hashes of the texts that have a vector."""
        rows = self._db.conn.execute("SELECT hash FROM vector WHERE model = ?", (model,))
        return {row[0] for row in rows}

    def get(self, model: str, key: str) -> bytes | None:
        """Give the vector of a text hash, or None."""
        row = self._db.conn.execute(
            "SELECT vector FROM vector WHERE hash = ? AND model = ?", (key, model)
        ).fetchone()
        return row[0] if row else None

    def stream(self, model: str) -> Iterator[tuple[str, bytes]]:
        """Give every hash with its vector, one at a time."""
        yield from self._db.conn.execute(
            "SELECT hash, vector FROM vector WHERE model = ?", (model,)
        )

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def open_index(folder: Path, *, writable: bool = True) -> Index:
    """Open the index beside the library in `folder`; a damaged or older one is made anew.

    One that cannot be written, or is missing where nothing may be written, is empty and in memory.
    """
    file = folder / FILE
    if not writable:
        return _reader(file)
    try:
        return Index(_open(file))
    except (sqlite3.DatabaseError, _Outdated) as e:
        if isinstance(e, sqlite3.OperationalError):
            return _in_memory()
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    return Index(_open(file))


def missing(library: Library, index: Index, model: str) -> list[tuple[PaperId, str]]:
    """List papers outside the bin whose text has no vector yet, with the hash of the text."""
    known = index.known(model)
    rows = library.db.conn.execute(
        "SELECT id, text_hash FROM paper WHERE binned_at IS NULL ORDER BY id"
    )
    return [(PaperId(paper), key) for paper, key in rows if key not in known]


def hashes(library: Library) -> dict[str, list[PaperId]]:
    """Give the papers outside the bin by the hash of their text."""
    found: dict[str, list[PaperId]] = {}
    for paper, key in library.db.conn.execute(
        "SELECT id, text_hash FROM paper WHERE binned_at IS NULL ORDER BY id"
    ):
        found.setdefault(key, []).append(PaperId(paper))
    return found


def hashes_of(library: Library, papers: Iterable[PaperId]) -> dict[PaperId, str]:
    """Give the hash of the text of papers, of those outside the bin."""
    wanted = list(papers)
    marks = ",".join("?" * len(wanted))
    rows = library.db.conn.execute(
        f"SELECT id, text_hash FROM paper WHERE binned_at IS NULL AND id IN ({marks})", wanted
    )
    return {PaperId(paper): key for paper, key in rows}


def texts(library: Library, papers: Iterable[PaperId]) -> dict[PaperId, tuple[str, str]]:
    """Give title and current abstract of papers."""
    wanted = list(papers)
    marks = ",".join("?" * len(wanted))
    rows = library.db.conn.execute(
        "SELECT p.id, p.title, coalesce((SELECT a.text FROM abstract a WHERE a.paper_id = p.id"
        " ORDER BY a.origin = 'person' DESC, a.id DESC LIMIT 1), '')"
        f" FROM paper p WHERE p.id IN ({marks})",
        wanted,
    )
    return {PaperId(paper): (title, abstract) for paper, title, abstract in rows}


class _Outdated(Exception):
    """The index has another layout."""


def _open(file: Path) -> Database:
    db = Database(
        sqlite3.connect(file, timeout=5, isolation_level=None, check_same_thread=False),
        execute_plugins=False,
    )
    try:
        fresh = not db.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        db.conn.execute("PRAGMA journal_mode = WAL")
        db.conn.execute("PRAGMA synchronous = NORMAL")
        if fresh:
            _lay_out(db)
        elif db.conn.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            raise _Outdated
    except BaseException:
        db.close()
        raise
    return db


def _reader(file: Path) -> Index:
    if not file.exists():
        return _in_memory()
    uri = f"{file.absolute().as_uri()}?mode=ro"
    try:
        conn = sqlite3.connect(uri, uri=True, timeout=5, isolation_level=None)
        if conn.execute("PRAGMA user_version").fetchone()[0] == VERSION:
            return Index(Database(conn, execute_plugins=False))
    except sqlite3.DatabaseError:
        pass
    return _in_memory()


def _in_memory() -> Index:
    db = Database(memory=True, execute_plugins=False)
    _lay_out(db)
    return Index(db)


def _lay_out(db: Database) -> None:
    with db.atomic():
        db.conn.execute(
            "CREATE TABLE IF NOT EXISTS vector (id INTEGER PRIMARY KEY, hash TEXT NOT NULL,"
            " model TEXT NOT NULL, vector BLOB NOT NULL, UNIQUE (hash, model))"
        )
        db.conn.execute(f"PRAGMA user_version = {VERSION}")
