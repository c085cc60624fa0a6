"""Attaching PDFs to papers: the file is taken into the library first, then the paper gets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.core.documents import DocumentId
from desktop_app.core.papers import Attachment, Draft, PaperId, Problem
from desktop_app.services import incoming
from desktop_app.store import documents, files
from desktop_app.store.library import Library

_HEAD = b"%PDF-"
_HEAD_WITHIN = 1024  # bytes; what readers of PDF allow before the head
# Why a file that a record names is not attached, at the end of a sentence.
_WHY = {
    incoming.MissingFile: "it is not there",
    incoming.FolderGiven: "it is a folder",
    incoming.EmptyFile: "it is empty",
    incoming.NoPdf: "only a PDF can be attached",
    incoming.NoRegularFile: "it is no regular file",
    incoming.BinaryFile: "only a PDF can be attached",
}


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


def take_all(
    folder: Path, drafts: Mapping[int, Draft]
) -> tuple[dict[int, tuple[Taken, ...]], list[Problem]]:
    """Copy what is attached to drafts, by their places, into the library in `folder`.

    A file that cannot be taken, or is no PDF, becomes a problem of its draft.
    """
    all_taken: dict[int, tuple[Taken, ...]] = {}
    problems: list[Problem] = []
    for place, draft in drafts.items():
        taken: list[Taken] = []
        for attachment in draft.attachments:
            try:
                found = take(folder, Path(attachment.path))
                taken.append(replace(found, name=_name(attachment, found)))
            except incoming.NotTaken:
                raise  # there is no room, or no right to write: nothing else will go better
            except incoming.ImportFailed as e:
                reason = f"its file {attachment.path} was left out: {_WHY.get(type(e), e.detail)}"
                problems.append(Problem(draft.line, reason, kept=True))
        if taken:
            all_taken[place] = tuple(taken)
    return all_taken, problems


def _name(attachment: Attachment, taken: Taken) -> str:
    """Give the name of a document: that of its file, where the record has none that says more."""
    return attachment.title if attachment.title.lower().endswith(".pdf") else taken.name
