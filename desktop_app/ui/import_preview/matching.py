"""Matching what was read with the library: some records at a time, in the lane that reads."""

from __future__ import annotations

from time import monotonic

from desktop_app.core.papers import Paper, PaperId, Problem
from desktop_app.services.gathering import Reading
from desktop_app.services.matching import Matcher, Relation
from desktop_app.store import documents, papers
from desktop_app.store.library import Library
from desktop_app.ui.import_preview.prospect import ASKED, Group, Prospect

SLICE_S = 0.1  # searches wait no longer for the lane


class Matching:
    """Matches the records of a reading; `prospect` is there once all are.

    A step runs in the lane's thread, the next is started when it has ended.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._reader: Library | None = None
        self._matcher: Matcher | None = None
        self._done = 0
        self._groups: dict[Group, list[int]] = {group: [] for group in Group}
        self._known: dict[int, PaperId] = {}
        self._papers: dict[PaperId, Paper] = {}
        self._problems = list(reading.problems)
        self.prospect: Prospect | None = None

    @property
    def progress(self) -> tuple[int, int]:
        """How many records are matched, and how many there are."""
        return self._done, len(self._reading.drafts)

    def step(self, reader: Library) -> None:
        """Match some more; without an end there is no prospect yet."""
        if self._matcher is None or self._reader is not reader:
            self._reader, self._matcher = reader, Matcher(reader)
        end = monotonic() + SLICE_S
        while self._done < len(self._reading.drafts) and monotonic() < end:
            self._match(reader, self._matcher, self._done)
            self._done += 1
        if self._done == len(self._reading.drafts):
            self.prospect = Prospect(
                self._reading, self._groups, self._known, self._papers, tuple(self._problems)
            )

    def _match(self, reader: Library, matcher: Matcher, place: int) -> None:
        found = matcher.find(self._reading.drafts[place])
        if found.relation is Relation.UNTITLED:
            line = self._reading.drafts[place].line
            self._problems.append(Problem(line, "this record has no title"))
            return
        group = self._owned(reader, place)
        if group is None:
            group = Group.BINNED if found.binned else Group(found.relation)
        if group in ASKED and found.paper is None:
            group = Group.NEW  # near to another record, not to what is in the library
        self._groups[group].append(place)
        if group in ASKED and found.paper is not None:
            self._known[place] = found.paper
            if found.paper not in self._papers:
                self._papers[found.paper] = papers.get(reader, found.paper)

    def _owned(self, reader: Library, place: int) -> Group | None:
        """Give the group of a record whose document a paper has; None where none has it."""
        digest = self._reading.hashes.get(place)
        owners = documents.owners(reader, digest) if digest is not None else []
        if not owners:
            return None
        kept = any(not papers.get(reader, owner).binned for owner in owners)
        return Group.PRESENT if kept else Group.BINNED
