"""A process killed while it writes."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_app.core.query import parse
from desktop_app.store import notes, opening, papers, search

# Says each change after it was made; what was said must be there.
WRITER = """
import sys
from pathlib import Path
from desktop_app.core.papers import Draft
from desktop_app.store import highlights, notes, opening, papers, sources

library = opening.open_library(Path(sys.argv[1]))
for count in range(1_000_000):
    with library.change("Add"):
        draft = Draft(f"Paper {count}", abstract=f"Words about {count}. " * 20)
        paper = papers.add(library, draft, sources.hand(library))
        highlights.add(library, paper, 0, 5, 1)
        notes.put(library, paper, f"zebra{count}")
    if count % 3 == 2:
        library.undo()
        library.redo()
    with library.batch():
        papers.star(library, [paper], True)
    print(count, flush=True)
"""


def write_and_be_killed(folder: Path, after: float) -> int:
    """Run the writer, kill it, and give the count of changes it said it had made."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.kill()
        said = process.stdout.read().splitlines(keepends=True)
    return 1 + sum(line.endswith("\n") for line in said)


@pytest.mark.parametrize("seed", range(3))
def test_what_was_acknowledged_survives_sigkill(folder: Path, seed: int) -> None:
    said = write_and_be_killed(folder, random.Random(seed).uniform(0.05, 0.6))
    library = opening.open_library(folder)
    run = library.db.conn.execute
    assert run("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert run("PRAGMA foreign_key_check").fetchall() == []
    run("INSERT INTO search_fts(search_fts, rank) VALUES('integrity-check', 1)")
    assert said <= papers.count(library) <= said + 1
    for count in range(said):
        [paper] = search.papers(library, parse(f"zebra{count} "))
        found = papers.get(library, paper)
        assert (found.title, found.starred) == (f"Paper {count}", True)
        assert notes.get(library, paper) == f"zebra{count}"
    library.close()


def test_killed_while_it_is_made_a_library_can_be_made_again(folder: Path) -> None:
    for pause in (0.0, 0.002, 0.005, 0.01, 0.02):
        program = (
            "import sys; from pathlib import Path; from desktop_app.store import opening;"
            "print('ready', flush=True); opening.open_library(Path(sys.argv[1]))"
        )
        with subprocess.Popen(
            [sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(pause)
            process.kill()
        library = opening.open_library(folder)
        assert papers.count(library) == 0
        library.close()
