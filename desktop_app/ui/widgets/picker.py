"""A small dialog to tick names in a list, or to type a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.widgets import controls


class Picker(QDialog):
    """Each tick acts at once: ``chosen`` carries a name ticked, ``unchosen`` one let go."""

    chosen = Signal(str)
    unchosen = Signal(str)

    def __init__(self, title: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.scaled(340), theme.scaled(400))
        self._field = QLineEdit()
        self._field.setPlaceholderText(hint)
        self._field.setAccessibleName(hint)
        self._field.textChanged.connect(self._filter)
        self._list = QListWidget()
        self._list.setAccessibleName(title)
        self._list.itemChanged.connect(self._ticked)
        close = controls.button(self.tr("Close"))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(controls.key_cap("Enter"))
        row.addWidget(controls.label(self.tr("tick or add"), "meta", "muted"))
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        for part in (self._field, self._list):
            column.addWidget(part)
        column.addLayout(row)

    def offer(self, name: str, *, ticked: bool) -> None:
        """Add a name to the list."""
        item = QListWidgetItem(name)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self._list.blockSignals(True)
        self._list.addItem(item)
        self._list.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._field.hasFocus():
            self._list.setFocus()
            for item in self._visible()[:1]:
                self._list.setCurrentItem(item)
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        name = self._field.text().strip()
        item = self._list.currentItem() if self._list.hasFocus() else self._named(name)
        if item is not None:
            unticked = item.checkState() is Qt.CheckState.Unchecked
            item.setCheckState(Qt.CheckState.Checked if unticked else Qt.CheckState.Unchecked)
        elif name:
            self.offer(name, ticked=True)
            self.chosen.emit(name)
        self._field.clear()

    def _named(self, name: str) -> QListWidgetItem | None:
        exact = [i for i in self._visible() if i.text().casefold() == name.casefold()]
        return exact[0] if exact else None

    def _visible(self) -> list[QListWidgetItem]:
        items = (self._list.item(row) for row in range(self._list.count()))
        return [item for item in items if not item.isHidden()]

    def _filter(self, typed: str) -> None:
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(typed.strip().casefold() not in item.text().casefold())

    def _ticked(self, item: QListWidgetItem) -> None:
        if item.checkState() is Qt.CheckState.Checked:
            self.chosen.emit(item.text())
        else:
            self.unchosen.emit(item.text())
