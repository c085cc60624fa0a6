"""Letting papers of the backlog go: those that waited longest, ticked and dropped together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.papers import PaperId
from desktop_app.ui import theme
from desktop_app.ui.today.day import Line
from desktop_app.ui.widgets.controls import button, label

_PAPER = Qt.ItemDataRole.UserRole


class LettingGo(QDialog):
    """Offers papers to be dropped; ``chosen`` carries those that were ticked."""

    chosen = Signal(object)

    def __init__(self, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Let some go"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Papers that waited longest"))
        self.list.setWordWrap(True)
        for line in lines:
            item = QListWidgetItem(f"{line.title}\n{line.sentence}")
            item.setFlags(
                Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
            )
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(_PAPER, line.paper)
            self.list.addItem(item)
        self.list.itemChanged.connect(lambda _: self._count())
        self.drop = button("", "primary")
        self.drop.clicked.connect(self.accept)
        self._lay_out()
        self._count()
        self.resize(theme.scaled(560), theme.scaled(520))

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

    def ticked(self) -> list[PaperId]:
        """Give the papers that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(_PAPER) for item in items if item.checkState() is Qt.CheckState.Checked]

    def accept(self) -> None:
        super().accept()
        self.chosen.emit(self.ticked())

    def _count(self) -> None:
        count = len(self.ticked())
        text = self.tr("Drop %n paper(s)", "", count)
        self.drop.setText(text)
        self.drop.setAccessibleName(text)
        self.drop.setEnabled(count > 0)
