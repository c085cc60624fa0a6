"""The schema of ``library.db`` in numbered steps; a step that has shipped is never edited."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from desktop_app.store.migrations import day_0003, documents_0002, library_0001, records_0004

steps = Migrations("carrel")

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
)


@steps(name="0001_library")
def library(db: Database) -> None:
    """Lay out papers, texts, marks, queue and search."""
    _run(db, library_0001.SQL)


@steps(name="0002_documents")
def documents(db: Database) -> None:
    """Make room for documents, marks in them, and notes of their own."""
    _run(db, documents_0002.SQL)


@steps(name="0003_day")
def day(db: Database) -> None:
    """Make room for reviews, subscriptions and what planning a day remembers."""
    _run(db, day_0003.SQL)


@steps(name="0004_records")
def records(db: Database) -> None:
    """Make room for whole records of works, and give every paper its citation key."""
    _run(db, records_0004.SQL)
    records_0004.give_citekeys(db)


def _run(db: Database, sql: str) -> None:
    """Run a script whose statements begin and end with a line, inside the open transaction.

    sqlite3's own executescript commits first; sqlite_utils' looks for the ends letter by letter,
    which takes five times as long as all the statements.
    """
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
    assert not statement.strip(), statement
