"""The Review page: the card that is asked for, and all cards beside or below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui import phrases, theme
from desktop_app.ui.review import words
from desktop_app.ui.review.card import ReviewCard
from desktop_app.ui.review.card_rows import CardModel
from desktop_app.ui.review.feed import Feed
from desktop_app.ui.review.shelf import Shelf, Start
from desktop_app.ui.widgets import page_column
from desktop_app.ui.widgets.blank import Blank
from desktop_app.ui.widgets.controls import label, line
from desktop_app.ui.widgets.plain_scroll import PlainScroll

BESIDE_FROM = 1000  # pixels of the design, as the others
WIDEST, BOTTOM = 720, 24
LIST_WIDTH = (360, 480)
LEAST_LIST = 140  # pixels below a card that needs the others: the filter, a row, half of another


class ReviewPanel(QWidget):
    """Asks for the cards that are due, and lists all. ``opened`` carries the paper and the
    highlight to go to.

    `names` gives the meanings of the colours, `start` is where work is done that takes a while,
    `Tasks.start`.
    """

    opened = Signal(object, object)

    def __init__(
        self,
        feed: Feed,
        names: Callable[[], Sequence[str]],
        start: Start,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._feed = feed
        self._lent = False  # whether the list has the focus only because the card went
        self.setProperty("variant", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Review"))
        self.title = label(self.tr("Review"), "page-title")
        self.summary = label("", "body", "secondary", wrap=True)
        self.card = ReviewCard(names, hinted=True)
        self.blank = Blank()
        self.shelf = Shelf(CardModel(names, feed.now, feed.today, self), start)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setSpacing(theme.scaled(16))
        self._head = QVBoxLayout()
        self._head.setSpacing(theme.scaled(2))
        self._head.addWidget(self.title)
        self._head.addWidget(self.summary)
        self._column.addLayout(self._head)
        self._column.addWidget(self.card)
        self._column.addWidget(self.blank)
        self._column.addStretch(1)
        self._scroll = PlainScroll(page)
        self._rule = line()
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._scroll)
        self._row.addWidget(self._rule)
        self._row.addWidget(self.shelf)

    def _connect(self) -> None:
        feed, rows = self._feed, self.shelf.list
        self.card.graded.connect(feed.grade)
        self.card.buried.connect(feed.bury)
        self.card.suspended.connect(feed.suspend)
        self.card.revealed.connect(self._fit)
        for part in (self.card, rows):
            part.opened.connect(self.opened)
        rows.removed.connect(feed.remove)
        rows.suspended.connect(feed.put_away)
        rows.buried.connect(feed.put_aside)
        rows.resumed.connect(feed.bring_back)
        feed.loaded.connect(self._show_if_seen)
        feed.stale.connect(self._load_if_seen)
        feed.ticked.connect(self._show_time_if_seen)

    # What is shown

    def refresh(self) -> None:
        """Show what is due now, and the cards there are."""
        self._feed.load()
        self._show()

    def panes(self) -> list[tuple[QWidget, Callable[[], object]]]:
        """Give the parts F6 goes through, and how each gets the focus: the card, and the list."""
        found: list[tuple[QWidget, Callable[[], object]]] = []
        if self._feed.card is not None:
            found.append((self._scroll, self.card.setFocus))
        first = self.shelf.first()
        if self.shelf.isVisible() and first is not None:
            found.append((self.shelf, first.setFocus))
        return found or [(self, self.setFocus)]

    def _load_if_seen(self) -> None:
        if self.isVisible():
            self._feed.load()

    def _show_if_seen(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        feed = self._feed
        self.summary.setText(words.summary(feed.round, feed.counts))
        self.summary.setVisible(feed.counts.all > 0)
        focused = self.card.hasFocus()
        self._put_card()
        self.card.setVisible(feed.card is not None)
        self._tell_blank()
        self._fit()
        self.shelf.refresh()
        if self.hasFocus() or (focused and feed.card is None):
            self._lent = focused
            self._take_focus()
        elif self._lent and feed.card is not None and self.shelf.list.hasFocus():
            self._lent = False
            self._take_focus()  # the card is back: an undo, or its time has come

    def _put_card(self) -> None:
        feed = self._feed
        if feed.card is not None:
            place = self.tr("{} of {}").format(*map(phrases.number, feed.place()))
            self.card.put(feed.card, feed.now(), feed.today(), place)

    def _show_time_if_seen(self) -> None:
        if self.isVisible():
            self._put_card()
            self._tell_blank()
            self.shelf.list.viewport().update()

    def _tell_blank(self) -> None:
        feed, blank = self._feed, self.blank
        blank.setVisible(feed.card is None)
        if feed.counts.all:
            headline, _, sentence = words.end(feed.round, feed.now()).partition(". ")
            blank.tell(headline.rstrip(".") + ".", sentence)
        else:
            blank.tell(
                self.tr("Nothing comes back yet."),
                self.tr(
                    "Press R on a highlight to see it again when you are about to forget it,"
                    " or choose Add all highlights to review in the Paper menu."
                ),
            )
        blank.sentence.setVisible(bool(blank.sentence.text()))

    # Looks

    def _fit(self) -> None:
        """Put the list beside the card, or below it where there is no room, or leave it out.

        Each gets a share: least sizes would keep a window from getting narrow again.
        """
        wide, some = self.width() >= theme.scaled(BESIDE_FROM), self._feed.counts.all > 0
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._rule.setFixedSize(*((1, 16_777_215) if wide else (16_777_215, 1)))
        across = self.width() - (self._list_width() if wide and some else 0)
        inner = self._set_margins(across)
        some = some and (wide or self._has_room_for_list(inner))
        self.shelf.setVisible(some)
        self._rule.setVisible(some)
        high = self.height() if wide or not some else self._height_above_list(inner)
        self._fit_card(inner, high)
        whole, part = (self.width(), across) if wide else (self.height(), high)
        self._row.setStretch(0, part)
        self._row.setStretch(2, whole - part)

    def _fit_card(self, inner: int, high: int) -> None:
        """Let the card be as high as there is room; where that is too little, the page shows its
        ratings and can be scrolled."""
        around = self._around(inner)
        self.card.limit_height(high - around)
        fits = self._feed.card is not None and around + self.card.least_height(inner) <= high
        policy = Qt.ScrollBarPolicy
        wanted = policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        self._scroll.setVerticalScrollBarPolicy(wanted)
        if not fits:
            look = self._scroll.ensureWidgetVisible
            QTimer.singleShot(0, self, lambda: look(self.card.foot, 0, 0))  # once it is laid out

    def _list_width(self) -> int:
        least, most = (theme.scaled(n) for n in LIST_WIDTH)
        return max(least, min(most, self.width() // 3))

    def _set_margins(self, room: int) -> int:
        """Put the title where it stands on other pages, and give the width of the card."""
        left, _ = page_column.span(self.width())
        least, _ = page_column.span(room)
        inner = max(1, min(theme.scaled(WIDEST), room - left - least))
        top, bottom = theme.scaled(page_column.TOP), theme.scaled(BOTTOM)
        self._column.setContentsMargins(left, top, room - left - inner, bottom)
        return inner

    def _height_above_list(self, inner: int) -> int:
        """Leave the list two fifths of the page, or less where all of the card needs more."""
        wanted = self._around(inner) + self.card.whole_height(inner)
        return max(self.height() * 3 // 5, min(wanted, self.height() - theme.scaled(LEAST_LIST)))

    def _has_room_for_list(self, inner: int) -> bool:
        least = self._around(inner) + self.card.least_height(inner)
        return self._feed.card is None or least + theme.scaled(LEAST_LIST) <= self.height()

    def _around(self, inner: int) -> int:
        """Give the height of what is above and below the card, with the line below that."""
        edges = self._column.contentsMargins()
        head = self._head.totalHeightForWidth(inner)
        return edges.top() + head + self._column.spacing() + edges.bottom() + 1

    def _take_focus(self) -> None:
        if self._feed.card is not None:
            self.card.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._feed.counts.all and not self.shelf.list.isHidden():
            self.shelf.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt

    def minimumSizeHint(self) -> QSize:
        """Give the size that is needed once the list is below the card, or left out."""
        page, shelf = self._scroll.minimumSizeHint(), self.shelf.minimumSizeHint()
        return QSize(max(page.width(), shelf.width()), page.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._feed.load()
        self._take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            # A new style sheet gives labels the font they were made with, after this event.
            QTimer.singleShot(0, self, lambda: self.title.setFont(theme.font("page-title")))
