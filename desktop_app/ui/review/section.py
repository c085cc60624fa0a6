"""Review on the Today page: how much is due, and the first card."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui import phrases, theme
from desktop_app.ui.review import words
from desktop_app.ui.review.card import ReviewCard
from desktop_app.ui.review.feed import Feed
from desktop_app.ui.widgets.controls import label
from desktop_app.ui.widgets.section import Section

MOST_LINES = 8


class ReviewSection(Section):
    """A head and one card; hidden where no highlight is a card. ``opened`` carries the paper and
    the highlight to go to."""

    opened = Signal(object, object)

    def __init__(
        self,
        feed: Feed,
        names: Callable[[], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._feed = feed
        self.setAccessibleName(self.tr("Review"))
        self.title.setText(self.tr("Review"))
        self.name_link(self.tr("Review all"))
        self.card = ReviewCard(names, most=MOST_LINES)
        self.end = label("", "body", "muted", wrap=True)
        self.column.setSpacing(theme.scaled(8))
        self.column.addWidget(self.card)
        self.column.addWidget(self.end)
        self.card.graded.connect(feed.grade)
        self.card.buried.connect(feed.bury)
        self.card.suspended.connect(feed.suspend)
        self.card.opened.connect(self.opened)
        self.setFocusProxy(self.card)
        self.came_up.connect(self.refresh)
        for told in (feed.loaded, feed.ticked):
            told.connect(self._show_if_seen)
        feed.stale.connect(self._load_if_seen)

    def refresh(self) -> None:
        """Show what is due now; the section hides itself where there are no cards."""
        self._feed.load()
        self._show()

    def _load_if_seen(self) -> None:
        if self.seen():
            self._feed.load()

    def _show_if_seen(self) -> None:
        if self.seen():
            self._show()

    def _show(self) -> None:
        feed = self._feed
        self.setVisible(feed.counts.all > 0)
        due = len(feed.round.due)
        self.count.setText(words.highlights(due) if due else "")
        focused = self.card.hasFocus()
        if feed.card is not None:
            place = self.tr("{} of {}").format(*map(phrases.number, feed.place()))
            self.card.put(feed.card, feed.now(), feed.today(), place)
        self.card.setVisible(feed.card is not None)
        self.end.setVisible(feed.card is None)
        self.end.setText(words.end(feed.round, feed.now()))
        if focused and feed.card is None:
            self.all.setFocus(Qt.FocusReason.OtherFocusReason)
