"""The versions of a paper among its details."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.reader import rows
from desktop_app.ui.reader.versions import Version, VersionLink
from desktop_app.ui.widgets import controls

GAP = 16  # between label and links, pixels of the design


class VersionsRows(QWidget):
    """A link for each version beside their label, and a way to part with them.

    It is hidden where there is none. ``opened`` carries the paper of a version.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.links: list[VersionLink] = []
        label = controls.label(self.tr("Versions"), "body", "muted")
        label.setFixedSize(theme.scaled(rows.LABEL), theme.scaled(rows.HEIGHT))
        self.part = controls.button(self.tr("Not versions"), "small")
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, theme.scaled(4), 0, 0)
        self._column.setSpacing(theme.scaled(4))
        self._column.addWidget(self.part, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(GAP))
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column, 1)
        self.setMinimumWidth(1)  # the links give way
        self.hide()

    def part_with(self, action: QAction) -> None:
        """Do what an action does where the paper is said to be no version."""
        self.part.clicked.connect(action.trigger)
        action.changed.connect(lambda: self.part.setEnabled(action.isEnabled()))

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Show the versions of a paper."""
        if [link.version for link in self.links] == list(versions):
            return
        for link in self.links:
            self._column.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = [VersionLink(version) for version in versions]
        for place, link in enumerate(self.links):
            link.opened.connect(self.opened)
            self._column.insertWidget(place, link, 0, Qt.AlignmentFlag.AlignLeft)
            QWidget.setTabOrder(link, self.part)
        self.setVisible(bool(versions))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - theme.scaled(rows.LABEL) - theme.scaled(GAP)
        for link in self.links:
            link.fit(max(1, room))
