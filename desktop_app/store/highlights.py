"""Highlights of abstracts and the comments on them."""

from __future__ import annotations

from datetime import datetime

from desktop_app.core import highlights as core
from desktop_app.core import text
from desktop_app.core.highlights import Anchor, Highlight, HighlightId, Selector
from desktop_app.core.papers import PaperId
from desktop_app.store import abstracts, reading, search
from desktop_app.store.library import Library

_COLUMNS = "id, key, paper_id, colour, exact, prefix, suffix, start, end, anchor, comment, added_at"


def add(library: Library, paper: PaperId, start: int, end: int, colour: int) -> HighlightId:
    """Highlight ``abstract[start:end]`` of a paper, in code points; an unread one is then begun.

    Raises ValueError where the passage is empty or the paper has no abstract.
    """
    revision = abstracts.current(library, paper)
    if revision is None:
        raise ValueError("there is no abstract to highlight")
    at = core.select(revision.text, start, end)
    stamp = library.now()
    cursor = library.db.conn.execute(
        "INSERT INTO highlight (key, paper_id, abstract_id, colour, exact, prefix, suffix, start,"
        " end, added_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            library.key(),
            paper,
            revision.id,
            colour,
            at.exact,
            at.prefix,
            at.suffix,
            at.start,
            at.end,
            stamp,
            stamp,
        ),
    )
    assert cursor.lastrowid is not None
    highlight = HighlightId(cursor.lastrowid)
    _reindex(library, highlight)
    reading.begin(library, paper)
    return highlight


def of(library: Library, paper: PaperId) -> list[Highlight]:
    """List the highlights of a paper in the order of its text."""
    rows = library.db.conn.execute(
        f"SELECT {_COLUMNS} FROM highlight WHERE paper_id = ? ORDER BY start, end, id", (paper,)
    )
    return [_highlight(row) for row in rows]


def get(library: Library, highlight: HighlightId) -> Highlight:
    """Give a highlight. Raises KeyError where there is none."""
    row = library.db.conn.execute(
        f"SELECT {_COLUMNS} FROM highlight WHERE id = ?", (highlight,)
    ).fetchone()
    if row is None:
        raise KeyError(highlight)
    return _highlight(row)


def recolour(library: Library, highlight: HighlightId, colour: int) -> None:
    """Give a highlight another of the five colours."""
    library.db.conn.execute(
        "UPDATE highlight SET colour = ?, changed_at = ? WHERE id = ? AND colour <> ?",
        (colour, library.now(), highlight, colour),
    )


def comment(library: Library, highlight: HighlightId, words: str) -> None:
    """Set the comment on a highlight; empty takes it away."""
    library.db.conn.execute(
        "UPDATE highlight SET comment = ?, changed_at = ? WHERE id = ? AND comment <> ?",
        (words := text.clean(words).strip(), library.now(), highlight, words),
    )
    _reindex(library, highlight)


def accept(library: Library, highlight: HighlightId) -> None:
    """Confirm that a moved highlight stands where it should; one in another state stays."""
    library.db.conn.execute(
        "UPDATE highlight SET anchor = 'anchored', changed_at = ? WHERE id = ?"
        " AND anchor = 'moved'",
        (library.now(), highlight),
    )


def remove(library: Library, highlight: HighlightId) -> None:
    """Delete a highlight with its comment."""
    search.remove(library, "highlight", highlight)
    library.db.conn.execute("DELETE FROM highlight WHERE id = ?", (highlight,))


def _reindex(library: Library, highlight: HighlightId) -> None:
    found = get(library, highlight)
    search.put(
        library,
        found.paper,
        "highlight",
        highlight,
        title=found.selector.exact,
        body=found.comment,
    )


def _highlight(row: tuple[int, str, int, int, str, str, str, int, int, str, str, str]) -> Highlight:
    ident, key, paper, colour, exact, prefix, suffix, start, end, anchor, comment, added_at = row
    return Highlight(
        id=HighlightId(ident),
        key=key,
        paper=PaperId(paper),
        colour=colour,
        selector=Selector(exact, prefix, suffix, start, end),
        anchor=Anchor(anchor),
        comment=comment,
        created_at=datetime.fromisoformat(added_at),
    )
