"""Letting papers of the backlog go: those that waited longest, ticked and dropped together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.papers import PaperId
from desktop_app.ui import theme
from desktop_app.ui.today.day import Line
from desktop_app.ui.widgets import drawing
from desktop_app.ui.widgets.controls import button, label

LEFT, PAD, RIGHT = 40, 8, 12
_LINE = Qt.ItemDataRole.UserRole
_TICKED = Qt.CheckState.Checked


class LettingGo(QDialog):
    """Offers papers to be dropped; ``chosen`` carries those that were ticked."""

    chosen = Signal(object)

    def __init__(self, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Let some go"))
        self.list = _List()
        self.list.setAccessibleName(self.tr("Papers that waited longest"))
        for line in lines:
            self.list.offer(line)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(lambda _: self._count())
        self.drop = button("", "primary")
        self.drop.clicked.connect(self.accept)
        self._lay_out()
        self._count()
        self.resize(theme.scaled(560), theme.scaled(560))

    def _lay_out(self) -> None:
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.scaled(16)] * 4)
        column.setSpacing(theme.scaled(12))
        told = self.tr(
            "These waited longest, the least wanted first. What you tick is dropped from the queue"
            " and stays in the library; undo brings it back."
        )
        column.addWidget(label(told, "body", "secondary", wrap=True))
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.list.setFocus()

    def ticked(self) -> list[PaperId]:
        """Give the papers that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(_LINE).paper for item in items if item.checkState() is _TICKED]

    def accept(self) -> None:
        super().accept()
        self.chosen.emit(self.ticked())

    def _count(self) -> None:
        count = len(self.ticked())
        text = self.tr("Drop %n paper(s)", "", count)
        self.drop.setText(text)
        self.drop.setAccessibleName(text)
        self.drop.setEnabled(count > 0)


class _List(QListWidget):
    """Papers to tick, by a click anywhere on the row or by Space."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_Rows(self))
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemClicked.connect(self._turn)

    def offer(self, line: Line) -> None:
        """Add a paper."""
        item = QListWidgetItem(line.title)
        item.setCheckState(Qt.CheckState.Unchecked)
        item.setData(_LINE, line)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.title}. {line.sentence}")
        item.setToolTip(line.title)
        self.addItem(item)

    def _turn(self, item: QListWidgetItem) -> None:
        ticked = item.checkState() is _TICKED
        item.setCheckState(Qt.CheckState.Unchecked if ticked else _TICKED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # titles wrap anew


class _Rows(QStyledItemDelegate):
    """Paints a row: tick box, title in at most two lines, how long it waited."""

    def __init__(self, view: _List) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        titles = len(self._titles(index.data(_LINE)))
        text = titles * theme.line_height("row-title") + theme.line_height("meta")
        return QSize(0, text + 2 * theme.scaled(PAD) + 1)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        box, line = QRect(option.rect), index.data(_LINE)
        drawing.row_ground(painter, box, option.state)
        self._paint_tick(painter, option, box, index.data(Qt.ItemDataRole.CheckStateRole))
        titles, top = self._titles(line), box.top() + theme.scaled(PAD)
        painter.setPen(QColor(theme.current().text))
        at = QPointF(box.left() + theme.scaled(LEFT), top)
        drawing.lines(painter, at, titles, "row-title", theme.font("row-title-read"))
        top += len(titles) * theme.line_height("row-title")
        room = QRect(int(at.x()), top, self._room(), theme.line_height("meta"))
        painter.setFont(theme.font("meta"))
        painter.setPen(QColor(theme.current().text_muted))
        said = drawing.elided(painter, line.sentence, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)

    def _paint_tick(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, ticked: int
    ) -> None:
        side = theme.scaled(16)
        sign = QStyleOptionViewItem(option)
        middle = box.top() + theme.scaled(PAD) + theme.line_height("row-title") // 2
        place = QRect(box.left() + theme.scaled(12), middle - side // 2, side, side)
        sign.rect = place
        on = Qt.CheckState(ticked) is _TICKED
        sign.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off
        )
        element = QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck
        self._view.style().drawPrimitive(element, sign, painter, self._view)

    def _titles(self, line: Line) -> tuple[str, ...]:
        return drawing.wrap(line.title, theme.font("row-title-read"), self._room())

    def _room(self) -> int:
        return max(self._view.viewport().width() - theme.scaled(LEFT + RIGHT), theme.scaled(80))
