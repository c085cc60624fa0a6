"""The records of one group of an import, as a list; what a row shows is made when it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.core import text
from desktop_app.core.papers import Draft, Problem
from desktop_app.services.importing import Act
from desktop_app.ui.import_preview import words
from desktop_app.ui.import_preview.prospect import ASKED, Decisions, Group, Prospect

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class Role(IntEnum):
    """What is asked of a row beyond Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is painted: `beside` and `differences` are about the paper it is near to."""

    title: str
    meta: str
    taken: bool = True
    beside: str = ""
    differences: str = ""
    said: Act | None = None


class PreviewModel(QAbstractListModel):
    """Shows one group of a prospect at a time, and carries out what is decided about its rows."""

    def __init__(
        self, prospect: Prospect, decisions: Decisions, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._prospect, self._decisions = prospect, decisions
        self.group = Group.NEW
        self._places: Sequence[int] = ()

    def show(self, group: Group) -> None:
        """Show another group."""
        self.beginResetModel()
        self.group = group
        if group is Group.LEFT_OUT:
            self._places = range(len(self._prospect.problems))
        else:
            self._places = self._prospect.groups.get(group, ())
        self.endResetModel()

    def draft(self, row: int) -> Draft | None:
        """Give the record in a row; None for a problem."""
        if self.group is Group.LEFT_OUT or not 0 <= row < len(self._places):
            return None
        return self._prospect.reading.drafts[self._places[row]]

    def problem(self, row: int) -> Problem | None:
        """Give the problem in a row; None for a record."""
        if self.group is not Group.LEFT_OUT or not 0 <= row < len(self._places):
            return None
        return self._prospect.problems[row]

    def take(self, rows: Iterable[int], on: bool) -> None:
        """Let the records in some rows come in, or leave them out."""
        if self.group is not Group.LEFT_OUT:
            self._decisions.take(self.group, [self._places[row] for row in rows], on)
            self._tell()

    def say(self, rows: Iterable[int], act: Act) -> None:
        """Say what the records in some rows are to the papers they are near to."""
        if self.group in ASKED:
            self._decisions.say(self.group, [self._places[row] for row in rows], act)
            self._tell()

    def is_taken(self, row: int) -> bool:
        """Tell whether the record in a row comes in."""
        return self._decisions.is_taken(self.group, self._places[row])

    def _tell(self) -> None:
        # All at once: views repaint what they show, however many rows have changed.
        self.dataChanged.emit(self.index(0), self.index(len(self._places) - 1))

    def _row(self, number: int) -> Row:
        if (problem := self.problem(number)) is not None:
            return Row(text.clean_line(problem.reason), words.where(problem), problem.kept)
        place = self._places[number]
        draft, paper = self._prospect.reading.drafts[place], self._prospect.paper(place)
        taken = self._decisions.is_taken(self.group, place)
        title = text.clean_line(draft.title)
        if paper is None or self.group not in ASKED:
            return Row(title, words.meta(draft), taken)
        return Row(
            title,
            words.meta(draft),
            taken,
            words.beside(self.group, paper),
            words.differences(draft, paper),
            self._decisions.said(self.group, place),
        )

    # Qt

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Role.ROW:
            return self._row(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._row(index.row()).title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self._row(index.row())
            said = (words.choice(row.said),) if row.said else ()
            return ". ".join(
                filter(None, (row.title, row.meta, row.beside, row.differences, *said))
            )
        if role == Qt.ItemDataRole.CheckStateRole and self.group is not Group.LEFT_OUT:
            taken = self.is_taken(index.row())
            return Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or self.group is Group.LEFT_OUT:
            return False
        self.take([index.row()], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.group is not Group.LEFT_OUT:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemNeverHasChildren
