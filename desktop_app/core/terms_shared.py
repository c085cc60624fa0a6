"""Terms that two texts share: how much that makes them alike, and which can be told.

Rare terms, longer ones, those of titles and those both texts keep coming back to count for more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from math import exp, log, log2

from desktop_app.core import terms
from desktop_app.core.terms import OFTEN, Packed, Term, Terms
from desktop_app.core.terms_words import STOP

_PRIOR = 40
_STEPS = 12  # of a level for twice the count
_BY_LENGTH = (1.0, 1.5, 1.7)  # of one, two, three words
_VERB_ALONE = 0.5

# Of what is told. A term of less worth than the floor is given only where there is no better one.
_FLOOR = 0.36
_BY_COUNT = (0.7, 0.9, 1.0)
_TITLED = 0.2
_PREFIX = 4  # letters; a word of so many that begins another is of its family

# Of how alike texts are: tuned by tests/benchmarks/tuning.py.
_ALIKE_BY_COUNT = tuple(0.7 + 0.25 * log(count, 3) for count in range(1, OFTEN + 1))
_BOTH_TITLED = 1.5
_ENOUGH = 3.0  # the weight of shared terms that makes texts alike by 1 - 1/e


@dataclass(frozen=True, slots=True)
class Background:
    """In how many of `texts` texts each term stands: `levels` by its number, modulo their count.

    A level is a logarithm, for only that of a count matters; few terms share one.
    """

    texts: int = 0
    levels: bytes = b"\0"

    def rarity(self, number: int) -> float:
        """Give the inverse document frequency of a term, 0 to 1.

        It is as if `_PRIOR` more texts lacked the term: without them a handful of texts would
        make every shared term a common one.
        """
        shared = self.levels[number % len(self.levels)] / _STEPS
        return max(0.0, 1 - shared / log2(self.texts + _PRIOR))


@dataclass(frozen=True, slots=True)
class Shared:
    """A term of both texts and its place in the other; `worth` is about 1 where it is rare and
    both are about it."""

    term: Term
    start: int
    end: int
    worth: float


@dataclass(frozen=True, slots=True)
class _Known:
    """A term of the asking text, its rarity, and how much that text is about it."""

    term: Term
    length: float
    alone: bool
    titled: bool
    worth: float
    weight: float


class Asking:
    """The terms of what is asked about, to be compared with those of many texts.

    Of several texts a term counts by the share of those that have it.
    """

    def __init__(self, parts: Sequence[Terms], among: Background) -> None:
        self._parts, self._among = parts, among
        self._terms = {terms.number(term): term for part in parts for term in part.counts}
        self._known: dict[int, _Known] = {}

    def likeness(self, other: Packed) -> float:
        """Say how alike another text is by all terms it shares, 0 to 1."""
        weight = 0.0
        for at, known in self._both(other):
            both = _BOTH_TITLED if known.titled and other.titled(at) else 1.0
            alike = _ALIKE_BY_COUNT[other.count(at) - 1]
            weight += known.weight * alike * both * _length(known, other, at)
        return 1 - exp(-weight / _ENOUGH)

    def shared(self, other: Packed, most: int = 3) -> list[Shared]:
        """Give up to `most` shared terms, best first, none within another."""
        worth = {at: (_worth(known, other, at), known.term) for at, known in self._both(other)}
        chosen: list[int] = []
        for at in sorted(worth, key=lambda at: (-worth[at][0], -len(worth[at][1]), worth[at][1])):
            if len(chosen) == most or (chosen and worth[at][0] < _FLOOR):
                break
            term = worth[at][1]
            if not any(_nested(term, worth[one][1]) for one in chosen):
                chosen.append(at)
        return [Shared(worth[at][1], *other.place(at), worth[at][0]) for at in chosen]

    def _both(self, other: Packed) -> list[tuple[int, _Known]]:
        numbers = other.numbers
        held = map(self._terms.__contains__, numbers)  # with no step in Python for each term
        return [(at, self._know(numbers[at])) for at in compress(range(len(numbers)), held)]

    def _know(self, number: int) -> _Known:
        if number not in self._known:  # most terms of a text are shared by none that is near
            self._known[number] = _know(self._terms[number], self._parts, self._among)
        return self._known[number]


def level(count: int) -> int:
    """Give the level of a term that stands in so many texts, below 256."""
    return min(255, round(_STEPS * log2(count + 1)))


def _know(term: Term, parts: Sequence[Terms], among: Background) -> _Known:
    words = [word for word in term if word not in STOP]
    rarities = [among.rarity(terms.number((w,))) for w in words if terms.meaningful(w)]
    rarity = (among.rarity(terms.number(term)) + sum(rarities) / max(1, len(rarities))) / 2
    having = [part for part in parts if term in part.counts]
    worth = sum(_weight(part.counts[term], term in part.title) for part in having)
    weight = sum(_ALIKE_BY_COUNT[min(OFTEN, part.counts[term]) - 1] for part in having)
    return _Known(
        term,
        _BY_LENGTH[min(max(1, len(words)), len(_BY_LENGTH)) - 1],
        len(words) == 1,
        any(term in part.title for part in having),
        rarity * worth / len(parts),
        rarity * rarity * weight / len(parts),
    )


def _worth(known: _Known, other: Packed, at: int) -> float:
    weight = _weight(other.count(at), other.titled(at))
    return known.worth * weight * _length(known, other, at)


def _length(known: _Known, other: Packed, at: int) -> float:
    """Favour longer terms; a verb by itself says least, unless a title has it."""
    if known.alone and other.verb(at) and not (known.titled or other.titled(at)):
        return _VERB_ALONE
    return known.length


def _weight(count: int, titled: bool) -> float:
    """Say how much a text is about a term: one in its title, or one it keeps coming back to."""
    return _BY_COUNT[min(len(_BY_COUNT), count) - 1] + _TITLED * titled


def _nested(a: Term, b: Term) -> bool:
    """Tell whether a term stands within another, in any form of its words: robot, robotic arm."""
    inner, outer = sorted((a, b), key=len)
    span = len(inner)
    runs = (outer[i : i + span] for i in range(len(outer) - span + 1))
    return any(all(map(_of_one_family, inner, run)) for run in runs)


def _of_one_family(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= _PREFIX and (a.startswith(b) or b.startswith(a)))
