"""A library made again from the folder of plain files that `plain_folder` wrote.

Anyone may have changed the files since: what cannot be used is told by its place and left out,
and the rest comes in. It is built beside the library it is for, and put into it at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from desktop_app.core.checks import Unfit
from desktop_app.core.papers import Draft, PaperId
from desktop_app.core.whole import WholeNote
from desktop_app.formats import json_items, note_file
from desktop_app.formats.json_items import Item
from desktop_app.services import highlight_files, incoming, plain_layout, rebuilt_papers
from desktop_app.services.plain_layout import Progress
from desktop_app.services.rebuilt_papers import Known, Place
from desktop_app.store import beside, papers, rows, wholes
from desktop_app.store.library import Library
from desktop_app.store.rows import Shape

BATCH = 100  # things stored in one transaction
_PIECE = 1 << 20  # code points read at a time
_NAMED = {plain_layout.PAPERS: "papers", plain_layout.HIGHLIGHTS: "highlights"}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be used: in `file` of the folder, at its 1-based `line` where that is known.

    `kept` says that only a part was left out.
    """

    file: str
    line: int | None
    reason: str
    kept: bool = False


@dataclass(slots=True)
class Result:
    """How many of each came in, and what did not."""

    counts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def run(library: Library, folder: Path) -> Rebuilding:
    """Prepare to build a library, which must be empty, from a folder; each step reads some."""
    return Rebuilding(library, folder)


