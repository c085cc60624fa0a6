"""The outline of a document as a tree, with the heading that is being read marked."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from desktop_app.core.documents import Heading, Spot
from desktop_app.ui import icons, theme
from desktop_app.ui.pdf.page_model import Index
from desktop_app.ui.pdf.steering import Steering

ROW, INDENT, CHEVRON = 28, 14, 12
_OPEN_LEVELS = 2  # of the tree, at first
_NUMBER = Qt.ItemDataRole.UserRole + 1


class Outline(QTreeView):
    """Headings by level; ``wanted`` carries the spot to go to."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._headings: tuple[Heading, ...] = ()
        self._items: list[QStandardItem] = []
        self._order: list[tuple[int, float]] = []
        self._numbers: list[int] = []
        self._tree = QStandardItemModel(self)
        self._look = HeadingDelegate(Steering(self))
        self.setModel(self._tree)
        self.setItemDelegate(self._look)
        self.setAccessibleName(self.tr("Outline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setIndentation(theme.scaled(INDENT))
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.clicked.connect(self._go)

    def show_outline(self, headings: tuple[Heading, ...]) -> None:
        """Show the headings of a document; none are none."""
        self._headings, self._items = headings, []
        self._look.shown = -1
        self._tree.clear()
        above: list[tuple[int, QStandardItem]] = [(0, self._tree.invisibleRootItem())]
        for number, heading in enumerate(headings):
            item = QStandardItem(" ".join(heading.title.split()))
            item.setToolTip(item.text())
            item.setData(number, _NUMBER)
            while len(above) > 1 and above[-1][0] >= heading.level:
                above.pop()
            above[-1][1].appendRow(item)
            above.append((heading.level, item))
            self._items.append(item)
        spots = sorted((h.spot.page, h.spot.y, n) for n, h in enumerate(headings))
        self._order, self._numbers = [s[:2] for s in spots], [s[2] for s in spots]
        self.expandToDepth(_OPEN_LEVELS - 1)

    def show_spot(self, spot: Spot) -> None:
        """Mark the last heading at or above a spot, where there is one."""
        at = bisect_right(self._order, (spot.page, spot.y + 0.02)) - 1
        number = self._numbers[at] if at >= 0 else -1
        if number == self._look.shown:
            return
        self._look.shown = number
        if number >= 0 and not self.hasFocus():
            index = self._tree.indexFromItem(self._items[number])
            while not self.isExpanded(index.parent()) and index.parent().isValid():
                index = index.parent()
            self.setCurrentIndex(index)
        self.viewport().update()

    def _go(self, index: QModelIndex) -> None:
        number = index.data(_NUMBER)
        if number is not None:
            self.wanted.emit(self._headings[number].spot)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if not self._tree.hasChildren(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        size = theme.scaled(CHEVRON)
        ratio = painter.device().devicePixelRatio()
        drawn = icons.pixmap(name, theme.current().text_muted, size, ratio)
        left = rect.right() - theme.scaled(INDENT) + (theme.scaled(INDENT) - size) // 2 + 1
        painter.drawPixmap(left, rect.center().y() - size // 2 + 1, drawn)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the shortcuts."""


class HeadingDelegate(QStyledItemDelegate):
    """Paints a heading in one line; `shown` is the number of the one that is read."""

    def __init__(self, steering: Steering) -> None:
        super().__init__()
        self._steering = steering
        self.shown = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.scaled(60), theme.scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, state = theme.current(), QStyle.StateFlag
        shown = index.data(_NUMBER) == self.shown
        room = option.rect.adjusted(0, 1, -theme.scaled(4), -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if shown or option.state & state.State_MouseOver:
            painter.setBrush(QColor(now.accent_soft if shown else now.accent_tint))
            painter.drawRoundedRect(room, theme.scaled(6), theme.scaled(6))
        if self._steering.rings(option):
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), theme.scaled(5), theme.scaled(5))
        font = theme.font("body-strong" if shown else "body")
        painter.setFont(font)
        painter.setPen(QColor(now.text if shown else now.text_secondary))
        words = room.adjusted(theme.scaled(6), 0, -theme.scaled(4), 0)
        text = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
