"""Fixtures of the tests of review: its feed, its section on Today, its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId
from desktop_app.engines.lanes import Lane
from desktop_app.settings import Settings
from desktop_app.store.library import Library
from desktop_app.ui.changes import Changes
from desktop_app.ui.review.feed import Feed
from desktop_app.ui.review.panel import ReviewPanel
from desktop_app.ui.review.section import ReviewSection
from tests import build
from tests.ui.review.reviewing import NAMES, Page


@pytest.fixture
def changes(library: Library) -> Iterator[Changes]:
    made = Changes(library)
    yield made
    made.close()


@pytest.fixture
def feed(changes: Changes) -> Feed:
    return Feed(changes, lambda: Settings(reviews_a_day=0))


@pytest.fixture
def paper(library: Library) -> PaperId:
    return build.add(library, build.draft())[0]


@pytest.fixture
def seen(qtbot: QtBot) -> Callable[[QWidget], None]:
    kept: list[QWidget] = []

    def show(widget: QWidget) -> None:
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.resize(1200, 760)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()

    return show


@pytest.fixture
def section(feed: Feed, seen: Callable[[QWidget], None]) -> ReviewSection:
    made = ReviewSection(feed, lambda: NAMES)
    seen(Page(made))
    made.setFocus()
    return made


@pytest.fixture
def panel(library: Library, feed: Feed, seen: Callable[[QWidget], None]) -> ReviewPanel:
    def start(lane: Lane, work: Callable[..., Any], *args: Any, done: Callable[..., None]) -> None:
        assert lane is Lane.READ
        done(work(library, *args))

    made = ReviewPanel(feed, lambda: NAMES, start)
    seen(made)
    made.setFocus()
    return made