class Rebuilding(Iterator[Progress]):
    """A building under way: the library stays empty until the last step.

    A step raises NoPlainFolder, UnfinishedFolder, NewerFolder, NotEmpty, or what else keeps the
    library from being written.
    """

    def __init__(self, library: Library, folder: Path) -> None:
        self.result = Result()
        self._library = library
        self._folder = folder
        self._done = self._total = 0
        self._missed: Counter[str] = Counter()  # told one by one
        self._different: list[tuple[Item, str, str]] = []
        self._steps = self._work()

    def __next__(self) -> Progress:
        return next(self._steps)

    def close(self) -> None:
        """Build no more; nothing stays of it."""
        self._steps.close()

    def _work(self) -> Generator[Progress, None, None]:
        counts = counts_in(self._folder)
        self._total = sum(counts.values())
        built = beside.begin(self._library)
        try:
            yield from self._lists(built, plain_layout.BEFORE)
            yield from self._papers(built)
            yield from self._notes(built)
            yield from self._highlights(built)
            yield from self._lists(built, plain_layout.AFTER)
            with built.batch():
                rows.settle(built)
            self._compare(counts)
            beside.put_in_place(built, self._library)
        finally:
            beside.discard(built, self._library)
        yield Progress(self._total, self._total)

    # Lists of rows

    def _lists(self, built: Library, lists: Mapping[str, tuple[Shape, ...]]) -> Iterator[Progress]:
        for name, shapes in lists.items():
            yield from self._list(built, name, shapes)

    def _list(self, built: Library, name: str, shapes: tuple[Shape, ...]) -> Iterator[Progress]:
        named = {shape.name: shape for shape in shapes}

        def put(item: Item) -> None:
            if (shape := named.get(item.member)) is None:
                raise Unfit(f"“{item.member}” means nothing here")
            if not isinstance(item.value, dict):
                raise Unfit(f"this is none of the {item.member}")
            rows.put(built, shape, item.value)
            self._count(shape.name)
            for unknown in rows.unknown(shape, item.value):
                self._tell(name, item.line, f"“{unknown}” means nothing here", kept=True)

        yield from self._each(built, name, put)

    def _each(self, built: Library, name: str, put: Callable[[Item], None]) -> Iterator[Progress]:
        """Put each item of a file into the library; tell what is no item or does not fit."""
        for batch in _batches(self._items(name)):
            with built.batch():
                for item in batch:
                    try:
                        put(item)
                    except Unfit as e:
                        self._miss(name, item, str(e))
            yield self._progress(len(batch))

    def _items(self, name: str) -> Iterator[Item]:
        try:
            with (self._folder / name).open(encoding="utf-8-sig") as file:
                for item in json_items.read(iter(lambda: file.read(_PIECE), "")):
                    if item.flaw:
                        self._miss(name, item, item.flaw)
                    else:
                        yield item
        except FileNotFoundError:
            self._tell(name, None, "it is not there")
        except UnicodeDecodeError:
            self._tell(name, None, "it is not UTF-8 from some place on, and was read up to there")
        except OSError as e:
            raise incoming.UnreadableFile(self._folder / name, e.strerror or str(e)) from e

    # Papers

    def _papers(self, built: Library) -> Iterator[Progress]:
        name = plain_layout.PAPERS
        known = rebuilt_papers.known(built)
        for batch in _batches(self._items(name)):
            fresh: dict[PaperId, Draft] = {}
            with built.batch():
                for item in batch:
                    try:
                        paper, draft = self._paper(built, item, known)
                    except Unfit as e:
                        self._miss(name, item, str(e))
                        continue
                    fresh[paper] = draft
                papers.index(built, fresh)
            yield self._progress(len(batch))
        with built.batch():
            for item, key, other in self._different:
                try:
                    wholes.say_different(built, key, other)
                except Unfit as e:
                    self._tell(name, item.line, str(e), kept=True)

    def _paper(self, built: Library, item: Item, known: Known) -> tuple[PaperId, Draft]:
        def tell(reason: str) -> None:
            self._tell(plain_layout.PAPERS, item.line, reason, kept=True)

        place = Place(built, self._library.path, self._folder)
        paper, whole = rebuilt_papers.put(place, item.value, known, tell)
        self._count("papers")
        self._count("documents", len(whole.documents))
        self._different += ((item, whole.key, other) for other in whole.different)
        return paper, whole.draft

    # Notes and highlights

    def _notes(self, built: Library) -> Iterator[Progress]:
        found: list[tuple[str, WholeNote]] = []
        folder = self._folder / plain_layout.NOTES
        for file in sorted(folder.glob(f"*{plain_layout.MARKDOWN}")):
            name = f"{plain_layout.NOTES}/{file.name}"
            try:
                found.append((name, note_file.read(file.read_text("utf-8-sig"))))
            except (OSError, ValueError):
                self._tell(name, None, "it cannot be read, or is not UTF-8")
                self._missed["notes"] += 1
            except Unfit as e:
                self._tell(name, None, str(e))
                self._missed["notes"] += 1
        found.sort(key=lambda one: (one[1].added_at, one[0]))
        for notes in _batches(iter(found)):
            with built.batch():
                for name, note in notes:
                    try:
                        wholes.put_note(built, note)
                        self._count("notes")
                    except Unfit as e:
                        self._tell(name, None, str(e))
                        self._missed["notes"] += 1
            yield self._progress(len(notes))

    def _highlights(self, built: Library) -> Iterator[Progress]:
        def put(item: Item) -> None:
            if item.member in ("", "items") and item.number:
                self._count("highlights", highlight_files.put(built, item.value))

        yield from self._each(built, plain_layout.HIGHLIGHTS, put)

    # What is told

    def _count(self, name: str, more: int = 1) -> None:
        self.result.counts[name] = self.result.counts.get(name, 0) + more

    def _tell(self, file: str, line: int | None, reason: str, *, kept: bool = False) -> None:
        self.result.problems.append(Problem(file, line, reason, kept))

    def _miss(self, file: str, item: Item, reason: str) -> None:
        self._tell(file, item.line, reason)
        if item.number:
            self._missed[_NAMED.get(file, item.member)] += 1

    def _compare(self, counts: dict[str, int]) -> None:
        """Tell of what is gone without a trace: a file deleted, a list cut short."""
        for name, wanted in counts.items():
            came = self.result.counts.get(name, 0)
            if came + self._missed[name] < wanted:
                reason = f"it counts {wanted} {name.replace('_', ' ')}, of which {came} came in"
                self._tell(plain_layout.MARK, None, reason)

    def _progress(self, more: int) -> Progress:
        self._done += more
        return Progress(min(self._done, self._total), self._total)


def counts_in(folder: Path) -> dict[str, int]:
    """Give what a folder says that it holds.

    Raises NoPlainFolder, UnfinishedFolder, NewerFolder or UnreadableFile.
    """
    try:
        mark = plain_layout.mark_of(folder)
    except (OSError, ValueError) as e:
        raise incoming.UnreadableFile(folder, getattr(e, "strerror", None) or str(e)) from e
    if mark is None:
        raise incoming.NoPlainFolder(folder)
    if mark.layout > plain_layout.LAYOUT:
        raise incoming.NewerFolder(folder)
    if not mark.complete:
        raise incoming.UnfinishedFolder(folder)
    return mark.counts or {}


def _batches(items: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(items, BATCH)):
        yield batch
