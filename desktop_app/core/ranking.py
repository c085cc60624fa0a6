"""What a reader's deeds say of their taste: how much each is worth, and which explains most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import log2

from desktop_app.core.origins import Because
from desktop_app.core.papers import PaperId

FEWEST = 3  # liked papers from which a model can be fitted
HALF_LIFE_DAYS = 90
_LEAST_FRESH = 0.2  # what was loved long ago still counts
_UNDATED = 0.5  # freshness where nobody knows the day
_EACH_DOUBLING = 0.3  # of the highlights of a paper
_MOST_TIMES = 16


class Deed(StrEnum):
    """What a reader did with a paper."""

    HIGHLIGHTED = "highlighted"
    NOTED = "noted"
    READ = "read"
    STARRED = "starred"
    QUEUED = "queued"
    BEGUN = "begun"
    DROPPED = "dropped"
    LESS_LIKE = "less_like"


class Basis(StrEnum):
    """What suggestions are made from: a model, what was read last, or nothing, and why that."""

    TASTE = "taste"
    LATELY = "lately"
    NOTHING = "nothing"  # was done yet
    UNINDEXED = "unindexed"  # is all that was liked


# What a deed of today says: above 0 that the reader wants more of the kind, below 0 less.
WORTH = {
    Deed.HIGHLIGHTED: 1.0,
    Deed.NOTED: 1.0,
    Deed.STARRED: 0.8,
    Deed.READ: 0.6,
    Deed.QUEUED: 0.4,
    Deed.BEGUN: 0.3,
    Deed.DROPPED: -0.5,
    Deed.LESS_LIKE: -1.2,
}
# The deed that is told of a paper, if there are several.
_TOLD = {
    Deed.HIGHLIGHTED: Because.HIGHLIGHTED,
    Deed.NOTED: Because.NOTED,
    Deed.READ: Because.READ,
    Deed.STARRED: Because.STARRED,
    Deed.BEGUN: Because.READ,
    Deed.QUEUED: Because.QUEUED,
}


@dataclass(frozen=True, slots=True)
class Done:
    """A deed on a paper: how many times, and the local day of the last, None if unknown."""

    paper: PaperId
    deed: Deed
    day: date | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reader thinks of a paper: above 0 liked, below 0 not; and why one thinks so.

    `because` and `day` are of the deed that is told; None where there is nothing good to tell.
    """

    paper: PaperId
    worth: float
    because: Because | None = None
    day: date | None = None


def opinions(deeds: Iterable[Done], today: date) -> list[Opinion]:
    """Sum up the deeds of each paper, by paper; later ones count for more.

    Who asked for less like a paper meant it, whatever else they did with it.
    """
    by_paper: dict[PaperId, list[Done]] = {}
    for done in deeds:
        by_paper.setdefault(done.paper, []).append(done)
    return [_opinion(paper, by_paper[paper], today) for paper in sorted(by_paper)]


def liked(among: Iterable[Opinion]) -> list[Opinion]:
    """Give the opinions of papers whose like is wanted."""
    return [opinion for opinion in among if opinion.worth > 0]


def strongest(among: Iterable[Opinion], most: int) -> list[Opinion]:
    """Give the `most` papers liked most and the `most` others liked least, strongest first."""
    ordered = sorted(among, key=lambda opinion: (-abs(opinion.worth), opinion.paper))
    unliked = [opinion for opinion in ordered if opinion.worth <= 0]
    return liked(ordered)[:most] + unliked[:most]


def freshness(day: date | None, today: date) -> float:
    """Give how much a deed of a day counts still: 1 today, half after `HALF_LIFE_DAYS`."""
    if day is None:
        return _UNDATED
    age = max(0, (today - day).days)  # a clock that was set back makes no deed count double
    return float(max(_LEAST_FRESH, 0.5 ** (age / HALF_LIFE_DAYS)))


def worth(done: Done, today: date) -> float:
    """Give what a deed says, with its freshness."""
    more = _EACH_DOUBLING * log2(min(done.times, _MOST_TIMES))
    return WORTH[done.deed] * (1 + more) * freshness(done.day, today)


def _opinion(paper: PaperId, deeds: list[Done], today: date) -> Opinion:
    unwanted = [done for done in deeds if done.deed is Deed.LESS_LIKE]
    total = sum(worth(done, today) for done in unwanted or deeds)
    if total <= 0:
        return Opinion(paper, total)
    told = min((d for d in deeds if d.deed in _TOLD), key=lambda d: list(_TOLD).index(d.deed))
    return Opinion(paper, total, _TOLD[told.deed], told.day)
