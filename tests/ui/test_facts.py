"""Facts of a paper as words that can be clicked: what they search for, and how they fit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.core.papers import Author
from desktop_app.ui.reader import facts
from desktop_app.ui.reader.facts import Fact, Facts

AUTHORS = (Author("Lee", "Jaerin"), Author("Kang", "Bong Gyun"), Author("Kim", "Kihoon"))
YEAR, PAGES = Fact("2024", "year", "2024"), Fact("14 pages")
Key, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def line(qtbot) -> Facts:
    home = QWidget()
    qtbot.addWidget(home)
    made = Facts()
    QVBoxLayout(home).addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
    home.resize(700, 200)
    home.show()
    qtbot.waitExposed(home)
    made.set_authors(AUTHORS)
    made.home = home  # which owns it
    return made


def shown(line: Facts) -> list[str]:
    return [word.text() for word in line.words if word.isVisible()]


def test_a_click_searches_and_ctrl_adds(qtbot, line: Facts) -> None:
    line.show_line([*facts.of_authors(AUTHORS, 3, "et al."), YEAR, PAGES], 700)
    assert shown(line) == ["Jaerin Lee", "Bong Gyun Kang", "Kihoon Kim", "2024"]
    told: list[tuple[str, str, bool]] = []
    line.searched.connect(lambda *args: told.append(args))
    qtbot.mouseClick(line.words[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(line.words[3], Qt.MouseButton.LeftButton, CTRL)
    qtbot.keyClick(line.words[1], Key.Key_Return)
    qtbot.keyClick(line.words[1], Key.Key_Return, CTRL)
    qtbot.keyClick(line.words[2], Key.Key_Space)
    assert told == [
        ("author", "Jaerin Lee", False),
        ("year", "2024", True),
        ("author", "Bong Gyun Kang", False),
        ("author", "Bong Gyun Kang", True),
        ("author", "Kihoon Kim", False),
    ]


def test_words_are_reached_by_tab_and_say_what_they_do(qtbot, line: Facts) -> None:
    line.show_line([*facts.of_authors(AUTHORS, 3, "et al."), YEAR], 700)
    line.words[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(line.words[0], Key.Key_Tab)
    assert line.words[1].hasFocus()
    names = [word.accessibleName() for word in line.words]
    assert len(set(names)) == 4
    assert all(word.text() in name for word, name in zip(line.words, names, strict=True))


def test_authors_left_out_are_in_a_menu(line: Facts) -> None:
    line.show_line([*facts.of_authors(AUTHORS, 1, "et al."), YEAR], 700)
    assert shown(line) == ["Jaerin Lee", "et al.", "2024"]
    told: list[tuple[str, str, bool]] = []
    line.searched.connect(lambda *args: told.append(args))
    menu = line.menu()
    assert [action.text() for action in menu.actions()] == [str(author) for author in AUTHORS]
    menu.actions()[2].trigger()
    assert told == [("author", "Kihoon Kim", False)]


def test_what_has_no_room_is_cut_or_wrapped_and_nothing_overlaps(line: Facts) -> None:
    found = [*facts.of_authors(AUTHORS, 3, "et al."), YEAR]
    line.show_line(found, 120)
    assert line.width() <= 120
    assert all(word.geometry().right() < 120 for word in line.words if word.isVisible())
    high = line.height()
    line.setMinimumWidth(0)
    line.setMaximumWidth(9999)
    line.show_wrapped(found, 160)
    assert line.height() >= 2 * high
    visible = [word.geometry() for word in line.words if word.isVisible()]
    assert len(visible) == 4
    assert not any(a.intersects(b) for n, a in enumerate(visible) for b in visible[:n])


def test_fewer_facts_leave_no_word_behind(line: Facts) -> None:
    line.show_line([*facts.of_authors(AUTHORS, 3, "et al."), YEAR], 700)
    line.show_line([Fact("No author yet"), PAGES], 700)
    assert shown(line) == []
    assert "14 pages" in line.accessibleName()
