"""Groups of papers that may be one work, as a list; their papers are read when they are asked."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.core.works import Reason, Relation
from desktop_app.services.duplicates import Group
from desktop_app.store.library import Library
from desktop_app.ui.duplicates import candidate, words
from desktop_app.ui.duplicates.candidate import Candidate

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_IDENTIFIERS = (Reason.DOI, Reason.ARXIV)


class Role(IntEnum):
    """What is asked of a row beyond Qt's own roles."""

    META = Qt.ItemDataRole.UserRole + 1


class GroupModel(QAbstractListModel):
    """Groups in rows, the surest first."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._groups: list[Group] = []
        self._read: dict[Group, list[Candidate]] = {}

    @property
    def groups(self) -> Sequence[Group]:
        """The groups, from the top."""
        return self._groups

    def show(self, groups: Sequence[Group]) -> None:
        """Show other groups."""
        self.beginResetModel()
        self._groups = list(groups)
        self._read.clear()
        self.endResetModel()

    def candidates(self, row: int) -> list[Candidate]:
        """Give the papers of the group in a row; those that are gone are left out."""
        group = self._groups[row]
        if group not in self._read:
            self._read[group] = candidate.of(self._library, group.papers)
        return self._read[group]

    def take(self, row: int) -> Group:
        """Take the group in a row away."""
        self.beginRemoveRows(QModelIndex(), row, row)
        group = self._groups.pop(row)
        self._read.pop(group, None)
        self.endRemoveRows()
        return group

    def put(self, row: int, group: Group) -> None:
        """Put a group into a row, above what is there."""
        self.beginInsertRows(QModelIndex(), row, row)
        self._groups.insert(row, group)
        self.endInsertRows()

    # Qt

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Role.META:
            return words.meta(self._groups[index.row()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._title(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            group = self._groups[index.row()]
            return f"{self._title(index.row())}. {words.verdict(group)}. {words.meta(group)}"
        return None

    def _title(self, row: int) -> str:
        found = self.candidates(row)
        return candidate.fullest(found).row.title if found else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemNeverHasChildren


def is_sure(group: Group) -> bool:
    """Tell whether all papers of a group have the same DOI or arXiv identifier."""
    return group.relation is Relation.SAME and group.reason in _IDENTIFIERS
