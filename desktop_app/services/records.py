"""Papers, queue and plan as plain values, in the shapes that ``--json`` prints and keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop_app.core import reasons
from desktop_app.core.documents import Document, DocumentId
from desktop_app.core.highlights import Highlight
from desktop_app.core.papers import PaperId, Row
from desktop_app.core.queue import Budget, Entry, Priority
from desktop_app.core.spread import Share
from desktop_app.services import planning
from desktop_app.store import documents, files, highlights, listing, notes, papers, queue, versions
from desktop_app.store.library import Library
from desktop_app.store.plan import Slot

if TYPE_CHECKING:
    from desktop_app.services.similar import Question, Similar

_PAGE = 500
PRIORITIES = {Priority.LOW: "low", Priority.NORMAL: "normal", Priority.HIGH: "high"}

Record = dict[str, Any]


def many(library: Library, wanted: Sequence[PaperId]) -> Iterator[Record]:
    """Give papers as lists show them, in the order asked for."""
    return (_paper(library, row) for row in rows(library, wanted))


def rows(library: Library, wanted: Sequence[PaperId]) -> Iterator[Row]:
    """Give the rows of papers, read a page at a time."""
    for at in range(0, len(wanted), _PAGE):
        yield from listing.rows(library, wanted[at : at + _PAGE])


def whole(library: Library, paper: PaperId) -> Record:
    """Give one paper with all its record says, its texts, documents, highlights and versions.

    Pages count from 1.
    """
    found = papers.get(library, paper)
    [row] = listing.rows(library, [paper])
    held = documents.of(library, paper)
    names = {document.id: document.name for document in held}
    return _paper(library, row) | {
        "contributors": [{"role": c.role, "name": str(c.name)} for c in found.contributors],
        "fields": {field.name: field.value for field in found.fields},
        "abstract": found.abstract,
        "links": [{"url": link.url, "kind": link.kind} for link in found.links],
        "documents": [document(library, one) for one in held],
        "highlights": [_highlight(mark, names) for mark in highlights.of(library, paper)],
        "note": notes.get(library, paper),
        "source": found.source,
        "versions": [
            {"id": one.key, "title": one.title, "year": one.year, "venue": one.venue}
            for one in listing.rows(library, versions.of(library, paper))
        ],
    }


def document(library: Library, held: Document) -> Record:
    """Give a document of a paper, and where its file lies."""
    return {
        "name": held.name,
        "main": held.main,
        "pages": held.pages,
        "bytes": held.bytes,
        "sha256": held.hash,
        "file": str(files.path(library.path, held.hash)),
        "added": held.added_at.isoformat(),
    }


def _highlight(mark: Highlight, names: Mapping[DocumentId, str]) -> Record:
    return {
        "id": mark.key,
        "colour": mark.colour,
        "style": mark.style,
        "exact": mark.selector.exact,
        "comment": mark.comment,
        "anchor": mark.anchor,
        "start": mark.selector.start,
        "end": mark.selector.end,
        "document": names[mark.document] if mark.document else None,
        "page": None if mark.page is None else mark.page + 1,
        "added": mark.created_at.isoformat(),
    }


def queued(library: Library, words_a_minute: int) -> list[Record]:
    """Give the queue in its order."""
    entries = {e.paper: e for e in queue.entries(library, words_a_minute)}
    return [
        {
            "id": row.key,
            "title": row.title,
            "minutes": (entry := entries[row.id]).minutes,
            "priority": PRIORITIES[entry.priority],
            "added": entry.added_on.isoformat(),
            "due": _day(entry.due),
            "due_reason": entry.due_reason,
            "snoozed_until": _day(entry.snoozed_until),
            "spread_to": _day(entry.spread_to),
        }
        for row in rows(library, list(entries))
    ]


def plan(library: Library, budget: Budget, words_a_minute: int, day: date | None = None) -> Record:
    """Give the plan of today, made if there is none yet, or a look at that of another day."""
    today = library.today()
    make = planning.today if day in (None, today) else planning.look
    slots = make(library, day or today, budget, words_a_minute)
    wanted = [slot.paper for slot in slots]
    minutes = queue.estimates(library, wanted, words_a_minute)
    due = {e.paper: e for e in queue.entries(library, words_a_minute, wanted)}
    entries = [
        {
            "id": row.key,
            "title": row.title,
            "minutes": minutes[slot.paper],
            "reason": slot.reason,
            "since": _day(slot.since),
            "why": why(slot, due.get(slot.paper), day or today),
            "due": _day(due[slot.paper].due) if slot.paper in due else None,
            "state": row.state,
            "outcome": slot.outcome,
        }
        for slot, row in zip(slots, listing.rows(library, wanted), strict=True)
    ]
    return {"day": (day or today).isoformat(), "entries": entries}


def why(slot: Slot, entry: Entry | None, today: date) -> str:
    """Say in English why a paper is in a plan; a due day outweighs whatever brought it there."""
    if entry is not None and entry.due is not None:
        return reasons.english(reasons.of_due(entry.due, entry.due_reason, today), today)
    return reasons.english(reasons.of_plan(slot.reason, slot.since, slot.origin, today), today)


def shares(library: Library, spread: Sequence[Share]) -> list[Record]:
    """Give how a backlog would be spread: for each day its papers and the minutes they take."""
    wanted = [paper for share in spread for paper in share.papers]
    keys = {row.id: row.key for row in rows(library, wanted)}
    return [
        {
            "day": share.day.isoformat(),
            "minutes": share.minutes,
            "papers": [keys[paper] for paper in share.papers],
        }
        for share in spread
    ]


def near(library: Library, similar: Similar, question: Question, limit: int) -> list[Record]:
    """Give the papers nearest to a question, best first. Raises NotIndexed."""
    found = similar.to(library, question, limit)
    titles = rows(library, [suggestion.paper for suggestion in found])
    return [
        {
            "id": row.key,
            "title": row.title,
            "score": round(suggestion.score, 4),
            "cosine": round(suggestion.cosine, 4),
            "why": list(suggestion.why),
        }
        for suggestion, row in zip(found, titles, strict=True)
    ]


def _paper(library: Library, row: Row) -> Record:
    found = papers.get(library, row.id)
    return {
        "id": found.key,
        "citekey": found.citekey or None,
        "kind": found.kind or None,
        "title": found.title,
        "authors": [str(author) for author in found.authors],
        "year": found.year,
        "venue": found.venue,
        "state": found.state,
        "tags": list(found.tags),
        "added": found.added_at.isoformat(),
        "highlights": row.highlights,
        "documents": row.documents,
        "doi": found.doi,
        "arxiv": found.arxiv,
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
