from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit

from desktop_app.core.papers import PaperId
from desktop_app.core.query import parse
from desktop_app.store import notes, organise, papers
from desktop_app.store.library import Library
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.library import list_model
from desktop_app.ui.library.sidebar import Sidebar
from tests import build

Key = Qt.Key
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def shelf(library: Library) -> list[PaperId]:
    found = build.add(library, *(build.draft(f"Paper {n}") for n in range(5)))
    with library.change("sort"):
        thesis = organise.add_collection(library, "Thesis")
        inner = organise.add_collection(library, "2 Background", thesis)
        organise.add_collection(library, "Talks")
        organise.collect(library, found[:3], inner)
        organise.tag(library, found[:2], "theory")
        organise.tag(library, found[:4], "ood")
    return found


@pytest.fixture
def changes(qapp, library: Library) -> Iterator[Changes]:
    theme.apply(qapp, theme.LIGHT)
    made = Changes(library)
    yield made
    made.close()


@pytest.fixture
def sidebar(qtbot, shelf, changes: Changes) -> Iterator[Sidebar]:
    made = Sidebar(changes)
    made.tester = QAbstractItemModelTester(made.model, FATAL)
    qtbot.addWidget(made)
    made.resize(220, 800)
    made.show()
    yield made
    made.stop()


def lines(sidebar: Sidebar) -> list[tuple[str, int | None]]:
    entries = [sidebar.model.entry(row) for row in range(sidebar.model.rowCount())]
    return [(e.text, e.count) for e in entries]


def key(sidebar: Sidebar, text: str) -> str:
    rows = range(sidebar.model.rowCount())
    return next(e.key for r in rows if (e := sidebar.model.entry(r)).text == text)


def index(sidebar: Sidebar, text: str):
    return sidebar.model.index(sidebar.model.row_of(key(sidebar, text)))


def click(qtbot, sidebar: Sidebar, text: str, x: int = 80) -> None:
    y = sidebar.list.visualRect(index(sidebar, text)).center().y()
    qtbot.mouseClick(sidebar.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))


def name_it(qtbot, sidebar: Sidebar, name: str) -> None:
    # The editor of a name given before may still wait to be deleted.
    *_, editor = (e for e in sidebar.list.findChildren(QLineEdit) if e.isVisible())
    editor.setText(name)
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: sidebar.list.state() is not sidebar.list.State.EditingState)


def test_it_lists_places_collections_and_tags(sidebar: Sidebar) -> None:
    assert lines(sidebar) == [
        ("Today", None),
        ("Library", 5),
        ("Review", None),
        ("Notes", None),
        ("Collections", None),
        ("Thesis", 0),
        ("2 Background", 3),
        ("Talks", 0),
        ("Tags", None),
        ("ood", 4),
        ("theory", 2),
        ("Saved searches", None),
    ]


