"""What would become of each record of a reading, and what a reader decides about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.core.papers import Paper, PaperId, Problem
from desktop_app.services.gathering import Reading
from desktop_app.services.importing import Act, Answer


class Group(StrEnum):
    """What a record is to the library, in the order in which groups are shown."""

    NEW = "new"
    MAYBE = "maybe"
    VERSION = "version"
    PRESENT = "present"
    BINNED = "binned"
    LEFT_OUT = "left out"


ASKED = (Group.MAYBE, Group.VERSION)


@dataclass(frozen=True, slots=True)
class Prospect:
    """What would come in: the places of drafts by their groups, and the problems.

    `known` are the papers of the library that drafts of `ASKED` groups have to do with, by the
    place of the draft.
    """

    reading: Reading
    groups: Mapping[Group, Sequence[int]]
    known: Mapping[int, PaperId]
    papers: Mapping[PaperId, Paper]
    problems: tuple[Problem, ...]

    def size(self, group: Group) -> int:
        """Count what is in a group."""
        return len(self.problems if group is Group.LEFT_OUT else self.groups.get(group, ()))

    def paper(self, place: int) -> Paper | None:
        """Give the paper of the library that a draft has to do with."""
        known = self.known.get(place)
        return self.papers.get(known) if known is not None else None

    @property
    def lone(self) -> bool:
        """Whether it is one new paper and nothing else, so that there is nothing to decide."""
        return [len(self.reading.drafts), self.size(Group.NEW), len(self.problems)] == [1, 1, 0]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many papers would be added, how many of these as versions; what becomes of others."""

    added: int
    versions: int
    completed: int
    returned: int = 0  # from the bin


class Decisions:
    """What a reader decides about the records of a prospect; nothing is decided at first."""

    def __init__(self, prospect: Prospect) -> None:
        self._prospect = prospect
        self._left_out: dict[Group, set[int]] = {group: set() for group in Group}
        self._said: dict[Group, dict[int, Act]] = {group: {} for group in ASKED}

    def is_taken(self, group: Group, place: int) -> bool:
        """Tell whether a record comes in."""
        return place not in self._left_out[group]

    def take(self, group: Group, places: Iterable[int], on: bool) -> None:
        """Let records come in, or leave them out."""
        if on:
            self._left_out[group].difference_update(places)
        else:
            self._left_out[group].update(places)

    def said(self, group: Group, place: int) -> Act | None:
        """Give what was said of a record that is asked about; versions are such unless denied."""
        usual = Act.VERSION if group is Group.VERSION else None
        return self._said[group].get(place, usual)

    def say(self, group: Group, places: Iterable[int], act: Act) -> None:
        """Say what records are to the papers they are near to; they then come in."""
        places = list(places)
        self._said[group].update(dict.fromkeys(places, act))
        self.take(group, places, True)

    def taken(self, group: Group) -> int:
        """Count the records of a group that come in."""
        return self._prospect.size(group) - len(self._left_out[group])

    def outcome(self) -> Outcome:
        """Say what would be done."""
        same = sum(self._count(group, Act.COMPLETE) for group in ASKED)
        denied = self._count(Group.VERSION, Act.COMPLETE, Act.ADD)
        versions = self.taken(Group.VERSION) - denied + self._count(Group.MAYBE, Act.VERSION)
        asked = sum(map(self.taken, ASKED))
        return Outcome(
            added=self.taken(Group.NEW) + asked - same,
            versions=versions,
            completed=self.taken(Group.PRESENT) + same,
            returned=self.taken(Group.BINNED),
        )

    def answers(self) -> dict[int, Answer]:
        """Give what is to be done with records that are not left to the rules."""
        found: dict[int, Answer] = {}
        for said in self._said.values():
            found |= {
                place: Answer(act, self._prospect.known[place]) for place, act in said.items()
            }
        for left_out in self._left_out.values():
            found |= dict.fromkeys(left_out, Answer(Act.LEAVE))
        return found

    def _count(self, group: Group, *acts: Act) -> int:
        return sum(
            act in acts and self.is_taken(group, place)
            for place, act in self._said.get(group, {}).items()
        )
