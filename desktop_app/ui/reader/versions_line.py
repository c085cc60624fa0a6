"""The line below the title that leads to the other versions of a paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.reader.versions import Version, VersionLink
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.menu import Menu

LEAST = 96  # pixels of the design: a link with less room is none


class VersionsLine(QWidget):
    """“Also:” and a link for each version; those without room are in a menu at the end.

    It is hidden where there is none. ``opened`` carries the paper of a version.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.links: list[VersionLink] = []
        self._also = controls.label(self.tr("Also:"), "body", "muted")
        self.more = controls.button("", "link")
        self._more_width(0)
        self.more.setAutoDefault(True)
        self.more.clicked.connect(self._offer)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.scaled(4))
        self._row.addWidget(self._also)
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self.setMinimumWidth(1)  # what it holds gives way
        self.hide()

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Show the versions of a paper."""
        if [link.version for link in self.links] == list(versions):
            return
        for link in self.links:
            self._row.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = [VersionLink(version) for version in versions]
        before: QWidget = self._also
        for place, link in enumerate(self.links, 1):
            link.opened.connect(self.opened)
            self._row.insertWidget(place, link)
            QWidget.setTabOrder(before, link)
            before = link
        QWidget.setTabOrder(before, self.more)
        self.setVisible(bool(versions))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Elide the last link that has some room, and offer those after it in a menu."""
        gap = self._row.spacing()
        room = self.width() - self._also.sizeHint().width() - gap
        shown = 0
        for number, link in enumerate(self.links):
            left = len(self.links) - number - 1
            here = room - (self._more_width(left) + gap if left else 0)
            fits = here >= min(link.wanted_width(), theme.scaled(LEAST)) or number == 0
            if not fits or shown < number:
                link.hide()
                continue
            link.fit(max(1, here))
            link.show()
            room -= link.width() + gap
            shown += 1
        self.more.setVisible(shown < len(self.links))
        self._more_width(len(self.links) - shown)

    def _more_width(self, count: int) -> int:
        """Name the button of the menu, and give its width."""
        self.more.setText(self.tr("+%n", "", count))
        self.more.setAccessibleName(self.tr("%n more version(s)", "", count))
        return self.more.sizeHint().width()

    def _offer(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def menu(self) -> Menu:
        """Make the menu of the versions that have no room."""
        made = Menu(self)
        for link in self.links:
            if link.isHidden():
                action = made.addAction(link.version.words.replace("&", "&&"))
                action.triggered.connect(link.click)
        return made
