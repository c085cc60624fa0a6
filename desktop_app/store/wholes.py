"""Papers and notes with all that belongs to them alone, given out and put back as they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from desktop_app.core.checks import Unfit
from desktop_app.core.highlights import Highlight
from desktop_app.core.papers import Paper, PaperId, as_draft
from desktop_app.core.whole import Held, Place, WholeNote, WholePaper, Wording
from desktop_app.store import abstracts, details, highlights, notes, organise, papers, rows
from desktop_app.store.abstracts import Revision
from desktop_app.store.library import Library


@contextmanager
def as_it_is(library: Library) -> Iterator[None]:
    """Read a library as it is now, whatever is written to it meanwhile."""
    library.db.conn.execute("BEGIN")
    try:
        library.db.conn.execute("SELECT 1 FROM meta").fetchone()  # from here on
        yield
    finally:
        library.db.conn.execute("COMMIT")


# Papers


def all_papers(library: Library) -> list[PaperId]:
    """List all papers, those in the bin too, in the order they came."""
    return [PaperId(row[0]) for row in library.db.conn.execute("SELECT id FROM paper ORDER BY id")]


def marked_papers(library: Library) -> list[PaperId]:
    """List the papers that have highlights, those in the bin too."""
    found = library.db.conn.execute("SELECT DISTINCT paper_id FROM highlight ORDER BY paper_id")
    return [PaperId(row[0]) for row in found]


def paper(library: Library, wanted: PaperId) -> tuple[Paper, WholePaper]:
    """Give a paper with all that belongs to it. Raises KeyError where there is none."""
    found = papers.get(library, wanted)
    row = library.db.conn.execute(
        "SELECT state, source_id, added_at, changed_at, binned_at,"
        " (SELECT work FROM version v WHERE v.paper_id = p.id),"
        " (SELECT added_at FROM less_like l WHERE l.paper_id = p.id)"
        " FROM paper p WHERE id = ?",
        (wanted,),
    ).fetchone()
    state, source, added_at, changed_at, binned_at, work, less_like = row
    whole = WholePaper(
        draft=as_draft(found),
        key=found.key,
        state=state,
        starred=found.starred,
        source=source,
        added_at=added_at,
        changed_at=changed_at,
        binned_at=binned_at,
        revisions=_revisions(library, wanted),
        collections=tuple(organise.collections_of(library, wanted)),
        documents=_documents(library, wanted),
        aliases=_strings(library, "SELECT key FROM alias WHERE paper_id = ? ORDER BY id", wanted),
        known=_strings(
            library, "SELECT digest FROM known_record WHERE paper_id = ? ORDER BY id", wanted
        ),
        work=work,
        different=_strings(
            library,
            "SELECT p.key FROM different d JOIN paper p ON p.id = d.other_id"
            " WHERE d.paper_id = ? ORDER BY d.id",
            wanted,
        ),
        less_like=less_like,
    )
    return found, whole


def put_paper(library: Library, whole: WholePaper) -> PaperId:
    """Put a paper back; `papers.index` makes it searchable, `say_different` comes later.

    Its draft must be clean; collections and source must be there. Raises Unfit.
    """
    try:
        with library.batch():
            return _put_paper(library, whole)
    except (sqlite3.IntegrityError, OverflowError) as e:
        raise rows.unfit(e) from e


def say_different(library: Library, key: str, other: str) -> None:
    """Put back that two papers are different works. Raises Unfit."""
    found = [_paper_of(library, name) for name in (key, other)]
    try:
        library.db.conn.execute(
            "INSERT INTO different (paper_id, other_id) VALUES (?, ?)", sorted(found)
        )
    except sqlite3.IntegrityError as e:
        raise rows.unfit(e) from e


def _put_paper(library: Library, whole: WholePaper) -> PaperId:
    draft = whole.draft
    values = {
        "key": whole.key,
        "citekey": draft.citekey,
        **papers.columns(draft),
        "state": whole.state,
        "starred": int(whole.starred),
        "source_id": whole.source,
        "added_at": whole.added_at,
        "changed_at": whole.changed_at,
        "binned_at": whole.binned_at,
    }
    run, many = library.db.conn.execute, library.db.conn.executemany
    marks = ", ".join("?" * len(values))
    cursor = run(f"INSERT INTO paper ({', '.join(values)}) VALUES ({marks})", [*values.values()])
    assert cursor.lastrowid is not None
    paper = PaperId(cursor.lastrowid)
    details.add(library, paper, draft)
    for tag in draft.tags:
        organise.tag(library, [paper], tag)
    many(
        "INSERT INTO abstract (paper_id, text, origin, added_at) VALUES (?, ?, ?, ?)",
        [(paper, w.text, w.origin, w.added_at) for w in whole.revisions],
    )
    many(
        "INSERT INTO paper_collection (paper_id, collection_id) VALUES (?, ?)",
        [(paper, collection) for collection in whole.collections],
    )
    many("INSERT INTO alias (key, paper_id) VALUES (?, ?)", [(k, paper) for k in whole.aliases])
    many(
        "INSERT INTO known_record (digest, paper_id) VALUES (?, ?)",
        [(digest, paper) for digest in whole.known],
    )
    if whole.work is not None:
        run("INSERT INTO version (paper_id, work) VALUES (?, ?)", (paper, whole.work))
    if whole.less_like is not None:
        run("INSERT INTO less_like (paper_id, added_at) VALUES (?, ?)", (paper, whole.less_like))
    for held in whole.documents:
        _put_document(library, paper, held)
    return paper


def _revisions(library: Library, paper: PaperId) -> tuple[Wording, ...]:
    found = library.db.conn.execute(
        "SELECT text, origin, added_at FROM abstract WHERE paper_id = ? ORDER BY id", (paper,)
    )
    return tuple(Wording(*row) for row in found)


def _documents(library: Library, paper: PaperId) -> tuple[Held, ...]:
    found = library.db.conn.execute(
        "SELECT hash, name, bytes, pages, main, added_at, page, y, scale FROM document d"
        " LEFT JOIN document_place p ON p.document_id = d.id WHERE paper_id = ? ORDER BY d.id",
        (paper,),
    )
    return tuple(
        Held(
            digest,
            name,
            size,
            pages,
            bool(main),
            at,
            Place(page, y, scale) if page is not None else None,
        )
        for digest, name, size, pages, main, at, page, y, scale in found
    )


def _put_document(library: Library, paper: PaperId, held: Held) -> None:
    cursor = library.db.conn.execute(
        "INSERT INTO document (paper_id, hash, name, bytes, pages, main, added_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (paper, held.hash, held.name, held.bytes, held.pages, int(held.main), held.added_at),
    )
    if held.place:
        library.db.conn.execute(
            "INSERT INTO document_place (document_id, page, y, scale) VALUES (?, ?, ?, ?)",
            (cursor.lastrowid, held.place.page, held.place.y, held.place.scale),
        )


# Notes


def all_notes(library: Library) -> Iterator[tuple[str, WholeNote]]:
    """Give all notes, deleted ones too, in the order they came, each after what it is called."""
    found = library.db.conn.execute(
        "SELECT coalesce(p.title, n.title), n.key, coalesce(p.key, ''), n.text, n.added_at,"
        " n.changed_at, n.binned_at FROM note n LEFT JOIN paper p ON p.id = n.paper_id"
        " ORDER BY n.id"
    )
    return ((name, WholeNote(*row)) for name, *row in found)


def put_note(library: Library, note: WholeNote) -> None:
    """Put a note back. Raises Unfit."""
    paper = _paper_of(library, note.paper) if note.paper else None
    try:
        with library.batch():
            notes.put_back(library, note, paper)
    except sqlite3.IntegrityError as e:
        raise rows.unfit(e) from e


# Highlights


def wordings(library: Library, paper: PaperId) -> dict[str, int]:
    """Say for each highlight of a paper's abstract, by key, in which revision it stands, from 1."""
    found = library.db.conn.execute(
        "SELECT h.key, (SELECT count(*) FROM abstract a WHERE a.paper_id = h.paper_id"
        " AND a.id <= h.abstract_id) FROM highlight h"
        " WHERE h.paper_id = ? AND h.abstract_id IS NOT NULL",
        (paper,),
    )
    return dict(found.fetchall())


