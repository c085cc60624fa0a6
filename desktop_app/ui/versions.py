"""The versions of the paper that is read, told in its head and in its details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.store.library import Notice
from desktop_app.ui.changes import touches
from desktop_app.ui.reader import versions as reader

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow
    from desktop_app.ui.reader.details import DetailsPage

_TABLES = ("version", "paper", "identifier")  # by which they, or what is said of them, change


class VersionFeed(QObject):
    """Shows the versions of the paper in the reader of a window, and leads to them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._library = window, window.library
        shown = window.reader
        shown.title.versions.opened.connect(window.open_paper)
        shown.details_tab.join(self._join)
        shown.shown.connect(lambda _: self._show())
        window.changes.changed.connect(self._on_notice)

    def _join(self, details: DetailsPage) -> None:
        details.versions.opened.connect(self._window.open_paper)
        details.versions.part_with(self._window.actions_table["not-versions"])
        self._show()

    def _on_notice(self, notice: Notice) -> None:
        if touches(notice, *_TABLES):
            self._show()

    def _show(self) -> None:
        paper = self._window.reader.paper
        found = reader.of(self._library, paper) if paper is not None else []
        self._window.reader.title.versions.show_versions(found)
        self._window.reader.details_tab.tell(lambda page: page.versions.show_versions(found))
