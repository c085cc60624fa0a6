"""The embedding job in the window: batches read and stored in READ, embedded in MODEL."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.engines import embedding
from desktop_app.engines.lanes import Lane
from desktop_app.services.indexing import Batch, Indexing
from desktop_app.store import embeddings, errors
from desktop_app.store.library import Library, Notice
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.tasks import Tasks

SETTLE_MS = 1500
LIMIT_S = 180.0


class Indexer(QObject):
    """Embeds what has no vector yet, whenever papers came or changed; can be paused.

    ``progressed`` carries how many papers of how many are done, ``stored`` the papers that got a
    vector, ``failed`` the error that ended a run, ``paused`` whether it was paused or goes on.
    """

    progressed = Signal(int, int)
    stored = Signal(object)
    failed = Signal(object)
    paused = Signal(bool)

    def __init__(self, changes: Changes, tasks: Tasks) -> None:
        super().__init__(changes)
        self._changes, self._tasks = changes, tasks
        self._job: Indexing | None = None
        self._running = self._paused = self._again = self._stopped = False
        self._under_way = self._failed = self._rebuilt = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.wake)
        changes.changed.connect(self._on_notice)

    def wake(self) -> None:
        """Look for papers without a vector and embed them."""
        if self._running or self._stopped or embedding.missing():
            self._again = self._running
            return
        if not self._changes.library.writable:
            return  # it would embed the same at each start and keep nothing
        self._running, self._again, self._failed = True, False, False
        self._tasks.start(Lane.READ, _prepare, done=self._prepared, failed=self._fail)

    @property
    def running(self) -> bool:
        """Whether papers are being embedded, or wait until it is not paused any more."""
        return self._job is not None and self._job.done < self._job.total

    def pause(self, paused: bool) -> None:
        """Stop after the batch under way, or go on."""
        self._paused = paused
        self.paused.emit(paused)
        if not paused and not self._under_way:
            self._next()

    def stop(self) -> None:
        """End for good; what was embedded stays."""
        self._stopped = True
        self._settle.stop()

    def _on_notice(self, notice: Notice) -> None:
        if touches(notice, "paper", "abstract") and not self._failed:  # it would fail each time
            self._settle.start()

    def _prepared(self, job: Indexing) -> None:
        self._job = job
        self._next()

    def _next(self) -> None:
        self._under_way = self._job is not None and not self._paused and not self._stopped
        if self._under_way:
            self._tasks.start(Lane.READ, _next, self._job, done=self._embed, failed=self._fail)

    def _embed(self, found: tuple[Batch | None, bool]) -> None:
        (batch, more), job = found, self._job
        if job is None or self._stopped:
            return
        self.progressed.emit(job.done, job.total)
        if batch is None:
            (self._next if more else self._finish)()
            return
        self._tasks.start(
            Lane.MODEL,
            embedding.encode,
            batch.texts,
            done=lambda vectors: self._store(batch, vectors),
            failed=self._fail,
            timeout=LIMIT_S,
        )

    def _store(self, batch: Batch, vectors: Sequence[bytes]) -> None:
        job = self._job
        if job is None or self._stopped:
            return

        def stored(_: None) -> None:
            self.stored.emit(batch.papers)
            self._next()

        self._tasks.start(Lane.READ, _accept, job, batch, vectors, done=stored, failed=self._fail)

    def _finish(self) -> None:
        self._let_go()
        if self._again:
            self.wake()

    def _fail(self, error: BaseException) -> None:
        self._let_go()
        if isinstance(error, errors.IndexDamaged) and not self._rebuilt:
            self._rebuilt = True  # once: a disk that damages it again is for a person to mend
            self.wake()
            return
        self._failed = True
        self.progressed.emit(0, 0)
        if not self._stopped:
            self.failed.emit(error)

    def _let_go(self) -> None:
        self._job = None
        self._running = self._under_way = False


def _prepare(reader: Library) -> Indexing:
    return Indexing(reader, embeddings.open_index(reader.path))


def _next(_: Library, job: Indexing) -> tuple[Batch | None, bool]:
    """Give the next batch; when there is none, read some terms and tell whether there are more."""
    batch = job.next_batch()
    return batch, batch is None and job.terms.step()


def _accept(_: Library, job: Indexing, batch: Batch, vectors: Sequence[bytes]) -> None:
    job.accept(batch, vectors)
