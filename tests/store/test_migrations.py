"""A library of an earlier Carrel, brought up to the present schema."""

import sqlite3
from pathlib import Path

from desktop_app.core.highlights import Anchor, Style
from desktop_app.core.papers import PaperId
from desktop_app.core.query import parse
from desktop_app.store import (
    highlights,
    identity,
    log,
    notes,
    opening,
    queue,
    saved_searches,
    search,
)
from desktop_app.store.migrations import library_0001

PAPER = PaperId(1)
ROWS = """
INSERT INTO source VALUES (1, 'page.txt', 'page', '2026-01-01T00:00:00+00:00', NULL);
INSERT INTO paper (id, key, title, title_key, text_hash, source_id, added_at, changed_at)
VALUES (1, 'p', 'Slow gradients', 'slow gradients', 'h', 1, '2026-01-01T00:00:00+00:00', '');
INSERT INTO abstract VALUES (1, 1, 'Networks sometimes learn.', 'import', '');
INSERT INTO highlight VALUES (7, 'old', 1, 1, 4, 'Networks', '', ' sometimes', 0, 8, 'moved',
                              'zebra', '2026-01-01T00:00:00+00:00', '');
INSERT INTO queue_entry (paper_id, position, added_on) VALUES (1, 41, '2026-01-01');
INSERT INTO note VALUES (1, 'n', 1, '# Giraffe', '', '');
INSERT INTO search_text (paper_id, kind, item_id, title) VALUES (1, 'paper', 1, 'slow gradients');
INSERT INTO search_text (paper_id, kind, item_id, title, body)
VALUES (1, 'highlight', 7, 'networks', 'zebra');
"""


def make_first(folder: Path) -> None:
    """Make a library as the first schema had it, with a highlight and a note."""
    conn = sqlite3.connect(folder / opening.FILE)
    conn.executescript(library_0001.SQL)
    conn.executescript(ROWS)
    conn.execute(
        "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT,"
        " applied_at TEXT)"
    )
    conn.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('carrel', '0001_library', '2026-01-01')"
    )
    conn.execute(f"PRAGMA application_id = {opening.APPLICATION_ID}")
    conn.commit()
    conn.close()


def test_the_first_schema_s_marks_notes_and_index_survive(tmp_path: Path) -> None:
    make_first(tmp_path)
    library = opening.open_library(tmp_path)

    [found] = highlights.of(library, PAPER)
    assert (found.id, found.key, found.colour, found.comment) == (7, "old", 4, "zebra")
    assert (found.anchor, found.style, found.document) == (Anchor.MOVED, Style.HIGHLIGHT, None)
    assert notes.get(library, PAPER) == "# Giraffe"
    assert search.papers(library, parse("zebra")) == [PAPER]
    library.db.conn.execute(
        "INSERT INTO search_fts (search_fts, rank) VALUES ('integrity-check', 1)"
    )
    with library.change("Comment"):
        highlights.comment(library, found.id, "giraffe")
    assert search.papers(library, parse("zebra")) == []
    assert search.papers(library, parse("giraffe")) == [PAPER]
    assert len(list((tmp_path / "backups").iterdir())) == 1  # taken before the step
    library.close()


def test_highlights_of_before_count_in_the_statistics(tmp_path: Path) -> None:
    make_first(tmp_path)
    library = opening.open_library(tmp_path)

    assert sum(figures.highlights for figures in log.days(library).values()) == 1


def test_places_in_the_queue_go_on_after_those_of_before(tmp_path: Path) -> None:
    make_first(tmp_path)
    library = opening.open_library(tmp_path)

    with library.change("Queue"):
        queue.remove(library, [PAPER])
        queue.add(library, [PAPER])

    [entry] = queue.entries(library, 230)
    assert entry.position == 42


def test_papers_from_before_citation_keys_get_them(tmp_path: Path) -> None:
    make_first(tmp_path)
    conn = sqlite3.connect(tmp_path / opening.FILE)
    conn.execute(
        "INSERT INTO paper (id, key, title, title_key, text_hash, source_id, added_at, changed_at)"
        " VALUES (2, 'q', 'Slow gradients', 'slow gradients', 'h', 1, '', '')"
    )
    conn.execute("INSERT INTO author (paper_id, position, family) VALUES (2, 0, 'Lee')")
    conn.execute("INSERT INTO former_key VALUES ('gone', 2)")
    conn.commit()
    conn.close()
    library = opening.open_library(tmp_path)
    rows = library.db.conn.execute("SELECT citekey FROM paper ORDER BY id").fetchall()
    assert rows == [("SlowGradients",), ("leeSlowGradients",)]
    assert identity.resolve(library, "gone") == PaperId(2)
    library.close()


def test_searches_can_be_saved_in_a_library_from_before(tmp_path: Path) -> None:
    make_first(tmp_path)
    library = opening.open_library(tmp_path)
    with library.change("Save"):
        made = saved_searches.add(library, "Zebras", "zebra")
    assert [held.id for held in saved_searches.all_of(library)] == [made]
    assert saved_searches.count(library, "zebra", 10) == 1
    library.undo()
    assert saved_searches.all_of(library) == []
    library.close()
