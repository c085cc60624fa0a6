"""Work off the main thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from desktop_app.engines.lanes import Lane, Lanes
from desktop_app.ui.tasks import Tasks
from tests.ui.lanes import HandLanes


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    lanes = Lanes()
    yield Tasks(lanes)
    lanes.close()


def test_the_result_comes_back_to_the_main_thread(tasks: Tasks, qtbot: QtBot) -> None:
    found: list[object] = []
    tasks.start(
        Lane.FILES,
        threading.current_thread,
        done=lambda worker: found.extend([worker, threading.current_thread()]),
    )
    qtbot.waitUntil(lambda: len(found) == 2)
    assert found[0] is not threading.main_thread()
    assert found[1] is threading.main_thread()


def test_an_error_goes_to_who_asked(tasks: Tasks, qtbot: QtBot) -> None:
    found: list[BaseException] = []
    tasks.start(Lane.FILES, int, "x", done=lambda _: None, failed=found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert isinstance(found[0], ValueError)


def test_an_error_nobody_takes_reaches_the_excepthook(tasks: Tasks, qtbot: QtBot) -> None:
    with capture_exceptions() as raised:
        tasks.start(Lane.FILES, int, "x", done=lambda _: None)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ValueError


def test_work_that_ends_after_its_window_is_gone_is_no_mistake(
    qapp: object, caplog: pytest.LogCaptureFixture
) -> None:
    lanes = HandLanes()
    tasks, called = Tasks(lanes), []
    future = tasks.start(Lane.FILES, str, done=called.append)
    tasks.close()
    shiboken6.delete(tasks)
    while lanes.do():
        pass
    assert future.done()
    assert not called
    assert not caplog.records


def test_cancelled_work_calls_nobody(qtbot: QtBot) -> None:
    lanes = HandLanes()
    tasks, called = Tasks(lanes), []
    tasks.start(Lane.FILES, str, done=called.append, failed=called.append).cancel()
    tasks.start(Lane.FILES, str, "after", done=called.append)
    while lanes.do():
        pass
    qtbot.waitUntil(lambda: bool(called))
    assert called == ["after"]


def test_work_done_at_once_is_told_after_the_call(qtbot: QtBot) -> None:
    lanes, called = HandLanes(), []
    tasks = Tasks(lanes)
    tasks.start(Lane.FILES, str, "done", done=called.append)
    lanes.do()
    assert called == []
    qtbot.waitUntil(lambda: called == ["done"])
