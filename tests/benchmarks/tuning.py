"""Similar papers judged by who cites what with whom: `python -m tests.benchmarks.tuning DATA`.

DATA is a folder with ``cacm_docs.jsonl`` and ``cacm_citation_relations.json``. Papers asked about
are parted in halves by their number; a share chosen on one is judged on the other.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from desktop_app.core import terms
from desktop_app.core.terms import Packed
from desktop_app.core.terms_shared import Asking
from desktop_app.engines import embedding
from desktop_app.engines.tallies import Tally
from desktop_app.services import similar

SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1.0)
CANDIDATES = (10, 20, 50, 100, similar.CANDIDATES)
SHOWN = 10
_MOST_GAIN = 3  # of a paper that is tied to another by more
_CACHE = "vectors.npy"


@dataclass(frozen=True)
class Asked:
    """For each paper asked about (row) its nearest (columns): cosine, likeness of terms, gain."""

    cosine: np.ndarray
    likeness: np.ndarray
    gain: np.ndarray
    gains: list[list[int]]  # of all that is tied to it, highest first
    even: np.ndarray

    def measures(self, scores: np.ndarray, rows: np.ndarray) -> tuple[float, float, float]:
        """Give nDCG and recall of those shown, and the mean average precision."""
        order = np.argsort(-scores, axis=1, kind="stable")
        gain = np.take_along_axis(self.gain, order, 1)
        discount = 1 / np.log2(np.arange(2, SHOWN + 2))
        best = np.array(
            [sum(g * d for g, d in zip(all_, discount, strict=False)) for all_ in self.gains]
        )
        total = np.array([len(all_) for all_ in self.gains])
        hit = gain > 0
        precision = np.cumsum(hit, 1) / np.arange(1, hit.shape[1] + 1)
        found = (
            (gain[:, :SHOWN] * discount).sum(1) / best,
            hit[:, :SHOWN].sum(1) / np.minimum(total, SHOWN),
            (precision * hit).sum(1) / total,
        )
        return tuple(float(one[rows].mean()) for one in found)  # type: ignore[return-value]

    def fused(self, share: float, candidates: int = similar.CANDIDATES) -> np.ndarray:
        """Give scores with so much of the terms; what lies beyond the candidates stays behind."""
        beyond = np.arange(self.cosine.shape[1]) >= candidates
        return (1 - share) * self.cosine + share * self.likeness - 2.0 * beyond


def ask(folder: Path, vectors: np.ndarray) -> Asked:
    """Compare each paper that others are tied to with its nearest."""
    docs = [json.loads(line) for line in (folder / "cacm_docs.jsonl").open()]
    ties: dict[str, dict[str, int]] = json.loads(
        (folder / "cacm_citation_relations.json").read_text()
    )
    places = {doc["id"]: place for place, doc in enumerate(docs)}
    found = [terms.read(doc["title"], doc["abstract"]) for doc in docs]
    packed = [terms.pack(one) for one in found]
    tally = Tally(len(docs))
    tally.add(packed)
    among, read = tally.background(), [Packed(data) for data in packed]
    asked = [doc for doc in ties if doc in places]
    cosine, likeness, gain = (np.zeros((len(asked), similar.CANDIDATES)) for _ in range(3))
    for row, doc in enumerate(asked):
        place = places[doc]
        scores = vectors @ vectors[place]
        scores[place] = -1
        near = np.argsort(-scores, kind="stable")[: similar.CANDIDATES]
        asking = Asking([found[place]], among)
        cosine[row] = scores[near]
        likeness[row] = [asking.likeness(read[other]) for other in near]
        gain[row] = [min(_MOST_GAIN, ties[doc].get(docs[other]["id"], 0)) for other in near]
    gains = [
        sorted((min(_MOST_GAIN, g) for d, g in ties[doc].items() if d in places), reverse=True)
        for doc in asked
    ]
    return Asked(cosine, likeness, gain, gains, np.array([int(doc) % 2 == 0 for doc in asked]))


def table(asked: Asked) -> Iterator[str]:
    """Give the lines of what was found."""
    everyone = np.ones(len(asked.gains), bool)
    yield "terms' share   nDCG@10  recall@10  MAP     nDCG@10 of the even, of the odd"
    by_half: dict[float, tuple[float, float]] = {}
    for share in SHARES:
        scores = asked.fused(share)
        whole = asked.measures(scores, everyone)
        by_half[share] = tuple(
            asked.measures(scores, rows)[0] for rows in (asked.even, ~asked.even)
        )  # type: ignore[assignment]
        halves = ", ".join(f"{one:.4f}" for one in by_half[share])
        yield f"{share:8.1f}       {whole[0]:.4f}   {whole[1]:.4f}     {whole[2]:.4f}  {halves}"
    for half, other in ((0, 1), (1, 0)):
        best = max(SHARES, key=lambda share: by_half[share][half])
        gained = by_half[best][other] / by_half[0.0][other] - 1
        yield f"chosen on one half: {best}; on the other {gained:+.1%} against the cosine alone"
    for candidates in CANDIDATES:
        whole = asked.measures(asked.fused(similar.OF_TERMS, candidates), everyone)
        yield f"{candidates:4} candidates  {whole[0]:.4f}   {whole[1]:.4f}     {whole[2]:.4f}"


def _vectors(folder: Path, cache: Path) -> np.ndarray:
    file = cache / _CACHE
    if not file.exists():
        docs: list[dict[str, Any]] = [json.loads(x) for x in (folder / "cacm_docs.jsonl").open()]
        texts = [embedding.text_of(doc["title"], doc["abstract"]) for doc in docs]
        cache.mkdir(parents=True, exist_ok=True)
        np.save(file, np.stack([np.frombuffer(v, "<f4") for v in embedding.encode(texts)]))
    found: np.ndarray = np.load(file)
    return found


def main() -> None:
    """Print how good the weights are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, default=Path("build/bench/tuning"))
    chosen = parser.parse_args()
    for line in table(ask(chosen.data, _vectors(chosen.data, chosen.cache))):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
