"""Generated libraries: made-up words drawn by Zipf's law, with topics; nothing is copied.

A library of a size is made once and kept under ``build/bench/``.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from desktop_app.core import papers as core
from desktop_app.core import text
from desktop_app.core.papers import Author
from desktop_app.engines.embedding import DIMENSIONS, MODEL
from desktop_app.services.similar_terms import Filling
from desktop_app.store import embeddings, migrations, opening
from desktop_app.store.library import Library
from tests.benchmarks import used

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "bench"
EDITION = 3  # raised when what is generated changes
VOCABULARY = 50_000
TOPICS = 200
TOPIC_WORDS = 400
ABSTRACT_WORDS = 150
NAMES = 30_000
AUTHORS = 5
BATCH = 5_000
_SYLLABLES = [c + v for c in "bcdfghjklmnprstvwz" for v in ("a", "e", "i", "o", "u", "en", "or")]
_BEGAN = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Record:
    """A made-up paper."""

    topic: int
    title: str
    abstract: str
    authors: tuple[Author, ...]
    year: int
    venue: str
    arxiv: str


class Words:
    """A vocabulary, commonest word first, common ones short; drawn by Zipf's law."""

    def __init__(self, seed: int = 7) -> None:
        self._rng = np.random.default_rng(seed)
        self.vocabulary = np.array(_words(random.Random(seed)), dtype=object)
        self._general = _zipf(VOCABULARY)
        self._topical = _zipf(TOPIC_WORDS)
        self._topics = np.array(
            [self._rng.choice(np.arange(300, VOCABULARY), TOPIC_WORDS) for _ in range(TOPICS)]
        )
        self._names = np.array([w.capitalize() for w in self.vocabulary[-NAMES:]], dtype=object)
        self._by_name = _zipf(NAMES)

    def records(self, count: int) -> Iterator[Record]:
        """Draw papers, some thousands at a time."""
        for first in range(0, count, BATCH):
            yield from self._some(first, min(BATCH, count - first))

    def _some(self, first: int, count: int) -> Iterator[Record]:
        rng = self._rng
        topics = rng.integers(0, TOPICS, count)
        lengths = np.clip(rng.normal(ABSTRACT_WORDS, 30, count), 40, 300).astype(int)
        titles = rng.integers(5, 13, count)
        ends = np.cumsum(lengths + titles)
        owners = np.repeat(topics, lengths + titles)
        total = int(ends[-1])
        drawn = np.searchsorted(self._general, rng.random(total))
        of_topic = rng.random(total) < 0.3
        within = np.searchsorted(self._topical, rng.random(int(of_topic.sum())))
        drawn[of_topic] = self._topics[owners[of_topic], within]
        words = self.vocabulary[drawn]
        names = self._names[np.searchsorted(self._by_name, rng.random(count * AUTHORS * 2))]
        years = rng.integers(1995, 2027, count)
        venues = rng.integers(0, 40, count)
        begin = 0
        for i, end in enumerate(ends):
            cut = begin + titles[i]
            mine = names[i * AUTHORS * 2 : (i + 1) * AUTHORS * 2]
            yield Record(
                int(topics[i]),
                " ".join(words[begin:cut]).capitalize(),
                _sentences(words[cut:end]),
                tuple(Author(mine[a * 2], mine[a * 2 + 1]) for a in range(AUTHORS)),
                int(years[i]),
                f"Venue {self._names[venues[i]]}",
                f"{(first + i) // 10_000:04d}.{(first + i) % 10_000:05d}",
            )
            begin = end


def library(papers: int) -> Path:
    """Give the folder of a generated library of so many papers, made where it is missing."""
    schema = migrations.NAMES[-1]
    folder = FOLDER / f"library-{papers}-{schema}-{EDITION}"
    if (folder / opening.FILE).exists():
        return folder
    making = folder.with_name(f".{folder.name}")
    shutil.rmtree(making, ignore_errors=True)
    made = opening.open_library(making, clock=lambda: _BEGAN)
    topics = _fill(made, papers)
    made.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    hashes = [row[0] for row in made.db.conn.execute("SELECT text_hash FROM paper ORDER BY id")]
    _embed(making, hashes, topics)
    _read_terms(made)
    made.close()
    making.rename(folder)
    return folder


