"""Papers of one work in the real window: merged, told apart, linked, and taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app import terminal
from desktop_app.core.papers import Author, Draft, PaperId
from desktop_app.core.works import Reason, Relation
from desktop_app.services import duplicates as service
from desktop_app.services.duplicates import Group
from desktop_app.store import highlights, merging, notes, opening, pairs, papers, versions
from desktop_app.store.library import Library
from desktop_app.ui.duplicates import candidate, words
from desktop_app.ui.duplicates.candidate_model import CandidateModel, Role
from desktop_app.ui.duplicates.decision import Deed
from desktop_app.ui.duplicates.dialog import DuplicatesDialog
from desktop_app.ui.duplicates.group_model import GroupModel
from desktop_app.ui.duplicates.merge_dialog import MergeDialog
from desktop_app.ui.main_window import MainWindow
from tests import build

Key = Qt.Key
TITLE = "Slow gradients delay the generalisation of networks"


@pytest.fixture
def added(window: MainWindow, qtbot: QtBot) -> list[PaperId]:
    """Two of one DOI, a preprint and its published form, two of near titles, one alone."""
    found = build.add(
        window.library,
        build.draft("One name", doi="10.1000/a", year=2024, venue="Journal of Nets"),
        build.draft("Another name", doi="10.1000/a"),
        build.draft("Preprints of it all in one", year=2024, arxiv="2405.20233"),
        build.draft("Preprints of it all in one", year=2025, doi="10.1000/b"),
        build.draft(TITLE, year=2024),
        build.draft("Slow gradient delays the generalization of networks", year=2024),
        build.draft("Alone in the world of networks", authors=(Author("Kim"),)),
    )
    with window.library.change("Work"):
        highlights.add(window.library, found[1], 0, 8, 1)
        notes.put(window.library, found[1], "Mine")
    window.show()
    qtbot.waitUntil(lambda: window.library_panel.model.row_of(found[-1]) is not None)
    return found


def select(window: MainWindow, *some: PaperId) -> None:
    panel = window.library_panel
    selection = panel.list.selectionModel()
    selection.clearSelection()
    for paper in some:
        row = panel.model.row_of(paper)
        assert row is not None
        flag = QItemSelectionModel.SelectionFlag.Select
        selection.setCurrentIndex(panel.model.index(row, 0), flag)


def merge_dialog(window: MainWindow) -> MergeDialog:
    window.actions_table["merge"].trigger()
    [dialog] = (d for d in window.findChildren(MergeDialog) if d.isVisible())
    return dialog


def duplicates_dialog(window: MainWindow, qtbot: QtBot, groups: int = 3) -> DuplicatesDialog:
    window.actions_table["find-duplicates"].trigger()
    [dialog] = (d for d in window.findChildren(DuplicatesDialog) if d.isVisible())
    qtbot.waitUntil(lambda: len(dialog.model.groups) == groups)
    return dialog


def press(dialog: DuplicatesDialog, key: Key, qtbot: QtBot) -> None:
    """Press a key in the list; a letter is a shortcut of the dialog."""
    dialog.activateWindow()
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, key)


def twins(count: int) -> list[Draft]:
    """Make two records of each of so many works, by authors of their own."""
    return [
        build.draft(f"Name {n} {m}", doi=f"10.1000/{n}", authors=(Author(f"Author{n}"),))
        for n in range(count)
        for m in range(2)
    ]


def exists(library: Library, paper: PaperId) -> bool:
    try:
        papers.get(library, paper)
    except KeyError:
        return False
    return True


# Papers that are known to be one work


def test_merging_needs_two_papers(window: MainWindow, added: list[PaperId]) -> None:
    select(window, added[0])
    assert not window.actions_table["merge"].isEnabled()
    assert not window.actions_table["make-versions"].isEnabled()
    select(window, *added[:2])
    assert window.actions_table["merge"].isEnabled()
    assert window.actions_table["make-versions"].isEnabled()


def test_enter_merges_into_the_fullest(
    window: MainWindow, added: list[PaperId], qtbot: QtBot
) -> None:
    before = build.dump(window.library)
    select(window, *added[:2])
    dialog = merge_dialog(window)
    assert dialog.model.kept == added[0]
    assert "of both. Links to either lead to the one kept." in dialog.sentence
    qtbot.keyClick(dialog.list, Key.Key_Return)
    assert not exists(window.library, added[1])
    assert len(highlights.of(window.library, added[0])) == 1
    assert notes.get(window.library, added[0]) == "Mine"
    assert window.undo_bar.sentence == "1 paper merged into “One name”"
    assert window.reader.paper == added[0]
    qtbot.waitUntil(lambda: window.library_panel.current() == added[0])
    window.actions_table["undo"].trigger()
    assert build.dump(window.library) == before


def test_another_one_is_kept(window: MainWindow, added: list[PaperId], qtbot: QtBot) -> None:
    select(window, *added[:2])
    dialog = merge_dialog(window)
    key = Key.Key_Down if dialog.model.kept_row == 0 else Key.Key_Up
    qtbot.keyClick(dialog.list, key)
    dialog.go.click()
    assert not exists(window.library, added[0])
    assert window.reader.paper == added[1]


def test_nothing_is_merged_by_cancelling(
    window: MainWindow, added: list[PaperId], qtbot: QtBot
) -> None:
    select(window, *added[:3])
    dialog = merge_dialog(window)
    assert "of all. Links to any of them" in dialog.sentence
    dialog.cancel.setFocus()
    qtbot.keyClick(dialog.cancel, Key.Key_Return)
    assert all(exists(window.library, paper) for paper in added)


def test_papers_are_made_versions_and_parted(window: MainWindow, added: list[PaperId]) -> None:
    select(window, added[4], added[6])
    window.actions_table["make-versions"].trigger()
    assert versions.of(window.library, added[4]) == [added[6]]
    assert window.undo_bar.sentence == "2 papers are versions of one work"
    select(window, added[4])
    assert window.actions_table["not-versions"].isEnabled()
    window.actions_table["not-versions"].trigger()
    assert versions.of(window.library, added[4]) == []
    assert not window.actions_table["not-versions"].isEnabled()
    window.actions_table["undo"].trigger()
    assert versions.of(window.library, added[4]) == [added[6]]


# Finding them


def test_groups_are_listed_with_their_reasons(
    window: MainWindow, added: list[PaperId], qtbot: QtBot
) -> None:
    dialog = duplicates_dialog(window, qtbot)
    said = [dialog.model.data(dialog.model.index(row), 0) for row in range(3)]
    assert said == ["One name", "Preprints of it all in one", TITLE]
    assert words.summary(dialog.model.groups) == (
        "3 groups: 1 the same work, 1 versions of one work, 1 maybe one work"
    )
    spoken = dialog.model.data(dialog.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert "The same work: the same DOI" in spoken
    assert dialog.comparison.model.kept == added[0]


def test_keys_decide_group_after_group(
    window: MainWindow, added: list[PaperId], qtbot: QtBot
) -> None:
    before = build.dump(window.library)
    dialog = duplicates_dialog(window, qtbot)
    press(dialog, Key.Key_M, qtbot)
    assert not exists(window.library, added[1])
    press(dialog, Key.Key_V, qtbot)
    assert versions.of(window.library, added[2]) == [added[3]]
    press(dialog, Key.Key_D, qtbot)
    assert pairs.are_different(window.library, added[4], added[5])
    assert dialog.model.groups == []
    assert "No papers look like one work." in said_in(dialog)
    for count in (1, 2, 3):
        qtbot.keyClick(dialog, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert len(dialog.model.groups) == count
    assert build.dump(window.library) == before
    assert [g.relation for g in dialog.model.groups] == [
        Relation.SAME,
        Relation.VERSION,
        Relation.MAYBE,
    ]
    assert not dialog.undo.isVisible()
    dialog.undo_wanted.emit()
    assert dialog._told.text() == "Nothing to undo"


def said_in(dialog: DuplicatesDialog) -> str:
    blank = dialog._blank
    return f"{blank.headline.text()} {blank.sentence.text()}"


def test_nothing_to_find(window: MainWindow, qtbot: QtBot) -> None:
    window.show()
    dialog = duplicates_dialog(window, qtbot, 0)
    assert "Looking for papers" in said_in(dialog)
    qtbot.waitUntil(lambda: "No papers look like one work." in said_in(dialog))


def test_enter_opens_the_paper_and_the_list_waits(
    window: MainWindow, added: list[PaperId], qtbot: QtBot
) -> None:
    dialog = duplicates_dialog(window, qtbot)
    qtbot.keyClick(dialog.list, Key.Key_Down)
    qtbot.keyClick(dialog.list, Key.Key_Right)
    assert dialog.focusWidget() is dialog.comparison.list
    qtbot.keyClick(dialog.comparison.list, Key.Key_Down)
    wanted = dialog.comparison.list.current()
    qtbot.keyClick(dialog.comparison.list, Key.Key_Return)
    assert window.reader.paper == wanted
    assert not dialog.isVisible()
    again = duplicates_dialog(window, qtbot)
    assert again is dialog
    assert again.list.row() == 1


def test_what_is_left_out_is_asked_again(window: MainWindow, qtbot: QtBot) -> None:
    one, other, third = build.add(
        window.library,
        *(build.draft(f"Name {n}", doi="10.1000/a", year=2024 if n else None) for n in range(3)),
    )
    window.show()
    dialog = duplicates_dialog(window, qtbot, 1)
    model = dialog.comparison.model
    dialog.comparison.list.setFocus()
    qtbot.keyClick(dialog.comparison.list, Key.Key_X)
    assert model.left_out == [other]
    assert model.kept == third
    qtbot.keyClick(dialog.comparison.list, Key.Key_X)
    assert model.left_out == []
    qtbot.keyClick(dialog.comparison.list, Key.Key_X)
    dialog.comparison.decide(Deed.MERGE)
    assert not exists(window.library, one)
    assert dialog.model.groups == [Group((other, third), Relation.SAME, Reason.DOI)]
    dialog.undo.click()
    assert dialog.model.groups == [Group((one, other, third), Relation.SAME, Reason.DOI)]


def test_two_at_least_stay_in(library: Library) -> None:
    added = build.add(library, *(build.draft(f"Name {n}") for n in range(3)))
    model = CandidateModel()
    tester = QAbstractItemModelTester(model)
    model.show(candidate.of(library, added), library.today(), parts=True)
    for row in range(3):
        model.switch(row)
    assert model.left_out == added[:1]
    assert model.kept == added[1]
    model.keep(0)
    assert model.kept == added[1]
    assert model.data(model.index(0), Role.LEFT_OUT)
    assert "Left out" in model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert tester.model() is model


def test_all_sure_groups_are_merged_each_as_a_change(window: MainWindow, qtbot: QtBot) -> None:
    library = window.library
    build.add(library, *twins(5), build.draft(TITLE, year=2024), build.draft(TITLE, year=2024))
    before = build.dump(library)
    window.show()
    dialog = duplicates_dialog(window, qtbot, 6)
    assert dialog.all.text() == "Merge all with the same DOI or arXiv identifier (5)"
    dialog.all.click()
    qtbot.waitUntil(lambda: not dialog.merging)
    assert dialog._told.text() == "Merged 5 groups"
    assert papers.count(library) == 7
    assert [group.reason for group in dialog.model.groups] == [Reason.TITLE]
    for left in range(5):
        dialog.undo.click()
        assert len(dialog.model.groups) == left + 2
    assert build.dump(library) == before
    assert list(dialog.model.groups) == service.groups(library)


def test_merging_all_can_be_stopped(window: MainWindow, qtbot: QtBot) -> None:
    build.add(window.library, *twins(60))
    window.show()
    dialog = duplicates_dialog(window, qtbot, 60)
    dialog.all.click()
    assert dialog.all.text() == "Stop merging"
    qtbot.waitUntil(lambda: papers.count(window.library) < 120)
    dialog.all.click()
    left = len(dialog.model.groups)
    assert 0 < left < 60
    assert papers.count(window.library) == 60 + left


def test_what_is_gone_meanwhile_is_told_and_looked_for_anew(
    window: MainWindow, added: list[PaperId], qtbot: QtBot
) -> None:
    dialog = duplicates_dialog(window, qtbot)
    with window.library.change("Elsewhere"):
        merging.merge(window.library, added[0], [added[1]])
    dialog.comparison.decide(Deed.MERGE)
    assert "no longer in the library" in dialog._told.text()
    qtbot.waitUntil(lambda: len(dialog.model.groups) == 2)


def test_a_decision_waits_for_another_program(
    window: MainWindow, added: list[PaperId], qtbot: QtBot
) -> None:
    dialog = duplicates_dialog(window, qtbot)
    other = opening.open_library(window.library.path)
    other.db.conn.execute("BEGIN IMMEDIATE")
    dialog.comparison.decide(Deed.MERGE)
    assert dialog._told.text() == "Waiting for another program that writes…"
    other.db.conn.execute("ROLLBACK")
    qtbot.waitUntil(lambda: not exists(window.library, added[1]))
    qtbot.waitUntil(lambda: len(dialog.model.groups) == 2)
    other.close()


def test_only_groups_that_are_seen_are_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = build.add(library, build.draft("One"), build.draft("Other"))
    model = GroupModel(library)
    tester = QAbstractItemModelTester(model)
    read: list[int] = []
    monkeypatch.setattr(candidate, "of", lambda *_: read.append(1) or [])
    model.show([Group((PaperId(n), *added), Relation.MAYBE, Reason.TITLE) for n in range(9, 5009)])
    assert model.rowCount() == 5000
    assert len(read) < 10
    assert tester.model() is model


def test_words_are_those_of_the_command_line() -> None:
    assert {r: words.relation(Relation(r)) for r in terminal._RELATIONS} == terminal._RELATIONS
    assert {r: words.reason(Reason(r)) for r in terminal._REASONS} == terminal._REASONS
