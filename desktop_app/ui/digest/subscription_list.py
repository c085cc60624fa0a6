"""The list of subscriptions: what each looks for, how much it matches, and its name to edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.services.subscribing import Matches
from desktop_app.store.subscriptions import Kind, Subscription, SubscriptionId
from desktop_app.ui import theme
from desktop_app.ui.digest import words
from desktop_app.ui.digest.words import tr
from desktop_app.ui.widgets import drawing, own_keys

Index = QModelIndex | QPersistentModelIndex

SIDE, PAD, GAP = 16, 8, 12
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Role(IntEnum):
    """What the delegate asks for."""

    SUBSCRIPTION = Qt.ItemDataRole.UserRole + 1
    COUNT = Qt.ItemDataRole.UserRole + 2


class SubscriptionModel(QAbstractListModel):
    """Subscriptions with how many papers each matches. ``renamed`` carries id and name."""

    renamed = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Subscription] = ()
        self._matches: Mapping[SubscriptionId, Matches] = {}

    def put(self, subscriptions: Sequence[Subscription]) -> None:
        """Show other subscriptions."""
        self.beginResetModel()
        self._all = subscriptions
        self.endResetModel()

    def put_matches(self, matches: Mapping[SubscriptionId, Matches]) -> None:
        """Show how many papers they match."""
        self._matches = matches
        if self._all:
            self.dataChanged.emit(self.index(0), self.index(len(self._all) - 1))

    def at(self, row: int) -> Subscription | None:
        """Give a subscription, or None where there is no such row."""
        return self._all[row] if 0 <= row < len(self._all) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._all)

    def flags(self, index: Index) -> Qt.ItemFlag:
        able = super().flags(index)
        return able | Qt.ItemFlag.ItemIsEditable if index.isValid() else able

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.at(index.row()) if index.isValid() else None
        if one is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return one.name
        if role == Role.SUBSCRIPTION:
            return one
        if role == Role.COUNT:
            return words.matches(self._matches.get(one.id))
        if role == Qt.ItemDataRole.ToolTipRole:
            return one.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = words.matches(self._matches.get(one.id))
            return ". ".join(filter(None, [one.name, looks_for(one), count]))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        one = self.at(index.row())
        if one is None or role != Qt.ItemDataRole.EditRole or value == one.name:
            return False
        self.renamed.emit(one.id, value)
        return True


def looks_for(one: Subscription) -> str:
    """Say what a subscription looks for."""
    said = tr("Search: {}") if one.kind is Kind.SEARCH else tr("By meaning: {}")
    return said.format(" ".join(one.words.split()))


class SubscriptionDelegate(QStyledItemDelegate):
    """Paints a subscription as its name, and below it what it looks for."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        texts = theme.line_height("body-strong") + theme.line_height("meta")
        return QSize(theme.scaled(200), texts + theme.scaled(2 * PAD) + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Subscription = index.data(Role.SUBSCRIPTION)
        colours = theme.current()
        painter.save()
        drawing.row_ground(painter, option.rect, option.state)
        room = self._name_room(option.rect)
        count = index.data(Role.COUNT)
        painter.setFont(theme.font("meta"))
        painter.setPen(QColor(colours.text_muted))
        painter.drawText(room, _RIGHT, count)
        below = room.translated(0, room.height())
        below.setHeight(theme.line_height("meta"))
        shown = drawing.elided(painter, looks_for(one), below.width())
        painter.drawText(below, _LEFT, shown)
        painter.setFont(theme.font("body-strong"))
        painter.setPen(QColor(colours.text))
        width = room.width() - drawing.advance("meta", count) - theme.scaled(GAP)
        painter.drawText(room, _LEFT, drawing.elided(painter, one.name, width))
        painter.restore()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(theme.scaled(4), theme.scaled(4), -4, -4))

    def _name_room(self, rect: QRect) -> QRect:
        side = theme.scaled(SIDE)
        room = rect.adjusted(side, theme.scaled(PAD), -side, 0)
        room.setHeight(theme.line_height("body-strong"))
        return room


class SubscriptionList(QListView):
    """Subscriptions of which one is the current one; F2 edits its name, Delete removes it."""

    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows = SubscriptionModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(SubscriptionDelegate(self))
        self.setAccessibleName(tr("Subscriptions"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    def put(self, subscriptions: Sequence[Subscription]) -> None:
        """Show other subscriptions; the current one stays so, else what takes its place."""
        place, current = self.currentIndex().row(), self.current()
        self.rows.put(subscriptions)
        ids = [one.id for one in subscriptions]
        row = ids.index(current.id) if current is not None and current.id in ids else place
        if ids:
            self.setCurrentIndex(self.rows.index(min(max(0, row), len(ids) - 1)))

    def current(self) -> Subscription | None:
        """Give the current subscription."""
        return self.rows.at(self.currentIndex().row())

    def choose(self, name: str) -> None:
        """Make a subscription the current one by its name."""
        for row in range(self.rows.rowCount()):
            one = self.rows.at(row)
            if one is not None and one.name == name:
                self.setCurrentIndex(self.rows.index(row))

    def rename(self) -> None:
        """Edit the name of the current subscription."""
        if self.current() is not None:
            self.edit(self.currentIndex())

    def remove(self) -> None:
        """Ask to have the current subscription removed."""
        one = self.current()
        if one is not None:
            self.removed.emit(one)

    def event(self, event: QEvent) -> bool:
        return own_keys.claim(event, _deletes) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _deletes(event):
            self.remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rename()
        else:
            super().keyPressEvent(event)


def _deletes(event: QKeyEvent) -> bool:
    return event.key() in _DELETE
