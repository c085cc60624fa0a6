"""Notes in the window: where they are reached from, where their links lead, beside the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core import notes as core
from desktop_app.core.notes import Destination, NoteId
from desktop_app.core.papers import PaperId, as_draft
from desktop_app.store import highlights, notes, papers
from desktop_app.ui.app import App
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import LIBRARY, NOTES, Place
from desktop_app.ui.reader.tabs import ABSTRACT
from desktop_app.ui.reader.tabs import NOTES as NOTES_TAB
from desktop_app.ui.widgets.margin_note import MarginNote
from tests import build

Key = Qt.Key


@pytest.fixture
def paper(window: MainWindow, qtbot: QtBot) -> PaperId:
    """A paper that is being read in a window with room enough."""
    [made] = build.add(window.library, build.draft())
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: window.library_panel.model.rowCount() == 1)
    window.open_paper(made)
    return made


def add(window: MainWindow, markdown: str) -> NoteId:
    with window.library.change("x"):
        return notes.add(window.library, markdown)


def act(window: MainWindow, name: str) -> None:
    window.actions_table[name].trigger()


def mark(window: MainWindow, paper: PaperId, start: int = 0, end: int = 8) -> str:
    with window.library.change("x"):
        made = highlights.add(window.library, paper, start, end, 1)
    return highlights.get(window.library, made).key


def follow(window: MainWindow, source: str) -> None:
    """Follow a link as the preview would."""
    [link] = core.links(source)
    window.own_notes.editor.following.follow(link)


# Reaching the page


def test_the_page_of_notes_is_a_place(window: MainWindow, paper: PaperId, qtbot: QtBot) -> None:
    note = add(window, "# Topic")
    act(window, "go-notes")
    assert window.desk.page == NOTES
    assert window.sidebar.list.painter.active == "notes"
    qtbot.waitUntil(lambda: window.own_notes.editor.own == note)
    assert window.chosen() == []
    assert not window.actions_table["queue"].isEnabled()
    act(window, "back")
    assert window.desk.on_reading
    assert window.reader.paper == paper
    assert window.actions_table["queue"].isEnabled()
    act(window, "forward")
    assert window.own_notes.editor.own == note


def test_a_new_note_from_anywhere(window: MainWindow, paper: PaperId, qtbot: QtBot) -> None:
    act(window, "new-note")
    field = window.own_notes.editor.field
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "Written at once")
    act(window, "go-library")
    assert [n.text for n in notes.all_own(window.library)] == ["Written at once"]


def test_control_z_takes_back_what_is_typed_in_a_note_of_its_own(
    window: MainWindow, paper: PaperId, qtbot: QtBot
) -> None:
    note = add(window, "Kept")
    window.note_actions.open_note(note)
    field = window.own_notes.editor.field
    window.own_notes.editor.begin()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, " and more")
    qtbot.keyClick(field, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.toPlainText() == notes.of_id(window.library, note).text == "Kept"


def test_a_deleted_note_is_offered_back(window: MainWindow, paper: PaperId) -> None:
    note = add(window, "Gone")
    window.note_actions.open_note(note)
    window.own_notes.delete(note)
    assert window.undo_bar.sentence == "Note deleted"
    window.undo_bar.undo.click()
    assert not notes.of_id(window.library, note).binned


def test_the_palette_finds_notes(window: MainWindow, paper: PaperId, qtbot: QtBot) -> None:
    note = add(window, "# Weight decay")
    act(window, "palette")
    palette = window.dialogs._palette
    assert palette is not None
    qtbot.keyClicks(palette.field, "weight dec")
    qtbot.waitUntil(lambda: (item := palette.current()) is not None and item.group == "Notes")
    palette.run()
    assert window.own_notes.editor.own == note


def test_keys_go_round_the_panes(window: MainWindow, paper: PaperId, qtbot: QtBot) -> None:
    window.note_actions.open_note(add(window, "# Topic"))
    qtbot.waitUntil(lambda: not window.own_notes.list.is_empty)
    panes: list[QWidget] = [
        window.sidebar.list,
        window.own_notes.list.list,
        window.own_notes.editor.field,
    ]
    for pane in panes:
        act(window, "next-pane")
        qtbot.waitUntil(pane.hasFocus)
    act(window, "filter")
    assert window.own_notes.list.field.hasFocus()
    window.own_notes.editor.setFocus()
    qtbot.keyClick(window.own_notes.editor.field, Key.Key_Escape)
    assert window.own_notes.list.list.hasFocus()


# Where links lead


def test_a_link_opens_the_paper_and_back_the_note(
    window: MainWindow, paper: PaperId, qtbot: QtBot
) -> None:
    note = add(window, "See [[Slow gradients]]")
    window.note_actions.open_note(note)
    follow(window, "[[Slow gradients]]")
    assert window.reader.paper == paper
    assert window.trail.here == Place(LIBRARY, "", paper)
    act(window, "back")
    assert window.trail.here == Place(NOTES, note=note)
    assert window.own_notes.editor.own == note
    assert window.desk.page == NOTES


def test_a_link_to_a_highlight_goes_to_it(window: MainWindow, paper: PaperId, qtbot: QtBot) -> None:
    key = mark(window, paper, 41, 60)
    window.note_actions.open_note(add(window, "x"))
    follow(window, f"[[{papers.get(window.library, paper).key}#{key}|Lee]]")
    text = window.reader.abstract.text
    qtbot.waitUntil(lambda: text.caret() == 41)
    assert text.hasFocus()


def test_a_highlight_without_a_passage_is_said(
    window: MainWindow, paper: PaperId, qtbot: QtBot
) -> None:
    key = mark(window, paper, 0, 30)
    draft = as_draft(papers.get(window.library, paper))
    with window.library.change("x"):
        papers.edit(window.library, paper, build.draft(draft.title, abstract="Something else."))
    follow(window, f"[[{key}|Lee]]")
    assert window.reader.paper == paper
    assert window.status.sentence() == "The passage is no longer in the abstract"


def test_a_mention_opens_the_note_of_its_paper(window: MainWindow, paper: PaperId) -> None:
    with window.library.change("x"):
        notes.put(window.library, paper, "Mine")
    window.note_actions.open_note(add(window, "x"))
    window.note_actions.go_to(Destination(paper, noted=True))
    assert window.reader.tab() == NOTES_TAB
    assert window.notes.field.hasFocus()


def test_a_link_to_nothing_is_said(window: MainWindow, paper: PaperId) -> None:
    follow(window, "[[Nothing]]")
    assert window.status.sentence() == "No paper or note is called “Nothing”"


# Beside the text


def test_the_note_stands_beside_the_abstract(
    window: MainWindow, paper: PaperId, qtbot: QtBot
) -> None:
    beside = window.reader.beside
    act(window, "note-beside")
    assert beside.aside
    assert window.reader.tab() == ABSTRACT
    assert window.notes.isVisible()
    assert window.reader.abstract.isVisible()
    qtbot.waitUntil(window.notes.field.hasFocus)
    qtbot.keyClicks(window.notes.field, "Both seen")
    act(window, "tab-notes")
    assert not beside.aside
    assert window.notes.field.hasFocus()
    assert window.notes.field.toPlainText() == "Both seen"
    act(window, "tab-abstract")
    assert beside.aside
    act(window, "note")
    assert window.reader.tab() == ABSTRACT
    assert window.notes.field.hasFocus()
    qtbot.keyClick(window.notes.field, Key.Key_Escape)
    assert window.reader.abstract.text.hasFocus()
    act(window, "note")
    act(window, "next-pane")
    assert not window.notes.field.hasFocus()
    act(window, "note-beside")
    assert not beside.aside


def test_without_room_it_is_in_its_tab(window: MainWindow, paper: PaperId, qtbot: QtBot) -> None:
    beside = window.reader.beside
    act(window, "note-beside")
    window.resize(960, 900)
    qtbot.waitUntil(lambda: not beside.aside)
    assert window.reader.tab() == ABSTRACT
    act(window, "note-beside")
    assert window.reader.tab() == NOTES_TAB
    assert "no room" in window.status.sentence()
    assert window.notes.isVisible()
    act(window, "tab-abstract")
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: beside.aside)


def test_that_it_stands_beside_is_remembered(
    app: App, window: MainWindow, paper: PaperId, tmp_path: Path
) -> None:
    act(window, "note-beside")
    window.reader.beside.setSizes([450, 366])
    window.reader.beside.splitterMoved.emit(450, 1)
    share = window.reader.beside.share
    window.close()
    app.open(tmp_path / "other")
    assert app.window is not None
    assert app.window is not window
    app.window.indexer.pause(True)
    assert app.window.reader.beside.wanted
    assert app.window.reader.beside.share == pytest.approx(share)


def test_one_key_shows_the_preview(window: MainWindow, paper: PaperId) -> None:
    with window.library.change("x"):
        notes.put(window.library, paper, "# Mine")
    act(window, "tab-notes")
    assert window.notes.preview.isVisible()
    act(window, "note-preview")
    assert not window.notes.preview.isVisible()
    window.note_actions.open_note(add(window, "x"))
    shown = window.own_notes.editor.preview.isVisible()
    act(window, "note-preview")
    assert window.own_notes.editor.preview.isVisible() is not shown


# Quoting


def test_the_highlight_at_the_caret_is_quoted(window: MainWindow, paper: PaperId) -> None:
    key = mark(window, paper)
    window.reader.abstract.text.put_caret(3)
    act(window, "quote")
    assert notes.get(window.library, paper).startswith("> Networks\n>\n> — [[")
    assert f"#{key}|Lee" in notes.get(window.library, paper)
    assert window.status.sentence() == "Quoted in the note"


def test_a_selection_becomes_a_highlight_and_a_quotation(
    window: MainWindow, paper: PaperId, qtbot: QtBot
) -> None:
    text = window.reader.abstract.text
    text.put_caret(0)
    for _ in range(8):
        qtbot.keyClick(text, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(text, Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    [made] = highlights.of(window.library, paper)
    assert made.selector.exact == "Networks"
    assert made.key in notes.get(window.library, paper)


def test_without_a_highlight_nothing_is_quoted(window: MainWindow, paper: PaperId) -> None:
    window.reader.abstract.text.put_caret(0)
    act(window, "quote")
    assert notes.get(window.library, paper) == ""
    assert "Go to a highlight" in window.status.sentence()


def test_the_margin_note_with_the_focus_is_quoted(
    window: MainWindow, paper: PaperId, qtbot: QtBot
) -> None:
    mark(window, paper, 0, 8)
    mark(window, paper, 20, 30)
    window.reader.abstract.text.put_caret(0)
    found = window.reader.abstract.margin.findChildren(MarginNote)
    later = next(n for n in found if n.highlight.selector.start == 20)
    later.setFocus()
    act(window, "quote")
    assert later.highlight.key in notes.get(window.library, paper)
