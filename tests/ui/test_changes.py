"""Changes of the reader's: made, waiting for another program, failed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId
from desktop_app.store import errors, notes, opening, papers
from desktop_app.store.library import Cause, Library
from desktop_app.ui import changes as module
from desktop_app.ui.changes import Changes
from tests import build

FIRST = PaperId(1)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Library]:
    made = opening.open_library(tmp_path, wait=0.01)
    build.add(made, build.draft())
    yield made
    made.close()


@pytest.fixture
def changes(disk: Library, qapp: object) -> Iterator[Changes]:
    made = Changes(disk)
    yield made
    made.close()


@pytest.fixture
def other(disk: Library, tmp_path: Path) -> Iterator[Library]:
    """Another program that is writing."""
    made = opening.open_library(tmp_path)
    made.db.conn.execute("BEGIN IMMEDIATE")
    yield made
    made.close()


def write(changes: Changes, words: str, shown: str = "") -> bool:
    library = changes.library
    return changes.make("Write", lambda: notes.put(library, FIRST, words), shown=shown)


def test_what_must_wait_is_done_in_order(changes: Changes, other: Library, qtbot: QtBot) -> None:
    made = []
    for words in ("one", "two", "three"):
        assert not changes.make("x", lambda words=words: made.append(words))
    assert made == []
    other.db.conn.execute("ROLLBACK")
    qtbot.waitUntil(lambda: made == ["one", "two", "three"])


def test_what_waits_too_long_is_given_up_and_told(
    changes: Changes, other: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.assertNotEmitted(changes.failed):
        write(changes, "Lost")
    monkeypatch.setattr(module, "GIVE_UP_S", 0)
    with qtbot.waitSignal(changes.failed) as failed:
        pass
    assert isinstance(failed.args[0], errors.Locked)
    other.db.conn.execute("ROLLBACK")
    assert write(changes, "Made")
    assert notes.get(changes.library, FIRST) == "Made"


def test_undo_waits_its_turn_too(
    changes: Changes, disk: Library, qtbot: QtBot, tmp_path: Path
) -> None:
    write(changes, "First")
    other = opening.open_library(tmp_path)
    other.db.conn.execute("BEGIN IMMEDIATE")
    with qtbot.assertNotEmitted(changes.failed):
        changes.undo()
    assert notes.get(disk, FIRST) == "First"
    other.db.conn.execute("ROLLBACK")
    qtbot.waitUntil(lambda: notes.get(disk, FIRST) == "")
    other.close()


def test_closing_tries_what_waits_a_last_time(disk: Library, other: Library, qapp: object) -> None:
    changes = Changes(disk)
    write(changes, "At the last moment")
    other.db.conn.execute("ROLLBACK")
    assert changes.settle()
    changes.close()
    assert notes.get(disk, FIRST) == "At the last moment"


def test_a_change_that_fails_is_told(changes: Changes, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise errors.Unwritable(Path("x"), "disk full")

    with qtbot.waitSignal(changes.failed) as failed, qtbot.assertNotEmitted(changes.shown):
        assert not changes.make("x", refuse, shown="Done")
    assert failed.args[0].detail == "disk full"
    assert changes.library.undo_label is None


def test_a_sentence_offers_undo_only_where_something_changed(
    changes: Changes, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(changes.shown) as shown:
        write(changes, "Words", shown="Written")
    assert shown.args == ["Written"]
    with qtbot.assertNotEmitted(changes.shown):
        write(changes, "Words", shown="Written")


def test_what_another_program_wrote_is_noticed(
    changes: Changes, disk: Library, qtbot: QtBot, tmp_path: Path
) -> None:
    write(changes, "Mine")
    other = opening.open_library(tmp_path)
    with other.change("x"):
        papers.star(other, [FIRST], True)
    with qtbot.waitSignal(changes.changed, timeout=5000) as noticed:
        pass
    assert noticed.args[0].cause is Cause.ELSEWHERE
    assert disk.undo_label is None
    other.close()


def test_a_record_lets_go_where_another_program_writes(
    changes: Changes, other: Library, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(changes.failed):
        assert not changes.record(lambda: None)


def test_nothing_is_recorded_where_nothing_can_be_written(qtbot: QtBot, tmp_path: Path) -> None:
    opening.open_library(tmp_path).close()
    changes = Changes(opening.open_reader(tmp_path))
    with qtbot.assertNotEmitted(changes.failed):
        assert not changes.record(lambda: None)
    with qtbot.waitSignal(changes.failed) as failed:
        changes.make("x", lambda: None)
    assert isinstance(failed.args[0], errors.ReadOnly)
    changes.close()


def test_who_waits_says_so_once_and_is_told_of_what_is_gone(
    disk: Library, other: Library, qapp: object
) -> None:
    changes = Changes(disk)
    delayed, failed = [], []
    changes.delayed.connect(lambda: delayed.append(True))
    changes.failed.connect(failed.append)
    write(changes, "One")
    write(changes, "Two")
    assert changes.waiting
    assert len(delayed) == 1
    other.db.conn.execute("ROLLBACK")
    assert changes.settle()
    changes.make("Gone", lambda: {}["gone"])
    assert isinstance(failed[0], errors.Gone)
    changes.close()
