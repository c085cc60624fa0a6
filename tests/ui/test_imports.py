"""What comes in: gestures that are read and matched, jobs of many steps in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from desktop_app.engines.lanes import Lane
from desktop_app.services import attaching, importing, incoming
from desktop_app.services.gathering import Reading
from desktop_app.services.importing import Act, Answer, Progress, Result
from desktop_app.settings import Settings
from desktop_app.store import documents, errors, notes, opening, papers
from desktop_app.store.library import Library
from desktop_app.ui.changes import Changes
from desktop_app.ui.gestures import Gathered
from desktop_app.ui.import_preview.prospect import Group
from desktop_app.ui.imports import Imports
from desktop_app.ui.tasks import Tasks
from tests import build
from tests.ui.lanes import HandLanes

PDF = b"%PDF-1.7\n% nothing that could be shown\n"
BIB = """
@article{lee, title = {On margins}, author = {Lee, Ann}, year = 2020, file = {one.pdf}}
@article{roe, title = {On pencils}, author = {Roe, Bob}, year = 2021}
@article{none, year = 2022}
"""


def reading(name: str, count: int = 60) -> Reading:
    return Reading(
        name, tuple(build.draft(f"{name} {n}", abstract=f"{name} words {n}") for n in range(count))
    )


class Desk:
    """Imports on a library, whose lanes work when told."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.lanes = HandLanes(library)
        self.changes = Changes(library)
        tasks = Tasks(self.lanes, self.changes)
        self.imports = Imports(self.changes, tasks, lambda: Settings().colour_names)
        self.gathered: list[Gathered] = []
        self.refused: list[BaseException] = []
        self.told: list[tuple[str, int, int]] = []
        self.imports.gathered.connect(self.gathered.append)
        self.imports.refused.connect(self.refused.append)
        self.imports.gathering.connect(lambda *told: self.told.append(told))

    def work(self, qtbot: QtBot) -> list[Lane]:
        """Let the lanes work until nothing is left to do; give which did."""
        found: list[Lane] = []
        while True:
            while (lane := self.lanes.do()) is not None:
                found.append(lane)
            qtbot.wait(1)
            if not self.lanes.waiting and not self.imports.busy:
                return found


@pytest.fixture
def desk(tmp_path: Path, qapp: object) -> Iterator[Desk]:
    library = opening.open_library(tmp_path / "library")
    made = Desk(library)
    yield made
    made.changes.close()
    library.close()


@pytest.fixture
def imports(library: Library, qapp: object) -> Iterator[Imports]:
    changes = Changes(library)
    yield Imports(changes, Tasks(HandLanes(), changes), lambda: Settings().colour_names)
    changes.close()


