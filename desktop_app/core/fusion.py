"""One order out of two: reciprocal rank fusion.

Cormack, Clarke and Büttcher: Reciprocal rank fusion outperforms Condorcet and individual rank
learning methods (SIGIR 2009).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from desktop_app.core.papers import PaperId

DAMPING = 60  # the paper's own


def fuse(*orders: Sequence[PaperId]) -> list[tuple[PaperId, float]]:
    """Join orders of papers, best first, into one with scores; equals in the order of the first.

    A paper scores 1 / (DAMPING + rank) for each order it stands in, ranks from 1.
    """
    scores: defaultdict[PaperId, float] = defaultdict(float)
    for order in orders:
        for rank, paper in enumerate(order, 1):
            scores[paper] += 1 / (DAMPING + rank)
    return sorted(scores.items(), key=lambda item: -item[1])
