"""Typing into the search box: first rows first, and never those of another keystroke."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId
from desktop_app.core.query import Query, parse
from desktop_app.store import papers, search
from desktop_app.store.library import Library
from desktop_app.ui.changes import Changes
from desktop_app.ui.library import answer
from desktop_app.ui.library import panel as panels
from desktop_app.ui.library.answer import Done
from desktop_app.ui.library.panel import LibraryPanel
from desktop_app.ui.main_window import MainWindow
from tests import build

PAGE = 20
MANY = 60


class Lane:
    """Finds when it is told to, in any order."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.waiting: list[tuple[Query, str, bool, int | None, Done]] = []

    def find(self, query: Query, sort: str, binned: bool, limit: int | None, done: Done) -> None:
        self.waiting.append((query, sort, binned, limit, done))

    def answer(self) -> None:
        *asked, done = self.waiting.pop()
        done(answer.find(self.library, *asked))


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "FIRST_PAGE", PAGE)


@pytest.fixture
def shelf(library: Library) -> list[PaperId]:
    kinds = ("grokking", "gradients", "maps")
    drafts = [build.draft(f"{kinds[n % 3]} {n}", year=2000 + n % 7) for n in range(MANY * 3)]
    return build.add(library, *drafts)


@pytest.fixture
def lane(library: Library) -> Lane:
    return Lane(library)


@pytest.fixture
def panel(qtbot: QtBot, library: Library, shelf: list[PaperId], lane: Lane) -> Iterator:
    changes = Changes(library)
    made = LibraryPanel(changes, lane.find)
    qtbot.addWidget(made)
    made.resize(404, 700)
    made.show()
    qtbot.waitUntil(lambda: bool(lane.waiting))
    lane.answer()
    yield made
    changes.close()


def rows(panel: LibraryPanel) -> list[PaperId]:
    return panel.model.papers_in(0, panel.model.rowCount())


def press(qtbot: QtBot, panel: LibraryPanel, lane: Lane, keys: str) -> None:
    """Type, and wait until that is asked."""
    before = len(lane.waiting)
    qtbot.keyClicks(panel.search.field, keys)
    qtbot.waitUntil(lambda: len(lane.waiting) > before)


def test_the_first_rows_are_shown_and_the_rest_is_put_below(
    qtbot: QtBot, panel: LibraryPanel, lane: Lane, library: Library
) -> None:
    press(qtbot, panel, lane, "grok")
    told: list[str] = []
    panel.model.modelReset.connect(lambda: told.append("reset"))
    panel.model.rowsInserted.connect(lambda _, first, last: told.append(f"{first}-{last}"))
    panel.model.rowsRemoved.connect(lambda *_: told.append("removed"))
    lane.answer()
    assert rows(panel) == search.papers(library, parse("grok"), sort="rank", limit=PAGE)
    assert panel.selected() == rows(panel)[:1]
    panel.list.scroll_by(90)
    bar = panel.list.bar.value()
    qtbot.waitUntil(lambda: bool(lane.waiting))
    lane.answer()
    assert rows(panel) == search.papers(library, parse("grok"), sort="rank")
    assert told == ["reset", f"{PAGE}-{MANY - 1}"]
    assert panel.selected() == rows(panel)[:1]
    assert panel.list.bar.value() > 0
    assert bar > 0


def test_what_is_found_whole_at_once_is_not_asked_again(
    qtbot: QtBot, panel: LibraryPanel, lane: Lane
) -> None:
    press(qtbot, panel, lane, '"grokking 3"')
    lane.answer()
    assert panel.heading.number.text() == "1"
    qtbot.wait(2 * panels.REST_MS)
    assert not lane.waiting


def test_the_paper_in_the_reader_follows_at_a_pause(
    qtbot: QtBot, panel: LibraryPanel, lane: Lane
) -> None:
    before = panel.current()
    told: list[object] = []
    panel.current_changed.connect(told.append)
    press(qtbot, panel, lane, "grad")
    lane.answer()
    assert panel.search.typing
    assert len(rows(panel)) == PAGE
    assert panel.current() == before
    assert not told
    qtbot.waitUntil(lambda: bool(told))
    assert told == panel.selected() == rows(panel)[:1]


def test_the_list_waits_where_it_would_jump_to_the_current_paper(
    qtbot: QtBot, shelf: list[PaperId], panel: LibraryPanel, lane: Lane
) -> None:
    panel.set_query("year:2003")
    lane.answer()
    qtbot.waitUntil(lambda: bool(lane.waiting))
    lane.answer()
    panel.select(shelf[3])
    panel.set_query("-zebra")
    lane.answer()  # the first rows, of which it is none
    assert len(rows(panel)) < len(shelf)
    assert panel.selected() == [shelf[3]]
    qtbot.waitUntil(lambda: bool(lane.waiting))
    lane.answer()
    assert len(rows(panel)) == len(shelf)
    assert panel.selected() == [shelf[3]]


