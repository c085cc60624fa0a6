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
        self._list.itemClicked.connect(self._clicked)
        self._new = QListWidgetItem(self._list)
        self._new.setHidden(True)
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
        self._list.insertItem(self._list.count() - 1, item)
        self._list.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._field.hasFocus():
            self._list.setFocus()
            if self._list.currentItem() is None:
                self._list.setCurrentRow(0)
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        item: QListWidgetItem | None = self._list.currentItem()
        name = self._field.text().strip()
        if item is self._new:
            self.offer(name, ticked=True)
            self.chosen.emit(name)
        elif item is not None and (name or self._list.hasFocus()):
            unticked = item.checkState() is Qt.CheckState.Unchecked
            item.setCheckState(Qt.CheckState.Checked if unticked else Qt.CheckState.Unchecked)
        self._field.clear()

    def _clicked(self, item: QListWidgetItem) -> None:
        if item is self._new:
            self._enter()

    def _names(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count() - 1)]

    def _filter(self, typed: str) -> None:
        """Show the names that hold what is typed; the best is current, a new one comes last."""
        name = typed.strip()
        folded = name.casefold()
        for item in self._names():
            item.setHidden(folded not in item.text().casefold())
        exact = [i for i in self._names() if i.text().casefold() == folded]
        begun = [i for i in self._names() if i.text().casefold().startswith(folded)]
        self._list.blockSignals(True)
        self._new.setText(self.tr("Create “{name}”").format(name=name))
        self._list.blockSignals(False)
        self._new.setHidden(not name or bool(exact))
        if name:
            self._list.setCurrentItem((exact or begun or [self._new])[0])

    def _ticked(self, item: QListWidgetItem) -> None:
        if item.checkState() is Qt.CheckState.Checked:
            self.chosen.emit(item.text())
        else:
            self.unchosen.emit(item.text())
