"""The highlights of a document as rows: ordered by page or by time, all or of one colour."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import IntEnum
from operator import ne
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop_app.core.highlights import Highlight, Style
from desktop_app.ui.pdf.page_model import Index


class Role(IntEnum):
    """What a row gives beside Qt's own roles."""

    HIGHLIGHT = Qt.ItemDataRole.UserRole + 1


class MarksModel(QAbstractListModel):
    """Some of the highlights given, in the order wanted."""

    def __init__(self, names: Callable[[], Sequence[str]], parent: QObject | None = None) -> None:
        """`names` gives the meanings of the five colours."""
        super().__init__(parent)
        self._names = names
        self._all: Sequence[Highlight] = ()
        self._rows: list[Highlight] = []
        self.by_time = False
        self.colour: int | None = None
        self.reviewed: Collection[int] = ()

    def show_highlights(self, found: Sequence[Highlight]) -> None:
        """Take these highlights, in the order of the pages."""
        self._all = found
        self.sift()

    def sift(self) -> None:
        """Show those of the colour wanted in the order wanted; what stays keeps its row."""
        rows = [h for h in self._all if self.colour in (None, h.colour)]
        if self.by_time:
            rows.sort(key=lambda h: (h.created_at, h.id), reverse=True)
        before, now = [h.id for h in self._rows], [h.id for h in rows]
        head = _alike(before, now)
        tail = _alike(before[head:][::-1], now[head:][::-1])
        if len(before) > head + tail:
            self.beginRemoveRows(QModelIndex(), head, len(before) - tail - 1)
            self._rows = self._rows[:head] + self._rows[len(before) - tail :]
            self.endRemoveRows()
        if len(now) > head + tail:
            self.beginInsertRows(QModelIndex(), head, len(now) - tail - 1)
            self._rows = self._rows[:head] + rows[head : len(now) - tail] + self._rows[head:]
            self.endInsertRows()
        changed = [n for n, pair in enumerate(zip(self._rows, rows, strict=True)) if ne(*pair)]
        self._rows = rows
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))

    def show_reviewed(self, reviewed: Collection[int]) -> None:
        """Take these for the highlights that come back for review."""
        before, self.reviewed = self.reviewed, reviewed
        if reviewed != before and self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def at(self, row: int) -> Highlight | None:
        """Give the highlight of a row, or None where there is no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, highlight: int) -> int | None:
        """Give the row of a highlight, or None where it is not shown."""
        return next((n for n, h in enumerate(self._rows) if h.id == highlight), None)

    def colour_name(self, colour: int) -> str:
        """Give what a colour means."""
        return self._names()[colour - 1]

    def quote(self, highlight: Highlight) -> str:
        """Give the words of a highlight, or what stands for them."""
        if highlight.style is Style.AREA:
            return self.tr("Area on page {n}").format(n=(highlight.page or 0) + 1)
        return highlight.selector.exact

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.at(index.row()) if index.isValid() else None
        if found is None:
            return None
        if role == Role.HIGHLIGHT:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            words = self.tr("{name}, page {n}: {quote}. {comment}").format(
                name=self.colour_name(found.colour),
                n=(found.page or 0) + 1,
                quote=self.quote(found),
                comment=found.comment,
            )
            reviewed = found.id in self.reviewed
            return f"{words} {self.tr('Comes back for review.')}" if reviewed else words
        return None


def _alike(some: Sequence[int], others: Sequence[int]) -> int:
    """Count how many of two rows of numbers are equal before the first that are not."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(some), len(others)))
