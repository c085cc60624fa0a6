"""What is given at once, files or pasted text, on its way to what would come in.

It is read, joined and matched off the main thread; nothing is written.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop_app.core.papers import Draft, Problem
from desktop_app.engines.lanes import Lane
from desktop_app.formats.web_annotation_reading import Found
from desktop_app.services import gathering, incoming
from desktop_app.services.gathering import Pdf, Reading
from desktop_app.services.incoming import ImportFailed
from desktop_app.ui import sentences
from desktop_app.ui.import_preview.matching import Matching
from desktop_app.ui.import_preview.prospect import Prospect
from desktop_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop_app.core.pdf_heads import Head


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of a gesture: `prospect` is None where it held no papers.

    `marks` says that it held highlights; `refusals` are the errors of files that could not be
    read, `problems` these and what of the others could not be.
    """

    name: str
    prospect: Prospect | None
    problems: tuple[Problem, ...] = ()
    refusals: tuple[ImportFailed, ...] = ()
    marks: bool = False
    pasted: bool = False


class Gesture(QObject):
    """Reads what was given, one file after the other, and matches it with the library.

    ``progressed`` carries what is being done, how much of it is done and of how much; ``marked``
    the name and Found of a file of highlights; ``ended`` a Gathered, or None once cancelled.
    """

    progressed = Signal(str, int, int)
    marked = Signal(str, object)
    ended = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._under_way: Future[Any] | None = None
        self._name = ""
        self._files: deque[Path] = deque()
        self._total = 0
        self._readings: list[Reading] = []
        self._refusals: list[ImportFailed] = []
        self._marks = self._pasted = self._is_over = False

    def read(self, paths: Sequence[Path]) -> None:
        """Read files, and what may hold papers in folders."""
        self._name = paths[0].name if len(paths) == 1 else ""
        self.progressed.emit(self.tr("Looking through {name}").format(name=paths[0].name), 0, 0)
        self._start(Lane.FILES, _expanded, paths, done=self._expand)

    def read_text(self, text: str) -> None:
        """Read records, or identifiers, that were pasted."""
        self._name, self._pasted = self.tr("pasted text"), True
        self._start(Lane.FILES, gathering.of_text, self._name, text, done=self._take_text)

    def cancel(self) -> None:
        """Stop, and bring nothing in."""
        self._is_over = True
        if self._under_way is not None:
            self._under_way.cancel()
        self.ended.emit(None)

    def _start(
        self,
        lane: Lane,
        work: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None = None,
        timeout: float | None = None,
    ) -> None:
        if self._is_over:
            return

        def unless_over(call: Callable[[Any], object]) -> Callable[[Any], object]:
            # What has ended may be on its way here when it is cancelled.
            return lambda outcome: None if self._is_over else call(outcome)

        self._under_way = self._tasks.start(
            lane,
            work,
            *args,
            done=unless_over(done),
            failed=unless_over(failed or self._give_up),
            timeout=timeout,
        )

    def _give_up(self, error: BaseException) -> None:
        """End after an error that nobody expected, which goes to the excepthook."""
        self.ended.emit(None)
        raise error

    # Reading

    def _expand(self, found: tuple[list[Path], list[ImportFailed]]) -> None:
        files, refusals = found
        self._files, self._total = deque(files), len(files)
        self._refusals += refusals
        self._name = self._name or self.tr("%n file(s)", "", len(files) + len(refusals))
        self._read_next()

    def _read_next(self) -> None:
        if not self._files:
            self._join()
            return
        file = self._files.popleft()
        done = self._total - len(self._files) - 1
        self.progressed.emit(self.tr("Reading {name}").format(name=file.name), done, self._total)
        failed = partial(self._refuse, file)
        self._start(Lane.FILES, _read, file, done=self._take, failed=failed)

    def _refuse(self, file: Path, error: BaseException) -> None:
        self._refusals.append(error if isinstance(error, ImportFailed) else _Unexpected(file))
        self._read_next()
        if not isinstance(error, ImportFailed):
            raise error

    def _take(self, found: Reading | Found | Pdf) -> None:
        if isinstance(found, Pdf):
            self._ask(found)
            return
        if isinstance(found, Reading):
            self._readings.append(found)
        else:
            self._marks = True
            self.marked.emit(self._name, found)
        self._read_next()

    def _take_text(self, reading: Reading | None) -> None:
        self._readings += [reading] if reading else []
        self._join()

    # PDFs

    def _ask(self, pdf: Pdf) -> None:
        """Ask the PDF worker what a document is about; one that never answers costs its time."""
        from desktop_app.engines import pdf_head
        from desktop_app.services import pdf_papers

        self._start(
            Lane.PDF,
            pdf_head.read,
            str(pdf.path),
            "",
            done=lambda head: self._describe(pdf, head),
            failed=lambda error: self._name_only(pdf, error),
            timeout=pdf_papers.LIMIT_S,
        )

    def _describe(self, pdf: Pdf, head: Head) -> None:
        def done(draft: Draft) -> None:
            self._take(gathering.of_pdf(pdf, draft))

        from desktop_app.core import title_page

        self._start(Lane.FILES, title_page.draft, head, pdf.path.name, done=done)

    def _name_only(self, pdf: Pdf, error: BaseException) -> None:
        from desktop_app.services import pdf_papers

        draft, problem = pdf_papers.unread(pdf.path.name, error)
        self._take(gathering.of_pdf(pdf, draft, problem))

    # What it comes to

    def _join(self) -> None:
        reading = gathering.join(self._name, self._readings) if self._readings else None
        problems = reading.problems if reading else ()
        refused = [Problem(None, sentences.of(error)) for error in self._refusals]
        problems = (*problems, *refused)
        if reading is None or not reading.drafts:
            self._end(None, problems)
            return
        self._match(Matching(replace(reading, problems=problems)))

    def _match(self, matching: Matching) -> None:
        if matching.prospect is not None:
            self._end(matching.prospect, matching.prospect.problems)
            return
        self.progressed.emit(self.tr("Comparing with your library"), *matching.progress)
        self._start(Lane.READ, matching.step, done=lambda _: self._match(matching))

    def _end(self, prospect: Prospect | None, problems: tuple[Problem, ...]) -> None:
        refusals = tuple(self._refusals)
        self.ended.emit(
            Gathered(self._name, prospect, problems, refusals, self._marks, self._pasted)
        )


class _Unexpected(ImportFailed):
    """A file at which reading failed in a way nobody expected; the log says how."""


def _expanded(paths: Sequence[Path]) -> tuple[list[Path], list[ImportFailed]]:
    """Give the files that paths stand for, and the errors of those that stand for none."""
    files: list[Path] = []
    refusals: list[ImportFailed] = []
    for path in paths:
        try:
            found = gathering.files([path])
            if not found:
                raise incoming.NothingInside(path)
            files += found
        except ImportFailed as e:
            refusals.append(e)
    return files, refusals


def _read(file: Path) -> Reading | Found | Pdf:
    """Read a file; with the first PDF, load here what takes the longest to load."""
    found = gathering.read(file)
    if isinstance(found, Pdf):
        import desktop_app.services.pdf_papers  # noqa: F401
    return found
