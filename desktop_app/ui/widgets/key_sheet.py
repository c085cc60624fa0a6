"""The sheet of all keys, grouped by menu, in as many columns as fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.widgets.controls import key_cap, label, line, tint_all, tool
from desktop_app.ui.widgets.overlay import Overlay

Group = tuple[str, Sequence[tuple[str, Sequence[str]]]]

WIDTH = 1060
COLUMN = 290  # pixels a column needs at least


class KeySheet(Overlay):
    """Every key of the window; `groups` are heads with rows of a text and its keys."""

    def __init__(
        self, window: QWidget, groups: Sequence[Group], *, keys: Sequence[str] = ("?", "F1")
    ) -> None:
        super().__init__(window, width=WIDTH, closed_by=keys)
        self._groups = [(head, shown) for head, rows in groups if (shown := _with_keys(rows))]
        self._columns = 0
        self._body = QWidget()
        self._row = QHBoxLayout(self._body)
        self._row.setContentsMargins(*[theme.scaled(n) for n in (24, 8, 24, 24)])
        self._row.setSpacing(theme.scaled(32))
        self.area = QScrollArea()
        self.area.setWidget(self._body)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._close = tool("close", self.tr("Close"))
        self._close.clicked.connect(self.close_over)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(*[theme.scaled(n) for n in (24, 14, 14, 10)])
        self._head.addWidget(label(self.tr("Keyboard shortcuts"), "section"), 1)
        self._head.addWidget(self._close)
        self.content.addLayout(self._head)
        self.content.addWidget(line())
        self.content.addWidget(self.area, 1)

    def open(self) -> None:
        """Show the sheet."""
        self.open_over(self.area)

    def card_height(self, width: int) -> int:
        self._arrange(max(1, min(3, width // theme.scaled(COLUMN))))
        return self._head.sizeHint().height() + self._row.sizeHint().height() + 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.area.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        key = Qt.Key(event.key())
        if key in ends:
            bar.setValue(ends[key])
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            tint_all(self)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        while item := self._row.takeAt(0):
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        for groups in _balanced(self._groups, columns):
            column = _column(groups)
            self._row.addWidget(column, 1)
            # A layout counts only what is shown, and would show it later.
            column.show()
        self._row.activate()


def _with_keys(rows: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[str, Sequence[str]]]:
    return [(text, keys) for text, keys in rows if keys]


def _balanced(groups: Sequence[Group], columns: int) -> list[list[Group]]:
    """Part the groups, in their order, so that the longest column is as short as can be."""
    sizes = [len(rows) + 2 for _, rows in groups]
    for most in range(max(sizes, default=1), sum(sizes) + 1):
        parts: list[list[Group]] = [[]]
        room = most
        for group, size in zip(groups, sizes, strict=True):
            if size > room:
                parts.append([])
                room = most
            parts[-1].append(group)
            room -= size
        if len(parts) <= columns:
            return parts + [[] for _ in range(columns - len(parts))]
    return [list(groups)]


def _column(groups: Sequence[Group]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for head, rows in groups:
        title = label(head, "meta-strong", "muted")
        title.setFixedHeight(theme.scaled(36))
        title.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        title.setContentsMargins(0, 0, 0, theme.scaled(6))
        column.addWidget(title)
        column.addLayout(_rows(rows))
    column.addStretch(1)
    return made


def _rows(rows: Sequence[tuple[str, Sequence[str]]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.scaled(12))
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(0, 1)
    for number, (text, keys) in enumerate(rows):
        said = label(text, wrap=True)
        said.setMinimumHeight(theme.scaled(28))
        said.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        grid.addWidget(said, number, 0)
        caps = QHBoxLayout()
        caps.setSpacing(theme.scaled(4))
        caps.addStretch()
        for each in keys:
            caps.addWidget(key_cap(each))
        grid.addLayout(caps, number, 1)
    return grid
