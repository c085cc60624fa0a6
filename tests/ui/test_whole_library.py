"""The whole library as plain files, out of the real window and back into one."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId
from desktop_app.engines.lanes import Lane
from desktop_app.services import plain_folder, plain_layout
from desktop_app.store import files, highlights, notes, opening, papers
from desktop_app.ui import stepping
from desktop_app.ui.app import App
from desktop_app.ui.build_dialog import ELSEWHERE, HERE, BuildDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.widgets.problem_sheet import ProblemSheet
from tests import build, filled, same

NAMES = ("Claim", "Method", "Result", "Question", "Idea")
TIMEOUT = 30_000
MANY = 1200  # papers, so that the work takes several steps


@pytest.fixture
def two(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window on two papers with a highlight, and a note of its own."""
    added = build.add(window.library, build.draft("Slow gradients"), build.draft("Quick lunches"))
    with window.library.change("work"):
        highlights.add(window.library, added[0], 0, 8, 1)
        notes.add(window.library, "# On my own")
    qtbot.waitUntil(lambda: window.library_panel.model.row_of(added[0]) is not None)
    return window


@pytest.fixture
def many(window: MainWindow) -> MainWindow:
    """The window on papers enough for a job of several steps."""
    build.add(window.library, *(build.draft(f"Paper {n}") for n in range(MANY)))
    return window


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """The plain files of a library in which nothing is left out; one document is lost."""
    folder = tmp_path / "plain"
    with closing(filled.library(tmp_path / "filled")) as library:
        for _ in plain_folder.run(library, folder, NAMES):
            pass
    return folder


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """One step of a job in each slice."""
    monkeypatch.setattr(stepping, "SLICE_S", 0.0)


def choose(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))


def export(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.whole_library.exported, timeout=TIMEOUT):
        window.actions_table["export-library"].trigger()


def told(window: MainWindow) -> str:
    bar = window.desk.error_bar
    return bar.sentence if bar.isVisible() else ""


def asked(window: MainWindow, qtbot: QtBot) -> BuildDialog:
    """Wait for the dialog that asks for a place, and give it."""

    def shown() -> list[BuildDialog]:
        return [d for d in window.findChildren(BuildDialog) if d.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=TIMEOUT)
    return shown()[-1]


def pick(dialog: BuildDialog, where: str, qtbot: QtBot) -> None:
    button = dialog.where.findChildren(QAbstractButton)[dialog.where._values.index(where)]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def build_at(app: App, place: Path, qtbot: QtBot) -> MainWindow:
    """Have a library built at a new place from the dialog, and give its window."""
    before = app.window
    assert before is not None
    before.actions_table["build-library"].trigger()
    dialog = asked(before, qtbot)
    pick(dialog, ELSEWHERE, qtbot)
    dialog.place.selectAll()
    qtbot.keyClicks(dialog.place, str(place))
    dialog.go.click()
    qtbot.waitUntil(lambda: app.window is not before, timeout=TIMEOUT)
    assert app.window is not None
    return app.window


# Out


def test_the_whole_library_goes_to_a_folder(
    two: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "out")
    export(two, qtbot)
    said = two.status.sentence()
    assert said == "Exported the whole library to out: 2 papers, 1 highlight, 1 note"
    mark = plain_layout.mark_of(tmp_path / "out")
    assert mark is not None
    assert mark.complete
    assert not two.status.cancel.isVisible()


def test_what_is_being_typed_goes_too_and_an_earlier_export_is_brought_up_to_date(
    two: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "out")
    export(two, qtbot)
    two.open_paper(PaperId(1))
    two.actions_table["note"].trigger()
    focus = two.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, "Typed just now")
    export(two, qtbot)
    written = (file.read_text("utf-8") for file in (tmp_path / "out" / "notes").iterdir())
    assert any("Typed just now" in words for words in written)


