"""A window that embeds the papers of a library without vectors; prints one line of JSON.

``python -m tests.benchmarks.embed_driver model FOLDER`` embeds for a while by the model, ``quick``
all papers by made-up vectors; the folder may be changed. Stalls are of the event loop.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from desktop_app.engines import embedding
from tests.benchmarks import embedded
from tests.benchmarks.driver import _memory, say
from tests.benchmarks.import_driver import Opened, Pulse, _wait

SETTLING_MS = 1500
WHILE_S = 40
LIMIT_S = 150


def main(mode: str, folder: Path) -> None:
    """Open the window, let it embed, and print the pauses and which papers came more than once."""
    if mode == "quick":
        embedding.encode = embedded.quick
    opened = Opened(folder)
    window = opened.window
    _wait(SETTLING_MS)
    window.library_panel.step(0)  # a paper, so that papers like it are looked for meanwhile
    seen: list[int] = []
    told: list[tuple[int, int]] = [(0, 1)]

    def stored(papers: Sequence[int]) -> None:
        seen.extend(papers)

    window.indexer.stored.connect(stored)
    window.indexer.progressed.connect(lambda done, total: told.append((done, total)))
    pulse = Pulse("embed")
    began = time.perf_counter()
    window.indexer.pause(False)
    limit = WHILE_S if mode == "model" else LIMIT_S
    while told[-1][0] < told[-1][1] and time.perf_counter() - began < limit:
        _wait(100)
    taken = time.perf_counter() - began
    pauses = pulse.pauses["embed"]
    assert opened.garbage is not None
    say(
        papers=len(seen),
        twice=len(seen) - len(set(seen)),
        seconds=taken,
        stall_ms=max(pauses),
        over_50=sum(pause > 50 for pause in pauses),
        memory=_memory(),
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
