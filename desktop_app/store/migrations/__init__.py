"""The schema of ``library.db`` in numbered steps; a step that has shipped is never edited."""

from __future__ import annotations

import sqlite3

# The steps in their order. What they do is in `steps`, which an up-to-date library does without.
NAMES = ("0001_library", "0002_documents", "0003_day", "0004_records", "0005_saved")

# Tables whose changes are logged, for undo and for notices.
LOGGED_TABLES = (
    "source",
    "paper",
    "author",
    "contributor",
    "field",
    "alias",
    "version",
    "different",
    "known_record",
    "identifier",
    "link",
    "abstract",
    "highlight",
    "highlight_box",
    "document",
    "note",
    "note_link",
    "tag",
    "paper_tag",
    "collection",
    "paper_collection",
    "queue_entry",
    "plan_entry",
    "event",
    "reading_place",
    "reading_session",
    "document_place",
    "search_text",
    "scheduler",
    "card",
    "review",
    "less_like",
    "subscription",
    "saved_search",
)


def pending(conn: sqlite3.Connection) -> list[str]:
    """Name the steps that a library still needs."""
    applied = _applied(conn)
    return [name for name in NAMES if name not in applied]


def unknown(conn: sqlite3.Connection) -> list[str]:
    """Name the steps that a newer Carrel made."""
    return [name for name in _applied(conn) if name not in NAMES]


def _applied(conn: sqlite3.Connection) -> list[str]:
    found = conn.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'")
    if found.fetchone() is None:
        return []
    rows = conn.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = 'carrel' ORDER BY rowid"
    )
    return [name for (name,) in rows]
