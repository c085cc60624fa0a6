"""Run the benchmarks: ``python -m tests.benchmarks [--sizes 10000,100000] [part ...]``.

Prints each part's lines with their budgets, those of the design, and keeps all in build/bench.json,
beside what parts that were not run said last; ``--table`` prints that as a table in Markdown.
Figures of one run of one part compare with each other only.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from tests.benchmarks import generate, report
from tests.benchmarks.parts import FOR_ALL, OF_A_SIZE, Found

OUT = generate.ROOT / "build" / "bench.json"


def main() -> None:
    """Measure, print and write."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("parts", nargs="*", choices=[[], *OF_A_SIZE, *FOR_ALL], default=[])
    arguments.add_argument("--sizes", default="10000,100000", help="papers, parted by commas")
    arguments.add_argument("--table", action="store_true", help="print what was kept, and no more")
    asked = arguments.parse_args()
    kept: dict[str, Any] = {"parts": {}}
    if OUT.exists() and "parts" in (before := json.loads(OUT.read_text("utf-8"))):
        kept = before
    if asked.table:
        print(report.table(kept))
        return
    print(", ".join(f"{name} {value}" for name, value in report.machine().items()))
    sized = [part for part in OF_A_SIZE if part in (asked.parts or OF_A_SIZE)]
    for size in map(int, asked.sizes.split(",")) if sized else ():
        folder = generate.library(size)
        for part in sized:
            print(f"\n{size:,} papers: {part}", flush=True)
            _keep(kept, part, OF_A_SIZE[part](folder), size)
    for part in [part for part in FOR_ALL if part in (asked.parts or FOR_ALL)]:
        print(f"\n{part.capitalize()}", flush=True)
        _keep(kept, part, FOR_ALL[part]())
    print(f"\n{OUT.relative_to(generate.ROOT)}")


def _keep(kept: dict[str, Any], part: str, found: Found, papers: int = 0) -> None:
    """Print what a part found, and write it down at once: the next one may take long."""
    figures, lines = found
    report.show(lines)
    kept["parts"][f"{part} {papers}" if papers else part] = {
        "papers": papers,
        "on": report.machine(),
        "figures": figures,
        "lines": [line.as_text() for line in lines],
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