def test_an_emptied_search_shows_all_again_without_asking(
    qtbot: QtBot, shelf: list[PaperId], panel: LibraryPanel, lane: Lane, library: Library
) -> None:
    everything = rows(panel)
    press(qtbot, panel, lane, "maps 5")
    lane.answer()
    chosen = panel.selected()
    qtbot.waitUntil(lambda: [panel.current()] == chosen)
    panel.search.field.clear()
    qtbot.waitUntil(lambda: rows(panel) == everything)
    assert not lane.waiting
    assert panel.selected() == chosen
    press(qtbot, panel, lane, "maps")
    with library.change("Bin"):
        papers.put_in_bin(library, shelf[:1])
    lane.answer()
    panel.search.field.clear()
    qtbot.waitUntil(lambda: lane.waiting[-1:] != [] and not lane.waiting[-1][0].parts)
    lane.answer()
    qtbot.waitUntil(lambda: bool(lane.waiting))
    lane.answer()
    assert rows(panel) == [paper for paper in everything if paper != shelf[0]]


def test_a_broad_search_says_that_it_is_not_ranked(
    qtbot: QtBot, panel: LibraryPanel, lane: Lane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST_RANKED", 10)
    press(qtbot, panel, lane, "grok")
    lane.answer()
    qtbot.waitUntil(lambda: bool(lane.waiting))
    lane.answer()
    assert panel.heading.noun.text() == "papers, newest first"
    assert panel.heading.sort.text() == "Recently added"
    best = next(a for a in panel.heading.menu().actions() if "Best match" in a.text())
    assert not best.isEnabled()
    press(qtbot, panel, lane, "king 3")
    lane.answer()
    assert panel.heading.sort.text() == "Best match"
    assert panel.heading.noun.text() == "papers"


def test_every_order_turns_round_and_stays_for_the_session(
    qtbot: QtBot, library: Library, panel: LibraryPanel, lane: Lane
) -> None:
    def choose(text: str) -> None:
        next(a for a in panel.heading.menu().actions() if a.text() == text).trigger()
        lane.answer()

    def shown() -> list[PaperId]:
        qtbot.waitUntil(lambda: bool(lane.waiting))
        lane.answer()
        return rows(panel)

    choose("Year")
    assert shown() == search.papers(library, parse(""), sort="year")
    choose("Year")
    assert shown() == search.papers(library, parse(""), sort="-year")
    assert panel.heading.sort.text() == "Year, oldest first"
    panel.set_query("maps")
    lane.answer()
    assert panel.heading.sort.text() == "Year, oldest first"
    choose("The other way round")
    assert shown() == search.papers(library, parse("maps"), sort="year")
    names = [a.text() for a in panel.heading.menu().actions() if a.isCheckable()]
    assert {"Venue", "State", "Votes", "Recently changed"} < set(names)


def test_fast_keys_and_slow_answers_end_at_the_last_keystroke(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice, find, asked = random.Random(4), answer.find, []

    def slowly(library: Library, query: Query, *rest: object) -> answer.Answer:
        asked.append(str(query))
        time.sleep(dice.random() / 25)
        return find(library, query, *rest)

    monkeypatch.setattr(answer, "find", slowly)
    titles = ("grokking", "grok", "grouse", "maps", "map")
    build.add(window.library, *(build.draft(f"{t} {n}") for t in titles for n in range(9)))
    panel, seen = window.library_panel, []
    show = panel._show
    monkeypatch.setattr(panel, "_show", lambda *a: (seen.append(str(a[0][0])), show(*a)))
    window.show()
    panel.focus_search()
    typed = ["grokk", "\b\b\bouse", "\b" * 6 + "maps", "\b", "\b\b\b", "grok"]
    for key in "".join(typed):
        order = [str(panel.query()), *seen[-1:]]
        if key == "\b":
            qtbot.keyClick(panel.search.field, Qt.Key.Key_Backspace)
        else:
            qtbot.keyClicks(panel.search.field, key)
        qtbot.wait(dice.randint(0, 30))
        assert not seen or seen[-1] in {*order, str(panel.query())}
    last = panel.query()
    qtbot.waitUntil(lambda: panel.heading.number.text() != "" and panel._asked_at is None)
    assert rows(panel) == search.papers(window.library, last, sort="rank")
    assert len(rows(panel)) == 18
    assert asked[-1] == str(last)
