"""Undo and redo: temporary triggers log the row images that turn each change back.

The technique is the one SQLite's documentation describes under "Automatic Undo/Redo Using
SQLite", with row images in place of SQL text, so that only the columns a change touched are
turned back and saves of one text can be folded into one step.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any, NamedTuple

from desktop_app.core.papers import PaperId
from desktop_app.store.database import Database

MOST_STEPS = 200
MOST_BYTES = 32_000_000  # of all steps, packed; the last one is kept whatever it takes


class Kind(StrEnum):
    """What happened to a row."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row touched; `old` holds what is needed to turn it back, by column."""

    table: str
    row: int
    paper: PaperId | None
    kind: Kind
    old: dict[str, Any]


class Part(NamedTuple):
    """The entries of one transaction, packed, and how many papers they belong to."""

    packed: bytes
    papers: int


@dataclass(slots=True, eq=False)
class Step:
    """One thing a reader did, in one part or many; steps that share a `merge` token become one.

    `other` is what it is being turned into on the other stack, part by part.
    """

    label: str
    merge: str | None = None
    parts: list[Part] = field(default_factory=list)
    other: Step | None = None

    @property
    def papers(self) -> int:
        """How many papers its parts are about; one that two parts are about counts twice."""
        return sum(part.papers for part in self.parts)


class History:
    """The undo and redo stacks of one connection, in memory, capped."""

    def __init__(self, db: Database, tables: Iterable[str]) -> None:
        self._db = db
        self._columns = {table: db.columns(table) for table in tables}
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self.logging = True
        self._db.conn.execute(
            "CREATE TEMP TABLE undo_log (seq INTEGER PRIMARY KEY, tbl TEXT, row INTEGER,"
            " paper INTEGER, kind TEXT, old TEXT, new TEXT)"
        )
        self._install()

    def _install(self) -> None:
        run = self._db.conn.execute
        for table, columns in self._columns.items():
            paper = "id" if table == "paper" else "paper_id" if "paper_id" in columns else None
            old, new = (f"json_array({', '.join(f'{w}.{c}' for c in columns)})" for w in _SIDES)
            for verb, kind, side, images in (
                ("INSERT", Kind.ADDED, "new", "NULL, NULL"),
                ("UPDATE", Kind.CHANGED, "new", f"{old}, {new}"),
                ("DELETE", Kind.REMOVED, "old", f"{old}, NULL"),
            ):
                owner = f"{side}.{paper}" if paper else "NULL"
                run(
                    f"CREATE TEMP TRIGGER log_{table}_{kind} AFTER {verb} ON main.{table} BEGIN"
                    f" INSERT INTO undo_log (tbl, row, paper, kind, old, new) VALUES"
                    f" ('{table}', {side}.rowid, {owner}, '{kind}', {images}); END"
                )

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Log nothing meanwhile, which takes a fifth of the time that storing a paper takes."""
        for table in self._columns:
            for kind in Kind:
                self._db.conn.execute(f"DROP TRIGGER log_{table}_{kind}")
        self.logging = False
        try:
            yield
        finally:
            self._install()
            self.logging = True

    def collect(self) -> tuple[Entry, ...]:
        """Take the rows touched since the last call, oldest first."""
        rows = self._db.conn.execute(
            "SELECT tbl, row, paper, kind, old, new FROM undo_log ORDER BY seq"
        ).fetchall()
        self._db.conn.execute("DELETE FROM undo_log")
        return tuple(e for e in map(self._entry, rows) if e.kind is not Kind.CHANGED or e.old)

    def _entry(self, row: tuple[str, int, int | None, str, str | None, str | None]) -> Entry:
        table, rowid, paper, kind, old, new = row
        names = self._columns[table]
        before = dict(zip(names, json.loads(old), strict=True)) if old else {}
        if new:
            after = dict(zip(names, json.loads(new), strict=True))
            before = {c: v for c, v in before.items() if after[c] != v}
        return Entry(table, rowid, PaperId(paper) if paper else None, Kind(kind), before)

    def push(self, label: str, entries: tuple[Entry, ...], merge: str | None = None) -> None:
        """Remember a step a reader made; what was undone before can no longer be redone."""
        self.undone.clear()
        last = self.done[-1] if self.done else None
        if last and merge is not None and last.merge == merge:
            entries = _fold(_unpack(last.parts[-1]), entries)
            self.done[-1] = Step(last.label, merge, [_pack(entries)])
        else:
            self.done.append(Step(label, merge, [_pack(entries)]))
            self._cap()

    def extend(self, step: Step, entries: tuple[Entry, ...]) -> None:
        """Remember one more part of a step.

        Where something else came between two parts, none of it can be taken back any more.
        """
        if step.parts and (not self.done or self.done[-1] is not step):
            self.clear()
            return
        self.undone.clear()
        step.parts.append(_pack(entries))
        if len(step.parts) == 1:
            self.done.append(step)
        self._cap()

    def _cap(self) -> None:
        del self.done[:-MOST_STEPS]
        sizes = [sum(len(part.packed) for part in step.parts) for step in self.done]
        while len(self.done) > 1 and sum(sizes) > MOST_BYTES:
            del self.done[0], sizes[0]

    def seal(self) -> None:
        """End the step that saves of one text are folded into."""
        if self.done and self.done[-1].merge is not None:
            last = self.done[-1]
            self.done[-1] = Step(last.label, parts=last.parts)

    def clear(self) -> None:
        """Forget every step."""
        self.done.clear()
        self.undone.clear()

    def play(self, part: Part) -> None:
        """Turn back what one transaction did, inside the caller's."""
        for table, run in groupby(reversed(_unpack(part)), key=_alike):
            self._turn_back(table[0], list(run))

    def turned(self, step: Step, entries: tuple[Entry, ...]) -> None:
        """Move the last part of a step, which was played, from its stack to the other."""
        source, target = self.done, self.undone
        if not source or source[-1] is not step:
            source, target = target, source
        step.parts.pop()
        if step.other is None or not target or target[-1] is not step.other:
            step.other = Step(step.label, other=step)
            target.append(step.other)
        step.other.parts.append(_pack(entries))
        if not step.parts:
            source.pop()

    def _turn_back(self, table: str, run: Sequence[Entry]) -> None:
        """Turn back entries of the same kind and columns, one after the other."""
        write, first = self._db.conn.executemany, run[0]
        if table == "event":
            for entry in run:
                _cancel(self._db, entry.row)
        elif first.kind is Kind.ADDED:
            write(f"DELETE FROM {table} WHERE rowid = ?", [(entry.row,) for entry in run])
        elif first.kind is Kind.CHANGED:
            values = ", ".join(f"{c} = ?" for c in first.old)
            write(
                f"UPDATE {table} SET {values} WHERE rowid = ?",
                [(*entry.old.values(), entry.row) for entry in run],
            )
        else:
            marks = ", ".join("?" * len(first.old))
            write(
                f"INSERT INTO {table} ({', '.join(first.old)}) VALUES ({marks})",
                [tuple(entry.old.values()) for entry in run],
            )


