"""Packed terms of texts, and in how many texts each stands, in ``index.db`` beside the vectors.

They are keyed by the hash of the text; other rules for terms begin anew. What is not there is read
from the text itself, so nothing depends on it but time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from desktop_app.core.terms import RULES
from desktop_app.core.terms_shared import Background
from desktop_app.store.embeddings import Index

TABLE = f"terms_{RULES}"
_BACKGROUND = f"terms_background_{RULES}"


def lay_out(index: Index) -> None:
    """Make the tables where they are not there; those of other rules are dropped."""
    with index.connection() as conn:
        if _is_there(index):
            return
        former = conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'terms_*'"
        ).fetchall()
        conn.execute("BEGIN IMMEDIATE")
        try:
            for (name,) in former:
                conn.execute(f"DROP TABLE IF EXISTS {name}")
            conn.execute(
                f"CREATE TABLE IF NOT EXISTS {TABLE}"
                " (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, packed BLOB NOT NULL)"
            )
            conn.execute(
                f"CREATE TABLE IF NOT EXISTS {_BACKGROUND}"
                " (id INTEGER PRIMARY KEY CHECK (id = 1), texts INTEGER NOT NULL,"
                " levels BLOB NOT NULL)"
            )
        except BaseException:
            conn.rollback()
            raise
        conn.execute("COMMIT")


def put(index: Index, packed: Mapping[str, bytes]) -> None:
    """Store packed terms by text hash, in one transaction."""
    with index.connection() as conn:
        conn.execute("BEGIN IMMEDIATE")
        try:
            conn.executemany(
                f"INSERT OR REPLACE INTO {TABLE} (hash, packed) VALUES (?, ?)", packed.items()
            )
        except BaseException:
            conn.rollback()
            raise
        conn.execute("COMMIT")


def some(index: Index, keys: Iterable[str]) -> dict[str, bytes]:
    """Give the packed terms of texts, of those that have them here."""
    if not _is_there(index):
        return {}
    with index.connection() as conn:
        return dict(
            conn.execute(
                f"SELECT hash, packed FROM {TABLE} WHERE hash IN (SELECT value FROM json_each(?))",
                (json.dumps(list(keys)),),
            )
        )


def known(index: Index) -> set[str]:
    """Give the hashes of the texts whose terms are here."""
    if not _is_there(index):
        return set()
    with index.connection() as conn:
        return {row[0] for row in conn.execute(f"SELECT hash FROM {TABLE}")}


def spread(index: Index, most: int | None = None) -> Iterator[bytes]:
    """Give the packed terms of all texts, or of about `most` spread evenly over them."""
    if not _is_there(index):
        return
    with index.connection() as conn:
        last = conn.execute(f"SELECT coalesce(max(id), 0) FROM {TABLE}").fetchone()[0]
        step = max(1, -(-last // most)) if most else 1
        rows = conn.execute(
            "WITH RECURSIVE wanted (id) AS (SELECT 1 UNION ALL"
            " SELECT id + :step FROM wanted WHERE id + :step <= :last)"
            f" SELECT packed FROM wanted JOIN {TABLE} USING (id)",
            {"step": step, "last": last},
        )
        for (packed,) in rows:
            yield packed


def background(index: Index) -> Background | None:
    """Give in how many texts each term stands, as it was last counted."""
    if not _is_there(index):
        return None
    with index.connection() as conn:
        row = conn.execute(f"SELECT texts, levels FROM {_BACKGROUND}").fetchone()
    return Background(*row) if row else None


def put_background(index: Index, counted: Background) -> None:
    """Store in how many texts each term stands."""
    with index.connection() as conn:
        conn.execute(
            f"INSERT OR REPLACE INTO {_BACKGROUND} (id, texts, levels) VALUES (1, ?, ?)",
            (counted.texts, counted.levels),
        )


def _is_there(index: Index) -> bool:
    with index.connection() as conn:
        return bool(
            conn.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_BACKGROUND,)).fetchone()
        )
