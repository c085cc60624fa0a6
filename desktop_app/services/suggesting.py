"""Unread papers ranked by what the reader did, each with the paper that speaks most for it.

A linear model over the stored vectors, as arxiv-sanity fits one over TF-IDF: `engines.ridge`.
Where little was done yet it is nearness to that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop_app.core import ranking
from desktop_app.core.origins import Origin
from desktop_app.core.papers import PaperId
from desktop_app.core.ranking import Opinion
from desktop_app.services.similar import Similar
from desktop_app.store import deeds, embeddings, listing, papers
from desktop_app.store.library import Library

if TYPE_CHECKING:
    from desktop_app.engines.ridge import Taste
    from desktop_app.engines.vectors import Vectors

_SPARE = 30  # papers looked at beyond those wanted, some of which may not be suggested
_BACKGROUND = 1000  # papers that tell what is usual in the library
_MOST_KNOWN = 500  # liked papers, and as many of the others, the strongest first
_STRENGTHS = (1.8, 2.05, 2.3, 2.7)  # the fifths of ten first suggestions in a page of papers


class Basis(StrEnum):
    """What suggestions are made from; the last two give none."""

    TASTE = "taste"
    LATELY = "lately"
    NOTHING = "nothing"
    UNINDEXED = "unindexed"


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
    *,
    day: date | None = None,
) -> Suggestions:
    """Suggest what to read next, of the library or `among` some papers, as of `day` (today).

    Only what is unread, and neither queued nor unwanted, is suggested. The same library gives the
    same suggestions.
    """
    vectors = similar.vectors(library)
    total = papers.count(library)
    opinions = ranking.opinions(deeds.all_of(library), day or library.today())
    known = [opinion for opinion in opinions if opinion.paper in vectors]
    if not ranking.liked(known):
        basis = Basis.UNINDEXED if ranking.liked(opinions) else Basis.NOTHING
        return Suggestions((), basis, len(vectors), total)
    known = ranking.strongest(known, _MOST_KNOWN)
    basis = Basis.TASTE if len(ranking.liked(known)) >= ranking.FEWEST else Basis.LATELY
    taste = _taste(vectors, known, {o.paper for o in opinions}, basis)
    best = _candidates(library, vectors, taste, opinions, limit, among)
    found = _explain(library, similar, vectors, taste, known, best)
    return Suggestions(tuple(found), basis, len(vectors), total)


def strength(score: float) -> int:
    """Give how many of five bars a score is worth."""
    return 1 + sum(score >= least for least in _STRENGTHS)


def _taste(vectors: Vectors, known: list[Opinion], dealt_with: set[PaperId], basis: Basis) -> Taste:
    from desktop_app.engines import ridge  # brings NumPy, which no start needs

    others = [item for item in vectors.ids if item not in dealt_with]
    step = max(1, len(others) // _BACKGROUND)
    return ridge.fit(
        vectors.pick([opinion.paper for opinion in known]),
        [1.0 if opinion.worth > 0 else -1.0 for opinion in known],
        [abs(opinion.worth) for opinion in known],
        vectors.pick(others[::step][:_BACKGROUND]),
        near_only=basis is Basis.LATELY,
    )


def _candidates(
    library: Library,
    vectors: Vectors,
    taste: Taste,
    opinions: list[Opinion],
    limit: int,
    among: Collection[PaperId] | None,
) -> list[tuple[PaperId, float]]:
    """Give the best papers that may be suggested, looking further where some may not."""
    dealt_with = {opinion.paper for opinion in opinions}
    texts = set(embeddings.hashes_of(library, dealt_with).values())
    if among is not None:
        scores = vectors.products(taste.direction, set(among) - dealt_with)
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        return _allowed(library, ranked, texts)[:limit]
    most = limit + _SPARE
    while True:
        ranked = vectors.best(taste.direction, most, dealt_with)
        allowed = _allowed(library, ranked, texts)
        if len(allowed) >= limit or len(ranked) < most:
            return allowed[:limit]
        most *= 4


def _allowed(
    library: Library, ranked: Iterable[tuple[int, float]], texts: set[str]
) -> list[tuple[PaperId, float]]:
    """Leave out what may not be suggested, and what has the very text of a paper dealt with."""
    scores = {PaperId(paper): score for paper, score in ranked}
    untouched = deeds.untouched(library, scores)
    keys = embeddings.hashes_of(library, untouched)
    return [(p, s) for p, s in scores.items() if p in untouched and keys[p] not in texts]


def _explain(
    library: Library,
    similar: Similar,
    vectors: Vectors,
    taste: Taste,
    known: list[Opinion],
    best: list[tuple[PaperId, float]],
) -> list[Suggestion]:
    pulls = taste.pulls(vectors.pick([paper for paper, _ in best]))
    liked = [place for place, opinion in enumerate(known) if opinion.worth > 0]
    sources = [known[max(liked, key=pull.__getitem__)] for pull in pulls]
    rows = listing.rows(library, list({source.paper for source in sources}))
    titles = {row.id: row.title for row in rows}
    pairs = [(source.paper, paper) for source, (paper, _) in zip(sources, best, strict=True)]
    found = []
    for (paper, raw), source, why in zip(
        best, sources, similar.reasons(library, pairs), strict=True
    ):
        score = round(taste.standard(raw), 4)
        assert source.because
        origin = Origin(source.because, titles[source.paper], source.day)
        found.append(Suggestion(paper, score, strength(score), source.paper, origin, why))
    return found
