"""What was marked in papers that are merged: abstracts, documents, highlights, review cards."""

from __future__ import annotations

from typing import Any

from desktop_app.core.cards import CardId
from desktop_app.core.documents import Document
from desktop_app.core.highlights import HighlightId
from desktop_app.core.papers import PaperId
from desktop_app.store import abstracts, cards, citekeys, documents, highlights, review
from desktop_app.store.abstracts import Revision
from desktop_app.store.library import Library

# Where a highlight is and how it looks: two that agree in all of this are one.
_PLACES = (
    "SELECT id, coalesce(abstract_id, 0), coalesce(document_id, 0), style, colour, exact, page,"
    " start, end, (SELECT group_concat(page || ' ' || x0 || ' ' || y0 || ' ' || x1 || ' ' || y1)"
    " FROM highlight_box b WHERE b.highlight_id = h.id) FROM highlight h WHERE paper_id = ?"
    " ORDER BY id"
)


def move(library: Library, kept: PaperId, other: PaperId) -> None:
    """Give the kept paper all that was marked in the other, placed on its own texts."""
    run = library.db.conn.execute
    own, theirs = _marks(library, kept), _marks(library, other)
    for document in documents.of(library, other):
        _move_document(library, kept, document)
    before = abstracts.current(library, kept)
    _move_abstracts(library, kept, other)
    run("UPDATE highlight SET paper_id = ? WHERE paper_id = ?", (kept, other))
    run("UPDATE card SET paper_id = ? WHERE paper_id = ?", (kept, other))
    _settle(library, kept, before, theirs)
    places = _places(library, kept)
    present = {places[mark]: mark for mark in reversed(own)}
    for mark in theirs:
        if (twin := present.get(places[mark])) is not None:
            _join(library, twin, mark)


def _marks(library: Library, paper: PaperId) -> list[HighlightId]:
    rows = library.db.conn.execute("SELECT id FROM highlight WHERE paper_id = ?", (paper,))
    return [HighlightId(row[0]) for row in rows]


def _places(library: Library, paper: PaperId) -> dict[HighlightId, tuple[Any, ...]]:
    rows = library.db.conn.execute(_PLACES, (paper,))
    return {HighlightId(row[0]): tuple(row[1:]) for row in rows}


# Documents


def _move_document(library: Library, kept: PaperId, document: Document) -> None:
    """Give the kept paper a document; of one that it has already only what was marked in it."""
    run = library.db.conn.execute
    held = documents.of(library, kept)
    twin = next((one for one in held if one.hash == document.hash), None)
    if twin is None:
        run(
            "UPDATE document SET paper_id = ?, main = ? WHERE id = ?",
            (kept, int(document.main and not held), document.id),
        )
        return
    run("UPDATE highlight SET document_id = ? WHERE document_id = ?", (twin.id, document.id))
    run(
        "UPDATE OR IGNORE document_place SET document_id = ? WHERE document_id = ?",
        (twin.id, document.id),
    )
    if twin.pages is None and document.pages is not None:
        documents.set_pages(library, twin.id, document.pages)
    run("DELETE FROM document WHERE id = ?", (document.id,))


# Abstracts


def _move_abstracts(library: Library, kept: PaperId, other: PaperId) -> None:
    """Make the other's wordings revisions of the kept paper's abstract, none of them twice."""
    run = library.db.conn.execute
    present = {(r.text, r.origin): r.id for r in abstracts.revisions(library, kept)}
    for revision in reversed(abstracts.revisions(library, other)):
        twin = present.get((revision.text, revision.origin))
        if twin is None:
            run("UPDATE abstract SET paper_id = ? WHERE id = ?", (kept, revision.id))
            present[revision.text, revision.origin] = revision.id
            continue
        run("UPDATE highlight SET abstract_id = ? WHERE abstract_id = ?", (twin, revision.id))
        run("DELETE FROM abstract WHERE id = ?", (revision.id,))


def _settle(
    library: Library, kept: PaperId, before: Revision | None, theirs: list[HighlightId]
) -> None:
    """Let the wording that counted before the merge count, and place the highlights on it.

    Where there was none it is the other's, on which those of both are placed.
    """
    had = before.text if before else ""
    wanted = had or next((r.text for r in abstracts.revisions(library, kept) if r.text), "")
    after = abstracts.current(library, kept)
    if after and after.text != wanted:
        abstracts.add_first(library, kept, wanted, after.origin)
        after = abstracts.current(library, kept)
    if after is None:
        return
    # On the same words nothing moves.
    library.db.conn.execute(
        "UPDATE highlight SET abstract_id = ?1 WHERE abstract_id IN"
        " (SELECT id FROM abstract WHERE paper_id = ?2 AND text = ?3 AND id <> ?1)",
        (after.id, kept, after.text),
    )
    elsewhere = library.db.conn.execute(
        "SELECT id FROM highlight WHERE paper_id = ? AND abstract_id <> ?", (kept, after.id)
    )
    lost = {HighlightId(row[0]) for row in elsewhere}
    abstracts.place_highlights(library, kept, after, lost.intersection(theirs) if had else lost)


# Highlights that are one, and their cards


def _join(library: Library, mark: HighlightId, gone: HighlightId) -> None:
    """Make one highlight of two at the same place, with the words and the cards of both."""
    mine, theirs = highlights.get(library, mark), highlights.get(library, gone)
    comments = dict.fromkeys(filter(None, (mine.comment, theirs.comment)))
    highlights.comment(library, mark, "\n\n".join(comments))
    if not mine.taken_from and theirs.taken_from:
        library.db.conn.execute(
            "UPDATE highlight SET taken_from = ? WHERE id = ?", (theirs.taken_from, mark)
        )
    held = cards.of_highlight(library, mark)
    for kind, card in cards.of_highlight(library, gone).items():
        if kind in held:
            _join_cards(library, mine.paper, held[kind], card)
        else:
            _hang(library, card, mark)
    # A card that stays where two were one may still hang on the highlight that goes.
    for card in cards.of_highlight(library, gone).values():
        _hang(library, card, mark)
    highlights.remove(library, gone)
    citekeys.lead(library, theirs.key, mine.paper)


def _hang(library: Library, card: CardId, mark: HighlightId) -> None:
    library.db.conn.execute("UPDATE card SET highlight_id = ? WHERE id = ?", (mark, card))


def _join_cards(library: Library, paper: PaperId, mine: CardId, theirs: CardId) -> None:
    """Keep of two cards that ask the same the one reviewed more often, with the reviews of both."""
    run = library.db.conn.execute
    times = {card: len(review.log(library, card)) for card in (mine, theirs)}
    stays, goes = (mine, theirs) if times[mine] >= times[theirs] else (theirs, mine)
    [key] = run("SELECT key FROM card WHERE id = ?", (goes,)).fetchone()
    run("UPDATE review SET card_id = ? WHERE card_id = ?", (stays, goes))
    run("DELETE FROM card WHERE id = ?", (goes,))
    if times[goes]:
        review.recompute(library, stays)
    citekeys.lead(library, key, paper)