def test_notes_are_counted_as_notes(qtbot, sidebar: Sidebar, changes: Changes) -> None:
    changes.make("Note", lambda: notes.add(changes.library, "# Mine"))
    qtbot.waitUntil(lambda: ("Notes", 1) in lines(sidebar))
    said = sidebar.model.data(index(sidebar, "Notes"), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Notes, 1 note"


def test_counts_follow_what_changes(qtbot, shelf, sidebar: Sidebar, changes: Changes) -> None:
    changes.make("Bin", lambda: papers.put_in_bin(changes.library, shelf[:2]))
    qtbot.waitUntil(lambda: ("Bin", 2) in lines(sidebar))
    assert ("theory", 0) in lines(sidebar)
    assert ("Library", 3) in lines(sidebar)
    with qtbot.waitSignal(sidebar.place_wanted) as wanted:
        click(qtbot, sidebar, "Bin")
    assert wanted.args == ["bin"]
    changes.undo()
    qtbot.waitUntil(lambda: ("Bin", 2) not in lines(sidebar))


def test_clicks_and_enter_go_places(qtbot, sidebar: Sidebar) -> None:
    for text, signal, args in (
        ("Today", sidebar.place_wanted, ["today"]),
        ("Library", sidebar.place_wanted, ["library"]),
        ("Notes", sidebar.place_wanted, ["notes"]),
        ("2 Background", sidebar.collection_wanted, ["2 Background"]),
        ("theory", sidebar.tag_wanted, ["theory"]),
    ):
        with qtbot.waitSignal(signal) as got:
            click(qtbot, sidebar, text)
        assert got.args == args
        with qtbot.waitSignal(signal) as got:
            qtbot.keyClick(sidebar.list, Key.Key_Return)
        assert got.args == args


def test_collections_fold(qtbot, sidebar: Sidebar) -> None:
    click(qtbot, sidebar, "Thesis", x=20)
    assert "2 Background" not in dict(lines(sidebar))
    sidebar.list.setCurrentIndex(index(sidebar, "Thesis"))
    qtbot.keyClick(sidebar.list, Key.Key_Right)
    assert "2 Background" in dict(lines(sidebar))
    qtbot.keyClick(sidebar.list, Key.Key_Left)
    assert "2 Background" not in dict(lines(sidebar))


def test_a_new_collection_is_named_in_place_and_undone_in_one_step(
    qtbot, sidebar: Sidebar, changes: Changes
) -> None:
    before = build.dump(changes.library)
    width = sidebar.list.viewport().width()
    click(qtbot, sidebar, "Collections", x=width - 20)
    name_it(qtbot, sidebar, "Journal club")
    names = [c.name for c in organise.collections(changes.library)]
    assert names == ["Thesis", "2 Background", "Talks", "Journal club"]
    changes.undo()
    assert build.dump(changes.library) == before


def test_a_new_tag_and_a_new_collection_inside(qtbot, sidebar: Sidebar, changes: Changes) -> None:
    sidebar.list.setCurrentIndex(index(sidebar, "Tags"))
    qtbot.keyClick(sidebar.list, Key.Key_Return)
    name_it(qtbot, sidebar, "robotics")
    assert "robotics" in organise.tag_names(changes.library)
    qtbot.waitUntil(lambda: ("robotics", 0) in lines(sidebar))
    menu = sidebar.menu(sidebar.model.entry(index(sidebar, "Talks").row()))
    next(a for a in menu.actions() if a.text() == "New collection inside").trigger()
    name_it(qtbot, sidebar, "2025")
    inner = organise.collections(changes.library)[-1]
    assert inner.name == "2025"
    assert inner.parent == organise.collections(changes.library)[-2].id


def test_f2_renames_and_delete_deletes_both_undone(
    qtbot, sidebar: Sidebar, changes: Changes
) -> None:
    before = build.dump(changes.library)
    sidebar.mark("tag:theory")
    sidebar.list.setCurrentIndex(index(sidebar, "theory"))
    qtbot.keyClick(sidebar.list, Key.Key_F2)
    with qtbot.waitSignal(sidebar.tag_wanted) as got:
        name_it(qtbot, sidebar, "maths")
    assert got.args == ["maths"]
    assert organise.tag_names(changes.library) == ["maths", "ood"]
    sidebar.list.setCurrentIndex(index(sidebar, "Thesis"))
    with qtbot.waitSignal(changes.shown) as got:
        qtbot.keyClick(sidebar.list, Key.Key_Delete)
    assert got.args == ["Deleted “Thesis”"]
    assert [c.name for c in organise.collections(changes.library)] == ["Talks"]
    changes.undo()
    changes.undo()
    assert build.dump(changes.library) == before


def test_a_colour_is_chosen_from_the_menu(sidebar: Sidebar, changes: Changes) -> None:
    menu = sidebar.menu(sidebar.model.entry(index(sidebar, "ood").row()))
    colours = next(a.menu() for a in menu.actions() if a.menu())
    colours.actions()[6].trigger()
    assert {t.name: t.colour for t in organise.tags(changes.library)}["ood"] == 7


def drop(sidebar: Sidebar, text: str, data: QMimeData) -> None:
    where = QPointF(sidebar.list.visualRect(index(sidebar, text)).center())
    event = QDropEvent(
        where,
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    sidebar.list.dropEvent(event)


def test_papers_dropped_are_tagged_and_collected(shelf, sidebar: Sidebar, changes: Changes) -> None:
    drop(sidebar, "theory", list_model.packed(shelf[3:]))
    drop(sidebar, "Talks", list_model.packed(shelf[:1]))
    drop(sidebar, "Library", list_model.packed(shelf[:1]))
    drop(sidebar, "Talks", QMimeData())
    assert {t.name: t.papers for t in organise.tags(changes.library)}["theory"] == 4
    assert [c.papers for c in organise.collections(changes.library)] == [0, 3, 1]
    changes.undo()
    changes.undo()
    assert {t.name: t.papers for t in organise.tags(changes.library)}["theory"] == 2


def test_the_place_is_marked(sidebar: Sidebar) -> None:
    for query, text in (
        ("tag:theory", "theory"),
        ('in:"2 Background"', "2 Background"),
        ("tag:theory after:2016", "Library"),
        ("", "Library"),
    ):
        sidebar.mark_query(parse(query))
        assert sidebar.list.painter.active == key(sidebar, text)


def test_folded_it_shows_icons_and_unfolds_again(sidebar: Sidebar) -> None:
    sidebar.set_folded(True)
    assert [text for text, _ in lines(sidebar)] == [
        "Today",
        "Library",
        "Review",
        "Notes",
        "Collections",
        "Tags",
        "Saved searches",
    ]
    assert sidebar.maximumWidth() == theme.scaled(56)
    assert [e.text for e in sidebar.model.below("tags")] == ["ood", "theory"]
    sidebar.set_folded(False)
    assert len(lines(sidebar)) == 12


def test_what_a_screen_reader_says(sidebar: Sidebar) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert index(sidebar, "Thesis").data(role) == "Thesis, unfolded, 0 papers"
    assert index(sidebar, "2 Background").data(role) == "2 Background, level 2, 3 papers"
    assert index(sidebar, "ood").data(role) == "tag, ood, 4 papers"
    assert sidebar.list.accessibleName()
    assert sidebar.add.accessibleName()


def test_a_hundred_tags_scroll(qtbot, shelf, sidebar: Sidebar, changes: Changes) -> None:
    changes.make(
        "Tags", lambda: [organise.tag(changes.library, shelf[:1], f"t{n:03}") for n in range(100)]
    )
    qtbot.waitUntil(lambda: len(lines(sidebar)) == 112)
    sidebar.list.setCurrentIndex(sidebar.model.index(110))
    assert (
        sidebar.list.viewport().rect().contains(sidebar.list.visualRect(index(sidebar, "theory")))
    )
    assert sidebar.list.viewport().width() == sidebar.width()
