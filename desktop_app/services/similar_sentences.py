"""The sentences in which two texts are most alike, as a second reason beside the terms they share.

`pairs` embeds sentences, so it belongs in the MODEL lane, and is only asked for once the model is
warm; `Found` keeps what was found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.core import passages, terms, text
from desktop_app.engines import embedding

WEAK = 0.55  # cosine; of pairs below it a reader does not see why
ALIKE = 0.97  # cosine; of pairs above it both say the same thing, which tells nothing new
MOST_SENTENCES = 40  # of a text; longer ones are compared by these
_FEWEST_TERMS = 2  # of a sentence that says something of its own
_KEPT = 500
_REMEMBERED = 4000  # sentences whose vectors are kept, some megabytes


class Fit(StrEnum):
    """Whether a pair is worth telling."""

    TELLING = "telling"
    WEAK = "weak"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Pair:
    """The two sentences of two texts that are nearest to each other, and their cosine."""

    own: str
    other: str
    score: float
    fit: Fit


Encode = Callable[[Sequence[str]], Sequence[bytes]]
_vectors: dict[str, bytes] = {}  # of sentences met lately: near papers come again and again


def encode(sentences: Sequence[str]) -> list[bytes]:
    """Give the vectors of sentences, embedding those that were not met lately."""
    if len(_vectors) > _REMEMBERED:
        _vectors.clear()
    lacking = [sentence for sentence in dict.fromkeys(sentences) if sentence not in _vectors]
    _vectors.update(zip(lacking, embedding.encode(lacking), strict=True))
    return [_vectors[sentence] for sentence in sentences]


def pairs(asking: str, others: Sequence[str], encode: Encode = encode) -> list[Pair | None]:
    """Find the nearest sentences of a text and each of others; None where one says nothing."""
    own, found = sentences(asking), [sentences(other) for other in others]
    wanted = list(dict.fromkeys([*own, *(sentence for part in found for sentence in part)]))
    if not own or not any(found):
        return [None] * len(others)
    from desktop_app.engines import vectors  # brings NumPy, which no start needs

    known = {s: vectors.read(v) for s, v in zip(wanted, encode(wanted), strict=True)}
    best: list[Pair | None] = []
    for part in found:
        scored = [(float(known[a] @ known[b]), a, b) for a in own for b in part]
        best.append(_pair(*max(scored, key=lambda s: s[0])) if scored else None)
    return best


def pair(asking: str, other: str, encode: Encode = encode) -> Pair | None:
    """Find the nearest sentences of two texts; None where one says nothing."""
    return pairs(asking, [other], encode)[0]


def told(title: str, abstract: str) -> str:
    """Give the text of a paper whose sentences are told: the title is before the reader anyway."""
    return abstract.strip() or title


def sentences(whole: str) -> list[str]:
    """Give the sentences of a text that say something of their own, in one line each."""
    parts = [" ".join(whole[start:end].split()) for start, end in passages.sentences(whole)]
    return [part for part in dict.fromkeys(parts) if _says(part)][:MOST_SENTENCES]


def place(whole: str, sentence: str) -> tuple[int, int] | None:
    """Find where a sentence stands in a text, however its lines are broken there."""
    words = r"\s+".join(map(re.escape, sentence.split()))
    found = re.search(words, whole) if words else None
    return found.span() if found else None


class Found:
    """Pairs found so far, by both texts; the oldest are forgotten."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[str, str], Pair | None] = {}

    def lacking(self, asking: str, others: Sequence[str]) -> list[str]:
        """Give the texts whose pair with another is not known yet, each once."""
        return [o for o in dict.fromkeys(others) if (asking, o) not in self._pairs]

    def add(self, asking: str, found: Mapping[str, Pair | None]) -> None:
        """Keep pairs by the other text."""
        self._pairs |= {(asking, other): found[other] for other in found}
        for oldest in list(self._pairs)[: max(0, len(self._pairs) - _KEPT)]:
            del self._pairs[oldest]

    def get(self, asking: str, other: str) -> Pair | None:
        """Give a pair that is worth telling, if it is known."""
        found = self._pairs.get((asking, other))
        return found if found and found.fit is Fit.TELLING else None


def _pair(score: float, own: str, other: str) -> Pair:
    same = score >= ALIKE or text.title_key(own) == text.title_key(other)
    fit = Fit.SAME if same else Fit.WEAK if score < WEAK else Fit.TELLING
    return Pair(own, other, round(score, 6), fit)


def _says(sentence: str) -> bool:
    """Tell whether a sentence is of one paper: not of where its code is, or of what all show."""
    return len(terms.read("", sentence).counts) >= _FEWEST_TERMS and "://" not in sentence
