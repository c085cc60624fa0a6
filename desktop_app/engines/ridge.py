"""A reader's taste as a direction among unit vectors, by ridge regression in closed form.

With the rows of known papers X, their targets y (1 wanted, -1 unwanted), their weights W and a
background of papers B that nothing is known of, whose target is 0, the direction is

    w = (X'WX + v B'B + penalty I)^-1 X'Wy

so the score w.x of any paper x is a sum over the known papers: the pull of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.engines.vectors import Floats

Doubles = NDArray[np.float64]

# Measured in a page of 221 papers: three papers of a topic marked, the rest of it looked for.
PENALTY = 1.0
_BACKGROUND = 3.0  # what the background weighs as a whole, for each weight of what is known


@dataclass(frozen=True, slots=True)
class Taste:
    """A direction (float32, to be multiplied with vectors), and what each known paper adds to it.

    `mean` and `deviation` are those of the scores of the background.
    """

    direction: Floats
    mean: float
    deviation: float
    _known: Doubles  # each row times its weight and target
    _inverse: Doubles

    def standard(self, score: float) -> float:
        """Give a score as deviations above that of a paper taken at random."""
        return (score - self.mean) / self.deviation

    def pulls(self, vectors: Floats) -> list[list[float]]:
        """Give for each vector what each known paper adds to its score."""
        pulls: list[list[float]] = (vectors @ self._inverse @ self._known.T).tolist()
        return pulls


def fit(
    known: Floats,
    targets: Sequence[float],
    weights: Sequence[float],
    background: Floats,
    *,
    near_only: bool = False,
) -> Taste:
    """Fit a taste to the rows of `known`.

    `near_only` leaves the background out of the fit: then it is nearness to what is known.
    """
    rows, others = known.astype(np.float64), background.astype(np.float64)
    weighed = rows * np.asarray(weights)[:, None]
    matrix = rows.T @ weighed + PENALTY * np.eye(rows.shape[1])
    if len(others) and not near_only:
        matrix += others.T @ others * (_BACKGROUND * sum(weights) / len(others))
    inverse = np.linalg.inv(matrix)  # its eigenvalues are PENALTY at least
    wanted = weighed * np.asarray(targets)[:, None]
    direction = inverse @ wanted.sum(axis=0)
    scores = others @ direction
    return Taste(
        direction.astype(np.float32),
        float(scores.mean()) if len(scores) else 0.0,
        (float(scores.std()) if len(scores) else 0.0) or 1.0,
        wanted,
        inverse,
    )
