"""A library: a folder with ``library.db`` in it, opened by one program part at a time.

Every write of a reader happens inside `Library.change`; what is recorded along the way inside
`Library.record`; bulk work inside `Library.batch`, many times over.
"""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from desktop_app.core import queue
from desktop_app.core.papers import PaperId
from desktop_app.store import errors, functions
from desktop_app.store.database import Database
from desktop_app.store.history import Entry, History, Step
from desktop_app.store.migrations import LOGGED_TABLES

_LOG_PAGES = 1000  # after which SQLite moves its log along the way; its own number
KEY_LETTERS = "abcdefghjkmnpqrstvwxyz0123456789"


class Cause(StrEnum):
    """What brought a notice."""

    CHANGE = "change"
    RECORD = "record"
    BATCH = "batch"
    UNDO = "undo"
    REDO = "redo"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Notice:
    """What one transaction touched: row ids by table, and the papers they belong to.

    A notice from elsewhere (another process) names nothing: everything may have changed. `left`
    counts the papers of a step that are yet to be taken or brought back.
    """

    cause: Cause
    label: str = ""
    rows: Mapping[str, frozenset[int]] = field(default_factory=dict)
    papers: frozenset[PaperId] = frozenset()
    left: int = 0


class _Revision(NamedTuple):
    """How often a library was changed, and how often something was recorded in it."""

    changes: int
    records: int


Subscriber = Callable[[Notice], None]
_Remember = Callable[[History, tuple[Entry, ...]], None]


def now() -> datetime:
    """Give the present moment, in UTC."""
    return datetime.now(UTC)


def new_key() -> str:
    """Make a key of 8 letters that are not mistaken for each other, the first no digit."""
    head, *tail = secrets.token_bytes(8)
    letters = len(KEY_LETTERS)
    return KEY_LETTERS[head % 22] + "".join(KEY_LETTERS[byte % letters] for byte in tail)


