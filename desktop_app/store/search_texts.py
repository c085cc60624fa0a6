"""The index of texts: what is searched of papers, notes and highlights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop_app.core import text
from desktop_app.core.papers import PaperId
from desktop_app.store.library import Library


class Text(NamedTuple):
    """What is searched of a paper, or of an item that belongs to it."""

    paper: PaperId | None  # None for a note of its own
    kind: str
    item: int
    title: str = ""
    names: str = ""
    body: str = ""


def put(
    library: Library,
    paper: PaperId | None,
    kind: str,
    item: int,
    *,
    title: str = "",
    names: str = "",
    body: str = "",
) -> None:
    """Index a text of a paper, or a note of its own, in place of what it was before."""
    put_all(library, [Text(paper, kind, item, title, names, body)])


def put_all(library: Library, texts: Sequence[Text]) -> None:
    """Index texts in place of what was indexed of the same items; at most a few hundred.

    One statement, because each statement that writes makes FTS5 flush what it gathered.
    """
    if not texts:
        return
    rows = ((t.paper, t.kind, t.item, *map(text.search_form, t[3:])) for t in texts)
    library.db.conn.execute(
        "INSERT INTO search_text (paper_id, kind, item_id, title, names, body)"
        f" VALUES {', '.join(['(?, ?, ?, ?, ?, ?)'] * len(texts))}"
        " ON CONFLICT (kind, item_id) DO UPDATE SET"
        " title = excluded.title, names = excluded.names, body = excluded.body"
        " WHERE (title, names, body) IS NOT (excluded.title, excluded.names, excluded.body)",
        [value for row in rows for value in row],
    )


def remove(library: Library, kind: str, item: int) -> None:
    """Take an item's text from the index."""
    library.db.conn.execute("DELETE FROM search_text WHERE kind = ? AND item_id = ?", (kind, item))
