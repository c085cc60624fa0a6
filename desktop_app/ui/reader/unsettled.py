"""The list of highlights that are not plainly anchored, for the reader to settle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.core.highlights import Highlight
from desktop_app.core.papers import Paper, PaperId
from desktop_app.store import highlights, papers
from desktop_app.store.library import Notice
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.reader.marking import Marking
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.overlay import Overlay
from desktop_app.ui.widgets.plain_scroll import PlainScroll

if TYPE_CHECKING:
    from desktop_app.ui.reader.unsettled_card import UnsettledCard

WIDTH = 860
AT_ONCE = 2  # cards made in one go
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Unsettled(Overlay):
    """Shows the highlights of one paper or of all that need a look, a card for each.

    Up and down go from card to card; it closes when all are settled. `names` are the meanings of
    the colours.
    """

    def __init__(
        self, window: QWidget, changes: Changes, names: Callable[[], Sequence[str]]
    ) -> None:
        super().__init__(window, width=WIDTH)
        self._changes, self._names = changes, names
        self._paper: PaperId | None = None
        self._marking = Marking(changes, self)
        self._found: list[Highlight] = []
        self._papers: dict[PaperId, Paper] = {}
        self._cards: list[UnsettledCard] = []  # of the first so many of what was found
        self._count = controls.label("", "meta", "muted")
        self._close = controls.tool("close", self.tr("Close"))
        self._close.clicked.connect(self.close_over)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(*(theme.scaled(n) for n in (24, 14, 14, 10)))
        self._head.setSpacing(theme.scaled(10))
        self._head.addWidget(controls.label(self.tr("Highlights to look at"), "section"))
        self._head.addWidget(self._count, 1)
        self._head.addWidget(self._close)
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(*(theme.scaled(n) for n in (24, 16, 24, 24)))
        self._column.setSpacing(theme.scaled(12))
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._area = PlainScroll(self._page)
        self.content.addLayout(self._head)
        self.content.addWidget(controls.line())
        self.content.addWidget(self._area, 1)
        changes.changed.connect(self._on_notice)

    def open(self, paper: PaperId | None = None) -> bool:
        """Show the highlights of a paper, or of all; False where none needs a look."""
        self._paper = paper
        self._forget()
        self._show()
        if self._cards:
            self.open_over(self._cards[0].buttons()[0])
        return bool(self._cards)

    def _forget(self) -> None:
        for card in self._cards:
            _take_away(card)
        self._cards = []

    def _show(self) -> None:
        """List the highlights as the library has them now; cards that still hold stay."""
        library, known = self._changes.library, {c.highlight.id: c for c in self._cards}
        self._found = highlights.unsettled(library, self._paper)
        self._papers = {p: papers.get(library, p) for p in {h.paper for h in self._found}}
        self._cards = []
        while item := self._column.takeAt(0):
            if isinstance(heading := item.widget(), QLabel):
                _take_away(heading)
        for number, highlight in enumerate(self._found):
            card = known.get(highlight.id)
            if card and card.holds(highlight, self._papers[highlight.paper].abstract):
                self._add(known.pop(highlight.id))
            elif number < max(len(known), AT_ONCE):
                self._add(self._card(highlight))
            else:
                break
        for card in known.values():
            _take_away(card)
        self._count.setText(self.tr("%n left", "", len(self._found)))
        self.setAccessibleName(self.tr("Highlights to look at, %n left", "", len(self._found)))
        self._go_on()

    def _add(self, card: UnsettledCard) -> None:
        """Put a card below the others, below the title of its paper where that is another."""
        paper = card.highlight.paper
        before = self._cards[-1].highlight.paper if self._cards else None
        if self._paper is None and paper != before:
            title = self._papers[paper].title
            self._column.addWidget(controls.label(title, "row-title", wrap=True))
        self._cards.append(card)
        self._column.addWidget(card)

    def _go_on(self) -> None:
        """Make the cards that are not in view yet a few at a time."""
        if len(self._cards) < len(self._found):
            QTimer.singleShot(0, self, self._make_more)

    def _make_more(self) -> None:
        for highlight in self._found[len(self._cards) : len(self._cards) + AT_ONCE]:
            self._add(self._card(highlight))
        self._settle()
        self._go_on()

    def _card(self, highlight: Highlight) -> UnsettledCard:
        from desktop_app.ui.reader.unsettled_card import UnsettledCard

        name, text = self._names()[highlight.colour - 1], self._papers[highlight.paper].abstract
        marking, ident = self._marking, highlight.id
        card = UnsettledCard(highlight, name, text)
        card.accepted.connect(lambda: marking.accept(ident))
        card.placed.connect(lambda start, end: marking.place(ident, start, end))
        card.kept.connect(lambda: marking.keep(ident))
        card.removed.connect(lambda: marking.remove(ident))
        card.resized.connect(self._settle)
        for button in card.buttons():
            button.installEventFilter(self)  # buttons take Up and Down for Tab
        return card

    def _on_notice(self, notice: Notice) -> None:
        if not self.isVisible() or not touches(notice, "highlight", "abstract", "paper"):
            return
        here, _ = self._here()
        # Not within the signal of a button that is taken away.
        QTimer.singleShot(0, self, lambda: self._refresh(max(here, 0)))

    def _refresh(self, here: int) -> None:
        if not self.isVisible():
            return
        self._show()
        if self._cards:
            self._cards[min(here, len(self._cards) - 1)].buttons()[0].setFocus()
            self._settle()
        else:
            self.close_over()

    def _settle(self) -> None:
        """Take the room the cards need now, with the focus in view."""
        QTimer.singleShot(0, self, self._place_again)

    def _place_again(self) -> None:
        self.place()
        focus = QApplication.focusWidget()
        if focus is not None and self._page.isAncestorOf(focus):
            self._area.ensureWidgetVisible(focus, 0, theme.scaled(60))

    def _here(self) -> tuple[int, int]:
        """Give the numbers of the card and of its button with the focus, or -1."""
        focus = QApplication.focusWidget()
        for number, card in enumerate(self._cards):
            if focus is not None and card.isAncestorOf(focus):
                found = (n for n, button in enumerate(card.buttons()) if button is focus)
                return number, next(found, -1)
        return -1, -1

    # Qt

    def card_height(self, width: int) -> int:
        inside = self._column.heightForWidth(width - 2)
        return self._head.sizeHint().height() + 1 + max(inside, self._column.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card, button = self._here()
        if event.matches(QKeySequence.StandardKey.Undo):
            self._changes.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._changes.redo()
        elif event.key() == Qt.Key.Key_Delete and button >= 0:
            self._cards[card].removed.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            card, button = self._here()
            by = _STEPS.get(Qt.Key(event.key()))
            if by is not None and button >= 0:
                self._go(card + by, button)
                return True
        return super().eventFilter(watched, event)

    def _go(self, card: int, button: int) -> None:
        if 0 <= card < len(self._cards):
            buttons = self._cards[card].buttons()
            buttons[min(button, len(buttons) - 1)].setFocus()
            self._settle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.isVisible():
            controls.tint_all(self)
            QTimer.singleShot(0, self, self._dress)

    def _dress(self) -> None:
        """Make the cards anew: their words hold colours of the theme."""
        self._forget()
        self._refresh(0)


def _take_away(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()
