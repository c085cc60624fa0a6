"""Searches in the window: saved from the box, opened, remembered, and made by clicks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop_app.core.papers import Author, PaperId
from desktop_app.core.query import parse
from desktop_app.store import organise, saved_searches
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import TODAY, Place
from tests import build

Key = Qt.Key


@pytest.fixture
def desk(window: MainWindow, qtbot) -> MainWindow:
    found = build.add(
        window.library,
        build.draft("Slow gradients", authors=(Author("Lee", "Jaerin"),), year=2024, venue="ICLR"),
        build.draft("Fast gradients", authors=(Author("Lee", "Ann"),), year=2024, venue="NeurIPS"),
        build.draft("Leeks", authors=(Author("Kim", "Jaerin"),), year=2020, venue="ICLR"),
    )
    with window.library.change("x"):
        organise.tag(window.library, found[:1], "ml")
    window.resize(1400, 900)
    window.show()
    qtbot.waitUntil(lambda: window.library_panel.model.rowCount() == 3)
    return window


def wait_for(qtbot, desk: MainWindow, titles: set[str]) -> None:
    model = desk.library_panel.model

    def shown() -> bool:
        ids = model.papers_in(0, model.rowCount())
        return {title_of(desk, paper) for paper in ids} == titles

    qtbot.waitUntil(shown)


def title_of(desk: MainWindow, paper: PaperId) -> str:
    row = desk.library.db.conn.execute("SELECT title FROM paper WHERE id = ?", (paper,)).fetchone()
    return str(row[0])


def names(desk: MainWindow) -> list[str]:
    return [held.name for held in saved_searches.all_of(desk.library)]


def type_in(qtbot, desk: MainWindow, text: str) -> None:
    desk.library_panel.focus_search()
    qtbot.keyClicks(desk.library_panel.search.field, text)


def editors(desk: MainWindow) -> list[QLineEdit]:
    return [e for e in desk.sidebar.list.findChildren(QLineEdit) if e.isVisible()]


def count(desk: MainWindow, saved: int) -> int | None:
    entry = desk.sidebar.model.entry(desk.sidebar.model.row_of(f"s{saved}"))
    return entry.count if entry else None


def do(desk: MainWindow, action: str) -> Callable[[], None]:
    return desk.actions_table[action].trigger


def test_what_is_searched_for_is_saved_named_and_counted(qtbot, desk: MainWindow) -> None:
    before = build.dump(desk.library)
    type_in(qtbot, desk, "tag:ml gradients")
    desk.library_panel.heading.sort_chosen.emit("title")
    do(desk, "save-search")()
    [editor] = editors(desk)
    editor.setText("ML")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: names(desk) == ["ML"])
    [held] = saved_searches.all_of(desk.library)
    assert held.sort == "title"
    assert saved_searches.meaning(parse(held.query)) == saved_searches.meaning(
        desk.library_panel.query()
    )
    qtbot.waitUntil(lambda: count(desk, held.id) == 1)
    desk.changes.undo()
    assert build.dump(desk.library) == before


def test_the_key_saves_in_the_search_field_and_not_in_a_text(qtbot, desk: MainWindow) -> None:
    desk.activateWindow()
    type_in(qtbot, desk, "leeks")
    qtbot.keyClick(desk.library_panel.search.field, Key.Key_Return)
    qtbot.waitUntil(lambda: desk.reader.paper is not None)
    desk.reader.abstract.text.setFocus()
    qtbot.keyClick(desk.reader.abstract.text, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert names(desk) == []
    desk.library_panel.focus_search()
    field = desk.library_panel.search.field
    qtbot.keyClick(field, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [name.strip() for name in names(desk)] == ["leeks"]


def test_one_saved_already_is_only_marked(qtbot, desk: MainWindow) -> None:
    with desk.library.change("x"):
        made = saved_searches.add(desk.library, "Mine", "gradients tag:ml")
    desk.library_panel.set_query(str(parse("tag:ml gradients")))
    do(desk, "save-search")()
    assert names(desk) == ["Mine"]
    assert not editors(desk)
    assert desk.sidebar.list.painter.active == f"s{made}"


def test_without_a_search_there_is_nothing_to_save(qtbot, desk: MainWindow) -> None:
    do(desk, "save-search")()
    assert names(desk) == []
    desk.library_panel.set_query("leek")
    desk.go(Place(TODAY))
    do(desk, "save-search")()
    assert names(desk) == []
    assert desk.desk.on_reading


def test_a_saved_search_is_opened_in_its_order_and_changed(qtbot, desk: MainWindow) -> None:
    with desk.library.change("x"):
        made = saved_searches.add(desk.library, "2024", "year:2024", "title")
    [saved] = saved_searches.all_of(desk.library)
    desk.sidebar.saved.opened.emit(saved)
    wait_for(qtbot, desk, {"Slow gradients", "Fast gradients"})
    assert desk.library_panel.sort() == "title"
    assert desk.sidebar.list.painter.active == f"s{made}"
    desk.library_panel.set_query("year:2020")
    desk.sidebar.saved.renewed.emit(saved)
    [saved] = saved_searches.all_of(desk.library)
    assert (saved.name, saved.query) == ("2024", "year:2020")


def test_a_click_on_an_author_searches_and_ctrl_narrows(qtbot, desk: MainWindow) -> None:
    desk.reader.searched.emit("author", "Jaerin Lee", False)
    wait_for(qtbot, desk, {"Slow gradients"})
    desk.reader.searched.emit("year", "2024", False)
    wait_for(qtbot, desk, {"Slow gradients", "Fast gradients"})
    desk.reader.searched.emit("venue", "NeurIPS", True)
    desk.reader.searched.emit("venue", "NeurIPS", True)
    wait_for(qtbot, desk, {"Fast gradients"})
    assert len(desk.library_panel.query().parts) == 2
    desk.reader.searched.emit("tag", "ml", False)
    wait_for(qtbot, desk, {"Slow gradients"})


def test_the_head_and_the_details_offer_the_same(qtbot, desk: MainWindow) -> None:
    desk.library_panel.select(desk.library_panel.model.papers_in(0, 3)[2])
    qtbot.waitUntil(lambda: desk.reader.paper is not None)
    head = {(w.fact.field, w.fact.value) for w in desk.reader.title.facts.words if w.isVisible()}
    assert {field for field, _ in head} == {"author", "year", "venue"}
    do(desk, "tab-details")()
    words = desk.reader.details.found_by.facts.words
    qtbot.waitUntil(lambda: any(word.isVisible() for word in words))
    assert head <= {(word.fact.field, word.fact.value) for word in words}
    tag = next((word for word in words if word.fact.field == "tag" and word.isVisible()), None)
    assert (tag is not None) == (desk.reader.paper == PaperId(1))


def test_what_was_searched_for_is_remembered_until_it_is_cleared(qtbot, desk: MainWindow) -> None:
    type_in(qtbot, desk, "slow")
    qtbot.keyClick(desk.library_panel.search.field, Key.Key_Return)
    assert [q.strip() for q in desk.searches.history.recent("sl")] == ["slow"]
    desk.reader.searched.emit("tag", "ml", False)
    assert desk.searches.history.recent()[0] == "tag:ml"
    do(desk, "clear-history")()
    assert desk.searches.history.recent() == []


def test_typing_interrupts_counting(qtbot, desk: MainWindow) -> None:
    with desk.library.change("x"):
        made = saved_searches.add(desk.library, "Leeks", "leeks")
    type_in(qtbot, desk, "gr")
    qtbot.waitUntil(lambda: count(desk, made) == 1)
    assert str(desk.library_panel.query()).strip() == "gr"
