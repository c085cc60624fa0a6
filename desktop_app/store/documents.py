"""Documents: which PDFs a paper has, which is the main one, and where each was left."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desktop_app.core import text
from desktop_app.core.documents import Document, DocumentId, Spot
from desktop_app.core.papers import PaperId
from desktop_app.store.library import Library

_COLUMNS = "id, paper_id, hash, name, bytes, pages, main, added_at"


def add(library: Library, paper: PaperId, digest: str, name: str, size: int) -> DocumentId:
    """Give a paper the document whose file is kept under `digest`, `size` bytes long.

    The first one of a paper is its main one; one that it has already stays as it is.
    """
    run = library.db.conn.execute
    known = run(
        "SELECT id FROM document WHERE paper_id = ? AND hash = ?", (paper, digest)
    ).fetchone()
    if known:
        return DocumentId(known[0])
    cursor = run(
        "INSERT INTO document (paper_id, hash, name, bytes, main, added_at) VALUES (?, ?, ?, ?,"
        " NOT EXISTS (SELECT 1 FROM document WHERE paper_id = ?), ?)",
        (paper, digest, text.clean_line(name) or digest[:8], size, paper, library.now()),
    )
    assert cursor.lastrowid is not None
    return DocumentId(cursor.lastrowid)


def of(library: Library, paper: PaperId) -> list[Document]:
    """List the documents of a paper, the main one first."""
    rows = library.db.conn.execute(
        f"SELECT {_COLUMNS} FROM document WHERE paper_id = ? ORDER BY main DESC, id", (paper,)
    )
    return [_document(row) for row in rows]


def get(library: Library, document: DocumentId) -> Document:
    """Give a document. Raises KeyError where there is none."""
    row = library.db.conn.execute(
        f"SELECT {_COLUMNS} FROM document WHERE id = ?", (document,)
    ).fetchone()
    if row is None:
        raise KeyError(document)
    return _document(row)


def owners(library: Library, digest: str) -> list[PaperId]:
    """List the papers, in the bin or not, that have the document with this hash."""
    rows = library.db.conn.execute(
        "SELECT paper_id FROM document WHERE hash = ? ORDER BY id", (digest,)
    )
    return [PaperId(row[0]) for row in rows]


def make_main(library: Library, document: DocumentId) -> None:
    """Make a document the main one of its paper."""
    library.db.conn.execute(
        "UPDATE document SET main = (id = :id) WHERE main <> (id = :id)"
        " AND paper_id = (SELECT paper_id FROM document WHERE id = :id)",
        {"id": document},
    )


def rename(library: Library, document: DocumentId, name: str) -> None:
    """Give a document another name. Raises ValueError for an empty one."""
    if not (name := text.clean_line(name)):
        raise ValueError("a document needs a name")
    library.db.conn.execute("UPDATE document SET name = ? WHERE id = ?", (name, document))


def set_pages(library: Library, document: DocumentId, pages: int) -> None:
    """Keep how many pages a document has, which shows once its file was looked into."""
    library.db.conn.execute(
        "UPDATE document SET pages = ? WHERE id = ? AND pages IS NOT ?", (pages, document, pages)
    )


def remove(library: Library, document: DocumentId) -> None:
    """Take a document with its highlights from its paper; the file stays until the bin is emptied.

    The oldest of the others becomes the main one.
    """
    run = library.db.conn.execute
    found = get(library, document)
    run(
        "DELETE FROM search_text WHERE kind = 'highlight' AND item_id IN"
        " (SELECT id FROM highlight WHERE document_id = ?)",
        (document,),
    )
    run("DELETE FROM document WHERE id = ?", (document,))
    rest = of(library, found.paper)
    if found.main and rest:
        make_main(library, rest[0].id)


def hashes(library: Library) -> set[str]:
    """Give the hashes of all documents, those of papers in the bin too."""
    return {row[0] for row in library.db.conn.execute("SELECT hash FROM document")}


# Recorded outside undo


def place(library: Library, document: DocumentId) -> tuple[Spot, float | None]:
    """Give where a document was left, and its scale: None for the width of the window."""
    row = library.db.conn.execute(
        "SELECT page, y, scale FROM document_place WHERE document_id = ?", (document,)
    ).fetchone()
    return (Spot(row[0], row[1]), row[2]) if row else (Spot(0), None)


def keep_place(library: Library, document: DocumentId, spot: Spot, scale: float | None) -> None:
    """Remember where a document is left; `scale` is 1 for 72 pixels an inch."""
    library.db.conn.execute(
        "INSERT INTO document_place (document_id, page, y, scale) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (document_id) DO UPDATE SET page = excluded.page, y = excluded.y,"
        " scale = excluded.scale WHERE (page, y, scale) IS NOT"
        " (excluded.page, excluded.y, excluded.scale)",
        (document, spot.page, round(spot.y, 4), scale),
    )


def stuck(library: Library, digest: str, engine: str) -> frozenset[int]:
    """Give the pages of a file whose drawing by this version of an engine ran out of time."""
    rows = library.db.conn.execute(
        "SELECT page FROM stuck_page WHERE hash = ? AND engine = ?", (digest, engine)
    )
    return frozenset(row[0] for row in rows)


def keep_stuck(library: Library, digest: str, page: int, engine: str) -> None:
    """Remember that the drawing of a page ran out of time."""
    library.db.conn.execute(
        "INSERT OR IGNORE INTO stuck_page (hash, page, engine) VALUES (?, ?, ?)",
        (digest, page, engine),
    )


def _document(row: tuple[Any, ...]) -> Document:
    ident, paper, digest, name, size, pages, main, added_at = row
    return Document(
        id=DocumentId(ident),
        paper=PaperId(paper),
        hash=digest,
        name=name,
        bytes=size,
        pages=pages,
        main=bool(main),
        added_at=datetime.fromisoformat(added_at),
    )
