"""The list of highlights in the panel: one of them is the current one, and keys act on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu

from desktop_app.core.highlights import COLOURS, Highlight
from desktop_app.ui.pdf.marks_delegate import MarksDelegate
from desktop_app.ui.pdf.marks_model import MarksModel
from desktop_app.ui.widgets import carried, mark_keys, own_keys
from desktop_app.ui.widgets.menu import Menu
from desktop_app.ui.widgets.selection_bar import swatch

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MarksList(QListView):
    """Shows the rows of a model as cards; ``chosen`` carries a highlight gone to.

    ``menu_made`` carries a menu that is about to be shown and its highlight: who knows more to do
    adds it. The other signals carry the highlight that something is to be done to.
    """

    chosen = Signal(int)
    recoloured = Signal(int, int)
    commented = Signal(int)
    removed = Signal(int)
    reviewed = Signal(int)
    menu_made = Signal(object, object)

    def __init__(self, marks: MarksModel) -> None:
        super().__init__()
        self._marks = marks
        self._pressed: QPoint | None = None
        self.setModel(marks)
        self.setItemDelegate(MarksDelegate(marks, self))
        self.setAccessibleName(self.tr("Highlights"))
        self.setProperty("variant", "surface")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.clicked.connect(lambda _: self._choose())

    def current(self) -> Highlight | None:
        """Give the current highlight."""
        return self._marks.at(self.currentIndex().row())

    def show_current(self, highlight: int | None) -> None:
        """Make a highlight the current one and show it; None leaves none."""
        row = None if highlight is None else self._marks.row_of(highlight)
        if row is None:
            self.selectionModel().clear()
        elif row != self.currentIndex().row() or not self.selectionModel().hasSelection():
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._marks.index(row), how)
            self.scrollTo(self._marks.index(row))

    def _choose(self) -> None:
        found = self.current()
        if found is not None:
            self.chosen.emit(found.id)

    def menu(self, found: Highlight) -> QMenu:
        """Make the menu of what can be done to a highlight."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for colour in COLOURS:
            name = self._marks.colour_name(colour).replace("&", "&&")
            action = menu.addAction(swatch(colour), f"{name}\t{colour}")
            action.triggered.connect(lambda _=False, c=colour: self.recoloured.emit(found.id, c))
        menu.addSeparator()
        menu.addAction(self.tr("Comment\tN")).triggered.connect(
            lambda: self.commented.emit(found.id)
        )
        self.menu_made.emit(menu, found)
        menu.addAction(self.tr("Copy")).triggered.connect(lambda: _copy(found))
        menu.addAction(self.tr("Delete\tDel")).triggered.connect(
            lambda: self.removed.emit(found.id)
        )
        return menu

    # Qt

    def event(self, event: QEvent) -> bool:
        return own_keys.claim(event, mark_keys.known) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = self.current()
        if found is None:
            super().keyPressEvent(event)
        elif colour := mark_keys.colour(event):
            self.recoloured.emit(found.id, colour)
        elif mark_keys.comments(event):
            self.commented.emit(found.id)
        elif mark_keys.deletes(event):
            self.removed.emit(found.id)
        elif mark_keys.reviews(event):
            self.reviewed.emit(found.id)
        elif event.matches(QKeySequence.StandardKey.Copy):
            _copy(found)
        elif event.key() in _ENTER:
            self._choose()
        else:
            super().keyPressEvent(event)
            if (now := self.current()) is not None and now.id != found.id:
                self.chosen.emit(now.id)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the shortcuts."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.current() if event.buttons() & Qt.MouseButton.LeftButton else None
        if found is not None and carried.far_enough(self._pressed, event.position().toPoint()):
            self._pressed = None
            carried.drag(found, self)
        elif found is None:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        found = self._marks.at(index.row()) if index.isValid() else self.current()
        if found is not None:
            self.menu(found).popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


def _copy(found: Highlight) -> None:
    QGuiApplication.clipboard().setMimeData(carried.packed(found))
