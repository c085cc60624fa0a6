"""Attaching PDFs to papers: the file is taken into the library first, then the paper gets it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.documents import DocumentId
from desktop_app.core.papers import Draft, PaperId, normal_arxiv
from desktop_app.services import incoming
from desktop_app.store import documents, files
from desktop_app.store.library import Library

_HEAD = b"%PDF-"
_HEAD_WITHIN = 1024  # bytes; what readers of PDF allow before the head
_UNDERSCORES = re.compile(r"[_\s]+")


@dataclass(frozen=True, slots=True)
class Taken:
    """A PDF that lies in the library and belongs to no paper yet; `bytes` is its length."""

    name: str
    hash: str
    bytes: int


def take(folder: Path, file: Path) -> Taken:
    """Copy a PDF into the library in `folder`, which needs no database.

    Raises an ImportFailed where it is no PDF, cannot be read, or there is no room for it.
    """
    with incoming.open_file(file) as source:
        try:
            head = source.read(_HEAD_WITHIN)
            source.seek(0)
        except OSError as e:
            raise incoming.UnreadableFile(file, e.strerror or str(e)) from e
        if not head:
            raise incoming.EmptyFile(file)
        if _HEAD not in head:
            raise incoming.NoPdf(file)
        try:
            kept = files.take_in(folder, source)
        except OSError as e:
            raise incoming.NotTaken(file, e.strerror or str(e)) from e
    return Taken(file.name, kept.hash, kept.bytes)


def attach(library: Library, paper: PaperId, taken: Taken) -> DocumentId:
    """Give a paper the document that was taken in; inside a change or a batch."""
    return documents.add(library, paper, taken.hash, taken.name, taken.bytes)


def draft(taken: Taken) -> Draft:
    """Describe the paper that a PDF on its own becomes, by the name of its file."""
    stem = Path(taken.name).stem
    arxiv = normal_arxiv(stem)
    title = f"arXiv {arxiv}" if arxiv else _UNDERSCORES.sub(" ", stem).strip()
    return Draft(title or taken.hash[:8], arxiv=arxiv)
