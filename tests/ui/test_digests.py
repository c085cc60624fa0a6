"""The digest joined with a window: what its rows do to papers, its files, subscriptions."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId
from desktop_app.core.query import parse
from desktop_app.engines.lanes import Lane
from desktop_app.services.similar import Similar
from desktop_app.settings import Settings
from desktop_app.store import deeds, opening, plan, queue
from desktop_app.store.library import Library
from desktop_app.ui.digest import shown as views
from desktop_app.ui.digest.panel import DigestPanel
from desktop_app.ui.digest.row_deeds import Deed
from desktop_app.ui.digest.rows import Goal
from desktop_app.ui.digest.section import NewSinceSection
from desktop_app.ui.digest.topics import Topics
from desktop_app.ui.digests import DigestActions
from desktop_app.ui.navigation import DIGEST, LIBRARY, TODAY, Place
from desktop_app.ui.today.day_dialog import DayDialog
from tests import build
from tests.ui.digests import GROKFAST, Feed, shown, suggested, whole


class Work(QObject):
    """The signals of a window's jobs and parts."""

    stored = Signal(object)
    progressed = Signal(int, int)
    finished = Signal(str, object)
    unwanted = Signal(object)


class Window(QWidget):
    """What the digest needs of a window."""

    def __init__(self, feed: Feed) -> None:
        super().__init__()
        self.work = work = Work(self)
        self.library, self.changes, self.tasks = feed.library, feed.changes, feed.tasks
        self.settings = Settings()
        self.indexer = self.imports = work
        self.reader = SimpleNamespace(similar=work)
        self.said: list[str] = []
        self.status = SimpleNamespace(say=self.said.append)
        self.places: list[Place] = []
        self.opened: list[PaperId] = []
        self.go, self.open_paper = self.places.append, self.opened.append
        self.errors: list[BaseException] = []
        self.tell_error = self.errors.append
        self.selected: list[PaperId] = []
        self.library_panel = SimpleNamespace(query=lambda: parse("tag:theory "))
        self.topics = Topics(feed.changes, feed.tasks, Similar)
        self.panel, self.section = DigestPanel(feed.feed), NewSinceSection(feed.feed)
        self.actions = DigestActions(
            self,  # type: ignore[arg-type]
            feed.feed,
            self.topics,
        )
        self.actions.join_section(self.section)
        self.actions.join_page(self.panel)

    def chosen(self) -> list[PaperId]:
        return self.selected


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = opening.open_library(tmp_path / "library")
    build.add(made, *(build.draft(f"Paper {n}") for n in range(1, 8)))
    yield made
    made.close()


@pytest.fixture
def feed(library: Library) -> Iterator[Feed]:
    made = Feed(library)
    yield made
    made.changes.close()


@pytest.fixture
def window(feed: Feed, qtbot: QtBot) -> Window:
    made = Window(feed)
    for widget in (made, made.panel, made.section):
        qtbot.addWidget(widget)
    feed.tell(whole())
    return made


def test_read_today_keeps_where_it_comes_from_and_is_undone(window: Window, feed: Feed) -> None:
    found: list[Any] = []
    feed.feed.found.connect(found.append)
    window.section.wanted.emit(Deed.PLAN, suggested(4))
    slots = plan.of(feed.library, feed.library.today())
    assert [(slot.paper, slot.origin) for slot in slots] == [(4, GROKFAST)]
    assert [line.paper for line in found[-1].fresh] == [5]
    feed.changes.undo()
    assert plan.of(feed.library, feed.library.today()) == []
    assert queue.count(feed.library) == 0


def test_q_queues_and_enter_opens(window: Window, feed: Feed) -> None:
    window.panel.wanted.emit(Deed.QUEUE, suggested(4))
    assert queue.entries(feed.library, 230)[0].origin == GROKFAST
    window.panel.wanted.emit(Deed.OPEN, suggested(4))
    assert window.opened == [4]


