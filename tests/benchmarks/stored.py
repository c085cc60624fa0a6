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
from desktop_app.ui.library import sidebar_model
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
        "batch_p95_ms": p95(batches),
        "batch_max_ms": max(batches),
        "papers_a_second": IMPORTED / elapsed,
        "undo_s": undone,
        "undo_step_p95_ms": p95(undo),
    }


def search_figures(folder: Path) -> dict[str, dict[str, float]]:
    """Time the store's searches, without window: the first rows, and all; informative."""
    library = opening.open_reader(folder)
    found: dict[str, dict[str, float]] = {}
    for name, typed in _search_sets().items():
        for sort in ("rank", "added"):
            found[f"{name}, {sort}, first"] = _times(library, typed, sort, search.first)
        found[f"{name}, rank, all"] = _times(library, typed, "rank", search.find)
    for sort in search.SORTS:
        found[f"sorted by {sort}, first"] = _times(library, [""], sort, search.first)
    asked = [parse(letter) for letter in _letters()]
    hits = [_timed(lambda q=q: search.hits(library, q, limit=20)) for q in asked]
    found["texts by kind, a letter"] = _summary(hits)
    library.close()
    return found


def _search_sets() -> dict[str, list[str]]:
    words = [str(word) for word in generate.Words().vocabulary]
    stop, mid, rare = words[:SEARCHES], words[2_000 : 2_000 + SEARCHES], words[30_000:]
    return {
        "first letter": _letters(),
        "two letters": sorted({w[:2] for w in words[:200]})[:SEARCHES],
        "four letters": sorted({w[:4] for w in words[200:2_000] if len(w) > 4})[:SEARCHES],
        "stop word": [f"{w} " for w in stop],
        "two stop words": [f"{a} {b} " for a, b in zip(stop, words[15:30], strict=True)],
        "one of two stop words": [f"{a} OR {b} " for a, b in zip(stop, words[15:30], strict=True)],
        "word": [f"{w} " for w in mid],
        "word but no stop word": [f"{a} -{b} " for a, b in zip(mid, stop, strict=True)],
        "rare word": [f"{w} " for w in rare[:SEARCHES]],
        "author": [f"author:{w} " for w in words[-generate.NAMES :][:SEARCHES]],
        "tag": ['tag:"tag 1"', 'tag:"tag 2"'] * 3,
        "tag and stop word": [f'tag:"tag 1" {w} ' for w in stop],
        "queue and letter": [f"queue:later {w}" for w in _letters()],
        "no word": [""] * 3,
    }


def _letters() -> list[str]:
    return sorted({word[0] for word in generate.Words().vocabulary[:40]})[:SEARCHES]


def _times(
    library: Library, typed: list[str], sort: str, find: Callable[..., search.Found]
) -> dict[str, float]:
    asked = [parse(words) for words in typed]
    return _summary([_timed(lambda q=q: find(library, q, sort=sort)) for q in asked for _ in "12"])


def _summary(times: list[float]) -> dict[str, float]:
    return {"p50": statistics.median(times), "p95": p95(times)}


def open_figures(folder: Path) -> dict[str, float]:
    """Time opening, the first hundred papers and the count."""

    def open_and_list() -> None:
        library = opening.open_library(folder)
        search.papers(library, parse(""), limit=100)
        papers.count(library)
        library.close()

    return {"open_and_list_ms": statistics.median(_timed(open_and_list) for _ in range(5))}


def count_figures(folder: Path) -> dict[str, float]:
    """Time what the sidebar counts."""
    library = opening.open_reader(folder)
    times = [_timed(lambda: sidebar_model.counts(library)) for _ in range(7)]
    library.close()
    return {"counts_ms": statistics.median(times)}


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


def p95(times: list[float]) -> float:
    """Give the time under which 95 of 100 are."""
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
