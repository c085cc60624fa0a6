"""Two libraries compared table by table, with what rows refer to in place of row ids."""

from __future__ import annotations

from typing import Any

from desktop_app.store.library import Library

# What no copy of a library has to have, and why.
WITHOUT = {
    "_sqlite_migrations": "says when this file was brought up to date",
    "sqlite_sequence": "counts row ids, which may differ",
    "sqlite_stat1": "SQLite's own",
    "search_fts": "the index of search_text, which is compared",
    "search_fts_config": "of search_fts",
    "search_fts_data": "of search_fts",
    "search_fts_docsize": "of search_fts",
    "search_fts_idx": "of search_fts",
}
WITHOUT_COLUMNS = {
    ("former_key", "paper_id"): "what a key led to is an alias since the fourth step",
}

_PAPER = "(SELECT key FROM paper r WHERE r.id = t.paper_id)"
_HIGHLIGHT = "(SELECT key FROM highlight r WHERE r.id = t.highlight_id)"
_SOURCE = "(SELECT json_array(name, kind, added_at, undone_at) FROM source r WHERE r.id = {})"
_PATH = (
    "(WITH RECURSIVE up (id, parent_id, path, depth) AS (SELECT id, parent_id, name || position,"
    " 0 FROM collection WHERE id = {} UNION ALL SELECT c.id, c.parent_id, c.name || c.position ||"
    " '/' || u.path, u.depth + 1 FROM collection c JOIN up u ON c.id = u.parent_id)"
    " SELECT path FROM up ORDER BY depth DESC LIMIT 1)"
)


def _nth(table: str, owner: str = "", row: str = "t.id") -> str:
    """Number a row among those of the same owner."""
    of_owner = f"o.{owner} IS t.{owner} AND" if owner else ""
    return f"(SELECT count(*) FROM {table} o WHERE {of_owner} o.id <= {row})"


def _of_paper(table: str) -> dict[str, str]:
    return {"id": _nth(table, "paper_id"), "paper_id": _PAPER}


# How columns are compared that hold row ids, or numbers that stand for something.
COLUMNS: dict[str, dict[str, str]] = {
    "source": {"id": _nth("source")},
    "paper": {"id": _nth("paper"), "source_id": _SOURCE.format("t.source_id")},
    "author": _of_paper("author"),
    "contributor": _of_paper("contributor"),
    "field": _of_paper("field"),
    "identifier": _of_paper("identifier"),
    "link": _of_paper("link"),
    "abstract": _of_paper("abstract"),
    "alias": _of_paper("alias"),
    "known_record": _of_paper("known_record"),
    "different": {
        "id": _nth("different", "paper_id"),
        "paper_id": _PAPER,
        "other_id": "(SELECT key FROM paper r WHERE r.id = t.other_id)",
    },
    "version": {
        "paper_id": _PAPER,
        "work": "(SELECT group_concat(key) FROM (SELECT p.key FROM version v JOIN paper p"
        " ON p.id = v.paper_id WHERE v.work = t.work ORDER BY p.key))",
    },
    "document": _of_paper("document"),
    "document_place": {
        "document_id": "(SELECT json_array(p.key, d.hash) FROM document d JOIN paper p"
        " ON p.id = d.paper_id WHERE d.id = t.document_id)"
    },
    "highlight": {
        "id": "0",
        "paper_id": _PAPER,
        "abstract_id": _nth("abstract", "paper_id", "t.abstract_id"),
        "document_id": "(SELECT hash FROM document r WHERE r.id = t.document_id)",
    },
    "highlight_box": {"id": _nth("highlight_box", "highlight_id"), "highlight_id": _HIGHLIGHT},
    "note": {"id": "0", "paper_id": _PAPER},
    "note_link": {
        "id": _nth("note_link", "note_id"),
        "note_id": "(SELECT key FROM note r WHERE r.id = t.note_id)",
    },
    "tag": {"id": _nth("tag")},
    "paper_tag": {
        **_of_paper("paper_tag"),
        "tag_id": "(SELECT name FROM tag r WHERE r.id = t.tag_id)",
    },
    "collection": {
        "id": _nth("collection", "parent_id"),
        "parent_id": _PATH.format("t.parent_id"),
    },
    "paper_collection": {
        **_of_paper("paper_collection"),
        "collection_id": _PATH.format("t.collection_id"),
    },
    "queue_entry": {"paper_id": _PAPER},
    "plan_entry": {"id": _nth("plan_entry"), "paper_id": _PAPER},
    "event": {
        "id": _nth("event"),
        # A paper deleted for good by the first event that tells of it.
        "paper_id": f"coalesce({_PAPER}, (SELECT count(*) FROM event o WHERE o.id <= (SELECT"
        " min(id) FROM event g WHERE g.paper_id = t.paper_id)) * (t.paper_id IS NOT NULL))",
        "cancels": _nth("event", row="t.cancels"),
    },
    "reading_place": {"paper_id": _PAPER},
    "reading_session": {"id": _nth("reading_session"), "paper_id": _PAPER},
    "search_text": {
        "id": "0",
        "paper_id": _PAPER,
        "item_id": "CASE t.kind WHEN 'paper' THEN (SELECT key FROM paper r WHERE r.id = t.item_id)"
        " WHEN 'note' THEN (SELECT key FROM note r WHERE r.id = t.item_id)"
        " ELSE (SELECT key FROM highlight r WHERE r.id = t.item_id) END",
    },
    "scheduler": {"id": _nth("scheduler")},
    "card": {"id": _nth("card"), "paper_id": _PAPER, "highlight_id": _HIGHLIGHT},
    "review": {
        "id": _nth("review"),
        "card_id": "(SELECT key FROM card r WHERE r.id = t.card_id)",
        "scheduler_id": "(SELECT json_array(version, parameters) FROM scheduler r"
        " WHERE r.id = t.scheduler_id)",
    },
    "less_like": {"paper_id": _PAPER},
    "subscription": {"id": _nth("subscription")},
    "saved_search": {"id": _nth("saved_search")},
}
# How often a library was changed is its own affair.
_WHERE = {"meta": "WHERE t.key NOT IN ('revision', 'records')"}


def tables(library: Library) -> dict[str, list[str]]:
    """List all tables and their columns, but for what is left out."""
    found = library.db.conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    named = [row[0] for row in found if row[0] not in WITHOUT]
    columns = {
        name: [row[1] for row in library.db.conn.execute(f"PRAGMA table_info({name})")]
        for name in named
    }
    return {
        name: [column for column in held if (name, column) not in WITHOUT_COLUMNS]
        for name, held in columns.items()
    }


def dump(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows of all tables in an order that row ids have no part in."""
    return {
        name: sorted(_rows(library, name, columns), key=repr)
        for name, columns in tables(library).items()
    }


def _rows(library: Library, table: str, columns: list[str]) -> list[tuple[Any, ...]]:
    special = COLUMNS.get(table, {})
    wanted = ", ".join(special.get(column, f"t.{column}") for column in columns)
    sql = f"SELECT {wanted} FROM {table} t {_WHERE.get(table, '')}"
    return [tuple(row) for row in library.db.conn.execute(sql)]
