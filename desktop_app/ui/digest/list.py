"""The list of a digest: its rows, and the keys, the mouse and the menu that act on them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHoverEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from desktop_app.core.digest import Line
from desktop_app.ui import theme
from desktop_app.ui.digest import row_deeds, rows
from desktop_app.ui.digest.row_deeds import Deed
from desktop_app.ui.digest.row_delegate import DigestDelegate
from desktop_app.ui.digest.rows import DigestModel, Entry, Saying
from desktop_app.ui.digest.shown import Shown
from desktop_app.ui.widgets import own_keys

_Action = QAbstractItemView.CursorAction
_WAYS = {
    _Action.MoveHome: -1,
    _Action.MoveEnd: 1,
    _Action.MovePageUp: -1,
    _Action.MovePageDown: 1,
}


class DigestList(QListView):
    """Rows of which one is the current one. ``wanted`` carries a `Deed` and a `Line`, ``gone_to``
    where a sentence leads."""

    wanted = Signal(object, object)
    gone_to = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows = DigestModel(self)
        self._painter = DigestDelegate(self.rows, self)
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(self.tr("Papers of the digest"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(theme.scaled(20))
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.doubleClicked.connect(lambda _: self.act(Deed.OPEN))

    def put(self, shown: Shown, *, keep: bool = True) -> None:
        """Show another digest; the current paper stays so, else what takes its place.

        Without `keep`, where no reader chose it, the first row becomes current.
        """
        place = self.currentIndex().row() if keep else -1
        current = self.rows.at(place) if keep else None
        bar = self.verticalScrollBar().value()
        self.rows.put(rows.of(shown))
        found = self.rows.find(current) if current is not None else None
        self._choose(self.rows.near(max(0, place)) if found is None else found)
        self.verticalScrollBar().setValue(bar)

    def line(self) -> Line | None:
        """Give the line of the current paper."""
        row = self.rows.at(self.currentIndex().row())
        return row.line if isinstance(row, Entry) else None

    def act(self, deed: Deed) -> None:
        """Want something of the current paper; a sentence can only be followed."""
        row = self.rows.at(self.currentIndex().row())
        if isinstance(row, Entry):
            self.wanted.emit(deed, row.line)
        elif isinstance(row, Saying) and deed is Deed.OPEN:
            self._follow(row)

    def _follow(self, row: Saying) -> None:
        if row.goal is not None:
            self.gone_to.emit(row.goal)

    def _choose(self, row: int | None) -> None:
        if row is not None:
            self.selectionModel().setCurrentIndex(
                self.rows.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def _step(self, by: int) -> None:
        self._choose(self._able(self.currentIndex().row() + by, by))
        self._show_ends()

    def _able(self, row: int, by: int) -> int | None:
        """Give the first row from one on, up or down, that can be the current one."""
        while self.rows.at(row) is not None:
            if self.rows.flags(self.rows.index(row)):
                return row
            row += by
        return None

    def _page_on(self, by: int) -> int:
        """Give the row a page above or below the current one."""
        here = self.visualRect(self.currentIndex())
        y = here.center().y() + by * (self.viewport().height() - here.height())
        row, last = self.indexAt(QPoint(here.center().x(), y)).row(), self.rows.rowCount() - 1
        if row < 0:
            return 0 if by < 0 else last
        current = self.currentIndex().row() + by
        return max(row, current) if by > 0 else min(row, current)

    def _show_ends(self) -> None:
        """Show what stands above the first row that can be the current one, or below the last."""
        bar, row = self.verticalScrollBar(), self.currentIndex().row()
        if row == self._able(0, 1):
            bar.setValue(bar.minimum())
        elif row == self._able(self.rows.rowCount() - 1, -1):
            bar.setValue(bar.maximum())

    def _button_at(self, point: QPoint) -> QModelIndex:
        """Give the row whose button is at a point; an invalid one where there is none."""
        index = self.indexAt(point)
        on = isinstance(self.rows.at(index.row()), Entry) and self._painter.button(
            self.visualRect(index)
        ).contains(point)
        return index if on else QModelIndex()

    # Keys

    def event(self, event: QEvent) -> bool:
        return own_keys.claim(event, row_deeds.means) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed, step = row_deeds.meant(event), row_deeds.step(event)
        if deed is not None:
            self.act(deed)
        elif step:
            self._step(step)
        else:
            super().keyPressEvent(event)
            self._show_ends()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        by, last = _WAYS.get(action, 0), self.rows.rowCount() - 1
        if not by:
            return super().moveCursor(action, modifiers)
        at_end = action in (_Action.MoveHome, _Action.MoveEnd)
        row = None if at_end else self._able(self._page_on(by), by)
        if row is None:
            row = self._able(last if by > 0 else 0, -by)
        return QModelIndex() if row is None else self.rows.index(row)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the shortcuts."""

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._painter.pressed = self._button_at(event.position().toPoint()).row()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point, pressed = event.position().toPoint(), self._painter.pressed
        self._painter.pressed = -1
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if pressed >= 0 and self._button_at(point).row() == pressed:
            self.act(Deed.PLAN)
        elif isinstance(row := self.rows.at(self.indexAt(point).row()), Saying):
            self._follow(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # A second press of the button is one more press, and opens nothing.
        if self._button_at(event.position().toPoint()).isValid():
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if isinstance(self.rows.at(self.currentIndex().row()), Entry):
            row_deeds.menu(self, self.act).popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHoverEvent):
            left = event.type() is QEvent.Type.HoverLeave
            self._painter.pointed = QPoint(-1, -1) if left else event.position().toPoint()
            self.viewport().update()
        return super().viewportEvent(event)

    # Looks

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self._choose(self.rows.near(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # sentences may break anew
