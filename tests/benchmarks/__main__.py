"""Run the benchmarks: ``python -m tests.benchmarks [--sizes 10000,100000] [part ...]``.

Prints a table and writes build/bench.json. The parts are start, window, similar, store and, once
for all sizes, documents, imports and year. The budgets are those of the design; figures of one run
compare with each other only.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import statistics
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy
import PySide6

from desktop_app.core.plan import MOST_OVERTAKES
from tests.benchmarks import (
    documents,
    generate,
    imported,
    near,
    paged,
    processes,
    start,
    stored,
    year,
)

OUT = generate.ROOT / "build" / "bench.json"
Line = tuple[str, str, str]


def _start(folder: Path) -> tuple[dict[str, Any], list[Line]]:
    found = start.measure(folder)
    return found, [
        (
            f"start, {kind}: first key answered (rows painted {f['rows_ms']:.0f} ms)",
            f"{f['key_ms']:.0f} ms = {f['ratio']:.1f} x an empty window ({f['empty_ms']:.0f} ms)",
            "5 x",
        )
        for kind, f in found.items()
    ]


def _window(folder: Path) -> tuple[dict[str, Any], list[Line]]:
    found = processes.drive("work", str(folder))
    memory, searches = found.get("memory", {}), found["search"]
    first, *later = found["similar"]
    lines = [
        (
            "memory of the window after similar and searches (resident; PSS; peak)",
            "; ".join(f"{memory.get(k, 0):.0f}" for k in ("VmRSS", "Pss", "VmHWM")) + " MB",
            "300 MB",
        ),
        (
            "similar: row chosen until painted, pauses included (median; first time)",
            f"{statistics.median(later):.0f}; {first:.0f} ms",
            "50 ms",
        ),
        (
            "search: key pressed until painted, pauses included (median; 95 %)",
            f"{statistics.median(searches):.0f}; {stored._p95(searches):.0f} ms",
            "50 ms",
        ),
    ]
    if found.get("gave_up"):
        lines.append(("the window did not answer within two minutes", "", ""))
    return found, lines


def _similar(folder: Path) -> tuple[dict[str, Any], list[Line]]:
    f = near.measure(folder)
    return f, [
        (
            f"similar: candidates (bare product {f['bare_product_ms']:.2f} ms)",
            f"{f['candidates_ms']:.2f} ms = {f['candidates_ratio']:.1f} x",
            "3 x",
        ),
        ("similar: whole answer of the service", f"{f['answer_ms']:.1f} ms", "50 ms"),
        ("similar: vectors read for the first question", f"{f['load_ms']:.0f} ms", ""),
    ]


def _store(folder: Path) -> tuple[dict[str, Any], list[Line]]:
    opened = stored.open_figures(folder)
    imported = stored.importing_figures(folder)
    searched = stored.search_figures(folder)
    lines = [
        ("store: open, list, count, close", f"{opened['open_and_list_ms']:.0f} ms", ""),
        (
            "import of 10,000: a batch of 25 (median; 95 %; most)",
            "; ".join(f"{imported[f'batch_{k}_ms']:.0f}" for k in ("p50", "p95", "max")) + " ms",
            "25 ms",
        ),
        (
            "import: drafts to stored papers",
            f"{imported['papers_a_second']:.0f} papers a second",
            "",
        ),
        (
            "import taken back (a step, 95 %)",
            f"{imported['undo_s']:.1f} s ({imported['undo_step_p95_ms']:.0f} ms)",
            "",
        ),
    ]
    lines += [
        (f"store search: {name} (median; 95 %)", f"{f['p50']:.1f}; {f['p95']:.1f} ms", "")
        for name, f in searched.items()
    ]
    return {"open": opened, "import": imported, "search": searched}, lines


def _documents() -> tuple[dict[str, Any], list[Line]]:
    found: dict[str, Any] = {}
    lines: list[Line] = []
    for factor in (1, 2):
        found[f"{factor}x"] = f = documents.turning(factor)
        if f.get("gave_up"):
            lines.append((f"documents at {factor}x did not answer in time", "", ""))
            continue
        lines += [
            (
                f"page turn at {factor}x, {f['scale']:.1f} pixels a point (median; PyMuPDF's own)",
                f"{_median(f['far_ms'])}; {_median(f['own_ms'])} ms = {f['ratio']:.1f} x + a frame,"
                f" {f['within']:.0%} within",
                "1.5 x + a frame",
            ),
            (
                f"page turn at {factor}x, next page (median; longest)",
                f"{_median(f['next_ms'])}; {max(f['next_ms']):.0f} ms",
                "",
            ),
            (
                f"first page of {paged.PAGES} at {factor}x, worker started for it",
                f"{f['first_ms']:.0f} ms",
                "",
            ),
            (
                f"memory after scrolling through them at {factor}x (resident; PSS; peak)",
                "; ".join(f"{f['memory'].get(k, 0):.0f}" for k in ("VmRSS", "Pss", "VmHWM"))
                + " MB",
                "300 MB",
            ),
            (f"longest stall meanwhile at {factor}x", f"{f['stall_ms']:.0f} ms", "50 ms"),
        ]
    if documents.SHARED.is_dir():
        found["files"] = files = documents.all_files()["files"]
        lines += [
            (
                f"{f['file']}: first page or a sentence; longest stall",
                f"{f['first_ms']:.0f}; {f['stall_ms']:.0f} ms",
                "1000; 50 ms" if before == Path(documents.STUCK).stem else "; 50 ms",
            )
            for f, before in zip(files, ["", *(f["file"] for f in files)], strict=False)
        ]
    return found, lines


def _imports() -> tuple[dict[str, Any], list[Line]]:
    found: dict[str, Any] = dict(imported.measure())
    lines: list[Line] = []
    for name, budget in (("bib", "1500 or more"), ("json", "2000 or more")):
        f = found[name]
        lines += [
            (
                f"{f['records']:,} records of .{name}: from the file to stored papers",
                f"{f['a_second']:.0f} a second, {f['whole_s']:.1f} s ({f['parse_s']:.1f} s read)",
                budget,
            ),
            (
                f"an import's step meanwhile, .{name} (95 %; most)",
                f"{f['step_p95_ms']:.0f}; {f['step_max_ms']:.0f} ms",
                "100 ms",
            ),
            (f"memory of the process, .{name} (peak)", f"{f['peak_mb']:.0f} MB", ""),
        ]
    found["window"] = f = imported.in_window()
    lines += [
        (
            f"longest stall of the window, {f['records']:,} records of .bib: {what}",
            f"{f[f'{phase}_stall_ms']:.0f} ms ({f[f'{phase}_over_50']} over 50 ms)",
            "50 ms",
        )
        for phase, what in (
            ("read", f"read and matched in {f['read_s']:.1f} s"),
            ("preview", "the preview opened"),
            ("store", f"stored in {f['store_s']:.1f} s"),
        )
    ]
    return found, lines


def _year() -> tuple[dict[str, Any], list[Line]]:
    found: dict[str, Any] = {}
    lines: list[Line] = []
    for life in year.LIVES:
        found[life.name] = f = year.measure(life)
        lines += [
            (
                f"{life.name}: wait until read (median; longest)",
                f"{f['median_wait_days']:.0f}; {f['longest_wait_days']} days"
                f" ({f['read']:,} read, {f['still_waiting']} waiting)",
                "",
            ),
            (f"{life.name}: overtakes, most", f"{f['overtakes']}", f"{MOST_OVERTAKES}"),
            (f"{life.name}: cap used, days away apart", f"{f['share_of_cap']:.0%}", "80 % or more"),
            (
                f"{life.name}: days above the cap; fullest",
                f"{f['days_above_cap']}; {f['fullest_day']} papers",
                "0",
            ),
        ]
    found["today"] = f = year.today_figures()
    plans, paints = ([day[f"{what}_ms"] for day in f["days"]] for what in ("plan", "paint"))
    lines.append(
        (
            f"Today with {f['entries']:,} queued: planned; shown and painted (median; longest)",
            f"{_median(plans)}, {max(plans):.0f}; {_median(paints)}, {max(paints):.0f} ms",
            "50 ms each",
        )
    )
    return found, lines


def _median(times: list[float]) -> str:
    return f"{statistics.median(times):.0f}"


PARTS: dict[str, Callable[[Path], tuple[dict[str, Any], list[Line]]]] = {
    "start": _start,
    "window": _window,
    "similar": _similar,
    "store": _store,
}
WHOLE: dict[str, Callable[[], tuple[dict[str, Any], list[Line]]]] = {
    "documents": _documents,
    "imports": _imports,
    "year": _year,
}


def _show(lines: list[Line]) -> None:
    for what, figure, budget in lines:
        limit = budget and (budget if "or more" in budget else f"at most {budget}")
        print(f"  {what:74} {figure:40} {limit}", flush=True)


def machine() -> dict[str, str | int]:
    """Say what the figures were measured on."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0,
        "load": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "",
        "system": platform.platform(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "qt": PySide6.__version__,
        "numpy": numpy.__version__,
    }


def main() -> None:
    """Measure, print and write."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("parts", nargs="*", choices=[[], *PARTS, *WHOLE], default=[])
    arguments.add_argument("--sizes", default="10000,100000", help="papers, parted by commas")
    asked = arguments.parse_args()
    found: dict[str, Any] = {"machine": machine()}
    print(", ".join(f"{name} {value}" for name, value in found["machine"].items()))
    parts = [part for part in PARTS if part in (asked.parts or PARTS)]
    for size in map(int, asked.sizes.split(",")) if parts else ():
        print(f"\n{size:,} papers", flush=True)
        folder = generate.library(size)
        for part in parts:
            figures, lines = PARTS[part](folder)
            found.setdefault(str(size), {})[part] = figures
            _show(lines)
    for part in [part for part in WHOLE if part in (asked.parts or WHOLE)]:
        print(f"\n{part.capitalize()}", flush=True)
        found[part], lines = WHOLE[part]()
        _show(lines)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(found, indent=2) + "\n")
    print(f"\n{OUT.relative_to(generate.ROOT)}")


if __name__ == "__main__":
    main()
