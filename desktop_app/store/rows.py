"""Rows of a library as plain values that name papers, highlights and cards by their keys.

What belongs to one paper or note alone is in `wholes`. Numbers of sources, collections,
schedulers and events are row ids: rows are put back into a library that held nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from desktop_app.core import checks
from desktop_app.core.checks import Check, Unfit
from desktop_app.store.library import Library

# Kept of what the library notes about itself: the last place given in the queue, and what
# memories were computed by. How often it was changed is its own affair.
META = ("place", "scheduler")


class Column(NamedTuple):
    """How a column is called outside, checked as it comes in, and read where not as it is.

    A value that is the default is not written; where `needed` there is none. `refers` gives the
    row id of what a value names.
    """

    name: str
    column: str
    check: Check
    default: Any = None
    needed: bool = True
    out: str = ""
    refers: str = ""

    @property
    def source(self) -> str:
        """The SQL that reads it, from table ``t``."""
        return self.out or f"t.{self.column}"


@dataclass(frozen=True)
class Shape:
    """The rows of one table, called `name` outside."""

    name: str
    table: str
    columns: tuple[Column, ...]
    joins: str = ""
    order: str = "t.id"


def _own(name: str, check: Check, column: str = "") -> Column:
    return Column(name, column or name, check)


def _may(name: str, check: Check, column: str = "", default: Any = None) -> Column:
    return Column(name, column or name, check, default, needed=False)


def _keyed(table: str) -> Column:
    return Column(
        table,
        f"{table}_id",
        checks.key,
        out=f"(SELECT r.key FROM {table} r WHERE r.id = t.{table}_id)",
        refers=f"SELECT id FROM {table} WHERE key = ?",
    )


def _paper_or_gone(value: Any) -> Any:
    if type(value) is int and -checks.MOST <= value < 0:
        return value
    try:
        return checks.key(value)
    except Unfit:
        raise Unfit("the key of a paper, or a number below 0 for one deleted since") from None


_NUMBER = _own("id", checks.count)
_ADDED = _own("added", checks.moment, "added_at")
_PAPER = _keyed("paper")
_DEPTH = (
    " JOIN (WITH RECURSIVE below (id, depth) AS (SELECT id, 0 FROM collection"
    " WHERE parent_id IS NULL UNION ALL SELECT c.id, b.depth + 1 FROM collection c"
    " JOIN below b ON c.parent_id = b.id) SELECT id, depth FROM below) d ON d.id = t.id"
)
# Papers deleted for good stay apart from each other in the log, by numbers no paper ever has.
_GONE = (
    " LEFT JOIN paper p ON p.id = t.paper_id LEFT JOIN (SELECT e.paper_id,"
    " -row_number() OVER (ORDER BY min(e.id)) AS number FROM event e WHERE NOT EXISTS"
    " (SELECT 1 FROM paper q WHERE q.id = e.paper_id) AND e.paper_id IS NOT NULL"
    " GROUP BY e.paper_id) g ON g.paper_id = t.paper_id"
)

SOURCES = Shape(
    "sources",
    "source",
    (
        _NUMBER,
        _may("name", checks.words, default=""),
        _own("kind", checks.words),
        _ADDED,
        _may("undone", checks.moment, "undone_at"),
    ),
)
TAGS = Shape("tags", "tag", (_own("name", checks.some_words), _own("colour", checks.whole)))
COLLECTIONS = Shape(
    "collections",
    "collection",
    (
        _NUMBER,
        _may("parent", checks.count, "parent_id"),
        _own("name", checks.some_words),
        _own("position", checks.whole),
    ),
    _DEPTH,
    "d.depth, t.id",
)
SUBSCRIPTIONS = Shape(
    "subscriptions",
    "subscription",
    (
        _own("name", checks.some_words),
        _own("kind", checks.words),
        _own("words", checks.some_words),
        _ADDED,
    ),
)
SAVED_SEARCHES = Shape(
    "saved_searches",
    "saved_search",
    (
        _own("name", checks.some_words),
        _own("query", checks.some_words),
        _may("sort", checks.words, default=""),
        _own("position", checks.whole),
    ),
)
FORMER_KEYS = Shape("former_keys", "former_key", (_own("key", checks.some_words),), order="t.key")
META_VALUES = Shape(
    "kept",
    "meta",
    (_own("name", checks.one_of(*META), "key"), _own("value", checks.words)),
    f" JOIN (VALUES {', '.join(f'({name!r})' for name in META)}) m ON m.column1 = t.key",
    "t.key",
)
QUEUE = Shape(
    "queue",
    "queue_entry",
    (
        _PAPER,
        _may("priority", checks.whole, default=0),
        _own("position", checks.whole),
        _own("added", checks.day, "added_on"),
        _may("due", checks.day, "due_day"),
        _may("due_reason", checks.words, default=""),
        _may("snoozed_until", checks.day),
        _may("spread_to", checks.day),
        _may("origin", checks.json_text, default=""),
    ),
    order="t.position, t.paper_id",
)
PLANS = Shape(
    "plans",
    "plan_entry",
    (
        _own("day", checks.day),
        _PAPER,
        _own("position", checks.whole),
        _own("reason", checks.words),
        _may("since", checks.day),
        _may("outcome", checks.words),
        _may("outcome_at", checks.moment),
        _may("origin", checks.json_text, default=""),
        _may("place", checks.whole),
    ),
)
PLACES = Shape(
    "places",
    "reading_place",
    (_PAPER, _own("tab", checks.words), _own("offset", checks.whole)),
    order="t.paper_id",
)
SESSIONS = Shape(
    "sessions",
    "reading_session",
    (
        _PAPER,
        _own("day", checks.day),
        _own("began", checks.moment, "began_at"),
        _own("seconds", checks.whole),
    ),
)
STUCK_PAGES = Shape(
    "stuck_pages",
    "stuck_page",
    (
        _own("sha256", checks.sha256, "hash"),
        _own("page", checks.count),
        _own("engine", checks.words),
    ),
    order="t.hash, t.page, t.engine",
)
EVENTS = Shape(
    "events",
    "event",
    (
        _NUMBER,
        _own("at", checks.moment),
        _may("day", checks.day, default=""),
        _own("kind", checks.words),
        Column(
            "paper",
            "paper_id",
            _paper_or_gone,
            needed=False,
            out="coalesce(p.key, g.number)",
            refers="SELECT id FROM paper WHERE key = ?1 UNION ALL SELECT ?1 WHERE typeof(?1)"
            " = 'integer'",
        ),
        _may("detail", checks.json_text, default=""),
        _may("cancels", checks.count),
    ),
    _GONE,
)
SCHEDULERS = Shape(
    "schedulers",
    "scheduler",
    (_NUMBER, _own("version", checks.words), _own("parameters", checks.json_text)),
)
CARDS = Shape(
    "cards",
    "card",
    (
        _own("key", checks.key),
        _PAPER,
        _keyed("highlight"),
        _own("kind", checks.words),
        _own("state", checks.words),
        _may("step", checks.count),
        _may("stability", checks.number),
        _may("difficulty", checks.number),
        _own("due", checks.moment, "due_at"),
        _may("reviewed", checks.moment, "reviewed_at"),
        _may("buried_until", checks.day),
        _may("suspended", checks.whole, default=0),
        _ADDED,
    ),
)
REVIEWS = Shape(
    "reviews",
    "review",
    (
        _keyed("card"),
        _own("rating", checks.whole),
        _own("at", checks.moment),
        _own("day", checks.day),
        _may("milliseconds", checks.count),
        _own("scheduler", checks.count, "scheduler_id"),
    ),
)


def read(library: Library, shape: Shape) -> Iterator[dict[str, Any]]:
    """Give the rows of a shape in their order, one by one."""
    sources = ", ".join(column.source for column in shape.columns)
    rows = library.db.conn.execute(
        f"SELECT {sources} FROM {shape.table} t{shape.joins} ORDER BY {shape.order}"
    )
    for row in rows:
        pairs = zip(shape.columns, row, strict=True)
        yield {c.name: value for c, value in pairs if c.needed or value != c.default}


def count(library: Library, shape: Shape) -> int:
    """Count the rows of a shape."""
    row = library.db.conn.execute(f"SELECT count(*) FROM {shape.table} t{shape.joins}").fetchone()
    return int(row[0])


def put(library: Library, shape: Shape, item: Mapping[str, Any]) -> None:
    """Add a row that was read from a file, after checking it. Raises Unfit."""
    values = [_value(library, column, item) for column in shape.columns]
    try:
        library.db.conn.execute(_insert(shape), values)
    except sqlite3.IntegrityError as e:
        raise unfit(e) from e


def unknown(shape: Shape, item: Mapping[str, Any]) -> list[str]:
    """List the members of an item that mean nothing here."""
    return sorted(item.keys() - {column.name for column in shape.columns})


def settle(library: Library) -> None:
    """Let places in the queue go on after the highest there is, whatever the file said."""
    library.db.conn.execute(
        "UPDATE meta SET value = CAST(max(CAST(value AS INTEGER),"
        " (SELECT coalesce(max(position), 0) FROM queue_entry)) AS TEXT) WHERE key = 'place'"
    )


def unfit(error: sqlite3.IntegrityError | OverflowError) -> Unfit:
    """Say for a person what does not fit."""
    if isinstance(error, OverflowError):
        return Unfit("a number of it is too large")
    said = str(error)
    if error.sqlite_errorname in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"):
        return Unfit("there is one like it already")
    if error.sqlite_errorname == "SQLITE_CONSTRAINT_FOREIGNKEY":
        return Unfit("what it belongs to is not there")
    return Unfit(f"a value of it cannot be ({said.rpartition(': ')[2]})")


@cache
def _insert(shape: Shape) -> str:
    columns = ", ".join(column.column for column in shape.columns)
    marks = ", ".join("?" * len(shape.columns))
    return (
        f"INSERT OR REPLACE INTO {shape.table} ({columns}) VALUES ({marks})"
        if (shape is META_VALUES)
        else f"INSERT INTO {shape.table} ({columns}) VALUES ({marks})"
    )


def _value(library: Library, column: Column, item: Mapping[str, Any]) -> Any:
    value = checks.member(item, column.name, column.check, column.default, needed=column.needed)
    if value is None or not column.refers:
        return value
    row = library.db.conn.execute(column.refers, (value,)).fetchone()
    if row is None:
        raise Unfit(f"its {column.name} {value} is not there")
    return row[0]
