"""The bar under the field: a tab for each kind, and the order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QWidget

from desktop_app.ui import theme
from desktop_app.ui.search import words
from desktop_app.ui.search.found import RANK, Group, Kind
from desktop_app.ui.widgets import drawing
from desktop_app.ui.widgets.controls import button, tint
from desktop_app.ui.widgets.menu import Menu

HEIGHT = 40
_AROUND = 84  # pixels beside the tabs and the name of the order
_KINDS: tuple[Kind | None, ...] = (None, *Kind)


class Bar(QWidget):
    """``switched`` tells that another tab was chosen, ``reordered`` that another order was."""

    switched = Signal()
    reordered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._order = RANK
        self._wanted: Kind | None = None
        self.setFixedHeight(theme.scaled(HEIGHT))
        self.tabs = QTabBar()
        self.tabs.setFont(theme.font("body-medium"))
        # Their words stand level with the name of the order.
        self.tabs.setStyleSheet(f"QTabBar::tab {{ min-height: {theme.scaled(20)}px; }}")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(self.tr("Kinds of results"))
        for kind in _KINDS:
            self.tabs.addTab(words.tab(kind, ""))
        self.tabs.tabBarClicked.connect(self._clicked)
        self.tabs.currentChanged.connect(self._changed)
        self.sort = button("", "flat", "sort")
        self.sort.setFont(theme.font("meta"))
        self.sort.clicked.connect(self._show_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.scaled(20), 0, theme.scaled(8), 0)
        row.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.sort)
        self.show_counts((), known=True)

    def kind(self) -> Kind | None:
        """Give the kind whose tab is shown; None for all."""
        return _KINDS[self.tabs.currentIndex()]

    def order(self) -> str:
        """Give the order that is wanted."""
        return self._order

    def choose(self, kind: Kind | None) -> None:
        """Show the tab of a kind, or as soon as there is something of it; nothing is told."""
        self._wanted = kind
        self._set_current(kind)

    def step(self, by: int) -> None:
        """Go to the next tab, or with -1 to the one before, round the ends."""
        shown = [n for n in range(self.tabs.count()) if self.tabs.isTabVisible(n)]
        at = shown.index(self.tabs.currentIndex())
        self.choose(_KINDS[shown[(at + by) % len(shown)]])
        self.switched.emit()

    def show_counts(self, groups: Sequence[Group], *, known: bool) -> None:
        """Show how many there are of each kind; while that is not known, only of which."""
        of_kind = {group.kind: group for group in groups}
        self.tabs.blockSignals(True)
        for number, kind in enumerate(_KINDS):
            group = of_kind.get(kind) if kind else None
            there = kind is None or (group is not None and bool(group.hits))
            counted = groups if kind is None else [group] if group else []
            if known or not there:
                count = words.number(counted) if there and counted else ""
                self.tabs.setTabText(number, words.tab(kind, count))
            if known or there:
                self.tabs.setTabVisible(number, there)
        self.tabs.blockSignals(False)
        self._set_current(self._wanted)
        self._name_order()

    def menu(self) -> QMenu:
        """Make the menu of orders, the one in force checked."""
        menu = Menu(self)
        for order, name in words.orders().items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(order == self._order)
            action.triggered.connect(lambda _=False, order=order: self._reorder(order))
        return menu

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.sort.mapToGlobal(QPoint(0, self.sort.height() + 2)))

    def _reorder(self, order: str) -> None:
        self._order = order
        self._name_order()
        self.reordered.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_order()

    def _name_order(self) -> None:
        """Name the order on its button, where that leaves the tabs their room."""
        name = words.orders()[self._order]
        wide = self.tabs.sizeHint().width() + drawing.advance("body-medium", name)
        self.sort.setText(name if wide + theme.scaled(_AROUND) < self.width() else "")
        tint(self.sort)
        self.sort.setToolTip(name)
        self.sort.setAccessibleName(self.tr("Order: {name}").format(name=name))

    def _set_current(self, kind: Kind | None) -> None:
        number = _KINDS.index(kind)
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(number if self.tabs.isTabVisible(number) else 0)
        self.tabs.blockSignals(False)

    def _clicked(self, number: int) -> None:
        if number >= 0 and number != self.tabs.currentIndex():
            self.tabs.setCurrentIndex(number)

    def _changed(self, number: int) -> None:
        self._wanted = _KINDS[number]
        self.switched.emit()
