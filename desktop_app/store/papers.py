"""Papers: adding, editing, reading, binning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from desktop_app.core import text
from desktop_app.core.papers import (
    Author,
    Draft,
    Link,
    LinkKind,
    Paper,
    PaperId,
    PaperKey,
    State,
    byline,
    normal_arxiv,
    normal_doi,
)
from desktop_app.store import abstracts, organise, search
from desktop_app.store.library import Library
from desktop_app.store.sources import SourceId

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
            title=draft.title,
            title_key=text.title_key(draft.title),
            byline=byline(draft.authors),
            year=draft.year,
            venue=draft.venue,
            votes=draft.votes,
            words=_count_words(draft),
            text_hash=_hash(draft),
            source_id=source,
            added_at=stamp,
            changed_at=stamp,
        )
    )
    _add_authors(library, paper, draft.authors)
    for scheme, value in (("doi", draft.doi), ("arxiv", draft.arxiv)):
        if value:
            _insert(library, "identifier", paper_id=paper, scheme=scheme, value=value)
    _add_links(library, paper, draft.links)
    for tag in draft.tags:
        organise.tag(library, [paper], tag)
    if draft.abstract:
        abstracts.add_first(library, paper, draft.abstract, origin)
    return paper


def index(library: Library, papers: Mapping[PaperId, Draft]) -> None:
    """Make papers searchable; many at once are indexed in a fraction of the time."""
    search.put_all(library, [_text(paper, clean(draft)) for paper, draft in papers.items()])


def edit(library: Library, paper: PaperId, draft: Draft) -> None:
    """Make a paper say what `draft` says, every field of it but tags, as a person's choice.

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
        changed_at=library.now(),
    )
    present = get(library, paper)
    if present.authors != draft.authors:
        _set_authors(library, paper, draft.authors)
    _set_identifier(library, paper, "doi", draft.doi)
    _set_identifier(library, paper, "arxiv", draft.arxiv)
    if present.links != draft.links:
        _set_links(library, paper, draft.links)
    if (draft.abstract or "") != present.abstract:
        abstracts.add(library, paper, draft.abstract or "", "person")
    reindex(library, paper)


def as_draft(paper: Paper) -> Draft:
    """Give a stored paper as the draft that would make it."""
    return Draft(
        title=paper.title,
        abstract=paper.abstract or None,
        authors=paper.authors,
        year=paper.year,
        venue=paper.venue,
        doi=paper.doi,
        arxiv=paper.arxiv,
        links=paper.links,
        tags=paper.tags,
        votes=paper.votes,
    )


@lru_cache(maxsize=64)  # an import asks three times for each draft of a batch
def clean(draft: Draft) -> Draft:
    """Make a draft fit to be stored. Raises ValueError for an empty title."""
    title = text.clean_line(draft.title)
    if not title:
        raise ValueError("a paper needs a title")
    people = (Author(text.clean_line(a.family), text.clean_line(a.given)) for a in draft.authors)
    links = (replace(link, url=text.clean_line(link.url)) for link in draft.links)
    tags = map(text.clean_line, draft.tags)
    return replace(
        draft,
        title=title,
        abstract=text.clean(draft.abstract).strip() or None if draft.abstract else None,
        authors=tuple(a for a in people if a.family),
        venue=text.clean_line(draft.venue or "") or None,
        doi=normal_doi(draft.doi or ""),
        arxiv=normal_arxiv(draft.arxiv or ""),
        links=tuple(link for link in links if link.url),
        tags=tuple(tag for tag in tags if tag),
    )


def reindex(library: Library, paper: PaperId) -> None:
    """Bring what is derived from a paper's texts up to date: search text, hash, word count."""
    found = as_draft(get(library, paper))
    _update(library, paper, text_hash=_hash(found), words=_count_words(found))
    search.put_all(library, [_text(paper, found)])


def get(library: Library, paper: PaperId) -> Paper:
    """Give a paper whole, binned or not. Raises KeyError where there is none."""
    run = library.db.conn.execute
    row = run(
        f"SELECT p.key, p.title, p.year, p.venue, {_STATE}, p.starred, p.added_at, s.name,"
        " p.binned_at IS NOT NULL, p.votes FROM paper p JOIN source s ON s.id = p.source_id"
        " WHERE p.id = ?",
        (paper,),
    ).fetchone()
    if row is None:
        raise KeyError(paper)
    key, title, year, venue, state, starred, added_at, source, binned, votes = row
    identifiers = dict(
        run("SELECT scheme, value FROM identifier WHERE paper_id = ?", (paper,)).fetchall()
    )
    current = abstracts.current(library, paper)
    return Paper(
        id=paper,
        key=PaperKey(key),
        title=title,
        abstract=current.text if current else "",
        authors=_authors(library, paper),
        year=year,
        venue=venue,
        doi=identifiers.get("doi"),
        arxiv=identifiers.get("arxiv"),
        links=tuple(
            Link(url, LinkKind(kind))
            for url, kind in run(
                "SELECT url, kind FROM link WHERE paper_id = ? ORDER BY id", (paper,)
            )
        ),
        tags=tuple(t.name for t in organise.tags_of(library, paper)),
        state=State(state),
        starred=bool(starred),
        added_at=datetime.fromisoformat(added_at),
        source=source or None,
        binned=bool(binned),
        votes=votes,
    )


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


def count(library: Library) -> int:
    """Count the papers that are not in the bin."""
    row = library.db.conn.execute("SELECT count(*) FROM paper WHERE binned_at IS NULL").fetchone()
    return int(row[0])


def _hash(draft: Draft) -> str:
    return text.digest(draft.title, draft.abstract or "")


def _count_words(draft: Draft) -> int:
    return len(text.words(f"{draft.title} {draft.abstract or ''}"))


def _text(paper: PaperId, draft: Draft) -> search.Text:
    names = " ".join(filter(None, [*map(str, draft.authors), draft.venue, draft.doi, draft.arxiv]))
    return search.Text(paper, "paper", paper, draft.title, names, draft.abstract or "")


def _authors(library: Library, paper: PaperId) -> tuple[Author, ...]:
    rows = library.db.conn.execute(
        "SELECT family, given FROM author WHERE paper_id = ? ORDER BY position", (paper,)
    )
    return tuple(Author(family, given) for family, given in rows)


def _set_authors(library: Library, paper: PaperId, authors: tuple[Author, ...]) -> None:
    library.db.conn.execute("DELETE FROM author WHERE paper_id = ?", (paper,))
    _add_authors(library, paper, authors)


def _add_authors(library: Library, paper: PaperId, authors: tuple[Author, ...]) -> None:
    library.db.conn.executemany(
        "INSERT INTO author (paper_id, position, family, given) VALUES (?, ?, ?, ?)",
        [(paper, i, a.family, a.given) for i, a in enumerate(authors)],
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


def _set_links(library: Library, paper: PaperId, links: tuple[Link, ...]) -> None:
    library.db.conn.execute("DELETE FROM link WHERE paper_id = ?", (paper,))
    _add_links(library, paper, links)


def _add_links(library: Library, paper: PaperId, links: tuple[Link, ...]) -> None:
    library.db.conn.executemany(
        "INSERT OR IGNORE INTO link (paper_id, url, kind) VALUES (?, ?, ?)",
        [(paper, link.url, link.kind) for link in links],
    )


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
