"""Bringing papers into a library, and taking an import back: jobs of many small transactions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from desktop_app.core import text
from desktop_app.core.papers import Draft, Paper, PaperId, Problem
from desktop_app.formats import feed, papers_page, sniff
from desktop_app.formats.sniff import Format
from desktop_app.formats.web_annotation_reading import Found
from desktop_app.services import annotations as web_annotations
from desktop_app.services import attaching, incoming
from desktop_app.services.attaching import Taken
from desktop_app.store import abstracts, documents, files, identity, log, notes, papers, sources
from desktop_app.store.library import Library
from desktop_app.store.sources import SourceId

BATCH = 25  # papers in one transaction at most
LEAST_BATCH = 5
AIM_S = 0.02  # a transaction should take no longer, for the window waits meanwhile
UNDO_BATCH = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source holds: the papers to be imported, and what could not be read.

    A source that is itself a `document` holds one paper, which gets it.
    """

    name: str
    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...] = ()
    kind: str = "page"
    document: Taken | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is; `done` of `total` papers were looked at."""

    done: int
    total: int
    added: int = 0
    present: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What an import did; `source` is None where it added nothing."""

    added: tuple[PaperId, ...] = ()
    present: int = 0
    problems: tuple[Problem, ...] = ()
    source: SourceId | None = None


_REFUSED = {
    Format.EMPTY: incoming.EmptyFile,
    Format.BINARY: incoming.BinaryFile,
    Format.HTML: incoming.WebPage,
}


def read(path: Path, folder: Path) -> Reading | Found:
    """Read the papers of a file, or the Web Annotations.

    A PDF is taken into the library in `folder`, to be a paper. Raises an ImportFailed that says
    why there is nothing.
    """
    data = incoming.read(path)
    if marks := web_annotations.read(data):
        return marks
    found = sniff.sniff(data)
    if refusal := _REFUSED.get(found.format):
        raise refusal(path)
    if found.format is Format.PDF:
        taken = attaching.take(folder, path)
        return Reading(path.name, (attaching.draft(taken),), kind="pdf", document=taken)
    if found.format is Format.FEED:
        return _feed(path, found.text)
    if found.format is not Format.PAPERS_PAGE:
        raise incoming.OtherFormat(path, found.format)
    drafts, problems = papers_page.parse(found.text)
    if not papers_page.plausible(drafts, problems):
        raise incoming.NoPage(path)
    return Reading(path.name, drafts, problems)


def _feed(path: Path, page: str) -> Reading:
    drafts, problems = feed.parse(page)
    if not drafts:
        raise incoming.NoEntries(path)
    return Reading(path.name, drafts, problems, kind="feed")


def run(library: Library, reading: Reading) -> Import:
    """Prepare the import of a reading; each step of what is given back stores some papers."""
    return Import(library, reading)


def undo(library: Library, source: SourceId) -> Undo:
    """Prepare to take an import back; each step of what is given back bins some papers."""
    return Undo(library, source)


class Import(Iterator[Progress]):
    """An import under way: each step is one transaction.

    A step that raises Locked changed nothing and can be tried again; one that is never made
    leaves what was stored before, and importing the same source again goes on from there.
    """

    def __init__(self, library: Library, reading: Reading) -> None:
        self._library = library
        self._reading = reading
        self._done = 0
        self._size = BATCH
        self.result = Result(problems=reading.problems)

    @property
    def began(self) -> bool:
        """Whether a step was made."""
        return self._done > 0

    def __next__(self) -> Progress:
        drafts = self._reading.drafts
        if self._done >= len(drafts):
            raise StopIteration
        batch = drafts[self._done : self._done + self._size]
        began = perf_counter()
        with self._library.batch():
            result = _store(self._library, self._reading, batch, self.result)
        self.result = result
        self._done += len(batch)
        self._size = _fitting(self._size, perf_counter() - began)
        return Progress(self._done, len(drafts), len(result.added), result.present)


