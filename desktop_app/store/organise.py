"""Tags and collections."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NewType

from desktop_app.core import text
from desktop_app.core.papers import PaperId
from desktop_app.store.library import Library

TagId = NewType("TagId", int)
CollectionId = NewType("CollectionId", int)

COLOUR_SLOTS = 9
_SLICE = 500  # papers looked at before it is seen that they have nothing in common


@dataclass(frozen=True, slots=True)
class Tag:
    """A label with a colour slot, 1 to 9, and how many papers bear it."""

    id: TagId
    name: str
    colour: int
    papers: int = 0


@dataclass(frozen=True, slots=True)
class Collection:
    """A node of the hand-made tree and how many papers are in it itself."""

    id: CollectionId
    parent: CollectionId | None
    name: str
    papers: int = 0


def tags(library: Library, *, counted: bool = True) -> list[Tag]:
    """List all tags by name, with their counts of papers outside the bin where these are wanted."""
    rows = library.db.conn.execute("SELECT id, name, colour FROM tag ORDER BY name COLLATE NOCASE")
    counts = _counts(library, "paper_tag", "tag_id") if counted else {}
    return [Tag(id_, name, colour, counts.get(id_, 0)) for id_, name, colour in rows]


def tag_names(library: Library) -> list[str]:
    """List the names of all tags, without the cost of counting their papers."""
    rows = library.db.conn.execute("SELECT name FROM tag ORDER BY name COLLATE NOCASE")
    return [row[0] for row in rows]


def tags_of(library: Library, paper: PaperId) -> list[Tag]:
    """List the tags of a paper in the order they were given."""
    rows = library.db.conn.execute(
        "SELECT t.id, t.name, t.colour FROM paper_tag pt JOIN tag t ON t.id = pt.tag_id"
        " WHERE pt.paper_id = ? ORDER BY pt.id",
        (paper,),
    )
    return [Tag(*row) for row in rows]


def tags_of_all(library: Library, papers: Sequence[PaperId]) -> set[TagId]:
    """Give the tags that each of some papers bears."""
    return set(map(TagId, _in_common(library, papers, "paper_tag", "tag_id")))


def tag(library: Library, papers: Iterable[PaperId], name: str) -> TagId:
    """Give papers a tag, made where there is none of that name. Raises ValueError for no name."""
    found = _tag_named(library, name)
    library.db.conn.executemany(
        "INSERT OR IGNORE INTO paper_tag (paper_id, tag_id) VALUES (?, ?)",
        [(paper, found) for paper in papers],
    )
    return found


def untag(library: Library, papers: Iterable[PaperId], tag: TagId) -> None:
    """Take a tag from papers."""
    library.db.conn.executemany(
        "DELETE FROM paper_tag WHERE paper_id = ? AND tag_id = ?", [(p, tag) for p in papers]
    )


def rename_tag(library: Library, tag: TagId, name: str) -> None:
    """Rename a tag; under a name that another tag has, the two become one."""
    name = _name(name)
    run = library.db.conn.execute
    other = run("SELECT id FROM tag WHERE name = ? AND id <> ?", (name, tag)).fetchone()
    if other:
        run(
            "INSERT OR IGNORE INTO paper_tag (paper_id, tag_id)"
            " SELECT paper_id, ? FROM paper_tag WHERE tag_id = ? ORDER BY id",
            (other[0], tag),
        )
        remove_tag(library, tag)
    else:
        run("UPDATE tag SET name = ? WHERE id = ?", (name, tag))


def recolour_tag(library: Library, tag: TagId, colour: int) -> None:
    """Give a tag another colour slot, 1 to 9."""
    library.db.conn.execute("UPDATE tag SET colour = ? WHERE id = ?", (colour, tag))


def remove_tag(library: Library, tag: TagId) -> None:
    """Delete a tag; its papers stay."""
    library.db.conn.execute("DELETE FROM tag WHERE id = ?", (tag,))


def collections(library: Library, *, counted: bool = True) -> list[Collection]:
    """List all collections, each parent before its children, siblings by their position.

    Their papers are not counted where that would be for nothing.
    """
    rows = library.db.conn.execute(
        "SELECT id, parent_id, name FROM collection ORDER BY position, id"
    )
    counts = _counts(library, "paper_collection", "collection_id") if counted else {}
    children: dict[int | None, list[Collection]] = {}
    for id_, parent, name in rows:
        node = Collection(id_, parent, name, counts.get(id_, 0))
        children.setdefault(parent, []).append(node)
    ordered: list[Collection] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        node = waiting.pop()
        ordered.append(node)
        waiting.extend(reversed(children.get(node.id, [])))
    return ordered


def add_collection(library: Library, name: str, parent: CollectionId | None = None) -> CollectionId:
    """Make a collection, last among its siblings. Raises ValueError for no name."""
    cursor = library.db.conn.execute(
        "INSERT INTO collection (parent_id, name, position) SELECT ?, ?,"
        " coalesce(max(position), 0) + 1 FROM collection WHERE parent_id IS ?",
        (parent, _name(name), parent),
    )
    assert cursor.lastrowid is not None
    return CollectionId(cursor.lastrowid)


def collection_at(library: Library, path: Sequence[str]) -> CollectionId:
    """Give the collection at a path from the root; what is not there is made.

    Raises ValueError for an empty path or a part without a name.
    """
    found: CollectionId | None = None
    for name in map(_name, path):
        row = library.db.conn.execute(
            "SELECT id FROM collection WHERE parent_id IS ? AND name = ? ORDER BY id", (found, name)
        ).fetchone()
        found = CollectionId(row[0]) if row else add_collection(library, name, found)
    if found is None:
        raise ValueError("a path has parts")
    return found


def rename_collection(library: Library, collection: CollectionId, name: str) -> None:
    """Rename a collection. Raises ValueError for no name."""
    library.db.conn.execute(
        "UPDATE collection SET name = ? WHERE id = ?", (_name(name), collection)
    )


def remove_collection(library: Library, collection: CollectionId) -> None:
    """Delete a collection and those below it; the papers stay."""
    library.db.conn.execute("DELETE FROM collection WHERE id = ?", (collection,))


def collect(library: Library, papers: Iterable[PaperId], collection: CollectionId) -> None:
    """Put papers into a collection."""
    library.db.conn.executemany(
        "INSERT OR IGNORE INTO paper_collection (paper_id, collection_id) VALUES (?, ?)",
        [(paper, collection) for paper in papers],
    )


def uncollect(library: Library, papers: Iterable[PaperId], collection: CollectionId) -> None:
    """Take papers out of a collection."""
    library.db.conn.executemany(
        "DELETE FROM paper_collection WHERE paper_id = ? AND collection_id = ?",
        [(paper, collection) for paper in papers],
    )


def collections_of(library: Library, paper: PaperId) -> list[CollectionId]:
    """List the collections a paper is in."""
    rows = library.db.conn.execute(
        "SELECT collection_id FROM paper_collection WHERE paper_id = ? ORDER BY id", (paper,)
    )
    return [CollectionId(row[0]) for row in rows]


def collections_of_all(library: Library, papers: Sequence[PaperId]) -> set[CollectionId]:
    """Give the collections that each of some papers is in."""
    found = _in_common(library, papers, "paper_collection", "collection_id")
    return set(map(CollectionId, found))


def _counts(library: Library, table: str, column: str) -> dict[int, int]:
    """Count the papers outside the bin by what they bear or are in: all, less those in the bin.

    To look at each paper would take ten times as long.
    """
    run = library.db.conn.execute
    counts = dict(run(f"SELECT {column}, count(*) FROM {table} GROUP BY {column}").fetchall())
    binned = run(
        f"SELECT b.{column}, count(*) FROM paper p CROSS JOIN {table} b ON b.paper_id = p.id"
        f" WHERE p.binned_at IS NOT NULL GROUP BY b.{column}"
    )
    for key, count in binned:
        counts[key] -= count
    return counts


def _in_common(library: Library, papers: Sequence[PaperId], table: str, column: str) -> set[int]:
    common: set[int] | None = None
    for first in range(0, len(papers), _SLICE):
        some = papers[first : first + _SLICE]
        rows = library.db.conn.execute(
            f"SELECT {column} FROM {table} WHERE paper_id IN (SELECT value FROM json_each(?))"
            f" GROUP BY {column} HAVING count(*) = ?",
            (json.dumps(some), len(some)),
        )
        found = {row[0] for row in rows}
        common = found if common is None else common & found
        if not common:
            break
    return common or set()


def _tag_named(library: Library, name: str) -> TagId:
    run = library.db.conn.execute
    name = _name(name)
    row = run("SELECT id FROM tag WHERE name = ?", (name,)).fetchone()
    if row:
        return TagId(row[0])
    # The slot used least, so that neighbours in the sidebar differ.
    used = dict(run("SELECT colour, count(*) FROM tag GROUP BY colour").fetchall())
    colour = min(range(1, COLOUR_SLOTS + 1), key=lambda slot: (used.get(slot, 0), slot))
    cursor = run("INSERT INTO tag (name, colour) VALUES (?, ?)", (name, colour))
    assert cursor.lastrowid is not None
    return TagId(cursor.lastrowid)


def _name(name: str) -> str:
    name = text.clean_line(name)
    if not name:
        raise ValueError("a name is needed")
    return name
