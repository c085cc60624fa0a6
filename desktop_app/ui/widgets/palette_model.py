"""What the command palette lists: items of several groups, matched, ranked and laid in rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.ui.widgets import matching
from desktop_app.ui.widgets.matching import Fit, Match

Index = QModelIndex | QPersistentModelIndex
MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class Item:
    """Something the palette can run.

    `detail` stands in muted letters beside the text and is searched too. A `colour`, the slot of a
    tag from 1, is shown in place of the icon. `found` marks an item its
    provider has searched for, kept even where the letters typed are not in it.
    """

    group: str
    text: str
    run: Callable[[], object]
    icon: str = ""
    detail: str = ""
    keys: str = ""
    enabled: bool = True
    found: bool = False
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: the head of a group where `item` is None."""

    text: str
    item: Item | None = None
    letters: frozenset[int] = frozenset()


class Role(IntEnum):
    """What the delegate asks for."""

    ROW = Qt.ItemDataRole.UserRole


def rank(typed: str, items: Iterable[Item], most: int = MOST_ROWS) -> list[Row]:
    """Lay the items that match in rows below the heads of their groups, best first.

    Nothing typed keeps the order given; a group stands where its best item does.
    """
    found = [(item, m) for item in items if (m := _match(typed, item)) is not None]
    if typed.strip():
        found.sort(key=lambda pair: (not pair[0].enabled, pair[1].fit))
    groups: dict[str, list[Row]] = {}
    for item, match in found[:most]:
        groups.setdefault(item.group, []).append(Row(item.text, item, match.letters))
    return [row for group, rows in groups.items() for row in (Row(group), *rows)]


def _match(typed: str, item: Item) -> Match | None:
    match = matching.match(typed, item.text)
    if match is None and (item.found or matching.match(typed, f"{item.text} {item.detail}")):
        return Match(Fit.ELSEWHERE)
    return match


class Rows(QAbstractListModel):
    """The rows of the palette; heads and items that cannot be run are not chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def put(self, rows: list[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rows(self) -> list[Row]:
        """Give the rows shown."""
        return self._rows

    def stops(self) -> list[int]:
        """Give the numbers of the rows that can be run."""
        return [n for n, row in enumerate(self._rows) if row.item and row.item.enabled]

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            item = row.item
            return ", ".join(filter(None, [row.text, item.detail, item.keys])) if item else row.text
        return row if role == Role.ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        item = self._rows[index.row()].item if index.isValid() else None
        if item is None or not item.enabled:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )
