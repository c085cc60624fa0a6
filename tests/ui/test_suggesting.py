from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.engines.lanes import Lane
from desktop_app.store import organise
from desktop_app.store.library import Library
from desktop_app.ui.library.history import History
from desktop_app.ui.suggestions import Suggestions
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.suggesting import Suggesting
from tests import build
from tests.ui.lanes import HandLanes


class Box:
    """A field with suggestions in a window."""

    def __init__(self, library: Library, qtbot: QtBot, kept: Path) -> None:
        self.window, self.field = QWidget(), QLineEdit()
        QVBoxLayout(self.window).addWidget(self.field)
        self.lanes = HandLanes(library)
        self.history = History(
            QSettings(str(kept), QSettings.Format.IniFormat), library.path, lambda: 0.0
        )
        self.tasks = Tasks(self.lanes, self.window)
        self.suggestions = Suggestions(self.tasks, lambda: self.history)
        self.suggesting = Suggesting(self.field, self.suggestions.suggest)
        self.edited: list[str] = []
        self.field.textEdited.connect(self.edited.append)
        qtbot.addWidget(self.window)
        self.window.resize(600, 400)
        self.window.show()
        self.field.setFocus()
        self._qtbot = qtbot
        qtbot.waitUntil(self.field.hasFocus)

    def type(self, text: str) -> list[str]:
        """Type and give what is suggested."""
        QTest.keyClicks(self.field, text)
        self.suggesting.ask()
        while self.lanes.do() is not None:
            self._qtbot.wait(1)
        return self.suggesting.shown()

    def press(self, key: Qt.Key) -> None:
        """Press a key in the field."""
        QTest.keyClick(self.field, key)


@pytest.fixture
def box(library: Library, qtbot: QtBot, tmp_path: Path) -> Box:
    added = build.add(library, build.draft("One"), build.draft("Two"))
    organise.tag(library, added, "out of distribution")
    organise.tag(library, added, "theory")
    return Box(library, qtbot, tmp_path / "kept.ini")


def test_names_of_fields_are_suggested(box: Box) -> None:
    assert box.type("aut") == ["author:"]


def test_a_letter_alone_suggests_nothing(box: Box) -> None:
    assert box.type("a") == []


def test_tab_takes_the_first(box: Box) -> None:
    box.type("grok aut")
    box.press(Qt.Key.Key_Tab)
    assert box.field.text() == "grok author:"
    assert box.edited[-1] == "grok author:"


def test_arrows_and_enter_are_the_fields_while_only_fields_are_suggested(box: Box) -> None:
    box.type("aut")
    box.press(Qt.Key.Key_Down)
    box.press(Qt.Key.Key_Return)
    assert box.field.text() == "aut"


def test_values_of_a_field_are_suggested_and_taken_by_the_arrows(box: Box) -> None:
    assert box.type("is:un") == ["unread"]
    box.press(Qt.Key.Key_Down)
    box.press(Qt.Key.Key_Return)
    assert box.field.text() == "is:unread "
    assert not box.suggesting.is_open


def test_names_come_from_the_library_and_are_quoted_where_they_must(box: Box) -> None:
    assert box.type("-tag:") == ["out of distribution", "theory"]
    box.press(Qt.Key.Key_Down)
    box.press(Qt.Key.Key_Return)
    assert box.field.text() == '-tag:"out of distribution" '


def test_enter_with_none_chosen_is_the_fields(box: Box) -> None:
    entered = []
    box.field.returnPressed.connect(lambda: entered.append(True))
    box.type("is:un")
    box.press(Qt.Key.Key_Return)
    assert entered
    assert box.field.text() == "is:un"


def test_escape_closes_suggestions_alone(box: Box) -> None:
    box.type("is:un")
    box.press(Qt.Key.Key_Escape)
    assert not box.suggesting.is_open
    assert box.field.text() == "is:un"


def test_an_empty_box_offers_what_was_searched_for(box: Box) -> None:
    box.history.keep("grok* tag:theory")
    assert box.type("") == ["grok* tag:theory"]
    box.press(Qt.Key.Key_Down)
    box.press(Qt.Key.Key_Return)
    assert box.field.text() == "grok* tag:theory"


def test_an_answer_that_comes_too_late_is_not_shown(box: Box) -> None:
    box.type("tag:the")
    box.field.setText("tag:")
    box.suggesting.ask()
    box.field.setText("something else")
    while box.lanes.do() is not None:
        pass
    assert not box.suggesting.is_open


def test_what_is_typed_whole_is_not_suggested_again(box: Box) -> None:
    assert box.type("tag:theory") == []


def test_names_are_asked_for_off_the_main_thread(box: Box) -> None:
    QTest.keyClicks(box.field, "tag:")
    box.suggesting.ask()
    assert [lane for lane, *_ in box.lanes.waiting] == [Lane.READ]


def test_former_searches_that_go_on_from_what_is_typed_are_offered(box: Box) -> None:
    box.history.keep("grok* tag:theory")
    box.history.keep("gradients")
    assert box.type("gro") == ["grok* tag:theory"]
    box.press(Qt.Key.Key_Down)
    box.press(Qt.Key.Key_Return)
    assert box.field.text() == "grok* tag:theory"


def test_a_year_may_be_the_first_or_the_last_of_many(box: Box, library: Library) -> None:
    build.add(library, build.draft("Lately", year=2024), build.draft("Before", year=2019))
    assert box.type("year:") == ["2024", "2019"]
    assert box.type("2019") == ["2019..", "..2019"]


def test_a_tag_is_offered_with_its_colour(box: Box, library: Library) -> None:
    box.type("tag:theo")
    [row] = box.suggesting._offers.rows.rows()
    assert row.item is not None
    assert row.item.colour == organise.tags(library)[1].colour


def test_a_text_that_is_set_closes_suggestions(box: Box) -> None:
    assert box.type("tag:")
    box.field.setText("tag:theory gradients")
    assert not box.suggesting.is_open


def test_suggestions_stand_until_the_next_are_there(box: Box) -> None:
    assert box.type("tag:t") == ["theory"]
    QTest.keyClicks(box.field, "h")
    box.suggesting.ask()
    assert box.suggesting.shown() == ["theory"]
    assert box.type("zzz") == []


def test_tab_goes_on_from_an_empty_box(box: Box) -> None:
    box.history.keep("grok* tag:theory")
    assert box.type("")
    box.press(Qt.Key.Key_Tab)
    assert box.field.text() == ""
    assert not box.suggesting.is_open
