"""Documents: turning pages against PyMuPDF's own time, the first page, memory and stalls."""

from __future__ import annotations

import shutil
import statistics
from pathlib import Path
from typing import Any

from desktop_app.core.papers import Draft
from desktop_app.services import attaching
from desktop_app.store import opening, papers, sources
from tests.benchmarks import generate, paged, processes
from tests.benchmarks.page_driver import TURNS

SHARED = generate.ROOT.parent / "shared" / "data" / "pdfs"
FRAME_MS = 1000 / 60
MOST = 1.5  # times PyMuPDF's own time that a page turn may take, and one frame
STUCK = "render-never-returns.pdf"


def turning(factor: int) -> dict[str, Any]:
    """Turn the pages of a long document, with `factor` pixels to each of the design's."""
    file = paged.make(generate.FOLDER / f"pages-{paged.PAGES}.pdf")
    folder = _library("pages", [file])
    found = processes.drive(
        "turns",
        str(folder),
        module="tests.benchmarks.page_driver",
        QT_SCALE_FACTOR=str(factor),
    )
    if not found.get("gave_up"):
        found["own_ms"] = paged.own_times(file, TURNS, found["scale"])
        pairs = list(zip(found["far_ms"], found["own_ms"], strict=True))
        found["ratio"] = statistics.median((turn - FRAME_MS) / own for turn, own in pairs)
        found["within"] = sum(turn <= MOST * own + FRAME_MS for turn, own in pairs) / len(pairs)
    return found


def all_files() -> dict[str, Any]:
    """Open every file at hand, one after the other; the stuck one is not the last."""
    files = sorted(SHARED.glob("*.pdf"), key=lambda f: (f.name == STUCK, f.name))
    # A list shows what came last first, so another document follows the stuck one.
    return processes.drive(
        "files",
        str(_library("files", [*files[:1], *files[:0:-1]])),
        module="tests.benchmarks.page_driver",
    )


def _library(name: str, files: list[Path]) -> Path:
    """Make a library with a paper for each file."""
    folder = generate.FOLDER / f"documents-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    library = opening.open_library(folder)
    for file in files:
        taken = attaching.take(folder, file)
        with library.batch():
            source = sources.add(library, file.name, "pdf")
            attaching.attach(library, papers.add(library, Draft(file.stem), source), taken)
    library.close()
    return folder
