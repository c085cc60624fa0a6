"""One window for one library."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui import single as module
from desktop_app.ui.single import Single


@pytest.fixture
def first(qapp: object, tmp_path: Path) -> Iterator[Single]:
    made = Single(tmp_path)
    assert made.first()
    yield made
    made.release()


def test_a_second_start_raises_the_first(first: Single, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(first.raised):
        assert not Single(tmp_path).first()


def test_another_name_of_the_folder_is_the_same_library(
    first: Single, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with qtbot.waitSignal(first.raised):
        assert not Single(tmp_path / "link").first()


def test_another_library_has_its_own(first: Single, tmp_path: Path) -> None:
    other = Single(tmp_path / "other")
    assert other.first()
    other.release()


def test_released_it_is_free_again(first: Single, tmp_path: Path) -> None:
    first.release()
    again = Single(tmp_path)
    assert again.first()
    again.release()


def test_one_that_does_not_listen_yet_is_the_first(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAUSE_S", 0)
    early = Single(tmp_path)
    assert early._lock.tryLock(0)
    assert not Single(tmp_path).first()
    early.release()


def test_what_a_killed_program_left_is_no_window(qapp: object, tmp_path: Path) -> None:
    code = (
        "import os, sys, pathlib; from desktop_app.ui.single import Single\n"
        "from PySide6.QtCore import QCoreApplication; app = QCoreApplication([])\n"
        "assert Single(pathlib.Path(sys.argv[1])).first(); os._exit(9)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert killed.returncode == 9
    again = Single(tmp_path)
    assert again.first()
    again.release()


def test_of_two_started_at_once_one_is_first(qapp: object, tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from desktop_app.ui.single import Single\n"
        "from PySide6.QtCore import QCoreApplication; app = QCoreApplication([])\n"
        "one = Single(pathlib.Path(sys.argv[1])); input(); print(one.first(), flush=True); input()"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    for one in both:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    told = [one.stdout.readline() for one in both if one.stdout]
    for one in both:
        one.communicate("\n", timeout=30)
    assert sorted(told) == ["False\n", "True\n"]
