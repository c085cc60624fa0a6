"""Papers near a question: near by meaning, fused with the terms they share, which are the reason.

A question is a paper, several papers, a highlight or any text. The nearest `CANDIDATES` are ordered
by both, whatever lies beyond by meaning alone; there terms could only bring a paper forward.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from desktop_app.core import terms
from desktop_app.core.papers import PaperId
from desktop_app.core.terms import Terms
from desktop_app.core.terms_shared import Asking, Shared
from desktop_app.engines import embedding
from desktop_app.services import similar_left_out
from desktop_app.services.similar_terms import Kept
from desktop_app.services.similar_vectors import Held
from desktop_app.store import embeddings
from desktop_app.store.library import Library

if TYPE_CHECKING:
    from desktop_app.engines.vectors import Floats, Vectors

CANDIDATES = 200  # whose terms are compared
OF_TERMS = 0.35  # share of the terms in a score; the rest is the cosine: tests/benchmarks/tuning.py
_TELLING = 0.3  # what a term must be worth to be told as a reason
_MOST_ASKED = 20  # papers of a question whose terms are read
_PAGE = 500  # papers explained at once
_CLOSE = 0.85  # cosine; so near may be another form of the same work under another title
_MOST_CLOSE = 200
_STRENGTHS = (0.42, 0.46, 0.50, 0.56)  # the fifths of ten nearest in a page of papers


@dataclass(frozen=True, slots=True)
class Question:
    """What papers are wanted near to: the mean of some papers, or a text with its vector.

    Beside a text, `papers` are those it is from. None of them is ever suggested.
    """

    papers: tuple[PaperId, ...] = ()
    text: str = ""
    vector: bytes | None = None

    def __post_init__(self) -> None:
        if not self.papers and self.vector is None:
            raise ValueError("a question needs papers or a vector")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A paper near a question: how near, at most 1, by meaning alone, and the terms both use."""

    paper: PaperId
    score: float
    cosine: float
    why: tuple[str, ...]


class _Near(NamedTuple):
    """A paper near by meaning, and the hash of its text."""

    paper: PaperId
    cosine: float
    key: str


class NotIndexed(Exception):
    """A paper that was asked about has no vector yet, nor has another of the question."""

    def __init__(self, paper: PaperId) -> None:
        super().__init__(paper)
        self.paper = paper


class Similar:
    """The vectors of one library in memory, read when they are first needed.

    All of it happens in one thread: the READ lane's, or the command line's only one.
    """

    def __init__(self, model: str = embedding.MODEL) -> None:
        self._held = Held(model)
        self._kept = Kept()

    def to(self, library: Library, question: Question, limit: int = 10) -> list[Suggestion]:
        """Give the papers nearest to a question, best first; equals in the order of their ids.

        Fewer are the first of more. What is in the bin, the same work as a paper asked about, or
        marked as unwanted is left out. Raises NotIndexed.
        """
        steps = self.steps(library, question, limit)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                found: list[Suggestion] = end.value
                return found

    def steps(
        self, library: Library, question: Question, limit: int = 10
    ) -> Generator[list[Suggestion] | None, None, list[Suggestion]]:
        """Return what `to` gives, in steps of some hundredths of a second that yield None.

        Where that has to wait for the terms of papers, one step yields those nearest by meaning.
        Raises NotIndexed.
        """
        while self._held.step(library):
            yield None
        near = self._near(library, question, max(limit, CANDIDATES))
        if lacking := self._lacking(library, near):
            yield [Suggestion(n.paper, _score(n.cosine, 0), n.cosine, ()) for n in near[:limit]]
            for part in lacking:
                self._kept.read(library, part)
                yield None
            near = self._near(library, question, max(limit, CANDIDATES))  # as they are now
        return self._fused(library, question, near, limit)

    def reasons(
        self, library: Library, pairs: Sequence[tuple[PaperId, PaperId]]
    ) -> list[tuple[str, ...]]:
        """Give for each two papers the terms that both use and that tell why they are alike."""
        among = self._kept.background(library, self.vectors(library))
        keys = embeddings.hashes_of(library, [other for _, other in pairs])
        asking: dict[PaperId, Asking] = {}
        told = []
        for one, other in pairs:
            if one not in asking:
                asking[one] = Asking(_parts(library, Question((one,))), among)
            told += self._told(library, asking[one], {other: keys[other]})
        return told

    def vectors(self, library: Library) -> Vectors:
        """Give the vectors of the papers outside the bin, and of some that went there since."""
        if self._held.vectors is None:
            self.catch_up(library)
        assert self._held.vectors is not None
        return self._held.vectors

    @property
    def count(self) -> int:
        """How many papers have a vector in memory."""
        return len(self._held.vectors) if self._held.vectors else 0

    def catch_up(self, library: Library) -> None:
        """Read what differs from what is in memory: all at first, later what others changed."""
        self._held.catch_up(library)
        self._kept.forget_background()

    def refresh(self, library: Library, papers: Iterable[PaperId]) -> None:
        """Read the vectors of papers that were added, edited, binned, brought back or embedded."""
        self._held.refresh(library, papers)

    def _near(self, library: Library, question: Question, wanted: int) -> list[_Near]:
        vectors = self.vectors(library)
        asked = self._vector(library, vectors, question)
        return _nearest(library, vectors, asked, question.papers, wanted)

    def _lacking(self, library: Library, near: list[_Near]) -> list[dict[PaperId, str]]:
        keys = {n.paper: n.key for n in near[:CANDIDATES]}
        return self._kept.lacking(library, self.vectors(library), keys)

    def _fused(
        self, library: Library, question: Question, near: list[_Near], limit: int
    ) -> list[Suggestion]:
        among = self._kept.background(library, self.vectors(library))
        asking = Asking(_parts(library, question), among)
        ranked = self._ranked(library, asking, near)[:limit]
        keys = {n.paper: n.key for n in near}
        return list(self._explained(library, asking, ranked, keys))

    def _vector(self, library: Library, vectors: Vectors, question: Question) -> Floats:
        if question.vector is not None:
            from desktop_app.engines import vectors as engine  # brings NumPy, which no start needs

            return engine.read(question.vector)
        if lacking := [paper for paper in question.papers if paper not in vectors]:
            self.refresh(library, lacking)
        indexed = [paper for paper in question.papers if paper in vectors]
        if not indexed:
            raise NotIndexed(question.papers[0])
        mean: Floats = vectors.pick(indexed).mean(axis=0)
        return mean / (float(mean @ mean) ** 0.5 or 1.0)

    def _ranked(self, library: Library, asking: Asking, near: list[_Near]) -> list[Suggestion]:
        """Order the nearest by meaning and terms; the others stay behind them as they are."""
        first = {n.paper: n.key for n in near[:CANDIDATES]}
        packed = self._kept.packed(library, first)
        likeness = {paper: asking.likeness(packed[paper]) for paper in first}
        found = [
            Suggestion(n.paper, _score(n.cosine, likeness.get(n.paper, 0.0)), n.cosine, ())
            for n in near
        ]
        fused = sorted(found[:CANDIDATES], key=lambda s: (-s.score, s.paper))
        return fused + found[CANDIDATES:]

    def _explained(
        self,
        library: Library,
        asking: Asking,
        found: list[Suggestion],
        keys: Mapping[PaperId, str],
    ) -> Iterator[Suggestion]:
        for at in range(0, len(found), _PAGE):
            page = found[at : at + _PAGE]
            told = self._told(library, asking, {s.paper: keys[s.paper] for s in page})
            for s, why in zip(page, told, strict=True):
                yield Suggestion(s.paper, s.score, s.cosine, why)

    def _told(
        self, library: Library, asking: Asking, keys: Mapping[PaperId, str]
    ) -> list[tuple[str, ...]]:
        packed = self._kept.packed(library, keys)
        texts = embeddings.texts(library, keys)
        return [_spelt(asking.shared(packed[paper]), *texts[paper]) for paper in keys]