def _alike(entry: Entry) -> tuple[str, Kind, tuple[str, ...]]:
    return entry.table, entry.kind, tuple(entry.old)


def _pack(entries: Sequence[Entry]) -> Part:
    rows = [(e.table, e.row, e.paper, e.kind, e.old) for e in entries]
    papers = len({e.paper for e in entries if e.paper is not None})
    return Part(zlib.compress(json.dumps(rows).encode(), 1), papers)


def _unpack(part: Part) -> tuple[Entry, ...]:
    rows = json.loads(zlib.decompress(part.packed))
    return tuple(Entry(table, row, paper, Kind(kind), old) for table, row, paper, kind, old in rows)


_SIDES = ("old", "new")


def _cancel(db: Database, row: int) -> None:
    """Cancel an event; an event that cancels is answered by the cancelled one, once more.

    One that was cancelled and is there once more stands in for the first.
    """
    db.conn.execute(
        """
        INSERT INTO event (at, day, kind, paper_id, detail, cancels)
        SELECT coalesce(was.at, e.at), coalesce(was.day, e.day), coalesce(was.kind, 'cancel'),
               e.paper_id, coalesce(was.detail, ''), CASE
                   WHEN was.id IS NOT NULL THEN NULL
                   WHEN NOT EXISTS (SELECT 1 FROM event AS c WHERE c.cancels = e.id) THEN e.id
                   ELSE coalesce((
                       SELECT max(l.id) FROM event AS l
                       WHERE (l.day, l.at, l.kind, l.detail) = (e.day, e.at, e.kind, e.detail)
                       AND l.paper_id IS e.paper_id AND l.cancels IS NULL
                       AND NOT EXISTS (SELECT 1 FROM event AS c WHERE c.cancels = l.id)
                   ), e.id)
               END
        FROM event AS e LEFT JOIN event AS was ON was.id = e.cancels
        WHERE e.id = ?
        """,
        (row,),
    )


def _fold(first: tuple[Entry, ...], then: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Join two runs of entries; a row changed again keeps what it held first."""
    kept = list(first)
    place = {
        (e.table, e.row): i for i, e in enumerate(first) if e.kind in (Kind.ADDED, Kind.CHANGED)
    }
    for entry in then:
        at = place.get((entry.table, entry.row))
        if entry.kind is not Kind.CHANGED or at is None:
            kept.append(entry)
            continue
        earlier = kept[at]
        if earlier.kind is Kind.CHANGED:
            kept[at] = Entry(
                earlier.table, earlier.row, earlier.paper, earlier.kind, entry.old | earlier.old
            )
    return tuple(kept)
