"""Ticking names, or typing new ones."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.widgets.picker import Picker

Key = Qt.Key


class Ticking(Picker):
    """A picker that remembers what it told."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Tag", "Type a tag", parent)
        self.kept = parent  # alive as long as this
        self.told: list[str] = []
        self.chosen.connect(lambda name: self.told.append(f"+{name}"))
        self.unchosen.connect(lambda name: self.told.append(f"-{name}"))


@pytest.fixture
def picker(qtbot: QtBot) -> Ticking:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    made = Ticking(parent)
    made.offer("theory", ticked=True)
    made.offer("grokking", ticked=False)
    with qtbot.waitActive(made):
        made.open()
        made.activateWindow()
    return made


def test_a_new_name_is_added(picker: Ticking, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker._field, " new one ")
    qtbot.keyClick(picker._field, Key.Key_Return)
    assert picker.told == ["+new one"]
    assert picker._field.text() == ""
    assert picker.isVisible()


def test_a_known_name_is_ticked_whatever_its_case(picker: Ticking, qtbot: QtBot) -> None:
    for name in ("GROKKING", "theory"):
        qtbot.keyClicks(picker._field, name)
        qtbot.keyClick(picker._field, Key.Key_Return)
    assert picker.told == ["+grokking", "-theory"]


def test_nothing_typed_does_nothing(picker: Ticking, qtbot: QtBot) -> None:
    qtbot.keyClick(picker._field, Key.Key_Return)
    assert picker.told == []


def test_typing_filters_and_the_arrow_goes_into_the_list(picker: Ticking, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker._field, "gro")
    assert [item.text() for item in picker._names() if not item.isHidden()] == ["grokking"]
    qtbot.keyClick(picker._field, Key.Key_Down)
    assert picker._list.hasFocus()
    qtbot.keyClick(picker._list, Key.Key_Return)
    assert picker.told == ["+grokking"]
    qtbot.keyClick(picker._list, Key.Key_Space)
    assert picker.told == ["+grokking", "-grokking"]


def test_a_new_name_that_begins_an_old_one_is_made_from_the_last_row(
    picker: Ticking, qtbot: QtBot
) -> None:
    qtbot.keyClicks(picker._field, "gro")
    qtbot.keyClick(picker._field, Key.Key_Down)
    qtbot.keyClick(picker._list, Key.Key_Down)
    assert picker._list.currentItem().text() == "Create “gro”"
    qtbot.keyClick(picker._list, Key.Key_Return)
    assert picker.told == ["+gro"]


def test_escape_closes(picker: Ticking, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picker.finished):
        qtbot.keyClick(picker._field, Key.Key_Escape)
