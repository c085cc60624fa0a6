"""What a reader did with a generated library: tags, collections, queue, plan, notes, highlights."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Iterable, Sequence

from desktop_app.core import highlights, text
from desktop_app.core.papers import PaperId

TAGS, COLLECTIONS = 100, 50
QUEUED = 5_000
HIGHLIGHTED, COMMENTED = 0.2, 4  # highlights for a paper; one of so many has a comment
NOTED, VERSIONS, DOCUMENTS = 0.02, 0.01, 0.02
DAY = "2026-01-01"
_PHRASE = re.compile(r"\b\w+(?: \w+){2,9}\b")


def write(conn: sqlite3.Connection, papers: int, stamp: str) -> None:
    """Use a library of so many papers as a reader of some years would have, by bare SQL."""
    rng = random.Random(11)
    some = rng.sample(range(1, papers + 1), papers // 3)
    _organise(conn, rng, some)
    _queue(conn, rng, some[: min(QUEUED, papers // 4)])
    _mark(conn, rng, rng.sample(range(1, papers + 1), int(papers * HIGHLIGHTED)), stamp)
    _note(conn, rng, rng.sample(range(1, papers + 1), int(papers * NOTED)), stamp)
    _keep_beside(conn, rng, papers, stamp)


def _organise(conn: sqlite3.Connection, rng: random.Random, some: Sequence[int]) -> None:
    tags, collections = range(1, TAGS + 1), range(1, COLLECTIONS + 1)
    _put(conn, "tag", ((t, f"tag {t}", t % 9 + 1) for t in tags))
    _put(
        conn,
        "collection",
        ((c, c // 5 if c > 10 else None, f"Collection {c}", c) for c in collections),
    )
    _put(conn, "paper_tag", ((None, paper, rng.choice(tags)) for paper in some))
    inside = ((None, paper, rng.choice(collections)) for paper in some[: len(some) // 2])
    _put(conn, "paper_collection", inside)


def _queue(conn: sqlite3.Connection, rng: random.Random, some: Sequence[int]) -> None:
    """Queue papers, some due or snoozed; a plan is made of them when the window first asks."""
    conn.executemany(
        "INSERT INTO queue_entry (paper_id, priority, position, added_on, due_day, snoozed_until)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                paper,
                rng.choice((-1, 0, 0, 0, 1)),
                place,
                DAY,
                "2099-01-01" if rng.random() < 0.02 else None,
                "2099-01-01" if rng.random() < 0.05 else None,
            )
            for place, paper in enumerate(some, 1)
        ),
    )
    conn.execute("UPDATE meta SET value = ? WHERE key = 'place'", (len(some),))


def _mark(conn: sqlite3.Connection, rng: random.Random, papers: Sequence[int], stamp: str) -> None:
    """Highlight a phrase of the abstract of each paper."""
    read = conn.execute
    marks, searched = [], []
    for number, paper in enumerate(papers, 1):
        row = read("SELECT id, text FROM abstract WHERE paper_id = ?", (paper,)).fetchone()
        phrase = rng.choice(list(_PHRASE.finditer(row[1])))
        at = highlights.select(row[1], phrase.start(), phrase.end())
        comment = " ".join(phrase[0].split()[:3]) if number % COMMENTED == 0 else ""
        marks.append(
            (
                f"h{number:07d}",
                paper,
                row[0],
                number % 5 + 1,
                *(at.exact, at.prefix, at.suffix, at.start, at.end),
                *(comment, stamp, stamp),
            )
        )
        forms = map(text.search_form, (at.exact, "", comment))
        searched.append((paper, "highlight", number, *forms))
    conn.executemany(
        "INSERT INTO highlight (key, paper_id, abstract_id, colour, exact, prefix, suffix, start,"
        " end, comment, added_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        marks,
    )
    _search(conn, searched)


def _note(conn: sqlite3.Connection, rng: random.Random, papers: Sequence[int], stamp: str) -> None:
    """Write a note for each paper, in words of its abstract."""
    notes, searched = [], []
    for number, paper in enumerate(papers, 1):
        row = conn.execute("SELECT text FROM abstract WHERE paper_id = ?", (paper,)).fetchone()
        written = " ".join(rng.sample(row[0].split(), 20))
        notes.append((number, f"n{number:07d}", PaperId(paper), written, stamp, stamp))
        searched.append((paper, "note", number, "", "", text.search_form(written)))
    conn.executemany(
        "INSERT INTO note (id, key, paper_id, text, added_at, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        notes,
    )
    _search(conn, searched)


def _keep_beside(conn: sqlite3.Connection, rng: random.Random, papers: int, stamp: str) -> None:
    """Link some papers as versions, and give some a document that is not there."""
    pairs = rng.sample(range(1, papers + 1), int(papers * VERSIONS) // 2 * 2)
    _put(conn, "version", ((paper, at // 2 + 1) for at, paper in enumerate(pairs)))
    some = rng.sample(range(1, papers + 1), int(papers * DOCUMENTS))
    conn.executemany(
        "INSERT INTO document (paper_id, hash, name, bytes, pages, main, added_at)"
        " VALUES (?, ?, ?, 1000000, ?, 1, ?)",
        ((p, f"{p:064x}", f"{p}.pdf", rng.randint(4, 40), stamp) for p in some),
    )


def _search(conn: sqlite3.Connection, rows: Iterable[tuple[object, ...]]) -> None:
    conn.executemany(
        "INSERT INTO search_text (paper_id, kind, item_id, title, names, body)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )


def _put(conn: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Write whole rows, each with all columns of its table."""
    listed = list(rows)
    marks = ", ".join("?" * len(listed[0]))
    conn.executemany(f"INSERT INTO {table} VALUES ({marks})", listed)
