"""The whole library as plain files: written to a folder, and built again from one."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop_app.engines.lanes import Lane
from desktop_app.services import outgoing
from desktop_app.services.incoming import LibraryFolder
from desktop_app.store import beside, opening
from desktop_app.ui import phrases, sentences
from desktop_app.ui.shown_job import ShownJob
from desktop_app.ui.widgets.problem_sheet import ProblemSheet

if TYPE_CHECKING:
    from desktop_app.services import plain_folder, rebuilding
    from desktop_app.services.plain_layout import Progress
    from desktop_app.ui.gestures import Gathered
    from desktop_app.ui.main_window import MainWindow

NAME = "Carrel library"  # of a folder for plain files


class WholeLibrary(QObject):
    """Writes the plain files of one window's library, and builds libraries from such files.

    ``exported`` carries the Result of an export; ``built`` the place of a library that was built
    and the Result, and asks for that library in this window's place.
    """

    exported = Signal(object)
    built = Signal(object, object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._folder = self._source = ""
        self.job = ShownJob(window, self)
        self.exported.connect(self._tell_exported)
        window.imports.gathered.connect(self._look_at_gathered)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {"export-library": self._ask_target, "build-library": self._ask_source}

    # Exporting

    def _ask_target(self) -> None:
        if self.job.is_busy():
            return
        name = QFileDialog.getExistingDirectory(
            self._window,
            self.tr("Export the whole library to a new or an empty folder"),
            self._folder,
        )
        if name:
            self._folder = name
            self._export(Path(name))

    def _export(self, folder: Path) -> None:
        if self.job.is_busy():
            return
        self._window.flush()
        job = _export(self._window.library.path, folder, self._window.settings.colour_names)
        self.job.run(
            self.tr("Exporting the whole library"),
            job,
            done=self.exported.emit,
            cancelled=self.tr("Nothing was exported to {name}").format(name=folder.name),
            failed=partial(self._tell_refused, folder),
        )

    def _tell_refused(self, folder: Path, error: BaseException) -> None:
        """Say why nothing was exported; beside other files there may be a folder for it."""
        self._window.tell_error(error)
        if isinstance(error, outgoing.OtherFolder):
            self._window.desk.error_bar.offer(
                self.tr("Export to “{name}” in it").format(name=NAME),
                lambda: self._export(folder / NAME),
            )

    def _tell_exported(self, result: plain_folder.Result) -> None:
        said = self.tr("Exported the whole library to {place}: {counts}")
        counts = self._counted(result.counts)
        self._window.status.say(said.format(place=result.place.name, counts=counts))
        if result.problems:
            lines = [("", sentences.of(problem)) for problem in result.problems]
            lost = self.tr("%n document(s) not copied.", "", len(lines))
            self._tell_problems(self.tr("Export"), lost, lines)

    # Building

    def _ask_source(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self._window, self.tr("Folder with the plain files of a library"), self._source
        )
        if name:
            self._source = name
            self.ask_place(Path(name))

    def _look_at_gathered(self, gathered: Gathered) -> None:
        """Offer to build a library from what was to be imported; it was told that it cannot be."""
        match gathered.prospect, gathered.refusals:
            case None, (LibraryFolder(path=folder),):
                bar = self._window.desk.error_bar
                bar.offer(self.tr("Build a library…"), partial(self.ask_place, folder))

    def ask_place(self, folder: Path) -> None:
        """Ask where a library is to be built from a folder of plain files."""
        if not self.job.is_busy():
            self._window.tasks.start(
                Lane.FILES,
                _counts_in,
                folder,
                done=partial(self._ask_place, folder),
                failed=self._window.tell_error,
            )

    def _ask_place(self, folder: Path, counts: Mapping[str, int]) -> None:
        # Loaded with the first that is asked for: it is no part of a start.
        from desktop_app.ui.build_dialog import BuildDialog

        library = self._window.library
        usable = library.writable and beside.is_empty(library)
        dialog = BuildDialog(
            folder,
            self._counted(counts),
            _free(library.path.absolute().parent / folder.name),
            library.path if usable else None,
            self._window,
        )
        dialog.wanted.connect(partial(self._build, folder))
        dialog.open()

    def _build(self, folder: Path, place: Path) -> None:
        if self.job.is_busy():
            return
        self._window.flush()
        self.job.run(
            self.tr("Building the library"),
            _build(place, folder, self._window.settings.rollover_hour),
            done=partial(self._open, place),
            cancelled=self.tr("No library was built"),
            failed=self._window.tell_error,
        )

    def _open(self, place: Path, result: rebuilding.Result) -> None:
        """Ask for what was built; later, where the reader is in the midst of something here."""
        library = self._window.library
        library.look()
        here = place == library.path
        if here or not (self._window.imports.busy or QApplication.activeModalWidget()):
            self.built.emit(place, result)
            return
        self._window.desk.error_bar.tell(
            self._built(place, result),
            self.tr("Open it"),
            lambda: self.built.emit(place, result),
            warning=True,
        )

    def tell_built(self, result: rebuilding.Result) -> None:
        """Say what came into the library of this window when it was built, and what did not."""
        place = self._window.library.path
        self._window.status.say(self._built(place, result))
        # What did not come in stands before what did.
        problems = sorted(result.problems, key=lambda problem: problem.kept)
        if not problems:
            return
        lost = sum(not problem.kept for problem in problems)
        said = [self.tr("%n thing(s) in the plain files not used.", "", lost)] if lost else []
        if kept := len(problems) - lost:
            said.append(self.tr("%n came in without a part.", "", kept))
        lines = [(self._where(problem), problem.reason) for problem in problems]
        self._tell_problems(place.name, " ".join(said), lines)

    def _where(self, problem: rebuilding.Problem) -> str:
        if problem.line is None:
            return problem.file
        return self.tr("{file}, line {line}").format(file=problem.file, line=problem.line)

    def _built(self, place: Path, result: rebuilding.Result) -> str:
        said = self.tr("Built the library {place}: {counts}")
        return said.format(place=place.name, counts=self._counted(result.counts))

    # Telling

    def _counted(self, counts: Mapping[str, int]) -> str:
        said = [phrases.papers(counts.get("papers", 0))]
        if marks := counts.get("highlights"):
            said.append(self.tr("%n highlight(s)", "", marks))
        if notes := counts.get("notes"):
            said.append(self.tr("%n note(s)", "", notes))
        if documents := counts.get("documents"):
            said.append(self.tr("%n document(s)", "", documents))
        return ", ".join(said)

    def _tell_problems(self, title: str, said: str, lines: Sequence[tuple[str, str]]) -> None:
        """Tell the first of some problems, and show all where there are more."""
        several = len(lines) > 1
        first = ": ".join(filter(None, lines[0]))
        self._window.desk.error_bar.tell(
            f"{said} {first}",
            self.tr("Show all") if several else "",
            lambda: ProblemSheet(title, said, lines, self._window).open(),
            warning=True,
        )


def _free(place: Path) -> Path:
    """Give a place, or one with a number behind its name, at which nothing is."""
    number, free = 1, place
    while free.exists():
        number += 1
        free = place.with_name(f"{place.name} {number}")
    return free


# In the lane, each on a view of a library of its own. What they need is loaded there, when it is
# first needed: it is much, and no part of a start.


def _counts_in(folder: Path) -> dict[str, int]:
    from desktop_app.services import rebuilding

    return rebuilding.counts_in(folder)


def _export(
    library: Path, folder: Path, colour_names: Sequence[str]
) -> Generator[Progress, None, plain_folder.Result]:
    from desktop_app.services import plain_folder

    reader = opening.open_reader(library)
    try:
        job = plain_folder.run(reader, folder, colour_names)
        yield from job
        return job.result
    finally:
        reader.close()


def _build(
    place: Path, folder: Path, rollover_hour: int
) -> Generator[Progress, None, rebuilding.Result]:
    """Build a library; one that was made for it goes again where that comes to no end."""
    from desktop_app.services import rebuilding

    made = not opening.exists(place)
    library = opening.open_library(place, rollover_hour=rollover_hour)
    job = rebuilding.run(library, folder)
    whole = False
    try:
        yield from job
        whole = True
        return job.result
    finally:
        if made and not whole:
            beside.unmake(library)
        else:
            library.close()
