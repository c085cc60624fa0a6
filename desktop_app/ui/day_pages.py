"""The pages of the day: Today and what stands on it, each made and joined when it is first seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from functools import cached_property
from typing import TYPE_CHECKING, Any

from desktop_app.core.highlights import HighlightId
from desktop_app.core.notes import Destination
from desktop_app.core.papers import PaperId
from desktop_app.engines.lanes import Lane
from desktop_app.ui import menus
from desktop_app.ui.digest.feed import DigestFeed
from desktop_app.ui.digest.topics import Topics
from desktop_app.ui.navigation import DIGEST, LIBRARY, REVIEW, STATISTICS, TODAY, Place
from desktop_app.ui.planner import Planner
from desktop_app.ui.review.feed import Feed
from desktop_app.ui.widgets.later import Later

if TYPE_CHECKING:
    from desktop_app.core.statistics import History
    from desktop_app.services.similar import Similar
    from desktop_app.ui.digest.panel import DigestPanel
    from desktop_app.ui.digest.section import NewSinceSection
    from desktop_app.ui.main_window import MainWindow
    from desktop_app.ui.review.panel import ReviewPanel
    from desktop_app.ui.review.section import ReviewSection
    from desktop_app.ui.statistics.aside import StatisticsAside
    from desktop_app.ui.statistics.panel import StatisticsPanel
    from desktop_app.ui.today.panel import TodayPanel


class DayPages:
    """The pages, and what feeds them from the start."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        changes = window.changes
        self.planner = Planner(changes, window.tasks, lambda: window.settings)
        self.planner.said.connect(lambda words: window.status.say(words))
        self.reviews = Feed(changes, lambda: window.settings)
        self.digest_feed = DigestFeed(changes, window.tasks, self._similar, lambda: window.settings)
        self.topics = Topics(changes, window.tasks, self._similar)
        self._today = Later(self._make_today)
        self._review = Later(self._make_review)
        self._digest = Later(self._make_digest)
        self._statistics = Later(self._make_statistics)

    def pages(self) -> Mapping[str, Later[Any]]:
        """Give the pages by the names of their places."""
        return {
            TODAY: self._today,
            REVIEW: self._review,
            DIGEST: self._digest,
            STATISTICS: self._statistics,
        }

    @property
    def today(self) -> TodayPanel:
        """The page a day begins with."""
        return self._today.part

    @property
    def review(self) -> ReviewPanel:
        """The page of the cards that are due."""
        return self._review.part

    @property
    def digest(self) -> DigestPanel:
        """The page of what is new."""
        return self._digest.part

    @property
    def statistics(self) -> StatisticsPanel:
        """The page of what was read."""
        return self._statistics.part

    def current(self, page: str) -> PaperId | None:
        """Give the paper that actions are about on a page; None where there is none."""
        if page == TODAY:
            return self.new_section.current() or self.today.current()
        return self.digest.current() if page == DIGEST else None

    def redraw(self) -> None:
        """Follow changed settings."""
        self._today.tell(lambda page: page.refresh())
        self._today.tell(lambda _: self.aside.redraw())
        self._statistics.tell(lambda page: page.redraw())
        self.reviews.refresh()
        self.digest_feed.refresh()

    # Making what is seen

    def _make_today(self) -> TodayPanel:
        from desktop_app.ui.today.panel import TodayPanel

        window = self._window
        today = TodayPanel(
            window.changes,
            self.planner.plan,
            lambda: window.settings,
            self.planner.ask_spread,
            below=(self.review_section, self.new_section),
            beside=(self.aside,),
        )
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
        window.actions_table.act_in(today.agenda)
        return today

    @cached_property
    def review_section(self) -> ReviewSection:
        """What is due for review, on Today."""
        from desktop_app.ui.review.section import ReviewSection

        made = ReviewSection(self.reviews, self._colour_names)
        made.all_wanted.connect(lambda: self._window.go(Place(REVIEW)))
        made.opened.connect(self._go_to)
        return made

    @cached_property
    def new_section(self) -> NewSinceSection:
        """What is new, on Today."""
        from desktop_app.ui.digest.section import NewSinceSection

        made, window = NewSinceSection(self.digest_feed), self._window
        made.current_changed.connect(lambda _: window.look_what_can_be_done())
        window.digest_actions.join_section(made)
        window.actions_table.act_in(*made.rows)
        return made

    @cached_property
    def aside(self) -> StatisticsAside:
        """What was read, on Today."""
        from desktop_app.ui.statistics.aside import StatisticsAside

        window = self._window
        made = StatisticsAside(window.changes, self._history, lambda: window.settings)
        made.statistics_wanted.connect(lambda: window.go(Place(STATISTICS)))
        return made

    def _make_review(self) -> ReviewPanel:
        from desktop_app.ui.review.panel import ReviewPanel

        made = ReviewPanel(self.reviews, self._colour_names, self._window.tasks.start)
        made.opened.connect(self._go_to)
        return made

    def _make_digest(self) -> DigestPanel:
        from desktop_app.ui.digest.panel import DigestPanel

        made, window = DigestPanel(self.digest_feed), self._window
        made.current_changed.connect(lambda _: window.look_what_can_be_done())
        window.digest_actions.join_page(made)
        window.actions_table.act_in(made.list)
        return made

    def _make_statistics(self) -> StatisticsPanel:
        from desktop_app.ui.statistics.panel import StatisticsPanel

        window = self._window
        made = StatisticsPanel(window.changes, self._history, lambda: window.settings)
        made.speed_wanted.connect(
            lambda speed: window.dialogs.change_settings(words_a_minute=speed)
        )
        made.export_wanted.connect(window.actions_table["export-statistics"].trigger)
        return made

    # What they ask for

    def _similar(self) -> Similar:
        """Give the one set of vectors in memory."""
        return self._window.similar.similar

    def _colour_names(self) -> Sequence[str]:
        return self._window.settings.colour_names

    def _history(self, done: Callable[[History], object]) -> Future[History]:
        from desktop_app.store import log

        return self._window.tasks.start(Lane.READ, log.history, done=done)

    def _go_to(self, paper: PaperId, highlight: HighlightId) -> None:
        self._window.note_actions.go_to(Destination(paper, highlight=highlight))
