"""The Review page: the card that is asked for, and all cards beside or below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.cards import Line
from desktop_app.engines.lanes import Lane
from desktop_app.store import cards
from desktop_app.ui import phrases, theme
from desktop_app.ui.review import words
from desktop_app.ui.review.card import ReviewCard
from desktop_app.ui.review.card_list import CardList
from desktop_app.ui.review.card_rows import CardModel
from desktop_app.ui.review.feed import Feed
from desktop_app.ui.widgets.blank import Blank
from desktop_app.ui.widgets.controls import label, line
from desktop_app.ui.widgets.plain_scroll import PlainScroll
from desktop_app.ui.widgets.segments import Segments

BESIDE_FROM = 1000  # pixels of the design, as the others
WIDEST, MARGIN, NARROW_MARGIN = 720, 40, 24
LIST_WIDTH = (360, 480)

Start = Callable[..., object]


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
        self._feed, self._start = feed, start
        self._asked = 0
        self.setProperty("variant", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Review"))
        self.title = label(self.tr("Review"), "page-title")
        self.summary = label("", "body", "secondary", wrap=True)
        self.card = ReviewCard(names, hinted=True)
        self.blank = Blank()
        self.model = CardModel(names, feed.now, feed.today, self)
        self.list = CardList(self.model)
        self.none = label("", "body", "muted", wrap=True)
        self.filter = Segments(self.tr("Show"), self._choices())
        self.filter.choose("all")
        self._lay_out()
        self._connect()

    def _choices(self) -> list[tuple[str, str]]:
        return [
            ("all", self.tr("All")),
            ("due", self.tr("Due")),
            ("suspended", self.tr("Suspended")),
            ("buried", self.tr("Buried")),
        ]

    def _lay_out(self) -> None:
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setSpacing(theme.scaled(16))
        head = QVBoxLayout()
        head.setSpacing(theme.scaled(2))
        head.addWidget(self.title)
        head.addWidget(self.summary)
        self._column.addLayout(head)
        self._column.addWidget(self.card)
        self._column.addWidget(self.blank)
        self._column.addStretch(1)
        self._scroll = PlainScroll(page)
        self._rule = line()
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._scroll, 3)
        self._row.addWidget(self._rule)
        self._row.addWidget(self._make_shelf(), 2)

    def _make_shelf(self) -> QWidget:
        self.shelf = QWidget()
        top = QHBoxLayout()
        side = theme.scaled(NARROW_MARGIN)
        top.setContentsMargins(side, theme.scaled(12), side, theme.scaled(12))
        top.addWidget(self.filter)
        top.addStretch(1)
        self.none.setContentsMargins(side, theme.scaled(12), side, side)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self.shelf)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(line())
        column.addWidget(self.list, 1)
        column.addWidget(self.none, 1)
        return self.shelf

    def _connect(self) -> None:
        feed = self._feed
        self.card.graded.connect(feed.grade)
        self.card.buried.connect(feed.bury)
        self.card.suspended.connect(feed.suspend)
        for part in (self.card, self.list):
            part.opened.connect(self.opened)
        self.list.removed.connect(feed.remove)
        self.list.suspended.connect(feed.put_away)
        self.list.buried.connect(feed.put_aside)
        self.list.resumed.connect(feed.bring_back)
        self.filter.chosen.connect(lambda _: self._ask_lines())
        feed.loaded.connect(self._show_if_seen)
        feed.stale.connect(self._load_if_seen)

    # What is shown

    def refresh(self) -> None:
        """Show what is due now, and the cards there are."""
        self._feed.load()
        self._show()

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
        changed = feed.card is not None and (
            self.card.card is None or feed.card.id != self.card.card.id
        )
        if feed.card is not None:
            place = self.tr("{} of {}").format(*map(phrases.number, feed.place()))
            self.card.put(feed.card, feed.now(), feed.today(), place)
        if changed:
            self._scroll.verticalScrollBar().setValue(0)
        self.card.setVisible(feed.card is not None)
        self._tell_blank()
        some = feed.counts.all > 0
        self.shelf.setVisible(some)
        self._rule.setVisible(some)
        self._fit()
        self._ask_lines()
        if focused and feed.card is None:
            self._take_focus()

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

    def _ask_lines(self) -> None:
        self._asked += 1
        number = self._asked
        self._start(
            Lane.READ,
            cards.lines,
            self.filter.value(),
            done=lambda found: self._show_lines(number, found),
        )

    def _show_lines(self, number: int, found: list[Line]) -> None:
        if number != self._asked:
            return
        self.list.show_lines(found)
        self.list.setVisible(bool(found))
        self.none.setHidden(bool(found))
        self.none.setText(
            {
                "all": self.tr("No cards."),
                "due": self.tr("No card is due."),
                "suspended": self.tr("No card is suspended."),
                "buried": self.tr("No card is buried."),
            }[self.filter.value()]
        )

    # Looks

    def _fit(self) -> None:
        wide = self.width() >= theme.scaled(BESIDE_FROM)
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if wide else way.TopToBottom)
        least, most = (theme.scaled(n) for n in LIST_WIDTH)
        aside = max(least, min(most, self.width() // 3))
        self.shelf.setMinimumWidth(aside if wide else 0)
        self.shelf.setMaximumWidth(aside if wide else 16_777_215)
        self._rule.setFixedSize(*((1, 16_777_215) if wide else (16_777_215, 1)))
        room = self.width() - (aside if wide and not self.shelf.isHidden() else 0)
        least_side = theme.scaled(MARGIN if room > theme.scaled(640) else NARROW_MARGIN)
        side = max(least_side, (room - theme.scaled(WIDEST)) // 2)
        top = theme.scaled(28 if self.height() > theme.scaled(560) else 16)
        self._column.setContentsMargins(side, top, side, theme.scaled(24))

    def _take_focus(self) -> None:
        if self._feed.card is not None:
            self.card.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._feed.counts.all and not self.list.isHidden():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt

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
