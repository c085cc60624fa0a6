"""What broken files leave in a library: whole papers and nothing else."""

from __future__ import annotations

import random

import pytest

from desktop_app.formats import sniff
from desktop_app.services import importing
from desktop_app.services.gathering import Reading
from desktop_app.store import papers
from desktop_app.store.library import Library
from tests.formats import breaking


@pytest.mark.parametrize("name", sorted(breaking.PARSERS))
def test_whatever_is_read_is_stored_whole(library: Library, name: str) -> None:
    dice = random.Random(name)
    data = breaking.whole(name, breaking.records(name, 4)).encode()
    added = 0
    for _ in range(25):
        text = sniff.sniff(breaking.broken(dice, data)).text
        drafts, problems = breaking.PARSERS[name](text)
        job = importing.run(library, Reading(name, drafts, problems))
        for _ in job:
            pass
        added += len(job.result.added)

    run = library.db.conn.execute
    assert papers.count(library) == added > 0
    assert run("PRAGMA foreign_key_check").fetchall() == []
    run("INSERT INTO search_fts (search_fts, rank) VALUES ('integrity-check', 1)")
    bare = "SELECT count(*) FROM paper WHERE citekey IS NULL OR id NOT IN"
    assert run(f"{bare} (SELECT paper_id FROM search_text)").fetchone() == (0,)
