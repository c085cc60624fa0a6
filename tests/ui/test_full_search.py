"""The search over the window in the window: found off the main thread, opened where it stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId
from desktop_app.core.query import parse
from desktop_app.store import papers, saved_searches
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import LIBRARY, NOTES, TODAY, Place
from desktop_app.ui.reader import tabs
from desktop_app.ui.search.found import Kind
from desktop_app.ui.search.panel import SearchPanel
from tests.ui.search import building

Key, Mod = Qt.Key, Qt.KeyboardModifier


class Desk:
    """A window with papers, and its search."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.papers: list[PaperId] = building.fill(window.library)
        window.resize(1400, 900)
        window.show()
        qtbot.waitUntil(lambda: window.library_panel.model.rowCount() == 3)

    @property
    def panel(self) -> SearchPanel:
        found = self.window.findChild(SearchPanel)
        assert found is not None
        return found

    def open(self, typed: str = "") -> SearchPanel:
        self.window.actions_table["search"].trigger()
        if typed:
            self.qtbot.keyClicks(self.panel.field, typed)
            self.qtbot.waitUntil(lambda: self.panel.count.text() != "")
        return self.panel

    def choose(self, kind: Kind, name: str = "") -> None:
        rows = self.panel.rows
        for number in rows.stops():
            result = rows.row(number).result
            if result is not None and result.kind is kind and name in result.text:
                self.panel.list.setCurrentIndex(rows.index(number))
                return
        raise AssertionError("nothing of that kind was found")

    def press(self, key: Qt.Key, held: Mod = Mod.NoModifier) -> None:
        self.qtbot.keyClick(self.panel.field, key, held)


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> Desk:
    return Desk(window, qtbot)


def test_a_slash_opens_it_with_what_the_list_shows(desk: Desk) -> None:
    window = desk.window
    window.go(Place(LIBRARY, "is:unread leeks"))
    desk.qtbot.keyClick(window.library_panel.list, Key.Key_Slash)
    assert desk.panel.isVisible()
    assert desk.panel.field.selectedText() == str(window.library_panel.query())


def test_elsewhere_it_opens_empty(desk: Desk) -> None:
    desk.window.go(Place(LIBRARY, "leeks"))
    desk.window.go(Place(TODAY))
    assert desk.open().field.text() == ""


def test_all_kinds_are_found(desk: Desk) -> None:
    panel = desk.open("grok* ")
    assert panel.count.text() == "6 results"
    found = {panel.rows.row(n).result.kind for n in panel.rows.stops()}
    assert found == {Kind.PAPER, Kind.HIGHLIGHT, Kind.NOTE}


def test_the_results_are_those_of_the_last_keystroke(desk: Desk) -> None:
    panel = desk.open()
    for typed in ("grokking", "leeks", "stability"):
        panel.field.selectAll()
        desk.qtbot.keyClicks(panel.field, typed)
    desk.qtbot.waitUntil(lambda: panel.count.text() != "")
    papers_shown = [panel.rows.row(n).text for n in panel.rows.stops()]
    assert papers_shown == ["Numerical stability"]


def test_a_paper_opens_in_the_reader(desk: Desk) -> None:
    desk.open("leeks")
    desk.press(Key.Key_Return)
    assert desk.panel.isHidden()
    assert desk.window.reader.paper == desk.papers[2]
    assert desk.window.searches.history.recent()[0] == "leeks"


def test_a_highlight_opens_its_paper_there(desk: Desk) -> None:
    desk.open("grok* ")
    desk.choose(Kind.HIGHLIGHT, "phenomenon")
    desk.press(Key.Key_Return)
    reader = desk.window.reader
    assert reader.paper == desk.papers[0]
    desk.qtbot.waitUntil(lambda: reader.abstract.text.here() is not None)
    assert reader.abstract.text.here().selector.exact == "grokking phenomenon"


def test_notes_open(desk: Desk) -> None:
    desk.open("grok* ")
    desk.choose(Kind.NOTE, "filtered")
    desk.press(Key.Key_Return)
    assert desk.window.reader.paper == desk.papers[0]
    assert desk.window.notes.isVisible()
    desk.open("grok* ")
    desk.choose(Kind.NOTE, "Ideas")
    desk.press(Key.Key_Return)
    assert desk.window.desk.page == NOTES


def test_the_document_opens(desk: Desk) -> None:
    desk.open("leeks")
    desk.press(Key.Key_Return, Mod.ControlModifier)
    assert (desk.window.reader.paper, desk.window.reader.tab()) == (desk.papers[2], tabs.DOCUMENT)


def test_a_paper_is_queued_and_its_mark_follows(desk: Desk) -> None:
    panel = desk.open("leeks")
    desk.press(Key.Key_Return, Mod.AltModifier)
    assert panel.isVisible()
    assert papers.get(desk.window.library, desk.papers[2]).state == "queued"
    desk.qtbot.waitUntil(lambda: panel.current().result.row.state == "queued")


def test_the_list_shows_what_was_found(desk: Desk) -> None:
    desk.open("is:queued ")
    desk.press(Key.Key_L, Mod.ControlModifier)
    assert desk.panel.isHidden()
    assert str(desk.window.library_panel.query()) == "is:queued"


def test_a_search_is_saved(desk: Desk) -> None:
    desk.open("leeks is:unread ")
    desk.press(Key.Key_S, Mod.ControlModifier)
    (saved,) = saved_searches.all_of(desk.window.library)
    assert saved_searches.meaning(parse(saved.query)) == saved_searches.meaning(
        parse("leeks is:unread ")
    )


def test_the_lists_own_field_has_a_key_of_its_own(desk: Desk) -> None:
    window = desk.window
    window.actions_table["filter"].trigger()
    assert window.focusWidget() is window.library_panel.search.field


def test_the_palette_leads_here(desk: Desk) -> None:
    window = desk.window
    window.actions_table["palette"].trigger()
    palette = window.dialogs._palette
    desk.qtbot.keyClicks(palette.field, "/")
    assert palette.isHidden()
    assert desk.panel.isVisible()
