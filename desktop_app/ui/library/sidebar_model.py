"""What the sidebar lists: places, collections as a tree, tags and saved searches, all counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop_app.core import query as queries
from desktop_app.core.query import Query, Term
from desktop_app.store import notes, organise, papers, plan, review, saved_searches
from desktop_app.store.library import Library
from desktop_app.store.organise import Collection, CollectionId, Tag
from desktop_app.store.saved_searches import SavedSearch, SavedSearchId
from desktop_app.ui import phrases

Index = QModelIndex | QPersistentModelIndex
MOST_COUNTED = 10_000  # of what a saved search finds; what finds more is shown as more


class Kind(StrEnum):
    """What an entry is."""

    PLACE = "place"
    HEAD = "head"
    COLLECTION = "collection"
    TAG = "tag"
    SEARCH = "search"


NAMED = (Kind.COLLECTION, Kind.TAG, Kind.SEARCH)  # what the reader names
HOLDING = (Kind.COLLECTION, Kind.TAG)  # what papers are put into


class Role(IntEnum):
    """What a row gives beside Qt's own roles."""

    ENTRY = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Counts:
    """Everything the sidebar says of a library."""

    papers: int
    today: int
    binned: int
    collections: tuple[Collection, ...]
    tags: tuple[Tag, ...]
    notes: int = 0
    reviews: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the sidebar; `key` tells it from all others, `id` is its row in the store.

    `place` is what `Sidebar.mark` is told: the name of a page, such as ``today``, or a query.
    """

    kind: Kind
    key: str
    text: str
    place: str = ""
    icon: str = ""
    count: int | None = None
    id: int = 0
    depth: int = 0
    colour: int = 0
    parent: bool = False
    open: bool = True


def counts(library: Library, reviews_a_day: int = 0) -> Counts:
    """Count what the sidebar shows; at 100,000 papers this is work for the READ lane.

    At most `reviews_a_day` reviews are due on a day, 0 for no bound.
    """
    slots = plan.of(library, library.today())
    return Counts(
        papers=papers.count(library),
        today=sum(slot.outcome is None for slot in slots),
        binned=papers.count(library, binned=True),
        collections=tuple(organise.collections(library)),
        tags=tuple(organise.tags(library)),
        notes=notes.count(library),
        reviews=len(review.due(library, reviews_a_day).due),
    )


class SidebarModel(QAbstractListModel):
    """The lines of the sidebar; ``renamed`` carries an Entry and its new name."""

    renamed = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._counts = Counts(0, 0, 0, (), ())
        self._saved: tuple[SavedSearch, ...] = ()
        self._found: dict[SavedSearchId, int] = {}
        self._shut: set[int] = set()
        self._shut_heads: set[str] = set()
        self.narrow = False

    def show(self, counts: Counts) -> None:
        """Show these counts; lines that stay keep their rows."""
        self._counts = counts
        self._renew()

    def show_saved(self, saved: Iterable[SavedSearch]) -> None:
        """Show these saved searches; those that were counted before keep their counts."""
        self._saved = tuple(saved)
        self._renew()

    def show_found(self, found: Mapping[SavedSearchId, int]) -> None:
        """Show how many papers saved searches find, up to one more than `MOST_COUNTED`."""
        self._found.update(found)
        self._renew()

    def saved(self, entry: Entry) -> SavedSearch | None:
        """Give the saved search that an entry stands for."""
        return next(
            (s for s in self._saved if entry.kind is Kind.SEARCH and s.id == entry.id), None
        )

    @property
    def folded_heads(self) -> frozenset[str]:
        """The keys of the heads whose lines are folded away."""
        return frozenset(self._shut_heads)

    def fold_head(self, key: str, shut: bool) -> None:
        """Fold all lines below a head away, or unfold them."""
        (self._shut_heads.add if shut else self._shut_heads.discard)(key)
        self._renew()

    def set_narrow(self, narrow: bool) -> None:
        """Show places and heads only, or everything."""
        self.narrow = narrow
        self._renew()

    def fold(self, collection: int, shut: bool) -> None:
        """Fold a collection's children away, or unfold them."""
        (self._shut.add if shut else self._shut.discard)(collection)
        self._renew()

    def entry(self, row: int) -> Entry | None:
        """Give the entry of a row, or None where there is no such row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, key: str) -> int:
        """Give the row of a key, or -1."""
        return next((i for i, e in enumerate(self._entries) if e.key == key), -1)

    def below(self, key: str) -> list[Entry]:
        """Give all lines of a head, whatever is folded away."""
        return list(self._below(key, set()))

    # Making the lines

    def _renew(self) -> None:
        new = list(self._lines())
        old, self_keys = self._entries, [e.key for e in self._entries]
        if self_keys == [e.key for e in new]:
            self._entries = new
            for row, (before, after) in enumerate(zip(old, new, strict=True)):
                if before != after:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self._splice(new)

    def _splice(self, new: list[Entry]) -> None:
        """Replace what differs between a common beginning and a common end."""
        old = self._entries
        head = _common([e.key for e in old], [e.key for e in new])
        a, b = old[head:], new[head:]
        tail = _common([e.key for e in reversed(a)], [e.key for e in reversed(b)])
        gone, come = len(a) - tail, len(b) - tail
        if gone:
            self.beginRemoveRows(QModelIndex(), head, head + gone - 1)
            self._entries = old[:head] + old[head + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), head, head + come - 1)
            self._entries = new
            self.endInsertRows()
        self._entries = new
        if new:
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))

    def _lines(self) -> Iterator[Entry]:
        now = self._counts
        place = Kind.PLACE
        yield Entry(place, "today", self.tr("Today"), "today", "today", now.today or None)
        yield Entry(place, "library", self.tr("Library"), "library", "library", now.papers)
        yield Entry(place, "review", self.tr("Review"), "review", "review", now.reviews or None)
        yield Entry(place, "notes", self.tr("Notes"), "notes", "note", now.notes or None)
        if now.binned:
            yield Entry(place, "bin", self.tr("Bin"), "bin", "trash", now.binned)
        for key, name, icon in (
            ("collections", self.tr("Collections"), "folder"),
            ("tags", self.tr("Tags"), "tag"),
            ("saved", self.tr("Saved searches"), "bookmark"),
        ):
            lines = list(self._below(key, self._shut))
            shut = key in self._shut_heads and bool(lines)
            yield Entry(Kind.HEAD, key, name, icon=icon, parent=bool(lines), open=not shut)
            if not (self.narrow or shut):
                yield from lines

    def _below(self, head: str, shut: set[int]) -> Iterator[Entry]:
        if head == "collections":
            return self._collections(shut)
        return self._tags() if head == "tags" else self._searches()

    def _searches(self) -> Iterator[Entry]:
        for s in self._saved:
            place = place_of(queries.parse(s.query))
            count = self._found.get(s.id)
            yield Entry(Kind.SEARCH, f"s{s.id}", s.name, place, "bookmark", count, s.id)

    def _collections(self, shut: set[int]) -> Iterator[Entry]:
        parents = {c.parent for c in self._counts.collections}
        depths: dict[CollectionId | None, int] = {None: 0}
        hidden: set[CollectionId | None] = set()
        for c in self._counts.collections:
            depths[c.id] = depths[c.parent] + 1
            if c.parent in hidden or c.parent in shut:
                hidden.add(c.id)
                continue
            yield Entry(
                Kind.COLLECTION,
                f"c{c.id}",
                c.name,
                str(Term(c.name, "in")),
                "" if c.parent else "folder",
                c.papers,
                c.id,
                depth=depths[c.parent],
                parent=c.id in parents,
                open=c.id not in shut,
            )

    def _tags(self) -> Iterator[Entry]:
        for t in self._counts.tags:
            place = str(Term(t.name, "tag"))
            yield Entry(Kind.TAG, f"t{t.id}", t.name, place, "", t.papers, t.id, colour=t.colour)

    # Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == Role.ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(entry)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        entry, name = self.entry(index.row()), str(value).strip()
        if entry is None or role != Qt.ItemDataRole.EditRole or name in ("", entry.text):
            return False
        self._entries[index.row()] = replace(entry, text=name)
        self.dataChanged.emit(index, index)
        self.renamed.emit(entry, name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        entry = self.entry(index.row())
        if entry and entry.kind in NAMED:
            flags |= Qt.ItemFlag.ItemIsEditable
        if entry and entry.kind in HOLDING:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def _tip(self, entry: Entry) -> str | None:
        if saved := self.saved(entry):
            return entry.text if saved.query == entry.text else f"{entry.text}\n{saved.query}"
        return entry.text if self.narrow or entry.kind is not Kind.HEAD else None

    def _counted(self, key: str, count: int) -> str:
        if key == "notes":
            return self.tr("%n note(s)", "", count)
        if key == "review":
            return self.tr("%n highlight(s) due", "", count)
        if count > MOST_COUNTED and key.startswith("s"):
            return self.tr("more than {n} papers").format(n=phrases.number(MOST_COUNTED))
        return self.tr("%n paper(s)", "", count)

    def _sentence(self, entry: Entry) -> str:
        if entry.kind is Kind.HEAD:
            return self._head_sentence(entry)
        parts = [entry.text]
        if entry.kind is Kind.TAG:
            parts.insert(0, self.tr("tag"))
        if entry.kind is Kind.SEARCH:
            parts.insert(0, self.tr("saved search"))
        if entry.depth:
            parts.append(self.tr("level {n}").format(n=entry.depth + 1))
        if entry.parent:
            parts.append(self.tr("unfolded") if entry.open else self.tr("folded"))
        if entry.count is not None:
            parts.append(self._counted(entry.key, entry.count))
        return ", ".join(parts)

    def _head_sentence(self, entry: Entry) -> str:
        does = self.tr("{name}, Enter makes a new one")
        if entry.key == "saved":
            does = self.tr("{name}, Enter saves the present search")
        parts = [does.format(name=entry.text)]
        return ", ".join(parts if entry.open else [*parts, self.tr("folded")])


def place_of(query: Query) -> str:
    """Give the place of a query, the same in whatever order it is written."""
    return " ".join(sorted(map(str, saved_searches.meaning(query))))


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    pairs = enumerate(zip(a, b, strict=False))
    return next((i for i, (x, y) in pairs if x != y), min(len(a), len(b)))
