"""Annotated copies of documents: which there are to make, and how one is known again.

The engine makes them, each under an unfinished name. A finished copy says in a comment at its end
what it was made of; where another program has since written to it, that is no longer its end.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from errno import EACCES, EIO, ENOSPC, EPERM, EROFS
from pathlib import Path, PurePath

from desktop_app.core.documents import Document
from desktop_app.core.papers import Paper, PaperId
from desktop_app.engines.lanes import WorkerDied
from desktop_app.engines.pdf import CopyMark, NoPages, NotSaved, PasswordNeeded, PasswordWrong
from desktop_app.services import exporting, outgoing
from desktop_app.services.copy_marks import copy_marks
from desktop_app.services.exporting import Result
from desktop_app.services.outgoing import (
    ExportFailed,
    FolderInPlace,
    NotCopied,
    NotOurs,
    NotWritten,
    Protected,
    Shelf,
    TooSlow,
)
from desktop_app.store import documents, files, highlights, papers
from desktop_app.store.library import Library

PDF = ".pdf"
LIMIT_S = 120.0  # for one copy

_TAIL = 2048  # bytes within which the end of a PDF is
_OF_THE_DISK = tuple(os.strerror(n) for n in (ENOSPC, EACCES, EPERM, EROFS, EIO))
_STAMP = re.compile(rb"% Carrel copy of ([!-~ ]+)\n(?=startxref\s+\d+\s+%%EOF\s*\Z)")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy to be made of the file `source` in the place of `target`; `ident` tells of what."""

    paper: PaperId
    source: Path
    target: Path
    ident: str
    marks: tuple[CopyMark, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The copies to be made, and what stands in the way of others."""

    copies: tuple[Copy, ...] = ()
    problems: tuple[Exception, ...] = ()


def plan(library: Library, wanted: Sequence[PaperId], folder: Path, *, force: bool = False) -> Plan:
    """Plan a copy of each document with highlights, and make the folder they go to."""
    shelf = Shelf(folder, PDF, made_of, force=force)
    copies: list[Copy] = []
    problems: list[Exception] = []
    try:
        for paper, document, marks in _marked(library, wanted):
            ident = f"{paper.key} {document.hash}"
            tail = f"{paper.key} {document.hash[:4]}"
            try:
                target = shelf.place(shelf.name(_words(paper, document), ident, tail), ident)
            except (NotOurs, FolderInPlace) as e:
                problems.append(e)
                continue
            source = files.path(library.path, document.hash)
            copies.append(Copy(paper.id, source, target, ident, marks))
        if copies:
            outgoing.make_folder(folder)
    except ExportFailed as e:
        return Plan(problems=(*problems, e))
    return Plan(tuple(copies), tuple(problems))


def _marked(
    library: Library, wanted: Sequence[PaperId]
) -> Iterator[tuple[Paper, Document, tuple[CopyMark, ...]]]:
    """Give each document of papers that has highlights."""
    for paper in (papers.get(library, p) for p in wanted):
        for document in documents.of(library, paper.id):
            if marks := copy_marks(highlights.of_document(library, document.id)):
                yield paper, document, tuple(marks)


def _words(paper: Paper, document: Document) -> str:
    words = exporting.words(paper)
    return words if document.main else f"{words} {PurePath(document.name).stem}"


def failure(copy: Copy, error: BaseException) -> ExportFailed:
    """Say why the engine could not make a copy; after NotWritten no other will fare better."""
    detail = getattr(error, "detail", "") or "it cannot be read"
    if isinstance(error, ExportFailed):
        return error
    if isinstance(error, NotSaved) and any(trouble in detail for trouble in _OF_THE_DISK):
        return NotWritten(copy.target, detail)
    if isinstance(error, PasswordNeeded | PasswordWrong):
        return Protected(copy.target)
    if isinstance(error, TimeoutError):
        return TooSlow(copy.target)
    if isinstance(error, NoPages):
        return NotCopied(copy.target, "it has no pages")
    if isinstance(error, WorkerDied):
        return NotCopied(copy.target, "the program that reads it ended unexpectedly")
    return NotCopied(copy.target, detail)


def keep(copy: Copy, making: Path) -> None:
    """Put a copy that the engine made in its place. Raises NotWritten."""
    try:
        _stamp(making, copy.ident)
    except OSError as e:
        outgoing.discard(making)
        raise NotWritten(copy.target, e.strerror or str(e)) from e
    outgoing.finish(making, copy.target)


def result(folder: Path, made: Sequence[Copy], problems: Sequence[Exception]) -> Result:
    """Sum up an export of copies."""
    return Result(
        folder,
        [copy.target for copy in made],
        papers=len({copy.paper for copy in made}),
        highlights=sum(len(copy.marks) for copy in made),
        problems=list(problems),
    )


def made_of(file: Path) -> str | None:
    """Tell what a PDF is a copy of; None for one that is not, or was changed since."""
    try:
        with file.open("rb") as opened:
            opened.seek(max(0, file.stat().st_size - _TAIL))
            found = _STAMP.search(opened.read())
    except (OSError, ValueError):
        return None
    return found[1].decode() if found else None


def _stamp(file: Path, ident: str) -> None:
    """Say before the end of a PDF what it is a copy of: no offset in it points behind that."""
    with file.open("r+b") as opened:
        begin = max(0, file.stat().st_size - _TAIL)
        opened.seek(begin)
        tail = opened.read()
        at = tail.rfind(b"startxref")
        if at >= 0:
            opened.seek(begin + at)
            opened.write(f"% Carrel copy of {ident}\n".encode() + tail[at:])
