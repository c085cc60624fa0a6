"""What mentions a paper or a note: the notes that lead to it, each with the sentence it says so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.notes import Backlink
from desktop_app.ui import theme
from desktop_app.ui.notes.entries import Entry, EntryList
from desktop_app.ui.widgets import controls

MOST_SEEN = 3  # without scrolling
MOST_ROOM = 0.3  # of the height of what they stand in
LEAST = 180  # pixels of that, of the design, from which on they are shown


class Backlinks(QWidget):
    """The notes that lead here, hidden where there are none; ``opened`` carries a Backlink."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("variant", "base")
        self._folded, self._height = False, 0
        self._count = controls.label(use="meta", tone="muted")
        self._fold = controls.tool("chevron-down", self.tr("Hide what mentions this"))
        self._fold.clicked.connect(lambda: self.set_folded(not self._folded))
        self.list = EntryList(self.tr("Mentioned in"), lines=2, side=28, at_a_click=True)
        self.list.opened.connect(self.opened)
        head = QHBoxLayout()
        head.setContentsMargins(*(theme.scaled(n) for n in (28, 0, 12, 0)))
        head.setSpacing(theme.scaled(8))
        head.addWidget(controls.label(self.tr("Mentioned in"), "body-strong"))
        head.addWidget(self._count, 1)
        head.addWidget(self._fold)
        bar = QWidget()
        bar.setFixedHeight(theme.scaled(33))
        bar.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (controls.line(), bar, controls.line(), self.list):
            column.addWidget(part)
        self.hide()

    def show_links(self, found: Sequence[Backlink]) -> None:
        """Show what leads here."""
        untitled = self.tr("Untitled note")
        self.list.show_entries([Entry(b, b.title or untitled, b.around) for b in found])
        self._count.setText(self.tr("%n note(s)", "", len(found)))
        self.fit(self._height)

    def fit(self, height: int) -> None:
        """Take the height the rows need, but not much of what there is, and none of little."""
        self._height = height
        rows = min(self.list.entries.rowCount(), MOST_SEEN)
        self.list.setFixedHeight(min(self.list.height_of(rows), round(height * MOST_ROOM)))
        self.setVisible(rows > 0 and height >= theme.scaled(LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit(self._height)  # sentences break elsewhere

    def set_folded(self, folded: bool) -> None:
        """Show only the head, or the list too."""
        self._folded = folded
        self.list.setHidden(folded)
        self._fold.setProperty("icon_name", "chevron-up" if folded else "chevron-down")
        self._fold.setAccessibleName(
            self.tr("Show what mentions this") if folded else self.tr("Hide what mentions this")
        )
        controls.tint(self._fold)
