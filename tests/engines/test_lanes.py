from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, wait
from pathlib import Path

import pytest

from desktop_app.engines import lanes
from desktop_app.engines.lanes import Lane, Lanes, ProcessLane, Resource, ThreadLane
from tests.engines import work

SOON = 30.0  # seconds; far more than is needed, so that a hang fails and a slow machine does not


@pytest.fixture(scope="module")
def worker() -> Iterator[ProcessLane]:
    lane = ProcessLane("test")
    yield lane
    lane.close()


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


class Desk:
    """A resource that remembers what was done to it."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self.stopped = threading.Event()
        self.ended = False

    def end(self) -> None:
        self.ended = True

    def wait(self) -> str:
        return "stopped" if self.stopped.wait(SOON) else "late"


def _desks() -> tuple[list[Desk], Resource[Desk]]:
    made: list[Desk] = []

    def make() -> Desk:
        made.append(Desk())
        return made[-1]

    return made, Resource(make, Desk.end, lambda desk: desk.stopped.set())


# A worker process


def test_work_is_done_in_one_other_process(worker: ProcessLane) -> None:
    first = worker.submit(work.process)
    second = worker.submit(work.process)
    assert first.result(SOON) == second.result(SOON) != work.process()


def test_work_comes_in_the_order_asked(worker: ProcessLane) -> None:
    done: list[int] = []
    futures = [worker.submit(work.double, n) for n in range(20)]
    for future in futures:
        future.add_done_callback(lambda f: done.append(f.result()))
    wait(futures, SOON)
    assert done == [2 * n for n in range(20)]


def test_an_error_comes_back(worker: ProcessLane) -> None:
    with pytest.raises(LookupError, match="nothing here"):
        worker.submit(work.fail).result(SOON)


def test_what_cannot_be_pickled_is_an_error(worker: ProcessLane) -> None:
    with pytest.raises((AttributeError, TypeError)):
        worker.submit(lambda: 1).result(SOON)
    assert worker.submit(work.double, 4).result(SOON) == 8


def test_a_worker_is_offline_and_loads_no_window(worker: ProcessLane) -> None:
    assert worker.submit(work.environment, "HF_HUB_OFFLINE").result(SOON) == "1"
    assert worker.submit(work.loaded, "PySide6", "desktop_app.ui", "torch").result(SOON) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_worker_ends_when_told(worker: ProcessLane) -> None:
    assert worker.submit(work.handler).result(SOON)


def test_a_worker_that_outruns_its_limit_is_replaced(worker: ProcessLane) -> None:
    former = worker.submit(work.process).result(SOON)
    with pytest.raises(TimeoutError):
        worker.submit(work.hang, timeout=0.2).result(SOON)
    assert worker.submit(work.process).result(SOON) != former


def test_a_worker_that_dies_is_replaced(worker: ProcessLane) -> None:
    with pytest.raises(lanes.WorkerDied) as died:
        worker.submit(work.die).result(SOON)
    assert died.value.exit_code == 3
    assert worker.submit(work.double, 2).result(SOON) == 4


def test_cancelled_work_under_way_gives_the_worker_free(worker: ProcessLane) -> None:
    worker.submit(work.double, 1).result(SOON)
    hanging = worker.submit(work.hang)
    after = worker.submit(work.double, 5)
    time.sleep(0.2)
    assert hanging.cancel()
    assert after.result(SOON) == 10


def test_cancelled_work_that_waits_leaves_the_worker_alone(worker: ProcessLane) -> None:
    former = worker.submit(work.process).result(SOON)
    futures = [worker.submit(work.process) for _ in range(20)]
    assert futures[-1].cancel()
    assert {f.result(SOON) for f in futures[:-1]} == {former}
    assert worker.submit(work.process).result(SOON) == former


def test_an_idle_worker_ends_and_comes_back() -> None:
    lane = ProcessLane("idle", idle=0.1)
    former = lane.submit(work.process).result(SOON)

    def now() -> int:
        time.sleep(0.4)
        return lane.submit(work.process).result(SOON)

    _until(lambda: now() != former)
    assert now() != former
    lane.close()


def test_closing_ends_a_worker_that_hangs() -> None:
    lane = ProcessLane("closing")
    hanging, waiting = lane.submit(work.hang), lane.submit(work.double, 1)
    time.sleep(0.2)
    lane.close()
    for future in (hanging, waiting):
        with pytest.raises(CancelledError):
            future.result(SOON)
    with pytest.raises(lanes.Closed):
        lane.submit(work.double, 1)


def test_a_worker_is_warm_once_it_has_answered() -> None:
    worker = ProcessLane("warm")
    assert not worker.warm
    worker.submit(work.double, 1).result(SOON)
    _until(lambda: worker.warm)
    for breaking, limit in ((work.die, None), (work.hang, 0.2)):
        with pytest.raises((lanes.WorkerDied, TimeoutError)):
            worker.submit(breaking, timeout=limit).result(SOON)
        _until(lambda: not worker.warm)
        worker.submit(work.double, 1).result(SOON)
        _until(lambda: worker.warm)
    worker.close()
    assert not worker.warm


def test_a_lane_never_used_closes() -> None:
    lane = ProcessLane("unused")
    lane.close()
    with pytest.raises(lanes.Closed):
        lane.submit(work.double, 1)


def test_a_program_ends_beside_a_worker_that_hangs(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import time\n"
        "from desktop_app.engines.lanes import ProcessLane, ThreadLane\n"
        "from tests.engines import work\n"
        "if __name__ == '__main__':\n"
        "    lane = ProcessLane('left')\n"
        "    lane.submit(work.double, 1).result()\n"
        "    lane.submit(work.hang)\n"
        "    ThreadLane('left too').submit(time.sleep, 60)\n"
        "    time.sleep(0.3)\n"
    )
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run([sys.executable, script], cwd=root, env=_path(root), timeout=SOON)
    assert ran.returncode == 0


def _path(root: Path) -> dict[str, str]:
    import os

    return os.environ | {"PYTHONPATH": str(root)}


# A thread


def test_a_thread_makes_one_resource_for_itself_and_ends_it() -> None:
    made, resource = _desks()
    lane = ThreadLane("test", resource)
    threads = {lane.submit(lambda desk: desk.thread).result(SOON) for _ in range(3)}
    assert len(made) == 1
    assert threads == {made[0].thread} != {threading.get_ident()}
    lane.close()
    assert made[0].ended


def test_a_resource_that_cannot_be_made_is_an_error_of_the_work_and_tried_again() -> None:
    made, resource = _desks()
    tries = iter([LookupError("no library"), None])

    def make() -> Desk:
        if error := next(tries):
            raise error
        return resource.make()

    lane = ThreadLane("test", Resource(make, Desk.end, lambda _desk: None))
    with pytest.raises(LookupError, match="no library"):
        lane.submit(lambda desk: desk).result(SOON)
    assert lane.submit(lambda desk: desk).result(SOON) is made[0]
    lane.close()


def test_cancelling_interrupts_what_is_under_way_and_nothing_else() -> None:
    made, resource = _desks()
    lane = ThreadLane("test", resource)
    begun = threading.Event()

    def read(desk: Desk) -> str:
        begun.set()
        return desk.wait()

    lane.submit(lambda desk: None).result(SOON)
    under_way, waiting, after = lane.submit(read), lane.submit(Desk.wait), lane.submit(id)
    assert begun.wait(SOON)
    waiting.cancel()
    assert not made[0].stopped.is_set()
    under_way.cancel()
    assert made[0].stopped.is_set()
    assert after.result(SOON) == id(made[0])
    lane.close()


def test_closing_drops_what_waits() -> None:
    lane: ThreadLane[None] = ThreadLane("test")
    go = threading.Event()
    begun = threading.Event()

    def copy() -> None:
        begun.set()
        go.wait(SOON)

    lane.submit(copy)
    waiting = lane.submit(work.double, 1)
    assert begun.wait(SOON)
    lane.close(wait=0)
    assert waiting.cancelled()
    go.set()


# All of them


def test_lanes_are_told_apart_by_name() -> None:
    made, resource = _desks()
    all_lanes = Lanes(resource)
    here = work.process()
    assert all_lanes.submit(Lane.FILES, work.process).result(SOON) == here
    assert all_lanes.submit(Lane.READ, lambda desk: desk).result(SOON) is made[0]
    assert not all_lanes.warm(Lane.PDF)
    assert all_lanes.submit(Lane.PDF, work.process, timeout=SOON).result(SOON) != here
    _until(lambda: all_lanes.warm(Lane.PDF))
    assert not all_lanes.warm(Lane.FILES)
    with pytest.raises(ValueError, match="time limit"):
        all_lanes.submit(Lane.FILES, work.process, timeout=1)
    all_lanes.close()
    assert made[0].ended


def test_reading_moves_to_another_library() -> None:
    made, resource = _desks()
    others, other = _desks()
    all_lanes = Lanes(resource)
    all_lanes.submit(Lane.READ, id).result(SOON)
    all_lanes.read_from(other)
    assert made[0].ended
    assert all_lanes.submit(Lane.READ, lambda desk: desk).result(SOON) is others[0]
    all_lanes.close()


def test_a_search_waits_for_no_other_reading() -> None:
    made, resource = _desks()
    all_lanes = Lanes(resource)
    reading = all_lanes.submit(Lane.READ, Desk.wait)
    searching = all_lanes.submit(Lane.SEARCH, lambda desk: desk).result(SOON)
    assert not reading.done()
    assert searching in made
    all_lanes.read_from(_desks()[1])
    assert all(desk.ended for desk in made)
    all_lanes.close()
