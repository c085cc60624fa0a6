"""What can go wrong with a library; each error carries the values a sentence needs."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class LibraryError(Exception):
    """Something about the library at `path` that a person can act on."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail


class NotALibrary(LibraryError):
    """The file is no library of Carrel's: no database, another program's, or damaged."""


class Damaged(NotALibrary):
    """The library was one, but its file is damaged."""


class Unreadable(LibraryError):
    """The system does not let us read it."""


class NotAFolder(LibraryError):
    """A library is a folder, and this is something else."""


class NoSuchLibrary(LibraryError):
    """There is no library here, and none may be made."""


class NewerLibrary(LibraryError):
    """The library was last used by a newer Carrel."""


class ReadOnly(LibraryError):
    """The library can be read but not written."""


class Locked(LibraryError):
    """Another program is writing; the same change can be tried again."""


class MigrationFailed(LibraryError):
    """A step to the present schema failed; the file is as it was."""


class Unwritable(LibraryError):
    """The disk refused: full, gone or failing."""


class IndexLocked(Locked):
    """Another program is writing to ``index.db``."""


class IndexUnwritable(Unwritable):
    """The same of ``index.db``."""


class IndexDamaged(LibraryError):
    """``index.db`` was damaged; it is made anew when it is next opened for writing."""


class UndoStale(LibraryError):
    """What was to be undone no longer fits the library."""


class Gone(LibraryError):
    """What a change was about is no longer in the library."""


class NotEmpty(LibraryError):
    """A library can be built again where nothing is, and this one holds something."""


class CopyRefused(LibraryError):
    """A copy is damaged, or holds fewer papers than the library it would replace."""


_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_DISK = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)


def is_busy(error: BaseException) -> bool:
    """Tell whether SQLite met another program's lock."""
    return _code(error) in _BUSY


def is_damage(error: BaseException) -> bool:
    """Tell whether SQLite found its file damaged, or no database at all."""
    return _code(error) in _DAMAGE


def is_no_database(error: BaseException) -> bool:
    """Tell whether SQLite found a file that is no database."""
    return _code(error) == sqlite3.SQLITE_NOTADB


def is_read_only(error: BaseException) -> bool:
    """Tell whether SQLite may not write the file."""
    return _code(error) == sqlite3.SQLITE_READONLY


def is_disk(error: BaseException) -> bool:
    """Tell whether the disk refused SQLite."""
    return _code(error) in _DISK


def _code(error: BaseException) -> int:
    # An error of Python's own module has no code.
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
