"""The digest of a day: what is planned, what is for this reader, what is new since a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from desktop_app.core.origins import Origin
from desktop_app.core.papers import PaperId, PaperKey
from desktop_app.core.queue import Outcome
from desktop_app.core.ranking import Basis
from desktop_app.core.reasons import Template
from desktop_app.core.statistics import Figures

DAY = timedelta(days=1)
LONGEST = timedelta(days=14)
_GIST = 320  # code points


@dataclass(frozen=True, slots=True)
class Line:
    """A paper in a digest, and why it stands there.

    `reason` is an English template, None where there is nothing to say; `terms` are those that the
    paper the reason names uses, too. `origin` is to be kept if it is queued from here. `strength`
    is 1 to 5 bars, None where it was not ranked; `gist` is the beginning of the abstract; `url` is
    where it is found on the web, empty if nobody knows. `fresh` tells that it is new.
    """

    paper: PaperId
    key: PaperKey
    title: str
    byline: str
    year: int | None
    minutes: int
    gist: str = ""
    url: str = ""
    reason: Template | None = None
    terms: tuple[str, ...] = ()
    origin: Origin | None = None
    strength: int | None = None
    votes: int | None = None
    outcome: Outcome | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """What came in for a subscription: the first of `count` papers; not `ready` if it waits to be
    embedded."""

    name: str
    words: str
    lines: tuple[Line, ...]
    count: int
    ready: bool = True


@dataclass(frozen=True, slots=True)
class Digest:
    """What a day brings, new `since` another.

    `new` holds the first of `new_count` papers, less those in `for_you`; `reviews` counts the cards
    due, None for a day that is not today. `figures` add up what was read from `since` on.
    Suggestions come from `basis`, and know `indexed` of the `total` papers.
    """

    day: date
    since: date
    plan: tuple[Line, ...] = ()
    for_you: tuple[Line, ...] = ()
    new: tuple[Line, ...] = ()
    new_count: int = 0
    trending: tuple[Line, ...] = ()
    topics: tuple[Topic, ...] = ()
    reviews: int | None = None
    figures: Figures = field(default_factory=Figures)
    streak: int = 0
    basis: Basis = Basis.NOTHING
    indexed: int = 0
    total: int = 0

    @property
    def open(self) -> tuple[Line, ...]:
        """What of the plan is not settled yet."""
        return tuple(line for line in self.plan if line.outcome is None)

    @property
    def minutes(self) -> int:
        """How long what is open will take."""
        return sum(line.minutes for line in self.open)


def since(day: date, visited: Collection[date]) -> date:
    """Give the last day before `day` that the reader was here, of the last two weeks; else the
    day before."""
    here = [one for one in visited if day - LONGEST <= one < day]
    return max(here, default=day - DAY)


def gist(abstract: str) -> str:
    """Give the beginning of an abstract: whole sentences if they fit, else whole words."""
    words = " ".join(abstract.split())
    if len(words) <= _GIST:
        return words
    head = words[: _GIST - 1]
    sentences = head.rpartition(". ")[0]
    if len(sentences) >= _GIST // 3:
        return f"{sentences}."
    return f"{(head.rpartition(' ')[0] or head).rstrip(' ,;:–—-')}…"
