"""The page of notes of their own: written, found, deleted and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.notes import NoteId
from desktop_app.core.papers import PaperId
from desktop_app.store import notes, opening
from desktop_app.store.library import Library
from desktop_app.ui.changes import Changes
from desktop_app.ui.notes.panel import NotesPanel
from tests import build

Key = Qt.Key
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


class Page:
    """The page, shown on its own."""

    def __init__(self, library: Library, qtbot: QtBot) -> None:
        self.library, self.qtbot = library, qtbot
        self.changes = Changes(library)
        self.panel = NotesPanel(self.changes)
        self.tester = QAbstractItemModelTester(self.panel.list.list.entries, FATAL)
        qtbot.addWidget(self.panel, before_close_func=lambda _: self.changes.close())
        self.panel.resize(1000, 600)
        with qtbot.waitActive(self.panel):
            self.panel.show()
            self.panel.activateWindow()

    def rows(self) -> list[str]:
        entries = self.panel.list.list.entries
        found = [entries.entry(row) for row in range(entries.rowCount())]
        return [entry.title for entry in found if entry]

    def current(self) -> str | None:
        entry = self.panel.list.list.entries.entry(self.panel.list.list.currentIndex().row())
        return entry.title if entry else None

    def text(self) -> str:
        return self.panel.editor.field.toPlainText()

    def type(self, words: str) -> None:
        self.qtbot.keyClicks(self.panel.editor.field, words)

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.panel.list.list, key)

    def stored(self) -> list[str]:
        return [note.text for note in notes.all_own(self.library)]


@pytest.fixture
def page(library: Library, qtbot: QtBot) -> Page:
    with library.change("x"):
        for title in ("First", "Second", "Third"):
            notes.add(library, f"# {title}\n\nwords of it")
    return Page(library, qtbot)


def test_without_notes_there_is_a_way_to_begin(library: Library, qtbot: QtBot) -> None:
    page = Page(library, qtbot)
    page.panel.focus_list()
    assert page.panel.blank.button.hasFocus()
    page.qtbot.mouseClick(page.panel.blank.button, Qt.MouseButton.LeftButton)
    assert page.panel.editor.field.hasFocus()
    page.type("My topic")
    page.panel.flush()
    assert page.stored() == ["My topic"]
    assert page.rows() == ["My topic"]
    assert page.current() == "My topic"
    page.changes.undo()
    assert page.rows() == []
    assert page.text() == ""


def test_the_last_changed_note_is_shown_first(page: Page) -> None:
    assert page.rows() == ["Third", "Second", "First"]
    assert page.current() == "Third"
    assert page.text() == "# Third\n\nwords of it"


def test_moving_in_the_list_shows_the_note(page: Page) -> None:
    page.panel.focus_list()
    page.press(Key.Key_J)
    assert page.text().startswith("# Second")
    page.press(Key.Key_Return)
    assert page.panel.editor.field.hasFocus()


def test_a_new_note_is_stored_when_it_has_words(page: Page) -> None:
    page.panel.new()
    assert page.current() is None
    assert len(page.stored()) == 3
    page.type("# Fourth")
    page.panel.flush()
    assert page.rows()[0] == page.current() == "Fourth"
    page.type(" one")
    page.panel.flush()
    assert page.stored()[0] == "# Fourth one"


def test_one_focus_on_a_new_note_is_one_step(page: Page) -> None:
    page.panel.new()
    for words in ("One", " two"):
        page.type(words)
        page.panel.editor._autosave.flush()
    page.panel.focus_list()
    page.changes.undo()
    assert len(page.stored()) == 3
    page.changes.redo()
    assert page.stored()[0] == "One two"
    assert page.text() == "One two"
    assert page.current() == "One two"


def test_a_title_follows_the_text(page: Page) -> None:
    page.panel.editor.field.setPlainText("Renamed\nand so on")
    page.panel.flush()
    assert page.rows() == ["Renamed", "Second", "First"]
    page.panel.editor.field.setPlainText("")
    page.panel.flush()
    assert page.rows()[0] == "Untitled note"
    assert len(page.stored()) == 3


def test_notes_are_found_as_words_are_typed(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.panel.list.field, "sec")
    qtbot.waitUntil(lambda: page.rows() == ["Second"])
    assert page.text().startswith("# Second")
    qtbot.keyClick(page.panel.list.field, Key.Key_Down)
    assert page.panel.list.list.hasFocus()
    page.panel.list.field.setText("nothing")
    qtbot.waitUntil(lambda: page.rows() == [])
    assert page.panel.list._none.text() == "No note has “nothing” in it."
    page.panel.list.field.setFocus()
    qtbot.keyClick(page.panel.list.field, Key.Key_Escape)
    qtbot.waitUntil(lambda: len(page.rows()) == 3)


def test_a_deleted_note_can_be_undone(page: Page, qtbot: QtBot) -> None:
    page.panel.focus_list()
    page.press(Key.Key_J)
    with qtbot.waitSignal(page.changes.shown) as shown:
        page.press(Key.Key_Delete)
    assert shown.args == ["Note deleted"]
    assert page.rows() == ["Third", "First"]
    assert page.current() == "First"
    assert page.text().startswith("# First")
    page.changes.undo()
    assert page.rows() == ["Third", "Second", "First"]
    assert page.current() == "Second"


def test_deleted_notes_are_reached_and_brought_back(page: Page, qtbot: QtBot) -> None:
    panel = page.panel
    assert not panel.list.bin.isVisible()
    panel.delete(notes.all_own(page.library)[0].id)
    assert panel.list.bin.text() == "Deleted notes (1)"
    qtbot.mouseClick(panel.list.bin, Qt.MouseButton.LeftButton)
    assert page.rows() == ["Third"]
    assert page.text().startswith("# Third")
    assert panel.editor.field.isReadOnly()
    page.press(Key.Key_Delete)
    assert page.rows() == ["Third"]
    qtbot.mouseClick(panel.restore, Qt.MouseButton.LeftButton)
    assert set(page.rows()) == {"First", "Second", "Third"}
    assert not panel.list.binned
    assert not panel.editor.field.isReadOnly()
    assert not panel._deleted.isVisible()


def test_the_menu_of_a_note(page: Page) -> None:
    note = notes.all_own(page.library)[0].id
    [delete] = page.panel.list.menu(note).actions()
    delete.trigger()
    assert page.rows() == ["Second", "First"]
    page.panel.list.show_binned(True)
    [restore] = page.panel.list.menu(note).actions()
    restore.trigger()
    assert notes.count(page.library) == 3


def test_the_last_note_deleted_leaves_the_first_sight(library: Library, qtbot: QtBot) -> None:
    with library.change("x"):
        note = notes.add(library, "Only one")
    page = Page(library, qtbot)
    assert not page.panel.blank.isVisible()
    page.panel.delete(note)
    assert page.panel.blank.isVisible()
    page.changes.undo()
    assert page.text() == "Only one"
    page.changes.redo()
    assert page.panel.deleted.text() == "Deleted notes (1)"
    qtbot.mouseClick(page.panel.deleted, Qt.MouseButton.LeftButton)
    assert page.rows() == ["Only one"]
    qtbot.mouseClick(page.panel.list.bin, Qt.MouseButton.LeftButton)
    assert page.panel.blank.isVisible()


def test_a_note_is_gone_to(page: Page) -> None:
    first = notes.all_own(page.library)[-1].id
    page.panel.show_note(first)
    assert page.current() == "First"
    page.panel.delete(first)
    page.panel.show_note(first)
    assert page.panel.list.binned
    assert page.current() == "First"
    page.panel.show_note(NoteId(99))
    assert page.current() == "First"


def test_what_changes_elsewhere_is_shown(page: Page) -> None:
    shown = notes.all_own(page.library)[0].id
    page.changes.make("x", lambda: notes.edit(page.library, shown, "From elsewhere"))
    assert page.text() == "From elsewhere"
    assert page.rows()[0] == "From elsewhere"
    page.panel.hide()
    page.changes.make("x", lambda: notes.add(page.library, "Later"))
    page.panel.show()
    assert page.rows()[0] == "Later"


def test_typing_goes_on_while_the_list_is_asked(page: Page) -> None:
    page.panel.editor.begin()
    page.type(" more")
    page.changes.make("x", lambda: notes.add(page.library, "Another"))
    assert page.text().endswith("it more")
    page.panel.flush()
    assert page.rows()[:2] == ["Third", "Another"]


def test_the_note_of_a_paper_is_not_listed(page: Page) -> None:
    [paper] = build.add(page.library, build.draft())
    page.changes.make("x", lambda: notes.put(page.library, PaperId(paper), "Of the paper"))
    assert "Of the paper" not in page.rows()


def test_a_library_that_cannot_be_written_shows_its_notes(qtbot: QtBot, tmp_path: Path) -> None:
    made = opening.open_library(tmp_path)
    with made.change("x"):
        notes.add(made, "To be read")
    made.close()
    page = Page(opening.open_reader(tmp_path), qtbot)
    assert page.text() == "To be read"
    assert page.panel.editor.field.isReadOnly()
    assert not page.panel.list.new.isEnabled()
    page.panel.new()
    page.press(Key.Key_Delete)
    assert page.rows() == ["To be read"]


# Room


def test_preview_and_text_stand_side_by_side_where_there_is_room(page: Page) -> None:
    editor = page.panel.editor
    page.panel.resize(1300, 600)
    assert editor.field.isVisible()
    assert editor.preview.isVisible()
    editor.switch_preview()
    assert not editor.preview.isVisible()
    editor.switch_preview()
    page.panel.resize(700, 600)
    assert editor.field.isVisible()
    assert not editor.preview.isVisible()
    editor.switch_preview()
    assert not editor.field.isVisible()
    assert editor.preview.isVisible()
    assert editor.preview.toPlainText().startswith("Third")
    editor.begin()
    assert editor.field.hasFocus()


def test_the_preview_goes_along_with_the_text(page: Page) -> None:
    editor = page.panel.editor
    page.panel.resize(1300, 500)
    editor.field.setPlainText("\n\n".join(f"Paragraph {n}" for n in range(200)))
    editor.preview.render_now()
    editor.begin()
    bar = editor.preview.verticalScrollBar()
    assert bar.value() > bar.maximum() * 0.9


def test_a_narrow_page_stacks(page: Page) -> None:
    page.panel.resize(500, 600)
    assert page.panel.split.orientation() is Qt.Orientation.Vertical
    page.panel.resize(1000, 600)
    assert page.panel.split.orientation() is Qt.Orientation.Horizontal


def test_many_notes_keep_their_place(library: Library, qtbot: QtBot) -> None:
    with library.change("x"):
        for n in range(300):
            notes.add(library, f"Note {n}")
    page = Page(library, qtbot)
    rows = page.panel.list.list
    rows.verticalScrollBar().setValue(3000)
    page.changes.make("x", lambda: notes.add(library, "One more"))
    assert page.rows()[0] == "One more"
    assert rows.verticalScrollBar().value() == 3000
    assert page.panel.grab().width() == page.panel.width()


def test_everything_that_takes_the_focus_has_a_name(page: Page) -> None:
    page.panel.list.list.setFocus()
    nameless = [
        widget
        for widget in page.panel.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []
    assert page.panel.list.list.indexAt(QPoint(5, 5)).isValid()
