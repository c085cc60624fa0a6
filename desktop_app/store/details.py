"""What a record says of a paper beside its abstract: names, identifiers, links, fields."""

from __future__ import annotations

from desktop_app.core.papers import (
    Author,
    Contributor,
    Draft,
    Field,
    Link,
    LinkKind,
    PaperId,
)
from desktop_app.store.library import Library


def add(library: Library, paper: PaperId, draft: Draft) -> None:
    """Give a new paper the details of a clean draft."""
    _add_authors(library, paper, draft.authors)
    if draft.contributors:
        _add_contributors(library, paper, draft.contributors)
    if draft.links:
        _add_links(library, paper, draft.links)
    _add_fields(library, paper, draft.fields)
    for scheme, value in _identifiers(draft):
        if value is not None:
            _set_identifier(library, paper, scheme, value)


def change(library: Library, paper: PaperId, draft: Draft) -> None:
    """Make the details of a paper those of a clean draft; what is the same is not touched."""
    if authors(library, paper) != draft.authors:
        _clear(library, "author", paper)
        _add_authors(library, paper, draft.authors)
    if contributors(library, paper) != draft.contributors:
        _clear(library, "contributor", paper)
        _add_contributors(library, paper, draft.contributors)
    if links(library, paper) != draft.links:
        _clear(library, "link", paper)
        _add_links(library, paper, draft.links)
    if fields(library, paper) != draft.fields:
        _clear(library, "field", paper)
        _add_fields(library, paper, draft.fields)
    for scheme, value in _identifiers(draft):
        _set_identifier(library, paper, scheme, value)


def authors(library: Library, paper: PaperId) -> tuple[Author, ...]:
    """Give the authors of a paper in their order."""
    rows = library.db.conn.execute(
        "SELECT family, given, suffix FROM author WHERE paper_id = ? ORDER BY position", (paper,)
    )
    return tuple(Author(*row) for row in rows)


def contributors(library: Library, paper: PaperId) -> tuple[Contributor, ...]:
    """Give those who had another part in a paper, in their order."""
    rows = library.db.conn.execute(
        "SELECT role, family, given, suffix FROM contributor WHERE paper_id = ? ORDER BY position",
        (paper,),
    )
    return tuple(Contributor(role, Author(*name)) for role, *name in rows)


def links(library: Library, paper: PaperId) -> tuple[Link, ...]:
    """Give the web addresses of a paper in their order."""
    rows = library.db.conn.execute(
        "SELECT url, kind FROM link WHERE paper_id = ? ORDER BY id", (paper,)
    )
    return tuple(Link(url, LinkKind(kind)) for url, kind in rows)


def fields(library: Library, paper: PaperId) -> tuple[Field, ...]:
    """Give what else is said of a paper, in the order it was stored."""
    rows = library.db.conn.execute(
        "SELECT name, value FROM field WHERE paper_id = ? ORDER BY id", (paper,)
    )
    return tuple(Field(*row) for row in rows)


def identifiers(library: Library, paper: PaperId) -> dict[str, str]:
    """Give the identifiers of a paper by their schemes, ``doi`` and ``arxiv``."""
    rows = library.db.conn.execute(
        "SELECT scheme, value FROM identifier WHERE paper_id = ?", (paper,)
    )
    return dict(rows.fetchall())


def _identifiers(draft: Draft) -> tuple[tuple[str, str | None], ...]:
    return (("doi", draft.doi), ("arxiv", draft.arxiv))


def _clear(library: Library, table: str, paper: PaperId) -> None:
    library.db.conn.execute(f"DELETE FROM {table} WHERE paper_id = ?", (paper,))


def _add_authors(library: Library, paper: PaperId, names: tuple[Author, ...]) -> None:
    library.db.conn.executemany(
        "INSERT INTO author (paper_id, position, family, given, suffix) VALUES (?, ?, ?, ?, ?)",
        [(paper, i, a.family, a.given, a.suffix) for i, a in enumerate(names)],
    )


def _add_contributors(library: Library, paper: PaperId, people: tuple[Contributor, ...]) -> None:
    library.db.conn.executemany(
        "INSERT INTO contributor (paper_id, position, role, family, given, suffix)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (paper, i, c.role, c.name.family, c.name.given, c.name.suffix)
            for i, c in enumerate(people)
        ],
    )


def _add_links(library: Library, paper: PaperId, addresses: tuple[Link, ...]) -> None:
    library.db.conn.executemany(
        "INSERT OR IGNORE INTO link (paper_id, url, kind) VALUES (?, ?, ?)",
        [(paper, link.url, link.kind) for link in addresses],
    )


def _add_fields(library: Library, paper: PaperId, said: tuple[Field, ...]) -> None:
    library.db.conn.executemany(
        "INSERT INTO field (paper_id, name, value) VALUES (?, ?, ?)",
        [(paper, field.name, field.value) for field in said],
    )


def _set_identifier(library: Library, paper: PaperId, scheme: str, value: str | None) -> None:
    run = library.db.conn.execute
    if value is None:
        run("DELETE FROM identifier WHERE paper_id = ? AND scheme = ?", (paper, scheme))
        return
    run(
        "INSERT INTO identifier (paper_id, scheme, value) VALUES (?, ?, ?)"
        " ON CONFLICT (paper_id, scheme) DO UPDATE SET value = excluded.value"
        " WHERE value <> excluded.value",
        (paper, scheme, value),
    )
