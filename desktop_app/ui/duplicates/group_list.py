"""The list of groups, and the keys that decide about the current one."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.ui import theme
from desktop_app.ui.duplicates.group_model import GroupModel, Role
from desktop_app.ui.widgets import drawing
from desktop_app.ui.widgets.painted_list import PaintedList

Index = QModelIndex | QPersistentModelIndex

PAD, LEFT, RIGHT, GAP = 10, 20, 16, 2
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GroupList(PaintedList):
    """Groups in rows of one height, so that thousands are laid out at once.

    ``chosen`` carries the row that is the current one, or -1; ``papers_wanted`` asks for the
    papers of the group beside.
    """

    chosen = Signal(int)
    papers_wanted = Signal()

    def __init__(self, model: GroupModel) -> None:
        super().__init__(model, _Rows())
        self._model = model
        self.setAccessibleName(self.tr("Groups of papers that may be one work"))
        self.selectionModel().currentChanged.connect(lambda now, _: self.chosen.emit(now.row()))

    def row(self) -> int:
        """Give the current row, or -1."""
        return self.currentIndex().row()

    def go(self, row: int) -> None:
        """Make a row the current one, or the last where there are not so many."""
        row = min(row, self._model.rowCount() - 1)
        if row >= 0:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._model.index(row), flag)
        self.chosen.emit(row)  # another group may be in the row

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and key in _STEPS:
            row = self.row() + _STEPS[key]
            if 0 <= row < self._model.rowCount():
                self.go(row)
        elif key is Qt.Key.Key_Right:
            self.papers_wanted.emit()
        elif key in _ENTER:
            event.ignore()  # for the dialog
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to what they decide."""


class _Rows(QStyledItemDelegate):
    """Paints a group: the title of its fullest paper, why it is one, and of how many papers."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = theme.line_height("row-title") + theme.scaled(GAP) + theme.line_height("meta")
        return QSize(theme.scaled(160), lines + 2 * theme.scaled(PAD) + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, rect = theme.current(), option.rect
        painter.save()
        drawing.row_ground(painter, rect, option.state)
        room = rect.adjusted(theme.scaled(LEFT), theme.scaled(PAD), -theme.scaled(RIGHT), 0)
        for role, use, ink in (
            (Qt.ItemDataRole.DisplayRole, "row-title", colours.text),
            (Role.META, "meta", colours.text_muted),
        ):
            room.setHeight(theme.line_height(use))
            painter.setFont(theme.font(use))
            painter.setPen(QColor(ink))
            painter.drawText(room, _LEFT, drawing.elided(painter, index.data(role), room.width()))
            room.translate(0, room.height() + theme.scaled(GAP))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()
