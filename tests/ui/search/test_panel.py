"""The search over the window by itself: keys, tabs, chips, and what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desktop_app.core.query import Query
from desktop_app.ui.search.found import NEWEST, RANK, Group, Kind, Result
from desktop_app.ui.search.panel import SearchPanel
from tests.ui.search.building import group

Key, Mod = Qt.Key, Qt.KeyboardModifier
NAMES = ("Claim", "Method", "Result", "Question", "Idea")
SEVERAL = (group(Kind.PAPER, 23), group(Kind.HIGHLIGHT, 2), group(Kind.NOTE, 1))


class Asked:
    """A panel in a window, and what it told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QMainWindow()
        self.window.resize(1200, 800)
        qtbot.addWidget(self.window)
        self.window.show()
        self.panel = SearchPanel(
            self.window,
            lambda: [("grok*", ""), ("leeks", "")],
            lambda: [("is:unread has:code", "Unread, with code")],
            lambda: NAMES,
            lambda: date(2026, 12, 1),
        )
        self.queries: list[tuple[str, str]] = []
        self.chosen: list[tuple[str, int, str]] = []
        self.said: list[str] = []
        self.wanted: list[Group] = []
        panel = self.panel
        panel.asked.connect(lambda query, order: self.queries.append((str(query), order)))
        panel.chosen.connect(self._choose)
        panel.save_wanted.connect(lambda typed: self.said.append(f"save {typed}"))
        panel.list_wanted.connect(lambda typed: self.said.append(f"list {typed}"))
        panel.more_wanted.connect(lambda _, group: self.wanted.append(group))

    def _choose(self, result: Result, how: str) -> None:
        self.chosen.append((result.kind, result.item, how))

    def open(self, typed: str, *groups: Group) -> SearchPanel:
        self.panel.open(typed)
        if groups:
            self.panel.show_found(groups, ended=True)
        return self.panel


@pytest.fixture
def asked(qtbot: QtBot) -> Asked:
    return Asked(qtbot)


def texts(panel: SearchPanel) -> list[str]:
    rows = (panel.rows.row(n) for n in range(panel.rows.rowCount()))
    return [row.text for row in rows if row is not None]


def tabs(panel: SearchPanel) -> list[str]:
    bar = panel.bar.tabs
    return [bar.tabText(n) for n in range(bar.count()) if bar.isTabVisible(n)]


def press(qtbot: QtBot, panel: SearchPanel, key: Qt.Key, held: Mod = Mod.NoModifier) -> None:
    qtbot.keyClick(panel.field, key, held)


def test_it_opens_with_what_is_typed_selected(asked: Asked, qtbot: QtBot) -> None:
    panel = asked.open("grok* is:unread")
    assert panel.field.selectedText() == "grok* is:unread"
    assert asked.queries == [("grok* is:unread", RANK)]
    qtbot.keyClicks(panel.field, "le")
    assert [query for query, _ in asked.queries[1:]] == ["l", "le"]


def test_complete_conditions_are_chips_and_stay_text(asked: Asked, qtbot: QtBot) -> None:
    panel = asked.open("")
    qtbot.keyClicks(panel.field, "grok* is:unread")
    assert panel.field.chips() == []
    qtbot.keyClicks(panel.field, " ")
    assert panel.field.chips() == ["is:unread"]
    panel.grab()
    press(qtbot, panel, Key.Key_Backspace)
    press(qtbot, panel, Key.Key_Backspace)
    assert (panel.field.text(), panel.field.chips()) == ("grok* is:unrea", [])


def test_counts_stand_in_the_tabs(asked: Asked) -> None:
    panel = asked.open("grok", *SEVERAL)
    assert tabs(panel) == ["All 26", "Papers 23", "Highlights 2", "Notes 1"]
    assert panel.count.text() == "26 results"
    panel.show_found([group(Kind.PAGE, 200, told=5, whole=False)], ended=True)
    assert tabs(panel)[0] == "All 226+"
    assert tabs(panel)[-1] == "Pages 200+"


