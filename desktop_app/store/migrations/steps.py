"""Applying the steps of the schema; the only importer of sqlite_utils."""

from __future__ import annotations

import sqlite3
import sys

# sqlite-utils imports NumPy where there is one, to store its number types, which nothing here
# does. That would cost a quarter of a second, so it is told that there is none.
if "numpy" not in sys.modules:
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import sqlite_utils.db  # noqa: F401
    finally:
        del sys.modules["numpy"]

from sqlite_utils import Database, Migrations

from desktop_app.store.migrations import (
    NAMES,
    day_0003,
    documents_0002,
    library_0001,
    records_0004,
    saved_0005,
)

steps = Migrations("carrel")


def apply(conn: sqlite3.Connection) -> None:
    """Apply what is pending, each step and the record of it as one."""
    steps.apply(Database(conn, execute_plugins=False))


def _library(db: Database) -> None:
    """Lay out papers, texts, marks, queue and search."""
    _run(db, library_0001.SQL)


def _documents(db: Database) -> None:
    """Make room for documents, marks in them, and notes of their own."""
    _run(db, documents_0002.SQL)


def _day(db: Database) -> None:
    """Make room for reviews, subscriptions and what planning a day remembers."""
    _run(db, day_0003.SQL)


def _records(db: Database) -> None:
    """Make room for whole records of works, and give every paper its citation key."""
    _run(db, records_0004.SQL)
    records_0004.give_citekeys(db)


def _saved(db: Database) -> None:
    """Make room for saved searches."""
    _run(db, saved_0005.SQL)


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


for _name, _step in zip(NAMES, (_library, _documents, _day, _records, _saved), strict=True):
    steps(name=_name)(_step)
