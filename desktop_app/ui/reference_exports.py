"""Papers written to a file as references, off the main thread."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.core import file_names, query
from desktop_app.core.papers import PaperId
from desktop_app.services import referencing
from desktop_app.services.exporting import Result
from desktop_app.services.outgoing import Progress
from desktop_app.services.referencing import ENDINGS, Style
from desktop_app.store import opening, papers, search
from desktop_app.ui import phrases, save_dialog, sentences
from desktop_app.ui.export_dialog import ALL, SELECTED, SHOWN, ExportDialog, Format
from desktop_app.ui.navigation import BIN
from desktop_app.ui.shown_job import ShownJob

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow

NAME = "carrel-papers"
_ALSO = {Style.MARKDOWN: (".markdown",), Style.CSL_JSON: (".csljson",)}


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written to `file`; `papers` is None for all."""

    file: Path
    papers: Sequence[PaperId] | None
    style: Style
    force: bool


class ReferenceExports(QObject):
    """Exports the papers the reader asks for; ``finished`` carries the Result."""

    finished = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._folder = ""
        self._style = Style.BIBTEX
        self._job = ShownJob(window, self)
        self.finished.connect(self._tell)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {"export-papers": self._ask, "export-selected": lambda: self._ask(SELECTED)}

    # Asking

    def _ask(self, wanted: str = "") -> None:
        chosen, shown = list(self._window.chosen()), self._shown()
        if not wanted:  # the one that is read was chosen by nobody
            several = SELECTED if len(chosen) > 1 else ""
            wanted = several or (ALL if shown is None else SHOWN)
        count = None if shown is None else len(shown)
        dialog = ExportDialog(
            self.tr("Export papers"),
            self._formats(),
            self._window,
            selected=len(chosen),
            shown=count,
        )
        dialog.choose(wanted, self._style)
        papers_of = {SELECTED: chosen, SHOWN: shown, ALL: None}
        dialog.wanted.connect(
            lambda which, style: self._ask_file(which, papers_of[which], Style(style))
        )
        dialog.open()

    def _shown(self) -> list[PaperId] | None:
        """Give the papers of the list as it stands; None where that is all, or none is seen."""
        panel = self._window.library_panel
        desk = self._window.desk
        if not desk.on_reading or not (panel.query().terms or desk.page == BIN):
            return None
        return panel.model.papers_in(0, panel.model.rowCount() - 1)

    def _formats(self) -> list[Format]:
        offered = {
            Style.BIBTEX: (
                self.tr("BibTeX"),
                self.tr("For LaTeX, and for nearly every program that manages references."),
            ),
            Style.BIBLATEX: (
                self.tr("BibLaTeX"),
                self.tr(
                    "For LaTeX with the package biblatex: keeps more kinds of works, whole dates"
                    " and every letter as it is."
                ),
            ),
            Style.RIS: (
                self.tr("RIS"),
                self.tr("For EndNote, Mendeley, and the catalogues of libraries and publishers."),
            ),
            Style.CSL_JSON: (
                self.tr("CSL-JSON"),
                self.tr("For Zotero, Pandoc and Word: keeps the most of what is known."),
            ),
            Style.CSV: (
                self.tr("CSV"),
                self.tr("A table with a row for each paper, for a spreadsheet."),
            ),
            Style.MARKDOWN: (
                self.tr("Markdown"),
                self.tr("A list of references to read, or to put into a note or a page."),
            ),
        }
        return [Format(style, *words, one_file=True) for style, words in offered.items()]

    def _ask_file(self, which: str, wanted: Sequence[PaperId] | None, style: Style) -> None:
        self._style = style
        ending = ENDINGS[style]
        known = (ending, *_ALSO.get(style, ()))
        name = next(f.name for f in self._formats() if f.value == style)
        target = save_dialog.ask(
            self._window,
            self.tr("Export papers"),
            Path(self._folder, file_names.safe(self._name(which, wanted), ending)),
            f"{name} ({' '.join(f'*{e}' for e in known)})",
            known=known,
        )
        if target is not None:
            self._folder = str(target.file.parent)
            self._start(Order(target.file, wanted, style, target.force))

    def _name(self, which: str, wanted: Sequence[PaperId] | None) -> str:
        """Name the file: by the paper where it is one, by the collection or tag that is shown."""
        query = self._window.library_panel.query()
        if wanted is not None and len(wanted) == 1:
            return papers.get(self._window.library, wanted[0]).citekey or NAME
        if which == SHOWN and len(query.parts) == 1:
            for term in query.fields:
                if term.field in ("in", "tag") and not term.negated:
                    return term.value
        return NAME

    # Writing

    def _start(self, order: Order) -> None:
        if self._job.is_busy():
            return
        self._window.flush()
        self._job.run(
            self.tr("Writing {name}").format(name=order.file.name),
            _write(self._window.library.path, order),
            done=self.finished.emit,
            cancelled=self.tr("Nothing was exported to {name}").format(name=order.file.name),
            failed=self._window.tell_error,
        )

    def _tell(self, result: Result) -> None:
        """Say how much was exported, or what was not and why."""
        bar = self._window.desk.error_bar
        self._window.status.quieten()
        if result.problems:
            bar.tell(sentences.of(result.problems[0]))
        elif not result.files:
            bar.tell(self.tr("Nothing was exported: there are no papers here."), warning=True)
        else:
            said = self.tr("Exported to {place}: {count}")
            count = phrases.papers(result.papers)
            self._window.status.say(said.format(place=result.place.name, count=count))


# In the lane, on a view of the library of its own


def _write(library: Path, order: Order) -> Generator[Progress, None, Result]:
    reader = opening.open_reader(library)
    try:
        wanted = order.papers
        if wanted is None:
            wanted = search.papers(reader, query.parse(""))
        if not wanted:
            return Result(order.file)
        return (
            yield from referencing.writing(
                reader, wanted, order.file, order.style, force=order.force
            )
        )
    finally:
        reader.close()
