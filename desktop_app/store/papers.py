"""Papers: adding, editing, reading, binning."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from desktop_app.core import fields, text
from desktop_app.core.papers import (
    Author,
    Contributor,
    Draft,
    Field,
    Paper,
    PaperId,
    PaperKey,
    State,
    arxiv_of_doi,
    as_draft,
    byline,
    normal_arxiv,
    normal_doi,
)
from desktop_app.store import abstracts, citekeys, details, organise, search_texts
from desktop_app.store.library import Library
from desktop_app.store.sources import SourceId

_SLICE = 500  # papers looked at before it is seen that one of them differs
_STATE = (
    "CASE WHEN EXISTS (SELECT 1 FROM queue_entry q WHERE q.paper_id = p.id)"
    " THEN 'queued' ELSE p.state END"
)


def add(library: Library, draft: Draft, source: SourceId, origin: str = "import") -> PaperId:
    """Add a paper whatever else is there; `identity.same_work` tells if it is there already.

    `origin` is ``import`` or ``person``: who chose the abstract. Raises ValueError for an empty
    title.
    """
    paper = insert(library, draft, source, origin)
    index(library, {paper: draft})
    return paper


def insert(library: Library, draft: Draft, source: SourceId, origin: str = "import") -> PaperId:
    """Add a paper as `add` does, to be made searchable by `index` in the same transaction."""
    draft = clean(draft)
    stamp = library.now()
    paper = PaperId(
        _insert(
            library,
            "paper",
            key=library.key(),
            citekey=citekeys.fitting(library, draft),
            **columns(draft),
            source_id=source,
            added_at=stamp,
            changed_at=stamp,
        )
    )
    details.add(library, paper, draft)
    for tag in draft.tags:
        organise.tag(library, [paper], tag)
    if draft.abstract:
        abstracts.add_first(library, paper, draft.abstract, origin)
    return paper


def columns(draft: Draft) -> dict[str, Any]:
    """Give what is stored of a clean draft with the paper itself, or derived from it."""
    return {
        "title": draft.title,
        "title_key": text.title_key(draft.title),
        "byline": byline(draft.authors),
        "year": draft.year,
        "venue": draft.venue,
        "votes": draft.votes,
        "kind": draft.kind,
        "words": _count_words(draft),
        "text_hash": _hash(draft),
    }


def index(library: Library, papers: Mapping[PaperId, Draft]) -> None:
    """Make papers searchable; many at once are indexed in a fraction of the time."""
    search_texts.put_all(library, [_text(paper, clean(draft)) for paper, draft in papers.items()])


def edit(library: Library, paper: PaperId, draft: Draft) -> None:
    """Make a paper say what `draft` says, as a person's choice: all but tags and citation key.

    A changed abstract becomes a revision and its highlights are placed anew. Raises ValueError
    for an empty title.
    """
    draft = clean(draft)
    _update(
        library,
        paper,
        title=draft.title,
        title_key=text.title_key(draft.title),
        byline=byline(draft.authors),
        year=draft.year,
        venue=draft.venue,
        votes=draft.votes,
        kind=draft.kind,
        changed_at=library.now(),
    )
    details.change(library, paper, draft)
    if (draft.abstract or "") != get(library, paper).abstract:
        abstracts.add(library, paper, draft.abstract or "", "person")
    reindex(library, paper)


@lru_cache(maxsize=256)  # an import asks several times for each draft of a batch
def clean(draft: Draft) -> Draft:
    """Make a draft fit to be stored. Raises ValueError for an empty title."""
    title = text.clean_line(draft.title)
    if not title:
        raise ValueError("a paper needs a title")
    people = map(_clean_name, draft.authors)
    others = (Contributor(text.clean_line(c.role), _clean_name(c.name)) for c in draft.contributors)
    links = (replace(link, url=text.clean_line(link.url)) for link in draft.links)
    said = (Field(text.clean_line(f.name), text.clean(f.value).strip()) for f in draft.fields)
    tags = map(text.clean_line, draft.tags)
    doi = normal_doi(draft.doi or "")
    return replace(
        draft,
        title=title,
        abstract=text.clean(draft.abstract).strip() or None if draft.abstract else None,
        authors=tuple(a for a in people if a.family),
        venue=text.clean_line(draft.venue or "") or None,
        doi=doi,
        arxiv=normal_arxiv(draft.arxiv or "") or arxiv_of_doi(doi),
        links=tuple({link.url: link for link in links if link.url}.values()),
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        kind=text.clean_line(draft.kind),
        contributors=tuple(c for c in others if c.role and c.name.family),
        fields=fields.ordered(f for f in said if f.name),
    )


@lru_cache(maxsize=4096)  # the same people write many papers
def _clean_name(name: Author) -> Author:
    """Give a name in single lines; where only a given one is left, that is the name."""
    family, given, suffix = map(text.clean_line, (name.family, name.given, name.suffix))
    return Author(family, given, suffix) if family else Author(given, "", suffix)


def reindex(library: Library, paper: PaperId) -> None:
    """Bring what is derived from a paper's texts up to date: search text, hash, word count."""
    found = as_draft(get(library, paper))
    _update(library, paper, text_hash=_hash(found), words=_count_words(found))
    search_texts.put_all(library, [_text(paper, found)])


