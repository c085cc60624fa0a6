"""Links in a note: begun with ``[[``, followed, and seen from the other end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.notes import Destination, NoteId
from desktop_app.core.papers import Author, PaperId
from desktop_app.store import notes, papers
from desktop_app.store.library import Library
from desktop_app.ui.changes import Changes
from desktop_app.ui.notes.editor import NoteEditor
from desktop_app.ui.notes.entries import Entry, EntryList
from tests import build

PAPER, OTHER = PaperId(1), PaperId(2)
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editor(library: Library, qtbot: QtBot) -> NoteEditor:
    build.add(
        library,
        build.draft("Being read"),
        build.draft("Slow gradients", authors=(Author("Kang"),), year=2023),
        build.draft("Slow filters"),
    )
    with library.change("x"):
        notes.add(library, "# Slow reading")
    changes = Changes(library)
    made = NoteEditor(changes)
    qtbot.addWidget(made, before_close_func=lambda _: changes.close())
    made.resize(500, 500)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_note(PAPER)
    made.begin()
    return made


def type_(editor: NoteEditor, qtbot: QtBot, words: str) -> None:
    """Type, and let the list come up without waiting for the pause."""
    qtbot.keyClicks(editor.field, words)
    editor._completion.ask()


def offered(editor: NoteEditor) -> list[str]:
    if not editor._completion.is_open:
        return []
    return [row.text for row in editor._completion._offers.rows.rows()]


def text(editor: NoteEditor) -> str:
    return editor.field.toPlainText()


def key_of(editor: NoteEditor, paper: PaperId) -> str:
    return papers.get(editor._library, paper).key


# Completion


def test_two_brackets_open_the_list(editor: NoteEditor, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor.field, "See [[")
    qtbot.waitUntil(lambda: editor._completion.is_open)
    assert offered(editor)[:2] == ["Slow reading", "Slow filters"]
    assert editor.field.hasFocus()


def test_it_is_found_by_title_and_author(editor: NoteEditor, qtbot: QtBot) -> None:
    type_(editor, qtbot, "[[slow g")
    assert offered(editor)[0] == "Slow gradients"
    type_(editor, qtbot, "]]")
    assert offered(editor) == []
    type_(editor, qtbot, " [[kang")
    assert offered(editor)[0] == "Slow gradients"


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab])
def test_the_one_chosen_is_inserted_by_its_key(
    editor: NoteEditor, qtbot: QtBot, key: Qt.Key
) -> None:
    type_(editor, qtbot, "See [[slow ")
    qtbot.keyClick(editor.field, Key.Key_Down)
    qtbot.keyClick(editor.field, Key.Key_Down)
    qtbot.keyClick(editor.field, Key.Key_Up)
    qtbot.keyClick(editor.field, key)
    assert text(editor) == f"See [[{key_of(editor, PaperId(3))}|Slow filters]]"
    assert offered(editor) == []
    qtbot.keyClicks(editor.field, "!")
    assert text(editor).endswith("]]!")


def test_a_click_chooses_too(editor: NoteEditor, qtbot: QtBot) -> None:
    type_(editor, qtbot, "[[kang")
    rows = editor._completion._offers.list
    place = rows.visualRect(rows.model().index(0, 0)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert text(editor) == f"[[{key_of(editor, OTHER)}|Slow gradients]]"
    assert editor.field.hasFocus()


def test_brackets_that_are_there_are_not_doubled(editor: NoteEditor, qtbot: QtBot) -> None:
    editor.field.setPlainText("🤗 [[]] end")
    cursor = editor.field.textCursor()
    cursor.setPosition(5)
    editor.field.setTextCursor(cursor)
    type_(editor, qtbot, "kang")
    qtbot.keyClick(editor.field, Key.Key_Return)
    assert text(editor) == f"🤗 [[{key_of(editor, OTHER)}|Slow gradients]] end"


def test_in_a_table_the_bar_is_escaped(editor: NoteEditor, qtbot: QtBot) -> None:
    type_(editor, qtbot, "| [[kang")
    qtbot.keyClick(editor.field, Key.Key_Return)
    assert text(editor) == f"| [[{key_of(editor, OTHER)}\\|Slow gradients]]"


def test_escape_closes_the_list_alone(editor: NoteEditor, qtbot: QtBot) -> None:
    type_(editor, qtbot, "[[slow")
    qtbot.keyClick(editor.field, Key.Key_Escape)
    assert offered(editor) == []
    assert text(editor) == "[[slow"
    assert editor.field.hasFocus()


@pytest.mark.parametrize("leave", ["focus", "caret", "undo", "note"])
def test_the_list_goes_with_its_reason(editor: NoteEditor, qtbot: QtBot, leave: str) -> None:
    type_(editor, qtbot, "[[slow")
    assert offered(editor)
    if leave == "focus":
        editor._switch.setFocus()
    elif leave == "caret":
        qtbot.keyClick(editor.field, Key.Key_Home)
    elif leave == "note":
        editor.show_note(OTHER)
    else:
        editor.flush()
        editor._changes.undo()
        editor.refresh()
    assert offered(editor) == []


def test_in_code_nothing_is_offered(editor: NoteEditor, qtbot: QtBot) -> None:
    for line in ("```", "[[slow"):
        type_(editor, qtbot, line)
        qtbot.keyClick(editor.field, Key.Key_Return)
    assert text(editor) == "```\n[[slow\n"


def test_where_nothing_fits_a_note_can_be_made(editor: NoteEditor, qtbot: QtBot) -> None:
    type_(editor, qtbot, "On [[Weight decay")
    assert offered(editor) == ["Create note “Weight decay”"]
    qtbot.keyClick(editor.field, Key.Key_Return)
    made = notes.all_own(editor._library)[0]
    assert made.title == "Weight decay"
    assert text(editor) == f"On [[{made.key}|Weight decay]]"
    editor.flush()
    editor._changes.undo()
    editor._changes.undo()
    assert [n.title for n in notes.all_own(editor._library)] == ["Slow reading"]


def test_what_is_there_is_not_made_again(editor: NoteEditor, qtbot: QtBot) -> None:
    type_(editor, qtbot, "[[SLOW reading")
    assert offered(editor) == ["Slow reading"]
    type_(editor, qtbot, "!")
    assert offered(editor) == ["Slow reading"]


# Following


def led(editor: NoteEditor, qtbot: QtBot, source: str) -> Destination | str:
    """Say where Ctrl+Enter on a link leads, or what is said of it."""
    editor.field.setPlainText(f"a {source} b")
    cursor = editor.field.textCursor()
    cursor.setPosition(6)
    editor.field.setTextCursor(cursor)
    found: list[Destination | str] = []
    editor.following.destination_wanted.connect(found.append)
    editor.following.told.connect(found.append)
    qtbot.keyClick(editor.field, Key.Key_Return, CONTROL)
    return found[0]


def test_a_link_is_followed_by_key(editor: NoteEditor, qtbot: QtBot) -> None:
    key = key_of(editor, OTHER)
    assert led(editor, qtbot, f"[[{key}|x]]") == Destination(OTHER)
    assert text(editor) == f"a [[{key}|x]] b"


def test_a_link_is_followed_by_title(editor: NoteEditor, qtbot: QtBot) -> None:
    assert led(editor, qtbot, "[[slow GRADIENTS]]") == Destination(OTHER)


def test_a_link_to_nothing_says_so(editor: NoteEditor, qtbot: QtBot) -> None:
    assert led(editor, qtbot, "[[Nothing]]") == "No paper or note is called “Nothing”"


def test_an_ambiguous_link_chooses_nothing(editor: NoteEditor, qtbot: QtBot) -> None:
    build.add(editor._library, build.draft("Slow gradients", doi="10.1000/b"))
    said = led(editor, qtbot, "[[Slow gradients]]")
    assert isinstance(said, str)
    assert said.startswith("2 papers and notes are called “Slow gradients”")


def test_control_and_a_click_follow(editor: NoteEditor, qtbot: QtBot) -> None:
    editor.field.setPlainText("[[Slow gradients]] and more")
    cursor = editor.field.textCursor()
    cursor.setPosition(5)
    place = editor.field.cursorRect(cursor).center()
    with qtbot.waitSignal(editor.following.destination_wanted) as got:
        qtbot.mouseClick(
            editor.field.viewport(), Qt.MouseButton.LeftButton, CONTROL, place + QPoint(1, 0)
        )
    assert got.args == [Destination(OTHER)]
    cursor.setPosition(25)
    place = editor.field.cursorRect(cursor).center()
    with qtbot.assertNotEmitted(editor.following.destination_wanted):
        qtbot.mouseClick(editor.field.viewport(), Qt.MouseButton.LeftButton, CONTROL, place)


# What leads here


def mentions(editor: NoteEditor) -> list[tuple[str, str]]:
    entries = editor.backlinks.list.entries
    shown = [entries.entry(row) for row in range(entries.rowCount())]
    return [(e.title, e.body) for e in shown if e] if editor.backlinks.isVisible() else []


def test_what_mentions_the_paper_is_listed(editor: NoteEditor, qtbot: QtBot) -> None:
    assert mentions(editor) == []
    library, key = editor._library, key_of(editor, PAPER)
    editor._changes.make("x", lambda: notes.put(library, OTHER, f"One. It cites [[{key}|this]]."))
    qtbot.waitUntil(lambda: mentions(editor) == [("Slow gradients", "It cites this.")])
    with qtbot.waitSignal(editor.following.destination_wanted) as got:
        rows = editor.backlinks.list
        place = rows.visualRect(rows.model().index(0, 0)).center()
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert got.args == [Destination(OTHER, noted=True)]
    editor._changes.undo()
    qtbot.waitUntil(lambda: mentions(editor) == [])


def test_what_mentions_a_note_is_opened_by_keyboard(editor: NoteEditor, qtbot: QtBot) -> None:
    [own] = notes.all_own(editor._library)
    with editor._library.change("x"):
        made = notes.add(editor._library, f"# A talk\n\nAfter [[{own.key}|that]].")
    editor.show_own(own.id)
    assert mentions(editor) == [("A talk", "After that.")]
    editor.backlinks.list.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(editor.following.destination_wanted) as got:
        qtbot.keyClick(editor.backlinks.list, Key.Key_Return)
    assert got.args == [Destination(note=NoteId(made))]


def test_the_list_of_mentions_folds(editor: NoteEditor, qtbot: QtBot) -> None:
    key = key_of(editor, PAPER)
    with editor._library.change("x"):
        for n in range(9):
            notes.add(editor._library, f"# Note {n}\n\nSee [[{key}|this]].")
    editor.show_note(PAPER)
    whole = editor.backlinks.height()
    assert editor.backlinks.list.height() <= editor.height() * 0.3
    qtbot.mouseClick(editor.backlinks._fold, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: editor.backlinks.height() < whole)
    assert not editor.backlinks.list.isVisible()
    qtbot.mouseClick(editor.backlinks._fold, Qt.MouseButton.LeftButton)
    assert editor.backlinks.list.isVisible()


def test_rows_are_moved_by_keys(library: Library, qtbot: QtBot) -> None:
    rows = EntryList("Rows", lines=2)
    qtbot.addWidget(rows)
    rows.show()
    rows.show_entries([Entry(n, f"Title {n}", "words " * 40, "aside") for n in range(3)])
    for key, value in ((Key.Key_J, 0), (Key.Key_J, 1), (Key.Key_Down, 2), (Key.Key_K, 1)):
        qtbot.keyClick(rows, key)
        assert rows.value() == value
    rows.show_entries([Entry(n, f"Title {n}") for n in (5, 1)])
    assert rows.value() == 1
    said = rows.entries.data(rows.entries.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Title 5"
    assert rows.grab().width() == rows.width()
