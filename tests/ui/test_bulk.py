"""Changes of very many papers in the window: part by part, stopped, taken back."""

from __future__ import annotations

from itertools import count as count_from
from typing import Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId, State
from desktop_app.services import bulk
from desktop_app.store import notes, opening, organise, papers, plan, queue
from desktop_app.store.library import Library
from desktop_app.ui import changes, day_actions, merging
from desktop_app.ui.library.list_model import PaperModel
from desktop_app.ui.library.paper_list import PaperList
from desktop_app.ui.library.sidebar_model import Entry, Kind
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.widgets.picker import Picker
from tests import build

MANY = 60
TIMEOUT = 10_000


@pytest.fixture
def many(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window on many papers, all selected, that are changed a few at a time."""
    monkeypatch.setattr(changes, "AT_ONCE", 10)
    monkeypatch.setattr(bulk, "SLICE", 5)
    monkeypatch.setattr(bulk, "PART_S", 0.0)
    build.add(window.library, *(build.draft(f"Paper {n}") for n in range(MANY)))
    panel = window.library_panel
    qtbot.waitUntil(lambda: panel.model.rowCount() == MANY, timeout=TIMEOUT)
    window.show()
    panel.list.setFocus()
    panel.list.selectAll()
    qtbot.waitUntil(lambda: len(window.chosen()) == MANY, timeout=TIMEOUT)
    return window


def trigger(window: MainWindow, name: str) -> None:
    window.actions_table[name].trigger()


def rest(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until nothing is under way any more."""
    qtbot.waitUntil(lambda: not window.changes.busy, timeout=TIMEOUT)


def count(window: MainWindow, condition: str) -> int:
    sql = f"SELECT count(*) FROM paper WHERE {condition}"
    return int(window.library.db.conn.execute(sql).fetchone()[0])


@pytest.mark.parametrize(
    ("name", "condition"),
    [
        ("done", "state = 'read'"),
        ("drop", "state = 'dropped'"),
        ("star", "starred"),
        ("bin", "binned_at IS NOT NULL"),
        ("queue", "id IN (SELECT paper_id FROM queue_entry)"),
        ("priority-high", "id IN (SELECT paper_id FROM queue_entry WHERE priority > 0)"),
        ("less-like", "id IN (SELECT paper_id FROM less_like)"),
    ],
)
def test_what_is_done_to_all_is_one_undo(
    many: MainWindow, qtbot: QtBot, name: str, condition: str
) -> None:
    before = count(many, condition)
    trigger(many, name)
    assert many.changes.busy
    rest(many, qtbot)
    assert (before, count(many, condition)) == (0, MANY)
    assert not many.undo_bar.isHidden()
    many.undo_bar.undo.click()
    rest(many, qtbot)
    assert count(many, condition) == 0
    trigger(many, "redo")
    rest(many, qtbot)
    assert count(many, condition) == MANY
    assert many.library.redo_label is None


def test_a_tag_for_all_tells_how_many_where_it_shows_nothing(
    many: MainWindow, qtbot: QtBot
) -> None:
    trigger(many, "tag")
    picker = many.findChildren(Picker)[-1]
    picker.chosen.emit("ml")
    rest(many, qtbot)
    [tag] = organise.tags(many.library)
    assert (tag.name, tag.papers) == ("ml", MANY)
    assert str(MANY) in many.undo_bar.sentence
    assert organise.tags_of_all(many.library, many.chosen()) == {tag.id}


def test_papers_dropped_on_a_collection_go_part_by_part(many: MainWindow, qtbot: QtBot) -> None:
    with many.library.batch():
        node = organise.add_collection(many.library, "Kept")
    entry = Entry(Kind.COLLECTION, f"c{node}", "Kept", id=node)
    many.sidebar.list.dropped.emit(entry, many.chosen())
    assert many.changes.busy
    rest(many, qtbot)
    assert organise.collections(many.library)[0].papers == MANY
    assert organise.collections_of_all(many.library, many.chosen()) == {node}


def test_its_progress_is_shown_and_it_stops_with_what_it_did(
    many: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(many.changes.progressed, timeout=TIMEOUT):
        trigger(many, "star")
    assert many.status.cancel.isVisible()
    assert str(MANY) in many.status.sentence()
    many.status.cancel.click()
    done = count(many, "starred")
    assert not many.changes.busy
    assert 0 < done < MANY
    assert str(done) in many.undo_bar.sentence
    many.undo_bar.undo.click()
    rest(many, qtbot)
    assert count(many, "starred") == 0


def test_undo_meanwhile_takes_back_what_was_done(many: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(many.changes.progressed, timeout=TIMEOUT):
        trigger(many, "done")
    trigger(many, "undo")
    rest(many, qtbot)
    assert count(many, "state <> 'unread'") == 0
    assert queue.count(many.library) == 0
    assert many.library.undo_label is None


def test_what_is_changed_meanwhile_is_changed_after_it(many: MainWindow, qtbot: QtBot) -> None:
    paper = many.chosen()[0]
    with qtbot.waitSignal(many.changes.progressed, timeout=TIMEOUT):
        trigger(many, "done")
    made = many.changes.make("Note", lambda: notes.put(many.library, paper, "seen"))
    assert (made, notes.get(many.library, paper)) == (False, "")
    qtbot.waitUntil(lambda: notes.get(many.library, paper) == "seen", timeout=TIMEOUT)
    assert count(many, "state = 'read'") == MANY
    assert [many.library.undo(), many.library.undo(), many.library.undo()] == [
        "Note",
        "Done",
        None,
    ]


def test_closed_meanwhile_it_keeps_what_it_did_and_what_waited(
    many: MainWindow, qtbot: QtBot
) -> None:
    folder, paper = many.library.path, many.chosen()[0]
    with qtbot.waitSignal(many.changes.progressed, timeout=TIMEOUT):
        trigger(many, "star")
    many.changes.make("Note", lambda: notes.put(many.library, paper, "seen"))
    many.close()
    reader = opening.open_reader(folder)
    assert notes.get(reader, paper) == "seen"
    starred = [papers.get(reader, PaperId(n)).starred for n in range(1, MANY + 1)]
    assert any(starred)
    assert not all(starred)
    reader.close()


def test_a_second_one_waits_for_the_first(many: MainWindow, qtbot: QtBot) -> None:
    trigger(many, "star")
    trigger(many, "done")
    qtbot.waitUntil(lambda: count(many, "starred AND state = 'read'") == MANY, timeout=TIMEOUT)
    rest(many, qtbot)
    assert [many.library.undo(), many.library.undo()] == ["Done", "Star"]


def test_what_fails_is_told_and_can_be_taken_back(many: MainWindow, qtbot: QtBot) -> None:
    last = many.chosen()[-1]

    def work(some: Any) -> None:
        if last in some:
            raise KeyError(last)
        papers.set_state(many.library, some, State.READ)

    with qtbot.waitSignal(many.changes.failed, timeout=TIMEOUT):
        many.changes.make_of("Act", work, many.chosen())
    assert not many.changes.busy
    assert not many.undo_bar.isHidden()
    assert 0 < count(many, "state = 'read'") < MANY


def test_so_many_are_neither_one_work_nor_read_in_a_day(
    many: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "MOST", MANY - 1)
    monkeypatch.setattr(day_actions, "MOST_A_DAY", MANY - 1)
    for name in ("merge", "make-versions", "plan-today"):
        many.desk.error_bar.dismiss()
        trigger(many, name)
        assert many.desk.error_bar.isVisible()
    assert many.library.undo_label is None
    assert plan.of(many.library, many.library.today()) == []


def test_what_is_selected_is_counted_and_named_from_the_top(many: MainWindow) -> None:
    listing = many.library_panel.list
    assert listing.selected_count() == MANY
    selection = listing.selectionModel()
    model = many.library_panel.model
    selection.clearSelection()
    for first, last in ((40, 42), (3, 4)):
        rows = QItemSelection(model.index(first), model.index(last))
        selection.select(rows, QItemSelectionModel.SelectionFlag.Select)
    assert listing.selected_count() == 5
    assert listing.selected() == [*model.papers_in(3, 4), *model.papers_in(40, 42)]


def test_to_select_all_asks_nothing_of_each_row(
    library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    flags = PaperModel.flags

    def count_and_give(model: PaperModel, index: QModelIndex) -> Qt.ItemFlag:
        asked.append(index.row())
        return flags(model, index)

    monkeypatch.setattr(PaperModel, "flags", count_and_give)
    model = PaperModel(library)
    listing = PaperList(model)
    qtbot.addWidget(listing)
    model.show([PaperId(n) for n in range(1, 5001)], fresh=True)
    QAccessible.setActive(True)  # as a program that reads aloud does
    try:
        listing.selectAll()
        listing.clearSelection()
        listing.selectAll()
    finally:
        QAccessible.setActive(False)
    assert listing.selected_count() == 5000
    assert len(asked) < 50


def test_what_a_large_change_did_is_told_ever_more_seldom(
    many: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = count_from(0)
    monkeypatch.setattr(changes, "monotonic", lambda: next(seconds) * 0.8)
    told: list[int] = []
    many.changes.changed.connect(
        lambda notice: told.append(len(notice.papers)) if notice.label == "Done" else None
    )
    many.changes.make_of("Done", lambda some: queue.done(many.library, some), many.chosen())
    rest(many, qtbot)
    *early, _last = told
    assert len(early) > 1
    assert early == sorted(set(early))
    assert sum(told) == MANY
