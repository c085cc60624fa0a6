"""Highlights as Web Annotations: given for a file, and brought in from one.

What a file brings is undone in one step. A highlight that is there already stays as it is, so a
file can be brought in again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from desktop_app.core import anchoring
from desktop_app.core.documents import Document
from desktop_app.core.highlights import (
    PLACED,
    Anchor,
    Highlight,
    HighlightId,
    select,
)
from desktop_app.core.papers import Draft, Paper, PaperId
from desktop_app.formats import web_annotation_reading
from desktop_app.formats.web_annotation import Annotation, Subject
from desktop_app.formats.web_annotation_reading import Found, Problem
from desktop_app.store import abstracts, documents, highlights, identity, papers
from desktop_app.store.abstracts import Revision
from desktop_app.store.library import Library

BATCH = 20  # highlights in one transaction at most
LABEL = "Bring in highlights"
_jobs = count()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is; `done` of `total` annotations were looked at."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Result:
    """What bringing in did; `moved` and `unplaced` of those added are for the reader to look at."""

    added: tuple[HighlightId, ...] = ()
    present: int = 0
    moved: int = 0
    unplaced: int = 0
    problems: tuple[Problem, ...] = ()


class Refused(Exception):
    """An annotation that has no place in this library."""


# Out


def of(library: Library, wanted: Iterable[PaperId]) -> Iterator[Annotation]:
    """Give the highlights of papers as annotations."""
    for paper in wanted:
        subject = _subject(papers.get(library, paper))
        held = {document.id: document for document in documents.of(library, paper)}
        standing = highlights.standing(library, paper)
        for highlight in highlights.of(library, paper):
            document = held[highlight.document] if highlight.document else None
            yield _annotation(highlight, subject, document, *standing[highlight.id])


def _subject(paper: Paper) -> Subject:
    return Subject(paper.key, paper.title, paper.authors, paper.year, paper.doi, paper.arxiv)


def _annotation(
    highlight: Highlight,
    subject: Subject,
    document: Document | None,
    changed_at: datetime,
    wording: str,
) -> Annotation:
    at = highlight.selector
    stands = at.end <= len(wording) and wording[at.start : at.end].strip()
    stood = select(wording, at.start, at.end) if stands else at
    return Annotation(
        subject=subject,
        selector=at,
        comment=highlight.comment,
        colour=highlight.colour,
        key=highlight.key,
        created=highlight.created_at,
        modified=changed_at,
        anchor=highlight.anchor,
        kept=highlight.kept,
        style=highlight.style,
        boxes=highlight.boxes,
        document=document.hash if document else "",
        document_name=document.name if document else "",
        extraction=highlight.extraction,
        taken_from=highlight.taken_from,
        text_hash=digest(wording) if wording else "",
        standing=stood if stood.exact != at.exact else None,
    )


def digest(wording: str) -> str:
    """Give the hash by which the wording of an abstract is known again."""
    return hashlib.sha256(wording.encode()).hexdigest()


# In


def bring_in(
    library: Library, found: Found, colour_names: Sequence[str], label: str = LABEL
) -> Bringing:
    """Prepare to bring in what was read; each step of what is given back stores some of it."""
    return Bringing(library, found, colour_names, label)


class Bringing(Iterator[Progress]):
    """A bringing in under way: each step is one transaction, all are one step of undo.

    A step that raises Locked changed nothing and can be tried again.
    """

    def __init__(
        self, library: Library, found: Found, colour_names: Sequence[str], label: str
    ) -> None:
        self._library = library
        self._label = label
        self._left = found.annotations
        self._total = len(found.annotations)
        self._names = [name.casefold() for name in colour_names]
        self._merge = f"annotations {next(_jobs)}"
        self.result = Result(problems=found.problems)

    @property
    def began(self) -> bool:
        """Whether a step was made."""
        return len(self._left) < self._total

    def __next__(self) -> Progress:
        if not self._left:
            raise StopIteration
        batch = self._left[:BATCH]
        with self._library.change(self._label, merge=self._merge):
            result = self._store(batch)
        self.result, self._left = result, self._left[BATCH:]
        return Progress(self._total - len(self._left), self._total)

    def _store(self, batch: Sequence[Annotation]) -> Result:
        result, problems = self.result, list(self.result.problems)
        for annotation in batch:
            try:
                made = _bring(self._library, annotation, self._names)
            except Refused as e:
                problems.append(Problem((annotation.item,), str(e)))
                continue
            if made is None:
                result = replace(result, present=result.present + 1)
                continue
            result = replace(
                result,
                added=(*result.added, made.id),
                moved=result.moved + (made.anchor is Anchor.MOVED),
                unplaced=result.unplaced + (made.anchor not in PLACED),
            )
        return replace(result, problems=web_annotation_reading.together(problems))


def _bring(library: Library, annotation: Annotation, names: Sequence[str]) -> Highlight | None:
    """Add the highlight of an annotation; None where it is there. Raises Refused."""
    document = _document(library, annotation)
    paper = document.paper if document else _paper(library, annotation.subject)
    if _is_present(library, annotation, paper, document):
        return None
    now = datetime.fromisoformat(library.now())
    created = annotation.created or now
    tags = [tag.casefold() for tag in annotation.tags]
    named = next((slot for slot, name in enumerate(names, 1) if name in tags), 1)
    highlight = Highlight(
        id=HighlightId(0),
        key=library.key(annotation.key),
        paper=paper,
        colour=annotation.colour or named,
        selector=annotation.selector,
        anchor=annotation.anchor,
        comment=annotation.comment,
        created_at=created,
        document=document.id if document else None,
        style=annotation.style,
        boxes=annotation.boxes,
        extraction=annotation.extraction,
        taken_from=annotation.taken_from or annotation.origin,
        kept=annotation.kept,
    )
    revision = None
    if document is None:
        highlight, revision = place(library, highlight, annotation)
    made = highlights.put(
        library, highlight, annotation.modified or created, revision.id if revision else None
    )
    return replace(highlight, id=made)


# Where it belongs


def _paper(library: Library, subject: Subject) -> PaperId:
    """Find the paper of an annotation, by its key or as the same work. Raises Refused."""
    found = identity.resolve(library, subject.key) if subject.key else None
    if found is None and (subject.title or subject.doi or subject.arxiv):
        known = Draft(
            subject.title or "-",
            authors=subject.authors,
            year=subject.year,
            doi=subject.doi,
            arxiv=subject.arxiv,
        )
        found = identity.same_work(library, known)
    name = subject.title or subject.doi or subject.arxiv or subject.address or subject.key
    if not name:
        raise Refused("it does not say which paper it is on")
    if found is None:
        raise Refused(f"“{name}” is not in this library. Add it, then import this file again.")
    if papers.get(library, found).binned:
        raise Refused(f"“{name}” is in the bin. Bring it back, then import this file again.")
    return found


def _document(library: Library, annotation: Annotation) -> Document | None:
    """Find the document of an annotation, that of its paper first. Raises Refused."""
    if not annotation.document:
        return None
    owners = documents.owners(library, annotation.document)
    held = [d for o in owners for d in documents.of(library, o) if d.hash == annotation.document]
    held = [d for d in held if not papers.get(library, d.paper).binned]
    try:
        paper = _paper(library, annotation.subject)
    except Refused:
        if not held:
            raise
        return held[0]
    held.sort(key=lambda document: document.paper != paper)
    if not held:
        name = annotation.document_name or annotation.document[:8]
        title = papers.get(library, paper).title
        raise Refused(
            f"“{title}” does not have the document {name} here. Attach it, then import this file"
            " again."
        )
    return held[0]


def _is_present(
    library: Library, annotation: Annotation, paper: PaperId, document: Document | None
) -> bool:
    """Tell whether a paper has the highlight: by its key, its origin, or what it says and where."""
    known = highlights.with_key(library, annotation.key) if annotation.key else None
    if known and known.paper == paper:
        return True
    if annotation.key and library.key(annotation.key) == annotation.key:
        return False
    place = document.id if document else None
    exact = annotation.selector.exact
    return any(
        mark.taken_from == annotation.origin
        if annotation.origin
        else (mark.comment, mark.boxes) == (annotation.comment, annotation.boxes)
        for mark in highlights.of(library, paper)
        if mark.selector.exact == exact and mark.document == place
    )


def place(
    library: Library, highlight: Highlight, annotation: Annotation
) -> tuple[Highlight, Revision]:
    """Find the passage in the abstract as it is here. Raises Refused where there is none.

    In the wording in which it was marked it stays just as it was.
    """
    revisions = abstracts.revisions(library, highlight.paper)
    if not revisions:
        title = papers.get(library, highlight.paper).title
        raise Refused(f"“{title}” has no abstract here. Write it, then import this file again.")
    now, at = revisions[0], highlight.selector
    same = next((r for r in revisions if _stands_in(r, annotation)), None)
    if same is now:
        return highlight, now
    stood = select(same.text, at.start, at.end) if same else annotation.standing or at
    found = anchoring.follow(at, stood, highlight.anchor, now.text)
    if found.start is not None and found.end is not None:
        kept = highlight.kept and found.anchor is highlight.anchor
        here = replace(at, start=found.start, end=found.end)
        return replace(highlight, selector=here, anchor=found.anchor, kept=kept), now
    if same and highlight.anchor not in PLACED:
        return highlight, same
    lost = replace(highlight, anchor=found.anchor, kept=False)
    if same:
        return lost, same
    beyond = len(now.text)  # it stands nowhere in this wording
    nowhere = replace(at, start=beyond, end=beyond + len(at.exact))
    return replace(lost, selector=nowhere), now


def _stands_in(revision: Revision, annotation: Annotation) -> bool:
    at = annotation.selector
    return digest(revision.text) == annotation.text_hash and bool(
        revision.text[at.start : at.end].strip()
    )
