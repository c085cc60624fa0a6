"""Terms of a text: what papers have in common where they are alike, and can be told as the reason.

A term is a run of one to three words, without a break between them, that begins and ends with a
word of meaning. The terms of a text are packed into some hundred bytes, to be kept beside its
vector; `core.terms_shared` compares them.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.core import text
from desktop_app.core.terms_words import GENERIC, STOP, stem

Term = tuple[str, ...]

RULES = 1  # another number wherever other terms are found in a text, or packed in another way
LONGEST = 3  # words; those joined by hyphens count as one
OFTEN = 6  # times; what stands more often in a text counts as so often
_MOST_READ = 60_000  # characters of a text; a place is packed into 16 bits
_MOST_LETTERS = 255  # of a term; its length is packed into 8
_PIECE = re.compile(r"https?://\S+|[^\W_]+(?:[-‐‑–'’][^\W_]+)*")
_HYPHEN = re.compile(r"[-‐‑–'’]")
_FEWEST_LETTERS = 3
_VERBAL = ("ed", "ing", "ize", "izes", "ise", "ises")
_TITLED, _VERB = 8, 16  # beside the lowest three bits of a flag, which count


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one text by their stems: how often each stands there, and where.

    Places are code points of `whole`, of the plainest spelling; `verbs` are those spelt like verbs.
    """

    counts: Mapping[Term, int]
    places: Mapping[Term, tuple[int, int]]
    title: frozenset[Term]
    verbs: frozenset[Term]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, or words joined by hyphens, and where it stands."""

    start: int
    end: int
    stems: Term
    bordering: bool
    meaningful: bool


# Reading


def whole(title: str, abstract: str) -> str:
    """Give the text in which the terms of a paper have their places."""
    return f"{title}\n{abstract}"


def read(title: str, abstract: str) -> Terms:
    """Find the terms of a paper, or of a text that has no title."""
    title = title[:_MOST_READ]
    abstract = abstract[: _MOST_READ - len(title)]
    counts: Counter[Term] = Counter()
    places: dict[Term, tuple[int, int]] = {}
    best: dict[Term, tuple[int, bool]] = {}
    titled = set()
    for part, offset in ((abstract, len(title) + 1), (title, 0)):
        for term, start, end in _terms(part):
            counts[term] += 1
            roughness = _roughness(part[start:end])
            if term not in best or roughness < best[term]:
                best[term] = roughness
                places[term] = (start + offset, end + offset)
            if not offset:
                titled.add(term)
    verbs = frozenset(term for term, (_, verb) in best.items() if verb)
    return Terms(counts, places, frozenset(titled), verbs)


def first(spelt: str) -> Term | None:
    """Give the longest term that a text begins with."""
    found = [term for term, start, _ in _terms(spelt) if not start]
    return found[-1] if found else None


def meaningful(word: str) -> bool:
    """Tell whether a stem means something by itself."""
    return word not in GENERIC and len(word) > 1 and not word.removeprefix("v").isdigit()


def _roughness(spelling: str) -> tuple[int, bool]:
    """Rank spellings of a term for showing: plain before capitals, nouns before verbs."""
    verb = spelling.isalpha() and spelling.endswith(_VERBAL)
    return (0 if spelling.islower() else sum(c.isupper() for c in spelling)), verb


def _terms(part: str) -> Iterator[tuple[Term, int, int]]:
    """Yield every term of a text with its start and end there."""
    for run in _runs(part):
        for place, opening in enumerate(run):
            if not opening.bordering:
                continue
            term: Term = ()
            telling = False
            for piece in run[place : place + LONGEST]:
                term += piece.stems
                telling = telling or piece.meaningful
                if telling and piece.bordering and (piece is not opening or _alone(piece)):
                    yield term, opening.start, piece.end


def _runs(part: str) -> Iterator[list[_Piece]]:
    """Yield stretches of words with nothing but white space between them."""
    run: list[_Piece] = []
    for found in _PIECE.finditer(part):
        address = found.group().startswith("http")
        if run and (address or not part[run[-1].end : found.start()].isspace()):
            yield run
            run = []
        if not address:
            stems, bordering, telling = _weigh(found.group())
            run.append(_Piece(found.start(), found.end(), stems, bordering, telling))
    if run:
        yield run


def _alone(piece: _Piece) -> bool:
    """Tell whether a piece can be a term by itself: not a mere letter or two."""
    return piece.end - piece.start >= _FEWEST_LETTERS or not piece.stems[0].isalpha()


@lru_cache(maxsize=20_000)
def _weigh(piece: str) -> tuple[Term, bool, bool]:
    """Give the stems of a piece, whether a term may begin or end with it, and whether it means
    something by itself."""
    words = _HYPHEN.split(text.fold(piece))
    stems = tuple(map(stem, words))
    telling = any(meaningful(s) and w not in STOP for s, w in zip(stems, words, strict=True))
    if len(words) > 1:
        return stems, telling, telling
    stopped = words[0] in STOP or words[0].removesuffix("s") in STOP
    bordering = not (stopped or words[0].endswith("ly") or words[0].isdigit())
    return stems, bordering, telling and bordering


# Packing


def number(term: Term) -> int:
    """Give the number of 32 bits under which a term is packed."""
    return zlib.crc32(" ".join(term).encode(errors="replace"))


def pack(found: Terms) -> bytes:
    """Pack the terms of a text: all numbers, then all flags, starts and lengths, little-endian."""
    kept = [t for t, (start, end) in found.places.items() if end - start <= _MOST_LETTERS]
    places = [found.places[term] for term in kept]
    flags = [
        min(OFTEN, found.counts[t]) | _TITLED * (t in found.title) | _VERB * (t in found.verbs)
        for t in kept
    ]
    return struct.pack(
        _form(len(kept)),
        *map(number, kept),
        *flags,
        *(start for start, _ in places),
        *(end - start for start, end in places),
    )


class Packed:
    """Packed terms, read as they are asked for."""

    __slots__ = ("_data", "_flags", "numbers")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._flags = len(data) // 8 * 4
        self.numbers: tuple[int, ...] = struct.unpack_from(f"<{len(data) // 8}I", data)

    def count(self, at: int) -> int:
        """Say how often a term stands in the text, at most `OFTEN`."""
        return self._data[self._flags + at] & 7

    def titled(self, at: int) -> bool:
        """Tell whether the title has a term."""
        return bool(self._data[self._flags + at] & _TITLED)

    def verb(self, at: int) -> bool:
        """Tell whether a term is spelt like a form of a verb."""
        return bool(self._data[self._flags + at] & _VERB)

    def place(self, at: int) -> tuple[int, int]:
        """Give start and end of a term in the whole text."""
        total = len(self.numbers)
        (start,) = struct.unpack_from("<H", self._data, 5 * total + 2 * at)
        return start, start + self._data[7 * total + at]


def _form(count: int) -> str:
    return f"<{count}I{count}B{count}H{count}B"
