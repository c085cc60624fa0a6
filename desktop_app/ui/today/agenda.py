"""The list of the day: what is done, the open cards, and which of them is current."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.core.papers import PaperId
from desktop_app.ui import phrases, theme
from desktop_app.ui.today.card import Card, DoneLine
from desktop_app.ui.today.day import Day, Line
from desktop_app.ui.today.dragging import Dragging
from desktop_app.ui.widgets.blank import Blank
from desktop_app.ui.widgets.controls import label


class Agenda(QWidget):
    """The papers of a day. Widgets are kept and filled anew, so the focus stays where it is.

    ``moved`` carries the place of a card that was dragged and the place it was dropped at,
    ``dragged_to`` the height the mouse holds it at; ``menu_wanted`` asks for a card's menu at a
    point of the screen.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    action_wanted = Signal(str)
    moved = Signal(int, int)
    dragged_to = Signal(int)
    menu_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current: PaperId | None = None
        self.shown: tuple[PaperId, ...] = ()
        self.done: list[DoneLine] = []
        self.cards: list[Card] = []
        self.earlier = label("", "meta", "muted")
        self.more = label("", "meta", "muted")
        self.blank = Blank()
        self._filling = False
        self._dragging = Dragging(self, lambda: self.cards[: len(self.shown)])
        self._dragging.moved.connect(self.moved)
        self._dragging.held_at.connect(self.dragged_to)
        self._done_column = _column(0)
        self._card_column = _column(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.earlier.setContentsMargins(theme.scaled(53), theme.scaled(4), 0, theme.scaled(4))
        self.more.setContentsMargins(theme.scaled(53), theme.scaled(12), 0, 0)
        column.addWidget(self.earlier)
        column.addLayout(self._done_column)
        column.addLayout(self._card_column)
        column.addWidget(self.more)
        column.addWidget(self.blank)

    def put(self, day: Day) -> None:
        """Show a day; the current paper stays, else the next one that is open is current."""
        shown = tuple(line.paper for line in day.open)
        current = self._follow(shown)
        self._filling = True
        self._dragging.cancel()  # its places are no longer those of this day
        self._fill_done(day)
        self._fill_open(day.open)
        rest = day.open_count - len(day.open)
        self.more.setVisible(rest > 0)
        self.more.setText(self.tr("and {} more").format(phrases.number(rest)))
        self.shown = shown
        self._filling = False
        self._make_current(current)

    def has_focus(self) -> bool:
        """Tell whether a card has the keyboard."""
        return any(card.hasFocus() for card in self.cards)

    def focus(self) -> bool:
        """Give the current card the keyboard; False where no card is open."""
        if self.current is None:
            return False
        self.cards[self.shown.index(self.current)].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def choose(self, paper: PaperId) -> None:
        """Make the card of a paper the current one, with the keyboard if a card has it."""
        if paper in self.shown:
            focused = self.has_focus()
            self._make_current(paper)
            if focused:
                self.focus()

    def step(self, by: int) -> None:
        """Make the card so many places further the current one."""
        if self.current is None:
            return
        there = self.shown.index(self.current) + by
        self._make_current(self.shown[max(0, min(len(self.shown) - 1, there))])
        self.focus()

    def current_card(self) -> Card | None:
        """Give the card of the current paper."""
        return None if self.current is None else self.cards[self.shown.index(self.current)]

    def _follow(self, shown: tuple[PaperId, ...]) -> PaperId | None:
        """Find who is current among `shown`: the same as before, or the next that was after it."""
        if self.current in shown or not shown:
            return self.current if shown else None
        if self.current is None:
            return shown[0]
        place = self.shown.index(self.current)
        later = [paper for paper in self.shown[place + 1 :] if paper in shown]
        before = [paper for paper in self.shown[:place] if paper in shown]
        return (later or before[::-1] or list(shown))[0]

    def _fill_done(self, day: Day) -> None:
        while len(self.done) < len(day.done):
            made = DoneLine()
            made.opened.connect(self.opened)
            self._done_column.addWidget(made)
            self.done.append(made)
        for number, widget in enumerate(self.done):
            if number < len(day.done):
                widget.put(day.done[number])
            widget.setVisible(number < len(day.done))
        earlier = day.done_count - len(day.done)
        self.earlier.setVisible(earlier > 0)
        self.earlier.setText(self.tr("{} finished earlier today").format(phrases.papers(earlier)))
        self._done_column.setContentsMargins(0, 0, 0, theme.scaled(8) if day.done else 0)

    def _fill_open(self, lines: tuple[Line, ...]) -> None:
        while len(self.cards) < len(lines):
            made = Card()
            made.opened.connect(self.opened)
            made.focused.connect(self._focused)
            made.action_wanted.connect(self.action_wanted)
            made.menu_wanted.connect(self.menu_wanted)
            self._dragging.watch(made)
            self._card_column.addWidget(made)
            self.setTabOrder(self.cards[-1] if self.cards else self.blank.button, made)
            self.cards.append(made)
        for number, card in enumerate(self.cards):
            if number < len(lines):
                card.put(lines[number])
                card.number(number + 1)
            card.setVisible(number < len(lines))

    def _focused(self, paper: PaperId) -> None:
        if not self._filling:
            self._make_current(paper)

    def _make_current(self, paper: PaperId | None) -> None:
        changed = paper != self.current
        self.current = paper
        for card, shown in zip(self.cards, self.shown, strict=False):
            card.set_current(shown == paper)
        if changed:
            self.current_changed.emit(paper)


def _column(spacing: int) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(theme.scaled(spacing))
    return made
