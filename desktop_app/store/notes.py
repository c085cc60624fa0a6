"""Notes: Markdown text of a paper."""

from __future__ import annotations

from desktop_app.core import text
from desktop_app.core.papers import PaperId
from desktop_app.store import reading, search
from desktop_app.store.library import Library


def get(library: Library, paper: PaperId) -> str:
    """Give the note of a paper; empty where there is none."""
    row = library.db.conn.execute("SELECT text FROM note WHERE paper_id = ?", (paper,)).fetchone()
    return row[0] if row else ""


def put(library: Library, paper: PaperId, markdown: str) -> None:
    """Make `markdown` the note of a paper; an empty one takes the note away.

    The first words of a note begin an unread paper.
    """
    run = library.db.conn.execute
    markdown = text.clean(markdown)
    row = run("SELECT id, text FROM note WHERE paper_id = ?", (paper,)).fetchone()
    stamp = library.now()
    if not markdown.strip():
        if row:
            search.remove(library, "note", row[0])
            run("DELETE FROM note WHERE id = ?", (row[0],))
        return
    if row is None:
        cursor = run(
            "INSERT INTO note (key, paper_id, text, added_at, changed_at) VALUES (?, ?, ?, ?, ?)",
            (library.key(), paper, markdown, stamp, stamp),
        )
        assert cursor.lastrowid is not None
        note = cursor.lastrowid
        reading.begin(library, paper)
    elif row[1] != markdown:
        note = row[0]
        run("UPDATE note SET text = ?, changed_at = ? WHERE id = ?", (markdown, stamp, note))
    else:
        return
    search.put(library, paper, "note", note, body=markdown)
