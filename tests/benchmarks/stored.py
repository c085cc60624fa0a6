"""The store: importing, taking an import back, and searching."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from desktop_app.core.papers import Draft
from desktop_app.core.query import parse
from desktop_app.services import binning, importing
from desktop_app.services.gathering import Reading
from desktop_app.store import opening, papers, search
from desktop_app.store.library import Library
from tests.benchmarks import generate

IMPORTED = 10_000
SEARCHES = 15


def importing_figures(into: Path) -> dict[str, Any]:
    """Import made-up papers into a copy of a library and take them back."""
    with tempfile.TemporaryDirectory(dir=generate.FOLDER) as copy:
        shutil.copyfile(into / opening.FILE, Path(copy) / opening.FILE)
        library = opening.open_library(Path(copy))
        reading = Reading("made-up", tuple(_drafts(IMPORTED)))
        began = time.perf_counter()
        job = importing.run(library, reading)
        batches = _timed_steps(job)
        elapsed = time.perf_counter() - began
        assert len(job.result.added) == IMPORTED
        assert job.result.source is not None
        began = time.perf_counter()
        undo = _timed_steps(binning.Undo(library, job.result.source))
        undone = time.perf_counter() - began
        library.close()
    return {
        "batch_p50_ms": statistics.median(batches),
        "batch_p95_ms": _p95(batches),
        "batch_max_ms": max(batches),
        "papers_a_second": IMPORTED / elapsed,
        "undo_s": undone,
        "undo_step_p95_ms": _p95(undo),
    }


def search_figures(folder: Path) -> dict[str, dict[str, float]]:
    """Time the store's searches, without window: informative."""
    library = opening.open_reader(folder)
    common = generate.Words().vocabulary
    sets: dict[str, list[str]] = {
        "first letter": sorted({w[0] for w in common[:40]})[:SEARCHES],
        "two letters": sorted({w[:2] for w in common[:200]})[:SEARCHES],
        "stop word": [f"{w} " for w in common[:SEARCHES]],
        "two stop words": [f"{a} {b} " for a, b in zip(common[:15], common[15:30], strict=True)],
        "word": [f"{w} " for w in common[2_000 : 2_000 + SEARCHES]],
        "rare word": [f"{w} " for w in common[30_000 : 30_000 + SEARCHES]],
        "no word": [""] * 3,
        "tag": ['tag:"tag 1"', 'tag:"tag 2"'] * 3,
    }
    found = {
        f"{name}, {sort}": _times(library, typed, sort)
        for name, typed in sets.items()
        for sort in (("rank", "added") if name not in ("no word", "tag") else ("added",))
    }
    library.close()
    return found


def _times(library: Library, typed: list[str], sort: str) -> dict[str, float]:
    times = [
        _timed(lambda words=words: search.papers(library, parse(words), sort=sort))
        for words in typed
        for _ in range(2)
    ]
    return {"p50": statistics.median(times), "p95": _p95(times)}


def open_figures(folder: Path) -> dict[str, float]:
    """Time opening, the first hundred papers and the count."""

    def open_and_list() -> None:
        library = opening.open_library(folder)
        search.papers(library, parse(""), limit=100)
        papers.count(library)
        library.close()

    return {"open_and_list_ms": statistics.median(_timed(open_and_list) for _ in range(5))}


def _drafts(count: int) -> Iterator[Draft]:
    for record in generate.Words(seed=99).records(count):
        yield Draft(
            record.title,
            abstract=record.abstract,
            authors=record.authors,
            year=record.year,
            venue=record.venue,
            arxiv="9" + record.arxiv[1:],
        )


def _timed_steps(job: Iterator[Any]) -> list[float]:
    times = []
    while True:
        began = time.perf_counter()
        if next(job, None) is None:
            return times
        times.append((time.perf_counter() - began) * 1000)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
