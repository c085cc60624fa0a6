"""The start until rows are painted and the first key is answered, against an empty Qt window."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

from tests.benchmarks import processes

RUNS = {"warm": 5, "cold": 3}


def measure(folder: Path) -> dict[str, Any]:
    """Start Carrel and an empty window in turn; give medians in milliseconds and their ratios."""
    found: dict[str, Any] = {}
    processes.drive("empty")
    processes.drive("start", str(folder))
    for kind, runs in RUNS.items():
        empty, rows, key = [], [], []
        for _ in range(runs):
            for times, args in ((empty, ("empty",)), (rows, ("start", str(folder)))):
                if kind == "cold":
                    processes.forget(folder)
                said = processes.drive(*args)
                if times is empty:
                    empty.append(said["painted"])
                else:
                    rows.append(said["rows"])
                    key.append(said["key"])
        base = statistics.median(empty)
        found[kind] = {
            "empty_ms": base,
            "rows_ms": statistics.median(rows),
            "key_ms": statistics.median(key),
            "ratio": statistics.median(key) / base,
        }
    return found