def test_less_like_this_and_the_like_again(window: Window, feed: Feed) -> None:
    told: list[str] = []
    feed.changes.shown.connect(told.append)
    window.panel.wanted.emit(Deed.LESS, suggested(4))
    window.work.unwanted.emit(PaperId(6))
    assert [deeds.is_less_like(feed.library, PaperId(n)) for n in (4, 5, 6)] == [True, False, True]
    window.selected = [PaperId(4), PaperId(6)]
    window.actions.handlers()["less-like"]()
    assert not deeds.is_less_like(feed.library, PaperId(4))
    feed.changes.undo()
    feed.changes.undo()
    assert deeds.is_less_like(feed.library, PaperId(4))
    assert not deeds.is_less_like(feed.library, PaperId(6))
    assert told == ["You will see less like this"] * 2 + ["You will see the like of this again"]
    window.selected = []
    window.actions.handlers()["less-like"]()


def test_ways_lead_to_pages(window: Window) -> None:
    window.section.all_wanted.emit()
    window.panel.head.today_wanted.emit()
    window.panel.gone_to.emit(Goal.UNREAD)
    window.panel.gone_to.emit(Goal.LIBRARY)
    places = [Place(DIGEST), Place(TODAY), Place(LIBRARY, "is:unread"), Place(LIBRARY)]
    assert window.places == places


def test_a_day_of_the_readers_choice(window: Window, feed: Feed) -> None:
    window.panel.head.day_wanted.emit()
    dialog = window.findChild(DayDialog)
    assert dialog is not None
    today = feed.library.today()
    assert dialog.calendar.maximumDate().toPython() < today  # type: ignore[operator]
    dialog.accept()
    assert feed.feed.since == dialog.day()


@pytest.mark.parametrize(("action", "ending"), [("save-digest", ".html"), ("mail-digest", ".eml")])
def test_a_digest_is_made_and_saved(
    window: Window,
    feed: Feed,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    action: str,
    ending: str,
) -> None:
    file = tmp_path / f"Monday{ending}"
    asked: list[str] = []

    def choose(_: QWidget, __: str, name: str, kinds: str) -> tuple[str, str]:
        asked.append(name)
        return str(file), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.actions.handlers()[action]()
    assert asked == []  # until the digest is made
    qtbot.waitUntil(lambda: (feed.lanes.do(), bool(window.said))[1])
    assert asked == [f"Carrel 2026-11-23{ending}"]
    assert window.said == [f"Saved Monday{ending}"]
    made = file.read_bytes()
    assert b"Paper 3" in made
    if ending == ".eml":
        assert message_from_bytes(made)["Subject"]


def test_a_digest_that_is_there_is_saved_at_once(
    window: Window, feed: Feed, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *given: (asked.append(given[2]), ("", ""))[1]
    )
    feed.feed.ask()
    qtbot.waitUntil(lambda: (feed.lanes.do(), feed.feed.current)[1])
    window.panel.head.page_wanted.emit()
    assert len(asked) == 1
    assert Lane.FILES not in [lane for lane, *_ in feed.lanes.waiting]


def test_a_file_lists_fewer_new_papers_than_the_page(
    window: Window,
    feed: Feed,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "Monday.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    feed.answer = shown(*(suggested(n) for n in range(1, 41)))
    window.actions.handlers()["save-digest"]()
    qtbot.waitUntil(lambda: (feed.lanes.do(), bool(window.said))[1])
    made = file.read_text("utf-8")
    assert "and 30 more in Carrel" in made
    assert "Paper 11" not in made


def test_one_subscribes_to_the_present_search(window: Window) -> None:
    window.actions.handlers()["subscribe"]()
    dialog = window.actions._dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.form.words.text() == "tag:theory"
    dialog.close()
    window.actions.handlers()["subscriptions"]()
    assert window.actions._dialog is dialog


def test_embedded_papers_and_texts_make_it_ask_again(window: Window, feed: Feed) -> None:
    feed.feed._fresh = True
    window.work.stored.emit([PaperId(1)])
    assert not feed.feed._fresh
    feed.feed._fresh = True
    window.topics.ready.emit()
    assert not feed.feed._fresh


# What is read of a library


def test_what_is_new_is_whole_though_suggestions_stand_above(library: Library) -> None:
    with library.change("x"):
        queue.add(library, [PaperId(1)])
    view = views.load(library, Similar(), Settings(), None)
    assert view.digest.new_count == 6
    assert sorted(line.paper for line in view.fresh) == [2, 3, 4, 5, 6, 7]
    assert not view.empty


def test_a_day_that_is_no_longer_past_gives_way(library: Library) -> None:
    view = views.load(library, Similar(), Settings(), library.today())
    assert view.digest.since < library.today()
    assert shown().empty
