"""The abstract as a text to select in, with its highlights painted behind the words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from desktop_app.core.highlights import PLACED, Anchor, Highlight, HighlightId
from desktop_app.ui import theme
from desktop_app.ui.reader import offsets
from desktop_app.ui.reader.passage_text import PassageText
from desktop_app.ui.widgets import mark_keys, own_keys

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEVELS = 3  # of nested highlights whose lines are told apart


class AbstractText(PassageText):
    """A text with highlights, of which one may be the current one.

    ``chosen`` carries the highlight that a click or the caret came to, or None; ``reached`` that
    to which Tab went. ``coloured`` asks for the selection, or the current highlight, in a colour;
    ``commented`` for a comment there; ``quoted`` for its quotation, ``reviewed`` for it to come
    back or no more, ``removed`` for it to go, ``menu_wanted`` for its menu at a point of the
    screen.
    """

    chosen = Signal(object)
    reached = Signal(int)
    coloured = Signal(int)
    commented = Signal()
    quoted = Signal()
    reviewed = Signal()
    removed = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Abstract"))
        self._highlights: Sequence[Highlight] = ()
        self._painted: list[tuple[Highlight, int, int, int]] = []
        self._current: HighlightId | None = None
        self.pointed_out: tuple[int, int] | None = None  # a passage, until the caret moves
        self._pressed_on: HighlightId | None = None
        self._clicked: list[
            HighlightId
        ] = []  # the highlights of the last click, from the innermost
        self._entered = 0  # 1 or -1 once Tab brought the focus here, until it goes on
        self.clicked.connect(self._click)
        self.cursorPositionChanged.connect(self._caret_moved)

    # What is shown

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Paint these highlights, in the order of the text; those without a place are left out."""
        self._highlights = [h for h in highlights if h.anchor in PLACED]
        self._painted = []
        for highlight in sorted(self._highlights, key=_length, reverse=True):
            first, last = self._range(highlight)
            below = [level for _, a, b, level in self._painted if a < last and first < b]
            self._painted.append((highlight, first, last, max(below, default=-1) + 1))
        self.viewport().update()

    def show_text(self, words: str, size: int) -> None:
        self.pointed_out = None
        super().show_text(words, size)

    def point_out(self, start: int, end: int) -> None:
        """Go to a passage and show quietly where it ends, until the caret moves."""
        self.put_caret(start)
        self.pointed_out = (start, end)
        self.viewport().update()

    def show_current(self, highlight: HighlightId | None) -> None:
        """Mark one highlight as the current one."""
        if highlight != self._current:
            self._current = highlight
            self.viewport().update()

    def _range(self, highlight: Highlight) -> tuple[int, int]:
        at = highlight.selector
        return offsets.to_utf16(self.words, at.start), offsets.to_utf16(self.words, at.end)

    # Highlights at places

    def here(self) -> Highlight | None:
        """Give the current highlight where the caret is in it, else the innermost at the caret."""
        stack = self._stack(self.caret())
        return next((h for h in stack if h.id == self._current), stack[0] if stack else None)

    def top_of(self, highlight: Highlight) -> int:
        """Give the y of a highlight's first line, in pixels of this widget."""
        return round(self._spans.top(self._range(highlight)[0]))

    def words_of(self, highlight: Highlight) -> str:
        """Give the words that a highlight stands on."""
        return self.words[highlight.selector.start : highlight.selector.end]

    def copy_words(self) -> None:
        """Copy the selection, or the words of the current highlight."""
        here = self.here()
        if self.textCursor().hasSelection():
            self.copy()
        elif here is not None:
            QGuiApplication.clipboard().setText(self.words_of(here))

    def step(self, by: int, *, around: bool = False) -> Highlight | None:
        """Go to the highlight after the current one or the caret, with -1 to that before.

        Where there is none it gives None, or goes on from the other end.
        """
        target = self._beside(by)
        if target is None and around and self._highlights:
            target = self._highlights[0 if by > 0 else -1]
        if target is not None:
            self._entered = 0
            self.put_caret(target.selector.start)
            self.chosen.emit(target.id)
        return target

    def _stack(self, place: int) -> list[Highlight]:
        """List the highlights at a place from the innermost, those it is only beside last."""
        found = [h for h in self._highlights if h.selector.start <= place <= h.selector.end]
        return sorted(found, key=lambda h: (h.selector.end == place, _length(h)))

    def _beside(self, by: int) -> Highlight | None:
        order, caret, here = self._highlights, self.caret(), self.here()
        if self._entered:
            at = {(1, 1): 0, (-1, -1): len(order) - 1}.get((self._entered, by), -1)
        elif here is not None and here.id == self._current:
            at = order.index(here) + by
        else:
            behind = sum(h.selector.start < caret for h in order)
            at = behind if by > 0 else behind - 1
        return order[at] if 0 <= at < len(order) else None

    def _caret_moved(self) -> None:
        self._entered = 0
        if self.pointed_out:
            self.pointed_out = None
            self.viewport().update()
        stack = self._stack(self.caret())
        self.chosen.emit(stack[0].id if stack else None)

    def _click(self, place: int) -> None:
        """Choose the innermost highlight at a place, at a second click there the next outer."""
        stack = [h.id for h in self._stack(place)]
        before, clicked, self._clicked = self._pressed_on, self._clicked, stack
        at = 0
        if stack == clicked and before is not None and before in stack:
            at = (stack.index(before) + 1) % len(stack)
        self.chosen.emit(stack[at] if stack else None)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = (event.rect().top() - 2.0, event.rect().bottom() + 2.0)
        shown = [
            (highlight, level, list(self._spans.rects(first, last, seen)))
            for highlight, first, last, level in self._painted
        ]
        painter = QPainter(self.viewport())
        start, end = (offsets.to_utf16(self.words, at) for at in self.pointed_out or (0, 0))
        for line in self._spans.rects(start, end, seen):
            painter.fillRect(line.adjusted(-2, 0, 2, 0), QColor(theme.current().accent_soft))
        for highlight, _, lines in shown:
            fill = QColor(theme.current().highlight(highlight.colour).fill)
            for line in lines:
                painter.fillRect(line.adjusted(-1, 1, 1, 0), fill)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for highlight, level, lines in shown:
            self._underline(painter, highlight, level, lines)
        painter.end()

    def _underline(
        self, painter: QPainter, highlight: Highlight, level: int, lines: Sequence[QRectF]
    ) -> None:
        wide = 2.5 if highlight.id == self._current else 1.5
        pen = QPen(QColor(theme.current().highlight(highlight.colour).ink), wide)
        moved = highlight.anchor is Anchor.MOVED
        pen.setStyle(Qt.PenStyle.DashLine if moved else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        for line in lines:
            y = line.bottom() - 0.75 - (level % _LEVELS) * 2.5
            painter.drawLine(QPointF(line.left(), y), QPointF(line.right(), y))

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        return own_keys.claim(event, self._means_mark) or super().event(event)

    def _means_mark(self, event: QKeyEvent) -> bool:
        # Del too where nothing is marked: it must not put the paper into the bin from here.
        if mark_keys.colour(event) or mark_keys.deletes(event):
            return True
        if mark_keys.reviews(event):
            return self.here() is not None
        comments = mark_keys.comments(event) or event.key() in _ENTER
        return comments and (self.textCursor().hasSelection() or self.here() is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if colour := mark_keys.colour(event):
            self.coloured.emit(colour)
        elif mark_keys.deletes(event):
            self.removed.emit()
        elif mark_keys.reviews(event) and self.here() is not None:
            self.reviewed.emit()
        elif self._means_mark(event):
            self.commented.emit()
        elif event.matches(QKeySequence.StandardKey.Copy) and not self.textCursor().hasSelection():
            self.quoted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_on = self._current
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self._go_for_menu(point)
        else:
            point = self.cursorRect().bottomLeft()
        self.menu_wanted.emit(self.viewport().mapToGlobal(point))

    def _go_for_menu(self, point: QPoint) -> None:
        """Bring the caret to a point, unless it is in what is selected."""
        place = offsets.from_utf16(self.words, self.cursorForPosition(point).position())
        start, end = self.selection() or (0, -1)
        if not start <= place <= end and self.here() not in self._stack(place):
            self.put_caret(place)

    # Focus

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reasons = {Qt.FocusReason.TabFocusReason: 1, Qt.FocusReason.BacktabFocusReason: -1}
        self._entered = reasons.get(event.reason(), 0)

    def focusNextPrevChild(self, forward: bool) -> bool:
        target = self.step(1 if forward else -1)
        if target is None:
            return super().focusNextPrevChild(forward)
        self.reached.emit(target.id)
        return True


def _length(highlight: Highlight) -> int:
    return highlight.selector.end - highlight.selector.start
