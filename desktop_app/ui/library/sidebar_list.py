"""The list inside the sidebar: clicks, keys and drops told as what they mean."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QScrollBar,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.library import list_model
from desktop_app.ui.library.sidebar_delegate import CHEVRON_END, PLUS, SidebarDelegate
from desktop_app.ui.library.sidebar_model import HOLDING, NAMED, Entry, Kind, SidebarModel
from desktop_app.ui.widgets import own_keys

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ALONG = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SidebarList(QListView):
    """The lines of the sidebar; each signal carries the Entry it is about."""

    chosen = Signal(object)
    add_wanted = Signal(object)
    delete_wanted = Signal(object)
    fold_wanted = Signal(object, bool)
    move_wanted = Signal(object, int)
    dropped = Signal(object, list)

    def __init__(self, model: SidebarModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self.painter = SidebarDelegate(self)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._lay_bar()
        self.setModel(model)
        self.setItemDelegate(self.painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Places, collections and tags"))

    def entry(self) -> Entry | None:
        """Give the entry the keyboard is on."""
        return self._lines.entry(self.currentIndex().row())

    def entry_at(self, point: QPoint) -> Entry | None:
        """Give the entry at a point."""
        return self._lines.entry(self.indexAt(point).row())

    def rename(self, key: str) -> None:
        """Open the editor of an entry's name."""
        index = self._lines.index(self._lines.row_of(key))
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def initViewItemOption(self, option: QStyleOptionViewItem) -> None:
        super().initViewItemOption(option)
        option.showDecorationSelected = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self._bar.sizeHint().width()
        self._bar.setGeometry(self.width() - wide, 0, wide, self.height())

    def _lay_bar(self) -> None:
        """Let a bar lie over the lines, which so keep their width."""
        real = self.verticalScrollBar()
        self._bar.hide()
        self._bar.valueChanged.connect(real.setValue)
        real.valueChanged.connect(self._bar.setValue)
        real.rangeChanged.connect(self._set_range)

    def _set_range(self, low: int, high: int) -> None:
        self._bar.setPageStep(self.verticalScrollBar().pageStep())
        self._bar.setRange(low, high)
        self._bar.setVisible(high > low)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.painter.ringed = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        entry = self.entry_at(event.position().toPoint())
        if entry and event.button() is Qt.MouseButton.LeftButton and entry == self.entry():
            self._clicked(entry, event.position().toPoint().x())

    def _clicked(self, entry: Entry, x: int) -> None:
        if entry.kind is Kind.HEAD:
            if self._lines.narrow or x >= self.viewport().width() - theme.scaled(PLUS + 8):
                self.add_wanted.emit(entry)
            elif entry.parent:
                self.fold_wanted.emit(entry, entry.open)
        elif entry.parent and self._on_chevron(entry, x):
            self.fold_wanted.emit(entry, entry.open)
        else:
            self.chosen.emit(entry)

    def _on_chevron(self, entry: Entry, x: int) -> bool:
        if not entry.depth:
            return x < theme.scaled(CHEVRON_END)
        return x < self.painter.text_x(entry)

    # Keyboard

    def event(self, event: QEvent) -> bool:
        return own_keys.claim(event, self._deletes) or super().event(event)

    def _deletes(self, event: QKeyEvent) -> bool:
        entry = self.entry()
        return event.key() in _DELETE and entry is not None and entry.kind in NAMED

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.painter.ringed = True
        entry, key = self.entry(), event.key()
        # Enter ends the editor of a name and comes here, too.
        editing = self.state() is QAbstractItemView.State.EditingState
        if entry is None or editing:
            super().keyPressEvent(event)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and key in _ALONG:
            self._move(entry, _ALONG[Qt.Key(key)])
        elif not self._acted(entry, Qt.Key(key)):
            super().keyPressEvent(event)

    def _move(self, entry: Entry, by: int) -> None:
        if entry.kind is Kind.SEARCH:
            self.move_wanted.emit(entry, by)

    def _acted(self, entry: Entry, key: Qt.Key) -> bool:
        if key in _ENTER:
            (self.add_wanted if entry.kind is Kind.HEAD else self.chosen).emit(entry)
        elif key in _DELETE and entry.kind in NAMED:
            self.delete_wanted.emit(entry)
        elif key is Qt.Key.Key_Left and entry.parent and entry.open:
            self.fold_wanted.emit(entry, True)
        elif key is Qt.Key.Key_Right and entry.parent and not entry.open:
            self.fold_wanted.emit(entry, False)
        else:
            return False
        return True

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the shortcuts."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.painter.ringed = event.reason() is not Qt.FocusReason.MouseFocusReason
        if not self.currentIndex().isValid():
            row = max(0, self._lines.row_of(self.painter.active))
            self.setCurrentIndex(self._lines.index(row))
        super().focusInEvent(event)

    # Drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(list_model.MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        entry = self.entry_at(event.position().toPoint())
        able = entry is not None and entry.kind in HOLDING
        self._aim(self._lines.row_of(entry.key) if entry and able else -1)
        if able and event.mimeData().hasFormat(list_model.MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._aim(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        self._aim(-1)
        entry = self.entry_at(event.position().toPoint())
        papers = list_model.unpacked(event.mimeData())
        if entry and entry.kind in HOLDING and papers:
            event.acceptProposedAction()
            self.dropped.emit(entry, papers)

    def _aim(self, row: int) -> None:
        if row != self.painter.target:
            self.painter.target = row
            self.viewport().update()
