"""Unread papers ranked by what the reader did, each with the paper that speaks most for it.

A linear model over the stored vectors, as arxiv-sanity fits one over TF-IDF: `engines.ridge`.
Where little was done yet it is nearness to that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop_app.core import ranking, reasons
from desktop_app.core.origins import Origin
from desktop_app.core.papers import PaperId
from desktop_app.core.ranking import Basis, Done, Opinion
from desktop_app.services.similar import Similar
from desktop_app.store import deeds, embeddings, listing, papers
from desktop_app.store.library import Library

if TYPE_CHECKING:
    from desktop_app.engines.ridge import Taste
    from desktop_app.engines.vectors import Vectors

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
    *,
    day: date | None = None,
) -> Suggestions:
    """Suggest what to read next, of the library or `among` some papers, as of `day` (today).

    Only what is unread, and neither queued nor unwanted, is suggested. The same library gives the
    same suggestions.
    """
    vectors = similar.vectors(library)
    total = papers.count(library)
    opinions = ranking.opinions(_deeds(library, day), day or library.today())
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


def _deeds(library: Library, day: date | None) -> list[Done]:
    """Give what the reader did, of a past day what they had done by then."""
    done = deeds.all_of(library)
    if day is None or day >= library.today():
        return done  # later days are of a clock set back since
    return [one for one in done if one.day is None or one.day <= day]


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
    known = vectors.products(taste.direction, set(among) - dealt_with) if among else {}
    scores = sorted(known.items(), key=lambda pair: (-pair[1], pair[0]))
    most = limit + _SPARE
    while True:
        whole = among is None
        ranked = vectors.best(taste.direction, most, dealt_with) if whole else scores[:most]
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
