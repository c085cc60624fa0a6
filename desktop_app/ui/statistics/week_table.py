"""The weeks as a table, for screen readers and for copying."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from desktop_app.core.statistics import Week
from desktop_app.ui import phrases, theme
from desktop_app.ui.statistics import words

Index = QModelIndex | QPersistentModelIndex
ROWS = 9  # shown at least
ROW = 28


class WeekModel(QAbstractTableModel):
    """Weeks by rows, the latest first; what was done by columns."""

    def __init__(self) -> None:
        super().__init__()
        self._weeks: list[Week] = []

    def put(self, weeks: Sequence[Week]) -> None:
        """Show weeks, of which the oldest is given first."""
        self.beginResetModel()
        self._weeks = list(reversed(weeks))
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._weeks)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_columns())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(self._weeks[index.row()], index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if index.column() else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return _columns()[section]

    def _text(self, week: Week, column: int) -> str:
        total = week.total
        counts = (
            total.minutes,
            week.reading_days,
            total.opened,
            total.done,
            total.queued,
            total.highlights,
            total.reviews,
        )
        return words.dated(week.monday) if not column else phrases.number(counts[column - 1])


class WeekTable(QTableView):
    """Shows weeks; copying gives the cells selected as lines of values parted by tabs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.weeks = WeekModel()
        self.setModel(self.weeks)
        self.setAccessibleName(self.tr("Week by week"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(ROW))
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        self.put(())

    def put(self, weeks: Sequence[Week]) -> None:
        """Show weeks, of which the oldest is given first, in as much room as they can use."""
        self.weeks.put(weeks)
        head, row = self.horizontalHeader().sizeHint().height(), theme.scaled(ROW)
        self.setMinimumHeight(head + row * min(ROWS, len(weeks)))
        self.setMaximumHeight(head + row * len(weeks))
        self._share_width()

    def _share_width(self) -> None:
        """Give each column what it needs, and of the rest as much as any other."""
        head, count = self.horizontalHeader(), len(_columns())
        needed = [max(head.sectionSizeHint(n), self.sizeHintForColumn(n)) for n in range(count)]
        rest = max(0, self.viewport().width() - sum(needed))
        for number, width in enumerate(needed):
            more = rest * (number + 1) // count - rest * number // count
            head.resizeSection(number, width + more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.copied())
        else:
            super().keyPressEvent(event)

    def copied(self) -> str:
        """Give the selected rows with the heads of their columns."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        lines = [_columns()]
        for row in rows:
            cells = (self.weeks.index(row, column) for column in range(len(_columns())))
            lines.append(tuple(str(self.weeks.data(cell)) for cell in cells))
        return "\n".join("\t".join(line) for line in lines) if rows else ""


def _columns() -> tuple[str, ...]:
    return (
        words.tr("Week of"),
        words.tr("Minutes"),
        words.tr("Reading days"),
        words.tr("Opened"),
        words.tr("Papers read"),
        words.tr("Queued"),
        words.tr("Highlights"),
        words.tr("Reviews"),
    )
