"""Unread papers ranked by what the reader did, each with the paper that speaks most for it.

A linear model over the stored vectors, as arxiv-sanity fits one over TF-IDF: `engines.ridge`.
Where little was done yet it is nearness to that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop_app.core import citation, ranking, reasons
from desktop_app.core.origins import Origin
from desktop_app.core.papers import PaperId
from desktop_app.core.ranking import Basis, Done, Opinion
from desktop_app.store import deeds, embeddings, listing, papers
from desktop_app.store.library import Library

if TYPE_CHECKING:
    from desktop_app.engines.ridge import Taste
    from desktop_app.services.similar import Similar

Record = dict[str, Any]

_SPARE = 30  # papers looked at beyond those wanted, some of which may not be suggested
_BACKGROUND = 1000  # papers that tell what is usual in the library
_MOST_KNOWN = 500  # liked papers, and as many of the others, the strongest first
_STRENGTHS = (1.8, 2.05, 2.3, 2.7)  # the fifths of ten first suggestions in a page of papers


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An unread paper for this reader.

    `score` counts deviations above a paper taken at random, `strength` is 1 to 5 bars. `source`
    is the paper that speaks most for it, `origin` what the reader did with that, `why` the terms
    that both papers use.
    """

    paper: PaperId
    score: float
    strength: int
    source: PaperId
    origin: Origin
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Papers for this reader, best first, from `indexed` of the `total` papers of the library."""

    found: tuple[Suggestion, ...]
    basis: Basis
    indexed: int
    total: int


def suggest(
    library: Library,
    similar: Similar,
    limit: int = 10,
    among: Collection[PaperId] | None = None,
) -> Suggestions:
    """Suggest what to read next, of the library or `among` some papers.

    Only what is unread, and neither queued nor unwanted, is suggested. The same library gives the
    same suggestions.
    """
    return Ranking(library, similar).best(limit, among)


def strength(score: float) -> int:
    """Give how many of five bars a score is worth."""
    return 1 + sum(score >= least for least in _STRENGTHS)


class Ranking:
    """What one reader likes as of a day (today), fitted once and asked for several lists."""

    def __init__(self, library: Library, similar: Similar, day: date | None = None) -> None:
        self._library, self._similar = library, similar
        self._vectors = similar.vectors(library)
        opinions = ranking.opinions(_deeds(library, day), day or library.today())
        self._dealt_with = {opinion.paper for opinion in opinions}
        indexed = [opinion for opinion in opinions if opinion.paper in self._vectors]
        self._known = ranking.strongest(indexed, _MOST_KNOWN)
        self._basis = _basis(opinions, self._known)
        self._counts = len(self._vectors), papers.count(library)
        self._taste: Taste | None = None
        if ranking.liked(self._known):
            self._taste = self._fit()

    def best(self, limit: int, among: Collection[PaperId] | None = None) -> Suggestions:
        """Give the best papers of the library, or `among` some."""
        if self._taste is None:
            return Suggestions((), self._basis, *self._counts)
        best = self._candidates(self._taste, limit, among)
        return Suggestions(tuple(self._explain(self._taste, best)), self._basis, *self._counts)

    def _fit(self) -> Taste:
        from desktop_app.engines import ridge  # brings NumPy, which no start needs

        others = [item for item in self._vectors.ids if item not in self._dealt_with]
        step = max(1, len(others) // _BACKGROUND)
        return ridge.fit(
            self._vectors.pick([opinion.paper for opinion in self._known]),
            [1.0 if opinion.worth > 0 else -1.0 for opinion in self._known],
            [abs(opinion.worth) for opinion in self._known],
            self._vectors.pick(others[::step][:_BACKGROUND]),
            near_only=self._basis is Basis.LATELY,
        )

    def _candidates(
        self, taste: Taste, limit: int, among: Collection[PaperId] | None
    ) -> list[tuple[PaperId, float]]:
        """Give the best papers that may be suggested, looking further where some may not."""
        texts = set(embeddings.hashes_of(self._library, self._dealt_with).values())
        most = limit + _SPARE
        while True:
            ranked = self._vectors.best(taste.direction, most, self._dealt_with, among)
            allowed = self._allowed(ranked, texts)
            if len(allowed) >= limit or len(ranked) < most:
                return allowed[:limit]
            most *= 4

    def _allowed(
        self, ranked: list[tuple[int, float]], texts: set[str]
    ) -> list[tuple[PaperId, float]]:
        """Leave out what may not be suggested, and what has the very text of one dealt with."""
        scores = {PaperId(paper): score for paper, score in ranked}
        untouched = deeds.untouched(self._library, scores)
        keys = embeddings.hashes_of(self._library, untouched)
        return [(p, s) for p, s in scores.items() if p in untouched and keys[p] not in texts]

    def _explain(self, taste: Taste, best: list[tuple[PaperId, float]]) -> Iterator[Suggestion]:
        pulls = taste.pulls(self._vectors.pick([paper for paper, _ in best]))
        liked = [place for place, opinion in enumerate(self._known) if opinion.worth > 0]
        sources = [self._known[max(liked, key=pull.__getitem__)] for pull in pulls]
        rows = listing.rows(self._library, list({source.paper for source in sources}))
        names = {row.id: citation.short(row.title) for row in rows}
        pairs = [(source.paper, paper) for source, (paper, _) in zip(sources, best, strict=True)]
        shared = self._similar.reasons(self._library, pairs)
        for (paper, raw), source, why in zip(best, sources, shared, strict=True):
            score = round(taste.standard(raw), 4)
            assert source.because
            origin = Origin(source.because, names[source.paper], source.day)
            yield Suggestion(paper, score, strength(score), source.paper, origin, why)


def _deeds(library: Library, day: date | None) -> list[Done]:
    """Give what the reader did, of a past day what they had done by then."""
    done = deeds.all_of(library)
    if day is None or day >= library.today():
        return done  # later days are of a clock set back since
    return [one for one in done if one.day is None or one.day <= day]


def _basis(opinions: list[Opinion], known: list[Opinion]) -> Basis:
    liked = len(ranking.liked(known))
    if not liked:
        return Basis.UNINDEXED if ranking.liked(opinions) else Basis.NOTHING
    return Basis.TASTE if liked >= ranking.FEWEST else Basis.LATELY


def records(library: Library, found: Iterable[Suggestion]) -> list[Record]:
    """Give suggestions as plain values, each with its reason in English."""
    wanted = list(found)
    keys = {
        row.id: row
        for row in listing.rows(library, [p for s in wanted for p in (s.paper, s.source)])
    }
    today = library.today()
    return [
        {
            "id": keys[s.paper].key,
            "title": keys[s.paper].title,
            "score": round(s.score, 4),
            "strength": s.strength,
            "because": s.origin.because,
            "of": keys[s.source].key,
            "day": s.origin.day.isoformat() if s.origin.day else None,
            "reason": reasons.english(reasons.of_origin(s.origin), today),
            "why": list(s.why),
        }
        for s in wanted
    ]