def _fitting(size: int, seconds: float) -> int:
    """Give the size of the next batch after one that took so long: half at once, more slowly."""
    if seconds > AIM_S:
        return max(LEAST_BATCH, size // 2)
    return min(BATCH, size + 2)


class Undo(Iterator[Progress]):
    """The undoing of an import under way, of `total` papers; it goes on after a restart, too."""

    def __init__(self, library: Library, source: SourceId) -> None:
        self._library = library
        self._source = source
        self._left = sources.papers_of(library, source)
        self.total = len(self._left)
        self._marked = False

    def __next__(self) -> Progress:
        if self._marked:
            raise StopIteration
        batch, left = self._left[:UNDO_BATCH], self._left[UNDO_BATCH:]
        with self._library.batch():
            papers.put_in_bin(self._library, batch)
            if not left:
                sources.mark_undone(self._library, self._source)
        self._left, self._marked = left, not left
        return Progress(self.total - len(left), self.total)


class Emptying(Iterator[Progress]):
    """The emptying of the bin under way, which nothing takes back; deleted notes go last."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._left = papers.binned(library)
        self.total = len(self._left)
        self._ended = False

    def __next__(self) -> Progress:
        if self._ended:
            raise StopIteration
        batch, left = self._left[:BATCH], self._left[BATCH:]
        with self._library.batch():
            log.keep_times(self._library, batch)
            papers.delete_for_good(self._library, batch)
            if not left:
                notes.delete_binned(self._library)
        self._library.forget()
        self._left, self._ended = left, not left
        if not left:
            files.sweep(self._library.path, documents.hashes(self._library))
        return Progress(self.total - len(left), self.total)


def _store(library: Library, reading: Reading, drafts: tuple[Draft, ...], before: Result) -> Result:
    """Store some papers of a reading and give the result as it is after them."""
    source, present = before.source, before.present
    added, problems = list(before.added), list(before.problems)
    fresh: dict[PaperId, Draft] = {}
    for draft in drafts:
        if not text.clean_line(draft.title):
            problems.append(Problem(draft.line, "this record has no title"))
            continue
        found = _known(library, reading, draft)
        known = papers.get(library, found) if found is not None else None
        if known and not known.binned:
            _complete(library, known, draft)
            _attach(library, known.id, reading)
            present += 1
            continue
        source = source or sources.add(library, reading.name, reading.kind)
        if known:
            papers.take_from_bin(library, [known.id], source)
            _complete(library, known, draft)
            paper = known.id
        else:
            paper = papers.insert(library, draft, source)
            fresh[paper] = draft
        _attach(library, paper, reading)
        added.append(paper)
    papers.index(library, fresh)
    return Result(tuple(added), present, tuple(problems), source)


def _known(library: Library, reading: Reading, draft: Draft) -> PaperId | None:
    """Give the paper that a draft is about: that which has the document, else the same work."""
    if reading.document:
        owners = documents.owners(library, reading.document.hash)
        kept = [paper for paper in owners if not papers.get(library, paper).binned]
        if owners:
            return (kept or owners)[0]
    return identity.same_work(library, draft)


def _attach(library: Library, paper: PaperId, reading: Reading) -> None:
    if reading.document:
        attaching.attach(library, paper, reading.document)


def _complete(library: Library, known: Paper, draft: Draft) -> None:
    """Add what a source knows of a stored paper and the library does not yet."""
    fuller = replace(
        papers.as_draft(known),
        authors=known.authors or draft.authors,
        year=known.year or draft.year,
        venue=known.venue or draft.venue,
        doi=known.doi or draft.doi,
        arxiv=known.arxiv or draft.arxiv,
        links=known.links or draft.links,
        votes=known.votes if draft.votes is None else draft.votes,
    )
    if fuller != papers.as_draft(known):
        papers.edit(library, known.id, fuller)
    wording = text.clean(draft.abstract or "").strip()
    # The beginning of what is there comes from a page that was cut.
    if not known.abstract.startswith(wording) and abstracts.add(
        library, known.id, wording, "import"
    ):
        papers.reindex(library, known.id)
