"""Files that go out: written whole or not at all, and never over what another program made."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from desktop_app.core import file_names
from desktop_app.services import incoming

_HEAD = 4096  # bytes

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is; `done` of `total` things are written."""

    done: int
    total: int


class ExportFailed(Exception):
    """A file that could not be made; `path` is where, `detail` what the system said."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail


class FileInPlace(ExportFailed):
    """A folder is wanted, and a file stands there."""


class FolderInPlace(ExportFailed):
    """A file is wanted, and a folder stands there."""


class NotOurs(ExportFailed):
    """A file stands there that no such export made."""


class FileThere(ExportFailed):
    """A file of that name is there already."""


class NotWritten(ExportFailed):
    """The system refuses to write it."""


class OtherFolder(ExportFailed):
    """A whole library is to go to a folder that holds something else."""


class OtherLibrary(ExportFailed):
    """The folder holds the plain files of another library."""


class NewerFolder(ExportFailed):
    """The folder holds plain files that a newer Carrel wrote."""


class NoFile(ExportFailed):
    """The library has a document whose file is missing at `path`."""


class NotCopied(ExportFailed):
    """The engine could not make the copy that should stand at `path`."""


class Protected(NotCopied):
    """The document opens with a password only."""


class TooSlow(NotCopied):
    """The engine did not come to an end."""


class Shelf:
    """A folder that files of one kind go to, each under a name that it keeps.

    `made_of` tells what an export made a file of, and gives None for any other file.
    """

    def __init__(
        self,
        folder: Path,
        ending: str,
        made_of: Callable[[Path], str | None],
        *,
        force: bool = False,
    ) -> None:
        self.folder = folder
        self._ending = ending
        self._made_of = made_of
        self._force = force
        self._given: set[str] = set()

    def name(self, words: str, ident: str, tail: str) -> str:
        """Name the file of `ident` by words, with a `tail` where another has that name."""
        bare, longer = (file_names.safe(words, self._ending, tail=t) for t in ("", tail))
        free = [n for n in (bare, longer) if file_names.same(n) not in self._given] or [longer]
        ours = {n: self._made_of(self.folder / n) for n in free}
        kept = (n for n in free if ours[n] == ident)
        name = next(kept, None) or next((n for n in free if ours[n] is None), longer)
        self._given.add(file_names.same(name))
        return name

    def place(self, name: str, ident: str) -> Path:
        """Give where the file of `ident` is to be written.

        Raises NotOurs, FolderInPlace or NotWritten.
        """
        target = self.folder / name
        try:
            if target.is_dir():
                raise FolderInPlace(target)
            stands = target.exists() or target.is_symlink()
        except OSError as e:
            raise NotWritten(target, e.strerror or str(e)) from e
        if stands and not self._force and self._made_of(target) != ident:
            raise NotOurs(target)
        return target


def check_free(file: Path, *, force: bool) -> None:
    """See that a file can be written, over what may be there only where `force` says so.

    Raises FolderInPlace, FileThere or NotWritten.
    """
    try:
        if file.is_dir():
            raise FolderInPlace(file)
        if not force and (file.exists() or file.is_symlink()):
            raise FileThere(file)
    except OSError as e:
        raise NotWritten(file, e.strerror or str(e)) from e


def head(file: Path) -> bytes:
    """Give the beginning of a file, which tells what it was made of; of one unreadable, nothing."""
    if file.name in incoming.DATABASES or not file.is_file():
        return b""
    try:
        with file.open("rb") as opened:
            return opened.read(_HEAD)
    except (OSError, ValueError):
        return b""


def make_folder(folder: Path) -> None:
    """Make a folder that files can go to. Raises FileInPlace or NotWritten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as e:
        raise FileInPlace(folder) from e
    except (OSError, ValueError) as e:
        raise NotWritten(folder, getattr(e, "strerror", None) or str(e)) from e


def write(target: Path, data: bytes) -> None:
    """Write a file in the place of what may stand there. Raises NotWritten."""
    write_parts(target, (data,))


def write_parts(target: Path, parts: Iterable[bytes]) -> None:
    """Write a file part by part, in the place of what may stand there. Raises NotWritten."""
    for _ in writing(target, parts):
        continue


def writing(target: Path, parts: Iterable[bytes]) -> Iterator[None]:
    """Write a file as `write_parts` does, a part at a time; closed before its end, none of it."""
    making = unfinished(target)
    try:
        with making.open("xb") as file:
            for part in parts:
                file.write(part)
                yield
    except (OSError, ValueError) as e:
        discard(making)
        raise NotWritten(target, getattr(e, "strerror", None) or str(e)) from e
    except BaseException:  # the parts may be read from a library
        discard(making)
        raise
    finish(making, target)


def whole(job: Generator[object, None, Made]) -> Made:
    """Run an export to its end, and give what it returned."""
    while True:
        try:
            next(job)
        except StopIteration as e:
            made: Made = e.value
            return made


def unfinished(target: Path) -> Path:
    """Give a name under which a file can be made, to be finished or discarded."""
    return target.with_name(f".{secrets.token_hex(8)}.part")


def finish(making: Path, target: Path) -> None:
    """Put a file that was made in its place. Raises NotWritten."""
    try:
        making.replace(target)
    except OSError as e:
        raise NotWritten(target, e.strerror or str(e)) from e
    finally:
        discard(making)


def discard(making: Path) -> None:
    """Leave nothing of a file that is not to be finished."""
    try:
        making.unlink(missing_ok=True)
    except OSError:
        return  # what could not be made may not be there to be removed
