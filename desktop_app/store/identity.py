"""Which paper of the library is meant: by a name of it, or by being the same work."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop_app.core import text, works
from desktop_app.core.papers import Author, Draft, PaperId, normal_arxiv, normal_doi
from desktop_app.core.works import Reason, Relation, Work
from desktop_app.store import pairs, papers
from desktop_app.store.library import Library

_PAGE = 500  # papers asked for at once
_WORKS = (
    "SELECT p.id, p.binned_at IS NOT NULL, p.title, (SELECT a.text FROM abstract a"
    " WHERE a.paper_id = p.id ORDER BY a.origin = 'person' DESC, a.id DESC LIMIT 1), p.year,"
    " (SELECT value FROM identifier i WHERE i.paper_id = p.id AND scheme = 'doi'),"
    " (SELECT value FROM identifier i WHERE i.paper_id = p.id AND scheme = 'arxiv'),"
    " p.venue, p.kind FROM paper p WHERE p.id IN (SELECT value FROM json_each(?))"
)
_AUTHORS = (
    "SELECT paper_id, family FROM author WHERE paper_id IN (SELECT value FROM json_each(?))"
    " ORDER BY paper_id, position"
)
# What two records have in common, the surest first.
_SUREST = {reason: place for place, reason in enumerate(Reason)}


class Known(NamedTuple):
    """A paper of the library, as far as it matters which work it is."""

    paper: PaperId
    work: Work
    binned: bool = False


# By a name


def resolve(library: Library, name: str) -> PaperId | None:
    """Find a paper by its key or citation key, those of one merged into it, arXiv or DOI."""
    run = library.db.conn.execute
    name = text.clean(name)
    row = run(
        "SELECT id FROM paper WHERE key = ?1 UNION ALL SELECT id FROM paper WHERE citekey = ?1"
        " UNION ALL SELECT paper_id FROM alias WHERE key = ?1",
        (name,),
    ).fetchone()
    for scheme, value in (("arxiv", normal_arxiv(name)), ("doi", normal_doi(name))):
        row = row or (
            value
            and run(
                "SELECT paper_id FROM (SELECT paper_id FROM identifier WHERE scheme = ?1"
                " AND value = ?2 ORDER BY id) UNION ALL SELECT paper_id FROM known_record"
                " WHERE digest = ?3",
                (scheme, value, text.digest(scheme, value)),
            ).fetchone()
        )
    return PaperId(row[0]) if row else None


# As the same work


def same_work(library: Library, draft: Draft) -> PaperId | None:
    """Find the paper that is the same work as `draft`, in the bin too; one not binned first."""
    paper, relation = related(library, draft)
    return paper if relation is Relation.SAME else None


def related(library: Library, draft: Draft) -> tuple[PaperId | None, Relation]:
    """Find the paper that is the same work as `draft`, else one that it is a version of.

    Only equal identifiers and titles are looked for, and what a person said before counts. There
    is no paper where it is DIFFERENT from all; one in the bin has no versions.
    """
    draft = papers.clean(draft)
    if (known := pairs.remembered(library, draft)) is not None:
        return known, Relation.SAME
    return choose(of(library, candidates(library, draft)), work(draft))


def candidates(library: Library, draft: Draft) -> list[PaperId]:
    """List the papers that share an identifier or the folded title of a clean draft."""
    rows = library.db.conn.execute(
        "SELECT id FROM paper WHERE title_key = ?1"
        " UNION SELECT paper_id FROM identifier WHERE scheme = 'doi' AND value = ?2"
        " UNION SELECT paper_id FROM identifier WHERE scheme = 'arxiv' AND value = ?3",
        (text.title_key(draft.title), draft.doi, draft.arxiv),
    )
    return [PaperId(row[0]) for row in rows]


def choose(among: Iterable[Known], wanted: Work) -> tuple[PaperId | None, Relation]:
    """Choose the paper that is the same work, else one that has another version of it."""
    same, versions = [], []
    for known in among:
        verdict = works.compare(known.work, wanted)
        if verdict.relation is Relation.SAME:
            assert verdict.reason is not None
            other_words = known.work.abstract != wanted.abstract
            same.append((known.binned, _SUREST[verdict.reason], other_words, known.paper))
        elif verdict == (Relation.VERSION, Reason.TITLE) and not known.binned:
            versions.append(known.paper)
    if same:
        return min(same)[-1], Relation.SAME
    return (min(versions), Relation.VERSION) if versions else (None, Relation.DIFFERENT)


def of(library: Library, wanted: Sequence[PaperId]) -> list[Known]:
    """Give what matters of papers, binned or not, in no particular order."""
    found: list[Known] = []
    for at in range(0, len(wanted), _PAGE):
        page = (json.dumps(wanted[at : at + _PAGE]),)
        authors: dict[int, list[Author]] = {}
        for paper, family in library.db.conn.execute(_AUTHORS, page):
            authors.setdefault(paper, []).append(Author(family))
        for paper, binned, title, abstract, *rest in library.db.conn.execute(_WORKS, page):
            about = Work(title, abstract or "", tuple(authors.get(paper, ())), *rest)
            found.append(Known(PaperId(paper), about, bool(binned)))
    return found


def work(draft: Draft) -> Work:
    """Give what matters of a clean draft."""
    return Work(
        draft.title,
        draft.abstract or "",
        draft.authors,
        draft.year,
        draft.doi,
        draft.arxiv,
        draft.venue,
        draft.kind,
    )
