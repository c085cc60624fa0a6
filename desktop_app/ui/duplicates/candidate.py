"""What a reader sees of papers that may be one work, and which of them is best kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.core.papers import PaperId, Row, State
from desktop_app.core.works import Work
from desktop_app.store import identity, listing
from desktop_app.store.library import Library


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper beside others of its work: its row in lists, and what tells which work it is."""

    row: Row
    work: Work

    @property
    def paper(self) -> PaperId:
        """The paper."""
        return self.row.id

    @property
    def is_queued(self) -> bool:
        """Whether it is in the queue."""
        return self.row.state is State.QUEUED

    @property
    def fields(self) -> int:
        """How much its record says."""
        work = self.work
        said = (work.abstract, work.authors, work.year, work.venue, work.doi, work.arxiv, work.kind)
        return sum(map(bool, said))

    @property
    def held(self) -> int:
        """How much of the reader's is with it."""
        row = self.row
        return row.highlights + row.has_note + row.documents + row.starred + self.is_queued


def of(library: Library, papers: Sequence[PaperId]) -> list[Candidate]:
    """Read papers in the order asked for; those that are gone are left out."""
    works = {known.paper: known.work for known in identity.of(library, papers)}
    return [Candidate(row, works[row.id]) for row in listing.rows(library, papers)]


def fullest(candidates: Iterable[Candidate]) -> Candidate:
    """Choose the one to be kept: its record says most, then it holds most, then it is oldest."""
    return min(candidates, key=lambda c: (-c.fields, -c.held, c.row.added_at, c.paper))
