"""The notes of papers that are merged, and the links in notes that led to one of them."""

from __future__ import annotations

from desktop_app.core import notes as core
from desktop_app.core import text
from desktop_app.core.notes import NoteId
from desktop_app.core.papers import PaperId
from desktop_app.store import notes
from desktop_app.store.library import Library


def move(library: Library, kept: PaperId, other: PaperId, title: str) -> str | None:
    """Put the other paper's note below that of the kept one, under a heading with its `title`.

    Gives the key of a note that is gone.
    """
    run = library.db.conn.execute
    row = run("SELECT id, key, text FROM note WHERE paper_id = ?", (other,)).fetchone()
    if row is None:
        return None
    note, key, theirs = row
    mine = notes.get(library, kept)
    if not mine:
        run("UPDATE note SET paper_id = ? WHERE id = ?", (kept, note))
        return None
    if mine.strip() != theirs.strip():
        notes.put(library, kept, core.joined(mine, title, theirs))
    notes.put(library, other, "")
    return str(key)


def relink(library: Library, title: str, key: str) -> None:
    """Let links by a title that nothing has any more lead to what has a key."""
    link = core.Link(title, title=title)
    if notes.resolve(library, link):
        return
    rows = library.db.conn.execute(
        "SELECT id FROM note WHERE id IN (SELECT note_id FROM note_link WHERE target = ?)",
        (f"title:{text.title_key(title)}",),
    ).fetchall()
    for (row,) in rows:
        note = notes.of_id(library, NoteId(row))
        anew = core.relinked(note.text, title, key)
        if note.paper is None:
            notes.edit(library, note.id, anew)
        else:
            notes.put(library, note.paper, anew)