class Library:
    """An open library. `rollover_hour` is when a reading day starts, local time."""

    def __init__(
        self,
        path: Path,
        db: Database,
        *,
        writable: bool,
        clock: Callable[[], datetime] = now,
        keys: Callable[[], str] = new_key,
        rollover_hour: int = 4,
    ) -> None:
        self.path = path
        self.db = db
        self.writable = writable
        self.rollover_hour = rollover_hour
        self._clock = clock
        self._keys = keys
        self._depth = 0
        self._log_kept = 0
        self._subscribers: list[Subscriber] = []
        self.history = History(db, LOGGED_TABLES) if writable else None
        self._revision = self._read_revision()
        functions.teach(db.conn)

    # What time it is, and names for new things

    def now(self) -> str:
        """Give the present moment as it is stored: ISO 8601, UTC, milliseconds."""
        return self._clock().astimezone(UTC).isoformat(timespec="milliseconds")

    def today(self) -> date:
        """Give the present reading day."""
        return queue.local_day(self._clock(), self.rollover_hour)

    def key(self, wanted: str = "") -> str:
        """Make a key that nothing else has and no paper ever had: `wanted` if it is free."""
        key = wanted or self._keys()
        while self.is_taken(key):
            key = self._keys()
        return key

    def is_taken(self, key: str) -> bool:
        """Tell whether something has a key, or a paper ever had it."""
        taken = (
            "SELECT 1 FROM paper WHERE key = :k UNION ALL SELECT 1 FROM former_key WHERE key = :k"
            " UNION ALL SELECT 1 FROM alias WHERE key = :k"
            " UNION ALL SELECT 1 FROM highlight WHERE key = :k"
            " UNION ALL SELECT 1 FROM note WHERE key = :k"
            " UNION ALL SELECT 1 FROM card WHERE key = :k"
        )
        return self.db.conn.execute(taken, {"k": key}).fetchone() is not None

    # Writing

    @contextmanager
    def change(self, label: str, *, merge: str | None = None) -> Iterator[None]:
        """Make one change of the reader's: one transaction, one undo step, one notice.

        Changes nested in it join it. Changes in a row that share a `merge` token are one step.
        Raises ReadOnly, Locked, Unwritable or Damaged; then nothing was changed.
        """
        with self._transaction(Cause.CHANGE, label, lambda h, found: h.push(label, found, merge)):
            yield

    @contextmanager
    def part(self, step: Step) -> Iterator[None]:
        """Make a part of a change that is too much for one transaction; its parts are one step.

        A power cut may lose the last of them. Raises as `change` does.
        """
        with (
            self._hastily(),
            self._transaction(Cause.CHANGE, step.label, lambda h, found: h.extend(step, found)),
        ):
            yield

    @contextmanager
    def record(self) -> Iterator[None]:
        """Write what is not undone: places, sessions, automatic states."""
        with self._transaction(Cause.RECORD):
            yield

    @contextmanager
    def batch(self, *, lasting: bool = True) -> Iterator[None]:
        """Write one small piece of bulk work, which is taken back in another way than undo.

        One that is not `lasting` may be lost in a power cut, with what came after it alone.
        """
        pace = contextlib.nullcontext() if lasting else self._hastily()
        with pace, self._transaction(Cause.BATCH):
            yield

    @contextmanager
    def _hastily(self) -> Iterator[None]:
        """Let what is written be lost in a power cut, though never in part."""
        outermost = not self._depth
        if outermost:
            self.db.conn.execute("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            if outermost:
                self.db.conn.execute("PRAGMA synchronous = FULL")

    @contextmanager
    def bulk(self) -> Iterator[None]:
        """Work through batches that tell nobody what they touch; no change is made meanwhile.

        At the end all of them are certain to last.
        """
        if self.history is None:
            yield
            return
        try:
            with self.history.paused():
                yield
        finally:
            self.db.conn.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def keep_log(self, kept: bool) -> None:
        """Leave the log of what is written to `opening.checkpoint`, or move it along the way again.

        Moving it takes some tenths of a second, in which a window would stand still. Kept for
        several, it is left alone until the last of them lets it go.
        """
        self._log_kept += 1 if kept else -1
        pages = 0 if self._log_kept else _LOG_PAGES
        self.db.conn.execute(f"PRAGMA wal_autocheckpoint = {pages}")

    @contextmanager
    def _transaction(
        self, cause: Cause, label: str = "", remember: _Remember | None = None
    ) -> Iterator[None]:
        if self._depth:
            with self.db.atomic():
                yield
            return
        history = self._begin()
        self._depth += 1
        before = self.db.conn.total_changes
        try:
            yield
            entries = history.collect()
            unseen = not history.logging and self.db.conn.total_changes != before
            touched = bool(entries) or unseen
            self._commit(touched, "records" if cause is Cause.RECORD else "revision")
        except sqlite3.DatabaseError as e:
            self.db.rollback()
            raise disk_error(self.path, e) from e
        except BaseException:
            self.db.rollback()
            raise
        finally:
            self._depth -= 1
        if entries:
            if remember is not None:
                remember(history, entries)
            self._notify(_notice(cause, label, entries))

    def _begin(self) -> History:
        if self.history is None:
            raise errors.ReadOnly(self.path)
        try:
            self.db.conn.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as e:
            raise disk_error(self.path, e) from e
        return self.history

    def _commit(self, touched: bool, counter: str = "revision") -> None:
        if not touched:
            self.db.conn.execute("COMMIT")
            return
        before = self._read_revision()
        self.db.conn.execute("UPDATE meta SET value = value + 1 WHERE key = ?", (counter,))
        after = self._read_revision()
        self.db.conn.execute("COMMIT")
        if before == self._revision:
            self._revision = after

    # Undo and redo

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self.history.done[-1].label if self.history and self.history.done else None

    @property
    def redo_label(self) -> str | None:
        """What redo would bring back, or None."""
        return self.history.undone[-1].label if self.history and self.history.undone else None

    def undo(self) -> str | None:
        """Take back the last step and give its label; None where there is none.

        Raises UndoStale where the library has changed so that the step no longer fits.
        """
        return self._turn_whole(Cause.UNDO)

    def redo(self) -> str | None:
        """Bring back the step last taken back and give its label; None where there is none."""
        return self._turn_whole(Cause.REDO)

    def _turn_whole(self, cause: Cause) -> str | None:
        while (turned := self.turn(cause)) is not None and turned.left:
            pass
        return turned.label if turned else None

    def turning(self, cause: Cause) -> Step | None:
        """Give the step that undo or redo would turn back, or None."""
        if self.history is None:
            return None
        source = self.history.done if cause is Cause.UNDO else self.history.undone
        return source[-1] if source else None

    def turn(self, cause: Cause) -> Notice | None:
        """Take back, or bring back, the last part of a step, and give the notice of it.

        None where there is none. A step of which some parts are left can be turned either way.
        Raises UndoStale.
        """
        self.look()
        step = self.turning(cause)
        if step is None and self.history is not None:
            return None
        with self._hastily() if step and len(step.parts) > 1 else contextlib.nullcontext():
            return self._turn(step, cause)

    def _turn(self, step: Step | None, cause: Cause) -> Notice | None:
        history = self._begin()
        assert step is not None
        try:
            if self._read_revision().changes != self._revision.changes:  # since we looked
                self.db.rollback()
                self.look()
                return None
            self.db.conn.execute("PRAGMA defer_foreign_keys = ON")
            history.play(step.parts[-1])
            entries = history.collect()
            self._commit(bool(entries))
        except sqlite3.IntegrityError as e:
            self.db.rollback()
            history.clear()
            raise errors.UndoStale(self.path, step.label) from e
        except sqlite3.DatabaseError as e:
            self.db.rollback()
            raise disk_error(self.path, e) from e
        except BaseException:
            self.db.rollback()
            raise
        history.turned(step, entries)
        notice = _notice(cause, step.label, entries, max(len(step.parts), step.papers))
        self._notify(notice)
        return notice

    def forget(self) -> None:
        """Forget every step of undo and redo: what they were about is gone for good."""
        if self.history is not None:
            self.history.clear()

    # Notices

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber` after each transaction; the function given back ends that."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def look(self) -> bool:
        """Look whether another process wrote; if so notify, and forget the undo log unless it only
        recorded something."""
        before, self._revision = self._revision, self._read_revision()
        if self._revision == before:
            return False
        if self.history and self._revision.changes != before.changes:
            self.history.clear()
        self._notify(Notice(Cause.ELSEWHERE))
        return True

    def _notify(self, notice: Notice) -> None:
        for subscriber in tuple(self._subscribers):
            subscriber(notice)

    def _read_revision(self) -> _Revision:
        rows = self.db.conn.execute(
            "SELECT value FROM meta WHERE key IN ('records', 'revision') ORDER BY key DESC"
        )
        return _Revision(*(int(row[0]) for row in rows))

    def close(self) -> None:
        """Close the files; an unfinished transaction is rolled back."""
        self._subscribers.clear()
        self.db.close()


def _notice(cause: Cause, label: str, entries: tuple[Entry, ...], left: int = 0) -> Notice:
    rows: dict[str, set[int]] = {}
    for entry in entries:
        rows.setdefault(entry.table, set()).add(entry.row)
    papers = frozenset(e.paper for e in entries if e.paper is not None)
    return Notice(cause, label, {t: frozenset(ids) for t, ids in rows.items()}, papers, left)


def disk_error(path: Path, error: sqlite3.DatabaseError) -> Exception:
    """Turn SQLite's error into one of ours where it is about the file and not about our SQL."""
    if errors.is_busy(error):
        return errors.Locked(path)
    if errors.is_read_only(error):
        return errors.ReadOnly(path)
    if errors.is_disk(error):
        return errors.Unwritable(path, str(error))
    if errors.is_damage(error):
        return errors.Damaged(path, str(error))
    return error
