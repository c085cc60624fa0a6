"""Papers coming in: what is chosen, dropped or pasted, its preview, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop_app.core.papers import Problem
from desktop_app.core.query import Query, Term
from desktop_app.store import sources
from desktop_app.ui import phrases
from desktop_app.ui.navigation import LIBRARY, Place

if TYPE_CHECKING:
    from desktop_app.services.annotations import Result as Brought
    from desktop_app.services.importing import Progress, Result
    from desktop_app.ui.gestures import Gathered
    from desktop_app.ui.main_window import MainWindow


class PapersIn(QObject):
    """Asks for papers, shows what would come in, and tells what did, in one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._imports = window, window.imports
        self._opens = False  # whether the paper that comes in next is to be opened
        imports = self._imports
        imports.given.connect(window.desk.error_bar.dismiss)  # what it tells is past
        imports.gathering.connect(
            lambda words, done, total: window.status.show_job(
                words, done, total, cancel=imports.cancel
            )
        )
        imports.gathered.connect(self._show)
        imports.finished.connect(self._tell_result)
        imports.brought.connect(self._tell_brought)
        imports.undone.connect(self.tell_undone)
        imports.progressed.connect(self._show_progress)
        imports.idle.connect(self._show_no_progress)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {
            "add-papers": self._choose_files,
            "add-folder": self._choose_folder,
            "paste": self._paste,
            "starter": self._imports.bring_in_starter,
            "undo-import": self._undo_import,
        }

    # What is given

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Add papers"),
            "",
            self.tr(
                "What Carrel reads (*.bib *.ris *.nbib *.json *.jsonld *.xml *.rss *.atom *.pdf"
                " *.html *.htm *.txt);;BibTeX (*.bib);;RIS (*.ris);;PubMed (*.nbib)"
                ";;CSL-JSON, Zotero, Web Annotations (*.json *.jsonld)"
                ";;EndNote and feeds (*.xml *.rss *.atom);;PDF files (*.pdf)"
                ";;Saved papers pages (*.txt *.html *.htm);;All files (*)"
            ),
        )
        self._imports.bring_in([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Add a folder of papers"))
        if name:
            self._imports.bring_in([Path(name)])

    def _paste(self) -> None:
        """Bring in what was copied: files, records, or what papers are found by."""
        data = QGuiApplication.clipboard().mimeData()
        if files := local_files(data.urls()):
            self._imports.bring_in(files)
        elif data.text().strip():
            self._imports.bring_in_text(data.text())
        else:
            self._tell_pastable()

    def _tell_pastable(self) -> None:
        self._window.status.say(
            self.tr(
                "Nothing to paste here: copy BibTeX or other records, a DOI, an arXiv address, or"
                " files"
            )
        )

    # What would come in

    def _show(self, gathered: Gathered) -> None:
        prospect = gathered.prospect
        if prospect is None:
            self._tell_nothing(gathered)
            return
        if gathered.pasted and prospect.lone:
            self._opens = True
            self._imports.accept(prospect, {})
            return
        # Loaded with the first preview: it is no part of a start.
        from desktop_app.ui.import_preview.dialog import PreviewDialog

        dialog = PreviewDialog(prospect, self._window)
        dialog.wanted.connect(lambda answers: self._imports.accept(prospect, answers))
        dialog.rejected.connect(self._imports.drop)
        dialog.open()

    def _tell_nothing(self, gathered: Gathered) -> None:
        """Say why nothing comes in."""
        if gathered.pasted and not gathered.problems:
            self._tell_pastable()
        elif len(gathered.refusals) == len(gathered.problems) == 1:
            self._imports.refused.emit(gathered.refusals[0])
        elif gathered.problems:
            self._tell_problems(gathered.name, gathered.problems)

    # What came of it

    def _show_progress(self, progress: Progress) -> None:
        """Show how far a job is; an import can be stopped, and keeps what it has stored."""
        stop = self._imports.stop if self._imports.importing else None
        words = self.tr("Importing")
        self._window.status.show_job(words, progress.done, progress.total, cancel=stop)

    def _show_no_progress(self) -> None:
        for cancel in (None, self._imports.stop):
            self._window.status.show_job("", 0, 0, cancel=cancel)

    def _tell_result(self, name: str, result: Result) -> None:
        """Say what an import did, and what it left out and why."""
        opens, self._opens = self._opens, False
        self._window.status.say(
            self.tr("{name}: {added} added, {present} already there").format(
                name=name, added=len(result.added), present=result.present
            )
        )
        if result.problems:
            self._tell_problems(name, result.problems)
        if not result.added or result.source is None:
            return
        source = result.source
        self._window.undoing.offer(
            self._counts(result),
            lambda: self._imports.take_back(source),
            None if opens else lambda: self._look_at(name, result),
        )
        if opens:
            self._window.open_paper(result.added[0])

    def _counts(self, result: Result) -> str:
        """Say what Undo would take back: what papers that were there were given stays with them."""
        said = [self.tr("%n paper(s) added", "", len(result.added))]
        if result.versions:
            said.append(self.tr("%n version(s) among them", "", result.versions))
        return ", ".join(said)

    def _look_at(self, name: str, result: Result) -> None:
        """Show the papers that an import added."""
        if len(result.added) == 1:
            self._window.open_paper(result.added[0])
            return
        query = Query(() if '"' in name else (Term(name, "source", quoted=True),))
        self._window.go(Place(LIBRARY, str(query)))

    def _tell_brought(self, name: str, result: Brought) -> None:
        """Say how many highlights a file brought, and which of its items had no place."""
        said = self.tr("%n highlight(s) added, {present} already there", "", len(result.added))
        self._window.status.say(f"{name}: {said.format(present=result.present)}")
        if not result.problems:
            return
        lines = [
            (self.tr("item {number}").format(number=", ".join(map(str, p.items))), p.reason)
            for p in result.problems
        ]
        left_out = self.tr("%n record(s) of {name} left out.", "", len(lines))
        self._tell_lines(name, left_out.format(name=name), lines)

    def tell_undone(self, count: int) -> None:
        """Say that an import was taken back."""
        self._window.status.say(self.tr("%n paper(s) moved to the bin", "", count))

    def _tell_problems(self, name: str, problems: Sequence[Problem]) -> None:
        """Name the first of what was left out of a source, and show all where there are more."""
        lost = sum(not problem.kept for problem in problems)
        if lost:
            said = self.tr("%n record(s) of {name} left out.", "", lost)
            if kept := len(problems) - lost:
                said += " " + self.tr("%n came in without a part.", "", kept)
        else:
            said = self.tr("%n record(s) of {name} came in without a part.", "", len(problems))
        # What did not come in stands before what did.
        ordered = sorted(problems, key=lambda problem: problem.kept)
        lines = [
            (self.tr("line {line}").format(line=p.line) if p.line else "", p.reason)
            for p in ordered
        ]
        self._tell_lines(name, said.format(name=name), lines)

    def _tell_lines(self, name: str, said: str, lines: list[tuple[str, str]]) -> None:
        from desktop_app.ui.widgets.problem_sheet import ProblemSheet

        where, reason = lines[0]
        first = f"{where[0].upper()}{where[1:]}: {reason}" if where else reason
        self._window.desk.error_bar.tell(
            f"{said} {first}",
            self.tr("Show all") if len(lines) > 1 else "",
            lambda: ProblemSheet(name, said, lines, self._window).open(),
            warning=True,
        )

    def _undo_import(self) -> None:
        from desktop_app.ui.widgets.choice import Choice

        choice = Choice(
            self.tr("Undo an import"),
            self.tr("Its papers go to the bin, with all you wrote on them."),
            self.tr("Move to the bin"),
            self._window,
        )
        for source in sources.imports(self._window.library):
            when = source.added_at.astimezone()
            said = (source.name, phrases.papers(source.papers), f"{when:%Y-%m-%d %H:%M}")
            choice.offer(" · ".join(said), source.id)
        choice.nothing(self.tr("No import can be undone."))
        choice.chosen.connect(self._imports.take_back)
        choice.open()


def local_files(urls: Sequence[QUrl]) -> list[Path]:
    """Give the files and folders among dropped or copied addresses."""
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
