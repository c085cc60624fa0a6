"""Bringing papers into a library: a job of many small transactions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from time import perf_counter
from typing import NamedTuple

from desktop_app.core import fields, text, works
from desktop_app.core.papers import Draft, Paper, PaperId, Problem, as_draft
from desktop_app.core.works import Relation
from desktop_app.services import attaching
from desktop_app.services.attaching import Taken
from desktop_app.services.gathering import Reading
from desktop_app.store import (
    abstracts,
    citekeys,
    documents,
    identity,
    notes,
    organise,
    pairs,
    papers,
    sources,
    versions,
)
from desktop_app.store.library import Library
from desktop_app.store.sources import SourceId

BATCH = 25  # papers in one transaction of a job that takes back or empties
LEAST_BATCH = 5


class Pace(NamedTuple):
    """How many papers go into one transaction at most, and how long it should take."""

    papers: int
    seconds: float


GENTLE = Pace(BATCH, 0.02)  # for the window, which waits meanwhile
BRISK = Pace(100, 0.08)  # where nobody waits but for a lock


class Act(StrEnum):
    """What is to become of a record, as a person says."""

    ADD = "add"
    COMPLETE = "complete"
    VERSION = "version"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said of a record: it is to be left out, or what it is to `paper`.

    ADD says that the two are different works. A paper that is gone meanwhile counts for nothing.
    """

    act: Act
    paper: PaperId | None = None


