"""Reading in several statements as if it were one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from desktop_app.store import moment, opening, papers
from desktop_app.store.library import Library
from tests import build


def test_an_interrupt_between_two_statements_ends_what_follows(library: Library) -> None:
    with moment.held(library):
        assert papers.count(library) == 0
        library.db.conn.interrupt()
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            papers.count(library)
    assert papers.count(library) == 0


def test_what_is_written_meanwhile_is_not_seen(tmp_path: Path) -> None:
    library = opening.open_library(tmp_path)
    reader = opening.open_reader(tmp_path)
    build.add(library, build.draft("One"))
    with moment.held(reader):
        assert papers.count(reader) == 1
        build.add(library, build.draft("Two"))
        assert papers.count(reader) == 1
    assert papers.count(reader) == 2
    reader.close()
    library.close()
