"""Jobs of many steps in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from desktop_app.services import importing, incoming
from desktop_app.services.importing import Progress, Reading
from desktop_app.services.incoming import ImportFailed
from desktop_app.settings import Settings
from desktop_app.store import errors, notes, opening, papers
from desktop_app.store.library import Library
from desktop_app.ui.changes import Changes
from desktop_app.ui.imports import Imports
from desktop_app.ui.tasks import Tasks
from tests import build
from tests.ui.lanes import HandLanes


def reading(name: str, count: int = 60) -> Reading:
    return Reading(
        name, tuple(build.draft(f"{name} {n}", abstract=f"{name} words {n}") for n in range(count))
    )


@pytest.fixture
def imports(library: Library, qapp: object) -> Iterator[Imports]:
    changes = Changes(library)
    yield Imports(changes, Tasks(HandLanes(), changes), lambda: Settings().colour_names)
    changes.close()


def test_one_import_comes_after_the_other(imports: Imports, library: Library, qtbot: QtBot) -> None:
    told: list[tuple[str, int]] = []
    imports.finished.connect(lambda name, result: told.append((name, len(result.added))))
    with qtbot.waitSignal(imports.idle):
        imports.store(reading("a"))
        imports.store(reading("b"))
        assert imports.busy
    assert told == [("a", 60), ("b", 60)]
    assert not imports.busy
    assert papers.count(library) == 120


def test_progress_is_told(imports: Imports, qtbot: QtBot) -> None:
    told: list[Progress] = []
    imports.progressed.connect(told.append)
    with qtbot.waitSignal(imports.finished):
        imports.store(reading("a"))
    assert [p.done for p in told] == sorted(p.done for p in told)
    assert (told[-1].done, told[-1].total) == (60, 60)


def test_an_import_is_taken_back(imports: Imports, library: Library, qtbot: QtBot) -> None:
    with qtbot.waitSignal(imports.finished) as finished:
        imports.store(reading("a"))
    with qtbot.waitSignal(imports.undone) as undone:
        imports.take_back(finished.args[1].source)
    assert undone.args == [60]
    assert papers.count(library) == 0


def test_a_readers_change_between_two_steps_is_kept(
    imports: Imports, library: Library, qtbot: QtBot
) -> None:
    (paper,) = build.add(library, build.draft())
    imports.progressed.connect(
        lambda p: imports._changes.make("x", lambda: notes.put(library, paper, f"{p.done}"))
    )
    with qtbot.waitSignal(imports.finished):
        imports.store(reading("a"))
    assert notes.get(library, paper) == "60"


def test_it_waits_for_another_program(qtbot: QtBot, tmp_path: Path) -> None:
    library = opening.open_library(tmp_path, wait=0.01)
    changes = Changes(library)
    imports = Imports(changes, Tasks(HandLanes(), changes), lambda: Settings().colour_names)
    other = opening.open_library(tmp_path)
    other.db.conn.execute("BEGIN IMMEDIATE")
    with qtbot.assertNotEmitted(imports.refused):
        imports.store(reading("a"))
        qtbot.waitUntil(lambda: imports._timer.interval() > 0)
    other.db.conn.execute("ROLLBACK")
    with qtbot.waitSignal(imports.finished):
        pass
    assert papers.count(library) == 60
    changes.close()
    other.close()
    library.close()


class Failing(Iterator[Progress]):
    def __init__(self, error: Exception) -> None:
        self.error = error

    def __next__(self) -> Progress:
        raise self.error


def test_a_job_that_fails_does_not_hold_up_the_next(
    imports: Imports, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[BaseException] = []
    imports.refused.connect(refused.append)
    with monkeypatch.context() as patched:
        failing = Failing(errors.Unwritable(Path("x"), "disk full"))
        patched.setattr(importing, "run", lambda *_: failing)
        imports.store(reading("bad"))
    with qtbot.waitSignal(imports.finished):
        imports.store(reading("good"))
    assert len(refused) == 1
    assert papers.count(library) == 60


def test_nor_does_one_that_fails_in_a_way_nobody_expected(
    imports: Imports, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(importing, "run", lambda *_: Failing(RuntimeError("unexpected")))
        imports.store(reading("bad"))
    with capture_exceptions() as raised, qtbot.waitSignal(imports.finished):
        imports.store(reading("good"))
    assert [kind for kind, *_ in raised] == [RuntimeError]
    assert papers.count(library) == 60


def test_a_file_that_cannot_be_read_is_refused(
    library: Library, qtbot: QtBot, tmp_path: Path
) -> None:
    lanes, changes = HandLanes(), Changes(library)
    imports = Imports(changes, Tasks(lanes, changes), lambda: Settings().colour_names)
    (tmp_path / "good.txt").write_text("A title of a paper\n" + build.ABSTRACT, "utf-8")
    imports.bring_in([tmp_path / "missing.txt", tmp_path, tmp_path / "good.txt"])
    refused: list[ImportFailed] = []
    imports.refused.connect(refused.append)
    with qtbot.waitSignal(imports.finished) as finished:
        while lanes.do():
            pass
    assert [type(e) for e in refused] == [incoming.MissingFile, incoming.FolderGiven]
    assert finished.args[0] == "good.txt"
    changes.close()
