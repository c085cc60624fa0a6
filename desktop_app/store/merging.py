"""Merging papers that are the same work: nothing that was made of either of them is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.core import fields
from desktop_app.core.papers import Draft, Link, Paper, PaperId, as_draft
from desktop_app.core.preprints import Form, form, is_preprint_doi
from desktop_app.store import (
    citekeys,
    identity,
    merging_marks,
    merging_notes,
    merging_queue,
    pairs,
    papers,
    queue,
    versions,
)
from desktop_app.store.library import Library

_DOI, _ARXIV = "https://doi.org/", "https://arxiv.org/abs/"
# Whichever of two states is further; a paper is dropped where both are.
_FURTHER = ("dropped", "unread", "reading", "read")
# What belongs to one paper and may belong to several: rows that both have stay as they are.
_SHARED = ("paper_tag", "paper_collection", "reading_place")
_MOVED = ("reading_session", "known_record", "alias")


def merge(library: Library, kept: PaperId, others: Sequence[PaperId]) -> None:
    """Make one paper of several: `kept`, which gets what it lacks and all that the others have.

    Keys and citation keys of the others lead to it, and their records are known to be about it.
    Raises KeyError where one of them is not there.
    """
    for other in dict.fromkeys(others):
        if other != kept:
            _merge(library, kept, other)


def _merge(library: Library, kept: PaperId, other: PaperId) -> None:
    mine, theirs = papers.get(library, kept), papers.get(library, other)
    _complete(library, mine, theirs)
    _add_up(library, kept, other)
    merging_marks.move(library, kept, other)
    merging_queue.move(library, kept, other)
    moved_note = merging_notes.move(library, kept, other, theirs.title)
    _move_rows(library, kept, other)
    _move_pairs(library, kept, other)
    _move_events(library, kept, other)
    library.db.conn.execute("DELETE FROM paper WHERE id = ?", (other,))
    for key in filter(None, (theirs.key, theirs.citekey, moved_note)):
        citekeys.lead(library, key, kept)
    _know(library, kept, theirs)
    merging_notes.relink(library, theirs.title, mine.key)
    papers.reindex(library, kept)
    queue.log(library, "merged", kept, id=other, key=theirs.key, citekey=theirs.citekey)


# The record


def _complete(library: Library, mine: Paper, theirs: Paper) -> None:
    """Give the kept paper what its record lacks and the other's has."""
    said = as_draft(mine)
    fuller = replace(
        said,
        authors=mine.authors or theirs.authors,
        year=mine.year or theirs.year,
        venue=mine.venue or theirs.venue,
        doi=mine.doi or _fitting_doi(mine, theirs),
        arxiv=mine.arxiv or theirs.arxiv,
        votes=max((v for v in (mine.votes, theirs.votes) if v is not None), default=None),
        kind=mine.kind or theirs.kind,
        contributors=mine.contributors or theirs.contributors,
        fields=fields.ordered((*mine.fields, *theirs.fields)),
    )
    links = (*mine.links, *theirs.links, *_links(fuller, theirs))
    fuller = replace(fuller, links=tuple({link.url: link for link in reversed(links)}.values()))
    fuller = replace(fuller, links=fuller.links[::-1])
    if fuller != said:
        papers.edit(library, mine.id, fuller)


def _fitting_doi(mine: Paper, theirs: Paper) -> str | None:
    """Give the other's DOI, but not that of a preprint to a paper that was published."""
    published = form(mine.doi, mine.arxiv, mine.venue, mine.kind) is Form.PUBLISHED
    return None if theirs.doi and published and is_preprint_doi(theirs.doi) else theirs.doi


def _links(fuller: Draft, theirs: Paper) -> list[Link]:
    """Give the addresses that the other's identifiers stand for where the kept has others."""
    arxiv, doi = theirs.arxiv, theirs.doi
    found = [Link(_ARXIV + arxiv)] if arxiv and arxiv != fuller.arxiv else []
    return [*found, *([Link(_DOI + doi)] if doi and doi != fuller.doi else [])]


def _add_up(library: Library, kept: PaperId, other: PaperId) -> None:
    """Add up what the reader decided: the further state, a star of either, out of the bin."""
    run = library.db.conn.execute
    rows = run("SELECT state FROM paper WHERE id IN (?, ?)", (kept, other)).fetchall()
    state = max((row[0] for row in rows), key=_FURTHER.index)
    run(
        "UPDATE paper SET state = ?1, starred = max(paper.starred, o.starred),"
        " added_at = min(paper.added_at, o.added_at),"
        " binned_at = CASE WHEN o.binned_at IS NOT NULL THEN paper.binned_at END"
        " FROM (SELECT * FROM paper WHERE id = ?3) o WHERE paper.id = ?2",
        (state, kept, other),
    )
    run(
        "DELETE FROM less_like WHERE paper_id = ?1"
        " AND NOT EXISTS (SELECT 1 FROM less_like WHERE paper_id = ?2)",
        (kept, other),
    )


# What leads to it


def _move_rows(library: Library, kept: PaperId, other: PaperId) -> None:
    run = library.db.conn.execute
    for table in _SHARED:
        run(f"UPDATE OR IGNORE {table} SET paper_id = ? WHERE paper_id = ?", (kept, other))
    for table in _MOVED:
        run(f"UPDATE {table} SET paper_id = ? WHERE paper_id = ?", (kept, other))
    run("UPDATE search_text SET paper_id = ? WHERE paper_id = ? AND kind <> 'paper'", (kept, other))


def _move_pairs(library: Library, kept: PaperId, other: PaperId) -> None:
    """Let what was said of the other paper, beside others, be said of the kept one."""
    run = library.db.conn.execute
    apart = run(
        "SELECT iif(paper_id = ?1, other_id, paper_id) FROM different"
        " WHERE paper_id = ?1 OR other_id = ?1",
        (other,),
    ).fetchall()
    for (third,) in apart:
        if third != kept:
            pairs.say_different(library, kept, third)
    run("DELETE FROM different WHERE paper_id = ?1 OR other_id = ?1", (other,))
    if run("SELECT 1 FROM version WHERE paper_id = ?", (other,)).fetchone():
        versions.link(library, [kept, other])
        versions.unlink(library, other)


def _move_events(library: Library, kept: PaperId, other: PaperId) -> None:
    """Say all that was logged of the other paper of the kept one: the log is only added to."""
    run = library.db.conn.execute
    events = run(
        "SELECT id, at, day, kind, detail FROM event e WHERE paper_id = ? AND cancels IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM event c WHERE c.cancels = e.id) ORDER BY id",
        (other,),
    ).fetchall()
    for event, at, day, kind, detail in events:
        run(
            "INSERT INTO event (at, day, kind, paper_id, cancels) VALUES (?, ?, 'cancel', ?, ?)",
            (library.now(), day, other, event),
        )
        run(
            "INSERT INTO event (at, day, kind, paper_id, detail) VALUES (?, ?, ?, ?, ?)",
            (at, day, kind, kept, detail),
        )


def _know(library: Library, kept: PaperId, theirs: Paper) -> None:
    """Remember the record and the identifiers of a paper that is gone, for a later import."""
    pairs.remember(library, as_draft(theirs), kept)
    [now] = identity.of(library, [kept])
    if theirs.doi and theirs.doi != now.work.doi:
        pairs.remember_identifier(library, "doi", theirs.doi, kept)
    if theirs.arxiv and theirs.arxiv != now.work.arxiv:
        pairs.remember_identifier(library, "arxiv", theirs.arxiv, kept)
