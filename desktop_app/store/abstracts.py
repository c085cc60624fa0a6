"""Abstracts and their revisions; highlights are placed anew when the text changes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from desktop_app.core import text
from desktop_app.core.highlights import Anchor, Selector, select
from desktop_app.core.papers import PaperId
from desktop_app.store.library import Library


@dataclass(frozen=True, slots=True)
class Revision:
    """One wording of an abstract; `origin` is ``import`` or ``person``."""

    id: int
    text: str
    origin: str


def current(library: Library, paper: PaperId) -> Revision | None:
    """Give the abstract that counts: the newest by a person, else the newest by an import."""
    row = library.db.conn.execute(
        "SELECT id, text, origin FROM abstract WHERE paper_id = ?"
        " ORDER BY origin = 'person' DESC, id DESC LIMIT 1",
        (paper,),
    ).fetchone()
    return Revision(*row) if row else None


def revisions(library: Library, paper: PaperId) -> list[Revision]:
    """List the wordings of an abstract, the one that counts first."""
    rows = library.db.conn.execute(
        "SELECT id, text, origin FROM abstract WHERE paper_id = ?"
        " ORDER BY origin = 'person' DESC, id DESC",
        (paper,),
    )
    return [Revision(*row) for row in rows]


def add(library: Library, paper: PaperId, wording: str, origin: str) -> bool:
    """Add a revision and place the highlights anew; False where no wording of it is new."""
    wording = text.clean(wording).strip()
    before = current(library, paper)
    if before and before.text == wording:
        return False
    if origin == "import" and _known(library, paper, wording):
        return False
    add_first(library, paper, wording, origin)
    after = current(library, paper)
    if before and after and after.id != before.id:
        place_highlights(library, paper, after)
    return True


def add_first(library: Library, paper: PaperId, wording: str, origin: str) -> None:
    """Add a clean wording to a paper known to have no highlights."""
    library.db.conn.execute(
        "INSERT INTO abstract (paper_id, text, origin, added_at) VALUES (?, ?, ?, ?)",
        (paper, wording, origin, library.now()),
    )


def _known(library: Library, paper: PaperId, wording: str) -> bool:
    return bool(
        library.db.conn.execute(
            "SELECT 1 FROM abstract WHERE paper_id = ? AND text = ?", (paper, wording)
        ).fetchone()
    )


def _stood(at: Selector, wording: str) -> Selector:
    """Give the passage a highlight stands on; one brought in may never have had a place here."""
    return select(wording, at.start, at.end) if at.end <= len(wording) else at


def place_highlights(
    library: Library, paper: PaperId, after: Revision, among: Collection[int] | None = None
) -> None:
    """Place the highlights of a paper, or those `among` them, on the wording that counts now."""
    from desktop_app.core import anchoring  # with rapidfuzz, which is no part of a start

    run = library.db.conn.execute
    marks = run(
        "SELECT h.id, exact, prefix, suffix, start, end, anchor, kept, abstract_id, a.text"
        " FROM highlight h JOIN abstract a ON a.id = h.abstract_id WHERE h.paper_id = ?",
        (paper,),
    ).fetchall()
    for mark, exact, prefix, suffix, start, end, anchor, kept, revision, wording in marks:
        if among is not None and mark not in among:
            continue
        marked = Selector(exact, prefix, suffix, start, end)
        stood = _stood(marked, wording)
        place = anchoring.follow(marked, stood, Anchor(anchor), after.text)
        # One without a place keeps the revision it last had one in: its words may come back.
        at, words = (revision, start, end), stood.exact
        if place.start is not None:
            at, words = (after.id, place.start, place.end), after.text[place.start : place.end]
        as_it_was = place.anchor == anchor and words == stood.exact
        run(
            "UPDATE highlight SET abstract_id = ?, start = ?, end = ?, anchor = ?, kept = ?,"
            " changed_at = ? WHERE id = ?",
            (*at, place.anchor, kept and as_it_was, library.now(), mark),
        )
