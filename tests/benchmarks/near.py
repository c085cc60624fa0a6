"""Similar papers: time of the service against one bare product of matrix and vector with top-k."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import Any

import numpy as np

from desktop_app.core.papers import PaperId
from desktop_app.engines.embedding import DIMENSIONS, MODEL
from desktop_app.services.similar import CANDIDATES, Question, Similar
from desktop_app.store import embeddings, opening

RUNS = 40
MOST = CANDIDATES  # as many as the service asks for


def measure(folder: Path) -> dict[str, Any]:
    """Give milliseconds for loading, the bare product, the candidates, and the whole answer."""
    library = opening.open_reader(folder)
    similar = Similar()
    began = time.perf_counter()
    similar.catch_up(library)
    loading = time.perf_counter() - began
    again = _timed(lambda: similar.catch_up(library))
    vectors = similar.vectors(library)
    ids = vectors.ids
    matrix = _matrix(folder, len(ids))
    asked = [PaperId(ids[i * len(ids) // RUNS]) for i in range(RUNS)]
    first = _timed(lambda: similar.to(library, Question((PaperId(ids[1]),))))
    bare, candidates, whole = [], [], []
    for at, paper in enumerate(asked):
        # One beside the other, so that what else the computer does touches all alike.
        bare.append(_timed(lambda row=at: _bare(matrix, row)))
        candidates.append(_timed(lambda one=paper: vectors.nearest(one, MOST)))
        whole.append(_timed(lambda one=paper: similar.to(library, Question((one,)))))
    library.close()
    product = statistics.median(bare)
    return {
        "load_ms": loading * 1000,
        "catch_up_ms": again,
        "first_answer_ms": first,
        "bare_product_ms": product,
        "candidates_ms": statistics.median(candidates),
        "candidates_ratio": statistics.median(candidates) / product,
        "answer_ms": statistics.median(whole),
        "answer_ratio": statistics.median(whole) / product,
    }


def _matrix(folder: Path, count: int) -> np.ndarray:
    matrix = np.empty((count, DIMENSIONS), np.float32)
    index = embeddings.open_index(folder, writable=False)
    for row, (_, vector) in enumerate(index.stream(MODEL)):
        matrix[row] = np.frombuffer(vector, np.float32)
    index.close()
    return matrix


def _bare(matrix: np.ndarray, row: int) -> np.ndarray:
    scores = matrix @ matrix[row]
    best = np.argpartition(scores, -MOST)[-MOST:]
    return best[np.argsort(-scores[best])]


def _timed(work: Any) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
