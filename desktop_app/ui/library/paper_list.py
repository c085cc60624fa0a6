"""The list of papers: a list view that measures and paints no more rows than it shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QDrag,
    QFocusEvent,
    QHoverEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QScrollBar,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.core.papers import PaperId
from desktop_app.core.query import Query
from desktop_app.ui import theme
from desktop_app.ui.library import list_model
from desktop_app.ui.library.list_model import PaperModel
from desktop_app.ui.library.row_delegate import USUAL_HEIGHT, RowDelegate
from desktop_app.ui.library.row_layout import UNIT, RowLayout

Index = QModelIndex | QPersistentModelIndex

NOTCH = 72  # pixels to a notch of the wheel

_MOUSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
_Move = QAbstractItemView.CursorAction


class PaperList(QListView):
    """A list view that asks for no more rows than it shows. ``opened`` carries a row."""

    opened = Signal(int)

    def __init__(self, model: PaperModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers = model
        self._rows = RowDelegate(self)
        self._lay = RowLayout(self._count, self._height, theme.scaled(USUAL_HEIGHT))
        self._hover: QPoint | None = None
        self._keyboard = False
        self.bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.bar.valueChanged.connect(self._bar_moved)
        self.bar.hide()
        self._set_up()
        self.setModel(model)

    def _set_up(self) -> None:
        self.setItemDelegate(self._rows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(self.tr("Papers"))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.rowsInserted.connect(self._inserted)
            model.rowsRemoved.connect(self._removed)
            model.modelReset.connect(self.to_top)
            model.layoutChanged.connect(self.doItemsLayout)
            model.dataChanged.connect(lambda *_: self.doItemsLayout())

    # Where things are

    def selected(self) -> list[PaperId]:
        """Give the selected papers, from the top."""
        found: list[PaperId] = []
        for first, last in self._ranges():
            found += self._papers.papers_in(first, last)
        return found

    def selected_count(self) -> int:
        """Count the selected papers."""
        return sum(last - first + 1 for first, last in self._ranges())

    def current_is_selected(self) -> bool:
        """Tell whether the current row is a selected one."""
        return self.selectionModel().isSelected(self.currentIndex())

    def _ranges(self) -> list[tuple[int, int]]:
        """Give the first and the last row of what is selected together, from the top."""
        chosen = self.selectionModel().selection().toList()
        return sorted((rows.top(), rows.bottom()) for rows in chosen)

    def current_row(self) -> int:
        """Give the current row, or -1."""
        return self.currentIndex().row()

    def show_papers(self, papers: Sequence[int], query: Query, *, fresh: bool) -> None:
        """Show what a query found; what is in view stays there, even where the current row goes."""
        self.setAutoScroll(False)
        self._rows.query = query
        self.viewport().update()
        self._papers.show(papers, fresh=fresh)
        self.setAutoScroll(True)

    def choose(self, row: int, *, centre: bool = False) -> None:
        """Make one row the current and only selected one, and show it."""
        index = self._papers.index(row)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        hint = QAbstractItemView.ScrollHint
        self.scrollTo(index, hint.PositionAtCenter if centre else hint.EnsureVisible)

    def _count(self) -> int:
        return self._papers.rowCount()

    def _height(self, row: int) -> int:
        return self._rows.height(self._papers.row_at(row), self.viewport().width())

    # Moving about

    def to_top(self) -> None:
        """Show the first row."""
        self._lay.go(0)
        self.doItemsLayout()

    def scroll_by(self, pixels: int) -> None:
        """Move what is shown up by some pixels, or down by negative ones."""
        self._lay.by(pixels)
        self._moved()

    def step(self, by: int) -> None:
        """Move the current row by some rows."""
        if self._count():
            self.choose(min(max(0, self.current_row() + by), self._count() - 1))

    def _moved(self) -> None:
        """Let scroll bar and picture follow the layout."""
        bar = self._lay.bar()
        self.bar.blockSignals(True)
        self.bar.setRange(0, bar.most)
        self.bar.setPageStep(bar.page)
        self.bar.setSingleStep(UNIT)
        self.bar.setValue(bar.value)
        self.bar.blockSignals(False)
        self.bar.setVisible(bar.most > 0)
        self.viewport().update()

    def _bar_moved(self, value: int) -> None:
        self._lay.go_to_bar(value, self.bar.maximum())
        self._moved()

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._lay.added(first, last - first + 1)
        self.doItemsLayout()

    def _removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._lay.removed(first, last - first + 1)
        self.doItemsLayout()

    # Qt's side: geometry

    def doItemsLayout(self) -> None:
        self._lay.settle(self.viewport().height())
        self._moved()

    def updateGeometries(self) -> None:
        self.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.bar.sizeHint().width()
        self.bar.setGeometry(self.width() - wide, 0, wide, self.height())
        self.doItemsLayout()

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        y, height = self._lay.place(index.row())
        return QRect(0, y, self.viewport().width(), height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._lay.row_at(point.y())
        return self._papers.index(row) if 0 <= row < self._count() else QModelIndex()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if index.isValid():
            centre = hint is QAbstractItemView.ScrollHint.PositionAtCenter
            self._lay.bring(index.row(), centre=centre)
            self._moved()

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        last, at = self._count() - 1, self.current_row()
        if last < 0:
            return QModelIndex()
        page = max(1, len(self._lay.seen()) - 2)
        moves = {
            _Move.MoveUp: at - 1,
            _Move.MovePrevious: at - 1,
            _Move.MoveDown: at + 1,
            _Move.MoveNext: at + 1,
            _Move.MovePageUp: at - page,
            _Move.MovePageDown: at + page,
            _Move.MoveHome: 0,
            _Move.MoveEnd: last,
        }
        return self._papers.index(min(max(0, moves.get(action, at)), last))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        first, last = self._lay.row_at(rect.top()), self._lay.row_at(rect.bottom())
        if first < 0 or first >= self._count():
            self.selectionModel().select(QItemSelection(), command)
            return
        last = min(max(first, last), self._count() - 1)
        rows = QItemSelection(self._papers.index(first), self._papers.index(last))
        self.selectionModel().select(rows, command)

    def selectAll(self) -> None:
        if self._count():
            rows = QItemSelection(self._papers.index(0), self._papers.index(self._count() - 1))
            every = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().select(rows, every)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Name the first row to programs that read aloud: QListView asks for every one first."""
        QAbstractItemView.selectionChanged(self, selected, deselected)
        if not QAccessible.isActive():
            return
        for rows, what in (
            (selected, QAccessible.Event.SelectionAdd),
            (deselected, QAccessible.Event.SelectionRemove),
        ):
            if not rows.isEmpty():
                event = QAccessibleEvent(self, what)
                event.setChild(rows.first().top())
                QAccessible.updateAccessibility(event)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    # Qt's side: events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver)
        hovered = self._lay.row_at(self._hover.y()) if self._hover else -1
        ringed = self.current_row() if self.hasFocus() and self._keyboard else -1
        for lie in self._lay.seen():
            option.rect = QRect(0, lie.y, self.viewport().width(), lie.height)
            if not option.rect.intersects(event.rect()):
                continue
            index = self._papers.index(lie.row)
            option.state = plain
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if lie.row == hovered:
                option.state |= QStyle.StateFlag.State_MouseOver
            if lie.row == ringed:
                option.state |= QStyle.StateFlag.State_HasFocus
            self._rows.paint(painter, option, index)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        before = self._lay.row_at(self._hover.y()) if self._hover else -1
        if isinstance(event, QHoverEvent):
            left = event.type() is QEvent.Type.HoverLeave
            self._hover = None if left else event.position().toPoint()
            if before != (self._lay.row_at(self._hover.y()) if self._hover else -1):
                self.viewport().update()
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta().y() or event.angleDelta().y() * theme.scaled(NOTCH) // 120
        self.scroll_by(-pixels)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keyboard = True
        key = Qt.Key(event.key())
        if key in _ENTER and self.currentIndex().isValid():
            self.opened.emit(self.current_row())
        elif key in _STEPS and not event.modifiers():
            self.step(_STEPS[key])
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the shortcuts."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard = event.reason() not in _MOUSE
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def startDrag(self, actions: Qt.DropAction) -> None:
        drag = QDrag(self)
        drag.setMimeData(list_model.packed(self.selected()))
        drag.exec(Qt.DropAction.CopyAction)
