"""Notes: Markdown text of a paper or of its own, and where its ``[[links]]`` lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from desktop_app.core import notes as core
from desktop_app.core import query, text
from desktop_app.core.highlights import HighlightId
from desktop_app.core.notes import Backlink, Destination, Link, Note, NoteId, Row, Suggestion
from desktop_app.core.papers import PaperId
from desktop_app.core.whole import WholeNote
from desktop_app.store import reading, search_texts
from desktop_app.store.library import Library

_COLUMNS = "id, key, paper_id, title, text, added_at, changed_at, binned_at IS NOT NULL"
_HEAD = 2000  # code points of a note, more than its title and first line take up
_LAST = "\U0010ffff"  # after every title that begins alike
_LEAST = 2  # letters that are looked for within titles and among names
_ALWAYS = "1 = 1"  # a bare 1 would name the first column to ORDER BY


# The note of a paper


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
    if not markdown.strip():
        if row:
            search_texts.remove(library, "note", row[0])
            run("DELETE FROM note WHERE id = ?", (row[0],))
        return
    if row is None:
        _insert(library, paper, markdown)
        reading.begin(library, paper)
    elif row[1] != markdown:
        _update(library, NoteId(row[0]), paper, markdown)


# Notes of their own


def add(library: Library, markdown: str) -> NoteId:
    """Add a note of its own."""
    return _insert(library, None, text.clean(markdown))


def edit(library: Library, note: NoteId, markdown: str) -> None:
    """Make `markdown` the text of a note of its own, whose title follows it."""
    markdown = text.clean(markdown)
    if of_id(library, note).text != markdown:
        _update(library, note, None, markdown)


def remove(library: Library, notes: Iterable[NoteId]) -> None:
    """Delete notes of their own, in such a way that they can be brought back."""
    stamp = library.now()
    for note in notes:
        library.db.conn.execute(
            "UPDATE note SET binned_at = ? WHERE id = ? AND paper_id IS NULL AND binned_at IS NULL",
            (stamp, note),
        )


def restore(library: Library, notes: Iterable[NoteId]) -> None:
    """Bring deleted notes back."""
    for note in notes:
        library.db.conn.execute(
            "UPDATE note SET binned_at = NULL WHERE id = ? AND binned_at IS NOT NULL", (note,)
        )


def delete_binned(library: Library) -> None:
    """Delete the deleted notes for good, their keys never to be used again; for a batch alone."""
    run = library.db.conn.execute
    run(
        "INSERT OR IGNORE INTO former_key (key, paper_id)"
        " SELECT key, NULL FROM note WHERE binned_at IS NOT NULL"
    )
    run(
        "DELETE FROM search_text WHERE kind = 'note'"
        " AND item_id IN (SELECT id FROM note WHERE binned_at IS NOT NULL)"
    )
    run("DELETE FROM note WHERE binned_at IS NOT NULL")


def all_own(library: Library) -> list[Note]:
    """List the notes of their own that are not deleted, last changed first."""
    return _notes(library, "paper_id IS NULL AND binned_at IS NULL ORDER BY changed_at DESC, id")


def count(library: Library, *, binned: bool = False) -> int:
    """Count the notes of their own, or those deleted."""
    row = library.db.conn.execute(
        f"SELECT count(*) FROM note WHERE paper_id IS NULL AND {_binned(binned)}"
    ).fetchone()
    return int(row[0])


def rows(
    library: Library,
    words: str = "",
    *,
    binned: bool = False,
    by_title: bool = False,
    limit: int = -1,
) -> list[Row]:
    """List notes of their own that hold all of some words, or words that hold them.

    Those that have words of their titles begin so come first, `by_title` they alone; then those
    last changed.
    """
    wanted = query.tokens(words)
    numbers = range(1, len(wanted) + 1)
    titled = " AND ".join(f"instr(' ' || s.title, ' ' || ?{n}) > 0" for n in numbers) or _ALWAYS
    inside = (
        " AND ".join(f"(instr(s.title, ?{n}) OR instr(s.body, ?{n}))" for n in numbers) or _ALWAYS
    )
    found = library.db.conn.execute(
        f"SELECT n.id, n.key, n.title, substr(n.text, 1, {_HEAD}), n.changed_at FROM note n"
        " JOIN search_text s ON s.kind = 'note' AND s.item_id = n.id"
        f" WHERE n.paper_id IS NULL AND n.{_binned(binned)}"
        f" AND {titled if by_title else inside}"
        f" ORDER BY ({titled}) DESC, n.changed_at DESC, n.id LIMIT {limit}",
        wanted,
    )
    return [
        Row(NoteId(id_), key, title, core.first_line(head), datetime.fromisoformat(changed))
        for id_, key, title, head, changed in found
    ]


# Any note


def of_id(library: Library, note: NoteId) -> Note:
    """Give a note. Raises KeyError where there is none."""
    found = _notes(library, "id = ?", note)
    if not found:
        raise KeyError(note)
    return found[0]


def of_key(library: Library, key: str) -> Note | None:
    """Give the note that has a key, deleted or not."""
    return next(iter(_notes(library, "key = ?", key)), None)


def _notes(library: Library, condition: str, *values: object) -> list[Note]:
    found = library.db.conn.execute(f"SELECT {_COLUMNS} FROM note WHERE {condition}", values)
    return [_note(row) for row in found]


def _note(row: tuple[Any, ...]) -> Note:
    id_, key, paper, title, markdown, added, changed, binned = row
    return Note(
        NoteId(id_),
        key,
        paper,
        title if paper is None else core.title(markdown),
        markdown,
        datetime.fromisoformat(added),
        datetime.fromisoformat(changed),
        bool(binned),
    )


def _binned(binned: bool) -> str:
    return f"binned_at IS {'NOT ' if binned else ''}NULL"


def _insert(library: Library, paper: PaperId | None, markdown: str) -> NoteId:
    stamp = library.now()
    title = core.title(markdown) if paper is None else ""
    cursor = library.db.conn.execute(
        "INSERT INTO note (key, paper_id, title, text, added_at, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (library.key(), paper, title, markdown, stamp, stamp),
    )
    assert cursor.lastrowid is not None
    note = NoteId(cursor.lastrowid)
    _derive(library, note, paper, title, markdown)
    return note


def put_back(library: Library, note: WholeNote, paper: PaperId | None) -> None:
    """Add a note of another library just as it is there; its key must be free."""
    title = core.title(note.text) if paper is None else ""
    cursor = library.db.conn.execute(
        "INSERT INTO note (key, paper_id, title, text, added_at, changed_at, binned_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (note.key, paper, title, note.text, note.added_at, note.changed_at, note.binned_at),
    )
    assert cursor.lastrowid is not None
    _derive(library, NoteId(cursor.lastrowid), paper, title, note.text)


def _update(library: Library, note: NoteId, paper: PaperId | None, markdown: str) -> None:
    title = core.title(markdown) if paper is None else ""
    library.db.conn.execute(
        "UPDATE note SET title = ?, text = ?, changed_at = ? WHERE id = ?",
        (title, markdown, library.now(), note),
    )
    _derive(library, note, paper, title, markdown)


def _derive(
    library: Library, note: NoteId, paper: PaperId | None, title: str, markdown: str
) -> None:
    """Bring what is looked up of a note up to date: its words and its links."""
    search_texts.put(library, paper, "note", note, title=title, body=markdown)
    run = library.db.conn.execute
    wanted = dict.fromkeys(target for link in core.links(markdown) for target in link.targets)
    present = {
        target: id_
        for id_, target in run("SELECT id, target FROM note_link WHERE note_id = ?", (note,))
    }
    for target in present.keys() - wanted.keys():
        run("DELETE FROM note_link WHERE id = ?", (present[target],))
    for target in wanted:
        if target not in present:
            run("INSERT INTO note_link (note_id, target) VALUES (?, ?)", (note, target))


# Links


def resolve(library: Library, link: Link) -> list[Destination]:
    """Give what a link may mean: nothing, one thing, or several that share a title."""
    if link.key:
        found = _of_keys(library, link)
        return [found] if found else _titled(library, link.key)
    return _titled(library, link.title)


def _of_keys(library: Library, link: Link) -> Destination | None:
    run = library.db.conn.execute
    for key in (link.highlight, link.key):
        row = run("SELECT paper_id, id FROM highlight WHERE key = ?", (key,)).fetchone()
        if row:
            return Destination(PaperId(row[0]), highlight=HighlightId(row[1]))
    row = run(
        "SELECT id FROM paper WHERE key = ?1 UNION ALL SELECT paper_id FROM alias WHERE key = ?1",
        (link.key,),
    ).fetchone()
    if row:
        return Destination(PaperId(row[0]))
    note = of_key(library, link.key)
    if note is None:
        return None
    return Destination(note=note.id) if note.paper is None else Destination(note.paper, noted=True)


def _titled(library: Library, title: str) -> list[Destination]:
    run = library.db.conn.execute
    folded = text.title_key(title)
    papers = run("SELECT id FROM paper WHERE title_key = ? AND binned_at IS NULL", (folded,))
    found = [Destination(PaperId(row[0])) for row in papers]
    own = run("SELECT id, title FROM note WHERE paper_id IS NULL AND binned_at IS NULL")
    return found + [Destination(note=NoteId(n)) for n, t in own if text.title_key(t) == folded]


def links_to_paper(library: Library, paper: PaperId) -> list[Backlink]:
    """List the notes that lead to a paper, its highlights or its note, last changed first."""
    run = library.db.conn.execute
    row = run("SELECT key, title FROM paper WHERE id = ?", (paper,)).fetchone()
    if row is None:
        return []
    keys = run(
        "SELECT key FROM alias WHERE paper_id = ?1 UNION ALL"
        " SELECT key FROM highlight WHERE paper_id = ?1 UNION ALL"
        " SELECT key FROM note WHERE paper_id = ?1",
        (paper,),
    )
    targets = _targets(library, row[0], row[1]) | {f"key:{key}" for (key,) in keys}
    return _backlinks(library, targets, "n.paper_id IS NOT ?", paper)


def links_to_note(library: Library, note: NoteId) -> list[Backlink]:
    """List the notes that lead to a note of its own, last changed first."""
    found = of_id(library, note)
    return _backlinks(library, _targets(library, found.key, found.title), "n.id <> ?", note)


def _targets(library: Library, key: str, title: str) -> set[str]:
    """Give the forms under which something is linked to; its title only where no other has it."""
    if len(_titled(library, title)) > 1:
        return {f"key:{key}"}
    folded = text.title_key(title)  # of one word, it may stand where a key does
    return {f"key:{key}", f"title:{folded}", f"key:{folded}"}


def _backlinks(
    library: Library, targets: set[str], others: str, this: PaperId | NoteId
) -> list[Backlink]:
    found = library.db.conn.execute(
        "SELECT n.id, n.paper_id, coalesce(p.title, n.title), n.text FROM note n"
        " LEFT JOIN paper p ON p.id = n.paper_id WHERE n.id IN (SELECT note_id FROM note_link"
        f" WHERE target IN ({', '.join('?' * len(targets))}))"
        f" AND {others} AND n.binned_at IS NULL AND p.binned_at IS NULL"
        " ORDER BY n.changed_at DESC, n.id",
        (*targets, this),
    )
    return [
        Backlink(NoteId(note), paper, title, core.around(markdown, link))
        for note, paper, title, markdown in found
        for link in [x for x in core.links(markdown) if not targets.isdisjoint(x.targets)][:1]
    ]


def find(library: Library, words: str, *, limit: int = 20) -> list[Suggestion]:
    """Find what a link may lead to by the beginnings of words of its title or its authors.

    Notes come first, then papers whose titles begin so, then the others, last added first;
    without words what is newest.
    """
    own = rows(library, words, by_title=True, limit=limit // 4)
    found = [Suggestion(row.key, row.title) for row in own]
    for source, values in _papers_like(words):
        papers = library.db.conn.execute(
            f"SELECT p.key, p.title, p.byline, p.year FROM {source} LIMIT ?", (*values, limit)
        )
        for key, title, byline, year in papers:
            detail = " · ".join(filter(None, [byline, str(year or "")]))
            found.append(Suggestion(key, title, detail, of_paper=True))
    return list({one.key: one for one in found}.values())[:limit]


def _papers_like(words: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give where papers that words may mean are found, the nearest first: SQL and its values."""
    if not words.strip():
        yield "paper p WHERE p.binned_at IS NULL ORDER BY p.added_at DESC, p.id", ()
        return
    begun = text.title_key(words)
    yield (
        "paper p WHERE p.title_key BETWEEN ? AND ? AND p.binned_at IS NULL ORDER BY p.title_key",
        (begun, begun + _LAST),
    )
    wanted = query.tokens(words)
    if max(map(len, wanted), default=0) >= _LEAST:
        yield (
            "search_fts JOIN search_text t ON t.id = search_fts.rowid"
            " JOIN paper p ON p.id = t.paper_id WHERE search_fts MATCH ? AND t.kind = 'paper'"
            " AND p.binned_at IS NULL ORDER BY search_fts.rowid DESC",
            (f"{{title names}} : ({' AND '.join(f'{chr(34)}{w}{chr(34)} *' for w in wanted)})",),
        )
