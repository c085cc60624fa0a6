"""The whole library as a folder of plain files, from which `rebuilding` makes it again.

What is written lies in a folder of its own until all of it is there; only then does it take the
place of what an earlier export of the same library left. Nothing else is ever written over.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop_app import __version__
from desktop_app.core import file_names
from desktop_app.core.papers import Paper
from desktop_app.formats import json_items, note_file, web_annotation, whole_paper
from desktop_app.services import annotations as web_annotations
from desktop_app.services import exporting, highlight_files, outgoing, plain_layout
from desktop_app.services.outgoing import ExportFailed
from desktop_app.services.plain_layout import Mark, Progress
from desktop_app.store import files, rows, wholes
from desktop_app.store.library import Library

STAGE = ".carrel-unfinished"
STEP = 200  # things written between two looks at whether to go on
_TAIL = 12  # digits of a hash in the name of a file
_OUR_PDF = re.compile(rf"(?:.* )?([0-9a-f]{{{_TAIL}}})\.pdf")


@dataclass(slots=True)
class Result:
    """What an export to the folder `place` wrote, and which documents have no file."""

    place: Path
    counts: dict[str, int] = field(default_factory=dict)
    problems: list[ExportFailed] = field(default_factory=list)


def run(library: Library, folder: Path, colour_names: Sequence[str]) -> Writing:
    """Prepare to write a library, best opened for reading only; each step writes some of it."""
    return Writing(library, folder, colour_names)


class Writing(Iterator[Progress]):
    """An export under way. A step raises an ExportFailed where it cannot go on.

    One that is closed, or fails, leaves an earlier export as it was.
    """

    def __init__(self, library: Library, folder: Path, colour_names: Sequence[str]) -> None:
        self.result = Result(folder)
        self._library = library
        self._folder = folder
        self._stage = folder / STAGE
        self._colour_names = colour_names
        self._done = self._total = 0
        self._notes: set[str] = set()
        self._documents: dict[str, str] = {}
        self._steps = self._work()

    def __next__(self) -> Progress:
        return next(self._steps)

    def close(self) -> None:
        """Write no more; what is not finished is removed."""
        self._steps.close()

    def _work(self) -> Generator[Progress, None, None]:
        keys = tuple(wholes.some_keys(self._library))
        mark = Mark(plain_layout.LAYOUT, complete=False, keys=keys)
        fresh = _look(self._library, self._folder)
        outgoing.make_folder(self._folder)
        if fresh:
            self._mark(mark)
        try:
            _empty(self._stage)
            with wholes.as_it_is(self._library):
                self.result.counts = _counts(self._library)
                self._total = sum(self.result.counts.values())
                yield from self._write_all()
            yield from self._copy_documents()
            self._mark(mark)
            self._put_in_place()
            self._mark(replace(mark, complete=True, counts=self.result.counts))
        finally:
            with suppress(OSError):
                shutil.rmtree(self._stage)

    def _mark(self, mark: Mark) -> None:
        plain_layout.write_mark(self._folder, __version__, self._library.now(), mark)

    # What is written

    def _write_all(self) -> Iterator[Progress]:
        outgoing.write(self._stage / plain_layout.README, plain_layout.ABOUT.encode())
        for name, shapes in plain_layout.LISTS.items():
            lists = {s.name: self._counted(rows.read(self._library, s)) for s in shapes}
            yield from self._write(name, json_items.write_object(lists))
        yield from self._write(plain_layout.PAPERS, json_items.write(self._counted(self._papers())))
        page = web_annotation.head(self.result.counts["highlights"])
        page["items"] = self._counted(self._highlights())
        yield from self._write(plain_layout.HIGHLIGHTS, json_items.write_object(page))
        yield from self._write_notes()

    def _papers(self) -> Iterator[Any]:
        for wanted in wholes.all_papers(self._library):
            paper, whole = wholes.paper(self._library, wanted)
            names = {held.hash: self._document(paper, held.hash) for held in whole.documents}
            paths = {h: f"{plain_layout.DOCUMENTS}/{name}" for h, name in names.items() if name}
            yield whole_paper.write(paper, whole, paths)

    def _document(self, paper: Paper, digest: str) -> str | None:
        """Name the file of a document after the first paper that has it; None where it is lost."""
        if digest not in self._documents:
            source = files.path(self._library.path, digest)
            if not source.is_file():
                self.result.problems.append(outgoing.NoFile(source))
                return None
            tail = digest[:_TAIL]
            name = file_names.safe(exporting.words(paper), plain_layout.PDF, tail=tail)
            self._documents[digest] = name
        return self._documents[digest]

    def _highlights(self) -> Iterator[Any]:
        for paper in wholes.marked_papers(self._library):
            wordings = wholes.wordings(self._library, paper)
            for mark in web_annotations.of(self._library, [paper]):
                item = web_annotation.item(mark, self._colour_names)
                if wording := wordings.get(mark.key):
                    item[highlight_files.WORDING] = wording
                yield item

    def _write_notes(self) -> Iterator[Progress]:
        outgoing.make_folder(self._stage / plain_layout.NOTES)
        for words, note in self._counted(wholes.all_notes(self._library)):
            name = file_names.safe(words, plain_layout.MARKDOWN, tail=note.key)
            self._notes.add(name)
            data = note_file.write(note).encode()
            outgoing.write(self._stage / plain_layout.NOTES / name, data)
            if self._done % STEP == 0:
                yield self._progress()

    def _write(self, name: str, pieces: Iterator[str]) -> Iterator[Progress]:
        """Write a file of many pieces. Raises NotWritten."""
        target = self._stage / name
        told = self._done
        try:
            with target.open("x", encoding="utf-8", newline="\n") as file:
                for piece in pieces:
                    file.write(piece)
                    if self._done - told >= STEP:
                        told = self._done
                        yield self._progress()
        except OSError as e:
            raise outgoing.NotWritten(self._folder / name, e.strerror or str(e)) from e
        yield self._progress()

    def _counted(self, items: Iterator[Any]) -> Iterator[Any]:
        for item in items:
            self._done += 1
            yield item

    def _progress(self) -> Progress:
        return Progress(self._done, self._total)

    # Documents

    def _copy_documents(self) -> Iterator[Progress]:
        """Copy what is not there already: a file whose name has its hash never changes."""
        folder = self._folder / plain_layout.DOCUMENTS
        outgoing.make_folder(folder)
        for digest, name in self._documents.items():
            _copy(files.path(self._library.path, digest), folder / name)
            self._done += 1
            yield self._progress()

    # Putting it in its place

    def _put_in_place(self) -> None:
        """Let what was written take the place of what was there, in one step."""
        notes = self._folder / plain_layout.NOTES
        outgoing.make_folder(notes)
        for name in (*plain_layout.LISTS, plain_layout.PAPERS, plain_layout.HIGHLIGHTS):
            outgoing.finish(self._stage / name, self._folder / name)
        outgoing.finish(self._stage / plain_layout.README, self._folder / plain_layout.README)
        for name in sorted(self._notes):
            outgoing.finish(self._stage / plain_layout.NOTES / name, notes / name)
        _remove(notes, self._notes, _is_our_note)
        _remove(self._folder / plain_layout.DOCUMENTS, self._documents.values(), _is_our_document)


def _look(library: Library, folder: Path) -> bool:
    """Tell whether there is no export in a folder yet.

    Raises OtherFolder, OtherLibrary, NewerFolder, FileInPlace or NotWritten where none may go.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise outgoing.FileInPlace(folder)
        if not folder.exists() or all(p.name.startswith(".") for p in folder.iterdir()):
            return True
        mark = plain_layout.mark_of(folder)
    except (OSError, ValueError) as e:
        raise outgoing.NotWritten(folder, getattr(e, "strerror", None) or str(e)) from e
    if mark is None:
        raise outgoing.OtherFolder(folder)
    if mark.layout > plain_layout.LAYOUT:
        raise outgoing.NewerFolder(folder)
    if mark.keys and not wholes.knows(library, mark.keys):
        raise outgoing.OtherLibrary(folder)
    return False


