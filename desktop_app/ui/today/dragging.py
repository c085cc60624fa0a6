"""Dragging a card of the day to another place by mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import carried

HELD_MS = 30


class Dragging(QObject):
    """Follows the mouse over cards in a column; a line shows where the card would be dropped.

    `shown` gives the cards that are shown, in their order. ``moved`` carries the place of the card
    that was dragged and the place it was dropped at; ``held_at`` tells again and again at which
    height of the column it is held, so that the page can scroll. Esc lets it go where it was.
    """

    moved = Signal(int, int)
    held_at = Signal(int)

    def __init__(self, column: QWidget, shown: Callable[[], Sequence[QWidget]]) -> None:
        super().__init__(column)
        self._column, self._shown = column, shown
        self._pressed: QPoint | None = None
        self._held = QPoint()
        self._from = self._to = -1
        self._telling = QTimer(self, interval=HELD_MS)
        self._telling.timeout.connect(self._tell)
        self._line = QFrame(column)
        self._line.setProperty("variant", "drop")
        self._line.hide()

    def watch(self, card: QWidget) -> None:
        """Let a card be dragged."""
        card.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            return self._mouse(watched, event)
        if self._from >= 0 and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.cancel()
            return True
        return False

    def _mouse(self, card: QObject, event: QMouseEvent) -> bool:
        there = event.globalPosition().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = there if event.button() is Qt.MouseButton.LeftButton else None
        elif event.type() == QEvent.Type.MouseMove and self._pressed is not None:
            if self._from < 0 and carried.far_enough(self._pressed, there):
                self._begin(card)
            if self._from >= 0:
                self._held = there
                self._over(self._column.mapFromGlobal(there).y())
                return True
        elif event.type() == QEvent.Type.MouseButtonRelease and self._from >= 0:
            at, to = self._from, self._to
            self.cancel()
            if at != to:
                self.moved.emit(at, to)
            return True
        return False

    def _begin(self, card: QObject) -> None:
        cards = list(self._shown())
        self._from = self._to = next((n for n, c in enumerate(cards) if c is card), -1)
        if self._from >= 0:
            cards[self._from].setCursor(Qt.CursorShape.ClosedHandCursor)
            self._held = self._pressed or QPoint()
            self._telling.start()

    def _over(self, y: int) -> None:
        """Show where a card let go at this height would stand."""
        cards = self._shown()
        before = sum(card.geometry().center().y() < y for card in cards)
        self._to = before - (before > self._from)
        gap = theme.scaled(4)
        edge = (
            cards[before].y() - gap if before < len(cards) else cards[-1].geometry().bottom() + gap
        )
        self._line.setGeometry(0, edge - 1, self._column.width(), 2)
        self._line.setVisible(self._to != self._from)
        self._line.raise_()

    def _tell(self) -> None:
        """Say where the card is held; the mouse may be still while the page scrolls."""
        self.held_at.emit(self._column.mapFromGlobal(self._held).y())

    def cancel(self) -> None:
        """Let the card stay where it was."""
        for card in self._shown():
            card.unsetCursor()
        self._line.hide()
        self._telling.stop()
        self._pressed, self._from, self._to = None, -1, -1