def _fill(made: Library, count: int) -> list[int]:
    """Write papers in bulk, past triggers and history, and index their texts at the end."""
    conn = made.db.conn
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("PRAGMA cache_size = -200000")
    conn.execute("PRAGMA foreign_keys = OFF")
    dropped = _drop_triggers(conn)
    conn.execute("BEGIN")
    conn.execute("INSERT INTO source VALUES (1, 'generated', 'page', ?, NULL)", (made.now(),))
    topics: list[int] = []
    batch: list[Record] = []
    for record in Words().records(count):
        batch.append(record)
        if len(batch) == BATCH:
            topics += _write(conn, len(topics), batch)
            batch.clear()
    topics += _write(conn, len(topics), batch)
    used.write(conn, count, made.now())
    conn.execute("INSERT INTO search_fts (search_fts) VALUES ('rebuild')")
    for sql in dropped:
        conn.execute(sql)
    conn.execute("COMMIT")
    return topics


def _drop_triggers(conn: sqlite3.Connection) -> list[str]:
    found = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in found:
        conn.execute(f"DROP TRIGGER {name}")
    for (name,) in conn.execute(
        "SELECT name FROM sqlite_temp_master WHERE type = 'trigger'"
    ).fetchall():
        conn.execute(f"DROP TRIGGER temp.{name}")
    return [sql for _, sql in found]


def _write(conn: sqlite3.Connection, first: int, batch: list[Record]) -> list[int]:
    papers, authors, abstracts, searched = [], [], [], []
    for paper, r in enumerate(batch, first + 1):
        stamp = (_BEGAN + timedelta(minutes=20 * paper)).isoformat(timespec="milliseconds")
        papers.append(
            (
                paper,
                f"g{paper:07d}",
                r.title,
                text.title_key(r.title),
                core.byline(r.authors),
                r.year,
                r.venue,
                ("unread", "read", "unread", "reading", "dropped")[paper % 5],
                int(paper % 50 == 0),
                len(text.words(f"{r.title} {r.abstract}")),
                text.digest(r.title, r.abstract),
                stamp,
                stamp,
            )
        )
        authors += [(paper, i, a.family, a.given) for i, a in enumerate(r.authors)]
        abstracts.append((paper, paper, r.abstract, stamp))
        names = " ".join([*map(str, r.authors), r.venue, r.arxiv])
        searched.append((paper, paper, *map(text.search_form, (r.title, names, r.abstract))))
    put = conn.executemany
    put(
        "INSERT INTO paper (id, key, title, title_key, byline, year, venue, state, starred, words,"
        f" text_hash, source_id, added_at, changed_at) VALUES ({'?, ' * 11} 1, ?, ?)",
        papers,
    )
    put("INSERT INTO author (paper_id, position, family, given) VALUES (?, ?, ?, ?)", authors)
    put("INSERT INTO abstract VALUES (?, ?, ?, 'import', ?)", abstracts)
    put(
        "INSERT INTO identifier (paper_id, scheme, value) VALUES (?, 'arxiv', ?)",
        [(paper, r.arxiv) for paper, r in enumerate(batch, first + 1)],
    )
    put(
        "INSERT INTO search_text (paper_id, kind, item_id, title, names, body)"
        " VALUES (?, 'paper', ?, ?, ?, ?)",
        searched,
    )
    return [r.topic for r in batch]


def _embed(folder: Path, hashes: list[str], topics: list[int]) -> None:
    """Store a unit vector for each text: its topic's direction and a share of its own."""
    rng = np.random.default_rng(13)
    centres = rng.standard_normal((TOPICS, DIMENSIONS), np.float32)
    index = embeddings.open_index(folder)
    for first in range(0, len(hashes), BATCH):
        chosen = centres[topics[first : first + BATCH]]
        vectors = chosen + 1.2 * rng.standard_normal(chosen.shape, np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        keys = hashes[first : first + BATCH]
        index.put(MODEL, {k: v.tobytes() for k, v in zip(keys, vectors, strict=True)})
    index.close()


def _read_terms(made: Library) -> None:
    """Store the terms of each text, as the job that embeds does."""
    index = embeddings.open_index(made.path)
    job = Filling(made, index)
    while job.step():
        pass
    index.close()


def _words(rng: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        syllables = 1 + sum(len(found) >= limit for limit in (100, 2_000, 20_000))
        found["".join(rng.choices(_SYLLABLES, k=syllables))] = None
    return list(found)


def _zipf(count: int) -> np.ndarray:
    """Give the running sum of the chances of ranks, by 1 / (rank + 2.7), as Mandelbrot has it."""
    chances = 1 / (np.arange(count) + 2.7)
    return np.cumsum(chances / chances.sum())


def _sentences(words: np.ndarray) -> str:
    parts = [words[i : i + 18] for i in range(0, len(words), 18)]
    return " ".join(" ".join(part).capitalize() + "." for part in parts)
