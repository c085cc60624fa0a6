"""Files that come in: opened with care, refused with a reason."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from desktop_app.store import embeddings, opening

# Never opened as files: that would drop the locks SQLite holds on them in this process.
DATABASES = (opening.FILE, embeddings.FILE)


class ImportFailed(Exception):
    """A file that no papers can be read from; `path` is the file, `detail` what the system said."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail


class MissingFile(ImportFailed):
    """There is no such file."""


class FolderGiven(ImportFailed):
    """It is a folder."""


class UnreadableFile(ImportFailed):
    """The system refuses to read it."""


class EmptyFile(ImportFailed):
    """Nothing is in it."""


class BinaryFile(ImportFailed):
    """It holds no text."""


class WebPage(ImportFailed):
    """It holds the HTML of a page in place of its text."""


class OtherFormat(ImportFailed):
    """It holds what this version does not read; `detail` names the format."""


class NoPage(ImportFailed):
    """It holds text, but hardly that of a papers page."""


class NoEntries(ImportFailed):
    """It holds no paper that can be read; `detail` names the format."""


class NothingInside(ImportFailed):
    """It is a folder without a file that may hold papers."""


class LibraryFolder(ImportFailed):
    """It is the folder of plain files of a whole library, which is built again, not imported."""


class NoPlainFolder(ImportFailed):
    """It is no folder with the plain files of a library."""


class UnfinishedFolder(ImportFailed):
    """Its plain files are those of an export that did not come to its end."""


class NewerFolder(ImportFailed):
    """Its plain files are of a newer Carrel."""


class NoRegularFile(ImportFailed):
    """It is a pipe, a device or the like, which may never end."""


class NoPdf(ImportFailed):
    """It holds something else than a PDF, which alone can be attached to a paper."""


class NotTaken(ImportFailed):
    """It could not be copied into the library; `detail` is what the system said."""


def read(path: Path) -> bytes:
    """Read a regular file whole. Raises MissingFile, FolderGiven, NoRegularFile, UnreadableFile."""
    with open_file(path) as file:
        try:
            return file.read()
        except OSError as e:
            raise UnreadableFile(path, e.strerror or str(e)) from e


def open_file(path: Path) -> BinaryIO:
    """Open a regular file. Raises MissingFile, FolderGiven, NoRegularFile or UnreadableFile."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            if not os.access(path, os.R_OK | os.X_OK):
                raise UnreadableFile(path, os.strerror(errno.EACCES))
            raise FolderGiven(path)
        if not stat.S_ISREG(mode):
            raise NoRegularFile(path)
        if path.name in DATABASES:
            raise BinaryFile(path)
        return path.open("rb")
    except (FileNotFoundError, NotADirectoryError) as e:
        raise MissingFile(path) from e
    except (OSError, ValueError) as e:
        raise UnreadableFile(path, getattr(e, "strerror", None) or str(e)) from e
