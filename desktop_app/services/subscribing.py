"""Papers that subscriptions match: by a query, or by being near a text in meaning.

The text of a subscription is embedded once by the model's worker, and its vector kept in
``index.db`` beside those of papers: `lacking` says of which, `keep` takes what the worker gave.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop_app.core import query, text
from desktop_app.core.papers import PaperId
from desktop_app.engines import embedding
from desktop_app.store import embeddings, search, subscriptions
from desktop_app.store.library import Library
from desktop_app.store.subscriptions import Kind, Subscription

if TYPE_CHECKING:
    from desktop_app.services.similar import Similar

MOST = 100  # papers of a whole library that one text matches
# A paper is near where it stands out for the text, which a short text needs less for. Judged by
# eye over sixteen texts in a page of papers: “grokking” finds all six, “cooking recipes” none.
_LEAST, _ENOUGH = 0.3, 0.5  # cosines
_DEVIATIONS = 2.0


@dataclass(frozen=True, slots=True)
class Matches:
    """The papers a subscription matches, best first; not `ready` until its text is embedded.

    Where there are `more`, they were not looked for: no text is near so many papers.
    """

    subscription: Subscription
    papers: tuple[PaperId, ...]
    ready: bool = True
    more: bool = False


def all_of(
    library: Library, similar: Similar, among: Collection[PaperId] | None = None
) -> list[Matches]:
    """Match every subscription, by name, against the library or `among` some papers."""
    return [of(library, similar, one, among) for one in subscriptions.all_of(library)]


def of(
    library: Library,
    similar: Similar,
    subscription: Subscription,
    among: Collection[PaperId] | None = None,
) -> Matches:
    """Match a subscription, stored or not yet, against the library or `among` some papers."""
    if among is not None and not among:
        return Matches(subscription, ())
    if subscription.kind is Kind.SEARCH:
        found = search.papers(library, query.parse(subscription.words), sort="rank")
        if among is not None:
            wanted = frozenset(among)
            found = [paper for paper in found if paper in wanted]
        return Matches(subscription, tuple(found))
    vector = _vector(library, subscription)
    if vector is None:
        return Matches(subscription, (), ready=False)
    most = MOST if among is None else len(among)
    near = _near(library, similar, vector, most + 1, among)
    return Matches(subscription, near[:most], more=len(near) > most)


def record(matches: Matches) -> dict[str, Any]:
    """Give a subscription as plain values, with how many papers it matches."""
    one = matches.subscription
    return {
        "name": one.name,
        "kind": one.kind,
        "words": one.words,
        "added": one.added_at.isoformat(),
        "papers": len(matches.papers),
        "more": matches.more,
        "ready": matches.ready,
    }


def key(words: str) -> str:
    """Give the hash under which the vector of a text is kept; that of no paper."""
    return text.digest("subscription", words, "")


def lacking(library: Library) -> dict[str, str]:
    """Give the texts that have no vector yet, by their hashes."""
    index = embeddings.open_index(library.path, writable=False)
    try:
        return {
            key(one.words): one.words
            for one in subscriptions.all_of(library)
            if one.kind is Kind.TEXT and index.get(embedding.MODEL, key(one.words)) is None
        }
    finally:
        index.close()


def keep(library: Library, vectors: Mapping[str, bytes]) -> None:
    """Keep the vectors of texts, by their hashes. Raises IndexLocked or IndexUnwritable."""
    index = embeddings.open_index(library.path)
    try:
        index.put(embedding.MODEL, vectors)
    finally:
        index.close()


def _vector(library: Library, subscription: Subscription) -> bytes | None:
    index = embeddings.open_index(library.path, writable=False)
    try:
        return index.get(embedding.MODEL, key(subscription.words))
    finally:
        index.close()


def _near(
    library: Library,
    similar: Similar,
    vector: bytes,
    most: int,
    among: Collection[PaperId] | None,
) -> tuple[PaperId, ...]:
    from desktop_app.engines import vectors as engine  # brings NumPy, which no start needs

    vectors, wanted = similar.vectors(library), engine.read(vector)
    mean, deviation = vectors.usual(wanted)
    least = min(_ENOUGH, max(_LEAST, mean + _DEVIATIONS * deviation))
    best = vectors.best(wanted, 2 * most, among=among)  # some may be in the bin
    near = [PaperId(paper) for paper, cosine in best if cosine >= least]
    kept = embeddings.hashes_of(library, near)
    return tuple(paper for paper in near if paper in kept)[:most]
