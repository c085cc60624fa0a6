"""Lines of figures against their budgets, as text for a terminal and as a table for a page."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

import numpy
import PySide6


class Budget(NamedTuple):
    """A measured number and its bound, the most or the `least` it may be."""

    measured: float
    limit: float
    unit: str
    least: bool = False

    def __str__(self) -> str:
        return f"at {'least' if self.least else 'most'} {self.limit:,g} {self.unit}".strip()

    @property
    def verdict(self) -> str:
        """Say whether it holds, or how many times too much or too little it is."""
        worse, better = (self.limit, self.measured) if self.least else self[:2]
        if worse <= better:
            return "holds"
        return f"not by {worse / better:.2f} x" if better else "does not hold"


class Line(NamedTuple):
    """What was measured, the figure in words, and the budget where there is one."""

    what: str
    figure: str
    budget: Budget | None = None

    def as_text(self) -> dict[str, str]:
        """Give the line as it is kept and shown."""
        bound, verdict = (str(self.budget), self.budget.verdict) if self.budget else ("", "")
        return {"what": self.what, "figure": self.figure, "budget": bound, "verdict": verdict}


def show(lines: Iterable[Line]) -> None:
    """Print lines."""
    for line in map(Line.as_text, lines):
        print("  {what:74} {figure:44} {budget:18} {verdict}".format(**line), flush=True)


def table(kept: Mapping[str, Any]) -> str:
    """Give what has a budget as a table in Markdown, with the date and the machine."""
    rows = ["| what | measured | budget | |", "|---|---|---|---|"]
    runs = kept["parts"].values()
    for run in runs:
        papers = f"{run['papers']:,} papers: " if run["papers"] else ""
        rows += [
            f"| {papers}{line['what']} | {line['figure']} | {line['budget']} | {line['verdict']} |"
            for line in run["lines"]
            if line["budget"]
        ]
    said = {f"{m['at'][:10]}, {m['cores']} cores, {m['system']}" for m in (r["on"] for r in runs)}
    return "\n".join([f"Measured {'; '.join(sorted(said))}.", "", *rows])


def machine() -> dict[str, str | int]:
    """Say when and on what figures are measured."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0,
        "load": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "",
        "system": platform.platform(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "qt": PySide6.__version__,
        "numpy": numpy.__version__,
    }
