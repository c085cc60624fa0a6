"""What the search over the window finds, group by group, as it is read in SEARCH."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop_app.core import citation
from desktop_app.core import notes as core_notes
from desktop_app.core.highlights import HighlightId
from desktop_app.core.notes import NoteId
from desktop_app.core.papers import PaperId, Row
from desktop_app.core.query import Query
from desktop_app.core.queue import local_day
from desktop_app.store import (
    abstracts,
    highlights,
    listing,
    marks,
    moment,
    notes,
    search,
)
from desktop_app.store.library import Library
from desktop_app.store.marks import Span
from desktop_app.store.search import Hit

if TYPE_CHECKING:
    from desktop_app.store.page_search import PageHit

RANK, NEWEST = search.RANK, "added"  # the orders there are
MOST_COUNTED = 1_000
MOST_SHOWN = 140  # code points of a line of text
PORTION = 50  # results told at a time


class Kind(StrEnum):
    """What is found; in this order."""

    PAPER = "paper"
    HIGHLIGHT = "highlight"
    NOTE = "note"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Result:
    """Something found, as it is shown.

    `text` is its title, its quote or its words; `detail` of a paper a line of its abstract. `owner`
    names the paper it belongs to, and is empty for a paper and a note of its own.
    """

    kind: Kind
    item: int
    paper: PaperId | None
    text: str
    spans: tuple[Span, ...] = ()
    detail: str = ""
    detail_spans: tuple[Span, ...] = ()
    owner: str = ""
    colour: int = 0
    day: date | None = None
    row: Row | None = None
    page: PageHit | None = None

    @property
    def name(self) -> tuple[Kind, int, int]:
        """What tells it apart from the others."""
        return self.kind, self.item, self.page.page if self.page else 0


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of a kind: all of it in order, and the first of it as results.

    Where it is not the `whole`, more match than were counted; `broad`: too many to be ranked, so
    they are newest first.
    """

    kind: Kind
    hits: tuple[Hit | PageHit, ...]
    results: tuple[Result, ...]
    whole: bool = True
    broad: bool = False


def first(library: Library, query: Query, order: str, most: int) -> list[Group]:
    """Find the first papers, which takes the least time."""
    with moment.held(library):
        return [_papers(library, query, order, most, most)]


def find(library: Library, query: Query, order: str, most: int, shown: int) -> list[Group]:
    """Find up to `most` of each kind but pages, `shown` of each as results; empty kinds too."""
    with moment.held(library):
        found: dict[Kind, list[Hit]] = {Kind.HIGHLIGHT: [], Kind.NOTE: []}
        for hit in search.hits(library, query, limit=most + 1):
            if hit.kind != Kind.PAPER:
                found[Kind(hit.kind)].append(hit)
        groups = [_papers(library, query, order, most, shown)]
        for kind, hits in found.items():
            if order == NEWEST:
                hits.sort(key=lambda hit: -hit.item)
            kept = tuple(hits[:most])
            told = _results(library, query, kept[:shown])
            groups.append(Group(kind, kept, told, len(hits) <= most))
        return groups


def results(library: Library, query: Query, hits: Sequence[Hit | PageHit]) -> tuple[Result, ...]:
    """Tell more of what was found."""
    with moment.held(library):
        return _results(library, query, hits)


def pages(library: Library, query: Query, found: Sequence[PageHit], most: int) -> Group:
    """Make a group of pages."""
    kept = found[:most]
    told = results(library, query, kept[:PORTION])
    return Group(Kind.PAGE, tuple(kept), told, len(found) <= most)


def _papers(library: Library, query: Query, order: str, most: int, shown: int) -> Group:
    found = search.first(library, query, sort=order, limit=most)
    hits = tuple(Hit(Kind.PAPER, paper, paper) for paper in found.papers)
    told = _results(library, query, hits[:shown])
    return Group(Kind.PAPER, hits, told, found.whole, found.broad)


def _results(library: Library, query: Query, hits: Iterable[Hit | PageHit]) -> tuple[Result, ...]:
    listed = list(hits)
    papers = dict.fromkeys(hit.paper for hit in listed if hit.paper is not None)
    rows = {row.id: row for row in listing.rows(library, list(papers))}
    told = (_result(library, query, hit, rows) for hit in listed)
    return tuple(result for result in told if result is not None)


def _result(
    library: Library, query: Query, hit: Hit | PageHit, rows: dict[PaperId, Row]
) -> Result | None:
    """Tell of a hit; None where it is gone meanwhile."""
    row = rows.get(hit.paper) if hit.paper is not None else None
    if hit.paper is not None and row is None:
        return None
    if not isinstance(hit, Hit):
        return _page(query, hit, row)
    if hit.kind == Kind.PAPER and row is not None:
        return _paper(library, query, row)
    if hit.kind == Kind.HIGHLIGHT and row is not None:
        return _highlight(library, query, HighlightId(hit.item), row)
    return _note(library, query, NoteId(hit.item), row)


def _paper(library: Library, query: Query, row: Row) -> Result:
    revision = abstracts.current(library, row.id)
    detail, spans = _line(revision.text if revision else "", query)
    return Result(
        Kind.PAPER,
        row.id,
        row.id,
        row.title,
        tuple(marks.spans(row.title, query)),
        detail,
        spans,
        row=row,
    )


def _highlight(library: Library, query: Query, item: HighlightId, row: Row) -> Result | None:
    try:
        found = highlights.get(library, item)
    except KeyError:
        return None
    text, spans = _line(found.selector.exact, query)
    if found.comment and not spans:
        joined = f"{found.selector.exact} — {found.comment}" if text else found.comment
        text, spans = _line(joined, query)
    day = local_day(found.created_at, library.rollover_hour)
    owner = citation.short(row.title)
    return Result(
        Kind.HIGHLIGHT, item, row.id, text, spans, owner=owner, colour=found.colour, day=day
    )


def _note(library: Library, query: Query, item: NoteId, row: Row | None) -> Result | None:
    try:
        note = notes.of_id(library, item)
    except KeyError:
        return None
    text, spans = _line(core_notes.plain(note.text), query)
    owner = citation.short(row.title) if row else ""
    paper = row.id if row else None
    day = local_day(note.changed_at, library.rollover_hour)
    return Result(Kind.NOTE, item, paper, text, spans, owner=owner, day=day)


def _page(query: Query, hit: PageHit, row: Row | None) -> Result:
    text, spans = _line(hit.text, query)
    owner = row.title if row else ""
    return Result(Kind.PAGE, hit.document, hit.paper, text, spans, owner=owner, page=hit)


def _line(text: str, query: Query) -> tuple[str, tuple[Span, ...]]:
    """Cut a text to one line around its first match."""
    line, spans = marks.snippet(" ".join(text.split()), query, MOST_SHOWN)
    return line, tuple(spans)
