"""Papers a query finds by its words, by what they mean, or by both, in one order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop_app.core import fusion
from desktop_app.core.papers import PaperId
from desktop_app.core.query import Query
from desktop_app.services import similar_sentences
from desktop_app.store import embeddings, search, search_match
from desktop_app.store.library import Library

if TYPE_CHECKING:
    from desktop_app.engines.vectors import Floats, Vectors

MOST_NEAR = 100  # papers whose meaning is near, unless more are asked for
MOST_READ = 50  # of them, sentence by sentence


class Mode(StrEnum):
    """How words are understood."""

    TEXT = "text"
    MEANING = "meaning"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Result:
    """A paper that was found: its score, and the cosine of its vector where that was asked.

    The `sentence` is that of its text which is nearest, where it is nearer than the whole.
    """

    paper: PaperId
    score: float
    cosine: float | None = None
    sentence: str = ""


def meaning_of(query: Query) -> str:
    """Give the text of a query that is embedded; empty where it wants no words."""
    wanted = Query(tuple(part for part in query.parts if search_match.is_words(part)))
    return " ".join(term.value for term in wanted.terms)


def near(
    library: Library, vectors: Vectors, vector: Floats, query: Query, most: int = MOST_NEAR
) -> list[Result]:
    """Give the papers whose vectors are nearest to a query's, of those its conditions allow."""
    narrowing = Query(tuple(part for part in query.parts if not search_match.is_words(part)))
    among = set(search.papers(library, narrowing)) if narrowing.parts else None
    wanted = most
    while True:
        found = vectors.best(vector, wanted, among=among)
        # Vectors of papers that went to the bin lately are still there.
        kept = embeddings.hashes_of(library, [PaperId(paper) for paper, _ in found])
        results = [Result(PaperId(p), cosine, cosine) for p, cosine in found if p in kept]
        if len(results) >= most or len(found) < wanted:
            return results[:most]
        wanted *= 2


def said(library: Library, found: Sequence[Result]) -> dict[PaperId, tuple[str, ...]]:
    """Give the sentences of the nearest papers, to be embedded."""
    texts = embeddings.texts(library, [result.paper for result in found[:MOST_READ]])
    return {
        paper: tuple(similar_sentences.sentences(f"{title}.\n\n{abstract}"))
        for paper, (title, abstract) in texts.items()
    }


def by_sentences(
    vector: bytes,
    found: Sequence[Result],
    said: Mapping[PaperId, Sequence[str]],
    encoded: Sequence[bytes],
) -> list[Result]:
    """Order the nearest papers by the nearest of their sentences, or the whole if that is nearer.

    `encoded` are the vectors of all sentences, each told once. A paper counts as its best passage:
    Dai and Callan, Deeper text understanding for IR with contextual neural language modeling
    (SIGIR 2019). All others stay behind them.
    """
    from desktop_app.engines import vectors  # brings NumPy, which no start needs

    asked = vectors.read(vector)
    sentences = dict.fromkeys(sentence for part in said.values() for sentence in part)
    pairs = zip(sentences, encoded, strict=True)
    cosines = {sentence: float(vectors.read(v) @ asked) for sentence, v in pairs}
    first, rest = found[:MOST_READ], found[MOST_READ:]
    read = []
    for result in first:
        best = max(said.get(result.paper, ()), key=lambda s: cosines[s], default="")
        if best and cosines[best] > result.score:
            cosine = round(cosines[best], 6)
            result = Result(result.paper, cosine, cosine, best)
        read.append(result)
    return sorted(read, key=lambda result: -result.score) + list(rest)


def fused(text: search.Found, meaning: Sequence[Result]) -> list[Result]:
    """Join what was found by words with what is near in meaning.

    So many papers by words that they are not ranked come after those that are near.
    """
    cosines = {result.paper: result.cosine for result in meaning}
    orders = [list(cosines)] if text.broad else [text.papers, list(cosines)]
    joined = [Result(p, score, cosines.get(p)) for p, score in fusion.fuse(*orders)]
    rest = (p for p in text.papers if p not in cosines) if text.broad else ()
    return joined + [Result(paper, 0.0) for paper in rest]
