"""A small dialog to choose one of some things."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.widgets import controls

_VALUE = Qt.ItemDataRole.UserRole


class Choice(QDialog):
    """Offers things by name; ``chosen`` carries the value of the one taken."""

    chosen = Signal(object)

    def __init__(self, title: str, explanation: str, deed: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.scaled(460), theme.scaled(360))
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.itemDoubleClicked.connect(lambda _: self.accept())
        self._words = controls.label(explanation, tone="muted", wrap=True)
        self._deed = controls.button(deed, "primary")
        self._deed.setDefault(True)
        self._deed.clicked.connect(self.accept)
        cancel = controls.button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._deed)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.scaled(16)] * 4)
        column.setSpacing(theme.scaled(10))
        column.addWidget(self._words)
        column.addWidget(self.list, 1)
        column.addLayout(row)

    def offer(self, name: str, value: Any) -> None:
        """Add a thing to choose."""
        item = QListWidgetItem(name, self.list)
        item.setData(_VALUE, value)
        self.list.setCurrentRow(0)

    def nothing(self, sentence: str) -> None:
        """Say a sentence in place of the list where nothing was offered."""
        if not self.list.count():
            self._words.setText(sentence)
            self.list.hide()
            self._deed.setEnabled(False)

    def accept(self) -> None:
        item = self.list.currentItem()
        super().accept()
        if item is not None:
            self.chosen.emit(item.data(_VALUE))