def test_documents_without_a_file_are_told(
    app: App, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.library(tmp_path / "filled").close()
    for file in (tmp_path / "filled" / files.FOLDER).rglob("*.pdf"):
        file.unlink()
    app.open(tmp_path / "filled")
    assert app.window is not None
    choose(monkeypatch, tmp_path / "out")
    export(app.window, qtbot)
    assert "documents not copied. A document has no file" in told(app.window)
    app.window.desk.error_bar.action.click()
    [sheet] = app.window.findChildren(ProblemSheet)
    assert len(sheet.text.toPlainText().splitlines()) > 1
    assert app.window.status.sentence().startswith("Exported the whole library to out")


def test_beside_other_files_a_folder_of_its_own_is_offered(
    two: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "letter.txt").write_text("Dear Ann", "utf-8")
    choose(monkeypatch, tmp_path / "desk")
    two.actions_table["export-library"].trigger()
    qtbot.waitUntil(lambda: "holds other files" in told(two), timeout=TIMEOUT)
    with qtbot.waitSignal(two.whole_library.exported, timeout=TIMEOUT):
        two.desk.error_bar.action.click()
    assert (tmp_path / "desk" / "Carrel library" / "carrel.json").is_file()
    assert not told(two)


@pytest.mark.usefixtures("small_slices")
def test_other_work_gets_in_between_and_the_count_is_shown(
    many: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    many.whole_library.job.stepping.progressed.connect(
        lambda _: seen.append(many.status.sentence())
    )
    choose(monkeypatch, tmp_path / "out")
    with qtbot.waitSignal(many.whole_library.exported, timeout=TIMEOUT):
        many.actions_table["export-library"].trigger()
        many.tasks.start(Lane.FILES, int, done=lambda _: seen.append("other work"))
    assert "other work" in seen[:-1]
    assert any(re.fullmatch(r"Exporting the whole library \d+ / \d+", words) for words in seen)


@pytest.mark.usefixtures("small_slices")
def test_a_cancelled_export_leaves_the_earlier_one(
    many: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "out")
    export(many, qtbot)
    before = (tmp_path / "out" / "papers.json").read_bytes()
    build.add(many.library, build.draft("One more"))
    many.status.quieten()
    many.actions_table["export-library"].trigger()
    with qtbot.waitSignal(many.whole_library.job.stepping.progressed, timeout=TIMEOUT):
        assert many.status.cancel.isVisible()
    many.actions_table["export-library"].trigger()
    assert "wait for its end, or cancel it" in many.status.sentence()
    many.status.cancel.click()
    qtbot.waitUntil(lambda: not many.whole_library.job.stepping.busy, timeout=TIMEOUT)
    assert many.status.sentence() == "Nothing was exported to out"
    assert not many.status.cancel.isVisible()
    assert (tmp_path / "out" / "papers.json").read_bytes() == before
    assert not (tmp_path / "out" / plain_folder.STAGE).exists()


@pytest.mark.usefixtures("small_slices")
def test_a_window_that_closes_takes_its_export_along(
    app: App, many: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "out")
    many.actions_table["export-library"].trigger()
    with qtbot.waitSignal(many.whole_library.job.stepping.progressed, timeout=TIMEOUT):
        pass
    assert (tmp_path / "out" / plain_folder.STAGE).exists()
    app.open(tmp_path / "another")
    qtbot.waitUntil(lambda: not (tmp_path / "out" / plain_folder.STAGE).exists(), timeout=TIMEOUT)
    mark = plain_layout.mark_of(tmp_path / "out")
    assert mark is not None
    assert not mark.complete


# In


def test_a_library_is_built_at_a_new_place_and_opened(
    app: App,
    two: MainWindow,
    plain: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose(monkeypatch, plain)
    built = build_at(app, tmp_path / "new", qtbot)
    assert built.library.path == app.settings.library == tmp_path / "new"
    assert built.status.sentence().startswith("Built the library new: 4 papers, ")
    assert "missing" in told(built)
    with closing(opening.open_library(tmp_path / "filled")) as library:
        before, after = same.dump(library), same.dump(built.library)
    for table in before.keys() - {"plan_entry"}:  # a window plans its day
        assert after[table] == before[table], table


def test_a_place_is_suggested_and_one_that_is_taken_refused(
    two: MainWindow, plain: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, plain)
    two.actions_table["build-library"].trigger()
    dialog = asked(two, qtbot)
    assert not dialog.where.isVisible()  # two papers are in this library
    assert dialog.place.text() == str(tmp_path / "plain 2")
    for taken, why in (
        (tmp_path / "filled", "holds other files"),
        (plain / "in it", "holds other files"),
        (plain / "README.txt", "is no folder"),
    ):
        dialog.place.selectAll()
        qtbot.keyClicks(dialog.place, str(taken))
        dialog.go.click()
        assert why in dialog.sentence
        assert dialog.isVisible()
    qtbot.keyClicks(dialog.place, "!")
    assert why not in dialog.sentence
    dialog.place.selectAll()
    qtbot.keyClicks(dialog.place, "somewhere")
    assert not dialog.go.isEnabled()


def test_an_empty_library_takes_all_in(
    app: App, window: MainWindow, plain: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, plain)
    window.actions_table["build-library"].trigger()
    dialog = asked(window, qtbot)
    assert dialog.where.value() == HERE
    assert dialog.place.isReadOnly()
    with qtbot.waitSignal(window.whole_library.built, timeout=TIMEOUT):
        dialog.go.click()
    assert app.window is window
    qtbot.waitUntil(lambda: window.library_panel.model.rowCount() == 3, timeout=TIMEOUT)
    assert papers.count(window.library) == 3  # and one in the bin
    assert window.status.sentence().startswith("Built the library library: 4 papers")


def test_what_cannot_be_used_is_told_first(
    app: App,
    two: MainWindow,
    plain: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = json.loads((plain / "papers.json").read_text("utf-8"))
    held[-1]["title"] = ""
    (plain / "papers.json").write_text(json.dumps(held, indent=1), "utf-8")
    choose(monkeypatch, plain)
    built = build_at(app, tmp_path / "new", qtbot)
    assert "in the plain files not used." in told(built)
    assert "papers.json, line" in told(built)
    assert "it has no title" in told(built)
    built.desk.error_bar.action.click()
    [sheet] = built.findChildren(ProblemSheet)
    assert "papers.json, line" in sheet.text.toPlainText().splitlines()[0]


def test_a_folder_that_holds_none_is_refused(
    two: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path)
    two.actions_table["build-library"].trigger()
    qtbot.waitUntil(lambda: "carrel.json" in told(two), timeout=TIMEOUT)
    assert not two.findChildren(BuildDialog)


def test_a_dropped_library_is_offered_to_be_built(
    two: MainWindow, plain: Path, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(plain))])
    two.dropEvent(
        QDropEvent(
            QPointF(QPoint(5, 5)),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    qtbot.waitUntil(lambda: "not imported but built again" in told(two), timeout=TIMEOUT)
    assert two.desk.error_bar.action.text() == "Build a library…"
    two.desk.error_bar.action.click()
    assert asked(two, qtbot).isVisible()


@pytest.mark.usefixtures("small_slices")
def test_a_cancelled_build_leaves_nothing(
    many: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "out")
    export(many, qtbot)
    many.actions_table["build-library"].trigger()
    dialog = asked(many, qtbot)
    place = Path(dialog.place.text())
    dialog.go.click()
    with qtbot.waitSignal(many.whole_library.job.stepping.progressed, timeout=TIMEOUT):
        pass
    assert place.exists()
    many.status.cancel.click()
    qtbot.waitUntil(lambda: not many.whole_library.job.stepping.busy, timeout=TIMEOUT)
    assert many.status.sentence() == "No library was built"
    assert not place.exists()


def test_a_reader_in_the_midst_of_something_is_asked_first(
    app: App,
    two: MainWindow,
    plain: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose(monkeypatch, plain)
    two.actions_table["build-library"].trigger()
    dialog = asked(two, qtbot)
    dialog.go.click()
    two.actions_table["add-by-hand"].trigger()
    qtbot.waitUntil(lambda: told(two).startswith("Built the library plain 2"), timeout=TIMEOUT)
    assert app.window is two
    with qtbot.waitSignal(two.whole_library.built, timeout=TIMEOUT):
        two.desk.error_bar.action.click()
    assert app.window is not None
    assert app.window.library.path == tmp_path / "plain 2"
