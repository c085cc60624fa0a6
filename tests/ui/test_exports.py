"""Exporting from the File menu of the real window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.core.documents import Box
from desktop_app.core.highlights import Style
from desktop_app.core.papers import PaperId
from desktop_app.engines import pdf
from desktop_app.services import attaching
from desktop_app.store import highlights, notes
from desktop_app.ui import export_dialog
from desktop_app.ui.export_dialog import ALL, SELECTED
from desktop_app.ui.exports import COPIES, MARKDOWN, WEB_ANNOTATIONS, Exports
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.widgets.segments import Segments
from tests import build, pdfs


@pytest.fixture
def two(window: MainWindow, qtbot: QtBot) -> list[PaperId]:
    """Two highlighted papers, the first of which is shown, and a note of its own."""
    added = build.add(window.library, build.draft("Slow gradients"), build.draft("Quick lunches"))
    with window.library.change("work"):
        for paper in added:
            highlights.add(window.library, paper, 0, 8, 1)
        notes.add(window.library, "# On my own")
    qtbot.waitUntil(lambda: window.library_panel.model.row_of(added[0]) is not None)
    window.open_paper(added[0])
    return added


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is chosen whenever one is asked for."""
    made = tmp_path / "out"
    made.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(made))
    return made


def choose(segments: Segments, value: str, qtbot: QtBot) -> None:
    button = segments.findChildren(QAbstractButton)[segments._values.index(value)]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert segments.value() == value


def export(
    window: MainWindow, qtbot: QtBot, what: str, papers: str = ALL, how: str = MARKDOWN
) -> None:
    """Export from the menu, and wait until that is told."""
    window.actions_table[what].trigger()
    [dialog] = (d for d in window.findChildren(export_dialog.ExportDialog) if d.isVisible())
    if dialog.papers.isVisible():
        choose(dialog.papers, papers, qtbot)
    if how != MARKDOWN:
        choose(dialog.formats, how, qtbot)
    exports = window.findChild(Exports)
    assert exports is not None
    with qtbot.waitSignal(exports.finished, timeout=30_000):
        dialog.go.click()


def names(folder: Path) -> list[str]:
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())


def test_notes_of_all_papers(
    window: MainWindow, two: list[PaperId], folder: Path, qtbot: QtBot
) -> None:
    export(window, qtbot, "export-notes")
    assert names(folder) == ["Lee Quick lunches.md", "Lee Slow gradients.md", "Notes/On my own.md"]
    said = window.status.sentence()
    assert said.startswith("Exported to out: 2 paper")
    assert "2 highlight" in said


def test_highlights_of_the_selected_paper(
    window: MainWindow, two: list[PaperId], folder: Path, qtbot: QtBot
) -> None:
    export(window, qtbot, "export-highlights", SELECTED)
    assert names(folder) == ["Lee Slow gradients.md"]


def test_what_is_being_typed_is_exported_too(
    window: MainWindow, two: list[PaperId], folder: Path, qtbot: QtBot
) -> None:
    window.actions_table["note"].trigger()
    focus = window.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, "Typed just now")
    export(window, qtbot, "export-notes", SELECTED)
    assert "Typed just now" in (folder / "Lee Slow gradients.md").read_text("utf-8")


def test_web_annotations_go_to_a_file(
    window: MainWindow,
    two: list[PaperId],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = tmp_path / "marks"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    export(window, qtbot, "export-highlights", ALL, WEB_ANNOTATIONS)
    page = json.loads((tmp_path / "marks.jsonld").read_text("utf-8"))
    assert len(page["items"]) == 2


def test_a_file_of_another_origin_is_not_written_over_unasked(
    window: MainWindow,
    two: list[PaperId],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mine = tmp_path / "mine.jsonld"
    for chosen, said in ((tmp_path / "mine", True), (mine, False)):
        mine.write_text("mine")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, c=chosen: (str(c), ""))
        window.desk.error_bar.dismiss()
        export(window, qtbot, "export-highlights", ALL, WEB_ANNOTATIONS)
        assert window.desk.error_bar.isVisible() is said
        assert (mine.read_text("utf-8") == "mine") is said


def test_what_could_not_be_written_is_listed(
    window: MainWindow, two: list[PaperId], folder: Path, qtbot: QtBot
) -> None:
    for name in ("Lee Quick lunches.md", "Lee Slow gradients.md"):
        (folder / name).write_text("mine")
    export(window, qtbot, "export-notes")
    bar = window.desk.error_bar
    assert "2 file" in bar.sentence
    assert "was not made by Carrel" in bar.sentence
    bar.action.click()
    assert names(folder) == ["Lee Quick lunches.md", "Lee Slow gradients.md", "Notes/On my own.md"]


def test_copies_of_documents(
    window: MainWindow, two: list[PaperId], folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4\nnothing of use")
    for paper, file in zip(two, (pdfs.plain(tmp_path / "a.pdf", ["A"]), broken), strict=True):
        taken = attaching.take(window.library.path, file)
        with window.library.change("attach"):
            document = attaching.attach(window.library, paper, taken)
            box = [Box(0, 10, 10, 90, 90)]
            highlights.mark(window.library, document, box, 2, style=Style.AREA, words="Look")
    export(window, qtbot, "export-highlights", ALL, COPIES)
    [name] = names(folder)
    assert name == "Lee Slow gradients.pdf"
    assert [(m.kind, m.comment) for m in pdf.marks(str(folder / name), "")] == [("area", "Look")]
    assert "Lee Quick lunches.pdf" in window.desk.error_bar.sentence
    assert window.status.sentence().startswith("Exported to out: 1 paper")


def test_nothing_to_export_is_said(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    export(window, qtbot, "export-highlights")
    assert "Nothing was exported" in window.desk.error_bar.sentence
    assert names(folder) == []


def test_a_choice_that_is_given_up_exports_nothing(
    window: MainWindow, two: list[PaperId], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    window.actions_table["export-notes"].trigger()
    [dialog] = (d for d in window.findChildren(export_dialog.ExportDialog) if d.isVisible())
    before = window.status.sentence()
    dialog.go.click()
    assert window.status.sentence() == before
    assert not window.desk.error_bar.isVisible()


def test_the_dialog_says_what_will_be_written(
    window: MainWindow, two: list[PaperId], qtbot: QtBot
) -> None:
    window.actions_table["export-highlights"].trigger()
    [dialog] = (d for d in window.findChildren(export_dialog.ExportDialog) if d.isVisible())
    seen = set()
    for how in (MARKDOWN, WEB_ANNOTATIONS, COPIES):
        choose(dialog.formats, how, qtbot)
        seen.add((dialog._words.text(), dialog.go.text()))
    assert len({words for words, _ in seen}) == 3
    assert {deed for _, deed in seen} == {"Choose a folder…", "Choose a file…"}
    dialog.reject()