def test_the_keys_of_a_row(asked: Asked, qtbot: QtBot) -> None:
    panel = asked.open("grok", *SEVERAL)
    press(qtbot, panel, Key.Key_Return)
    press(qtbot, panel, Key.Key_Down)
    press(qtbot, panel, Key.Key_Return, Mod.ControlModifier)
    press(qtbot, panel, Key.Key_Return, Mod.AltModifier)
    press(qtbot, panel, Key.Key_Up)
    press(qtbot, panel, Key.Key_Up)
    press(qtbot, panel, Key.Key_Enter, Mod.KeypadModifier)
    assert asked.chosen == [
        ("paper", 1, "open"),
        ("paper", 2, "document"),
        ("paper", 2, "queue"),
        ("note", 1, "open"),
    ]


def test_saving_and_the_list_are_told(asked: Asked, qtbot: QtBot) -> None:
    panel = asked.open("grok", *SEVERAL)
    press(qtbot, panel, Key.Key_S, Mod.ControlModifier)
    press(qtbot, panel, Key.Key_L, Mod.ControlModifier)
    assert asked.said == ["save grok", "list grok"]
    press(qtbot, panel, Key.Key_Escape)
    assert panel.isHidden()


def test_tabs_are_switched_by_keys_and_by_the_row_that_shows_all(
    asked: Asked, qtbot: QtBot
) -> None:
    panel = asked.open("grok", *SEVERAL)
    press(qtbot, panel, Key.Key_Tab, Mod.ControlModifier)
    assert panel.bar.kind() is Kind.PAPER
    assert len(texts(panel)) == 24
    press(qtbot, panel, Key.Key_Backtab, Mod.ControlModifier | Mod.ShiftModifier)
    assert panel.bar.kind() is None
    shows_all = next(n for n in panel.rows.stops() if panel.rows.row(n).more)
    panel._clicked(panel.rows.index(shows_all))
    assert panel.bar.kind() is Kind.PAPER
    assert panel.field.hasFocus() or not panel.window().isActiveWindow()


def test_a_tab_without_results_gives_way_and_comes_back(asked: Asked) -> None:
    panel = asked.open("grok", *SEVERAL)
    panel.bar.choose(Kind.NOTE)
    panel.show_found([group(Kind.NOTE, 0)], ended=True)
    assert panel.bar.kind() is None
    panel.show_found([group(Kind.NOTE, 1)], ended=True)
    assert panel.bar.kind() is Kind.NOTE


def test_enter_waits_for_what_is_typed(asked: Asked, qtbot: QtBot) -> None:
    panel = asked.open("grok", *SEVERAL)
    qtbot.keyClicks(panel.field, "x")
    press(qtbot, panel, Key.Key_Return)
    assert asked.chosen == []
    panel.show_found([group(Kind.PAPER, 0)], ended=False)
    assert asked.chosen == []
    panel.show_found([group(Kind.PAPER, 0), group(Kind.NOTE, 1)], ended=True)
    assert asked.chosen == [("note", 1, "open")]
    panel.show_found([group(Kind.PAGE, 1)], ended=True)
    assert len(asked.chosen) == 1


def test_what_was_found_before_does_not_stay(asked: Asked, qtbot: QtBot) -> None:
    panel = asked.open("grok", *SEVERAL, group(Kind.PAGE, 3))
    qtbot.keyClicks(panel.field, "leeks")
    panel.show_found([group(Kind.PAPER, 1)], ended=False)
    assert texts(panel) == ["Papers", "paper 1"]
    panel.show_found([group(Kind.PAPER, 1), group(Kind.HIGHLIGHT, 0)], ended=True)
    assert tabs(panel) == ["All 1", "Papers 1"]


def test_the_current_row_stays_when_more_comes(asked: Asked, qtbot: QtBot) -> None:
    panel = asked.open("grok", *SEVERAL)
    for _ in range(3):
        press(qtbot, panel, Key.Key_Down)
    before = panel.current()
    panel.show_found([group(Kind.PAGE, 2)], ended=True)
    assert panel.current() == before
    press(qtbot, panel, Key.Key_Escape)
    panel.open("grok")
    panel.show_found(SEVERAL, ended=True)
    assert panel.current().text == "paper 1"


