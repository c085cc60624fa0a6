"""The pages of the day: Today and what stands on it, made and joined with the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.core.highlights import HighlightId
from desktop_app.core.notes import Destination
from desktop_app.core.papers import PaperId
from desktop_app.core.statistics import History
from desktop_app.engines.lanes import Lane
from desktop_app.services.similar import Similar
from desktop_app.store import log
from desktop_app.ui import menus
from desktop_app.ui.digest.feed import DigestFeed
from desktop_app.ui.digest.panel import DigestPanel
from desktop_app.ui.digest.section import NewSinceSection
from desktop_app.ui.digest.topics import Topics
from desktop_app.ui.navigation import DIGEST, LIBRARY, REVIEW, STATISTICS, TODAY, Place
from desktop_app.ui.planner import Planner
from desktop_app.ui.review.feed import Feed
from desktop_app.ui.review.panel import ReviewPanel
from desktop_app.ui.review.section import ReviewSection
from desktop_app.ui.statistics.aside import StatisticsAside
from desktop_app.ui.statistics.panel import StatisticsPanel
from desktop_app.ui.today.panel import TodayPanel

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow


class DayPages:
    """Makes the pages; `join` lets them act on the window once it is whole."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        changes = window.changes
        self.planner = Planner(changes, window.tasks, lambda: window.settings)
        self.aside = StatisticsAside(changes, self._history, lambda: window.settings)
        self.statistics = StatisticsPanel(changes, self._history, lambda: window.settings)
        self.reviews = Feed(changes, lambda: window.settings)
        self.review = ReviewPanel(self.reviews, self._colour_names, window.tasks.start)
        self.review_section = ReviewSection(self.reviews, self._colour_names)
        self.digest_feed = DigestFeed(changes, window.tasks, self._similar, lambda: window.settings)
        self.topics = Topics(changes, window.tasks, self._similar)
        self.new_section = NewSinceSection(self.digest_feed)
        self.digest = DigestPanel(self.digest_feed)
        self.today = TodayPanel(
            changes,
            self.planner.plan,
            lambda: window.settings,
            self.planner.ask_spread,
            below=(self.review_section, self.new_section),
            beside=(self.aside,),
        )

    def pages(self) -> dict[str, QWidget]:
        """Give the pages by the names of their places."""
        return {
            TODAY: self.today,
            REVIEW: self.review,
            DIGEST: self.digest,
            STATISTICS: self.statistics,
        }

    def acting(self) -> list[QWidget]:
        """Give what single keys of a paper act in."""
        return [self.today.agenda, self.digest.list, *self.new_section.rows]

    def current(self, page: str) -> PaperId | None:
        """Give the paper that actions are about on a page; None where there is none."""
        if page == TODAY:
            return self.new_section.current() or self.today.current()
        return self.digest.current() if page == DIGEST else None

    def join(self) -> None:
        """Let the pages act on the window."""
        window, today = self._window, self.today
        today.opened.connect(window.open_paper)
        today.library_wanted.connect(lambda: window.go(Place(LIBRARY)))
        today.papers_wanted.connect(window.actions_table["add-papers"].trigger)
        today.menu_wanted.connect(lambda at: menus.paper_menu(window).popup(at))
        today.plan_again_wanted.connect(self.planner.again)
        today.current_changed.connect(lambda _: window.look_what_can_be_done())
        today.action_wanted.connect(lambda name: window.actions_table[name].trigger())
        today.backlog.spread_wanted.connect(self.planner.spread)
        today.backlog.letting_go_wanted.connect(window.day_actions.ask_what_goes)
        today.backlog.queue_wanted.connect(lambda: window.go(Place(LIBRARY, "is:queued")))
        for listing in (self.digest, self.new_section):
            listing.current_changed.connect(lambda _: window.look_what_can_be_done())
        self.review_section.all_wanted.connect(lambda: window.go(Place(REVIEW)))
        for part in (self.review_section, self.review):
            part.opened.connect(self._go_to)
        self.aside.statistics_wanted.connect(lambda: window.go(Place(STATISTICS)))
        self.planner.said.connect(window.status.say)
        self.statistics.speed_wanted.connect(
            lambda speed: window.dialogs.change_settings(words_a_minute=speed)
        )
        self.statistics.export_wanted.connect(window.actions_table["export-statistics"].trigger)

    def redraw(self) -> None:
        """Follow changed settings."""
        self.today.refresh()
        self.aside.redraw()
        self.statistics.redraw()
        self.reviews.refresh()
        self.digest_feed.refresh()

    def _similar(self) -> Similar:
        """Give the one set of vectors in memory."""
        return self._window.similar.similar

    def _colour_names(self) -> Sequence[str]:
        return self._window.settings.colour_names

    def _history(self, done: Callable[[History], object]) -> Future[History]:
        return self._window.tasks.start(Lane.READ, log.history, done=done)

    def _go_to(self, paper: PaperId, highlight: HighlightId) -> None:
        self._window.note_actions.go_to(Destination(paper, highlight=highlight))
