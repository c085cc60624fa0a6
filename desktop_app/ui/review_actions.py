"""What the actions about review do, and memories computed anew once FSRS has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.engines.lanes import Lane
from desktop_app.store import cards, review

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow


class ReviewActions(QObject):
    """Brings the review of one window together with its papers."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._library = window.library
        once = QTimer(self, singleShot=True)  # a child, so that a window that closes stops it
        once.timeout.connect(self._bring_up_to_date)
        once.start()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {"review-highlights": self.add_all}

    def add_all(self) -> None:
        """Make cards of all highlights of the chosen papers that have none."""
        window, chosen = self._window, self._window.chosen()
        made: list[int] = []
        window.changes.make(
            self.tr("Add all highlights to review"),
            lambda: made.append(cards.add_all(self._library, chosen)),
        )
        if made:
            said = self.tr("%n highlight(s) added to review", "", made[0])
            window.status.say(said if made[0] else self.tr("No highlight is left to add"))

    def _bring_up_to_date(self) -> None:
        """Compute memories anew where FSRS changed since; most often there is nothing to do."""
        if self._library.writable and review.outdated(self._library):
            self._window.tasks.start(
                Lane.READ,
                review.recomputed,
                done=lambda found: self._window.changes.record(
                    lambda: review.put_recomputed(self._library, found)
                ),
            )
