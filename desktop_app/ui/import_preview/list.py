"""The list of the preview: its rows, and the keys and the mouse that decide about them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QHoverEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from desktop_app.services.importing import Act
from desktop_app.ui import theme
from desktop_app.ui.import_preview import delegate
from desktop_app.ui.import_preview.delegate import PreviewDelegate
from desktop_app.ui.import_preview.model import PreviewModel
from desktop_app.ui.import_preview.prospect import ASKED, Group
from desktop_app.ui.widgets.painted_list import PaintedList

_SAYS = {
    Qt.Key.Key_1: Act.COMPLETE,
    Qt.Key.Key_S: Act.COMPLETE,
    Qt.Key.Key_2: Act.VERSION,
    Qt.Key.Key_V: Act.VERSION,
    Qt.Key.Key_3: Act.ADD,
    Qt.Key.Key_D: Act.ADD,
}
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


class PreviewList(PaintedList):
    """Rows of one group. ``chosen`` carries the row that is the current one, or -1."""

    chosen = Signal(int)

    def __init__(self, model: PreviewModel) -> None:
        painter = PreviewDelegate(model)
        super().__init__(model, painter)
        self._model, self._painter = model, painter
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verticalScrollBar().setSingleStep(theme.scaled(20))
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Records"))
        self.selectionModel().currentChanged.connect(lambda now, _: self.chosen.emit(now.row()))

    def show_group(self, group: Group) -> None:
        """Show another group, its first row the current one."""
        self._model.show(group)
        self.scrollToTop()
        if self._model.rowCount():
            self._go(0)
        else:
            self.chosen.emit(-1)

    def rows(self) -> list[int]:
        """Give the selected rows, else the current one."""
        ranges = self.selectionModel().selection().toList()
        found = [row for r in ranges for row in range(r.top(), r.bottom() + 1)]
        current = self.currentIndex().row()
        return found or ([current] if current >= 0 else [])

    def _go(self, row: int) -> None:
        index = self._model.index(row)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _say(self, act: Act) -> None:
        """Say what the chosen records are; with one, go on to the next."""
        rows = self.rows()
        self._model.say(rows, act)
        if len(rows) == 1 and rows[0] + 1 < self._model.rowCount():
            self._go(rows[0] + 1)

    def _switch(self) -> None:
        """Leave the chosen records out, or let them come in again."""
        if self._model.group is not Group.LEFT_OUT and (rows := self.rows()):
            self._model.take(rows, not self._model.is_taken(rows[0]))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and key is Qt.Key.Key_Space:
            self._switch()
        elif plain and key in _SAYS and self._model.group in ASKED:
            self._say(_SAYS[key])
        elif plain and key in _STEPS:
            row = self.currentIndex().row() + _STEPS[key]
            if 0 <= row < self._model.rowCount():
                self._go(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # for the button of the dialog
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to what they decide."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() is Qt.MouseButton.LeftButton
        if not (left and self._decide(event.position().toPoint())):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def _decide(self, point: QPoint) -> bool:
        """Do what is painted at a point, if anything is; tell whether."""
        index = self.indexAt(point)
        if not index.isValid() or self._model.group is Group.LEFT_OUT:
            return False
        rect, row = self.visualRect(index), index.row()
        margin = theme.scaled(8)
        if delegate.box(rect).adjusted(-margin, -margin, margin, margin).contains(point):
            self._go(row)
            self._model.take([row], not self._model.is_taken(row))
            return True
        if self._model.group in ASKED:
            for act, part in delegate.choices(rect):
                if part.contains(point):
                    self._go(row)
                    self._model.say([row], act)
                    return True
        return False

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHoverEvent):
            left = event.type() is QEvent.Type.HoverLeave
            self._painter.pointed = QPoint(-1, -1) if left else event.position().toPoint()
            self.viewport().update()
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.viewport().update()
