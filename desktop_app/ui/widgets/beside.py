"""A widget with a page of its own that can stand beside the other pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from desktop_app.ui import theme

ROOM = 640, 150  # width and height, in pixels of the design, that both need
SHARE = 0.4  # of the width, for the guest


class Beside(QSplitter):
    """Seats a guest beside `pages`, or at home in a page of them.

    It stands beside them where that is wanted, the page that is shown allows it and there is
    room; else it is in `home`, which is to be one of the pages.
    """

    def __init__(self, pages: QWidget, guest: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._guest = guest
        self._wanted, self._allowed = False, True
        self.share = SHARE
        self.home, self._at_home = _holder()
        self._side, self._at_side = _holder()
        self._at_home.addWidget(guest)
        self.setChildrenCollapsible(False)
        self.addWidget(pages)
        self.addWidget(self._side)
        self._side.setMinimumWidth(theme.scaled(240))
        self._side.hide()
        self.splitterMoved.connect(self._keep_share)

    @property
    def wanted(self) -> bool:
        """Whether the reader wants the guest beside the pages."""
        return self._wanted

    @property
    def aside(self) -> bool:
        """Whether the guest stands beside the pages."""
        return not self._side.isHidden()

    def want(self, on: bool) -> None:
        """Seat the guest beside the pages where it may be, or at home."""
        self._wanted = on
        self._seat()

    def allow(self, on: bool) -> None:
        """Tell whether the page that is shown may have the guest beside it."""
        self._allowed = on
        self._seat()

    def has_room(self) -> bool:
        """Tell whether both have room."""
        wide, high = map(theme.scaled, ROOM)
        return self.width() >= wide and self.height() >= high

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._seat()

    def _seat(self) -> None:
        aside = self._wanted and self._allowed and self.has_room()
        if aside == self.aside:
            return
        focus = QApplication.focusWidget()
        focused = focus is not None and self._guest.isAncestorOf(focus)
        (self._at_side if aside else self._at_home).addWidget(self._guest)
        self._guest.show()
        self._side.setVisible(aside)
        if aside:
            guest = round(self.width() * self.share)
            self.setSizes([self.width() - guest, guest])
        if focused:
            self._guest.setFocus()

    def _keep_share(self) -> None:
        self.share = self.sizes()[1] / max(1, self.width())


def _holder() -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    return made, column
