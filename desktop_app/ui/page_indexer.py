"""The indexing of documents in the window: read in PDF behind what is shown, kept in READ."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.engines.lanes import Lane
from desktop_app.store import embeddings, errors
from desktop_app.store.library import Library, Notice
from desktop_app.ui import sentences
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop_app.core.documents import SomePages
    from desktop_app.services.page_indexing import PageIndexing, Step
    from desktop_app.ui.main_window import MainWindow

START_MS = 4000
SETTLE_MS = 1500
QUIET_MS = 1000  # without a page asked for, before reading goes on
# While a document is read, a page that is turned must not wait for long, nor often.
GENTLE_S, GENTLE_MS = 0.0, 250  # so that it waits for one page at most
PATIENCE_S = 0.6  # of a reader who wants a page, for a step under way


class PageIndexer(QObject):
    """Reads documents that were not read yet, whenever some came; can be paused.

    ``progressed`` carries how many documents of how many are done, ``failed`` the error of the
    index that ended a run.
    """

    progressed = Signal(int, int)
    failed = Signal(object)

    def __init__(
        self,
        changes: Changes,
        tasks: Tasks,
        *,
        busy: Callable[[], bool] = lambda: False,
        reading: Callable[[], bool] = lambda: False,
    ) -> None:
        """`busy` tells that the worker is needed, `reading` that it may be at any moment."""
        super().__init__(changes)
        self._changes, self._tasks = changes, tasks
        self._busy, self._reading = busy, reading
        self._job: PageIndexing | None = None
        self._running = self._paused = self._again = self._stopped = False
        self._under_way = self._failed = self._rebuilt = False
        self._asked: Future[SomePages] | None = None
        self._since = 0.0
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self.wake)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._next)
        self._watch = QTimer(self, interval=round(PATIENCE_S * 250))
        self._watch.timeout.connect(self._look)
        changes.changed.connect(self._on_notice)
        tasks.closing.connect(self.stop)
        self._settle.start(START_MS)

    def wake(self) -> None:
        """Look for documents that were not read to their end, and read them."""
        if self._running or self._stopped:
            self._again = self._running
            return
        if not self._changes.library.writable:
            return
        self._running, self._again, self._failed = True, False, False
        self._tasks.start(Lane.READ, _prepare, done=self._prepared, failed=self._fail)

    def pause(self, paused: bool) -> None:
        """Stop after the step under way, or go on."""
        self._paused = paused
        if not paused:
            self._next()

    def name(self) -> str:
        """Say what goes on, for the reader."""
        return self.tr("Indexing documents")

    def stop(self) -> None:
        """End for good; what was read stays."""
        self._stopped = True
        for timer in (self._settle, self._rest, self._watch):
            timer.stop()

    def _on_notice(self, notice: Notice) -> None:
        if touches(notice, "document") and not (self._failed or self._stopped):
            self._settle.start(SETTLE_MS)

    def _prepared(self, job: PageIndexing) -> None:
        self._job = job
        self._tidy(more=True)

    def _tidy(self, *, more: bool) -> None:
        if not more:
            self._next()
        elif self._job is not None and not self._stopped:
            self._tasks.start(
                Lane.READ, _tidy, self._job, done=lambda m: self._tidy(more=m), failed=self._fail
            )

    def _next(self) -> None:
        self._rest.stop()
        if self._job is None or self._under_way or self._paused or self._stopped:
            return
        if self._busy():
            self._rest.start(QUIET_MS)
            return
        self._under_way = True
        most = GENTLE_S if self._reading() else None
        self._tasks.start(Lane.READ, _step, self._job, most, done=self._read, failed=self._fail)

    def _read(self, step: Step | None) -> None:
        from desktop_app.engines import pdf
        from desktop_app.services.page_indexing import LIMIT_S

        job = self._job
        if job is None or self._stopped:
            return
        self.progressed.emit(job.done, job.total)
        if step is None:
            self._let_go()
            if self._again:
                self.wake()
            return
        self._since = monotonic()
        self._watch.start()
        self._asked = self._tasks.start(
            Lane.PDF,
            pdf.texts,
            *step.args,
            done=lambda read: self._store(_accept, job, step, read),
            failed=lambda error: self._store(_note, job, step, error),
            timeout=LIMIT_S,
        )

    def _look(self) -> None:
        """Make room for a page that is waited for, where a step takes long."""
        if monotonic() - self._since > PATIENCE_S and self._asked and self._busy():
            self._watch.stop()
            if self._asked.cancel():
                self._under_way = False
                self._rest.start(QUIET_MS)

    def _store(self, keep: Callable[..., None], job: PageIndexing, *outcome: object) -> None:
        self._watch.stop()
        if not self._stopped:
            self._tasks.start(
                Lane.READ, keep, job, *outcome, done=lambda _: self._pass_on(), failed=self._fail
            )

    def _pass_on(self) -> None:
        self._under_way = False
        if self._reading() and not self._paused:
            self._rest.start(GENTLE_MS)
        else:
            self._next()

    def _fail(self, error: BaseException) -> None:
        self._let_go()
        if isinstance(error, errors.IndexDamaged) and not self._rebuilt:
            self._rebuilt = True  # once: a disk that damages it again is for a person to mend
            self.wake()
            return
        self._failed = True
        self.progressed.emit(0, 0)
        logging.getLogger("carrel").error("documents are not indexed", exc_info=error)
        if isinstance(error, errors.LibraryError) and not self._stopped:
            self.failed.emit(error)

    def _let_go(self) -> None:
        self._job = None
        self._running = self._under_way = False
        self._watch.stop()


def index_documents(window: MainWindow) -> PageIndexer:
    """Index the documents of a window's library, behind all that its reader does."""
    documents, imports, status = window.documents, window.imports, window.status

    def show(done: int, total: int) -> None:
        if not (imports.busy or window.indexer.running):
            name = made.name() if done < total else ""
            status.show_job(name, done, total, pausable=True)

    made = PageIndexer(
        window.changes,
        window.tasks,
        busy=lambda: imports.busy or (documents.made is not None and documents.made.source.busy),
        reading=lambda: documents.isVisible() and documents.part.source.facts is not None,
    )
    made.progressed.connect(show)
    made.failed.connect(lambda error: status.say(sentences.of(error)))
    window.indexer.paused.connect(made.pause)
    imports.idle.connect(made.wake)
    return made


def _prepare(reader: Library) -> PageIndexing:
    from desktop_app.engines import pdf  # with what it needs, which is no part of a start
    from desktop_app.services.page_indexing import PageIndexing

    return PageIndexing(reader, embeddings.open_index(reader.path), pdf.extraction())


def _tidy(_: Library, job: PageIndexing) -> bool:
    return job.tidy()


def _step(_: Library, job: PageIndexing, most: float | None) -> Step | None:
    step = job.next_step() if most is None else job.next_step(most)
    if step is None:
        job.close()  # here, for it moves the log of the index along
    return step


def _accept(_: Library, job: PageIndexing, step: Step, read: SomePages) -> None:
    job.accept(step, read)


def _note(_: Library, job: PageIndexing, step: Step, error: BaseException) -> None:
    job.fail(step, error)
