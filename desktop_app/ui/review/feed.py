"""What is to be reviewed now, read anew when the library changes or time goes by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.cards import Card, CardId
from desktop_app.core.scheduling import Rating
from desktop_app.settings import Settings
from desktop_app.store import cards, review
from desktop_app.store.cards import Counts
from desktop_app.store.library import Cause, Notice
from desktop_app.store.review import Round
from desktop_app.ui.changes import Changes, touches

MINUTE_MS = 60_000
BULK_MS = 300


class Feed(QObject):
    """The round of a day, and the card that is asked for.

    ``stale`` tells that what was loaded no longer counts: who is seen then calls `load`, after
    which ``loaded`` tells all. ``ticked`` tells about each minute that what is said of the time,
    until a card comes back, is to be said anew.
    """

    stale = Signal()
    loaded = Signal()
    ticked = Signal()

    def __init__(self, changes: Changes, settings: Callable[[], Settings]) -> None:
        super().__init__(changes)
        self._changes, self._settings = changes, settings
        self._library = changes.library
        self._fresh = False
        self._date: date | None = None
        self._wanted: CardId | None = None  # what an undo brought back
        self.round = Round()
        self.counts = Counts(0, 0, 0, 0, 0)
        self.card: Card | None = None
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.stale)
        self._tick = QTimer(self, singleShot=True)
        self._tick.timeout.connect(self.look_at_clock)
        changes.changed.connect(self._on_notice)
        self._tick.start(MINUTE_MS)

    def load(self) -> None:
        """Read the round anew where it no longer counts."""
        if self._fresh:
            return
        self._later.stop()
        self._fresh = True
        self._date = self._library.today()
        self.round = review.due(self._library, self._settings().reviews_a_day)
        self.counts = cards.count(self._library)
        self.card = self._choose()
        self._wait()
        self.loaded.emit()

    def refresh(self) -> None:
        """Read the round anew: settings have changed, say."""
        self._fresh = False
        self.stale.emit()

    def now(self) -> datetime:
        """Give the present moment."""
        return datetime.fromisoformat(self._library.now())

    def today(self) -> date:
        """Give the present reading day."""
        return self._library.today()

    def place(self) -> tuple[int, int]:
        """Give the number of the card asked for, and how many the day has."""
        return self.round.done + 1, self.round.done + len(self.round.due)

    def _choose(self) -> Card | None:
        """Stay with the card that is asked for, or take what an undo brought back, or the next."""
        due = self.round.due
        known = self.card.id if self.card else None
        for card in (self._wanted, known, *due[:1]):
            if card is not None and card in due:
                self._wanted = None
                return cards.get(self._library, card)
        return None

    # What the reader does

    def grade(self, rating: int, milliseconds: int) -> None:
        """Say how well the card was remembered."""
        card, library = self.card, self._library
        if card is not None and not self._changes.waiting:  # else its last grade waits already
            self._make(
                self.tr("Review"),
                lambda: review.grade(library, card.id, Rating(rating), milliseconds),
            )

    def bury(self) -> None:
        """Put the card aside until tomorrow."""
        if self.card is not None:
            self.put_aside([self.card.id])

    def suspend(self) -> None:
        """Put the card aside until it is resumed."""
        if self.card is not None:
            self.put_away([self.card.id])

    def put_aside(self, chosen: list[CardId]) -> None:
        """Put cards aside until tomorrow."""
        self._make(
            self.tr("Bury"),
            lambda: cards.bury(self._library, chosen),
            self.tr("%n card(s) buried until tomorrow", "", len(chosen)),
        )

    def put_away(self, chosen: list[CardId]) -> None:
        """Put cards aside until they are resumed."""
        self._make(
            self.tr("Suspend"),
            lambda: cards.suspend(self._library, chosen),
            self.tr("%n card(s) suspended", "", len(chosen)),
        )

    def bring_back(self, chosen: list[CardId]) -> None:
        """Let cards that were put aside come back."""

        def work() -> None:
            cards.resume(self._library, chosen)
            cards.unbury(self._library, chosen)

        self._make(self.tr("Resume"), work)

    def remove(self, chosen: list[CardId]) -> None:
        """Delete cards; their highlights stay."""
        self._make(
            self.tr("Take out of review"),
            lambda: cards.remove(self._library, chosen),
            self.tr("%n card(s) taken out of review", "", len(chosen)),
        )

    def _make(self, label: str, work: Callable[[], object], shown: str = "") -> None:
        self._changes.make(label, work, shown=shown)
        self.load()  # so that the next key meets the next card

    # Time and other changes

    def look_at_clock(self) -> None:
        """Read the round anew where a day began or a card came back, or is waited for."""
        back = self.round.next_at
        waited_for = back is not None and (self.card is None or back <= self.now())
        if waited_for or self._library.today() != self._date:
            self.refresh()
        self.ticked.emit()
        self._wait()

    def _wait(self) -> None:
        wait, back = MINUTE_MS, self.round.next_at
        if back is not None:
            wait = min(wait, max(1000, round((back - self.now()).total_seconds() * 1000) + 50))
        self._tick.start(wait)

    def _on_notice(self, notice: Notice) -> None:
        if not touches(notice, "card", "review", "highlight", "paper", "abstract"):
            return
        self._fresh = False
        if notice.cause is Cause.UNDO:
            self._wanted = min(map(CardId, notice.rows.get("card", ())), default=None)
        if notice.cause is not Cause.BATCH:
            self._later.start(0)
        elif not self._later.isActive():
            self._later.start(BULK_MS)
