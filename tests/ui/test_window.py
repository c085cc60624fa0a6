"""The whole window, driven as a reader does, on the papers page and on small libraries."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId, State
from desktop_app.store import highlights, notes, papers, plan, queue, sources
from desktop_app.ui import action_table
from desktop_app.ui.app import App
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import LIBRARY, TODAY, Place
from tests import build
from tests.ui import previewing

PAGE = "\n".join(
    f"{title} of page {n}\n{build.ABSTRACT} {n}"
    for n, title in enumerate(("Grokking", "Sleeping", "Walking", "Counting") * 30)
)


def import_page(window: MainWindow, qtbot: QtBot, file: Path) -> None:
    previewing.bring_in(window, qtbot, file)


def page(folder: Path) -> Path:
    file = folder / "page.txt"
    file.write_text(PAGE, "utf-8")
    return file


def listed(window: MainWindow) -> list[PaperId]:
    found = sources.papers_of(window.library, sources.SourceId(1))
    assert found
    return found


def open_first(window: MainWindow, qtbot: QtBot) -> PaperId:
    qtbot.waitUntil(lambda: window.library_panel.model.rowCount() > 0)
    paper = listed(window)[0]
    window.open_paper(paper)
    qtbot.waitUntil(lambda: window.reader.paper == paper)
    return paper


def type_note(window: MainWindow, words: str) -> None:
    window.notes.field.insertPlainText(words)


def test_a_session_is_undone_and_redone_step_by_step(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    import_page(window, qtbot, page(tmp_path))
    paper = open_first(window, qtbot)
    library, text = window.library, window.reader.abstract.text
    others = [p for p in listed(window) if p != paper][:2]
    window.go(Place(TODAY))  # today's plan is made outside undo
    window.go(Place(LIBRARY, "", paper))
    before = build.dump(library)

    text.put_caret(0)
    for _ in range(8):
        qtbot.keyClick(text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(text, Qt.Key.Key_2)
    for _ in range(6):
        qtbot.keyClick(text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(text, Qt.Key.Key_4)
    first, second = highlights.of(library, paper)
    assert (first.colour, second.colour) == (2, 4)
    window.reader.abstract.margin.commented.emit(first.id, "Is that so?", "a")
    window.actions_table["note"].trigger()
    type_note(window, "Seen in every run.")
    window.flush()
    for wanted in (paper, *others):
        window.paper_actions.queue([wanted])
    window.reader.show_paper(paper)
    window.actions_table["done"].trigger()
    window.library_panel.select(others[0])
    window.reader.show_paper(others[0])
    window.day_actions.snooze(library.today().replace(year=library.today().year + 1))
    after = build.dump(library)
    assert notes.get(library, paper) == "Seen in every run."
    assert papers.get(library, paper).state is State.READ

    steps = 0
    while library.undo_label:
        window.undoing.undo()
        steps += 1
    assert steps == 9
    assert build.dump(library) == before
    while library.redo_label:
        window.undoing.redo()
    assert build.dump(library) == after


def test_everything_is_there_after_closing_and_opening(
    app: App, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    import_page(window, qtbot, page(tmp_path))
    paper = open_first(window, qtbot)
    window.actions_table["note"].trigger()
    type_note(window, "Kept")
    folder = window.library.path
    dumped = tmp_path / "elsewhere"
    assert app.open(dumped)
    assert app.open(folder)
    assert app.window is not None
    assert notes.get(app.window.library, paper) == "Kept"


def test_a_note_is_written_while_an_import_runs(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    import_page(window, qtbot, page(tmp_path))
    paper = open_first(window, qtbot)
    more = tmp_path / "more.txt"
    more.write_text(PAGE.replace("of page", "of another page"), "utf-8")
    window.actions_table["note"].trigger()
    with qtbot.waitSignal(window.imports.finished, timeout=30_000):
        window.imports.bring_in([more])
        previewing.accept(window, qtbot)
        qtbot.waitUntil(lambda: window.imports.busy)
        type_note(window, "Meanwhile")
        window.flush()
        assert window.imports.busy
    assert notes.get(window.library, paper) == "Meanwhile"
    assert papers.count(window.library) == 240
    window.undoing.undo()
    assert notes.get(window.library, paper) == ""
    assert papers.count(window.library) == 240


def test_a_dropped_file_is_imported_and_the_import_undone(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(page(tmp_path)))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.imports.finished, timeout=30_000):
        window.dropEvent(event)
        previewing.accept(window, qtbot)
    assert papers.count(window.library) == 120
    with qtbot.waitSignal(window.imports.undone, timeout=30_000):
        window.undo_bar.undo_wanted.emit()
    assert papers.count(window.library) == 0
    assert len(papers.binned(window.library)) == 120


def test_the_undo_key_takes_an_import_back_while_it_is_the_last_deed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    import_page(window, qtbot, page(tmp_path))
    with qtbot.waitSignal(window.imports.undone, timeout=30_000):
        window.undoing.undo()
    assert papers.count(window.library) == 0


def test_an_import_is_undone_in_its_turn(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (early,) = build.add(window.library, build.draft("Early"))
    window.paper_actions.queue([early])
    import_page(window, qtbot, page(tmp_path))
    window.open_paper(early)
    window.actions_table["star"].trigger()
    window.undoing.undo()
    assert not papers.get(window.library, early).starred
    with qtbot.waitSignal(window.imports.undone, timeout=30_000):
        window.undoing.undo()
    assert papers.count(window.library) == 1
    window.undoing.undo()
    assert papers.get(window.library, early).state is State.UNREAD


@pytest.mark.parametrize(
    ("name", "content"), [("empty.txt", b""), ("binary.txt", b"\x00\x01\x02" * 99)]
)
def test_a_bad_file_is_told_in_a_sentence(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with qtbot.waitSignal(window.imports.refused, timeout=10_000):
        window.imports.bring_in([tmp_path / name])
    assert name in window.desk.error_bar.sentence
    assert papers.count(window.library) == 0


def test_back_and_forward_follow_the_reader(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    import_page(window, qtbot, page(tmp_path))
    first = open_first(window, qtbot)
    second = listed(window)[5]
    window.open_paper(second)
    window.go(Place(TODAY))
    window.actions_table["back"].trigger()
    assert window.desk.on_reading
    assert window.reader.paper == second
    window.actions_table["back"].trigger()
    assert window.reader.paper == first
    window.actions_table["forward"].trigger()
    assert window.reader.paper == second


def test_today_is_worked_through_by_keys(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    import_page(window, qtbot, page(tmp_path))
    first, second, third = listed(window)[:3]
    window.paper_actions.queue([first, second, third])
    window.go(Place(TODAY))
    qtbot.waitUntil(lambda: window.today.current() is not None)
    done = window.today.current()
    assert done is not None
    window.actions_table["done"].trigger()
    qtbot.waitUntil(lambda: window.today.current() not in (done, None))
    off = window.today.current()
    window.actions_table["off-today"].trigger()
    assert papers.get(window.library, done).state is State.READ
    outcomes = {s.paper: s.outcome for s in plan.of(window.library, window.library.today())}
    assert outcomes[off] is queue.Outcome.OFF  # type: ignore[index]
    window.undoing.undo()
    window.undoing.undo()
    assert papers.get(window.library, done).state is State.QUEUED


def test_the_theme_changes_at_once(window: MainWindow) -> None:
    light = window.palette().window().color()
    window.actions_table["theme"].trigger()
    assert window.palette().window().color().lightness() < light.lightness()


def test_every_action_has_a_handler_and_every_shortcut_one_meaning(window: MainWindow) -> None:
    seen: dict[str, str] = {}
    for spec in action_table.TABLE:
        for key in window.actions_table[spec.name].shortcuts():
            assert key.toString() not in seen, (spec.name, seen.get(key.toString()))
            seen[key.toString()] = spec.name


def test_the_window_never_loads_the_heavy_libraries(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from PySide6.QtCore import QTimer\n"
        "from desktop_app.settings import Settings\n"
        "from desktop_app.ui.app import App\n"
        "qt = QApplication([])\n"
        "app = App(qt, Settings())\n"
        "app.open(Path(sys.argv[1]))\n"
        "app.window.indexer.pause(True)\n"
        "app.window.imports.bring_in_starter()\n"
        "app.window.imports.idle.connect(lambda: QTimer.singleShot(300, qt.quit))\n"
        "qt.exec()\n"
        "app.window.close(); app.lanes.close()\n"
        "heavy = {'torch', 'sklearn', 'pymupdf', 'fitz', 'transformers', 'sentence_transformers'}\n"
        "print(sorted(heavy & set(sys.modules)), app.window.library_panel.model.rowCount())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "library")],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert ran.stdout.strip() == "[] 40", ran.stderr
