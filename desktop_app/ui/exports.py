"""Highlights and notes written to files from the window, off the main thread."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from desktop_app.core.papers import PaperId
from desktop_app.engines import pdf
from desktop_app.engines.lanes import Lane
from desktop_app.services import copying, exporting, outgoing
from desktop_app.services.copying import Copy, Plan
from desktop_app.services.exporting import Result
from desktop_app.services.outgoing import Progress
from desktop_app.store import notes, opening
from desktop_app.store.library import Library
from desktop_app.ui import save_dialog, sentences
from desktop_app.ui.export_dialog import ALL, ExportDialog, Format
from desktop_app.ui.shown_job import ShownJob
from desktop_app.ui.stepping import Job

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow

FILE_NAME = "carrel-highlights.jsonld"
MARKDOWN, WEB_ANNOTATIONS, COPIES = "markdown", "w3c", "pdf"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported to `place`; `papers` is None for all, with notes of their own."""

    place: Path
    papers: Sequence[PaperId] | None
    colour_names: Sequence[str]
    noted: bool = False
    force: bool = False


@dataclass(slots=True)
class _Copying:
    """Copies under way: one after the other, so that pages can be drawn in between."""

    place: Path
    left: list[Copy]
    total: int
    problems: list[Exception]
    made: list[Copy] = field(default_factory=list)


