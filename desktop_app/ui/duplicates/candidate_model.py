"""Papers that may be one work, one of them kept, and others perhaps left out of what is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.core.papers import PaperId
from desktop_app.ui.duplicates import candidate, words
from desktop_app.ui.duplicates.candidate import Candidate

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class Role(IntEnum):
    """What is asked of a row beyond Qt's own roles."""

    CANDIDATE = Qt.ItemDataRole.UserRole + 1
    KEPT = Qt.ItemDataRole.UserRole + 2
    LEFT_OUT = Qt.ItemDataRole.UserRole + 3


class CandidateModel(QAbstractListModel):
    """Candidates in rows. One is the kept one; of three and more, all but two can be left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._candidates: list[Candidate] = []
        self._kept = 0
        self._left_out: set[int] = set()
        self.today = date.min
        self.parts = False  # whether some may be left out

    def show(self, candidates: Sequence[Candidate], today: date, *, parts: bool = False) -> None:
        """Show other papers, the fullest as the kept one."""
        self.beginResetModel()
        self._candidates, self.today = list(candidates), today
        self._left_out = set()
        self.parts = parts and len(candidates) > 2
        if candidates:
            self._kept = self._candidates.index(candidate.fullest(candidates))
        self.endResetModel()

    @property
    def kept_row(self) -> int:
        """The row of the kept paper."""
        return self._kept

    @property
    def kept(self) -> PaperId:
        """The kept paper."""
        return self._candidates[self._kept].paper

    @property
    def others(self) -> list[PaperId]:
        """What is not left out, but for the kept paper."""
        return [
            c.paper
            for row, c in enumerate(self._candidates)
            if row != self._kept and row not in self._left_out
        ]

    @property
    def left_out(self) -> list[PaperId]:
        """What is left out."""
        return [c.paper for row, c in enumerate(self._candidates) if row in self._left_out]

    def paper(self, row: int) -> PaperId:
        """Give the paper in a row."""
        return self._candidates[row].paper

    def keep(self, row: int) -> None:
        """Make the paper in a row the kept one, unless it is left out."""
        if 0 <= row < len(self._candidates) and row not in self._left_out and row != self._kept:
            self._kept = row
            self._tell()

    def switch(self, row: int) -> None:
        """Leave the paper in a row out, or take it in again; two at least stay in."""
        if not self.parts or not 0 <= row < len(self._candidates):
            return
        if row in self._left_out:
            self._left_out.remove(row)
        elif len(self._left_out) < len(self._candidates) - 2:
            self._left_out.add(row)
        if self._kept in self._left_out:
            inside = [r for r in range(len(self._candidates)) if r not in self._left_out]
            best = candidate.fullest(self._candidates[r] for r in inside)
            self._kept = self._candidates.index(best)
        self._tell()

    def _tell(self) -> None:
        self.dataChanged.emit(self.index(0), self.index(len(self._candidates) - 1))

    # Qt

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._candidates)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = index.row()
        found = self._candidates[row]
        match role:
            case Role.CANDIDATE:
                return found
            case Role.KEPT:
                return row == self._kept
            case Role.LEFT_OUT:
                return row in self._left_out
            case Qt.ItemDataRole.DisplayRole:
                return found.row.title
            case Qt.ItemDataRole.ToolTipRole:
                return f"{found.row.title}\n{words.who(found)}"
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row == self._kept else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return ". ".join(self._said(row))
        return None

    def _said(self, row: int) -> list[str]:
        found = self._candidates[row]
        state = words.left_out() if row in self._left_out else ""
        state = words.kept() if row == self._kept else state
        about = (words.who(found), words.identifiers(found, self.today), words.holds(found))
        return [part for part in (found.row.title, state, *about) if part]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemNeverHasChildren
