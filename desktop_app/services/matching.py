"""What an import would do with each record of a reading, foretold while nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop_app.core import text, works
from desktop_app.core.papers import Draft, PaperId
from desktop_app.core.works import Work
from desktop_app.services import blocks
from desktop_app.store import identity, pairs, papers
from desktop_app.store.identity import Known
from desktop_app.store.library import Library

_RECORDS = 1 << 40  # records of the reading are numbered from here on, after all papers


class Relation(StrEnum):
    """What a record is to the library and to the records before it."""

    NEW = "new"
    PRESENT = "present"
    VERSION = "version"
    MAYBE = "maybe"
    UNTITLED = "untitled"  # the import leaves it out


@dataclass(frozen=True, slots=True)
class Match:
    """What a record is to a `paper`, or to an earlier `record` of the reading, by its place.

    What is `binned` comes back from the bin.
    """

    relation: Relation
    paper: PaperId | None = None
    record: int | None = None
    binned: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records are what; those `unsure` are to be asked about."""

    new: int
    present: int
    versions: int
    unsure: int


def of(library: Library, drafts: Iterable[Draft]) -> list[Match]:
    """Give what each record is, in their order."""
    matcher = Matcher(library)
    return [matcher.find(draft) for draft in drafts]


def counts(matches: Iterable[Match]) -> Counts:
    """Count what records are."""
    number = Counter(match.relation for match in matches)
    return Counts(
        number[Relation.NEW],
        number[Relation.PRESENT],
        number[Relation.VERSION],
        number[Relation.MAYBE],
    )


class Matcher:
    """Finds what the records of one reading are, asked for in their order.

    What the import would have stored before a record counts as if it were there. It looks for
    equal identifiers and titles; what is near by its title alone is to be asked about.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._blocks = blocks.of_library(library)
        self._place = -1
        # What the records so far brought: new works, and papers that were completed.
        self._brought: dict[int, Known] = {}
        self._by_name: dict[tuple[str, str], list[int]] = {}

    def find(self, draft: Draft) -> Match:
        """Give what the next record is."""
        self._place += 1
        if not text.clean_line(draft.title):
            return Match(Relation.UNTITLED)
        draft = papers.clean(draft)
        wanted = identity.work(draft)
        if (paper := pairs.remembered(self._library, draft)) is not None:
            [known] = identity.of(self._library, [paper])
            return self._present(self._brought.get(paper, known), wanted)
        known_by_name = self._known(
            identity.candidates(self._library, draft),
            {n for name in _names(wanted) for n in self._by_name.get(name, ())},
        )
        found, relation = identity.choose(known_by_name.values(), wanted)
        if found is not None and relation is works.Relation.SAME:
            return self._present(known_by_name[found], wanted)
        match = (
            _match(Relation.VERSION, found)
            if found is not None
            else self._near(wanted, known_by_name)
        )
        number = PaperId(_RECORDS + self._place)
        self._bring(Known(number, wanted))
        self._blocks.add(number, wanted)
        return match

    def _near(self, wanted: Work, known: dict[PaperId, Known]) -> Match:
        """Give what is to be asked about, the surest first, or that a record is new."""
        near = [n for n in self._blocks.near(wanted) if n not in known]
        brought = {n for n in near if n in self._brought}
        stored = [PaperId(n) for n in near if n < _RECORDS]
        possible = known | self._known(stored, brought)
        asked = [
            (reason, paper)
            for paper, (_, work, binned) in possible.items()
            for relation, reason in [works.compare(work, wanted)]
            if relation in (works.Relation.MAYBE, works.Relation.VERSION) and not binned
        ]
        if not asked:
            return Match(Relation.NEW)
        return _match(
            Relation.MAYBE, min(asked, key=lambda a: (a[0] != works.Reason.TITLE, a[1]))[1]
        )

    def _known(self, stored: list[PaperId], brought: Iterable[int]) -> dict[PaperId, Known]:
        """Give papers and earlier records as they would be by now."""
        left = [paper for paper in stored if paper not in self._brought]
        found = {known.paper: known for known in identity.of(self._library, left)}
        for number in (*stored, *brought):
            if known := self._brought.get(number):
                found[known.paper] = known
        return found

    def _present(self, known: Known, wanted: Work) -> Match:
        """Complete what is there by a record of it, as the import will."""
        was = known.work
        longer = not was.abstract.startswith(wanted.abstract)
        abstract = wanted.abstract if longer else was.abstract
        work = replace(works.completed(was, wanted), abstract=abstract)
        if work != was or known.binned:
            self._bring(Known(known.paper, work))
        if known.binned:
            self._blocks.add(known.paper, work)
        return replace(_match(Relation.PRESENT, known.paper), binned=known.binned)

    def _bring(self, known: Known) -> None:
        self._brought[known.paper] = known
        for name in _names(known.work):
            numbers = self._by_name.setdefault(name, [])
            if known.paper not in numbers:
                numbers.append(known.paper)


def _match(relation: Relation, number: PaperId) -> Match:
    if number < _RECORDS:
        return Match(relation, paper=number)
    return Match(relation, record=number - _RECORDS)


def _names(work: Work) -> list[tuple[str, str]]:
    """Give under what a work is looked up: its identifiers and its folded title."""
    named = (("title", text.title_key(work.title)), ("doi", work.doi), ("arxiv", work.arxiv))
    return [(scheme, value) for scheme, value in named if value]
