"""Counts of saved searches: kept current, one request each, giving way to the reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.core.papers import PaperId
from desktop_app.store import organise, saved_searches
from desktop_app.store.library import Library
from desktop_app.store.saved_searches import SavedSearchId
from desktop_app.ui import tally
from desktop_app.ui.changes import Changes
from desktop_app.ui.tally import Tally
from desktop_app.ui.tasks import Tasks
from tests import build
from tests.ui.lanes import HandLanes


class Desk:
    """A library with two saved searches, and what counts them."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.papers: list[PaperId] = build.add(library, *(build.draft(f"Leek {n}") for n in "abc"))
        with library.change("x"):
            organise.tag(library, self.papers[:1], "ml")
        self.tagged = self.save("Tagged", "tag:ml")
        self.leeks = self.save("Leeks", "leek")
        self.changes = Changes(library)
        self.lanes = HandLanes(library)
        self.tasks = Tasks(self.lanes)
        self.tally = Tally(self.changes, self.tasks, 2, self.changes)
        self.told: list[dict[SavedSearchId, int]] = []
        self.tally.counted.connect(self.told.append)

    def save(self, name: str, query: str) -> SavedSearchId:
        with self.library.change("save"):
            return saved_searches.add(self.library, name, query)

    def work(self, qtbot, requests: int) -> list[dict[SavedSearchId, int]]:
        """Do so many requests, each asked only after the one before; give what they told."""
        self.told.clear()
        for number in range(requests):
            qtbot.waitUntil(lambda: bool(self.lanes.waiting))
            assert len(self.lanes.waiting) == 1
            self.lanes.do()
            qtbot.waitUntil(lambda n=number: len(self.told) > n)
        return self.told


@pytest.fixture
def desk(qapp, library: Library, monkeypatch) -> Iterator[Desk]:
    for name in ("SOON_MS", "YIELD_MS", "REST"):
        monkeypatch.setattr(tally, name, 0)
    made = Desk(library)
    yield made
    made.changes.close()
    made.tasks.close()


def test_each_is_counted_no_further_than_needed(qtbot, desk: Desk) -> None:
    assert desk.work(qtbot, 2) == [{desk.tagged: 1}, {desk.leeks: 3}]
    qtbot.wait(20)
    assert not desk.lanes.waiting
    build.add(desk.library, build.draft("Leek d"))
    told = desk.work(qtbot, 2)
    assert {desk.leeks: 3} in told  # one more than 2 is as far as it goes


def test_only_what_a_change_may_concern_is_counted_again(qtbot, desk: Desk) -> None:
    desk.work(qtbot, 2)
    desk.changes.make("x", lambda: organise.tag(desk.library, desk.papers, "ml"))
    assert desk.work(qtbot, 1) == [{desk.tagged: 3}]
    new = desk.save("New", "leek tag:ml")
    assert desk.work(qtbot, 1) == [{new: 3}]
    with desk.library.change("x"):
        saved_searches.change(desk.library, new, "nothing")
    assert desk.work(qtbot, 1) == [{new: 0}]
    with desk.library.change("x"):
        saved_searches.rename(desk.library, new, "Newer")
        saved_searches.remove(desk.library, desk.tagged)
    qtbot.wait(20)
    assert not desk.lanes.waiting


def test_it_gives_way_and_goes_on_later(qtbot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: bool(desk.lanes.waiting))
    [(_, future, _)] = desk.lanes.waiting
    desk.tally.give_way()
    assert future.cancelled()
    assert desk.lanes.do() is not None  # skipped, as a lane does
    assert desk.work(qtbot, 2) == [{desk.tagged: 1}, {desk.leeks: 3}]


def test_one_that_fails_holds_up_no_other(qtbot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: bool(desk.lanes.waiting))
    [(_, future, _)] = desk.lanes.waiting
    desk.lanes.waiting.clear()
    future.set_exception(OSError("gone"))
    assert desk.work(qtbot, 1) == [{desk.leeks: 3}]
