"""The note of a paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId, State
from desktop_app.store import errors, notes, opening, papers
from desktop_app.store.library import Library
from desktop_app.ui.main_window import MainWindow
from tests import build
from tests.ui.reading import CONTROL, Desk

FIRST, SECOND = PaperId(1), PaperId(2)


@pytest.fixture
def desk(library: Library, qtbot: QtBot) -> Desk:
    build.add(library, build.draft("First"), build.draft("Second"))
    made = Desk(library, qtbot, FIRST)
    made.reader.show_tab("notes")
    made.notes.begin()
    return made


def test_what_is_typed_is_saved_and_said(desk: Desk, qtbot: QtBot) -> None:
    desk.type("A note")
    assert notes.get(desk.library, FIRST) == ""
    qtbot.waitUntil(lambda: notes.get(desk.library, FIRST) == "A note")
    assert desk.notes._state.text() == "Saved"
    assert papers.get(desk.library, FIRST).state is State.READING


def test_one_focus_is_one_undo_step(desk: Desk) -> None:
    for words in ("One", " two", " three"):
        desk.type(words)
        desk.notes._autosave.flush()
    desk.elsewhere()
    desk.notes.begin()
    desk.type("!")
    desk.elsewhere()
    seen = []
    while desk.library.undo_label:
        desk.changes.undo()
        seen.append(notes.get(desk.library, FIRST))
    assert seen == ["One two three", ""]
    assert desk.notes.field.toPlainText() == ""


def test_another_change_in_between_parts_the_steps(desk: Desk) -> None:
    desk.type("One")
    desk.notes._autosave.flush()
    desk.changes.make("Star", lambda: papers.star(desk.library, [FIRST], True))
    desk.type(" two")
    desk.notes._autosave.flush()
    desk.changes.undo()
    assert notes.get(desk.library, FIRST) == "One"
    assert papers.get(desk.library, FIRST).starred


def test_another_paper_takes_nothing_of_the_former_note(desk: Desk) -> None:
    desk.type("Of the first")
    desk.reader.show_paper(SECOND)
    assert notes.get(desk.library, FIRST) == "Of the first"
    assert notes.get(desk.library, SECOND) == ""
    assert desk.notes.field.toPlainText() == ""
    desk.reader.show_tab("notes")
    desk.notes.begin()
    desk.type("Of the second")
    desk.reader.show_paper(FIRST)
    assert desk.notes.field.toPlainText() == "Of the first"
    assert notes.get(desk.library, SECOND) == "Of the second"


def test_a_change_from_elsewhere_is_shown(desk: Desk) -> None:
    desk.changes.make("x", lambda: notes.put(desk.library, FIRST, "From elsewhere"))
    assert desk.notes.field.toPlainText() == "From elsewhere"


def test_newer_words_stay_when_the_library_changes(desk: Desk) -> None:
    desk.type("Mine")
    desk.changes.make("x", lambda: notes.put(desk.library, FIRST, "Theirs"))
    assert desk.notes.field.toPlainText() == "Mine"
    desk.notes.flush()
    assert notes.get(desk.library, FIRST) == "Mine"


def test_special_spaces_survive_an_edit_beside_them(desk: Desk) -> None:
    desk.changes.make("x", lambda: notes.put(desk.library, FIRST, "10\u00a0km"))
    desk.notes.begin()
    desk.type(" far")
    desk.notes.flush()
    assert notes.get(desk.library, FIRST) == "10\u00a0km far"
    desk.type("!")
    desk.notes.flush()
    assert notes.get(desk.library, FIRST) == "10\u00a0km far!"


def test_an_emptied_note_is_left_alone_while_it_is_written(desk: Desk) -> None:
    desk.type("x")
    desk.notes.flush()
    desk.notes.field.setPlainText("\n")
    desk.notes.flush()
    assert notes.get(desk.library, FIRST) == ""
    assert desk.notes.field.toPlainText() == "\n"


def lock(folder: Path) -> Library:
    other = opening.open_library(folder)
    other.db.conn.execute("BEGIN IMMEDIATE")
    return other


def test_a_note_typed_while_another_program_writes_comes_through(
    qtbot: QtBot, tmp_path: Path
) -> None:
    library = opening.open_library(tmp_path, wait=0.01)
    (paper,) = build.add(library, build.draft())
    desk = Desk(library, qtbot, paper)
    desk.reader.show_tab("notes")
    desk.notes.begin()
    other = lock(tmp_path)
    desk.type("Kept")
    desk.notes._autosave.flush()
    assert desk.notes._state.text() == "Saving…"
    desk.notes.refresh()
    assert desk.notes.field.toPlainText() == "Kept"
    other.db.conn.execute("ROLLBACK")
    qtbot.waitUntil(lambda: notes.get(library, paper) == "Kept")
    assert desk.notes._state.text() == "Saved"
    other.close()


def test_a_note_that_could_not_be_saved_is_tried_again_when_it_is_left(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise errors.Unwritable(Path("x"), "disk full")

    desk.type("Kept")
    with monkeypatch.context() as patched:
        patched.setattr(notes, "put", refuse)
        with desk.qtbot.waitSignal(desk.changes.failed):
            desk.notes._autosave.flush()
    assert notes.get(desk.library, FIRST) == ""
    desk.reader.show_paper(SECOND)
    assert notes.get(desk.library, FIRST) == "Kept"


def test_a_library_that_cannot_be_written_shows_its_notes(qtbot: QtBot, tmp_path: Path) -> None:
    made = opening.open_library(tmp_path)
    (paper,) = build.add(made, build.draft())
    with made.change("x"):
        notes.put(made, paper, "To be read")
    made.close()
    desk = Desk(opening.open_reader(tmp_path), qtbot, paper)
    assert desk.notes.field.isReadOnly()
    assert desk.notes.field.toPlainText() == "To be read"


def test_control_z_in_the_note_is_the_windows_undo(window: MainWindow, qtbot: QtBot) -> None:
    (paper,) = build.add(window.library, build.draft())
    window.open_paper(paper)
    window.actions_table["note"].trigger()
    field = window.notes.field
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "Words")
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert notes.get(window.library, paper) == ""
    assert field.toPlainText() == ""
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert field.toPlainText() == "Words"
