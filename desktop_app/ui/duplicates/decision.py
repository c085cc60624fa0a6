"""What a reader decides about papers that may be one work, and how it is carried out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from desktop_app.core.papers import PaperId
from desktop_app.store import merging, pairs, versions
from desktop_app.store.library import Library


class Deed(StrEnum):
    """What can be done with papers that may be one work."""

    MERGE = "merge"
    VERSIONS = "versions"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Decision:
    """A deed and the papers it is done to; of those left out nothing is said."""

    deed: Deed
    kept: PaperId
    others: Sequence[PaperId]
    left_out: Sequence[PaperId] = ()

    @property
    def rest(self) -> tuple[PaperId, ...]:
        """What is still to be decided: the kept paper, and what was left out; or nothing."""
        return tuple(sorted((self.kept, *self.left_out))) if self.left_out else ()


def carry_out(library: Library, decision: Decision) -> None:
    """Do what was decided, inside the caller's change. Raises KeyError where a paper is gone."""
    papers = (decision.kept, *decision.others)
    if decision.deed is Deed.MERGE:
        merging.merge(library, decision.kept, decision.others)
    elif decision.deed is Deed.VERSIONS:
        versions.link(library, papers)
    else:
        for one, other in combinations(papers, 2):
            pairs.say_different(library, one, other)
