"""The files of documents as PyMuPDF opens them; a few stay open. Only for the PDF worker."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

_KEPT = 4  # open documents
_CODE = re.compile(r"^code=\d+: ")  # before the words of an error of the library

_Key = tuple[str, str, int, int]
_kept: OrderedDict[_Key, Any] = OrderedDict()


class PdfError(Exception):
    """Something cannot be done with a file; `detail` is in the words of a library, or empty."""

    def __init__(self, path: str, detail: str = "") -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail


class Unopenable(PdfError):
    """The file cannot be read, or no PDF can be made out in it."""


class NoPages(PdfError):
    """The file is a PDF without a page."""


class PasswordNeeded(PdfError):
    """The file opens only with a password."""


class PasswordWrong(PdfError):
    """The password does not open the file."""


class NotDrawn(PdfError):
    """A page cannot be drawn."""

    def __init__(self, path: str, detail: str, page: int) -> None:
        super().__init__(path, detail)
        self.args = (path, detail, page)
        self.page = page


class NotSaved(PdfError):
    """A copy cannot be written; `path` is where it should have gone."""


@cache
def engine() -> str:
    """Name what reads and draws, with its version."""
    from importlib.metadata import version  # 75 ms that no start of the window should take

    return f"pymupdf {version('pymupdf')}"


@cache
def library() -> Any:
    """Import PyMuPDF, and keep it from writing to the terminal."""
    import pymupdf

    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    return pymupdf


def kept(path: str, password: str) -> Any:
    """Give the open document of a file; it stays open for the next request.

    Raises Unopenable, NoPages, PasswordNeeded or PasswordWrong.
    """
    try:
        found = Path(path).stat()
    except OSError as e:
        raise Unopenable(path, e.strerror or str(e)) from e
    key = (path, password, found.st_mtime_ns, found.st_size)
    if key not in _kept:
        _kept[key] = opened(path, password)
        if len(_kept) > _KEPT:
            _kept.popitem(last=False)[1].close()
    _kept.move_to_end(key)
    return _kept[key]


def opened(path: str, password: str) -> Any:
    """Open a file anew, for a caller who closes it. Raises what `kept` raises."""
    with errors_as(lambda detail: Unopenable(path, detail)):
        document = library().open(path, filetype="pdf")
        if document.needs_pass and not document.authenticate(password):
            raise PasswordWrong(path) if password else PasswordNeeded(path)
        if document.page_count < 1:
            raise NoPages(path)
    return document


@contextmanager
def errors_as(error: Callable[[str], PdfError]) -> Iterator[None]:
    """Turn what the library raises into an error of ours, made from the words it used."""
    try:
        yield
    except PdfError:
        raise
    except Exception as e:  # a broken file makes it raise anything, mistakes of its own too
        said = e.strerror if isinstance(e, OSError) and e.strerror else _CODE.sub("", str(e))
        raise error(" ".join(said.split()) or type(e).__name__) from e
