"""PDFs given to papers: chosen in a dialog or dropped, copied off the main thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.core.papers import PaperId
from desktop_app.engines.lanes import Lane
from desktop_app.services import attaching
from desktop_app.services.attaching import Taken
from desktop_app.ui.changes import Changes
from desktop_app.ui.imports import Imports
from desktop_app.ui.tasks import Tasks


class Attaching(QObject):
    """Attaches PDFs to papers of one library.

    ``attached`` carries the paper once a document is there, ``refused`` the error of a file that
    is none or could not be copied.
    """

    attached = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        changes: Changes,
        tasks: Tasks,
        imports: Imports,
        chosen: Callable[[], Sequence[PaperId]],
        window: QWidget,
    ) -> None:
        super().__init__(changes)
        self._changes, self._tasks, self._imports = changes, tasks, imports
        self._chosen, self._window = chosen, window

    def ask(self) -> None:
        """Ask for PDFs and attach them to the paper chosen."""
        for paper in self._chosen()[:1]:
            names, _ = QFileDialog.getOpenFileNames(
                self._window,
                self.tr("Attach a PDF"),
                "",
                self.tr("PDF files (*.pdf);;All files (*)"),
            )
            self.attach(paper, [Path(name) for name in names])

    def take(self, files: Sequence[Path]) -> None:
        """Attach PDFs to the paper chosen; bring anything else in as papers."""
        chosen = self._chosen()[:1]
        if chosen and all(file.suffix.lower() == ".pdf" for file in files):
            self.attach(chosen[0], files)
        else:
            self._imports.bring_in(files)

    def attach(self, paper: PaperId, files: Sequence[Path]) -> None:
        """Copy files into the library and attach them to a paper, each as one change."""
        for file in files:
            self._tasks.start(
                Lane.FILES,
                attaching.take,
                self._changes.library.path,
                file,
                done=lambda taken: self._give(paper, taken),
                failed=self.refused.emit,
            )

    def _give(self, paper: PaperId, taken: Taken) -> None:
        if self._changes.make(
            self.tr("Attach a PDF"),
            lambda: attaching.attach(self._changes.library, paper, taken),
            shown=self.tr("{name} attached").format(name=taken.name),
        ):
            self.attached.emit(paper)
