"""What can go wrong with a library; each error carries the values a sentence needs."""

from __future__ import annotations

from pathlib import Path


class LibraryError(Exception):
    """Something about the library at `path` that a person can act on."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail


class NotALibrary(LibraryError):
    """The file is no library of Carrel's: no database, another program's, or damaged."""


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


class UndoStale(LibraryError):
    """What was to be undone no longer fits the library."""


class CopyRefused(LibraryError):
    """A copy is damaged, or holds fewer papers than the library it would replace."""
