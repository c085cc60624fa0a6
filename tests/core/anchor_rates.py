"""How often highlights are found again, over a large fixed sample of edited texts.

``python -m tests.core.anchor_rates`` prints the figures, beside those of taking the best fuzzy
match, with neither a floor nor a mark.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from desktop_app.core import anchoring, passages
from desktop_app.core.anchoring import Place
from desktop_app.core.highlights import Anchor, Selector, select
from desktop_app.services import starter

NEAR = 12  # characters a passage that was changed inside may begin beside the right place
_WORDS = ("robust", "novel", "we find", "in part", "however,", "often", "deep", "so-called", "7")
_OPPOSITES = (
    (r"\b(is|are|was|were|can|could|does|do|did|will|has|have|had)\b", r"\1 not"),
    (r"\b(shows?|gives?|makes?|lets?|learns?|needs?|works?|trains?|uses?|used)\b", r"hardly \1"),
    (r"\bmore\b", "less"),
    (r"\bbetter\b", "worse"),
    (r"\b(two|three|four|six|ten)\b", "five"),
    (r"\d", "8"),
    (r"(\d)", r"\1 1"),
    (r"(\d)", r"\g<1>5"),
    (r"^(\w)", r"It is not true that \1"),
)

Method = Callable[[Selector, str], Place]


@dataclass(frozen=True, slots=True)
class Case:
    """A marked passage, the text after an edit, and where the passage begins in it now.

    `start` is None where the passage was taken out.
    """

    marked: Selector
    text: str
    start: int | None


@dataclass(frozen=True, slots=True)
class Rates:
    """Of a sample, as parts of it: found at the right place and not marked as moved; found at the
    right place; somewhere else without being marked."""

    anchored: float
    found: float
    astray: float


def measure(cases: Iterator[Case], count: int, method: Method = anchoring.place) -> Rates:
    """Place the first so many highlights of a sample."""
    seen: Counter[str] = Counter()
    for _, case in zip(range(count), cases, strict=False):
        place = method(case.marked, case.text)
        right = None not in (place.start, case.start) and abs(place.start - case.start) <= NEAR
        plain = place.anchor is Anchor.ANCHORED
        seen["anchored"] += right and plain
        seen["found"] += right
        seen["astray"] += plain and not right
    return Rates(*(seen[kind] / count for kind in ("anchored", "found", "astray")))


def edited_outside(seed: int = 1) -> Iterator[Case]:
    """Edit texts up to five times before and behind a passage."""
    rng = random.Random(seed)
    while True:
        text, marked = _passage(rng)
        before, after = text[: marked.start], text[marked.end :]
        for _ in range(rng.randint(1, 5)):
            if rng.random() < marked.start / len(text):
                before = _edited(before, rng)
            else:
                after = _edited(after, rng)
        yield Case(marked, before + marked.exact + after, len(before))


def edited_inside(seed: int = 2) -> Iterator[Case]:
    """Make one small edit within a passage."""
    rng = random.Random(seed)
    while True:
        text, marked = _passage(rng)
        now = _changed(marked.exact, rng)
        changed = text[: marked.start] + now + text[marked.end :]
        yield Case(marked, changed, marked.start)


def replaced_by_lookalikes(seed: int = 3) -> Iterator[Case]:
    """Take the marked sentence out, and plant one that says something else in nearly its words."""
    rng = random.Random(seed)
    while True:
        text = rng.choice(_texts())
        start, end = passages.sentence(text, rng.randrange(len(text)))
        marked = select(text, start, end)
        rest = text[:start] + text[end:]
        for pattern, other in _OPPOSITES:
            planted = re.sub(pattern, other, marked.exact, count=1)
            if planted != marked.exact:
                at = rng.choice((0, start, len(rest)))
                yield Case(marked, f"{rest[:at]} {planted} {rest[at:]}".strip(), None)


def best_match(marked: Selector, text: str) -> Place:
    """Take the best fuzzy match, with neither a floor nor a mark."""
    at = text.find(marked.exact)
    if at >= 0:
        scores = [
            (anchoring._context(marked, text, at), at)
            for at in anchoring._occurrences(marked.exact, text)
        ]
        at = max(scores)[1]
        return Place(Anchor.ANCHORED, at, at + len(marked.exact))
    found = fuzz.partial_ratio_alignment(marked.exact, text)
    assert found is not None
    return Place(Anchor.ANCHORED, found.dest_start, found.dest_end)


@cache
def _texts() -> tuple[str, ...]:
    """Give texts of some hundred characters each: the summaries of the starter library."""
    return tuple(draft.abstract or "" for draft in starter.read().drafts)


def _passage(rng: random.Random) -> tuple[str, Selector]:
    """Mark some words of a text, mostly a clause or a sentence, sometimes one word."""
    text = rng.choice(_texts())
    words = [word.span() for word in re.finditer(r"\S+", text)]
    count = min(rng.choice((1, 2, 3, 5, 8, 12, 20, 30)), len(words))
    first = rng.randrange(len(words) - count + 1)
    return text, select(text, words[first][0], words[first + count - 1][1])


def _edited(text: str, rng: random.Random) -> str:
    """Change a word of a text, put one or a sentence in, or take some out; its borders stay."""
    words = text.split(" ")
    if len(words) < 3:
        return text
    at = rng.randrange(1, len(words) - 1)
    kind = rng.random()
    gone = rng.randint(0, 1) if kind < 0.8 else rng.randint(5, 15)
    added = rng.choice(_WORDS) if kind < 0.8 else rng.choice(_texts()).split(". ")[0]
    words[at : min(at + gone, len(words) - 1)] = [added] * rng.randint(0, 1)
    return " ".join(words)


def _changed(exact: str, rng: random.Random) -> str:
    """Mistype a letter, or put a word in, out, or in the place of another."""
    words = exact.split(" ")
    at = rng.randrange(len(words))
    if rng.random() < 0.4:
        i = rng.randrange(len(words[at]))
        words[at] = words[at][:i] + rng.choice("aest") + words[at][i + rng.randint(0, 1) :]
    else:
        words[at : at + rng.randint(0, 1)] = [rng.choice(_WORDS)] * rng.randint(len(words) == 1, 1)
    return " ".join(words)


if __name__ == "__main__":
    for sample in (edited_outside, edited_inside, replaced_by_lookalikes):
        for method in (anchoring.place, best_match):
            rates = measure(sample(), 5000, method)
            print(f"{sample.__name__:>24} {method.__name__:>10}: {rates}")
