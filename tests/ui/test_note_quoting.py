"""Highlights as quotations in a note: by drop, by action, from an area."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.core.documents import Box, DocumentId
from desktop_app.core.highlights import Highlight, Style
from desktop_app.core.papers import Author, PaperId
from desktop_app.store import documents, highlights, notes, papers
from desktop_app.store.library import Library
from desktop_app.ui.widgets import carried
from tests import build
from tests.ui.reading import Desk

PAPER, OTHER = PaperId(1), PaperId(2)
QUOTE = "Networks sometimes generalise long"


@pytest.fixture
def desk(library: Library, qtbot: QtBot) -> Desk:
    people = (Author("Lee"), Author("Kang"), Author("Kim"))
    build.add(library, build.draft("First", authors=people, year=2024), build.draft("Second"))
    made = Desk(library, qtbot, PAPER)
    made.reader.show_tab("notes")
    made.notes.begin()
    return made


def mark(desk: Desk, comment: str = "", paper: PaperId = PAPER) -> Highlight:
    with desk.library.change("x"):
        made = highlights.add(desk.library, paper, 0, len(QUOTE), 1)
        highlights.comment(desk.library, made, comment)
    return highlights.get(desk.library, made)


def quotation(desk: Desk, mark_: Highlight, cited: str = "Lee et al. 2024") -> str:
    key = papers.get(desk.library, mark_.paper).key
    return f"> {QUOTE}\n>\n> — [[{key}#{mark_.key}|{cited}]]"


def note(desk: Desk) -> str:
    return notes.get(desk.library, PAPER)


def drop(desk: Desk, data: QMimeData, place: QPoint) -> QDropEvent:
    event = QDropEvent(
        QPointF(place),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desk.notes.field.dropEvent(event)
    return event


def test_a_quotation_links_back_and_brings_the_comment(desk: Desk) -> None:
    made = mark(desk, "Why?")
    desk.notes.quote(made.key)
    assert note(desk) == quotation(desk, made) + "\n\nWhy?\n\n"


def test_a_quotation_stands_apart_and_is_one_step(desk: Desk) -> None:
    made = mark(desk)
    desk.type("Before")
    desk.notes.quote(made.key)
    desk.type("After")
    desk.notes.flush()
    assert note(desk) == f"Before\n\n{quotation(desk, made)}\n\nAfter"
    desk.changes.undo()
    assert note(desk) == f"Before\n\n{quotation(desk, made)}\n\n"
    desk.changes.undo()
    assert note(desk) == "Before"
    assert desk.notes.field.toPlainText() == "Before"


@pytest.mark.parametrize(
    ("text", "caret", "before", "after"),
    [
        ("", 0, "", "\n\n"),
        ("One\ntwo\n\nThree", 1, "One\ntwo\n\n", "\n\n\n\nThree"),
        ("One\n\nTwo", 4, "One\n\n", "\n\n\nTwo"),
        ("One\n", 4, "One\n\n", "\n\n"),
        ("🤗", 0, "🤗\n\n", "\n\n"),
    ],
)
def test_it_comes_below_the_paragraph_of_the_caret(
    desk: Desk, text: str, caret: int, before: str, after: str
) -> None:
    desk.notes.field.setPlainText(text)
    cursor = desk.notes.field.textCursor()
    cursor.setPosition(caret)
    desk.notes.field.setTextCursor(cursor)
    made = mark(desk)
    desk.notes.quote(made.key)
    assert note(desk) == before + quotation(desk, made) + after


def test_a_highlight_dropped_becomes_a_quotation(desk: Desk) -> None:
    desk.notes.field.setPlainText("One\n\nTwo")
    made = mark(desk)
    field = desk.notes.field
    cursor = field.textCursor()
    cursor.setPosition(1)
    data = carried.packed(made)
    assert field.canInsertFromMimeData(data)
    drop(desk, data, field.cursorRect(cursor).center())
    desk.qtbot.waitUntil(lambda: note(desk) != "")
    assert note(desk) == f"One\n\n{quotation(desk, made)}\n\n\n\nTwo"
    assert not desk.notes._autosave.waiting


def test_a_highlight_of_another_paper_names_that_paper(desk: Desk) -> None:
    made = mark(desk, paper=OTHER)
    desk.notes.quote(made.key)
    assert note(desk) == quotation(desk, made, "Lee") + "\n\n"


def test_an_area_is_named_by_its_page(desk: Desk) -> None:
    with desk.library.change("x"):
        document = documents.add(desk.library, PAPER, "0" * 64, "a.pdf", 10)
        made = highlights.mark(
            desk.library, DocumentId(document), [Box(2, 0, 0, 9, 9)], 1, style=Style.AREA
        )
    desk.notes.quote(highlights.get(desk.library, made).key)
    assert note(desk).startswith("> An area on page 3\n>\n> — [[")


def test_a_highlight_that_is_gone_is_not_quoted(desk: Desk) -> None:
    desk.notes.quote("nothing")
    assert note(desk) == ""


def test_other_things_dropped_are_text_but_files_are_for_the_window(desk: Desk) -> None:
    data = QMimeData()
    data.setText("some words")
    assert desk.notes.field.canInsertFromMimeData(data)
    drop(desk, data, QPoint(5, 5))
    assert desk.notes.field.toPlainText() == "some words"
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/a.pdf")])
    assert not desk.notes.field.canInsertFromMimeData(files)


def test_a_highlight_elsewhere_is_its_words(desk: Desk) -> None:
    data = carried.packed(mark(desk, "Why?"))
    assert data.text() == f"“{QUOTE}”\n\nWhy?"
    assert carried.key(QMimeData()) == ""


def test_a_margin_note_is_dragged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = mark(desk)
    desk.reader.focus_text()
    dragged: list[str] = []
    monkeypatch.setattr(carried, "drag", lambda highlight, _: dragged.append(highlight.key))
    [margin] = desk.margin_notes()
    QTest.mousePress(margin, Qt.MouseButton.LeftButton, pos=QPoint(20, 5))
    QTest.mouseMove(margin, QPoint(21, 5))
    assert dragged == []
    QTest.mouseMove(margin, QPoint(60, 25))
    QTest.mouseMove(margin, QPoint(90, 25))
    QTest.mouseRelease(margin, Qt.MouseButton.LeftButton, pos=QPoint(90, 25))
    assert dragged == [made.key]
