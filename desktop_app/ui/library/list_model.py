"""Papers as rows of a list: ids for the whole result, details fetched where they are looked at."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from itertools import compress, count
from operator import not_
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop_app.core.papers import PaperId, Row, State
from desktop_app.store import listing
from desktop_app.store.library import Library

MIME = "application/x-carrel-papers"
PAGE = 60
MOST_CACHED = 2000
MOST_HUNKS = 200
FEW = 4  # papers sought one by one
NEAR, FAR = 64, 10_000  # rows within which two results meet again

Index = QModelIndex | QPersistentModelIndex

_OF_ROW = (  # made once, for Qt asks for those of each row of a large selection
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


class Role(IntEnum):
    """What a row gives beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1


class PaperModel(QAbstractListModel):
    """The papers a query found, in order; a row changed or moved never reloads the others."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._ids = array("q")
        self._cache: dict[int, Row | None] = {}

    # What is shown

    def show(self, ids: Sequence[int], *, fresh: bool = False) -> None:
        """Show these papers; `fresh` starts anew, else only what differs is told."""
        new = array("q", ids)
        if new == self._ids:
            return
        if fresh:
            self._reset(new)
        elif (hunks := _hunks(self._ids, new)) is not None:
            self._turn_into(new, hunks)
        else:
            self._rearrange(new)

    def refresh(self, papers: Collection[PaperId]) -> None:
        """Fetch anew what is known of these papers and tell it."""
        known = sorted(self.rows_of(self._cache.keys() & papers).values())
        for paper in papers:
            self._cache.pop(paper, None)
        for first, last in _runs(known):
            self.dataChanged.emit(self.index(first), self.index(last))

    def refresh_all(self) -> None:
        """Fetch everything anew."""
        self._cache.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def paper_at(self, row: int) -> PaperId | None:
        """Give the paper of a row, or None past the end."""
        return PaperId(self._ids[row]) if 0 <= row < len(self._ids) else None

    def papers_in(self, first: int, last: int) -> list[PaperId]:
        """Give the papers of the rows from `first` to `last`, both included."""
        return cast(list[PaperId], self._ids[first : last + 1].tolist())

    def row_of(self, paper: PaperId) -> int | None:
        """Give the row of a paper, or None where it is not shown."""
        return self.rows_of([paper]).get(paper)

    def first_of(self, papers: Sequence[PaperId]) -> int | None:
        """Give the row of the first of some papers that is shown, or None where none is."""
        rows = self.rows_of(papers)
        return next((rows[paper] for paper in papers if paper in rows), None)

    def rows_of(self, papers: Collection[int]) -> dict[int, int]:
        """Give the rows of those papers that are shown."""
        if len(papers) < FEW:
            found = {}
            for paper in papers:
                with suppress(ValueError):
                    found[paper] = self._ids.index(paper)
            return found
        rows = list(compress(count(), map(set(papers).__contains__, self._ids)))
        return {self._ids[row]: row for row in rows}

    def row_at(self, row: int) -> Row | None:
        """Give the details of a row, fetched with its neighbours; None for a paper just gone."""
        paper = self._ids[row]
        if paper not in self._cache:
            self._fetch(row)
        found = self._cache.pop(paper)
        self._cache[paper] = found  # now the one used last
        return found

    def _fetch(self, row: int) -> None:
        first = max(0, row - PAGE // 3)
        wanted = [PaperId(i) for i in self._ids[first : first + PAGE] if i not in self._cache]
        self._cache.update(dict.fromkeys(wanted))
        self._cache.update((found.id, found) for found in listing.rows(self._library, wanted))
        for old in list(self._cache)[: max(0, len(self._cache) - MOST_CACHED)]:
            del self._cache[old]

    # Going from one result to the next

    def _reset(self, new: array[int]) -> None:
        self.beginResetModel()
        self._ids = new
        self.endResetModel()

    def _turn_into(self, new: array[int], hunks: Sequence[_Hunk]) -> None:
        for hunk in reversed(hunks):
            if hunk.gone:
                self._remove(hunk.old, hunk.old + hunk.gone - 1)
            if hunk.come:
                self._insert(hunk.old, new[hunk.new : hunk.new + hunk.come])

    def _rearrange(self, new: array[int]) -> None:
        """Go to a result that differs all over: what stays keeps its selection."""
        kept = set(self._ids).intersection(new)
        if len(kept) == len(self._ids) == len(new):
            self._reorder(new)
            return
        gone = _runs(_rows_not_in(self._ids, kept))
        added = _runs(_rows_not_in(new, kept))
        if not kept or len(gone) + len(added) > MOST_HUNKS:
            self._reset(new)
            return
        for first, last in reversed(gone):
            self._remove(first, last)
        staying = array("q", filter(kept.__contains__, new))
        if self._ids != staying:
            self._reorder(staying)
        for first, last in added:
            self._insert(first, new[first : last + 1])

    def _reorder(self, new: array[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        papers = [self._ids[index.row()] for index in before]
        self._ids = new
        rows = self.rows_of(papers)
        after = [self.createIndex(rows[paper], 0) for paper in papers]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        del self._ids[first : last + 1]
        self.endRemoveRows()

    def _insert(self, at: int, ids: array[int]) -> None:
        self.beginInsertRows(QModelIndex(), at, at + len(ids) - 1)
        self._ids[at:at] = ids
        self.endInsertRows()

    # Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role not in (Role.ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row_at(index.row())
        if role == Role.ROW or row is None:
            return row
        return row.title if role == Qt.ItemDataRole.DisplayRole else self._sentence(row)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _OF_ROW if index.isValid() else super().flags(index)

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return packed(PaperId(self._ids[index.row()]) for index in indexes)

    def _sentence(self, row: Row) -> str:
        parts = [row.title, row.byline, str(row.year or ""), row.venue or "", self._state(row)]
        if row.starred:
            parts.append(self.tr("starred"))
        if row.highlights:
            one = row.highlights == 1
            parts.append(self.tr("1 highlight") if one else self._highlights(row.highlights))
        if row.has_note:
            parts.append(self.tr("with a note"))
        if row.documents:
            parts.append(self.tr("with a PDF"))
        parts += [self.tr("tag {name}").format(name=name) for name, _ in row.tags]
        return ", ".join(part for part in parts if part)

    def _highlights(self, number: int) -> str:
        return self.tr("{n} highlights").format(n=number)

    def _state(self, row: Row) -> str:
        return {
            State.UNREAD: self.tr("unread"),
            State.QUEUED: self.tr("queued"),
            State.READING: self.tr("reading"),
            State.READ: self.tr("read"),
            State.DROPPED: self.tr("dropped"),
        }[row.state]


def packed(papers: Iterable[PaperId]) -> QMimeData:
    """Pack papers for a drag."""
    data = QMimeData()
    data.setData(MIME, QByteArray(" ".join(map(str, papers)).encode()))
    return data


def unpacked(data: QMimeData) -> list[PaperId]:
    """Unpack the papers of a drag; empty where it carries none."""
    return [PaperId(int(i)) for i in bytes(data.data(MIME).data()).split()]


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Rows gone from row `old`, and those that come in their place from row `new` on."""

    old: int
    gone: int
    new: int
    come: int


