"""The abstract as a text to select in, with its highlights painted behind the words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlockFormat,
    QTextCursor,
    QTextLine,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from desktop_app.core.highlights import PLACED, Anchor, Highlight
from desktop_app.ui import theme
from desktop_app.ui.reader import offsets
from desktop_app.ui.widgets import mark_keys

_PAGE_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class AbstractText(QTextEdit):
    """Text that is read, selected and marked, but not edited; as tall as it needs to be.

    ``coloured`` asks for the selection, or the highlight at the caret, in a colour; ``commented``
    for a comment there; ``removed`` for the highlight at the caret to go.
    """

    coloured = Signal(int)
    commented = Signal()
    removed = Signal()
    clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Abstract"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QTextEdit { background: transparent; }")
        self._text = ""
        self._line = 26
        self._bidirectional = False
        self._found: dict[tuple[int, int], list[QRectF]] = {}
        self._highlights: Sequence[Highlight] = ()
        self._current: int | None = None

    # What is shown

    def show_text(self, text: str, size: int) -> None:
        """Show a stored text in the reading font at `size` pixels."""
        self._text = text
        self._bidirectional = not text.isascii() and any(map(_goes_left, text))
        self._found.clear()
        font = theme.font("abstract")
        font.setPixelSize(theme.scaled(size))
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.setPlainText(text)
        self._line = theme.scaled(round(size * 26 / 17))
        self._set_line_height(self._line)

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Paint these highlights; those that lost their place are left out."""
        self._highlights = [h for h in highlights if h.anchor in PLACED]
        self.viewport().update()

    def show_current(self, highlight: int | None) -> None:
        """Mark one highlight as the current one."""
        self._current = highlight
        self.viewport().update()

    def fit(self, width: int) -> None:
        """Take a width in pixels and the height that the text needs at it."""
        if width != self.document().textWidth():
            self.document().setTextWidth(width)
        self._found.clear()
        self.setFixedSize(width, round(self.document().size().height()) + 4)

    def _set_line_height(self, pixels: int) -> None:
        block = QTextBlockFormat()
        block.setLineHeight(pixels, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        block.setBottomMargin(pixels // 2)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)

    # Places in the text

    def selection(self) -> tuple[int, int] | None:
        """Give the selected range in code points; None where no word or sign is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start = offsets.from_utf16(self._text, cursor.selectionStart())
        end = offsets.from_utf16(self._text, cursor.selectionEnd())
        return (start, end) if self._text[start:end].strip() else None

    def caret(self) -> int:
        """Give the caret's place in code points."""
        return offsets.from_utf16(self._text, self.textCursor().position())

    def at_caret(self) -> Highlight | None:
        """Give the innermost highlight the caret is in or beside, or None."""
        return self.at(self.caret())

    def at(self, place: int) -> Highlight | None:
        """Give the innermost highlight at a place in code points, or None."""
        found = [h for h in self._highlights if h.selector.start <= place <= h.selector.end]
        return min(found, key=lambda h: h.selector.end - h.selector.start, default=None)

    def put_caret(self, place: int) -> None:
        """Put the caret at a place in code points; nothing stays selected."""
        cursor = self.textCursor()
        cursor.setPosition(offsets.to_utf16(self._text, place))
        self.setTextCursor(cursor)

    def top_of(self, highlight: Highlight) -> int:
        """Give the y of a highlight's first line, in pixels of this widget."""
        lines = self._rects(highlight.selector.start, highlight.selector.end)
        return round(lines[0].top()) if lines else 0

    def passage(self) -> QRect:
        """Give the rectangle from the selection's first line to its end, in pixels of this."""
        span = self.selection()
        rects = self._rects(*span) if span else []
        if not rects:
            return self.cursorRect()
        top, end = rects[0].top(), rects[-1].bottomRight()
        return QRectF(QPointF(rects[-1].left(), top), end).toRect()

    def _rects(self, start: int, end: int) -> list[QRectF]:
        """Give the rectangles of a range in code points, at least one a line."""
        if (start, end) not in self._found:
            self._found[start, end] = self._find_rects(start, end)
        return self._found[start, end]

    def _find_rects(self, start: int, end: int) -> list[QRectF]:
        first, last = (offsets.to_utf16(self._text, o) for o in (start, end))
        found: list[QRectF] = []
        block = self.document().findBlock(first)
        while block.isValid() and block.position() < last:
            layout, at = block.layout(), block.position()
            origin = self.document().documentLayout().blockBoundingRect(block).topLeft()
            begin, stop = max(first - at, 0), min(last - at, block.length() - 1)
            top = layout.lineForTextPosition(begin)
            for number in range(top.lineNumber() if top.isValid() else 0, layout.lineCount()):
                line = layout.lineAt(number)
                a = max(begin, line.textStart())
                b = min(stop, line.textStart() + line.textLength())
                while b > a and self.document().characterAt(at + b - 1).isspace():
                    b -= 1
                found += [
                    QRectF(x0, self._top(line), x1 - x0, self._line).translated(origin)
                    for x0, x1 in self._spans(line, a, b)
                ]
                if line.textStart() >= stop:
                    break
            block = block.next()
        return found

    def _top(self, line: QTextLine) -> float:
        """Give where a line's room begins: its baseline is at four fifths of a fixed height."""
        return line.y() + line.ascent() + max(line.leading(), 0) - self._line * 0.8

    def _spans(self, line: QTextLine, a: int, b: int) -> list[tuple[float, float]]:
        """Give from where to where a part of a line goes; in two directions it may be in parts."""
        if a >= b:
            return []
        if not self._bidirectional:
            return [(_x(line, a), _x(line, b))]
        trailing = QTextLine.Edge.Trailing
        found: list[tuple[float, float]] = []
        for x0, x1 in sorted(sorted((_x(line, n), _x(line, n, trailing))) for n in range(a, b)):
            if found and x0 <= found[-1][1] + 1:
                found[-1] = (found[-1][0], max(found[-1][1], x1))
            else:
                found.append((x0, x1))
        return found

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = QRectF(event.rect()).adjusted(-2, -2, 2, 2)
        rects = [
            (h, [r for r in self._rects(h.selector.start, h.selector.end) if r.intersects(seen)])
            for h in sorted(self._highlights, key=lambda h: h.selector.start - h.selector.end)
        ]
        painter = QPainter(self.viewport())
        if not theme.current().dark:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for highlight, lines in rects:
            fill = QColor(theme.current().highlight(highlight.colour).fill)
            for line in lines:
                painter.fillRect(line.adjusted(-1, 1, 1, 0), fill)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for depth, (highlight, lines) in enumerate(rects):
            painter.setPen(self._pen(highlight))
            for line in lines:
                y = line.bottom() - 0.75 - (depth % 2) * 2
                painter.drawLine(QPointF(line.left(), y), QPointF(line.right(), y))
        painter.end()

    def _pen(self, highlight: Highlight) -> QPen:
        wide = 2.5 if highlight.id == self._current else 1.5
        pen = QPen(QColor(theme.current().highlight(highlight.colour).ink), wide)
        moved = highlight.anchor is Anchor.MOVED
        pen.setStyle(Qt.PenStyle.DashLine if moved else Qt.PenStyle.SolidLine)
        return pen

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        # Keys that mean a mark here must not reach the window's shortcuts.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._means_mark(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _means_mark(self, event: QKeyEvent) -> bool:
        # Del too where nothing is marked: it must not put the paper into the bin from here.
        if mark_keys.colour(event) or mark_keys.deletes(event):
            return True
        marked = self.textCursor().hasSelection() or self.at_caret() is not None
        return marked and mark_keys.comments(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if colour := mark_keys.colour(event):
            self.coloured.emit(colour)
        elif mark_keys.deletes(event):
            self.removed.emit()
        elif self._means_mark(event):
            self.commented.emit()
        elif event.key() in _PAGE_KEYS and not event.modifiers():
            event.ignore()  # the page around it scrolls
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.clicked.emit(self.caret())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page around it scrolls

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setCursorWidth(2)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCursorWidth(0)


def _x(line: QTextLine, at: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    """Give the x of a place in a line, which PySide gives with the place beside it."""
    place: Any = line.cursorToX(at, edge)
    return float(place[0])


def _goes_left(sign: str) -> bool:
    return unicodedata.bidirectional(sign) in ("R", "AL", "RLE", "RLO", "RLI")
