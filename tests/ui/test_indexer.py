"""The embedding job in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.engines import embedding
from desktop_app.engines.lanes import Lane, WorkerDied
from desktop_app.services import indexing
from desktop_app.store import embeddings, errors, opening, papers, term_lists
from desktop_app.store.library import Library
from desktop_app.ui import indexer as module
from desktop_app.ui.changes import Changes
from desktop_app.ui.indexer import Indexer
from desktop_app.ui.tasks import Tasks
from tests import build
from tests.ui.lanes import HandLanes

VECTOR = b"\x00\x00\x80?" + bytes(4 * 383)


class Bench:
    """An indexer whose lanes work when told."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.lanes = HandLanes(library)
        self.lanes.answers[Lane.MODEL] = lambda texts: [VECTOR] * len(texts)
        self.changes = Changes(library)
        self.indexer = Indexer(self.changes, Tasks(self.lanes, self.changes))

    def lacking(self) -> int:
        index = embeddings.open_index(self.library.path)
        try:
            return len(embeddings.missing(self.library, index, embedding.MODEL))
        finally:
            index.close()


@pytest.fixture
def bench(tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(indexing, "BATCH", 2)
    monkeypatch.setattr(module, "SETTLE_MS", 0)
    monkeypatch.setattr(embedding, "missing", lambda: None)
    library = opening.open_library(tmp_path)
    build.add(library, *(build.draft(f"Paper {n}", abstract=f"Words {n}") for n in range(6)))
    made = Bench(library)
    yield made
    made.changes.close()
    library.close()


def terms_kept(bench: Bench) -> int:
    index = embeddings.open_index(bench.library.path)
    try:
        return len(term_lists.known(index))
    finally:
        index.close()


def model_asked(bench: Bench) -> bool:
    return bool(bench.lanes.waiting) and bench.lanes.waiting[0][0] is Lane.MODEL


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


def test_all_that_has_no_vector_gets_one(bench: Bench, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    bench.indexer.progressed.connect(lambda done, total: told.append((done, total)))
    bench.indexer.wake()
    work(bench, qtbot, lambda: (6, 6) in told)
    assert told == [(0, 6), (2, 6), (4, 6), (6, 6)]
    assert bench.lacking() == 0


def test_a_new_paper_wakes_it(bench: Bench, qtbot: QtBot) -> None:
    build.add(bench.library, build.draft("New", abstract="Quite new"))
    work(bench, qtbot, lambda: not bench.indexer._running and bench.lacking() == 0)
    assert bench.lacking() == 0


def test_paused_it_stops_after_the_batch_under_way(bench: Bench, qtbot: QtBot) -> None:
    bench.indexer.wake()
    work(bench, qtbot, lambda: model_asked(bench))
    bench.indexer.pause(True)
    with qtbot.waitSignal(bench.indexer.stored):
        work(bench, qtbot, lambda: bench.lacking() == 4)
    assert bench.lanes.waiting == []


def test_pausing_and_going_on_in_one_batch_does_the_work_once(bench: Bench, qtbot: QtBot) -> None:
    bench.indexer.wake()
    work(bench, qtbot, lambda: model_asked(bench))
    bench.indexer.pause(True)
    bench.indexer.pause(False)
    assert len(bench.lanes.waiting) == 1
    seen = work(bench, qtbot, lambda: not bench.indexer._running)
    assert seen.count(Lane.MODEL) == 3


def test_going_on_does_the_rest(bench: Bench, qtbot: QtBot) -> None:
    bench.indexer.pause(True)
    bench.indexer.wake()
    work(bench, qtbot, lambda: bench.indexer._job is not None)
    assert bench.lanes.waiting == []
    bench.indexer.pause(False)
    work(bench, qtbot, lambda: not bench.indexer._running)
    assert bench.lacking() == 0


def test_stopped_it_asks_for_nothing_more(bench: Bench, qtbot: QtBot) -> None:
    bench.indexer.wake()
    bench.indexer.stop()
    bench.lanes.do()
    qtbot.wait(0)
    bench.indexer.wake()
    assert bench.lanes.waiting == []


def test_a_dying_worker_is_told_once_and_not_asked_again_and_again(
    bench: Bench, qtbot: QtBot
) -> None:
    def die(_: object) -> None:
        raise WorkerDied(9)

    bench.lanes.answers[Lane.MODEL] = die
    failed: list[BaseException] = []
    bench.indexer.failed.connect(failed.append)
    bench.indexer.wake()
    work(bench, qtbot, lambda: bool(failed))
    bench.changes.make("Star", lambda: papers.star(bench.library, [papers.PaperId(1)], True))
    assert not bench.indexer._settle.isActive()
    assert bench.lanes.waiting == []
    bench.lanes.answers[Lane.MODEL] = lambda texts: [VECTOR] * len(texts)
    bench.indexer.wake()  # as after an import, or at the next start
    work(bench, qtbot, lambda: not bench.indexer._running)
    assert bench.lacking() == 0
    assert len(failed) == 1


def test_without_the_model_it_does_nothing(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "missing", lambda: "torch")
    bench.indexer.wake()
    assert bench.lanes.waiting == []


def test_in_a_library_that_is_only_read_it_does_nothing(bench: Bench, qtbot: QtBot) -> None:
    bench.library.writable = False
    bench.indexer.wake()
    assert bench.lanes.waiting == []


def test_an_index_that_cannot_be_written_is_told_once(bench: Bench, qtbot: QtBot) -> None:
    (bench.library.path / embeddings.FILE).mkdir()
    failed: list[BaseException] = []
    bench.indexer.failed.connect(failed.append)
    bench.indexer.wake()
    seen = work(bench, qtbot, lambda: bool(failed))
    assert Lane.MODEL not in seen
    assert isinstance(failed[0], errors.IndexUnwritable)
    build.add(bench.library, build.draft("New", abstract="Quite new"))
    assert not bench.indexer._settle.isActive()
    assert bench.lanes.waiting == []


def test_a_damaged_index_is_made_anew_once(bench: Bench, qtbot: QtBot) -> None:
    failed: list[BaseException] = []
    bench.indexer.failed.connect(failed.append)
    good = bench.lanes.answers[Lane.MODEL]

    def damage(_: object) -> None:
        raise errors.IndexDamaged(bench.library.path)

    bench.lanes.answers[Lane.MODEL] = damage
    bench.indexer.wake()
    work(bench, qtbot, lambda: bench.indexer._rebuilt)
    bench.lanes.answers[Lane.MODEL] = good
    work(bench, qtbot, lambda: not bench.indexer._running)
    assert (bench.lacking(), failed) == (0, [])
    bench.indexer._fail(errors.IndexDamaged(bench.library.path))
    assert len(failed) == 1


def test_terms_are_read_when_all_is_embedded_unless_paused(bench: Bench, qtbot: QtBot) -> None:
    bench.indexer.wake()
    work(bench, qtbot, lambda: bench.lacking() == 0)
    bench.indexer.pause(True)
    work(bench, qtbot, lambda: not bench.lanes.waiting)
    before = terms_kept(bench)
    bench.indexer.pause(False)
    work(bench, qtbot, lambda: terms_kept(bench) == 6)
    assert before < 6
    assert not bench.indexer.running
