"""A library that is built beside another, which is empty, and put into it when it is whole.

So whoever looks sees nothing of it or all of it, and one that was never finished is no trouble.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from desktop_app.store import errors, files, opening
from desktop_app.store.library import Library, disk_error
from desktop_app.store.migrations import LOGGED_TABLES

FOLDER = ".rebuilding"
_HOLDING = (*LOGGED_TABLES, "former_key", "stuck_page")
_PAGES = 16  # copied at a time; the smallest library has more, so one look comes before the end
_SLEEP_S = 0.1
_MOST_WAITS = 50


def is_empty(library: Library) -> bool:
    """Tell whether nothing was ever kept in a library."""
    run = library.db.conn.execute
    return not any(run(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in _HOLDING)


def begin(library: Library) -> Library:
    """Make a library beside one; what an earlier one left behind there is discarded.

    Raises NotEmpty, ReadOnly or what opening raises.
    """
    if not library.writable:
        raise errors.ReadOnly(library.path)
    if not is_empty(library):
        raise errors.NotEmpty(library.path)
    folder = library.path / FOLDER
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as e:
        raise errors.Unwritable(library.path, e.strerror or str(e)) from e
    built = opening.open_library(folder, rollover_hour=library.rollover_hour)
    built.db.conn.execute("PRAGMA synchronous = OFF")  # what is not finished is never used
    return built


def put_in_place(built: Library, library: Library) -> None:
    """Put what was built into the library it was built beside, in one transaction.

    Raises NotEmpty where something came into that meanwhile, Locked or Unwritable.
    """
    _count_on(built, library)
    with closing(opening.open_reader(library.path)) as before:
        try:
            built.db.conn.backup(
                library.db.conn,
                pages=_PAGES,
                progress=_look(before, library.path),
                sleep=_SLEEP_S,
            )
        except sqlite3.DatabaseError as e:
            raise disk_error(library.path, e) from e
    library.look()


def discard(built: Library, library: Library) -> None:
    """Leave nothing of what was built beside a library."""
    built.close()
    with suppress(OSError):
        shutil.rmtree(library.path / FOLDER)


def unmake(library: Library) -> None:
    """Close a library that was made for nothing, and remove it unless something came into it."""
    unused = is_empty(library)
    library.close()
    if not unused:
        return
    shutil.rmtree(library.path / files.FOLDER, ignore_errors=True)
    with suppress(OSError):
        for tail in ("", "-wal", "-shm"):
            library.path.joinpath(opening.FILE + tail).unlink(missing_ok=True)
        library.path.rmdir()  # unless something else is in it


def _look(before: Library, path: Path) -> Callable[[int, int, int], None]:
    """Give what looks, while nobody else can write, whether the library is still empty."""
    waits, looked = 0, False

    def look(status: int, _left: int, _total: int) -> None:
        nonlocal waits, looked
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            waits += 1
            if waits > _MOST_WAITS:
                raise errors.Locked(path)
        elif not looked:
            looked = True
            if not is_empty(before):
                raise errors.NotEmpty(path)

    return look


def _count_on(built: Library, library: Library) -> None:
    """Let the counters of changes go on from those of the library, so that all who look see it."""
    had = dict(
        library.db.conn.execute(
            "SELECT key, value FROM meta WHERE key IN ('records', 'revision')"
        ).fetchall()
    )
    with built.batch():
        built.db.conn.executemany(
            "UPDATE meta SET value = value + ? + 1 WHERE key = ?",
            [(int(value), key) for key, value in had.items()],
        )
