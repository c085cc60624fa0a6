"""Opening a library: checked, brought up to the present schema, copied before that."""

from __future__ import annotations

import errno
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from desktop_app.store import backup, errors, migrations
from desktop_app.store.database import Database
from desktop_app.store.library import Library, new_key, now

FILE = "library.db"
APPLICATION_ID = 0x4361726C  # "Carl"


def exists(folder: Path) -> bool:
    """Tell whether there is a library in `folder`."""
    return (folder / FILE).is_file()


def open_library(
    folder: Path,
    *,
    make: bool = True,
    wait: float = 5.0,
    clock: Callable[[], datetime] = now,
    keys: Callable[[], str] = new_key,
    rollover_hour: int = 4,
) -> Library:
    """Open the library in `folder`; where there is none, make it or raise NoSuchLibrary.

    `wait` is how many seconds a write waits for another program's lock. A library that cannot be
    written is opened for reading. Raises NotAFolder, NotALibrary, Damaged, NewerLibrary,
    MigrationFailed, CopyRefused, Locked, Unreadable or Unwritable; then the file is as it was.
    """
    _look_at_folder(folder)
    file = folder / FILE
    if make:
        _make_folder(folder)
    elif not file.exists():
        raise errors.NoSuchLibrary(folder)
    _look_at_file(file)
    if not file.exists() and not os.access(folder, os.W_OK):
        raise errors.Unwritable(folder, "nothing may be written in that folder")
    if not _writable(folder, file):
        return open_reader(folder, clock=clock, rollover_hour=rollover_hour)
    with _errors_said(folder):
        if not file.exists():
            _make_file(folder)
        db = _connect(f"{file.absolute().as_uri()}?mode=rw", wait)
        try:
            _prepare(db, folder, clock)
            return Library(
                folder, db, writable=True, clock=clock, keys=keys, rollover_hour=rollover_hour
            )
        except BaseException:
            db.close()
            raise


def open_reader(
    folder: Path, *, clock: Callable[[], datetime] = now, rollover_hour: int = 4
) -> Library:
    """Open the library in `folder` for reading only, beside whoever writes.

    Raises NotAFolder, NoSuchLibrary, NotALibrary, Damaged, NewerLibrary, MigrationFailed, Locked,
    Unreadable or Unwritable.
    """
    _look_at_folder(folder)
    file = folder / FILE
    if not file.exists():
        raise errors.NoSuchLibrary(folder)
    _look_at_file(file)
    with _errors_said(folder):
        db = _connect_reader(file)
        try:
            _check(db, folder)
            if migrations.pending(db.conn):
                raise errors.MigrationFailed(folder, "it cannot be written")
            return Library(folder, db, writable=False, clock=clock, rollover_hour=rollover_hour)
        except BaseException:
            db.close()
            raise


def in_memory(
    *,
    clock: Callable[[], datetime] = now,
    keys: Callable[[], str] = new_key,
    rollover_hour: int = 4,
) -> Library:
    """Make an empty library that lives in memory."""
    db = _connect("file::memory:", 0)
    _migrate(db, Path(":memory:"))
    return Library(
        Path(":memory:"), db, writable=True, clock=clock, keys=keys, rollover_hour=rollover_hour
    )


def checkpoint(folder: Path) -> None:
    """Move what was written to the log of a library into its file, and make it last.

    Works beside other connections, as far as these let it; what cannot be moved now stays where it
    is, safe as before.
    """
    file = (folder / FILE).absolute()
    with suppress(sqlite3.OperationalError):
        conn = sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True)
        try:
            conn.execute("PRAGMA wal_checkpoint(PASSIVE)")
        finally:
            conn.close()


def _connect(uri: str, wait: float) -> Database:
    conn = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None)
    try:
        for pragma in (
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "synchronous = FULL",
            "temp_store = MEMORY",
            "schema_version",  # looks into the file
        ):
            conn.execute(f"PRAGMA {pragma}")
    except BaseException:
        conn.close()
        raise
    return Database(conn)


