"""The queries searched for last: what is kept of them, and for which library."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from desktop_app.ui.library.history import MEANT_S, MOST, History


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def kept(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history(kept: QSettings, clock: Clock, tmp_path: Path) -> History:
    return History(kept, tmp_path / "library", clock)


def test_the_newest_come_first_and_none_twice(history: History) -> None:
    for query in ("grok", "tag:ml", "Grok", "  ", "tag:ml"):
        history.keep(query)
    assert history.recent() == ["tag:ml", "Grok"]


def test_they_are_found_by_how_they_begin(history: History) -> None:
    for query in ("Grokking", 'author:"Lee"', "gradients", "grok tag:ml"):
        history.keep(query)
    assert history.recent(" GROK") == ["grok tag:ml", "Grokking"]
    assert history.recent("rok") == []


def test_no_more_than_so_many_are_kept(history: History) -> None:
    for number in range(MOST + 5):
        history.keep(f"query {number}")
    assert len(history.recent()) == MOST
    assert history.recent()[0] == f"query {MOST + 4}"
    history.keep("x" * 100_000)
    assert history.recent()[0] == f"query {MOST + 4}"


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        (["g", "gr", "gro", "tag:ml"], ["gro"]),  # what was left for something else
        (["gro", "grokking"], []),  # still being typed
        (["grokking", "grok"], []),  # or corrected
        (["grokking", ""], ["grokking"]),  # cleared
    ],
)
def test_what_stood_and_was_left_is_kept(
    history: History, clock: Clock, typed: list[str], left: list[str]
) -> None:
    for query in typed:
        history.watch(query)
        clock.now += MEANT_S
    assert history.recent() == left


def test_what_stood_no_longer_than_a_pause_in_typing_is_not(history: History, clock: Clock) -> None:
    history.watch("grk")
    clock.now += MEANT_S / 2
    history.watch("")
    assert history.recent() == []


def test_each_library_has_its_own_and_finds_it_again(
    history: History, kept: QSettings, tmp_path: Path
) -> None:
    history.keep("one")
    other = History(kept, tmp_path / "other")
    other.keep("two")
    kept.sync()
    again = QSettings(kept.fileName(), QSettings.Format.IniFormat)
    assert History(again, tmp_path / "library").recent() == ["one"]
    assert History(again, tmp_path / "other").recent() == ["two"]
    History(again, tmp_path / "library").clear()
    assert History(again, tmp_path / "library").recent() == []
    assert History(again, tmp_path / "other").recent() == ["two"]


@pytest.mark.parametrize("value", ["{", '"x"', "3", '[1, null, "fine", ""]', ["a", "b"]])
def test_a_spoilt_file_is_no_error(
    history: History, kept: QSettings, tmp_path: Path, value: object
) -> None:
    history.keep("x")
    [name] = [key for key in kept.allKeys() if key.startswith("history/")]
    kept.setValue(name, value)
    assert set(History(kept, tmp_path / "library").recent()) <= {"fine"}
