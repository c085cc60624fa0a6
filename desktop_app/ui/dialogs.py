"""What the window asks and tells: files, imports, copies, settings, commands, keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from desktop_app import __version__
from desktop_app.services.annotations import Result as Brought
from desktop_app.services.importing import Result
from desktop_app.store import backup, notes, organise, papers, sources
from desktop_app.ui import commands
from desktop_app.ui.reader.details import AddDialog
from desktop_app.ui.settings.dialog import SettingsDialog
from desktop_app.ui.widgets.choice import Choice
from desktop_app.ui.widgets.key_sheet import KeySheet
from desktop_app.ui.widgets.palette import Palette

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow


class Dialogs(QObject):
    """The dialogs of one window."""

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
            "add-papers": self.add_papers,
            "add-by-hand": self._add_by_hand,
            "undo-import": self._undo_import,
            "new-collection": self._new_collection,
            "open-library": self._open_library,
            "restore-copy": self._restore_copy,
            "settings": self.settings,
            "palette": self._commands,
            "keys": self._show_keys,
            "about": self._about,
        }

    # Papers in

    def add_papers(self) -> None:
        """Ask for files and import them."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Add papers"),
            "",
            self.tr(
                "What Carrel reads (*.txt *.pdf *.xml *.rss *.atom *.jsonld *.json)"
                ";;Saved papers pages (*.txt);;Feeds (*.xml *.rss *.atom)"
                ";;PDF files (*.pdf);;Web Annotations (*.jsonld *.json);;All files (*)"
            ),
        )
        self._window.imports.bring_in([Path(name) for name in names])

    def tell_result(self, name: str, result: Result) -> None:
        """Say what an import did, and what it left out and why."""
        self._window.status.say(
            self.tr("{name}: {added} added, {present} already there").format(
                name=name, added=len(result.added), present=result.present
            )
        )
        self._tell_left_out(
            name,
            [(str(p.line or ""), p.reason) for p in result.problems],
            self.tr("line {line}: "),
        )
        if result.added and result.source is not None:
            source = result.source
            self._window.undoing.offer(
                self.tr("%n paper(s) added", "", len(result.added)),
                lambda: self._window.imports.take_back(source),
            )

    def tell_brought(self, name: str, result: Brought) -> None:
        """Say how many highlights a file brought, and which of its items had no place."""
        said = self.tr("%n highlight(s) added, {present} already there", "", len(result.added))
        self._window.status.say(f"{name}: {said.format(present=result.present)}")
        self._tell_left_out(
            name,
            [(", ".join(map(str, p.items)), p.reason) for p in result.problems],
            self.tr("item {line}: "),
        )

    def tell_undone(self, count: int) -> None:
        """Say that an import was taken back."""
        self._window.status.say(self.tr("%n paper(s) moved to the bin", "", count))

    def _tell_left_out(self, name: str, problems: list[tuple[str, str]], where: str) -> None:
        """Name the first of what was left out, and show all where there are more."""
        if not problems:
            return
        place, reason = problems[0]
        left_out = self.tr("%n record(s) of {name} left out.", "", len(problems))
        at = where.format(line=place) if place else ""
        self._window.desk.error_bar.tell(
            f"{left_out.format(name=name)} {at}{reason}",
            self.tr("Show all") if len(problems) > 1 else "",
            lambda: self._tell_problems(name, problems),
            warning=True,
        )

    def _tell_problems(self, name: str, problems: list[tuple[str, str]]) -> None:
        box = QMessageBox(self._window)
        box.setWindowTitle(name)
        box.setText(self.tr("%n record(s) left out", "", len(problems)))
        box.setDetailedText("\n".join(f"{place or '–'}: {reason}" for place, reason in problems))
        box.open()

    def _add_by_hand(self) -> None:
        dialog = AddDialog(self._changes, self._window)
        dialog.added.connect(self._window.open_paper)
        dialog.open()

    def _undo_import(self) -> None:
        found = sources.imports(self._library)
        choice = Choice(
            self.tr("Undo an import"),
            self.tr("Its papers go to the bin, with all you wrote on them."),
            self.tr("Move to the bin"),
            self._window,
        )
        for source in found:
            when = source.added_at.astimezone()
            name = self.tr("{name} · {n} papers · {when}").format(
                name=source.name, n=source.papers, when=f"{when:%Y-%m-%d %H:%M}"
            )
            choice.offer(name, source.id)
        choice.nothing(self.tr("No import can be undone."))
        choice.chosen.connect(self._window.imports.take_back)
        choice.open()

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
            window = self._window
            self._palette = Palette(
                window,
                [lambda _: commands.of_the_table(window.actions_table, window.paper_title)],
                slow=[
                    lambda typed: commands.papers(self._library, typed, window.open_paper),
                    lambda typed: commands.notes(
                        self._library, typed, window.note_actions.open_note
                    ),
                ],
            )
        self._palette.open()

    def _show_keys(self) -> None:
        if self._keys is None:
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


def local_files(urls: Sequence[QUrl]) -> list[Path]:
    """Give the local files among dropped addresses; the files in a folder, for a folder."""
    found: list[Path] = []
    for url in urls:
        if url.isLocalFile():
            path = Path(url.toLocalFile())
            found += sorted(f for f in path.iterdir() if f.is_file()) if path.is_dir() else [path]
    return found