def _empty(stage: Path) -> None:
    """Make an empty folder; what an export that was killed left in it goes."""
    try:
        if stage.exists():
            shutil.rmtree(stage)
    except OSError as e:
        raise outgoing.NotWritten(stage, e.strerror or str(e)) from e
    outgoing.make_folder(stage)


def _counts(library: Library) -> dict[str, int]:
    counts = wholes.counts(library)
    for shapes in plain_layout.LISTS.values():
        counts |= {shape.name: rows.count(library, shape) for shape in shapes}
    return counts


def _copy(source: Path, target: Path) -> None:
    """Copy a document unless it is there. Raises NotWritten."""
    making = outgoing.unfinished(target)
    try:
        if target.is_file() and target.stat().st_size == source.stat().st_size:
            return
        shutil.copyfile(source, making)
    except OSError as e:
        outgoing.discard(making)
        raise outgoing.NotWritten(target, e.strerror or str(e)) from e
    outgoing.finish(making, target)


def _remove(folder: Path, kept: Collection[str], ours: Callable[[Path], bool]) -> None:
    """Remove the files of what the library no longer holds; whatever else is there stays."""
    known = {file_names.same(name) for name in kept}
    with suppress(OSError):
        for file in list(folder.iterdir()):
            if file_names.same(file.name) not in known and file.is_file() and ours(file):
                outgoing.discard(file)


def _is_our_note(file: Path) -> bool:
    """Tell whether an export wrote a file: its name ends in the key that it tells."""
    if file.suffix != plain_layout.MARKDOWN:
        return False
    try:
        key = note_file.key(file.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return key is not None and file.stem.split(" ")[-1] == key


def _is_our_document(file: Path) -> bool:
    """Tell whether an export wrote a file: its name ends in the hash that its bytes have."""
    if not (found := _OUR_PDF.fullmatch(file.name)):
        return False
    with suppress(OSError), file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest().startswith(found[1])
    return False
