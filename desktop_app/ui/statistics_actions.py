"""The history written to a file from the window, off the main thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.engines.lanes import Lane
from desktop_app.services import exporting
from desktop_app.store import log, opening
from desktop_app.ui import save_dialog

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow

FILE_NAME = "carrel-reading-days.csv"


class StatisticsActions(QObject):
    """Exports the history; ``finished`` carries the file once it is written."""

    finished = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._folder = ""
        self.finished.connect(self._tell)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {"export-statistics": self._ask}

    def _ask(self) -> None:
        target = save_dialog.ask(
            self._window,
            self.tr("Export reading days"),
            Path(self._folder, FILE_NAME),
            self.tr("Comma-separated values (*.csv)"),
        )
        if target is None:
            return
        self._folder = str(target.file.parent)
        self._window.tasks.start(
            Lane.FILES,
            _write,
            self._window.library.path,
            self._window.settings.rollover_hour,
            target.file,
            target.force,
            done=self.finished.emit,
            failed=self._window.tell_error,
        )

    def _tell(self, file: Path) -> None:
        self._window.status.say(self.tr("Exported to {}").format(file.name))


def _write(library: Path, rollover_hour: int, file: Path, force: bool) -> Path:
    reader = opening.open_reader(library, rollover_hour=rollover_hour)
    try:
        exporting.history(log.history(reader), file, force=force)
    finally:
        reader.close()
    return file
