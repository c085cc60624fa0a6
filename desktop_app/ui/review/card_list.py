"""The list of cards, and the keys and the menu that act on those selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu

from desktop_app.core.cards import Line
from desktop_app.ui.review.card_rows import CardDelegate, CardModel
from desktop_app.ui.widgets import own_keys
from desktop_app.ui.widgets.menu import Menu

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


class CardList(QListView):
    """Cards of which some are selected; the signals carry what is to be done to which."""

    opened = Signal(object, object)
    removed = Signal(object)
    suspended = Signal(object)
    buried = Signal(object)
    resumed = Signal(object)

    def __init__(self, model: CardModel) -> None:
        super().__init__()
        self._cards = model
        self.setModel(model)
        self.setItemDelegate(CardDelegate(model, self))
        self.setAccessibleName(self.tr("Cards"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda _: self._open())

    def chosen(self) -> list[Line]:
        """Give the selected cards in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [line for row in rows if (line := self._cards.at(row))]

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other cards; those selected stay so, else what takes their place."""
        chosen = {line.id for line in self.chosen()}
        current, place = self._cards.at(self.currentIndex().row()), self.currentIndex().row()
        bar = self.verticalScrollBar().value()
        self._cards.put(lines)
        flags = QItemSelectionModel.SelectionFlag
        for row in self._cards.rows_of(chosen):
            self.selectionModel().select(self._cards.index(row), flags.Select)
        kept = self._cards.rows_of({current.id}) if current else []
        if current is not None and lines:
            row = kept[0] if kept else min(place, len(lines) - 1)
            how = flags.NoUpdate if chosen and kept else flags.Select
            self.selectionModel().setCurrentIndex(self._cards.index(row), how)
        self.verticalScrollBar().setValue(bar)

    def menu(self) -> QMenu:
        """Make the menu of what can be done to the selected cards."""
        chosen = self.chosen()
        away = all(line.suspended for line in chosen)
        aside = all(line.buried for line in chosen)
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open at the highlight\tEnter")).triggered.connect(self._open)
        menu.addSeparator()
        words_ = self.tr("Resume\tShift+S") if away else self.tr("Suspend\tShift+S")
        menu.addAction(words_).triggered.connect(self._suspend)
        words_ = self.tr("Bring back today\tB") if aside else self.tr("Bury until tomorrow\tB")
        menu.addAction(words_).triggered.connect(self._bury)
        menu.addSeparator()
        menu.addAction(self.tr("Take out of review\tDel")).triggered.connect(self._remove)
        return menu

    def _open(self) -> None:
        line = self._cards.at(self.currentIndex().row())
        if line is not None:
            self.opened.emit(line.paper, line.highlight)

    def _suspend(self) -> None:
        chosen = self.chosen()
        away = all(line.suspended for line in chosen)
        self._tell(self.resumed if away else self.suspended, chosen)

    def _bury(self) -> None:
        chosen = self.chosen()
        aside = all(line.buried for line in chosen)
        self._tell(self.resumed if aside else self.buried, chosen)

    def _remove(self) -> None:
        self._tell(self.removed, self.chosen())

    def _tell(self, signal: Any, chosen: list[Line]) -> None:
        if chosen:
            signal.emit([line.id for line in chosen])

    # Qt

    def _meant(self, event: QKeyEvent) -> Callable[[], object] | None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ShiftModifier and key == Qt.Key.Key_S:
            return self._suspend
        if held != Qt.KeyboardModifier.NoModifier:
            return None
        if key in _STEPS:
            return lambda: self._step(_STEPS[Qt.Key(key)])
        if key in _ENTER:
            return self._open
        if key in _DELETE:
            return self._remove
        return self._bury if key == Qt.Key.Key_B else None

    def _step(self, by: int) -> None:
        row = max(0, min(self._cards.rowCount() - 1, self.currentIndex().row() + by))
        self.setCurrentIndex(self._cards.index(row))

    def event(self, event: QEvent) -> bool:
        return own_keys.claim(event, self._meant) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meant = self._meant(event)
        if meant is None:
            super().keyPressEvent(event)
        else:
            meant()

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the shortcuts."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.chosen():
            self.menu().popup(event.globalPos())
