"""Saved searches in the sidebar: listed, opened, named in place, moved, deleted, marked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit

from desktop_app.core.query import parse
from desktop_app.store import organise, saved_searches
from desktop_app.store.library import Library
from desktop_app.store.saved_searches import SavedSearchId
from desktop_app.ui import phrases
from desktop_app.ui.changes import Changes
from desktop_app.ui.library.sidebar import Sidebar
from desktop_app.ui.library.sidebar_model import MOST_COUNTED, Entry, Kind
from tests import build

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def sidebar(qtbot, library: Library) -> Iterator[Sidebar]:
    found = build.add(library, *(build.draft(f"Paper {n}") for n in range(3)))
    with library.change("x"):
        organise.tag(library, found[:1], "ml")
        saved_searches.add(library, "Unread, with code", "is:unread has:code")
        saved_searches.add(library, "Machines", "tag:ml")
        saved_searches.add(library, "Recent", "after:2022", "-year")
    changes = Changes(library)
    made = Sidebar(changes)
    made.tester = QAbstractItemModelTester(made.model, FATAL)
    qtbot.addWidget(made)
    made.resize(220, 800)
    made.show()
    yield made
    made.stop()
    changes.close()


def entries(sidebar: Sidebar) -> list[Entry]:
    rows = range(sidebar.model.rowCount())
    return [entry for row in rows if (entry := sidebar.model.entry(row))]


def names(sidebar: Sidebar) -> list[str]:
    return [entry.text for entry in entries(sidebar) if entry.kind is Kind.SEARCH]


def entry(sidebar: Sidebar, text: str) -> Entry:
    return next(e for e in entries(sidebar) if e.text == text)


def index(sidebar: Sidebar, text: str):
    return sidebar.model.index(sidebar.model.row_of(entry(sidebar, text).key))


def current(sidebar: Sidebar, text: str) -> None:
    sidebar.list.setCurrentIndex(index(sidebar, text))


def press(qtbot, sidebar: Sidebar, text: str, x: int) -> None:
    y = sidebar.list.visualRect(index(sidebar, text)).center().y()
    qtbot.mouseClick(sidebar.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))


def marked(sidebar: Sidebar) -> str:
    key = sidebar.list.painter.active
    return next((e.text for e in entries(sidebar) if e.key == key), "")


def editor(sidebar: Sidebar) -> QLineEdit:
    *_, found = (e for e in sidebar.list.findChildren(QLineEdit) if e.isVisible())
    return found


def name_it(qtbot, sidebar: Sidebar, name: str) -> None:
    line = editor(sidebar)
    line.setText(name)
    qtbot.keyClick(line, Key.Key_Return)
    qtbot.waitUntil(lambda: sidebar.list.state() is not sidebar.list.State.EditingState)


def test_they_are_listed_in_their_order_and_opened(qtbot, sidebar: Sidebar) -> None:
    assert names(sidebar) == ["Unread, with code", "Machines", "Recent"]
    with qtbot.waitSignal(sidebar.saved.opened) as got:
        press(qtbot, sidebar, "Recent", 80)
    [saved] = got.args
    assert (saved.query, saved.sort) == ("after:2022", "-year")
    current(sidebar, "Machines")
    with qtbot.waitSignal(sidebar.saved.opened) as got:
        qtbot.keyClick(sidebar.list, Key.Key_Return)
    assert got.args[0].name == "Machines"


def test_counts_are_shown_and_broad_ones_as_more(sidebar: Sidebar) -> None:
    one, two = entry(sidebar, "Machines"), entry(sidebar, "Recent")
    assert one.count is None
    sidebar.model.show_found({SavedSearchId(one.id): 1, SavedSearchId(two.id): MOST_COUNTED + 1})
    role = Qt.ItemDataRole.AccessibleTextRole
    assert index(sidebar, "Machines").data(role) == "saved search, Machines, 1 paper"
    assert index(sidebar, "Recent").data(role) == (
        f"saved search, Recent, more than {phrases.number(MOST_COUNTED)} papers"
    )
    assert "tag:ml" in index(sidebar, "Machines").data(Qt.ItemDataRole.ToolTipRole)


def test_what_changes_in_the_library_is_followed_and_keeps_its_count(sidebar: Sidebar) -> None:
    library, kept = sidebar.saved._changes.library, entry(sidebar, "Machines")
    sidebar.model.show_found({SavedSearchId(kept.id): 7})
    with library.change("x"):
        saved_searches.add(library, "New", "new")
        saved_searches.rename(library, SavedSearchId(kept.id), "ML")
    assert names(sidebar) == ["Unread, with code", "ML", "Recent", "New"]
    assert entry(sidebar, "ML").count == 7
    library.undo()
    assert names(sidebar) == ["Unread, with code", "Machines", "Recent"]


def test_f2_renames_and_a_name_in_use_is_refused(qtbot, sidebar: Sidebar) -> None:
    changes = sidebar.saved._changes
    current(sidebar, "Machines")
    qtbot.keyClick(sidebar.list, Key.Key_F2)
    name_it(qtbot, sidebar, "ML")
    assert names(sidebar) == ["Unread, with code", "ML", "Recent"]
    qtbot.keyClick(sidebar.list, Key.Key_F2)
    with qtbot.waitSignal(changes.failed):
        name_it(qtbot, sidebar, "recent")
    assert names(sidebar) == ["Unread, with code", "ML", "Recent"]
    changes.undo()
    assert names(sidebar)[1] == "Machines"


def test_del_deletes_with_a_way_back_and_alt_moves(qtbot, sidebar: Sidebar) -> None:
    changes = sidebar.saved._changes
    before = build.dump(changes.library)
    current(sidebar, "Recent")
    qtbot.keyClick(sidebar.list, Key.Key_Up, ALT)
    qtbot.keyClick(sidebar.list, Key.Key_Up, ALT)
    qtbot.keyClick(sidebar.list, Key.Key_Up, ALT)  # it is the first already
    assert names(sidebar) == ["Recent", "Unread, with code", "Machines"]
    assert sidebar.list.entry() == entry(sidebar, "Recent")
    qtbot.keyClick(sidebar.list, Key.Key_Down, ALT)
    with qtbot.waitSignal(changes.shown):
        qtbot.keyClick(sidebar.list, Key.Key_Delete)
    assert names(sidebar) == ["Unread, with code", "Machines"]
    for _ in range(4):
        changes.undo()
    assert build.dump(changes.library) == before


def test_the_menu(qtbot, sidebar: Sidebar) -> None:
    actions = {a.text(): a for a in sidebar.menu(entry(sidebar, "Machines")).actions() if a.text()}
    with qtbot.waitSignal(sidebar.saved.opened):
        actions["Open"].trigger()
    with qtbot.waitSignal(sidebar.saved.renewed) as got:
        actions["Change to the present search"].trigger()
    assert got.args[0].name == "Machines"
    actions["Move down"].trigger()
    assert names(sidebar) == ["Unread, with code", "Recent", "Machines"]
    actions["Delete"].trigger()
    assert names(sidebar) == ["Unread, with code", "Recent"]


def test_the_query_in_force_is_marked_in_whatever_order(sidebar: Sidebar) -> None:
    for query, text in (
        ("has:code is:unread", "Unread, with code"),
        ("after:2022", "Recent"),
        ("tag:ml", "ml"),
        ("tag:ml is:unread", "Library"),
        ("", "Library"),
    ):
        sidebar.mark_query(parse(query))
        assert marked(sidebar) == text
    sidebar.mark("today")
    assert marked(sidebar) == "Today"


def test_of_a_tag_and_its_search_the_one_chosen_is_marked(qtbot, sidebar: Sidebar) -> None:
    press(qtbot, sidebar, "Machines", 80)
    sidebar.mark_query(parse("tag:ml"))
    assert marked(sidebar) == "Machines"
    press(qtbot, sidebar, "ml", 80)
    sidebar.mark_query(parse("tag:ml"))
    assert marked(sidebar) == "ml"
    press(qtbot, sidebar, "Library", 80)
    sidebar.mark_query(parse("after:2022"))
    assert marked(sidebar) == "Recent"


def test_one_just_saved_is_named_in_place_and_undone_in_one_step(qtbot, sidebar: Sidebar) -> None:
    changes = sidebar.saved._changes
    before = build.dump(changes.library)
    made: list[SavedSearchId] = []
    changes.make(
        "Save", lambda: made.append(saved_searches.add(changes.library, "q", "q")), merge="token"
    )
    sidebar.name_saved(made[0], "token")
    assert editor(sidebar).text() == "q"
    name_it(qtbot, sidebar, "Queries")
    assert names(sidebar)[-1] == "Queries"
    changes.undo()
    assert build.dump(changes.library) == before


def test_sections_fold(qtbot, sidebar: Sidebar) -> None:
    press(qtbot, sidebar, "Saved searches", 60)
    assert names(sidebar) == []
    assert sidebar.model.folded_heads == {"saved"}
    role = Qt.ItemDataRole.AccessibleTextRole
    assert index(sidebar, "Saved searches").data(role).endswith("folded")
    sidebar.mark_saved(SavedSearchId(1))  # brings it into view
    assert len(names(sidebar)) == 3
    current(sidebar, "Tags")
    qtbot.keyClick(sidebar.list, Key.Key_Left)
    assert "ml" not in [e.text for e in entries(sidebar)]
    qtbot.keyClick(sidebar.list, Key.Key_Right)
    assert "ml" in [e.text for e in entries(sidebar)]


def test_the_plus_saves_and_papers_cannot_be_dropped(qtbot, sidebar: Sidebar) -> None:
    with qtbot.waitSignal(sidebar.save_wanted):
        press(qtbot, sidebar, "Saved searches", sidebar.list.viewport().width() - 20)
    flags = sidebar.model.flags(index(sidebar, "Machines"))
    assert flags & Qt.ItemFlag.ItemIsEditable
    assert not flags & Qt.ItemFlag.ItemIsDropEnabled


def test_folded_to_icons_the_head_still_offers_them(sidebar: Sidebar) -> None:
    before = names(sidebar)
    sidebar.set_folded(True)
    assert names(sidebar) == []
    assert [e.text for e in sidebar.model.below("saved")] == before