class Exports(QObject):
    """Exports what the reader asks for; ``finished`` carries the Result."""

    finished = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._folder = ""
        self._job = ShownJob(window, self)
        self.finished.connect(self._tell)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {"export-notes": self._ask_notes, "export-highlights": self._ask_highlights}

    # Asking

    def _ask_notes(self) -> None:
        own = self.tr("Notes of your own go to the folder Notes in it.")
        self._ask(
            self.tr("Export notes"),
            [Format(MARKDOWN, self.tr("Markdown"), self._markdown(), own)],
            lambda papers, _: self._to_folder(papers, noted=True),
        )

    def _ask_highlights(self) -> None:
        do: dict[str, Callable[[Sequence[PaperId] | None], None]] = {
            MARKDOWN: self._to_folder,
            WEB_ANNOTATIONS: self._to_file,
            COPIES: self._to_copies,
        }
        other = self.tr(
            "One file (JSON-LD) that other programs read, and that can be added to another"
            " library of Carrel with nothing lost."
        )
        copies = self.tr(
            "A copy of each PDF with your highlights in it, for any viewer. The PDFs themselves"
            " stay as they are."
        )
        formats = [
            Format(MARKDOWN, self.tr("Markdown"), self._markdown()),
            Format(WEB_ANNOTATIONS, self.tr("Web Annotations"), other, one_file=True),
            Format(COPIES, self.tr("PDF copies"), copies),
        ]
        self._ask(self.tr("Export highlights"), formats, lambda papers, how: do[how](papers))

    def _markdown(self) -> str:
        return self.tr("A Markdown file for each paper, with its highlights and note.")

    def _ask(
        self,
        title: str,
        formats: Sequence[Format],
        run: Callable[[Sequence[PaperId] | None, str], None],
    ) -> None:
        chosen = list(self._window.chosen())
        dialog = ExportDialog(title, formats, self._window, selected=len(chosen))
        dialog.wanted.connect(lambda which, how: run(None if which == ALL else chosen, how))
        dialog.open()

    def _choose_folder(self) -> Path | None:
        name = QFileDialog.getExistingDirectory(
            self._window, self.tr("Export to a folder"), self._folder
        )
        self._folder = name or self._folder
        return Path(name) if name else None

    def _order(
        self,
        place: Path,
        papers: Sequence[PaperId] | None,
        *,
        noted: bool = False,
        force: bool = False,
    ) -> Order:
        self._window.flush()
        return Order(place, papers, self._window.settings.colour_names, noted, force)

    # Writing

    def _to_folder(self, papers: Sequence[PaperId] | None, *, noted: bool = False) -> None:
        if (folder := self._choose_folder()) is not None:
            self._write(_write_markdown, self._order(folder, papers, noted=noted))

    def _to_file(self, papers: Sequence[PaperId] | None) -> None:
        target = save_dialog.ask(
            self._window,
            self.tr("Export to a file"),
            Path(self._folder, FILE_NAME),
            self.tr("Web Annotations (*.jsonld *.json)"),
        )
        if target is not None:
            self._folder = str(target.file.parent)
            self._write(
                _write_web_annotations, self._order(target.file, papers, force=target.force)
            )

    def _to_copies(self, papers: Sequence[PaperId] | None) -> None:
        if (folder := self._choose_folder()) is not None:
            self._window.tasks.start(
                Lane.FILES,
                _plan_copies,
                self._window.library.path,
                self._order(folder, papers),
                done=lambda plan: self._begin_copying(folder, plan),
                failed=self._window.tell_error,
            )

    def _write(self, work: Callable[[Path, Order], Job], order: Order) -> None:
        if not self._job.is_busy():
            self._job.run(
                self.tr("Exporting to {name}").format(name=order.place.name),
                work(self._window.library.path, order),
                done=self.finished.emit,
                cancelled=self.tr("The export was cancelled; what is written stays"),
                failed=self._window.tell_error,
            )

    # Copies of documents, made by the PDF worker

    def _begin_copying(self, folder: Path, plan: Plan) -> None:
        copies = list(plan.copies)
        self._copy_next(_Copying(folder, copies, len(copies), list(plan.problems)))

    def _copy_next(self, job: _Copying) -> None:
        done = job.total - len(job.left)
        name = self.tr("Writing copies") if job.left else ""
        self._window.status.show_job(name, done, job.total)
        if not job.left:
            self.finished.emit(copying.result(job.place, job.made, job.problems))
            return
        copy = job.left.pop(0)
        making = outgoing.unfinished(copy.target)

        def failed(error: BaseException) -> None:
            outgoing.discard(making)
            job.problems.append(copying.failure(copy, error))
            if isinstance(job.problems[-1], outgoing.NotWritten):
                job.left.clear()
            self._copy_next(job)

        def kept(_: None) -> None:
            job.made.append(copy)
            self._copy_next(job)

        def written(_: None) -> None:
            tasks.start(Lane.FILES, copying.keep, copy, making, done=kept, failed=failed)

        tasks = self._window.tasks
        request = (str(copy.source), "", copy.marks, str(making))
        tasks.start(
            Lane.PDF,
            pdf.write_copy,
            *request,
            done=written,
            failed=failed,
            timeout=copying.LIMIT_S,
        )

    # Telling

    def _tell(self, result: Result) -> None:
        """Say how much was exported, and what was not and why."""
        bar = self._window.desk.error_bar
        if result.files:
            self._window.status.say(self._counts(result))
        elif not result.problems:
            bar.tell(
                self.tr(
                    "Nothing was exported: there are no highlights or notes of that kind in these"
                    " papers."
                ),
                warning=True,
            )
        if result.problems:
            several = len(result.problems) > 1
            left_out = self.tr("%n file(s) not written.", "", len(result.problems))
            first = sentences.of(result.problems[0])
            bar.tell(
                f"{left_out} {first}" if several else first,
                self.tr("Show all") if several else "",
                lambda: self._show_all(result),
                warning=bool(result.files),
            )

    def _counts(self, result: Result) -> str:
        counts = [
            self.tr("%n paper(s)", "", result.papers) if result.papers else "",
            self.tr("%n highlight(s)", "", result.highlights) if result.highlights else "",
            self.tr("%n note(s) of your own", "", result.notes) if result.notes else "",
        ]
        return self.tr("Exported to {place}: {counts}").format(
            place=result.place.name, counts=", ".join(filter(None, counts))
        )

    def _show_all(self, result: Result) -> None:
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("Export"))
        box.setText(self.tr("%n file(s) not written.", "", len(result.problems)))
        box.setDetailedText("\n".join(map(sentences.of, result.problems)))
        box.open()


# In the lane, on a view of the library of its own


def _write_markdown(library: Path, order: Order) -> Generator[Progress, None, Result]:
    with _reading(library, order) as (reader, wanted):
        own = notes.all_own(reader) if order.noted and order.papers is None else []
        if not wanted and not own:
            return Result(order.place)
        return (
            yield from exporting.writing_markdown(
                reader, wanted, order.place, order.colour_names, own=own
            )
        )


def _write_web_annotations(library: Path, order: Order) -> Generator[Progress, None, Result]:
    with _reading(library, order) as (reader, wanted):
        if not wanted:
            return Result(order.place)
        return (
            yield from exporting.writing_web_annotations(
                reader, wanted, order.place, order.colour_names, force=order.force
            )
        )


def _plan_copies(library: Path, order: Order) -> Plan:
    with _reading(library, order) as (reader, wanted):
        return copying.plan(reader, wanted, order.place)


@contextmanager
def _reading(library: Path, order: Order) -> Iterator[tuple[Library, list[PaperId]]]:
    """Open a library, and give the papers of an order that have something to export."""
    reader = opening.open_reader(library)
    try:
        yield reader, exporting.exportable(reader, order.papers, noted=order.noted)
    finally:
        reader.close()
