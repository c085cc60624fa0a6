"""The rows of the search over the window: heads of groups, results, and queries to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.ui.search.found import Group, Kind, Result

Index = QModelIndex | QPersistentModelIndex
FEW = 5  # results of a kind among those of others


class Role(IntEnum):
    """What the delegate asks for."""

    ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a result, a query to be taken, what shows `more` of a kind, else the head of a group.

    `meta` is the muted line of a result, or what explains a query.
    """

    text: str
    result: Result | None = None
    more: Kind | None = None
    query: str = ""
    icon: str = ""
    meta: str = ""

    @property
    def is_head(self) -> bool:
        """Whether it cannot be chosen."""
        return self.result is None and self.more is None and not self.query

    @property
    def name(self) -> object:
        """What tells it apart from the others."""
        return self.result.name if self.result else self.more or self.query


class Rows(QAbstractListModel):
    """Rows of which all but the heads are chosen; `spoken` says what a screen reader says of one.

    Where the list ends before all was told, `wanted` is called for more.
    """

    def __init__(self, spoken: Callable[[Row], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._spoken = spoken
        self.wanted: Callable[[], object] | None = None

    def put(self, rows: Sequence[Row]) -> None:
        """Show other rows; those that only follow the present ones are added to them."""
        same = len(self._rows)
        if same and list(rows[:same]) == self._rows:
            if len(rows) > same:
                self.beginInsertRows(QModelIndex(), same, len(rows) - 1)
                self._rows = list(rows)
                self.endInsertRows()
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, number: int) -> Row | None:
        """Give a row; None where there is no such one."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def stops(self) -> list[int]:
        """Give the numbers of the rows that can be chosen."""
        return [number for number, row in enumerate(self._rows) if not row.is_head]

    def number_of(self, name: object) -> int | None:
        """Find the row of a name."""
        return next((n for n in self.stops() if self._rows[n].name == name), None)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return row if role == Role.ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index.row()) if index.isValid() else None
        if row is None or row.is_head:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self.wanted is not None

    def fetchMore(self, parent: Index) -> None:
        wanted, self.wanted = self.wanted, None
        if wanted is not None:
            wanted()


def lay_out(
    groups: Sequence[Group],
    kind: Kind | None,
    heads: Mapping[Kind, str],
    meta: Callable[[Result], str],
    more: Callable[[Group], str],
) -> list[Row]:
    """Lay groups in rows: of one `kind` all that was told, of several a few of each."""
    shown = [group for group in groups if group.results and kind in (None, group.kind)]
    return [
        row
        for group in shown
        for row in _of_group(group, FEW if len(shown) > 1 else None, heads, meta, more)
    ]


def _of_group(
    group: Group,
    most: int | None,
    heads: Mapping[Kind, str],
    meta: Callable[[Result], str],
    more: Callable[[Group], str],
) -> Iterator[Row]:
    yield Row(heads[group.kind])
    if len(group.hits) <= FEW + 1:  # the row for one more would take its place
        most = None
    for result in group.results[:most]:
        yield Row(result.text, result, meta=meta(result))
    if most is not None and len(group.hits) > most:
        yield Row(more(group), more=group.kind)
