"""The saved searches of the sidebar: listed anew as they change, renamed, moved, deleted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from desktop_app.store import saved_searches
from desktop_app.store.library import Notice
from desktop_app.store.saved_searches import SavedSearchId
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.library.sidebar_list import SidebarList
from desktop_app.ui.library.sidebar_model import Entry, SidebarModel


class SavedLines(QObject):
    """Acts on the saved searches of one sidebar.

    ``opened`` carries the SavedSearch to be shown, ``renewed`` the one that shall find what is
    searched for now.
    """

    opened = Signal(object)
    renewed = Signal(object)

    def __init__(self, changes: Changes, lines: SidebarModel, view: SidebarList) -> None:
        super().__init__(view)
        self._changes, self._lines, self._view = changes, lines, view
        changes.changed.connect(self._notice)
        self.refresh()

    def stop(self) -> None:
        """Look no more, before the library is closed."""
        self._changes.changed.disconnect(self._notice)

    def refresh(self) -> None:
        """List what the library has."""
        if self._view.state() is not SidebarList.State.EditingState:  # the editor's row must stay
            self._lines.show_saved(saved_searches.all_of(self._changes.library))

    def _notice(self, notice: Notice) -> None:
        if touches(notice, "saved_search"):
            self.refresh()

    # Doing

    def open(self, entry: Entry) -> None:
        """Ask for what an entry finds."""
        if saved := self._lines.saved(entry):
            self.opened.emit(saved)

    def rename(self, entry: Entry, name: str, merge: str | None) -> None:
        """Rename a saved search; one just made is made and named in one step."""
        library, saved = self._changes.library, SavedSearchId(entry.id)
        label = self.tr("Rename {name}").format(name=entry.text)
        self._changes.make(label, lambda: saved_searches.rename(library, saved, name), merge=merge)
        self._lines.show_saved(saved_searches.all_of(library))  # as it was where it may not be

    def move(self, entry: Entry, by: int) -> None:
        """Move a saved search up with -1, down with 1, and keep the keyboard on it."""
        library, saved = self._changes.library, SavedSearchId(entry.id)
        order = [held.id for held in saved_searches.all_of(library)]
        to = order.index(saved) + by
        if not 0 <= to < len(order):
            return
        label = self.tr("Move {name}").format(name=entry.text)
        self._changes.make(label, lambda: saved_searches.move(library, saved, to))
        self._view.setCurrentIndex(self._lines.index(self._lines.row_of(entry.key)))

    def delete(self, entry: Entry) -> None:
        """Delete a saved search."""
        library, saved = self._changes.library, SavedSearchId(entry.id)
        self._changes.make(
            self.tr("Delete {name}").format(name=entry.text),
            lambda: saved_searches.remove(library, saved),
            shown=self.tr("Deleted “{name}”").format(name=entry.text),
        )

    def fill(self, menu: QMenu, entry: Entry) -> None:
        """Put what can be done to a saved search into its menu."""
        menu.addAction(self.tr("Open")).triggered.connect(lambda: self.open(entry))
        able = self._changes.library.writable
        groups: tuple[dict[str, Callable[[], object]], ...] = (
            {
                self.tr("Rename"): lambda: self._view.rename(entry.key),
                self.tr("Change to the present search"): lambda: self._renew(entry),
            },
            {
                self.tr("Move up"): lambda: self.move(entry, -1),
                self.tr("Move down"): lambda: self.move(entry, 1),
            },
            {self.tr("Delete"): lambda: self.delete(entry)},
        )
        for group in groups:
            for text, do in group.items():
                action = menu.addAction(text)
                action.setEnabled(able)
                action.triggered.connect(lambda _=False, do=do: do())
            menu.addSeparator()

    def _renew(self, entry: Entry) -> None:
        if saved := self._lines.saved(entry):
            self.renewed.emit(saved)
