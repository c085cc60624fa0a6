"""What a person said of who is whom: papers that are different works, records that are known."""

from __future__ import annotations

from desktop_app.core import text
from desktop_app.core.papers import Draft, PaperId
from desktop_app.store import papers
from desktop_app.store.library import Library


def say_different(library: Library, a: PaperId, b: PaperId) -> None:
    """Note that two papers are different works, whatever their records say."""
    if a != b:
        library.db.conn.execute(
            "INSERT INTO different (paper_id, other_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (min(a, b), max(a, b)),
        )


def are_different(library: Library, a: PaperId, b: PaperId) -> bool:
    """Tell whether a person said that two papers are different works."""
    row = library.db.conn.execute(
        "SELECT 1 FROM different WHERE paper_id = ? AND other_id = ?", (min(a, b), max(a, b))
    ).fetchone()
    return row is not None


def all_different(library: Library) -> set[tuple[PaperId, PaperId]]:
    """Give all pairs that a person said are different works, the smaller number first."""
    rows = library.db.conn.execute("SELECT paper_id, other_id FROM different")
    return {(PaperId(a), PaperId(b)) for a, b in rows}


def remember(library: Library, draft: Draft, paper: PaperId) -> None:
    """Note that a record is about a paper, whatever it says of itself."""
    _remember(library, _digest(papers.clean(draft)), paper)


def remember_identifier(library: Library, scheme: str, value: str, paper: PaperId) -> None:
    """Note that what has a DOI or arXiv identifier is about a paper that has another, or none."""
    _remember(library, text.digest(scheme, value), paper)


def remembered(library: Library, draft: Draft) -> PaperId | None:
    """Give the paper that a record is known to be about."""
    if not library.db.conn.execute("SELECT 1 FROM known_record LIMIT 1").fetchone():
        return None
    draft = papers.clean(draft)
    named = (("doi", draft.doi), ("arxiv", draft.arxiv))
    digests = [_digest(draft), *(text.digest(s, value) for s, value in named if value)]
    marks = ", ".join("?" * len(digests))
    found = dict(
        library.db.conn.execute(
            f"SELECT digest, paper_id FROM known_record WHERE digest IN ({marks})", digests
        ).fetchall()
    )
    return next((PaperId(found[digest]) for digest in digests if digest in found), None)


def _remember(library: Library, digest: str, paper: PaperId) -> None:
    library.db.conn.execute(
        "INSERT INTO known_record (digest, paper_id) VALUES (?, ?)"
        " ON CONFLICT (digest) DO UPDATE SET paper_id = excluded.paper_id"
        " WHERE paper_id <> excluded.paper_id",
        (digest, paper),
    )


def _digest(draft: Draft) -> str:
    """Give what a record is known by: all that says which work it is about."""
    authors = "\x1e".join(text.fold(f"{a.family}, {a.given}") for a in draft.authors)
    said = (str(draft.year or ""), draft.doi or "", draft.arxiv or "")
    return text.digest(text.title_key(draft.title), authors, *said)