def revisions(library: Library, paper: PaperId) -> list[Revision]:
    """List the wordings of an abstract, the oldest first."""
    return sorted(abstracts.revisions(library, paper), key=lambda revision: revision.id)


def put_highlight(
    library: Library, highlight: Highlight, changed_at: datetime, abstract: int | None
) -> None:
    """Put a highlight back. Raises Unfit."""
    try:
        with library.batch():
            highlights.put_back(library, highlight, changed_at, abstract)
    except sqlite3.IntegrityError as e:
        raise rows.unfit(e) from e


# Which library it is


def counts(library: Library) -> dict[str, int]:
    """Count what is given out here, what is in the bin too."""
    run = library.db.conn.execute
    tables = ("paper", "note", "highlight", "document")
    return {f"{t}s": run(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}


def some_keys(library: Library) -> list[str]:
    """Give keys of the oldest papers and notes, by which the library is known again."""
    found = library.db.conn.execute(
        "SELECT key FROM (SELECT key FROM paper ORDER BY id LIMIT 10)"
        " UNION ALL SELECT key FROM (SELECT key FROM note ORDER BY id LIMIT 10)"
    )
    return [row[0] for row in found]


def knows(library: Library, keys: Sequence[str]) -> bool:
    """Tell whether a library has, or had, something with one of some keys."""
    return any(library.is_taken(key) for key in keys)


def _strings(library: Library, sql: str, paper: PaperId) -> tuple[str, ...]:
    return tuple(row[0] for row in library.db.conn.execute(sql, (paper,)))


def _paper_of(library: Library, key: str) -> PaperId:
    row = library.db.conn.execute("SELECT id FROM paper WHERE key = ?", (key,)).fetchone()
    if row is None:
        raise Unfit(f"its paper {key} is not there")
    return PaperId(row[0])
