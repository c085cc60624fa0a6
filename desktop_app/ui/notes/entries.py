"""Lists of notes: a title with something beside it, and words below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.ui import theme
from desktop_app.ui.widgets import drawing

Index = QModelIndex | QPersistentModelIndex

PAD, GAP, APART = 12, 2, 12

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_MOUSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row; `value` is what it stands for, `aside` stands at the end of its first line."""

    value: Any
    title: str
    body: str = ""
    aside: str = ""


class Role(IntEnum):
    """What the delegate asks for."""

    ENTRY = Qt.ItemDataRole.UserRole


class Entries(QAbstractListModel):
    """The rows of one list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def put(self, entries: Sequence[Entry]) -> bool:
        """Show other rows; tell whether they are about other things or in another order."""
        fresh = [e.value for e in entries] != [e.value for e in self._entries]
        if fresh:
            self.beginResetModel()
        self._entries = list(entries)
        if fresh:
            self.endResetModel()
        elif entries:
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
        return fresh

    def entry(self, row: int) -> Entry | None:
        """Give a row, or None where there is none."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, value: object) -> int:
        """Give the row of a value, or -1."""
        return next((n for n, e in enumerate(self._entries) if e.value == value), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(filter(None, [entry.title, entry.body, entry.aside]))
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.title
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        return entry if role == Role.ENTRY else None


class EntryList(QListView):
    """A list of entries; ``opened`` carries the value of the one that a reader opens, ``removed``
    that of one which is to go."""

    opened = Signal(object)
    removed = Signal(object)

    def __init__(
        self, name: str, *, lines: int = 1, side: int = 16, at_a_click: bool = False
    ) -> None:
        """`lines` is how many the words below a title take at most; one alone takes room always.

        `side` is the room left of them, in pixels of the design.
        """
        super().__init__()
        self.entries = Entries(self)
        self._painter = _Delegate(lines, theme.scaled(side), self)
        self.setModel(self.entries)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(lines == 1)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda _: self.opened.emit(self.value()))
        if at_a_click:
            self.clicked.connect(lambda _: self.opened.emit(self.value()))

    def value(self) -> Any:
        """Give the value of the current row, or None."""
        entry = self.entries.entry(self.currentIndex().row())
        return entry.value if entry else None

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other rows; the current one stays current where it is still there."""
        kept, place = self.value(), self.verticalScrollBar().value()
        if self.entries.put(entries):
            self.choose(kept)
            self.verticalScrollBar().setValue(place)

    def choose(self, value: object) -> None:
        """Make the row of a value the current one; none where it is not listed."""
        self.setCurrentIndex(self.entries.index(self.entries.row_of(value)))

    def step(self, by: int) -> None:
        """Make a row further down the current one, or with -1 one further up."""
        last = self.entries.rowCount() - 1
        self.setCurrentIndex(self.entries.index(min(max(0, self.currentIndex().row() + by), last)))

    def height_of(self, rows: int) -> int:
        """Give the height of the first rows, in pixels."""
        return sum(self.sizeHintForIndex(self.entries.index(row)).height() for row in range(rows))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._painter.ringed = True
        key = Qt.Key(event.key())
        if key in _ENTER and self.currentIndex().isValid():
            self.opened.emit(self.value())
        elif key in _DELETE and self.currentIndex().isValid():
            self.removed.emit(self.value())
        elif key in _STEPS and not event.modifiers():
            self.step(_STEPS[key])
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the shortcuts."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._painter.ringed = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._painter.ringed = event.reason() not in _MOUSE
        if not self.currentIndex().isValid() and self._painter.ringed:
            self.step(1)
        super().focusInEvent(event)


class _Delegate(QStyledItemDelegate):
    """Paints entries; those of one line below the title are all of one height."""

    def __init__(self, lines: int, side: int, view: QListView) -> None:
        super().__init__(view)
        self._view, self._lines, self._side = view, lines, side
        self._pad = theme.scaled(PAD if lines == 1 else PAD - 4)
        self.ringed = False  # whether the keyboard moves, so that the focus is shown

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(Role.ENTRY)
        width = self._view.viewport().width()
        lines = 1 if self._lines == 1 else len(self._body(entry, width - 2 * self._side))
        below = lines * theme.line_height("meta") + theme.scaled(GAP)
        height = 2 * self._pad + theme.line_height("row-title") + below + 1
        return QSize(theme.scaled(120), height)

    def _above(self, entry: Entry) -> int:
        """Give the room above a title; one without words below stands in the middle."""
        if entry.body or self._lines > 1:
            return self._pad
        return self._pad + (theme.line_height("meta") + theme.scaled(GAP)) // 2

    def _body(self, entry: Entry, width: int) -> Sequence[str]:
        return drawing.wrap(entry.body, theme.font("meta"), width, self._lines)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(Role.ENTRY)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.row_ground(painter, box, state)
        inside = box.adjusted(self._side, self._above(entry), -self._side, 0)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        tone = theme.current().text_secondary if selected else theme.current().text_muted
        _first_line(painter, inside, entry, tone)
        font = theme.font("meta")
        painter.setPen(QColor(tone))
        top = inside.top() + theme.line_height("row-title") + theme.scaled(GAP)
        shown = self._body(entry, inside.width())
        drawing.lines(painter, QPointF(inside.left(), top), shown, "meta", font)
        if self.ringed and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.current().accent), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        painter.restore()


def _first_line(painter: QPainter, box: QRect, entry: Entry, tone: str) -> None:
    line = QRect(box.left(), box.top(), box.width(), theme.line_height("row-title"))
    end = line.width()
    if entry.aside:
        end -= drawing.advance("meta", entry.aside) + theme.scaled(APART)
        painter.setFont(theme.font("meta"))
        painter.setPen(QColor(tone))
        painter.drawText(line, _MIDDLE | Qt.AlignmentFlag.AlignRight, entry.aside)
    line.setWidth(max(0, end))
    painter.setFont(theme.font("row-title"))
    painter.setPen(QColor(theme.current().text))
    painter.drawText(line, _MIDDLE, drawing.elided(painter, entry.title, line.width()))
