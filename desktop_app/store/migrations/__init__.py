"""The schema of ``library.db`` in numbered steps; a step that has shipped is never edited."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from desktop_app.store.migrations import day_0003, documents_0002, library_0001

steps = Migrations("carrel")

# Tables whose changes are logged, for undo and for notices.
LOGGED_TABLES = (
    "source",
    "paper",
    "author",
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
    db.executescript(library_0001.SQL)


@steps(name="0002_documents")
def documents(db: Database) -> None:
    """Make room for documents, marks in them, and notes of their own."""
    db.executescript(documents_0002.SQL)


@steps(name="0003_day")
def day(db: Database) -> None:
    """Make room for reviews, subscriptions and what planning a day remembers."""
    db.executescript(day_0003.SQL)
