"""A text to select passages in: by character, word and sentence, with mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QTextEdit, QWidget

from desktop_app.core import passages
from desktop_app.ui import theme
from desktop_app.ui.reader import offsets
from desktop_app.ui.reader.spans import Spans

_PAGE_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_LEFT = Qt.MouseButton.LeftButton
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier

Unit = Callable[[str, int], tuple[int, int]]


class PassageText(QTextEdit):
    """Text that is read and selected, but not edited; as tall as it needs to be.

    A double click selects a word, a triple one a sentence; a drag or a Shift+click after it
    extends by the same unit; Ctrl+Shift+S selects the sentence at the caret, then one more.
    Places count code points. ``clicked`` gives the place of a click that selected nothing.
    """

    clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self.words = ""
        self._spans = Spans(self.document())
        self._unit: Unit | None = None
        self._taken = (0, 0)  # what was first selected by the unit
        self._doubled = (0.0, QPoint())  # when and where a double click was

    # What is shown

    def show_text(self, words: str, size: int) -> None:
        """Show a stored text in the reading font at `size` pixels."""
        self.words, self._unit = words, None
        font = QFont(theme.font("abstract"))
        font.setPixelSize(theme.scaled(size))
        height = theme.scaled(round(size * 26 / 17))
        self.setExtraSelections([])
        self.clear()  # else the text that was there is laid out once more
        self.setFont(font)
        self.document().setDefaultFont(font)
        block = QTextBlockFormat()
        block.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        block.setBottomMargin(height // 2)
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(block)
        cursor.insertText(words)
        self.put_caret(0)
        self._spans.begin(words, height)

    def mark(self, spans: Iterable[tuple[int, int]], look: QTextCharFormat) -> None:
        """Let these passages, in places of the text, look so until another text is shown."""
        found = []
        for start, end in spans:
            passage = QTextEdit.ExtraSelection()
            passage.cursor = QTextCursor(self.document())
            passage.cursor.setPosition(offsets.to_utf16(self.words, start))
            passage.cursor.setPosition(
                offsets.to_utf16(self.words, end), QTextCursor.MoveMode.KeepAnchor
            )
            passage.format = look
            found.append(passage)
        self.setExtraSelections(found)

    def fit(self, width: int) -> None:
        """Take a width in pixels and the height that the text needs at it."""
        if width != self.document().textWidth():
            self.document().setTextWidth(width)
            self._spans.forget()
        self.setFixedSize(width, round(self.document().size().height()) + 4)

    # Places in the text

    def selection(self) -> tuple[int, int] | None:
        """Give the selected range; None where no word or sign is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start = offsets.from_utf16(self.words, cursor.selectionStart())
        end = offsets.from_utf16(self.words, cursor.selectionEnd())
        return (start, end) if self.words[start:end].strip() else None

    def select(self, anchor: int, caret: int) -> None:
        """Select from one place to another, at which the caret then is."""
        cursor = self.textCursor()
        cursor.setPosition(offsets.to_utf16(self.words, anchor))
        cursor.setPosition(offsets.to_utf16(self.words, caret), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def caret(self) -> int:
        """Give the caret's place."""
        return offsets.from_utf16(self.words, self.textCursor().position())

    def put_caret(self, place: int) -> None:
        """Put the caret at a place; nothing stays selected."""
        self.select(place, place)

    def passage(self) -> QRect:
        """Give the rectangle from the selection's first line to its end, in pixels of this."""
        start, end = self.selection() or (0, 0)
        end = start + len(self.words[start:end].rstrip())
        first, last = (offsets.to_utf16(self.words, o) for o in (start, end))
        top = next(self._spans.rects(first, last), None)
        bottom = list(self._spans.rects(max(first, last - 2), last))
        if top is None or not bottom:
            return self.cursorRect()
        return QRectF(QPointF(bottom[-1].left(), top.top()), bottom[-1].bottomRight()).toRect()

    def _at(self, point: QPoint) -> int:
        """Give the place of the sign under a point."""
        cursor = self.cursorForPosition(point)
        place = offsets.from_utf16(self.words, cursor.position())
        rightwards = not self._spans.bidirectional
        return place - (rightwards and place > 0 and self.cursorRect(cursor).x() > point.x())

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point, left = event.position().toPoint(), event.button() is _LEFT
        if left and self._is_third(point):
            self._take(passages.sentence, point)
        elif left and self._unit and event.modifiers() & _SHIFT:
            self._extend(point)
        else:
            self._unit = None if left else self._unit
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is _LEFT:
            point = event.position().toPoint()
            self._doubled = (monotonic(), point)
            self._take(passages.word, point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._unit and event.buttons() & _LEFT:
            self._extend(event.position().toPoint())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is not _LEFT:
            return
        span = self.selection()
        if span is None and not self.textCursor().hasSelection():
            self.clicked.emit(self.caret())
        elif span and self._unit and QGuiApplication.clipboard().supportsSelection():
            words = self.words[slice(*span)]
            QGuiApplication.clipboard().setText(words, QClipboard.Mode.Selection)

    def _is_third(self, point: QPoint) -> bool:
        """Tell whether a press follows a double click at once and at its place."""
        when, where = self._doubled
        soon = monotonic() - when < QApplication.doubleClickInterval() / 1000
        return soon and (point - where).manhattanLength() < QApplication.startDragDistance()

    def _take(self, unit: Unit, point: QPoint) -> None:
        self._unit = unit
        self._taken = unit(self.words, self._at(point))
        self.select(*self._taken)

    def _extend(self, point: QPoint) -> None:
        """Select from what was first selected to the unit under a point."""
        assert self._unit is not None
        start, end = self._unit(self.words, self._at(point))
        first, last = self._taken
        if start < first:
            self.select(last, start)
        else:
            self.select(first, max(end, last))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_S and event.modifiers() == _CONTROL | _SHIFT:
            self.take_sentence()
        elif event.key() in _PAGE_KEYS and not event.modifiers():
            event.ignore()  # the page around it scrolls
        else:
            self._unit = None
            super().keyPressEvent(event)

    def take_sentence(self) -> None:
        """Select the sentence at the caret; where whole ones are selected, one more."""
        start, end = self.selection() or (self.caret(), self.caret())
        first = passages.sentence(self.words, start)
        last = passages.sentence(self.words, max(start, end - 1))
        if (start, end) == (first[0], last[1]):
            behind = len(self.words) - len(self.words[end:].lstrip())
            last = passages.sentence(self.words, behind)
        self._unit, self._taken = passages.sentence, first
        self.select(first[0], last[1])

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.words[slice(*(self.selection() or (0, 0)))])
        return data

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page around it scrolls

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setCursorWidth(2)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCursorWidth(0)
