"""The indexing of documents in the window: behind the reader, paused with the other, never loud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.engines import pdf
from desktop_app.engines.lanes import Lane
from desktop_app.services import attaching
from desktop_app.store import documents, embeddings, errors, opening, page_texts
from desktop_app.store.library import Library
from desktop_app.ui import page_indexer as module
from desktop_app.ui.changes import Changes
from desktop_app.ui.indexer import Indexer
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.page_indexer import PageIndexer
from desktop_app.ui.tasks import Tasks
from tests import build, pdfs
from tests.ui.lanes import HandLanes


class Bench:
    """An indexer whose lanes work when told, on a library of two documents."""

    def __init__(self, folder: Path) -> None:
        self.library = opening.open_library(folder / "library")
        self.hashes = [
            self.attach(pdfs.many(folder / "many.pdf", 3)),
            self.attach(pdfs.columns(folder / "columns.pdf")),
        ]
        self.lanes = HandLanes(self.library)
        self.changes = Changes(self.library)
        self.tasks = Tasks(self.lanes, self.changes)
        self.busy = self.reading = False
        self.indexer = PageIndexer(
            self.changes, self.tasks, busy=lambda: self.busy, reading=lambda: self.reading
        )
        self.told: list[tuple[int, int]] = []
        self.indexer.progressed.connect(lambda done, total: self.told.append((done, total)))

    def attach(self, path: Path) -> str:
        (paper,) = build.add(self.library, build.draft(path.stem))
        taken = attaching.take(self.library.path, path)
        with self.library.change("Attach"):
            document = attaching.attach(self.library, paper, taken)
        return documents.get(self.library, document).hash

    def lacking(self) -> int:
        index = embeddings.open_index(self.library.path)
        try:
            page_texts.lay_out(index)
            return len(page_texts.missing(self.library, index, pdf.extraction()))
        finally:
            index.close()

    @property
    def is_idle(self) -> bool:
        return not self.indexer._running


@pytest.fixture
def bench(tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(module, "SETTLE_MS", 0)
    monkeypatch.setattr(module, "QUIET_MS", 0)
    monkeypatch.setattr(module, "GENTLE_MS", 0)
    made = Bench(tmp_path)
    yield made
    made.changes.close()
    made.library.close()


def asks(bench: Bench, lane: Lane) -> bool:
    return bool(bench.lanes.waiting) and bench.lanes.waiting[0][0] is lane


def work(bench: Bench, qtbot: QtBot, until: Callable[[], bool]) -> list[Lane]:
    """Do what the lanes are asked, one by one; give the lanes in order."""
    seen: list[Lane] = []

    def one() -> bool:
        if until():
            return True
        lane = bench.lanes.do()
        if lane is not None:
            seen.append(lane)
        return False

    qtbot.waitUntil(one)
    return seen


def test_every_document_is_read(bench: Bench, qtbot: QtBot) -> None:
    bench.indexer.wake()
    seen = work(bench, qtbot, lambda: bench.is_idle)
    assert bench.told == [(0, 2), (1, 2), (2, 2)]
    assert seen.count(Lane.PDF) == 2
    assert bench.lacking() == 0


def test_a_new_document_wakes_it(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    bench.indexer.wake()
    work(bench, qtbot, lambda: bench.is_idle)
    bench.attach(pdfs.plain(tmp_path / "new.pdf"))
    work(bench, qtbot, lambda: bench.is_idle and bench.lacking() == 0)
    assert bench.told[-1] == (1, 1)


def test_it_begins_by_itself_some_time_after_the_start(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bench.indexer._settle.isActive()
    monkeypatch.setattr(module, "START_MS", 0)
    other = PageIndexer(bench.changes, bench.tasks)
    bench.indexer.stop()
    work(bench, qtbot, lambda: not other._settle.isActive() and not other._running)
    assert bench.lacking() == 0


def test_paused_it_stops_after_the_step_under_way(bench: Bench, qtbot: QtBot) -> None:
    bench.indexer.wake()
    work(bench, qtbot, lambda: asks(bench, Lane.PDF))
    bench.indexer.pause(True)
    work(bench, qtbot, lambda: bench.lacking() == 1)
    qtbot.wait(0)
    assert bench.lanes.waiting == []
    bench.indexer.pause(False)
    bench.indexer.pause(False)
    assert len(bench.lanes.waiting) == 1
    work(bench, qtbot, lambda: bench.is_idle)
    assert bench.lacking() == 0


def test_it_waits_while_the_worker_is_needed(bench: Bench, qtbot: QtBot) -> None:
    bench.busy = True
    bench.indexer.wake()
    work(bench, qtbot, lambda: bench.indexer._job is not None and not bench.lanes.waiting)
    qtbot.wait(20)
    assert bench.lanes.waiting == []
    bench.busy = False
    work(bench, qtbot, lambda: bench.is_idle)
    assert bench.lacking() == 0


def test_a_long_step_makes_room_for_a_page_that_is_waited_for(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", 0.0)
    bench.indexer._watch.setInterval(0)
    bench.indexer.wake()
    work(bench, qtbot, lambda: asks(bench, Lane.PDF))
    future = bench.lanes.waiting[0][1]
    qtbot.wait(20)
    assert not future.cancelled()
    bench.busy = True
    qtbot.waitUntil(future.cancelled)
    bench.busy = False
    work(bench, qtbot, lambda: bench.is_idle)
    assert bench.lacking() == 0


def test_while_a_document_is_read_steps_are_short(bench: Bench, qtbot: QtBot) -> None:
    asked: list[float] = []

    def read(path: str, password: str, first: int, most: int, seconds: float) -> object:
        asked.append(seconds)
        return pdf.texts(path, password, first, most, 0.0)

    bench.lanes.answers[Lane.PDF] = read
    bench.reading = True
    bench.indexer.wake()
    work(bench, qtbot, lambda: bench.is_idle)
    assert asked == [module.GENTLE_S] * 4
    assert bench.lacking() == 0


def test_a_file_that_cannot_be_read_is_passed_over(bench: Bench, qtbot: QtBot) -> None:
    calls: list[str] = []

    def read(path: str, *how: object) -> object:
        calls.append(path)
        raise TimeoutError if bench.hashes[0] in path else pdf.Unopenable(path, "broken")

    bench.lanes.answers[Lane.PDF] = read
    failed: list[BaseException] = []
    bench.indexer.failed.connect(failed.append)
    bench.indexer.wake()
    work(bench, qtbot, lambda: bench.is_idle)
    assert bench.told[-1] == (2, 2)
    assert len(calls) == 1 + 1 + page_texts.MOST_LOST * page_texts.MOST_TRIES
    assert failed == []


def test_an_index_that_cannot_be_written_is_told_once(bench: Bench, qtbot: QtBot) -> None:
    (bench.library.path / embeddings.FILE).mkdir()
    failed: list[BaseException] = []
    bench.indexer.failed.connect(failed.append)
    bench.indexer.wake()
    seen = work(bench, qtbot, lambda: bool(failed))
    assert Lane.PDF not in seen
    assert isinstance(failed[0], errors.IndexUnwritable)
    bench.indexer._settle.stop()
    bench.attach(pdfs.plain(bench.library.path / "new.pdf"))
    assert not bench.indexer._settle.isActive()


def test_a_damaged_index_is_made_anew_once(bench: Bench, qtbot: QtBot) -> None:
    def damage(*_: object) -> None:
        raise errors.IndexDamaged(bench.library.path)

    bench.lanes.answers[Lane.READ] = damage
    failed: list[BaseException] = []
    bench.indexer.failed.connect(failed.append)
    bench.indexer.wake()
    work(bench, qtbot, lambda: bench.indexer._rebuilt)
    del bench.lanes.answers[Lane.READ]
    bench.lanes.waiting.clear()
    bench.indexer._running = False
    bench.indexer.wake()
    work(bench, qtbot, lambda: bench.is_idle)
    assert (bench.lacking(), failed) == (0, [])
    bench.indexer._fail(errors.IndexDamaged(bench.library.path))
    assert len(failed) == 1


def test_stopped_it_asks_for_nothing_more(bench: Bench, qtbot: QtBot) -> None:
    bench.indexer.wake()
    bench.tasks.close()
    bench.lanes.do()
    qtbot.wait(0)
    bench.indexer.wake()
    assert bench.lanes.waiting == []


def test_in_a_library_that_is_only_read_it_does_nothing(bench: Bench) -> None:
    bench.library.writable = False
    bench.indexer.wake()
    assert bench.lanes.waiting == []


def test_the_status_bar_tells_of_it_and_pauses_it(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexer = window.page_indexer
    indexer.progressed.emit(3, 50)
    assert window.status.sentence() == "Indexing documents 3 / 50"
    assert window.status._pause.isVisible()
    monkeypatch.setattr(Indexer, "running", True)
    indexer.progressed.emit(4, 50)
    assert window.status.sentence() == "Indexing documents 3 / 50"  # the other tells its own
    monkeypatch.setattr(Indexer, "running", False)
    indexer.progressed.emit(50, 50)
    assert window.status.sentence() == ""
    assert indexer._paused
    window.indexer.pause(False)
    assert not indexer._paused


def test_a_document_of_the_window_is_read(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (paper,) = build.add(window.library, build.draft())
    taken = attaching.take(window.library.path, pdfs.columns(tmp_path / "a.pdf"))
    window.changes.make("Attach", lambda: attaching.attach(window.library, paper, taken))
    window.page_indexer.pause(False)
    window.page_indexer.wake()
    qtbot.waitUntil(lambda: bool(_held(window.library, taken)), timeout=20_000)
    assert _held(window.library, taken) == 1


def _held(library: Library, taken: attaching.Taken) -> int:
    index = embeddings.open_index(library.path, writable=False)
    try:
        return len(page_texts.of_document(index, taken.hash, pdf.extraction()))
    finally:
        index.close()