def test_a_long_tab_asks_for_more_as_it_is_scrolled(asked: Asked) -> None:
    panel = asked.open("grok", group(Kind.PAPER, 120, told=50), group(Kind.NOTE, 1))
    panel.bar.choose(Kind.PAPER)
    panel._switched()
    panel.list.verticalScrollBar().setValue(panel.list.verticalScrollBar().maximum())
    panel.rows.fetchMore(panel.list.rootIndex())
    assert [len(group.results) for group in asked.wanted] == [50]
    before = panel.list.verticalScrollBar().value()
    panel.show_more(Kind.PAPER, group(Kind.PAPER, 120).results[50:100])
    assert panel.rows.rowCount() == 101
    assert panel.list.verticalScrollBar().value() == before > 0


def test_an_empty_field_offers_former_and_saved_searches(asked: Asked, qtbot: QtBot) -> None:
    panel = asked.open("")
    assert "Unread, with code" in texts(panel)
    assert [panel.rows.row(n).query for n in panel.rows.stops()] == [
        "grok*",
        "leeks",
        "is:unread has:code",
    ]
    press(qtbot, panel, Key.Key_Up)
    press(qtbot, panel, Key.Key_Return)
    assert panel.field.text().strip() == "is:unread has:code"
    assert asked.queries[-1] == ("is:unread has:code", RANK)


def test_where_nothing_matches_conditions_can_be_left_out(asked: Asked, qtbot: QtBot) -> None:
    panel = asked.open("leeks is:unread", group(Kind.PAPER, 0))
    assert [panel.rows.row(n).query.strip() for n in panel.rows.stops()] == ["leeks"]
    press(qtbot, panel, Key.Key_Return)
    assert asked.queries[-1][0].strip() == "leeks"
    panel.show_found([group(Kind.PAPER, 0)], ended=True)
    assert panel.empty.isVisible()
    assert "leeks" in panel.empty.text()


def test_another_order_asks_anew(asked: Asked) -> None:
    panel = asked.open("grok", *SEVERAL)
    newest = panel.bar.menu().actions()[1]
    newest.trigger()
    assert asked.queries[-1] == ("grok", NEWEST)
    assert panel.bar.menu().actions()[1].isChecked()


@pytest.mark.parametrize("typed", ["foo:bar", '"open', "(open", "OR", "after:soon"])
def test_a_hint_says_what_was_taken_as_text(asked: Asked, typed: str) -> None:
    panel = asked.open(typed)
    assert panel.hint.isVisible()
    assert panel.hint.text()
    panel.open("grok")
    assert not panel.hint.isVisible()


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "(((",
        "*",
        "x" * 10_000,
        "a\x00b\x1f",
        "NEAR/3",
        "'; DROP TABLE paper; --",
        "🙂",
        "漢字",
    ],
)
def test_any_text_is_taken(asked: Asked, typed: str) -> None:
    panel = asked.open(typed, group(Kind.PAPER, 1))
    panel.grab()
    assert asked.queries
    assert panel.query() == Query() or texts(panel)


@pytest.mark.parametrize("width", [560, 860, 3000])
def test_nothing_is_cut_off(asked: Asked, qtbot: QtBot, width: int) -> None:
    asked.window.resize(width, 700)
    panel = asked.open("grok", *SEVERAL, group(Kind.PAGE, 200, told=5, whole=False))
    shown = panel.bar.tabs
    last = max(n for n in range(shown.count()) if shown.isTabVisible(n))
    qtbot.waitUntil(lambda: shown.tabRect(last).right() <= shown.width())
    assert panel.rect().contains(panel.card.geometry())


def test_each_control_has_a_name(asked: Asked) -> None:
    panel = asked.open("grok", *SEVERAL)
    named: list[Callable[[], str]] = [
        part.accessibleName
        for part in (panel.field, panel.list, panel.close_button, panel.bar.tabs, panel.bar.sort)
    ]
    assert all(name() for name in named)
