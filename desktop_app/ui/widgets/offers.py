"""A list of offers by the caret of a field, which keeps the focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import palette_delegate
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.palette_delegate import Delegate
from desktop_app.ui.widgets.palette_model import Item, Row, Rows

MOST_SHOWN = 8
WIDTH = 560
_MARGIN = 8


class Offers(QFrame):
    """Rows to choose from; ``chosen`` carries the Item of one that was clicked."""

    chosen = Signal(object)

    def __init__(self, field: QWidget, name: str) -> None:
        """`name` tells a screen reader what is offered."""
        super().__init__(field)
        self.setProperty("variant", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rows = Rows(self)
        self.list = QListView()
        self.list.setModel(self.rows)
        self._delegate = Delegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(name)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView { background: transparent; }")
        self.list.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.scaled(4)] * 4)
        column.addWidget(self.list)
        self.hide()

    def show_rows(
        self, rows: Sequence[Row], window: QWidget, caret: QRect, *, chosen: bool = True
    ) -> None:
        """Show rows below a caret, given in the window's pixels; above it where there is no room.

        The first row is current where `chosen`; without rows there is nothing to see.
        """
        self.rows.put(list(rows))
        if not rows:
            self.hide()
            return
        self._place(len(rows), window, caret)
        if chosen:
            self._go(0)

    def current(self) -> Item | None:
        """Give the item of the current row; None where none is."""
        index = self.list.currentIndex()
        return self.rows.rows()[index.row()].item if index.isValid() else None

    def step_by_key(self, key: Qt.Key) -> bool:
        """Step where a key is an arrow up or down; tell whether it was."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
        if by:
            self.step(by)
        return bool(by)

    def step(self, by: int) -> None:
        """Move the current row, round the ends."""
        at = self.list.currentIndex().row()
        self._go(
            self.rows.rowCount() - 1 if at < 0 and by < 0 else (at + by) % self.rows.rowCount()
        )

    def _go(self, row: int) -> None:
        self.list.setCurrentIndex(self.rows.index(row))
        announce(self.list, self.rows.rows()[row].text)

    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.rows.rows()[index.row()].item)

    def _place(self, rows: int, window: QWidget, caret: QRect) -> None:
        self.setParent(window)
        high = min(rows, MOST_SHOWN) * theme.scaled(palette_delegate.ROW) + theme.scaled(10)
        wide = min(theme.scaled(WIDTH), window.width() - 2 * theme.scaled(_MARGIN))
        gap = theme.scaled(4)
        top, above = caret.bottom() + 1 + gap, caret.top() - gap - high
        if top + high > window.height() and above >= 0:
            top = above
        left = max(0, min(caret.left(), window.width() - wide - theme.scaled(_MARGIN)))
        self.setGeometry(left, top, wide, high)
        self.show()
        self.raise_()


def plain_key(event: QEvent) -> Qt.Key | None:
    """Give the key that an event presses without a modifier; None for any other event."""
    if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return None
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    return Qt.Key(event.key())
