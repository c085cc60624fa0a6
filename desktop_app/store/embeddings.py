"""Embeddings in ``index.db``: what can be computed again, so never migrated, only rebuilt.

A vector is a BLOB of float32, little-endian, keyed by the hash of the text it was made from and
the name of the model: a text that did not change is never embedded twice.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.core.papers import PaperId
from desktop_app.store import errors
from desktop_app.store.database import Database
from desktop_app.store.library import Library

FILE = "index.db"
VERSION = 1
WAIT_S = 5.0  # for a lock


class Index:
    """An open ``index.db``. Its methods raise IndexLocked, IndexUnwritable or IndexDamaged."""

    def __init__(self, db: Database, folder: Path) -> None:
        self._db = db
        self._folder = folder

    def put(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Store vectors by text hash, in one transaction."""
        with _errors_said(self._folder, self._db), self._db.atomic():
            self._db.conn.executemany(
                "INSERT OR REPLACE INTO vector (hash, model, vector) VALUES (?, ?, ?)",
                [(key, model, vector) for key, vector in vectors.items()],
            )

    def known(self, model: str) -> set[str]:
        """Give the hashes of the texts that have a vector."""
        with _errors_said(self._folder, self._db):
            rows = self._db.conn.execute("SELECT hash FROM vector WHERE model = ?", (model,))
            return {row[0] for row in rows}

    def get(self, model: str, key: str) -> bytes | None:
        """Give the vector of a text hash, or None."""
        with _errors_said(self._folder, self._db):
            row = self._db.conn.execute(
                "SELECT vector FROM vector WHERE hash = ? AND model = ?", (key, model)
            ).fetchone()
        return row[0] if row else None

    def some(self, model: str, keys: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Give those of some hashes that have a vector with it, one at a time."""
        with _errors_said(self._folder, self._db):
            yield from self._db.conn.execute(
                "SELECT hash, vector FROM vector WHERE model = ?"
                " AND hash IN (SELECT value FROM json_each(?))",
                (model, json.dumps(list(keys))),
            )

    def stream(self, model: str) -> Iterator[tuple[str, bytes]]:
        """Give every hash with its vector, one at a time."""
        with _errors_said(self._folder, self._db):
            yield from self._db.conn.execute(
                "SELECT hash, vector FROM vector WHERE model = ?", (model,)
            )

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Give the connection, for what else is kept in the file."""
        with _errors_said(self._folder, self._db):
            yield self._db.conn

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def open_index(folder: Path, *, writable: bool = True, check: bool = False) -> Index:
    """Open the index beside the library in `folder`; a damaged or older one is made anew.

    `check` looks for damage in the whole file. One that is missing, damaged or older is empty and
    in memory where nothing is to be written. Raises IndexLocked or IndexUnwritable.
    """
    file = folder / FILE
    with _errors_said(folder):
        if not writable:
            return _reader(file)
        try:
            return Index(_open(file, check), folder)
        except (sqlite3.DatabaseError, _Outdated) as e:
            if not isinstance(e, _Outdated) and not errors.is_damage(e):
                raise
        _remove(file)
        return Index(_open(file), folder)


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
    for paper, key in keyed(library):
        found.setdefault(key, []).append(paper)
    return found


def keyed(library: Library, *, after: int = 0, most: int = -1) -> Iterator[tuple[PaperId, str]]:
    """Give the papers outside the bin with the hash of their text, in the order of their ids.

    All of them, or at most `most` of those behind one.
    """
    yield from library.db.conn.execute(
        "SELECT id, text_hash FROM paper WHERE binned_at IS NULL AND id > ? ORDER BY id LIMIT ?",
        (after, most),
    )


def hashes_of(library: Library, papers: Iterable[PaperId]) -> dict[PaperId, str]:
    """Give the hash of the text of papers, of those outside the bin."""
    rows = library.db.conn.execute(
        "SELECT id, text_hash FROM paper WHERE binned_at IS NULL"
        " AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(papers)),),
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
    """The index has another layout, or is damaged."""


@contextmanager
def _errors_said(folder: Path, db: Database | None = None) -> Iterator[None]:
    """Turn SQLite's errors, and the disk's, into ours; a damaged index is removed if it may be."""
    try:
        yield
    except sqlite3.DatabaseError as e:
        if errors.is_busy(e):
            raise errors.IndexLocked(folder) from e
        if errors.is_damage(e):
            if db is not None:
                db.close()  # later it would take the log of the next index away
            with suppress(OSError):
                _remove(folder / FILE)
            raise errors.IndexDamaged(folder, str(e)) from e
        if errors.is_disk(e) or errors.is_read_only(e):
            raise errors.IndexUnwritable(folder, str(e)) from e
        raise
    except OSError as e:
        raise errors.IndexUnwritable(folder, e.strerror or str(e)) from e


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _open(file: Path, check: bool = False) -> Database:
    db = Database(
        sqlite3.connect(file, timeout=WAIT_S, isolation_level=None, check_same_thread=False)
    )
    try:
        fresh = not db.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        db.conn.execute("PRAGMA journal_mode = WAL")
        db.conn.execute("PRAGMA synchronous = NORMAL")
        if fresh:
            _lay_out(db)
        elif db.conn.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            raise _Outdated
        if check and db.conn.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise _Outdated
        # Written anew, so that a full disk or a protected file is met before the work.
        db.conn.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        db.close()
        raise
    return db


def _reader(file: Path) -> Index:
    if not file.exists():
        return _in_memory(file.parent)
    uri = f"{file.absolute().as_uri()}?mode=ro"
    # A folder on a read-only disk has no room for WAL's shared memory: immutable needs none.
    for wanted in (uri, f"{uri}&immutable=1"):
        try:
            conn = sqlite3.connect(
                wanted, uri=True, timeout=WAIT_S, isolation_level=None, check_same_thread=False
            )
            if conn.execute("PRAGMA user_version").fetchone()[0] == VERSION:
                return Index(Database(conn), file.parent)
        except sqlite3.DatabaseError as e:
            if errors.is_busy(e):
                raise
    return _in_memory(file.parent)


def _in_memory(folder: Path) -> Index:
    db = Database(sqlite3.connect(":memory:", isolation_level=None))
    _lay_out(db)
    return Index(db, folder)


def _lay_out(db: Database) -> None:
    with db.atomic():
        db.conn.execute(
            "CREATE TABLE IF NOT EXISTS vector (id INTEGER PRIMARY KEY, hash TEXT NOT NULL,"
            " model TEXT NOT NULL, vector BLOB NOT NULL, UNIQUE (hash, model))"
        )
        db.conn.execute(f"PRAGMA user_version = {VERSION}")
