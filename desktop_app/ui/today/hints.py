"""The keys of the current card; each can be clicked as well."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui import action_table, actions, theme
from desktop_app.ui.widgets.hint import APART, Hint


class Hints(QWidget):
    """A row of keys and what they do; ``action_wanted`` names the action that was clicked."""

    action_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 0)
        row.setSpacing(theme.scaled(APART))
        keys = {spec.name: spec.keys for spec in action_table.TABLE if spec.keys}
        self._hints: list[Hint] = []
        for name, fallback, meaning in (
            ("open", "Enter", self.tr("open")),
            ("done", "", self.tr("done")),
            ("snooze", "", self.tr("snooze")),
            ("off-today", "", self.tr("off today")),
        ):
            key = fallback or actions.shown_key(keys.get(name, ("",))[0])
            hint = Hint([key], meaning)
            hint.clicked.connect(lambda _on=False, n=name: self.action_wanted.emit(n))
            self._hints.append(hint)
            row.addWidget(hint)
        row.addStretch()
        self._reorder = Hint(["Alt+↑", "Alt+↓"], self.tr("reorder"))
        self._reorder.setEnabled(False)
        row.addWidget(self._reorder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the hints that fit."""
        room = self.width()
        for hint in (*self._hints, self._reorder):
            room -= hint.sizeHint().width()
            hint.setVisible(room >= 0)
            room -= theme.scaled(APART)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, QColor(theme.current().border))
