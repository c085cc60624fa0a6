"""Review on the Today page: how much is due, and the first card."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui import phrases, theme
from desktop_app.ui.review import words
from desktop_app.ui.review.card import ReviewCard
from desktop_app.ui.review.feed import Feed
from desktop_app.ui.widgets.controls import button, label

MOST_LINES = 8


class ReviewSection(QWidget):
    """A head and one card; hidden where no highlight is a card. ``opened`` carries the paper and
    the highlight to go to."""

    all_wanted = Signal()
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
        self.title = label(self.tr("Review"), "section")
        self.count = label("", "body", "muted")
        self.all = button(self.tr("Review all"), "link")
        self.all.setProperty("edge", True)
        self.all.setFont(theme.font("meta-strong"))
        self.all.clicked.connect(self.all_wanted)
        self.card = ReviewCard(names, most=MOST_LINES)
        self.end = label("", "body", "muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(theme.scaled(10))
        head.addWidget(self.title)
        head.addWidget(self.count, 1)
        head.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(8))
        column.addLayout(head)
        column.addWidget(self.card)
        column.addWidget(self.end)
        self.card.graded.connect(feed.grade)
        self.card.buried.connect(feed.bury)
        self.card.suspended.connect(feed.suspend)
        self.card.opened.connect(self.opened)
        self.setFocusProxy(self.card)
        feed.loaded.connect(self._show_if_seen)
        feed.stale.connect(self._load_if_seen)

    def refresh(self) -> None:
        """Show what is due now; the section hides itself where there are no cards."""
        self._feed.load()
        self._show()

    def _seen(self) -> bool:
        """Tell whether the page is seen, if not the section, which may have hidden itself."""
        parent = self.parentWidget()
        return self.isVisible() if parent is None else parent.isVisible()

    def _load_if_seen(self) -> None:
        if self._seen():
            self._feed.load()

    def _show_if_seen(self) -> None:
        if self._seen():
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

    def event(self, event: QEvent) -> bool:
        parent = self.parentWidget()
        if event.type() is QEvent.Type.ParentChange and parent is not None:
            parent.installEventFilter(self)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() is QEvent.Type.Show:
            self.refresh()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.parentWidget() is None:
            self.refresh()