def _connect_reader(file: Path) -> Database:
    uri = f"{file.absolute().as_uri()}?mode=ro"
    try:
        return _connect(uri, 5.0)
    except sqlite3.OperationalError as e:
        if errors.is_busy(e):
            raise
    # A folder on a read-only disk has no room for WAL's shared memory: immutable needs none.
    return _connect(f"{uri}&immutable=1", 5.0)


def _make_file(folder: Path) -> None:
    """Put an empty library in its place, whole: nobody ever sees a part of one."""
    file = folder / FILE
    making = folder / f".library-{secrets.token_hex(4)}.db"
    try:
        db = _connect(f"{making.absolute().as_uri()}?mode=rwc", 0)
        try:
            _migrate(db, folder)
            db.conn.execute("PRAGMA journal_mode = WAL")
        finally:
            db.close()
        try:
            os.link(making, file)
        except FileExistsError:
            pass  # another process was faster
        except OSError:
            making.rename(file)  # a disk without links
    finally:
        making.unlink(missing_ok=True)


def _look_at_folder(folder: Path) -> None:
    """Refuse what is no folder, or one that we may not look into; a missing one is fine."""
    try:
        if folder.exists() and not folder.is_dir():
            raise errors.NotAFolder(folder)
        (folder / FILE).exists()
    except OSError as e:
        raise errors.Unreadable(folder, e.strerror or str(e)) from e


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as e:
        raise errors.NotAFolder(folder) from e
    except OSError as e:
        raise errors.Unwritable(folder, e.strerror or str(e)) from e


def _look_at_file(file: Path) -> None:
    """Refuse what is plainly no database; a missing file is fine.

    It is looked at from outside. On POSIX a process that closes any descriptor of a file drops all
    its locks on it, SQLite's too: the next program would take the write-ahead log away from it.
    """
    try:
        size = file.stat().st_size
    except FileNotFoundError:
        return
    except OSError as e:
        raise errors.Unreadable(file.parent, e.strerror or str(e)) from e
    if not file.is_file():
        raise errors.NotALibrary(file.parent, os.strerror(errno.EISDIR))
    if not os.access(file, os.R_OK):
        raise errors.Unreadable(file.parent, os.strerror(errno.EACCES))
    if not size:
        raise errors.NotALibrary(file.parent, "is empty")


def _writable(folder: Path, file: Path) -> bool:
    return os.access(folder, os.W_OK) and (not file.exists() or os.access(file, os.W_OK))


@contextmanager
def _errors_said(folder: Path) -> Iterator[None]:
    """Turn SQLite's errors, and the disk's, into ours."""
    try:
        yield
    except sqlite3.OperationalError as e:
        busy = errors.is_busy(e)
        raise (errors.Locked(folder) if busy else errors.Unwritable(folder, str(e))) from e
    except sqlite3.DatabaseError as e:
        if errors.is_no_database(e):
            raise errors.NotALibrary(folder, "is no database") from e
        kind = errors.Damaged if errors.is_damage(e) else errors.NotALibrary
        raise kind(folder, str(e)) from e
    except OSError as e:
        raise errors.Unwritable(folder, e.strerror or str(e)) from e


def _prepare(db: Database, folder: Path, clock: Callable[[], datetime]) -> None:
    _check(db, folder)
    if migrations.pending(db.conn):
        backup.take(db.conn, folder, clock(), "before-update")
        _migrate(db, folder)
    if db.conn.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        db.conn.execute("PRAGMA journal_mode = WAL")


def _check(db: Database, folder: Path) -> None:
    """Refuse another program's database, and a library from a newer Carrel."""
    if db.conn.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise errors.NotALibrary(folder, "belongs to another program")
    if newer := migrations.unknown(db.conn):
        raise errors.NewerLibrary(folder, ", ".join(newer))


def _migrate(db: Database, folder: Path) -> None:
    """Apply what is pending, all or nothing."""
    from desktop_app.store.migrations import steps

    db.conn.execute("BEGIN IMMEDIATE")
    try:
        steps.apply(db.conn)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.conn.execute("COMMIT")
    except Exception as e:
        db.rollback()
        raise errors.MigrationFailed(folder, str(e)) from e
