"""The preview, driven by keys and mouse as a reader does."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import Draft
from desktop_app.services.gathering import Reading
from desktop_app.services.importing import Act, Answer
from desktop_app.store import papers
from desktop_app.store.library import Library
from desktop_app.ui import theme
from desktop_app.ui.import_preview import delegate
from desktop_app.ui.import_preview.dialog import PreviewDialog
from desktop_app.ui.import_preview.model import Role
from desktop_app.ui.import_preview.prospect import Group, Prospect
from tests import build
from tests.ui.import_preview import prospects

_Key = Qt.Key


class Shown:
    """A preview over a window, and what was wanted of it."""

    def __init__(self, qtbot: QtBot, prospect: Prospect, width: int = 1200) -> None:
        self.window = QWidget()
        self.window.resize(width, 800)
        qtbot.addWidget(self.window)
        self.window.show()
        self.dialog = PreviewDialog(prospect, self.window)
        self.wanted: list[Mapping[int, Answer]] = []
        self.dialog.wanted.connect(self.wanted.append)
        self.dialog.open()
        self.bot = qtbot

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.bot.keyClick(self.dialog.list, key)

    def click(self, at: QPoint) -> None:
        self.bot.mouseClick(self.dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def titles(self) -> list[str]:
        model = self.dialog.model
        return [model.index(row).data() for row in range(model.rowCount())]


@pytest.fixture
def shown(library: Library, qtbot: QtBot) -> Shown:
    return Shown(qtbot, prospects.of_all_groups(library))


def many(library: Library, count: int) -> Prospect:
    return prospects.prospect(library, [build.draft(f"Work {n}") for n in range(count)])


def test_only_groups_that_hold_something_have_a_tab(shown: Shown, library: Library) -> None:
    tabs = shown.dialog.tabs
    assert [tabs.tabText(n) for n in range(tabs.count())] == [
        "New  1",
        "May be the same  1",
        "Versions  1",
        "Already there  1",
        "Problems  1",
    ]
    lone = Shown(shown.bot, prospects.prospect(library, [prospects.NEW]))
    assert [lone.dialog.tabs.tabText(n) for n in range(lone.dialog.tabs.count())] == ["New  1"]


def test_it_says_what_will_happen(shown: Shown) -> None:
    dialog = shown.dialog
    assert dialog.sentence == "Adds 3 papers, 1 version among them, completes 1 paper you have."
    shown.press(_Key.Key_Space)
    assert dialog.sentence == "Adds 2 papers, 1 version among them, completes 1 paper you have."
    for group in (Group.MAYBE, Group.VERSION, Group.PRESENT):
        dialog.show_group(group)
        dialog.deeds.none.click()
    assert dialog.sentence == "Nothing comes in."
    assert not dialog.go.isEnabled()
    dialog.deeds.all.click()
    assert dialog.sentence == "Completes 1 paper you have."


def test_what_comes_back_from_the_bin_is_told(library: Library, qtbot: QtBot) -> None:
    [paper] = build.add(library, prospects.HELD[0])
    with library.change("Move to the bin"):
        papers.put_in_bin(library, [paper])
    shown = Shown(qtbot, prospects.prospect(library, [prospects.PRESENT]))
    assert shown.dialog.tabs.tabText(0) == "In the bin  1"
    assert shown.dialog.sentence == "Brings 1 paper back from the bin."


def test_enter_imports_and_escape_does_not(shown: Shown, library: Library) -> None:
    shown.press(_Key.Key_Return)
    assert shown.wanted == [{}]
    other = Shown(shown.bot, prospects.prospect(library, [prospects.NEW]))
    with shown.bot.waitSignal(other.dialog.rejected):
        other.press(_Key.Key_Escape)
    assert other.wanted == []


def test_space_leaves_out_all_that_is_selected(library: Library, qtbot: QtBot) -> None:
    shown = Shown(qtbot, many(library, 5))
    qtbot.keyClick(shown.dialog.list, _Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    shown.press(_Key.Key_Space)
    assert shown.dialog.sentence == "Nothing comes in."
    shown.press(_Key.Key_J, _Key.Key_Space)
    assert shown.dialog.sentence == "Adds 1 paper."
    shown.press(_Key.Key_K, _Key.Key_Space, _Key.Key_Return)
    assert sorted(shown.wanted[0]) == [2, 3, 4]


def test_a_record_that_may_be_the_same_is_shown_with_the_paper_it_may_be(shown: Shown) -> None:
    shown.dialog.show_group(Group.MAYBE)
    row = shown.dialog.model.index(0).data(Role.ROW)
    assert row.beside == "You have: On the making of marks"
    assert row.differences == "Signs, yours Notes · another DOI"
    assert row.said is None


@pytest.mark.parametrize(
    ("key", "act"),
    [
        (_Key.Key_S, Act.COMPLETE),
        (_Key.Key_1, Act.COMPLETE),
        (_Key.Key_V, Act.VERSION),
        (_Key.Key_2, Act.VERSION),
        (_Key.Key_D, Act.ADD),
        (_Key.Key_3, Act.ADD),
    ],
)
def test_a_key_says_what_it_is(shown: Shown, key: Qt.Key, act: Act) -> None:
    shown.dialog.show_group(Group.MAYBE)
    shown.press(key, _Key.Key_Return)
    [answers] = shown.wanted
    assert [answer.act for answer in answers.values()] == [act]


def test_the_same_is_said_of_all(shown: Shown) -> None:
    shown.dialog.show_group(Group.VERSION)
    same, version, different = shown.dialog.deeds.same.menu().actions()
    assert [a.text() for a in (same, version, different)] == [
        "Same paper\tS",
        "A version of it\tV",
        "Different\tD",
    ]
    different.trigger()
    shown.dialog.go.click()
    [answers] = shown.wanted
    assert [answer.act for answer in answers.values()] == [Act.ADD]


def test_the_mouse_does_what_is_painted_under_it(shown: Shown) -> None:
    dialog = shown.dialog
    dialog.show_group(Group.MAYBE)
    rect = dialog.list.visualRect(dialog.model.index(0))
    places = {act: part.center() for act, part in delegate.choices(rect)}
    shown.click(places[Act.COMPLETE])
    assert dialog.model.index(0).data(Role.ROW).said is Act.COMPLETE
    shown.click(delegate.box(rect).center())
    assert not dialog.model.is_taken(0)
    shown.click(places[Act.VERSION])
    assert dialog.model.is_taken(0)
    assert dialog.model.index(0).data(Role.ROW).said is Act.VERSION


def test_a_problem_can_neither_be_taken_nor_answered(shown: Shown) -> None:
    dialog = shown.dialog
    dialog.show_group(Group.LEFT_OUT)
    index = dialog.model.index(0)
    assert index.data(Role.ROW).title == "this entry has no title"
    assert index.data(Role.ROW).meta == "Left out · line 7"
    assert index.data(Qt.ItemDataRole.CheckStateRole) is None
    shown.press(_Key.Key_Space, _Key.Key_S)
    assert "line 7" in dialog.details.toPlainText()
    assert dialog.sentence.startswith("Adds 3")


def test_a_record_is_shown_whole(shown: Shown) -> None:
    said = shown.dialog.details.toPlainText()
    assert said.splitlines() == [
        "Erasers",
        "Bob Roe",
        "2022 · Rubber · Journal article",
        "Of erasers.",
    ]
    shown.dialog.show_group(Group.PRESENT)
    assert "DOI: 10.1000/1" in shown.dialog.details.toPlainText()


def test_the_record_follows_the_theme(shown: Shown, qapp: QApplication) -> None:
    details = shown.dialog.details
    for each in (theme.DARK, theme.LIGHT):
        theme.apply(qapp, each)
        assert details.textCursor().charFormat().foreground().color() == QColor(each.text)


def test_details_go_where_there_is_room(library: Library, qtbot: QtBot) -> None:
    shown = Shown(qtbot, many(library, 3))
    dialog = shown.dialog
    for width, height, along in (
        (1000, 500, Qt.Orientation.Horizontal),
        (500, 700, Qt.Orientation.Vertical),
    ):
        dialog.resize(width, height)
        qtbot.waitUntil(dialog.details.isVisible)
        assert dialog._split.orientation() is along
    dialog.resize(400, 400)
    qtbot.waitUntil(lambda: not dialog.details.isVisible())


def test_it_stays_inside_a_small_window(library: Library, qtbot: QtBot) -> None:
    shown = Shown(qtbot, many(library, 3), width=560)
    assert shown.dialog.width() <= 560


def test_the_model_keeps_the_rules_of_qt(shown: Shown) -> None:
    model = shown.dialog.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for group in Group:
        shown.dialog.show_group(group)
        assert model.rowCount() == 1
        assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    shown.dialog.show_group(Group.NEW)
    off = Qt.CheckState.Unchecked
    assert model.setData(model.index(0), off.value, Qt.ItemDataRole.CheckStateRole)
    assert model.index(0).data(Qt.ItemDataRole.CheckStateRole) == off
    assert tester.model() is model


def test_a_hundred_thousand_records_open_at_once(qtbot: QtBot) -> None:
    drafts = tuple(Draft(f"Work {n}") for n in range(100_000))
    groups = {Group.NEW: range(100_000)}
    prospect = Prospect(Reading("large.bib", drafts), groups, {}, {}, ())
    began = perf_counter()
    shown = Shown(qtbot, prospect)
    qtbot.waitExposed(shown.dialog)
    shown.dialog.list.viewport().grab()
    assert perf_counter() - began < 1.0
    shown.press(_Key.Key_End)
    assert shown.dialog.list.currentIndex().row() == 99_999
