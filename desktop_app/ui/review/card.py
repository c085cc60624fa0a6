"""A review card: a passage to recall, four ratings, and the keys for both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from time import monotonic

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from desktop_app.core import scheduling
from desktop_app.core.cards import Card, Kind, Passage
from desktop_app.core.highlights import Style
from desktop_app.ui import theme
from desktop_app.ui.review import words
from desktop_app.ui.review.body import Body
from desktop_app.ui.review.grades import Grades
from desktop_app.ui.review.meta import Meta
from desktop_app.ui.review.passage import PassageView
from desktop_app.ui.widgets import controls, own_keys
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.controls import line
from desktop_app.ui.widgets.hint import Hint, HintRow
from desktop_app.ui.widgets.words import Words

PAD, BAR = 16, 12  # BAR of the padding holds the bar of what scrolls
APART = 6
MOST_COMMENT = 4  # lines
MOST_HIGH = 16_777_215  # any height
_GRADES = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)
_SHOWS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class ReviewCard(QWidget):
    """Asks for one card. ``graded`` carries a rating and how long it took in milliseconds,
    ``revealed`` tells that the answer is shown.

    `names` gives the meanings of the colours, `most` how many lines a passage may take. Its keys
    are shown while it has the focus, or always where `hinted`.
    """

    graded = Signal(int, int)
    revealed = Signal()
    buried = Signal()
    suspended = Signal()
    opened = Signal(object, object)

    def __init__(
        self,
        names: Callable[[], Sequence[str]],
        *,
        most: int | None = None,
        hinted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._names, self._hinted = names, hinted
        self.card: Card | None = None
        self._asking = False
        self._since = 0.0
        self._most_high = MOST_HIGH
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.front, self.answer = PassageView(most), PassageView(most)
        self.comment = Words("meta", "text_secondary")
        self.comment.limit(MOST_COMMENT)
        self.meta = Meta()
        self.grades = Grades()
        self.body = Body()
        self._behind = QWidget()  # what a card asked for by its comment answers
        self.foot = QWidget()  # what is always seen
        self.hints = HintRow(self._make_hints())
        self._lay_out()
        self.meta.clicked.connect(self._open)
        self.grades.graded.connect(self._grade)
        self.grades.shown.connect(self.reveal)

    def _make_hints(self) -> list[Hint]:
        bury = Hint(["B"], self.tr("bury until tomorrow"))
        suspend = Hint(["Shift+S"], self.tr("suspend"))
        opens = Hint(["E"], self.tr("open the paper"))
        bury.clicked.connect(self.buried)
        suspend.clicked.connect(self.suspended)
        opens.clicked.connect(self._open)
        return [bury, suspend, opens]

    def _lay_out(self) -> None:
        pad, bar = theme.scaled(PAD), theme.scaled(BAR)
        self._column = controls.column(self)
        self._column.setContentsMargins(pad, theme.scaled(14), pad - bar, pad)
        self._column.addWidget(self.body)
        self._column.addWidget(self.foot)
        self._fill_body(bar)
        self._fill_foot(bar)

    def _fill_body(self, bar: int) -> None:
        answer = controls.column(self._behind)
        answer.setContentsMargins(0, theme.scaled(2), 0, 0)
        answer.setSpacing(theme.scaled(8))
        answer.addWidget(line())
        answer.addWidget(self.answer)
        body = self.body.column
        body.setContentsMargins(0, 0, bar, 0)
        body.setSpacing(theme.scaled(APART))
        for part in (self.front, self._behind, self.comment):
            body.addWidget(part)

    def _fill_foot(self, bar: int) -> None:
        foot = controls.column(self.foot)
        foot.setContentsMargins(0, theme.scaled(APART), bar, 0)
        foot.addWidget(self.meta)
        foot.addSpacing(theme.scaled(11))
        foot.addWidget(self.grades)
        foot.addWidget(self.hints)
        self.hints.setContentsMargins(0, theme.scaled(10), 0, 0)
        self.hints.setVisible(self._hinted)

    # How high it is

    def limit_height(self, most: int) -> None:
        """Be so high at most, in pixels; what scrolls then is the passage, above the ratings."""
        self._most_high = most
        self._bound()

    def whole_height(self, width: int) -> int:
        """Give how high it is where nothing has to scroll, in pixels."""
        return self._around(width) + self.body.heightForWidth(self._inside(width))

    def least_height(self, width: int) -> int:
        """Give how high it is at least, with its ratings, in pixels."""
        inside = self._inside(width) - theme.scaled(BAR)
        ratings = self.grades.answered_height(inside) - self.grades.heightForWidth(inside)
        return self._around(width) + ratings + self.body.least_height()

    def _bound(self) -> None:
        self.body.limit(self._most_high - self._around(self.width()))

    def _around(self, width: int) -> int:
        """Give the height of all but the body."""
        edges = self._column.contentsMargins()
        return edges.top() + edges.bottom() + self.foot.heightForWidth(self._inside(width))

    def _inside(self, width: int) -> int:
        edges = self._column.contentsMargins()
        return width - edges.left() - edges.right()

    # What is shown

    def put(self, card: Card, now: datetime, today: date, place: str) -> None:
        """Show a card, whose answer stays where it was shown already; `place` is such as 1 of 12.

        `now` is what the intervals count from.
        """
        known = self.card
        same = known is not None and (known.id, known.memory) == (card.id, card.memory)
        asking = self._asking if same else card.asks is not Kind.PASSAGE
        self.card = card
        if not same:
            self._since = monotonic()
        self._fill(card)
        name = self._names()[card.colour - 1]
        self.meta.put(name, card.colour, card.title, words.highlighted(card.marked_at, today))
        self.grades.put(scheduling.intervals(card.memory, now), place, asking=asking)
        self._ask(asking)
        if not same:
            self._begin(card)
        self.setAccessibleName(f"{name}: {card.front}. {card.title}")
        self.setAccessibleDescription(place)
        if not same and self.hasFocus():
            announce(self, self.accessibleName())

    def _begin(self, card: Card) -> None:
        self.body.begin()
        if card.asks is Kind.CLOZE:
            self.body.bring(self.front, self.front.marked_from)

    def _fill(self, card: Card) -> None:
        if card.asks is Kind.COMMENT:
            self.front.show_passage(Passage("", card.comment, ""), None)
            self._fill_passage(self.answer, card)
        else:
            self._fill_passage(self.front, card, hidden=card.asks is Kind.CLOZE)
        self.comment.show_words(card.comment)

    def _fill_passage(self, view: PassageView, card: Card, *, hidden: bool = False) -> None:
        if card.style is Style.AREA:
            view.show_passage(Passage("", words.area(card.page), ""), None)
        else:
            view.show_passage(card.passage, card.colour, hidden=hidden)

    def _ask(self, asking: bool) -> None:
        """Ask, or show the answer with the ratings."""
        card, self._asking = self.card, asking
        by_comment = card is not None and card.asks is Kind.COMMENT
        if not asking:
            self.front.reveal()
        self._behind.setVisible(by_comment and not asking)
        self.comment.setVisible(bool(self.comment.words) and not by_comment and not asking)
        self.grades.ask(asking)
        self._bound()
        self.update()

    @property
    def asking(self) -> bool:
        """Whether the answer is not shown yet."""
        return self._asking

    def reveal(self) -> None:
        """Show the answer."""
        if self._asking and self.card is not None:
            self._ask(False)
            self.revealed.emit()
            if self.card.asks is Kind.COMMENT:
                self.body.bring(self._behind)
            announce(self, self.card.back)

    def _grade(self, rating: int) -> None:
        if not self._asking and self.card is not None:
            self.graded.emit(rating, round((monotonic() - self._since) * 1000))

    def _open(self) -> None:
        if self.card is not None:
            self.opened.emit(self.card.paper, self.card.highlight)

    # Qt

    def event(self, event: QEvent) -> bool:
        return own_keys.claim(event, self._meant) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meant = self._meant(event)
        if meant is None:
            super().keyPressEvent(event)
        else:
            meant()

    def _meant(self, event: QKeyEvent) -> Callable[[], object] | None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == _SHIFT:
            return self._meant_with_shift(key)
        if held != _NONE:
            return None
        if key in _GRADES:
            rating = _GRADES.index(Qt.Key(key)) + 1
            return lambda: self._grade(rating)
        way = 0 if self._asking and key in _SHOWS else self.body.way(key)
        if way:
            return lambda: self.body.move_by(way)
        if key in _SHOWS:
            return self.reveal
        return {Qt.Key.Key_B: self.buried.emit, Qt.Key.Key_E: self._open}.get(Qt.Key(key))

    def _meant_with_shift(self, key: int) -> Callable[[], object] | None:
        way = -self.body.way(key) if key == Qt.Key.Key_Space else 0
        if way:
            return lambda: self.body.move_by(way)
        return self.suspended.emit if key == Qt.Key.Key_S else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bound()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.hints.show()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self.hints.setVisible(self._hinted)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = theme.scaled(2) if self.hasFocus() else 1
        painter.setBrush(QColor(colours.surface))
        painter.setPen(QPen(QColor(colours.accent if self.hasFocus() else colours.border), thick))
        inset = thick / 2
        shape = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(shape, theme.scaled(8), theme.scaled(8))