_RELATIONS = {
    Act.ADD: Relation.DIFFERENT,
    Act.COMPLETE: Relation.SAME,
    Act.VERSION: Relation.VERSION,
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is; `done` of `total` papers were looked at."""

    done: int
    total: int
    added: int = 0
    present: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What an import did; `source` is None where it added nothing.

    `versions` counts the papers added that are another form of one that was there.
    """

    added: tuple[PaperId, ...] = ()
    present: int = 0
    problems: tuple[Problem, ...] = ()
    source: SourceId | None = None
    versions: int = 0


@dataclass(slots=True)
class _Tally:
    """What the steps so far did; a step that fails leaves it as it was."""

    added: list[PaperId] = field(default_factory=list)
    present: int = 0
    problems: list[Problem] = field(default_factory=list)
    source: SourceId | None = None
    versions: int = 0

    def copy(self) -> _Tally:
        """Give a tally to go on with."""
        return replace(self, added=[], problems=[])

    def take(self, step: _Tally) -> None:
        """Count what a step did."""
        self.added += step.added
        self.problems += step.problems
        self.present, self.source, self.versions = step.present, step.source, step.versions


def run(
    library: Library,
    reading: Reading,
    answers: Mapping[int, Answer] | None = None,
    taken: Mapping[int, tuple[Taken, ...]] | None = None,
    pace: Pace = GENTLE,
) -> Import:
    """Prepare the import of a reading; each step of what is given back stores some papers.

    `answers` say what to do with drafts, by their places, that are not left to the rules of the
    same work; `taken` are the documents that lie in the library already and belong to them.
    """
    return Import(library, reading, answers or {}, taken or {}, pace)


class Import(Iterator[Progress]):
    """An import under way: each step is one transaction.

    A step that raises Locked changed nothing and can be tried again; one that is never made
    leaves what was stored before, and importing the same source again goes on from there.
    """

    def __init__(
        self,
        library: Library,
        reading: Reading,
        answers: Mapping[int, Answer],
        taken: Mapping[int, tuple[Taken, ...]],
        pace: Pace,
    ) -> None:
        self._library = library
        self._reading = reading
        self._answers = answers
        self._taken = taken
        self._done = 0
        self._pace = pace
        self._size = pace.papers
        self._tally = _Tally(problems=list(reading.problems))

    @property
    def began(self) -> bool:
        """Whether a step was made."""
        return self._done > 0

    @property
    def result(self) -> Result:
        """What was done so far."""
        tally = self._tally
        return Result(
            tuple(tally.added), tally.present, tuple(tally.problems), tally.source, tally.versions
        )

    def __next__(self) -> Progress:
        drafts = self._reading.drafts
        if self._done >= len(drafts):
            raise StopIteration
        places = range(self._done, min(self._done + self._size, len(drafts)))
        began = perf_counter()
        step = self._tally.copy()
        # What a power cut takes can be imported again.
        with self._library.batch(lasting=False):
            self._store(places, step)
        self._tally.take(step)
        self._done = places.stop
        self._size = _fitting(self._size, perf_counter() - began, self._pace)
        return Progress(self._done, len(drafts), len(self._tally.added), self._tally.present)

    def _store(self, places: range, step: _Tally) -> None:
        """Store some papers, which become searchable together at the end."""
        fresh: dict[PaperId, Draft] = {}
        for place in places:
            draft = self._reading.drafts[place]
            if not text.clean_line(draft.title):
                step.problems.append(Problem(draft.line, "this record has no title"))
            elif (paper := self._place(place, draft, step)) is not None:
                fresh[paper] = draft
        papers.index(self._library, fresh)

    def _place(self, place: int, draft: Draft, step: _Tally) -> PaperId | None:
        """Add or complete the paper a draft is about; give it where it is new to the library."""
        answer = self._answers.get(place)
        if answer is not None and answer.act is Act.LEAVE:
            return None
        library, taken = self._library, self._taken.get(place, ())
        found, relation = self._related(draft, taken, answer)
        known = papers.get(library, found) if found is not None else None
        if known is not None and relation is Relation.SAME:
            self._complete(known, draft, taken, step)
            return None
        step.source = step.source or sources.add(library, self._reading.name, self._reading.kind)
        paper = papers.insert(library, draft, step.source)
        step.added.append(paper)
        _bring_along(library, paper, draft, taken)
        if known is not None and relation is Relation.VERSION:
            versions.link(library, [known.id, paper])
            step.versions += 1
        elif known is not None:
            pairs.say_different(library, known.id, paper)
        return paper

    def _related(
        self, draft: Draft, taken: tuple[Taken, ...], answer: Answer | None
    ) -> tuple[PaperId | None, Relation]:
        """Give the paper that a draft has to do with: as a person said, else by the rules.

        Whatever else is said, a document belongs to the paper that has it.
        """
        owner = _owner(self._library, taken)
        if owner is not None:
            return owner, Relation.SAME
        if answer is None or answer.paper is None or not papers.exists(self._library, answer.paper):
            return identity.related(self._library, draft)
        if answer.act is Act.COMPLETE:
            pairs.remember(self._library, draft, answer.paper)
        return answer.paper, _RELATIONS[answer.act]

    def _complete(self, known: Paper, draft: Draft, taken: tuple[Taken, ...], step: _Tally) -> None:
        """Add to a paper what a draft says beyond it; one in the bin comes back."""
        library = self._library
        if known.binned:
            step.source = step.source or sources.add(
                library, self._reading.name, self._reading.kind
            )
            papers.take_from_bin(library, [known.id], step.source)
            step.added.append(known.id)
        else:
            step.present += 1
        _fill_in(library, known, draft)
        if draft.citekey and draft.citekey.lower() != known.citekey.lower():
            citekeys.lead(library, draft.citekey, known.id)
        for tag in draft.tags:
            if text.clean_line(tag):
                organise.tag(library, [known.id], tag)
        _bring_along(library, known.id, draft, taken)


def _fitting(size: int, seconds: float, pace: Pace) -> int:
    """Give the size of the next batch after one that took so long: less at once, more slowly."""
    if seconds > pace.seconds:
        return max(LEAST_BATCH, int(size * max(0.5, 0.9 * pace.seconds / seconds)))
    return min(pace.papers, size + max(2, pace.papers // 12))


def _owner(library: Library, taken: tuple[Taken, ...]) -> PaperId | None:
    """Give the paper that has one of these documents, one not in the bin first."""
    owners = [paper for one in taken for paper in documents.owners(library, one.hash)]
    kept = (paper for paper in owners if not papers.get(library, paper).binned)
    return next(kept, owners[0] if owners else None)


def _bring_along(library: Library, paper: PaperId, draft: Draft, taken: tuple[Taken, ...]) -> None:
    """Give a paper the collections, notes and documents of a draft that it has not yet."""
    for path in draft.collections:
        if named := [name for name in path if text.clean_line(name)]:
            organise.collect(library, [paper], organise.collection_at(library, named))
    if draft.notes:
        _add_notes(library, paper, draft.notes)
    for document in taken:
        attaching.attach(library, paper, document)


def _add_notes(library: Library, paper: PaperId, wordings: tuple[str, ...]) -> None:
    """Put notes below that of a paper, those left out that stand in it already."""
    note = had = notes.get(library, paper)
    for wording in (text.clean(w).strip() for w in wordings):
        if wording and wording not in note:
            note = f"{note.rstrip()}\n\n{wording}" if note.strip() else wording
    if note != had:
        notes.put(library, paper, note)


def _fill_in(library: Library, known: Paper, draft: Draft) -> None:
    """Add what a source knows of a stored paper and the library does not yet."""
    present, draft = as_draft(known), papers.clean(draft)
    fuller = replace(
        works.completed(present, draft),
        links=known.links or draft.links,
        votes=known.votes if draft.votes is None else draft.votes,
        contributors=known.contributors or draft.contributors,
        fields=fields.ordered((*known.fields, *draft.fields)),
    )
    if fuller != present:
        papers.edit(library, known.id, fuller)
    wording = draft.abstract or ""
    # The beginning of what is there comes from a page that was cut.
    if not known.abstract.startswith(wording) and abstracts.add(
        library, known.id, wording, "import"
    ):
        papers.reindex(library, known.id)
