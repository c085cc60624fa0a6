"""Which paper of the library is meant: by a name of it, or by being the same work."""

from __future__ import annotations

from desktop_app.core import text
from desktop_app.core.papers import Draft, PaperId, normal_arxiv, normal_doi
from desktop_app.core.works import Work, same
from desktop_app.store import papers
from desktop_app.store.library import Library


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
                "SELECT paper_id FROM identifier WHERE scheme = ? AND value = ? ORDER BY id",
                (scheme, value),
            ).fetchone()
        )
    return PaperId(row[0]) if row else None


def same_work(library: Library, draft: Draft) -> PaperId | None:
    """Find the paper that is the same work as `draft`, in the bin too; one not binned first."""
    draft = papers.clean(draft)
    candidates = library.db.conn.execute(
        "SELECT id FROM paper WHERE title_key = ?1"
        " UNION SELECT paper_id FROM identifier WHERE scheme = 'doi' AND value = ?2"
        " UNION SELECT paper_id FROM identifier WHERE scheme = 'arxiv' AND value = ?3",
        (text.title_key(draft.title), draft.doi, draft.arxiv),
    ).fetchall()
    wanted = _work(draft)
    found = [papers.get(library, PaperId(row[0])) for row in candidates]
    matches = [p for p in found if same(_work(papers.as_draft(p)), wanted)]
    matches.sort(key=lambda p: (p.binned, p.abstract != (draft.abstract or ""), p.id))
    return matches[0].id if matches else None


def _work(draft: Draft) -> Work:
    return Work(
        draft.title, draft.abstract or "", draft.authors, draft.year, draft.doi, draft.arxiv
    )
