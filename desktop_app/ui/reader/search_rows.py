"""What of a paper can be searched for, among its details: people, year, venue, tags, source."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.core.papers import Paper
from desktop_app.ui import theme
from desktop_app.ui.reader import facts, rows
from desktop_app.ui.reader.facts import Fact, Facts
from desktop_app.ui.widgets import controls

GAP = 16  # between label and facts, pixels of the design
MOST_AUTHORS = 8  # a menu has the others


class SearchRows(QWidget):
    """The facts of a paper beside their label; hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts()
        self._shown: list[Fact] = []
        label = controls.label(self.tr("Search for"), "body", "muted")
        label.setFixedSize(theme.scaled(rows.LABEL), theme.line_height("body"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, theme.scaled(12))
        row.setSpacing(theme.scaled(GAP))
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.facts, 1, Qt.AlignmentFlag.AlignTop)
        self.setMinimumWidth(1)

    def show_paper(self, paper: Paper) -> None:
        """Show what a paper can be found by."""
        self.facts.set_authors(paper.authors)
        found = facts.of_authors(paper.authors, MOST_AUTHORS, self.tr("et al."))
        if paper.year:
            found.append(Fact(str(paper.year), "year", str(paper.year)))
        if paper.venue:
            found.append(Fact(paper.venue, "venue", paper.venue))
        found += (Fact(f"tag:{tag}", "tag", tag) for tag in paper.tags)
        if paper.source:
            found.append(Fact(f"source:{paper.source}", "source", paper.source))
        self._shown = found
        self.setVisible(bool(found))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - theme.scaled(rows.LABEL) - theme.scaled(GAP)
        self.facts.show_wrapped(self._shown, room)
