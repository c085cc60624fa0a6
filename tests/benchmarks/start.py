"""The start until rows are painted and the first key is answered, against an empty Qt window."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

from tests.benchmarks import processes

RUNS = {"warm": 5, "cold": 3}
PAGES = ("list", "today")  # where Carrel begins: the list while nothing is queued


def measure(folder: Path) -> dict[str, Any]:
    """Start Carrel and an empty window in turn; give medians in milliseconds and their ratios."""
    found: dict[str, Any] = {}
    processes.drive("empty")
    processes.drive("list", str(folder))
    for kind, runs in RUNS.items():
        said: dict[str, list[dict[str, Any]]] = {"empty": [], **{page: [] for page in PAGES}}
        for _ in range(runs):
            for what, answers in said.items():
                if kind == "cold":
                    processes.forget(folder)
                args = (what,) if what == "empty" else (what, str(folder))
                answers.append(processes.drive(*args))
        base = statistics.median(answer["painted"] for answer in said["empty"])
        for page in PAGES:
            key = statistics.median(answer["key"] for answer in said[page])
            found[f"{kind}, {page}"] = {
                "empty_ms": base,
                "rows_ms": statistics.median(answer["rows"] for answer in said[page]),
                "key_ms": key,
                "ratio": key / base,
            }
    return found