def _nearest(
    library: Library, vectors: Vectors, asked: Floats, papers: tuple[PaperId, ...], wanted: int
) -> list[_Near]:
    """Give the nearest papers that may be shown, looking further where some may not."""
    out = similar_left_out.of(library, papers)
    own = set(embeddings.hashes_of(library, papers).values())
    apart = similar_left_out.apart(library, papers)
    most = wanted
    while True:
        near = [(PaperId(p), cosine) for p, cosine in vectors.best(asked, most, out)]
        keys = embeddings.hashes_of(library, [paper for paper, _ in near])
        close = [(a, b) for b, cosine in near if b in keys and cosine >= _CLOSE for a in papers]
        own_works = similar_left_out.one_work(library, close[:_MOST_CLOSE])
        kept = [
            _Near(p, cosine, keys[p])
            for p, cosine in near
            if p in keys and p not in own_works and (keys[p] not in own or p in apart)
        ]
        if len(kept) >= wanted or len(near) < most:
            return kept[:wanted]
        most *= 4


def _score(cosine: float, likeness: float) -> float:
    return round((1 - OF_TERMS) * cosine + OF_TERMS * likeness, 6)


def _parts(library: Library, question: Question) -> list[Terms]:
    """Read the terms of a question: of its text, else of papers spread over those it names."""
    if question.text:
        return [terms.read("", question.text)]
    step = -(-len(question.papers) // _MOST_ASKED) or 1
    texts = embeddings.texts(library, question.papers[::step])
    return [_read(*texts[paper]) for paper in sorted(texts)]


@lru_cache(32)
def _read(title: str, abstract: str) -> Terms:
    """Read the terms of a paper; one that much is near to is asked about again and again."""
    return terms.read(title, abstract)


def _spelt(shared: Iterable[Shared], title: str, abstract: str) -> tuple[str, ...]:
    """Give the terms worth telling as a text spells them."""
    whole = terms.whole(title, abstract)
    spelt = (
        (s.term, " ".join(whole[s.start : s.end].split())) for s in shared if s.worth >= _TELLING
    )
    # Another text, or another term of the same number, is rare but must not be told.
    return tuple(spelling for term, spelling in spelt if terms.first(spelling) == term)


def strength(score: float) -> int:
    """Give how many of five bars a score is worth."""
    return 1 + sum(score >= least for least in _STRENGTHS)
