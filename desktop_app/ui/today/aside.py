"""The column beside the day: what the window puts there, and the backlog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.today.backlog import Backlog
from desktop_app.ui.widgets.controls import line, tint_all
from desktop_app.ui.widgets.plain_scroll import PlainScroll


class Aside(QWidget):
    """Parts below each other, and room for the backlog below them."""

    def __init__(self, parts: Sequence[QWidget]) -> None:
        super().__init__()
        page = QWidget()
        self._column = column = QVBoxLayout(page)
        column.setContentsMargins(*[theme.scaled(n) for n in (28, 24, 28, 24)])
        column.setSpacing(theme.scaled(22))
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(line(vertical=True))
        row.addWidget(PlainScroll(page), 1)

    def take(self, backlog: Backlog) -> None:
        """Put the backlog below the parts."""
        self._column.insertWidget(self._column.count() - 1, backlog)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            tint_all(self)