def get(library: Library, paper: PaperId) -> Paper:
    """Give a paper whole, binned or not. Raises KeyError where there is none."""
    run = library.db.conn.execute
    row = run(
        f"SELECT p.key, p.title, p.year, p.venue, {_STATE}, p.starred, p.added_at, s.name,"
        " p.binned_at IS NOT NULL, p.votes, p.kind, p.citekey"
        " FROM paper p JOIN source s ON s.id = p.source_id WHERE p.id = ?",
        (paper,),
    ).fetchone()
    if row is None:
        raise KeyError(paper)
    key, title, year, venue, state, starred, added_at, source, binned, votes, kind, citekey = row
    identifiers = details.identifiers(library, paper)
    current = abstracts.current(library, paper)
    return Paper(
        id=paper,
        key=PaperKey(key),
        title=title,
        abstract=current.text if current else "",
        authors=details.authors(library, paper),
        year=year,
        venue=venue,
        doi=identifiers.get("doi"),
        arxiv=identifiers.get("arxiv"),
        links=details.links(library, paper),
        tags=tuple(t.name for t in organise.tags_of(library, paper)),
        state=State(state),
        starred=bool(starred),
        added_at=datetime.fromisoformat(added_at),
        source=source or None,
        binned=bool(binned),
        votes=votes,
        kind=kind,
        citekey=citekey or "",
        contributors=details.contributors(library, paper),
        fields=details.fields(library, paper),
    )


def exists(library: Library, paper: PaperId) -> bool:
    """Tell whether there is such a paper, in the bin or not."""
    row = library.db.conn.execute("SELECT 1 FROM paper WHERE id = ?", (paper,)).fetchone()
    return row is not None


def set_state(library: Library, papers: Iterable[PaperId], state: State) -> None:
    """Set where the reader stands with papers; ``queued`` is had by queueing only."""
    if state is State.QUEUED:
        raise ValueError("a paper is queued by a queue entry")
    for paper in papers:
        library.db.conn.execute(
            "UPDATE paper SET state = ? WHERE id = ? AND state <> ?", (state, paper, state)
        )


def star(library: Library, papers: Iterable[PaperId], starred: bool) -> None:
    """Star papers, or take the star away."""
    for paper in papers:
        _update(library, paper, starred=int(starred))


def are_starred(library: Library, papers: Sequence[PaperId]) -> bool:
    """Tell whether papers are all starred."""
    return not any(
        library.db.conn.execute(
            "SELECT 1 FROM paper WHERE id IN (SELECT value FROM json_each(?)) AND NOT starred"
            " LIMIT 1",
            (json.dumps(papers[first : first + _SLICE]),),
        ).fetchone()
        for first in range(0, len(papers), _SLICE)
    )


def put_in_bin(library: Library, papers: Iterable[PaperId]) -> None:
    """Move papers to the bin, from where they can come back whole."""
    stamp = library.now()
    for paper in papers:
        library.db.conn.execute(
            "UPDATE paper SET binned_at = ? WHERE id = ? AND binned_at IS NULL", (stamp, paper)
        )


def take_from_bin(
    library: Library, papers: Iterable[PaperId], source: SourceId | None = None
) -> None:
    """Bring papers back from the bin; where an import brings them back, it is their source now."""
    for paper in papers:
        library.db.conn.execute(
            "UPDATE paper SET binned_at = NULL, source_id = coalesce(?, source_id)"
            " WHERE id = ? AND binned_at IS NOT NULL",
            (source, paper),
        )


def binned(library: Library) -> list[PaperId]:
    """List what is in the bin, last binned first."""
    return [
        PaperId(row[0])
        for row in library.db.conn.execute(
            "SELECT id FROM paper WHERE binned_at IS NOT NULL ORDER BY binned_at DESC, id DESC"
        )
    ]


def delete_for_good(library: Library, papers: Sequence[PaperId]) -> None:
    """Delete binned papers with all that belongs to them; only a batch may hold this."""
    for paper in papers:
        library.db.conn.execute(
            "DELETE FROM paper WHERE id = ? AND binned_at IS NOT NULL", (paper,)
        )


def count(library: Library, *, binned: bool = False) -> int:
    """Count the papers that are not in the bin, or those in it."""
    there = "IS NOT NULL" if binned else "IS NULL"
    row = library.db.conn.execute(f"SELECT count(*) FROM paper WHERE binned_at {there}").fetchone()
    return int(row[0])


def _hash(draft: Draft) -> str:
    return text.digest(draft.title, draft.abstract or "")


def _count_words(draft: Draft) -> int:
    return len(text.words(f"{draft.title} {draft.abstract or ''}"))


def _text(paper: PaperId, draft: Draft) -> search_texts.Text:
    people = (*draft.authors, *(c.name for c in draft.contributors))
    names = " ".join(filter(None, [*map(str, people), draft.venue, draft.doi, draft.arxiv]))
    return search_texts.Text(paper, "paper", paper, draft.title, names, draft.abstract or "")


def _insert(library: Library, table: str, **values: Any) -> int:
    marks = ", ".join("?" * len(values))
    cursor = library.db.conn.execute(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _update(library: Library, paper: PaperId, **values: Any) -> None:
    columns = ", ".join(f"{c} = ?" for c in values)
    library.db.conn.execute(f"UPDATE paper SET {columns} WHERE id = ?", (*values.values(), paper))
