"""The abstract as a text to select in, with its highlights painted behind the words."""

from __future__ import annotations

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
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from desktop_app.core.highlights import Anchor, Highlight
from desktop_app.ui import theme
from desktop_app.ui.reader import offsets

_COLOUR_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)
_REMOVE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
PLACED = (Anchor.ANCHORED, Anchor.MOVED)


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
        self._size = 17
        self._highlights: Sequence[Highlight] = ()
        self._current: int | None = None

    # What is shown

    def show_text(self, text: str, size: int) -> None:
        """Show a stored text in the reading font at `size` pixels."""
        self._text, self._size = text, size
        font = theme.font("abstract")
        font.setPixelSize(theme.scaled(size))
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.setPlainText(text)
        self._set_line_height(theme.scaled(round(size * 26 / 17)))

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
        self.document().setTextWidth(width)
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
        """Give the selected range in code points, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return (
            offsets.from_utf16(self._text, cursor.selectionStart()),
            offsets.from_utf16(self._text, cursor.selectionEnd()),
        )

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
        """Give the rectangles of a range in code points, one a line."""
        first, last = (offsets.to_utf16(self._text, o) for o in (start, end))
        found: list[QRectF] = []
        block = self.document().findBlock(first)
        while block.isValid() and block.position() < last:
            layout = block.layout()
            origin = self.document().documentLayout().blockBoundingRect(block).topLeft()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                a = max(first - block.position(), line.textStart())
                b = min(last - block.position(), line.textStart() + line.textLength())
                words = block.text()[a:b] if a < b else ""
                b -= len(words) - len(words.rstrip())
                if a < b:
                    x0, x1 = sorted((_x(line.cursorToX(a)), _x(line.cursorToX(b))))
                    found.append(
                        QRectF(origin.x() + x0, origin.y() + line.y(), x1 - x0, line.height())
                    )
            block = block.next()
        return found

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if theme.current().dark is False:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        rects = [
            (h, self._rects(h.selector.start, h.selector.end))
            for h in sorted(self._highlights, key=lambda h: h.selector.start - h.selector.end)
        ]
        for highlight, lines in rects:
            fill = QColor(theme.current().highlight(highlight.colour).fill)
            for line in lines:
                painter.fillRect(line.adjusted(-1, 1, 1, 0), fill)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for depth, (highlight, lines) in enumerate(rects):
            wide = 2.5 if highlight.id == self._current else 1.5
            pen = QPen(QColor(theme.current().highlight(highlight.colour).ink), wide)
            pen.setStyle(
                Qt.PenStyle.DashLine if highlight.anchor is Anchor.MOVED else Qt.PenStyle.SolidLine
            )
            painter.setPen(pen)
            lift = (depth % 2) * 2
            for line in lines:
                y = line.bottom() - 0.75 - lift
                painter.drawLine(QPointF(line.left(), y), QPointF(line.right(), y))
        painter.end()

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
        if event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            return False
        key = event.key()
        if key in _COLOUR_KEYS:
            return True
        marked = self.textCursor().hasSelection() or self.at_caret() is not None
        return marked and key in (Qt.Key.Key_N, *_REMOVE_KEYS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._means_mark(event):
            super().keyPressEvent(event)
        elif event.key() in _COLOUR_KEYS:
            self.coloured.emit(_COLOUR_KEYS.index(Qt.Key(event.key())) + 1)
        elif event.key() == Qt.Key.Key_N:
            self.commented.emit()
        else:
            self.removed.emit()

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


def _x(place: Any) -> float:
    """Give the x of QTextLine.cursorToX, which PySide gives with the cursor beside it."""
    return float(place[0])
