"""Bringing papers into a library, and taking an import back: jobs of many small transactions."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from desktop_app.core import text
from desktop_app.core.papers import Draft, Paper, PaperId, Problem
from desktop_app.formats import papers_page, sniff
from desktop_app.formats.sniff import Format
from desktop_app.store import abstracts, papers, sources
from desktop_app.store.library import Library
from desktop_app.store.papers import SourceId

BATCH = 25  # papers in one transaction at most
LEAST_BATCH = 5
AIM_S = 0.02  # a transaction should take no longer, for the window waits meanwhile
UNDO_BATCH = 200


class ImportFailed(Exception):
    """A file that no papers can be read from; `path` is the file, `detail` what the system said."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail


class MissingFile(ImportFailed):
    """There is no such file."""


class FolderGiven(ImportFailed):
    """It is a folder."""


class UnreadableFile(ImportFailed):
    """The system refuses to read it."""


class EmptyFile(ImportFailed):
    """Nothing is in it."""


class BinaryFile(ImportFailed):
    """It holds no text."""


class WebPage(ImportFailed):
    """It holds the HTML of a page in place of its text."""


class OtherFormat(ImportFailed):
    """It holds what this version does not read; `detail` names the format."""


class NoPage(ImportFailed):
    """It holds text, but hardly that of a papers page."""


class NoRegularFile(ImportFailed):
    """It is a pipe, a device or the like, which may never end."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source holds: the papers to be imported, and what could not be read."""

    name: str
    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...] = ()
    kind: str = "page"


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


_REFUSED = {Format.EMPTY: EmptyFile, Format.BINARY: BinaryFile, Format.HTML: WebPage}


def read(path: Path) -> Reading:
    """Read the papers of a file. Raises an ImportFailed that says why there are none."""
    found = sniff.sniff(_bytes(path))
    if refusal := _REFUSED.get(found.format):
        raise refusal(path)
    if found.format is not Format.PAPERS_PAGE:
        raise OtherFormat(path, found.format)
    drafts, problems = papers_page.parse(found.text)
    if not papers_page.plausible(drafts, problems):
        raise NoPage(path)
    return Reading(path.name, drafts, problems)


def _bytes(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise FolderGiven(path)
        if not stat.S_ISREG(mode):
            raise NoRegularFile(path)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as e:
        raise MissingFile(path) from e
    except (OSError, ValueError) as e:
        raise UnreadableFile(path, getattr(e, "strerror", None) or str(e)) from e


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
        self._left = papers.of_source(library, source)
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
    """The emptying of the bin under way, which nothing takes back."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._left = papers.binned(library)
        self.total = len(self._left)

    def __next__(self) -> Progress:
        if not self._left:
            raise StopIteration
        with self._library.batch():
            papers.delete_for_good(self._library, self._left[:BATCH])
        self._library.forget()
        self._left = self._left[BATCH:]
        return Progress(self.total - len(self._left), self.total)


def _store(library: Library, reading: Reading, drafts: tuple[Draft, ...], before: Result) -> Result:
    """Store some papers of a reading and give the result as it is after them."""
    source, present = before.source, before.present
    added, problems = list(before.added), list(before.problems)
    fresh: dict[PaperId, Draft] = {}
    for draft in drafts:
        if not text.clean_line(draft.title):
            problems.append(Problem(draft.line, "this record has no title"))
            continue
        found = papers.same_work(library, draft)
        known = papers.get(library, found) if found is not None else None
        if known and not known.binned:
            _complete(library, known, draft)
            present += 1
            continue
        source = source or papers.add_source(library, reading.name, reading.kind)
        if known:
            papers.take_from_bin(library, [known.id], source)
            _complete(library, known, draft)
            added.append(known.id)
        else:
            paper = papers.insert(library, draft, source)
            fresh[paper] = draft
            added.append(paper)
    papers.index(library, fresh)
    return Result(tuple(added), present, tuple(problems), source)


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
    )
    if fuller != papers.as_draft(known):
        papers.edit(library, known.id, fuller)
    wording = text.clean(draft.abstract or "").strip()
    # The beginning of what is there comes from a page that was cut.
    if not known.abstract.startswith(wording) and abstracts.add(
        library, known.id, wording, "import"
    ):
        papers.reindex(library, known.id)
