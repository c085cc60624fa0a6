"""The field a note is written in."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QFrame

from desktop_app.core import notes
from desktop_app.core.notes import Link
from desktop_app.ui import theme
from desktop_app.ui.notes import utf16
from desktop_app.ui.notes.markup import Markup
from desktop_app.ui.widgets import carried
from desktop_app.ui.widgets.writing import Writing

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier


def margins() -> list[int]:
    """Give the room around the text of a note, in pixels: left, top, right and bottom."""
    return [theme.scaled(n) for n in (28, 14, 16, 4)]


class NoteField(Writing):
    """Markdown as it is typed. ``quoted`` carries the key of a highlight dropped here,
    ``followed`` a Link that Ctrl and a click, or Ctrl+Enter, want followed."""

    quoted = Signal(str)
    followed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        font = QFont(theme.font("body"))
        font.setFeature(QFont.Tag("calt"), 0)  # 3x0 is no product, -> no arrow
        self.setFont(font)
        left, *others = margins()
        self.setViewportMargins(left - round(self.document().documentMargin()), *others)
        self.setAccessibleName(self.tr("Note"))
        self._markup = Markup(self.document())

    def tint(self) -> None:
        """Follow a change of theme."""
        self.blockSignals(True)  # other looks are no other text
        self._markup.tint()
        self.blockSignals(False)

    def put(self, words: str, *, place: int) -> None:
        """Show other words, the caret at a place as far as there is text."""
        self.blockSignals(True)
        self.setPlainText(words)
        self.blockSignals(False)
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def insert_block(self, markdown: str) -> None:
        """Insert Markdown as a paragraph of its own below the caret's, the caret after it."""
        cursor = self.textCursor()
        block = cursor.block()
        while block.text().strip() and block.next().text().strip():
            block = block.next()
        cursor.setPosition(block.position() + block.length() - 1)
        above = block if block.text().strip() else block.previous()
        apart = 2 if above == block else int(bool(above.text().strip()))
        cursor.insertText("\n" * apart + markdown + "\n\n")
        self.setTextCursor(cursor)

    def link_at(self, cursor: QTextCursor) -> Link | None:
        """Give the ``[[link]]`` at a place, or None."""
        before, after = utf16.sides(cursor)
        inside = (m for m in notes.LINK.finditer(before + after) if m.start() <= len(before))
        match = next((m for m in inside if len(before) <= m.end()), None)
        return notes.link(match["inner"]) if match else None

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & _CONTROL:
            self._follow(self.textCursor())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.modifiers() & _CONTROL and event.button() is Qt.MouseButton.LeftButton:
            self._follow(self.cursorForPosition(event.position().toPoint()))

    def _follow(self, cursor: QTextCursor) -> None:
        if link := self.link_at(cursor):
            self.followed.emit(link)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # Files are for the window, which brings them into the library.
        files = any(url.isLocalFile() for url in source.urls())
        return bool(carried.key(source)) or (super().canInsertFromMimeData(source) and not files)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if key := carried.key(source):
            self.quoted.emit(key)
        else:
            super().insertFromMimeData(source)
