"""Whole files imported: from the bytes on the disk to stored papers, each in a fresh process.

`python -m tests.benchmarks.imported FILE` imports one file into a new library and prints figures.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.benchmarks import generate, processes
from tests.benchmarks.generate import Record

BIBTEX, CSL_JSON = 30_000, 100_000
LIMIT_S = 900
_ACCENTS = {"a": r"{\'a}", "o": r"{\"o}", "e": r"\'{e}"}
_EACH = 5  # one record of so many has TeX in its names


def measure() -> dict[str, dict[str, Any]]:
    """Import made-up files of both formats; times are in seconds, memory in megabytes."""
    found = {}
    for name, write, count in (
        ("bib", bibtex, BIBTEX),
        ("json", csl_json, CSL_JSON),
    ):
        file = _written(name, write, count)
        found[name] = processes.drive(
            str(file), module="tests.benchmarks.imported", timeout=LIMIT_S
        )
    return found


def in_window() -> dict[str, Any]:
    """Import the file of BibTeX in a window, through its preview; stalls are in milliseconds."""
    file = _written("bib", bibtex, BIBTEX)
    with tempfile.TemporaryDirectory(dir=generate.FOLDER) as folder:
        return processes.drive(
            str(file), folder, module="tests.benchmarks.import_driver", timeout=LIMIT_S
        )


def _written(name: str, write: Callable[[int], str], count: int) -> Path:
    """Give a made-up file, written where it is missing."""
    file = generate.FOLDER / f"records-{count}.{name}"
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write(count), "utf-8")
    return file


def bibtex(count: int) -> str:
    """Write made-up records as BibTeX, one in five with TeX in a name."""
    return "".join(
        _entry(n, record) for n, record in enumerate(generate.Words(seed=41).records(count))
    )


def csl_json(count: int) -> str:
    """Write made-up records as CSL-JSON."""
    return json.dumps(
        [_item(n, record) for n, record in enumerate(generate.Words(seed=41).records(count))],
        indent=1,
    )


def _entry(number: int, record: Record) -> str:
    names = [f"{a.family}, {a.given}" for a in record.authors]
    if number % _EACH == 0:
        names = ["".join(_ACCENTS.get(c, c) for c in name) for name in names]
    return (
        f"@article{{key{number},\n"
        f"  title = {{{record.title}}},\n"
        f"  author = {{{' and '.join(names)}}},\n"
        f"  journal = {{{record.venue}}},\n"
        f"  year = {{{record.year}}},\n"
        f"  volume = {{{number % 90 + 1}}},\n"
        f"  number = {{{number % 12 + 1}}},\n"
        f"  pages = {{{number}--{number + 12}}},\n"
        f"  doi = {{10.9999/made-up.{number}}},\n"
        f"  issn = {{1234-5678}},\n"
        f"  keywords = {{topic {record.topic % 40}}},\n"
        f"  abstract = {{{record.abstract}}}\n"
        f"}}\n\n"
    )


def _item(number: int, record: Record) -> dict[str, Any]:
    return {
        "id": f"key{number}",
        "type": "article-journal",
        "title": record.title,
        "author": [{"family": a.family, "given": a.given} for a in record.authors],
        "container-title": record.venue,
        "issued": {"date-parts": [[record.year, number % 12 + 1]]},
        "volume": str(number % 90 + 1),
        "page": f"{number}-{number + 12}",
        "DOI": f"10.9999/made-up.{number}",
        "abstract": record.abstract,
    }


def main(file: Path) -> None:
    """Import a file into a new library, and print how long it took and how much memory."""
    from desktop_app.services import gathering, importing
    from desktop_app.store import opening

    with tempfile.TemporaryDirectory(dir=generate.FOLDER) as folder:
        library = opening.open_library(Path(folder))
        gc.disable()  # as the command line does
        began = time.perf_counter()
        reading = gathering.read(file)
        parsed = time.perf_counter() - began
        assert isinstance(reading, gathering.Reading)
        job = importing.run(library, reading, pace=importing.BRISK)
        steps = []
        with library.bulk():
            for _ in job:
                steps.append(time.perf_counter())
        whole = time.perf_counter() - began
        gaps = sorted(b - a for a, b in pairwise(steps))
        added = len(job.result.added)
        library.close()
    print(
        json.dumps(
            {
                "records": len(reading.drafts),
                "added": added,
                "problems": len(job.result.problems),
                "parse_s": parsed,
                "whole_s": whole,
                "a_second": added / whole,
                "step_p95_ms": gaps[int(len(gaps) * 0.95)] * 1000,
                "step_max_ms": gaps[-1] * 1000,
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
