"""What the actions about review do, and where its cards lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.core.highlights import HighlightId
from desktop_app.core.notes import Destination
from desktop_app.core.papers import PaperId
from desktop_app.engines.lanes import Lane
from desktop_app.store import cards, review
from desktop_app.ui.navigation import Place

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow

REVIEW = "review"  # the page


class ReviewActions(QObject):
    """Brings the review of one window together with its papers."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._library = window.library

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {"go-review": self.go, "review-highlights": self.add_all}

    def go(self) -> None:
        """Show the page of review."""
        self._window.go(Place(REVIEW))

    def open(self, paper: PaperId, highlight: HighlightId) -> None:
        """Show a paper at one of its highlights."""
        self._window.note_actions.go_to(Destination(paper=paper, highlight=highlight))

    def add_all(self) -> None:
        """Make cards of all highlights of the chosen papers."""
        window, chosen = self._window, self._window.chosen()
        made: list[int] = []
        window.changes.make(
            self.tr("Add all highlights to review"),
            lambda: made.append(cards.add_all(self._library, chosen)),
        )
        if made:
            said = self.tr("%n highlight(s) added to review", "", made[0])
            window.status.say(said if made[0] else self.tr("No highlight is left to add"))

    def bring_up_to_date(self) -> None:
        """Compute memories anew where FSRS changed since; most often there is nothing to do."""
        if self._library.writable and review.outdated(self._library):
            self._window.tasks.start(
                Lane.READ,
                review.recomputed,
                done=lambda found: self._window.changes.record(
                    lambda: review.put_recomputed(self._library, found)
                ),
            )