def write(folder: Path, name: str, words: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(words if isinstance(words, bytes) else words.encode())
    return file


# What is given


def test_nothing_is_written_before_it_is_accepted(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.imports.bring_in([write(tmp_path, "refs.bib", BIB)])
    lanes = desk.work(qtbot)
    assert Lane.READ in lanes
    [gathered] = desk.gathered
    assert gathered.prospect is not None
    assert [gathered.prospect.size(group) for group in Group] == [2, 0, 0, 0, 0, 1]
    assert papers.count(desk.library) == 0

    desk.imports.accept(gathered.prospect, {})
    with qtbot.waitSignal(desk.imports.finished) as finished:
        desk.work(qtbot)
    assert finished.args[0] == "refs.bib"
    assert papers.count(desk.library) == 2


def test_what_was_dropped_leaves_no_trace(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    before = build.dump(desk.library)
    desk.imports.bring_in([write(tmp_path, "refs.bib", BIB)])
    desk.work(qtbot)
    desk.imports.drop()
    desk.work(qtbot)
    assert build.dump(desk.library) == before


def test_what_is_given_at_once_is_gathered_as_one(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    one = write(tmp_path, "one.bib", "@misc{a, title = {One}}")
    two = write(tmp_path, "two.bib", "@misc{b, title = {Two}}\n@misc{c, year = 2020}")
    desk.imports.bring_in([one, tmp_path / "missing.bib", two])
    desk.work(qtbot)
    [gathered] = desk.gathered
    assert gathered.name == "3 files"
    assert gathered.prospect is not None
    assert [d.title for d in gathered.prospect.reading.drafts] == ["One", "Two"]
    reasons = [problem.reason for problem in gathered.prospect.problems]
    assert reasons[0].startswith("two.bib: ")
    assert "missing.bib" in reasons[1]
    assert desk.refused == []


def test_a_folder_is_looked_through_and_gives_its_name(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    (folder / "deep").mkdir(parents=True)
    write(folder, "one.bib", "@misc{a, title = {One}}")
    write(folder / "deep", "two.ris", "TY  - BOOK\nTI  - Two\nER  - \n")
    write(folder, "photo.jpg", b"\xff\xd8\xff")
    desk.imports.bring_in([folder])
    desk.work(qtbot)
    [gathered] = desk.gathered
    assert gathered.prospect is not None
    assert gathered.prospect.reading.name == "papers"
    assert [d.title for d in gathered.prospect.reading.drafts] == ["Two", "One"]
    assert gathered.prospect.problems == ()


@pytest.mark.parametrize("plain", [False, True])
def test_a_folder_that_gives_nothing_is_refused(
    desk: Desk, qtbot: QtBot, tmp_path: Path, plain: bool
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    if plain:
        write(folder, "carrel.json", "{}")
    desk.imports.bring_in([folder])
    desk.work(qtbot)
    [gathered] = desk.gathered
    wanted = incoming.LibraryFolder if plain else incoming.NothingInside
    assert [type(error) for error in gathered.refusals] == [wanted]
    assert gathered.prospect is None


def test_pdfs_are_asked_of_their_lane_one_after_the_other(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    files = [write(tmp_path, f"slow_{n}.pdf", PDF + bytes([n])) for n in (1, 2)]

    def too_slow(*_: object) -> None:
        raise TimeoutError

    desk.lanes.answers[Lane.PDF] = too_slow
    desk.imports.bring_in(files)
    assert desk.work(qtbot).count(Lane.PDF) == 2
    [gathered] = desk.gathered
    assert gathered.prospect is not None
    assert [d.title for d in gathered.prospect.reading.drafts] == ["slow 1", "slow 2"]
    assert all(problem.kept for problem in gathered.prospect.problems)
    assert [done for _, done, total in desk.told if total == 2] == [0, 1, 0]

    desk.imports.accept(gathered.prospect, {1: Answer(Act.LEAVE)})
    with qtbot.waitSignal(desk.imports.finished) as finished:
        desk.work(qtbot)
    result = finished.args[1]
    assert isinstance(result, Result)
    [paper] = result.added
    assert [d.name for d in documents.of(desk.library, paper)] == ["slow_1.pdf"]


@pytest.mark.parametrize("group", [Group.PRESENT, Group.BINNED])
def test_a_pdf_that_is_there_is_known_again(
    desk: Desk, qtbot: QtBot, tmp_path: Path, group: Group
) -> None:
    file = write(tmp_path, "known.pdf", PDF)
    [paper] = build.add(desk.library, build.draft("Another title"))
    taken = attaching.take(desk.library.path, file)
    with desk.library.change("Attach"):
        attaching.attach(desk.library, paper, taken)
        if group is Group.BINNED:
            papers.put_in_bin(desk.library, [paper])
    desk.lanes.answers[Lane.PDF] = lambda *_: (_ for _ in ()).throw(TimeoutError)
    desk.imports.bring_in([file])
    desk.work(qtbot)
    [gathered] = desk.gathered
    assert gathered.prospect is not None
    assert gathered.prospect.size(group) == 1


def test_what_is_gathered_can_be_cancelled(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    files = [write(tmp_path, f"{n}.bib", f"@misc{{a, title = {{{n}}}}}") for n in range(3)]
    desk.imports.bring_in(files)
    desk.lanes.do()
    qtbot.wait(1)
    desk.imports.cancel()
    desk.work(qtbot)
    assert desk.gathered == []
    assert desk.told[-1][0] == ""

    desk.imports.bring_in(files[:1])
    desk.work(qtbot)
    assert len(desk.gathered) == 1


def test_the_next_gesture_is_matched_with_what_came_in_before(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    file = write(tmp_path, "refs.bib", BIB)
    desk.imports.bring_in([file])
    desk.imports.bring_in([file])
    desk.work(qtbot)
    [first] = desk.gathered
    assert first.prospect is not None
    desk.imports.accept(first.prospect, {})
    desk.work(qtbot)
    _, second = desk.gathered
    assert second.prospect is not None
    assert second.prospect.size(Group.PRESENT) == 2


def test_an_error_nobody_expected_ends_only_its_file(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = write(tmp_path, "good.bib", "@misc{a, title = {Good}}")
    bad = write(tmp_path, "bad.bib", "@misc{b, title = {Bad}}")
    read = incoming.read

    def broken(path: Path) -> bytes:
        if path == bad:
            raise ZeroDivisionError
        return read(path)

    monkeypatch.setattr(incoming, "read", broken)
    desk.imports.bring_in([bad, good])
    with capture_exceptions() as raised:
        desk.work(qtbot)
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]
    [gathered] = desk.gathered
    assert gathered.prospect is not None
    assert [d.title for d in gathered.prospect.reading.drafts] == ["Good"]
    assert "bad.bib" in gathered.prospect.problems[0].reason


def test_text_is_gathered_where_it_holds_papers(desk: Desk, qtbot: QtBot) -> None:
    desk.imports.bring_in_text("https://arxiv.org/abs/2301.00001v2")
    desk.work(qtbot)
    desk.imports.drop()
    desk.imports.bring_in_text("Dear reader, how are you?")
    desk.work(qtbot)
    found, nothing = desk.gathered
    assert found.pasted
    assert found.prospect is not None
    assert found.prospect.lone
    assert nothing.prospect is None
    assert nothing.problems == ()


# Jobs


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
