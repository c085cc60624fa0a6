"""Queries of the search box that are kept under a name, in an order the reader gave them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NewType

from desktop_app.core import query as queries
from desktop_app.core import text
from desktop_app.core.query import Node, Query, Term
from desktop_app.store import search
from desktop_app.store.library import Library

SavedSearchId = NewType("SavedSearchId", int)

LONGEST_NAME = 200  # characters
NO_NAME = "A saved search needs a name."
LONG_NAME = "The name of a saved search has at most 200 characters. Choose a shorter one."
NO_QUERY = "There is nothing to save: search for something first."
TAKEN = "There is a saved search “{name}” already. Choose another name."


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name; `sort` is one of `search.find`, or empty for the usual order."""

    id: SavedSearchId
    name: str
    query: str
    sort: str = ""


def add(library: Library, name: str, query: str, sort: str = "") -> SavedSearchId:
    """Save a search, last among the others.

    Raises ValueError with a sentence for a wrong name, or where nothing is searched for.
    """
    cursor = library.db.conn.execute(
        "INSERT INTO saved_search (name, query, sort, position)"
        " SELECT ?, ?, ?, coalesce(max(position), 0) + 1 FROM saved_search",
        (_free_name(library, name), _query(query), sort),
    )
    assert cursor.lastrowid is not None
    return SavedSearchId(cursor.lastrowid)


def rename(library: Library, saved: SavedSearchId, name: str) -> None:
    """Rename a saved search. Raises ValueError with a sentence for a wrong name."""
    library.db.conn.execute(
        "UPDATE saved_search SET name = ? WHERE id = ?",
        (_free_name(library, name, but=saved), saved),
    )


def change(library: Library, saved: SavedSearchId, query: str, sort: str = "") -> None:
    """Let a saved search find something else. Raises ValueError where that is nothing."""
    library.db.conn.execute(
        "UPDATE saved_search SET query = ?, sort = ? WHERE id = ?", (_query(query), sort, saved)
    )


def move(library: Library, saved: SavedSearchId, to: int) -> None:
    """Put a saved search at a place among the others, counted from 0; past the end is last."""
    order = [held.id for held in all_of(library) if held.id != saved]
    order.insert(max(0, to), saved)
    library.db.conn.executemany(
        "UPDATE saved_search SET position = ?1 WHERE id = ?2 AND position <> ?1",
        list(enumerate(order, 1)),
    )


def remove(library: Library, saved: SavedSearchId) -> None:
    """Delete a saved search; what it finds stays."""
    library.db.conn.execute("DELETE FROM saved_search WHERE id = ?", (saved,))


def all_of(library: Library) -> list[SavedSearch]:
    """List the saved searches in their order."""
    rows = library.db.conn.execute(
        "SELECT id, name, query, sort FROM saved_search ORDER BY position, id"
    )
    return [SavedSearch(*row) for row in rows]


def named(library: Library, name: str) -> SavedSearch | None:
    """Give the saved search of a name, whatever its case."""
    wanted = text.clean_line(name).casefold()
    return next((held for held in all_of(library) if held.name.casefold() == wanted), None)


def of_query(library: Library, query: Query) -> SavedSearch | None:
    """Give the first saved search that asks for the same as a query, in whatever order."""
    wanted = meaning(query)
    held = all_of(library)
    return next((one for one in held if meaning(queries.parse(one.query)) == wanted), None)


def free_name(library: Library, wanted: str) -> str:
    """Give a name that no saved search has: the one wanted, or that with a number."""
    base = text.clean_line(wanted)[: LONGEST_NAME - 8].strip()
    taken = {held.name.casefold() for held in all_of(library)}
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base} {number}"
    return name


def meaning(query: Query) -> frozenset[Node]:
    """Give what a query asks for, in whatever order, its last word ended or not."""
    return frozenset(replace(p, prefix=False) if isinstance(p, Term) else p for p in query.parts)


def count(library: Library, query: str, most: int) -> int:
    """Count the papers a query finds, but no further than `most`."""
    return len(search.papers(library, queries.parse(query), limit=most))


def _free_name(library: Library, name: str, but: SavedSearchId | None = None) -> str:
    name = text.clean_line(name)
    if not name:
        raise ValueError(NO_NAME)
    if len(name) > LONGEST_NAME:
        raise ValueError(LONG_NAME)
    held = named(library, name)
    if held is not None and held.id != but:
        raise ValueError(TAKEN.format(name=name))
    return name


def _query(query: str) -> str:
    parsed = queries.parse(query)
    if not meaning(parsed):
        raise ValueError(NO_QUERY)
    return str(parsed)
