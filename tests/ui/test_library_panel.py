from __future__ import annotations

from array import array
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop_app.core.papers import PaperId, State
from desktop_app.core.query import Query, Term, negate, parse
from desktop_app.store import organise, papers, queue
from desktop_app.store.library import Library
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.library import answer, filters
from desktop_app.ui.library.answer import Done
from desktop_app.ui.library.panel import LibraryPanel
from tests import build

Key = Qt.Key


class Lane:
    """A find that answers when it is told to, in any order."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.waiting: list[tuple[Query, str, bool, int | None, Done]] = []

    def find(self, query: Query, sort: str, binned: bool, limit: int | None, done: Done) -> None:
        self.waiting.append((query, sort, binned, limit, done))

    def answer(self, at: int = -1) -> None:
        *asked, done = self.waiting.pop(at)
        done(answer.find(self.library, *asked))


@pytest.fixture
def shelf(library: Library) -> list[PaperId]:
    titles = ("Alpha gradients", "Beta grokking", "Gamma nets", "Delta grokking", "Omega maps")
    found = build.add(library, *(build.draft(t, year=2015 + n) for n, t in enumerate(titles)))
    with library.change("tag"):
        organise.tag(library, found[:3], "theory")
    return found


@pytest.fixture
def changes(qapp, library: Library) -> Iterator[Changes]:
    theme.apply(qapp, theme.LIGHT)
    made = Changes(library)
    yield made
    made.close()


def opened(qtbot, changes: Changes, find=None) -> LibraryPanel:
    panel = LibraryPanel(changes, find)
    qtbot.addWidget(panel)
    panel.resize(404, 700)
    panel.show()
    qtbot.wait(1)
    return panel


@pytest.fixture
def panel(qtbot, shelf, changes: Changes) -> LibraryPanel:
    return opened(qtbot, changes)


def titles(panel: LibraryPanel) -> list[str]:
    return [panel.model.index(row).data() for row in range(panel.model.rowCount())]


def words(panel: LibraryPanel) -> str:
    return f"{panel.heading.number.text()} {panel.heading.noun.text()}"


def clickable(panel: LibraryPanel, text: str) -> QPushButton:
    return next(b for b in panel.findChildren(QPushButton) if b.text() == text and b.isVisible())


def test_the_newest_are_there_at_once_and_the_first_is_current(qtbot, shelf, changes) -> None:
    lane = Lane(changes.library)
    panel = LibraryPanel(changes, lane.find)
    qtbot.addWidget(panel)
    assert titles(panel)[0] == "Omega maps"
    assert panel.current() is None
    with qtbot.waitSignal(panel.current_changed) as got:
        qtbot.waitUntil(lambda: bool(lane.waiting))
        lane.answer()
    assert got.args == [shelf[4]]
    assert words(panel) == "5 papers"


def test_typing_filters_and_the_last_keystroke_wins(qtbot, shelf, changes) -> None:
    lane = Lane(changes.library)
    panel = opened(qtbot, changes, lane.find)
    lane.answer()
    qtbot.keyClicks(panel.search.field, "alp")
    qtbot.waitUntil(lambda: len(lane.waiting) == 1)
    panel.search.field.clear()
    qtbot.keyClicks(panel.search.field, "grok")
    qtbot.waitUntil(lambda: len(lane.waiting) == 2)
    lane.answer(1)
    assert sorted(titles(panel)) == ["Beta grokking", "Delta grokking"]
    lane.answer(0)
    assert sorted(titles(panel)) == ["Beta grokking", "Delta grokking"]
    assert panel.heading.sort.text() == "Best match"


def test_field_terms_become_chips_and_go_back(qtbot, panel: LibraryPanel) -> None:
    field = panel.search.field
    with qtbot.waitSignal(panel.query_changed):
        qtbot.keyClicks(field, "tag:theory after:2015 gamma")
    qtbot.keyClick(field, Key.Key_Return)
    assert field.text() == "gamma"
    assert [str(c.term) for c in panel.search._chips] == ["tag:theory", "after:2015"]
    assert titles(panel) == ["Gamma nets"]
    field.clear()
    qtbot.keyClick(field, Key.Key_Backspace)
    assert field.text() == "after:2015"
    qtbot.mouseClick(panel.search._chips[0], Qt.MouseButton.LeftButton)
    assert panel.query() == parse("after:2015")
    assert str(panel.query()) == "after:2015"


def test_words_keep_their_sense_beside_new_chips(qtbot, panel: LibraryPanel) -> None:
    field = panel.search.field
    for typed, left in (("grok* is:unread ", "grok*"), ("grok is:unread ", "grok ")):
        panel.set_query("")
        qtbot.keyClicks(field, typed)
        panel.search.settle()
        assert panel.query().words == parse(f"{left} is:unread").words
    panel.set_query("")
    qtbot.keyClicks(field, "grok is:unread")
    qtbot.keyClick(field, Key.Key_Return)
    assert panel.query().words == parse("grok ").words


def test_nothing_by_words_is_not_yet_nothing_near_in_meaning(qtbot, shelf, changes) -> None:
    answers: list[Done] = []

    def find(query: Query, sort: str, binned: bool, limit: int | None, done: Done) -> None:
        done(answer.find(changes.library, query, "added", binned, limit))
        answers.append(done)

    panel = opened(qtbot, changes, find)
    panel.set_query("zzxqy")
    nothing = panel._none.text.text()
    panel.set_sort("meaning")
    assert panel._none.text.text() != nothing
    answers[-1](answer.Answer(array("q"), "meaning", meant=True))
    assert panel._none.text.text() == nothing


def test_the_filter_menu_adds_and_takes_away(panel: LibraryPanel) -> None:
    def choose(text: str) -> None:
        menu = panel.search.menu()
        tags = next(a.menu() for a in menu.actions() if a.menu())
        next(a for a in [*menu.actions(), *tags.actions()] if a.text() == text).trigger()

    choose("theory")
    choose("Unread")
    assert str(panel.query()) == "tag:theory is:unread"
    assert len(titles(panel)) == 3
    choose("theory")
    assert str(panel.query()) == "is:unread"


def test_nothing_found_offers_the_ways_out(qtbot, panel: LibraryPanel) -> None:
    panel.set_query("tag:theory after:2030 gamma")
    assert panel._none.text.text() == "Nothing matches tag:theory after:2030 gamma."
    clickable(panel, "Remove after:2030").click()
    assert titles(panel) == ["Gamma nets"]
    panel.set_query("tag:none grokking")
    clickable(panel, "Search everything").click()
    assert str(panel.query()) == "grokking"
    assert len(titles(panel)) == 2


def test_an_empty_library_invites(qtbot, changes: Changes) -> None:
    panel = opened(qtbot, changes)
    with qtbot.waitSignal(panel.add_papers):
        clickable(panel, "Add papers…").click()
    with qtbot.waitSignal(panel.starter_wanted):
        clickable(panel, "Look around with the starter library").click()
    build.add(changes.library, build.draft("First"))
    qtbot.waitUntil(lambda: titles(panel) == ["First"])
    assert panel.list.isVisible()
    assert panel.current() is not None


def test_orders(panel: LibraryPanel) -> None:
    for name, first in (("Title", "Alpha gradients"), ("Year", "Omega maps")):
        next(a for a in panel.heading.menu().actions() if a.text() == name).trigger()
        assert titles(panel)[0] == first
        assert panel.heading.sort.text() == name
        assert panel.heading.childAt(panel.heading.sort.geometry().center()) is panel.heading.sort
    assert "Best match" not in [a.text() for a in panel.heading.menu().actions()]


def test_what_leaves_the_list_hands_on_to_the_next(
    qtbot, shelf, panel: LibraryPanel, changes: Changes
) -> None:
    panel.set_query("is:unread")
    panel.select(shelf[2])
    seen: list[object] = []
    panel.current_changed.connect(seen.append)
    changes.make("Done", lambda: queue.done(changes.library, [shelf[2]]))
    qtbot.waitUntil(lambda: len(titles(panel)) == 4)
    assert panel.current() == shelf[1]
    assert panel.selected() == [shelf[1]]
    assert seen == [shelf[1]]
    changes.make("Bin", lambda: papers.put_in_bin(changes.library, shelf[:2]))
    qtbot.waitUntil(lambda: len(titles(panel)) == 2)
    assert panel.selected() == [shelf[3]]
    changes.undo()
    qtbot.waitUntil(lambda: len(titles(panel)) == 4)
    assert panel.current() == shelf[3]


def test_a_change_repaints_one_row_and_asks_only_where_it_matters(
    qtbot, shelf, changes: Changes
) -> None:
    lane = Lane(changes.library)
    panel = opened(qtbot, changes, lane.find)
    lane.answer()
    assert len(titles(panel)) == 5
    rows: list[tuple[int, int]] = []
    panel.model.dataChanged.connect(lambda a, b, _: rows.append((a.row(), b.row())))
    changes.make("Tag", lambda: organise.tag(changes.library, [shelf[0]], "new"))
    changes.make("Queue", lambda: queue.add(changes.library, [shelf[0]]))
    assert panel.model.row_at(4).state is State.QUEUED
    qtbot.wait(200)
    assert rows[-1] == (4, 4)
    assert not lane.waiting
    panel.set_query("is:queued")
    lane.answer()
    changes.make("Queue", lambda: queue.add(changes.library, [shelf[1]]))
    changes.make("Queue", lambda: queue.add(changes.library, [shelf[2]]))
    qtbot.waitUntil(lambda: bool(lane.waiting))
    lane.answer()
    assert len(titles(panel)) == 3
    assert not lane.waiting


def test_a_paper_that_stays_where_it_was_lets_the_list_be(qtbot, shelf, changes: Changes) -> None:
    lane = Lane(changes.library)
    panel = opened(qtbot, changes, lane.find)
    lane.answer()
    panel.set_query("grokking")
    lane.answer()
    panel.set_sort("title")
    lane.answer()
    assert titles(panel) == ["Beta grokking", "Delta grokking"]
    changes.make("Star", lambda: papers.star(changes.library, shelf[:2], True))
    changes.make("Done", lambda: queue.done(changes.library, [shelf[3]]))
    qtbot.wait(200)
    assert not lane.waiting
    assert panel.model.row_at(1).state is State.READ
    edited = papers.get(changes.library, shelf[1])
    for title, shown in (
        ("Zeta grokking", ["Delta grokking", "Zeta grokking"]),
        ("Zeta maps", ["Delta grokking"]),
    ):
        draft = build.draft(title, year=edited.year)
        changes.make("Edit", lambda draft=draft: papers.edit(changes.library, shelf[1], draft))
        qtbot.waitUntil(lambda: bool(lane.waiting))
        lane.answer()
        assert titles(panel) == shown


def test_a_tag_renamed_is_seen_in_its_rows(shelf, panel: LibraryPanel, changes: Changes) -> None:
    assert panel.model.row_at(4).tags == (("theory", 1),)
    tag = organise.tags(changes.library)[0].id
    changes.make("Rename", lambda: organise.rename_tag(changes.library, tag, "maths"))
    assert panel.model.row_at(4).tags == (("maths", 1),)


def test_a_paper_asked_for_early_is_chosen_when_found(qtbot, shelf, changes: Changes) -> None:
    lane = Lane(changes.library)
    panel = opened(qtbot, changes, lane.find)
    lane.answer()
    panel.set_query("tag:theory")
    lane.answer()
    assert not panel.select(shelf[4])
    panel.set_query("-tag:none")
    panel.select(shelf[4])
    lane.answer()
    assert panel.current() == shelf[4]
    panel.step(1)
    assert panel.current() == shelf[3]
    panel.step(-9)
    assert panel.current() == shelf[4]


def test_the_bin(qtbot, shelf, panel: LibraryPanel, changes: Changes) -> None:
    changes.make("Bin", lambda: papers.put_in_bin(changes.library, shelf[:2]))
    panel.show_bin(True)
    assert panel._bin_bar.text.text() == "Bin · 2 papers"
    assert set(panel.selected()) <= set(shelf[:2])
    for signal, text in (
        (panel.restore_wanted, "Bring back"),
        (panel.empty_bin_wanted, "Empty the bin…"),
    ):
        with qtbot.waitSignal(signal):
            clickable(panel, text).click()
    changes.make("Restore", lambda: papers.take_from_bin(changes.library, shelf[:2]))
    qtbot.waitUntil(lambda: not titles(panel))
    assert panel._empty_bin.isVisible()
    panel.show_bin(False)
    assert len(titles(panel)) == 5
    assert not panel._bin_bar.isVisible()


def test_keys_go_from_field_to_list_and_open(qtbot, shelf, panel: LibraryPanel) -> None:
    panel.focus_search()
    qtbot.keyClicks(panel.search.field, "gamma")
    qtbot.keyClick(panel.search.field, Key.Key_Down)
    assert titles(panel) == ["Gamma nets"]
    with qtbot.waitSignal(panel.opened) as got:
        qtbot.keyClick(panel.list, Key.Key_Return)
    assert got.args == [shelf[2]]
    qtbot.keyClick(panel.search.field, Key.Key_Escape)
    qtbot.waitUntil(lambda: len(titles(panel)) == 5)
    assert panel.current() == shelf[2]


def test_what_is_taken_as_text_is_told_once_the_typing_rests(qtbot, panel: LibraryPanel) -> None:
    bar = panel.search
    bar.field.setText("foo:bar grok")
    bar.settle()
    assert "foo:" in bar.hint.text()
    assert not bar.hint.isHidden()
    bar.field.setText("grok")
    bar.settle()
    assert bar.hint.isHidden()


def test_a_field_still_to_get_its_value_asks_for_nothing(qtbot, panel: LibraryPanel) -> None:
    bar = panel.search
    for typed in ("grok", " tag:"):
        qtbot.keyClicks(bar.field, typed)
        bar.settle()
        assert sorted(titles(panel)) == ["Beta grokking", "Delta grokking"]
        assert bar.hint.isHidden()
    qtbot.keyClick(bar.field, Key.Key_Return)
    assert titles(panel) == []
    assert "tag:" in bar.hint.text()


def test_what_may_be_set_right_yet_is_told_when_the_field_is_left(
    qtbot, panel: LibraryPanel
) -> None:
    bar = panel.search
    qtbot.keyClicks(bar.field, '"grok')
    bar.settle()
    assert bar.hint.isHidden()
    qtbot.keyClick(bar.field, Key.Key_Down)
    assert not bar.hint.isHidden()


def test_a_chip_turns_into_its_contrary_and_back(qtbot, panel: LibraryPanel) -> None:
    bar = panel.search
    panel.set_query("tag:theory")
    qtbot.mouseClick(bar._chips[0], Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier)
    assert panel.query() == parse("-tag:theory")
    assert sorted(titles(panel)) == ["Delta grokking", "Omega maps"]
    bar._chips[0].setFocus()
    qtbot.keyClick(bar._chips[0], Key.Key_Minus)
    assert panel.query() == parse("tag:theory")
    bar._chips[0].menu().actions()[0].trigger()
    assert panel.query() == parse("-tag:theory")
    bar.add(Term("theory", "tag"))
    assert panel.query() == parse("tag:theory")


def test_a_chip_is_changed_and_removed_by_its_menu(qtbot, panel: LibraryPanel) -> None:
    bar = panel.search
    panel.set_query("tag:theory is:unread grok")
    bar._chips[0].menu().actions()[1].trigger()
    assert bar.field.text().split() == ["grok", "tag:theory"]
    assert [str(term) for term in bar.terms()] == ["is:unread"]
    bar._chips[0].menu().actions()[-1].trigger()
    assert bar.terms() == ()


def test_only_who_means_to_search_enters_on_purpose(qtbot, panel: LibraryPanel) -> None:
    told: list[bool] = []
    field = panel.search.field
    panel.activateWindow()
    panel.focus_list()
    qtbot.waitUntil(panel.list.hasFocus)
    field.entered.connect(told.append)
    panel.focus_search()
    panel.focus_list()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    panel.set_query("tag:theory")
    panel.focus_list()
    panel.search._chips[0].click()
    assert field.hasFocus()
    assert told == [True, False, False]


def test_the_filters_begin_what_must_be_typed(qtbot, panel: LibraryPanel) -> None:
    begun = {}
    for action in panel.search.menu().actions():
        below = action.menu().actions() if action.menu() else [action]
        for one in below:
            if one.text().endswith("…"):
                panel.search.field.setText("grok ")
                one.trigger()
                begun[one.text()] = panel.search.field.text()
    assert len(begun) == len(set(begun.values()))
    assert all(text.startswith("grok ") and text.endswith(":") for text in begun.values())
    fields = {text.split()[-1].removesuffix(":") for text in begun.values()}
    assert fields >= {"author", "venue", "title", "year"}


def test_the_filters_offer_all_there_is_and_find_by_it(panel: LibraryPanel) -> None:
    for field in ("is", "has", "queue", "tag", "year", "before"):
        assert any(term.field == field for term in _offered(panel)), field
    for term in _offered(panel):
        panel.set_query("")
        panel.search.add(term)
        assert panel.query() == parse(f"{term} ")
        assert filters.called(term) != filters.called(negate(term))


def _offered(panel: LibraryPanel) -> list[Term]:
    """Take each offer of the menu and give the conditions that come of it."""
    panel.set_query("")
    for action in panel.search.menu().actions():
        for one in action.menu().actions() if action.menu() else [action]:
            if one.isCheckable():
                one.trigger()
    return list(panel.search.terms())


def test_how_words_are_understood_is_an_order(qtbot, panel: LibraryPanel) -> None:
    panel.search.mode.chosen.emit("both")
    assert panel.sort() == "both"
    assert panel.search.mode.text() == "Both"
    panel.set_sort("title")
    assert panel.search.mode.text() == "Text"
