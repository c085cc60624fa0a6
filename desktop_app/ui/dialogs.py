"""What the window asks and tells: papers by hand, copies, settings, commands, keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from desktop_app import __version__
from desktop_app.store import backup, notes, organise, papers

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow
    from desktop_app.ui.settings.dialog import SettingsDialog
    from desktop_app.ui.widgets.key_sheet import KeySheet
    from desktop_app.ui.widgets.palette import Item, Palette


class Dialogs(QObject):
    """The dialogs of one window; each is imported with its first use, and no part of a start."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._changes, self._library = window.changes, window.library
        self._settings_dialog: SettingsDialog | None = None
        self._palette: Palette | None = None
        self._keys: KeySheet | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {
            "add-by-hand": self._add_by_hand,
            "new-collection": self._new_collection,
            "open-library": self._open_library,
            "restore-copy": self._restore_copy,
            "settings": self.settings,
            "palette": self._commands,
            "keys": self._show_keys,
            "about": self._about,
        }

    def _add_by_hand(self) -> None:
        from desktop_app.ui.reader.details import AddDialog

        dialog = AddDialog(self._changes, self._window)
        dialog.added.connect(self._window.open_paper)
        dialog.open()

    def empty_bin(self) -> None:
        """Delete what is in the bin for good, once the reader has said so."""
        count = len(papers.binned(self._library))
        deleted = notes.count(self._library, binned=True)
        what = self.tr("%n paper(s) will be deleted for good, with all you wrote.", "", count)
        if deleted:
            what += " " + self.tr("So will %n deleted note(s).", "", deleted)
        if (count or deleted) and self.is_sure(
            self.tr("Empty the bin?"), what, self.tr("Delete for good")
        ):
            self._window.undo_bar.dismiss()
            self._window.imports.empty_bin()

    # Organising

    def _new_collection(self) -> None:
        name, sure = QInputDialog.getText(
            self._window, self.tr("New collection"), self.tr("Name of the collection")
        )
        if sure and name.strip():
            self._changes.make(
                self.tr("Make a collection"), lambda: organise.add_collection(self._library, name)
            )

    # The library

    def _open_library(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._window, self.tr("Open another library"), str(self._library.path)
        )
        if folder:
            self._window.library_wanted.emit(Path(folder))

    def _restore_copy(self) -> None:
        from desktop_app.ui.widgets.choice import Choice

        choice = Choice(
            self.tr("Restore a copy"),
            self.tr("The library as it is now is kept beside the copies."),
            self.tr("Restore"),
            self._window,
        )
        for copy in backup.copies(self._library.path):
            choice.offer(f"{copy.taken_at.astimezone():%Y-%m-%d %H:%M}  {copy.why}".strip(), copy)
        choice.nothing(self.tr("No copy was made yet; one is made each day."))
        choice.chosen.connect(self._window.restore_wanted)
        choice.open()

    # Settings, commands, keys

    def settings(self) -> None:
        """Show the settings."""
        if self._settings_dialog is not None and self._settings_dialog.isVisible():
            self._settings_dialog.raise_()
            self._settings_dialog.activateWindow()
            return
        from desktop_app.ui.settings.dialog import SettingsDialog

        dialog = SettingsDialog(self._window.settings, self._window, library=self._library.path)
        dialog.changed.connect(self._window.settings_changed)
        dialog.open_library.connect(self._open_library)
        dialog.show()
        self._settings_dialog = dialog

    def change_settings(self, **values: Any) -> None:
        """Change some settings."""
        changed = replace(self._window.settings, **values)
        if changed != self._window.settings:
            self._window.settings_changed.emit(changed)

    def _commands(self) -> None:
        if self._palette is None:
            from desktop_app.ui import commands
            from desktop_app.ui.widgets.palette import Palette

            window = self._window

            def papers_like(typed: str) -> list[Item]:
                return commands.papers(self._library, typed, window.open_paper)

            def tags_like(_: str) -> list[Item]:
                search = window.searches.search_for
                return commands.tags(self._library, lambda name: search("tag", name, False))

            self._palette = Palette(
                window,
                [lambda _: commands.of_the_table(window.actions_table, window.paper_title)],
                slow=[
                    papers_like,
                    lambda typed: commands.notes(
                        self._library, typed, window.note_actions.open_note
                    ),
                ],
                only={"@": (self.tr("papers"), papers_like), "#": (self.tr("tags"), tags_like)},
                elsewhere={"/": (self.tr("full search"), window.actions_table["search"].trigger)},
            )
        self._palette.open()

    def _show_keys(self) -> None:
        if self._keys is None:
            from desktop_app.ui import commands
            from desktop_app.ui.widgets.key_sheet import KeySheet

            self._keys = KeySheet(self._window, commands.keys())
        self._keys.open()

    def close_overlays(self) -> None:
        """Close what lies over the window."""
        for overlay in (self._palette, self._keys):
            if overlay is not None:
                overlay.close_over()

    def _about(self) -> None:
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("About Carrel"))
        box.setText(
            self.tr(
                "Carrel {version}: a desk for reading papers.\n\n"
                "Nothing leaves this computer. Free software under the AGPL, version 3 or later."
            ).format(version=__version__)
        )
        box.open()

    def may_close(self) -> bool:
        """Tell whether nothing is lost where the window closes, or the reader lets it be."""
        return self._changes.settle() or self.is_sure(
            self.tr("Close without what you did last?"),
            self.tr(
                "Another program is writing to the library, and your last change waits for it."
            ),
            self.tr("Close"),
        )

    def is_sure(self, question: str, what: str, deed: str) -> bool:
        """Ask before what cannot be undone; the safe answer is the usual one."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, question, question, parent=self._window)
        box.setInformativeText(what)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        sure = box.addButton(deed, QMessageBox.ButtonRole.DestructiveRole)
        box.exec()
        return box.clickedButton() is sure
