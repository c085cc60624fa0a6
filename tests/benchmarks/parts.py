"""The parts of the benchmarks: what each measures, told in lines with the budgets of the design."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from desktop_app.core.plan import MOST_OVERTAKES
from tests.benchmarks import (
    acts,
    documents,
    embedded,
    generate,
    imported,
    near,
    paged,
    processes,
    start,
    stored,
    year,
)
from tests.benchmarks.report import Budget, Line

Found = tuple[dict[str, Any], list[Line]]
_MEMORY = ("VmRSS", "Pss", "VmHWM")


def _start(folder: Path) -> Found:
    found = start.measure(folder)
    return found, [
        Line(
            f"start, {kind}: first key answered (rows painted {f['rows_ms']:.0f} ms)",
            f"{f['key_ms']:.0f} ms = {f['ratio']:.1f} x an empty window ({f['empty_ms']:.0f} ms)",
            Budget(f["ratio"], 5, "x an empty window"),
        )
        for kind, f in found.items()
    ]


def _window(folder: Path) -> Found:
    document = paged.make(generate.FOLDER / f"pages-{paged.PAGES}.pdf")
    found = processes.drive("work", str(folder), BENCH_PDF=str(document))
    first, *later = found["similar"]
    lines = [
        _memory("memory of the window after similar, searches and a PDF", found.get("memory", {})),
        Line(
            "similar: row chosen until painted, pauses included (median; first time)",
            f"{_median(later)}; {first:.0f} ms",
            Budget(statistics.median(later), 50, "ms"),
        ),
    ]
    if found.get("gave_up"):
        lines.append(Line("the window did not answer within two minutes", ""))
    return found, lines


def _typing(folder: Path) -> Found:
    """Type into the search box, and first of all right after a cold start."""
    processes.forget(folder)
    cold = processes.drive("cold", str(folder), module="tests.benchmarks.typing_driver")
    found = processes.drive("fast", str(folder), module="tests.benchmarks.typing_driver")
    times = [time for keys in found["keys"].values() for _, time in keys]
    lines = [
        Line(
            "search: key pressed until its rows were painted, a key each 60 ms (median; 95 %)",
            f"{_median(times)}; {stored.p95(times):.0f} ms",
            Budget(stored.p95(times), 50, "ms"),
        ),
        Line(
            "longest stall while typing",
            f"{found['stall_ms']:.0f} ms ({found['over_50']} over 50 ms),"
            f" its own work {found['busy_ms']:.0f} ms at most",
            Budget(found["stall_ms"], 50, "ms"),
        ),
        Line("search: first key after a cold start", f"{cold['first_ms']:.0f} ms"),
    ]
    for kind, keys in found["keys"].items():
        mine = [time for _, time in keys]
        figure = f"{_median(mine)}; {stored.p95(mine):.0f}; {max(mine):.0f} ms"
        lines.append(Line(f"search: {kind} (median; 95 %; longest)", figure))
    return {"fast": found, "cold": cold}, lines


def _today(folder: Path) -> Found:
    with tempfile.TemporaryDirectory(dir=generate.FOLDER) as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        found = processes.drive(copy, module="tests.benchmarks.today_driver")
    lines = []
    for what, told in (("plan", "a day planned"), ("paint", "shown and painted")):
        times = [day[f"{what}_ms"] for day in found["days"]]
        lines.append(
            Line(
                f"Today with {found['entries']:,} queued: {told} (median; longest)",
                f"{_median(times)}; {max(times):.0f} ms",
                Budget(statistics.median(times), 50, "ms"),
            )
        )
    return found, lines


def _similar(folder: Path) -> Found:
    f = near.measure(folder)
    return f, [
        Line(
            f"similar: candidates (bare product {f['bare_product_ms']:.2f} ms)",
            f"{f['candidates_ms']:.2f} ms = {f['candidates_ratio']:.1f} x",
            Budget(f["candidates_ratio"], 3, "x the product"),
        ),
        Line(
            "similar: whole answer of the service",
            f"{f['answer_ms']:.1f} ms",
            Budget(f["answer_ms"], 50, "ms"),
        ),
        Line("similar: vectors read for the first question", f"{f['load_ms']:.0f} ms"),
    ]


def _store(folder: Path) -> Found:
    opened = stored.open_figures(folder)
    counted = stored.count_figures(folder)
    brought = stored.importing_figures(folder)
    searched = stored.search_figures(folder)
    batches = [brought[f"batch_{k}_ms"] for k in ("p50", "p95", "max")]
    lines = [
        Line("store: open, list, count, close", f"{opened['open_and_list_ms']:.0f} ms"),
        Line("store: what the sidebar counts", f"{counted['counts_ms']:.1f} ms"),
        Line(
            "import of 10,000: a batch of 25 (median; 95 %; most)",
            "; ".join(f"{batch:.0f}" for batch in batches) + " ms",
            Budget(batches[1], 25, "ms"),
        ),
        Line(
            "import: drafts to stored papers", f"{brought['papers_a_second']:.0f} papers a second"
        ),
        Line(
            "import taken back (a step, 95 %)",
            f"{brought['undo_s']:.1f} s ({brought['undo_step_p95_ms']:.0f} ms)",
        ),
    ]
    lines += [
        Line(f"store search: {name} (median; 95 %)", f"{f['p50']:.1f}; {f['p95']:.1f} ms")
        for name, f in searched.items()
    ]
    return {"open": opened, "counts": counted, "import": brought, "search": searched}, lines


def _acts(folder: Path) -> Found:
    f = acts.measure(folder)
    return f, [
        Line(
            f"longest stall: {name} all ({f['seconds'][name]:.1f} s)",
            f"{stall:.0f} ms ({f['over_50'][name]} over 50 ms)",
            Budget(stall, 50, "ms"),
        )
        for name, stall in f["stalls"].items()
        if name in f["seconds"]
    ]


def _documents() -> Found:
    found: dict[str, Any] = {}
    lines: list[Line] = []
    for factor in (1, 2):
        found[f"{factor}x"] = f = documents.turning(factor)
        if f.get("gave_up"):
            lines.append(Line(f"documents at {factor}x did not answer in time", ""))
            continue
        lines += [
            Line(
                f"page turn at {factor}x, {f['scale']:.1f} pixels a point (median; PyMuPDF's own)",
                f"{_median(f['far_ms'])}; {_median(f['own_ms'])} ms = {f['ratio']:.1f} x + a frame,"
                f" {f['within']:.0%} within",
                Budget(f["ratio"], 1.5, "x + a frame"),
            ),
            Line(
                f"page turn at {factor}x, next page (median; longest)",
                f"{_median(f['next_ms'])}; {max(f['next_ms']):.0f} ms",
            ),
            Line(
                f"first page of {paged.PAGES} at {factor}x, worker started for it",
                f"{f['first_ms']:.0f} ms",
            ),
            _memory(f"memory after scrolling through them at {factor}x", f["memory"]),
            Line(
                f"longest stall meanwhile at {factor}x",
                f"{f['stall_ms']:.0f} ms",
                Budget(f["stall_ms"], 50, "ms"),
            ),
        ]
    if documents.SHARED.is_dir():
        found["files"] = files = documents.all_files()["files"]
        lines += [
            Line(
                f"{f['file']}: longest stall (first page or a sentence {f['first_ms']:.0f} ms)",
                f"{f['stall_ms']:.0f} ms",
                Budget(f["stall_ms"], 50, "ms"),
            )
            for f in files
        ]
    return found, lines


def _imports() -> Found:
    found: dict[str, Any] = dict(imported.measure())
    lines: list[Line] = []
    for name, least in (("bib", 1500), ("json", 2000)):
        f = found[name]
        lines += [
            Line(
                f"{f['records']:,} records of .{name}: from the file to stored papers",
                f"{f['a_second']:.0f} a second, {f['whole_s']:.1f} s ({f['parse_s']:.1f} s read)",
                Budget(f["a_second"], least, "a second", least=True),
            ),
            Line(
                f"an import's step meanwhile, .{name} (95 %; most)",
                f"{f['step_p95_ms']:.0f}; {f['step_max_ms']:.0f} ms",
                Budget(f["step_p95_ms"], 100, "ms"),
            ),
            Line(f"memory of the process, .{name} (peak)", f"{f['peak_mb']:.0f} MB"),
        ]
    found["window"] = f = imported.in_window()
    lines += [
        _stall(
            f"longest stall of the window, {f['records']:,} records of .bib: {what}",
            f[f"{phase}_stall_ms"],
            f[f"{phase}_over_50"],
        )
        for phase, what in (
            ("read", f"read and matched in {f['read_s']:.1f} s"),
            ("preview", "the preview opened"),
            ("store", f"stored in {f['store_s']:.1f} s"),
        )
    ]
    return found, lines


def _embedding() -> Found:
    found = embedded.measure()
    f, first, plain = found["speed"], found["first"], found["plain"]
    lines = [
        Line(
            f"embedding {f['papers']} papers (plain encode {f['plain_a_second']:.0f} a second)",
            f"{f['a_second']:.0f} a second = {f['ratio']:.2f} x",
            Budget(f["ratio"], 2, "x a plain encode", least=True),
        ),
        Line(
            f"embedding: nearest ten of {f['compared']:,} that stay; cosine, least",
            f"{f['agree']:.1%}; {f['cosine_least']:.5f}",
            Budget(f["agree"] * 100, 98, "%", least=True),
        ),
        Line(
            "embedding: first paper of a process (a plain encode's); busy",
            f"{first['first_s']:.1f} ({plain['first_s']:.1f}) s;"
            f" {first['first_busy_s']:.1f} ({plain['first_busy_s']:.1f}) s",
        ),
        Line(
            "embedding: memory of the process, peak (a plain encode's)",
            f"{first['memory']['VmHWM']:.0f} ({plain['memory']['VmHWM']:.0f}) MB",
        ),
    ]
    for mode, what in (("model", "by the model"), ("quick", "by made-up vectors")):
        found[mode] = f = embedded.in_window(mode)
        told = f"longest stall, {f['papers']:,} papers embedded {what} in {f['seconds']:.0f} s"
        lines.append(_stall(told, f["stall_ms"], f["over_50"]))
    return found, lines


def _year() -> Found:
    found: dict[str, Any] = {}
    lines: list[Line] = []
    for life in year.LIVES:
        found[life.name] = f = year.measure(life)
        lines += [
            Line(
                f"{life.name}: wait until read (median; longest)",
                f"{f['median_wait_days']:.0f}; {f['longest_wait_days']} days"
                f" ({f['read']:,} read, {f['still_waiting']} waiting)",
            ),
            Line(
                f"{life.name}: overtakes, most",
                f"{f['overtakes']}",
                Budget(f["overtakes"], MOST_OVERTAKES, ""),
            ),
            Line(
                f"{life.name}: cap used, days away apart",
                f"{f['share_of_cap']:.0%}",
                Budget(f["share_of_cap"] * 100, 80, "%", least=True),
            ),
            Line(
                f"{life.name}: days above the cap (fullest {f['fullest_day']} papers)",
                f"{f['days_above_cap']}",
                Budget(f["days_above_cap"], 0, "days"),
            ),
        ]
    return found, lines


def _memory(what: str, memory: dict[str, float]) -> Line:
    held = [memory.get(name, 0) for name in _MEMORY]
    figure = "; ".join(f"{size:.0f}" for size in held) + " MB"
    return Line(f"{what} (resident; PSS; peak)", figure, Budget(held[0], 300, "MB"))


def _stall(what: str, longest: float, over_50: int) -> Line:
    figure = f"{longest:.0f} ms ({over_50} over 50 ms)"
    return Line(what, figure, Budget(longest, 50, "ms"))


def _median(times: Sequence[float]) -> str:
    return f"{statistics.median(times):.0f}"


# A part is added by its function here: measured for each size of library, or once for all.
OF_A_SIZE: dict[str, Callable[[Path], Found]] = {
    "start": _start,
    "window": _window,
    "typing": _typing,
    "today": _today,
    "similar": _similar,
    "store": _store,
    "acts": _acts,
}
FOR_ALL: dict[str, Callable[[], Found]] = {
    "documents": _documents,
    "imports": _imports,
    "embedding": _embedding,
    "year": _year,
}
