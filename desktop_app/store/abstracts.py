"""Abstracts and their revisions; highlights are placed anew when the text changes."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.core import anchoring, text
from desktop_app.core.anchoring import Place
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
        _place_highlights(library, before, after)
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


def _place_highlights(library: Library, before: Revision, after: Revision) -> None:
    run = library.db.conn.execute
    marks = run(
        "SELECT id, exact, prefix, suffix, start, end, anchor FROM highlight WHERE abstract_id = ?",
        (before.id,),
    ).fetchall()
    for mark, exact, prefix, suffix, start, end, was in marks:
        place = _place(Selector(exact, prefix, suffix, start, end), Anchor(was), before, after)
        run(
            "UPDATE highlight SET abstract_id = ?, anchor = ?, start = ?, end = ?, changed_at = ?"
            " WHERE id = ?",
            (
                after.id,
                place.anchor,
                start if place.start is None else place.start,
                end if place.end is None else place.end,
                library.now(),
                mark,
            ),
        )


def _place(marked: Selector, was: Anchor, before: Revision, after: Revision) -> Place:
    """Follow the passage as it last stood, else the quote as first marked."""
    first = anchoring.place(marked, after.text)
    if first.anchor is Anchor.ANCHORED or was in (Anchor.AMBIGUOUS, Anchor.ORPHANED):
        return first
    last = anchoring.place(select(before.text, marked.start, marked.end), after.text)
    if last.anchor is Anchor.ANCHORED and was is Anchor.MOVED:
        return Place(Anchor.MOVED, last.start, last.end)  # still to be accepted by the reader
    return last