def _hunks(old: array[int], new: array[int]) -> list[_Hunk] | None:
    """Give the differences of two results, from the top; None where they are not few and small."""
    tail = _common_tail(old, new)
    old_end, new_end = len(old) - tail, len(new) - tail
    hunks: list[_Hunk] = []
    at = to = 0
    while True:
        same = _common_head(old[at:old_end], new[to:new_end])
        at, to = at + same, to + same
        if at == old_end or to == new_end:
            if at < old_end or to < new_end:
                hunks.append(_Hunk(at, old_end - at, to, new_end - to))
            return hunks
        hunk = _meet(old[at : min(at + FAR, old_end)], new[to : min(to + FAR, new_end)])
        if hunk is None or len(hunks) == MOST_HUNKS:
            return None
        gone, come = hunk
        hunks.append(_Hunk(at, gone, to, come))
        at, to = at + gone, to + come


def _meet(before: array[int], after: array[int]) -> tuple[int, int] | None:
    """Tell after how many items each two parts of results meet again, if that is soon."""
    near = after[:NEAR]
    for gone, paper in enumerate(before[:NEAR]):
        if paper in near:
            return gone, near.index(paper)
    with suppress(ValueError):
        return 0, after.index(before[0])
    with suppress(ValueError):
        return before.index(after[0]), 0
    return None


def _common_head(a: array[int], b: array[int]) -> int:
    """Count the items that two arrays begin with in common, at the speed of C."""
    at, step = 0, NEAR
    while step:
        end = at + step
        if end <= min(len(a), len(b)) and a[at:end] == b[at:end]:
            at, step = end, step * 2
        else:
            step //= 2
    return at


def _common_tail(a: array[int], b: array[int]) -> int:
    """Count the items that two arrays end with in common, at the speed of C."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _rows_not_in(ids: array[int], some: set[int]) -> list[int]:
    return list(compress(count(), map(not_, map(some.__contains__, ids))))


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Join ascending rows into runs, first and last row of each."""
    if rows and rows[-1] - rows[0] == len(rows) - 1:
        return [(rows[0], rows[-1])]
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
