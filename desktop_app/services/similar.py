"""Papers near one paper: near by meaning, fused with the terms they share, which are the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop_app.core import terms
from desktop_app.core.papers import PaperId
from desktop_app.core.terms import Background, Shared, Terms
from desktop_app.engines import embedding
from desktop_app.store import embeddings, versions
from desktop_app.store.library import Library

if TYPE_CHECKING:
    from desktop_app.engines.vectors import Vectors

_BACKGROUND = 200  # papers whose words tell which terms are rare
_SPARE = 30  # papers looked at beyond those wanted, that their terms may bring forward
_READ = 512  # papers whose terms are kept, some 20 MB
_OF_TERMS = 0.25  # share of the best shared term in a score; the rest is the cosine
_TELLING = 0.3  # what a term must be worth to be told as a reason
_STRENGTHS = (0.57, 0.61, 0.65, 0.69)  # the fifths of ten nearest in a page of papers


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A paper near another: how near, at most 1, and the terms both use."""

    paper: PaperId
    score: float
    why: tuple[str, ...]


class NotIndexed(Exception):
    """The paper has no vector yet."""

    def __init__(self, paper: PaperId) -> None:
        super().__init__(paper)
        self.paper = paper


class Similar:
    """The vectors of one library in memory, read when they are first needed.

    All of it happens in one thread: the READ lane's, or the command line's only one.
    """

    def __init__(self, model: str = embedding.MODEL) -> None:
        self._model = model
        self._vectors: Vectors | None = None
        self._background: Background | None = None

    def to(self, library: Library, paper: PaperId, limit: int = 10) -> list[Suggestion]:
        """Give the papers most like one, best first; equals in the order of their ids.

        Papers in the bin, versions of it and those with the very same text are left out.
        Raises NotIndexed.
        """
        vectors = self.vectors(library)
        if paper not in vectors:
            self.refresh(library, [paper])
        if paper not in vectors:
            raise NotIndexed(paper)
        near = self._candidates(library, vectors, paper, limit + _SPARE)
        found = self._explain(library, vectors, paper, near)
        return sorted(found, key=lambda s: (-s.score, s.paper))[:limit]

    def vectors(self, library: Library) -> Vectors:
        """Give the vectors of the papers outside the bin, and of some that went there since."""
        return self._vectors or self.reload(library)

    def reasons(
        self, library: Library, pairs: Sequence[tuple[PaperId, PaperId]]
    ) -> list[tuple[str, ...]]:
        """Give for each two papers the terms that both use and that tell why they are alike."""
        both = self._both(library, self.vectors(library), pairs)
        return [_telling(shared) for shared in both]

    @property
    def count(self) -> int:
        """How many papers have a vector in memory."""
        return len(self._vectors) if self._vectors else 0

    def reload(self, library: Library) -> Vectors:
        """Read every vector anew: for another library, or one that another process changed."""
        from desktop_app.engines import vectors  # brings NumPy, which no start needs

        papers = embeddings.hashes(library)
        index = embeddings.open_index(library.path, writable=False)
        self._vectors = vectors.Vectors(embedding.DIMENSIONS)
        self._background = None
        try:
            self._vectors.load(
                (
                    (paper, vector)
                    for key, vector in index.stream(self._model)
                    for paper in papers.get(key, ())
                ),
                capacity=sum(map(len, papers.values())),
            )
        finally:
            index.close()
        return self._vectors

    def refresh(self, library: Library, papers: Iterable[PaperId]) -> None:
        """Read the vectors of papers that were added, edited, binned, brought back or embedded."""
        if self._vectors is None:
            return  # all will be read when they are needed
        wanted = list(papers)
        keys = embeddings.hashes_of(library, wanted)
        index = embeddings.open_index(library.path, writable=False)
        try:
            for paper in wanted:
                vector = index.get(self._model, keys[paper]) if paper in keys else None
                if vector is None:
                    self._vectors.remove(paper)
                else:
                    self._vectors.put(paper, vector)
        finally:
            index.close()

    def _candidates(
        self, library: Library, vectors: Vectors, paper: PaperId, wanted: int
    ) -> list[tuple[PaperId, float]]:
        """Give the nearest papers that may be shown, looking further where some may not."""
        most = wanted
        own = set(versions.of(library, paper))
        while True:
            near = [(PaperId(other), score) for other, score in vectors.nearest(paper, most)]
            keys = embeddings.hashes_of(library, [paper, *(other for other, _ in near)])
            others = [n for n in near if n[0] in keys and n[0] not in own]
            kept = [n for n in others if keys[n[0]] != keys.get(paper)]
            if len(kept) >= wanted - _SPARE or len(near) < most:
                return kept[:wanted]
            most *= 4

    def _explain(
        self, library: Library, vectors: Vectors, paper: PaperId, near: list[tuple[PaperId, float]]
    ) -> list[Suggestion]:
        pairs = [(paper, other) for other, _ in near]
        found = []
        for (other, cosine), both in zip(near, self._both(library, vectors, pairs), strict=True):
            best = min(1.0, both[0].worth) if both else 0.0
            score = round((1 - _OF_TERMS) * cosine + _OF_TERMS * best, 6)
            found.append(Suggestion(other, score, _telling(both)))
        return found

    def _both(
        self, library: Library, vectors: Vectors, pairs: Sequence[tuple[PaperId, PaperId]]
    ) -> Iterator[list[Shared]]:
        among = self._known_terms(library, vectors)
        texts = embeddings.texts(library, {paper for pair in pairs for paper in pair})
        for one, other in pairs:
            yield terms.shared(_terms(*texts[one]), _terms(*texts[other]), among)

    def _known_terms(self, library: Library, vectors: Vectors) -> Background:
        """Give the terms of papers spread evenly over the library, anew when it has grown."""
        wanted = min(_BACKGROUND, len(vectors))
        if self._background is None or self._background.texts * 2 < wanted:
            sample = map(PaperId, vectors.ids[:: max(1, len(vectors) // wanted)][:wanted])
            self._background = terms.background(embeddings.texts(library, sample).values())
        return self._background


def _telling(shared: list[Shared]) -> tuple[str, ...]:
    return tuple(s.spelling for s in shared if s.worth >= _TELLING)


@lru_cache(_READ)
def _terms(title: str, abstract: str) -> Terms:
    """Read the terms of a paper; neighbours are read again and again, at a millisecond each."""
    return terms.read(title, abstract)


def strength(score: float) -> int:
    """Give how many of five bars a score is worth."""
    return 1 + sum(score >= least for least in _STRENGTHS)
