"""A highlight in the margin: its meaning, how it stands, and its comment."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.core import text
from desktop_app.core.highlights import PLACED, Anchor, Highlight
from desktop_app.ui import icons, theme
from desktop_app.ui.widgets import carried, controls, mark_keys, own_keys
from desktop_app.ui.widgets.autosave import AutoSave
from desktop_app.ui.widgets.words import Words
from desktop_app.ui.widgets.writing import Writing

_RULE, _SIGN = 3, 12
MOST_LINES = 8  # of a comment, where its highlight is not the current one
_LONGEST = 240  # of a quote, in characters
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MarginNote(QWidget):
    """One highlight in the margin; its comment is edited in place."""

    chosen = Signal(int)
    commented = Signal(int, str, str)
    recoloured = Signal(int, int)
    removed = Signal(int)
    reviewed = Signal(int)
    accepted = Signal(int)
    finished = Signal()
    resized = Signal()

    def __init__(self, highlight: Highlight, name: str, parent: QWidget, *, writable: bool) -> None:
        super().__init__(parent)
        self.highlight = highlight
        self._writable = writable
        self._pressed: QPoint | None = None
        self._current = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._label = Words("meta-strong")
        self._sign = QLabel()  # that it comes back for review
        self._sign.hide()
        self._quote = Words("meta", "text_muted")
        self._comment = Words("meta", "text_secondary")
        self._comment.limit(MOST_LINES)
        self.accept = controls.button(self.tr("It is right here"), "link")
        self.accept.setFont(theme.font("meta-strong"))
        self.accept.clicked.connect(lambda: self.accepted.emit(self.highlight.id))
        self._editor: _Editor | None = None
        self._autosave = AutoSave(self._save, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(_RULE + 9, 1, 4, 2)
        column.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._label, 1)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for part in (self._quote, self._comment, self.accept):
            column.addWidget(part)
        column.setAlignment(self.accept, Qt.AlignmentFlag.AlignLeft)
        self.show_highlight(highlight, name)

    def show_highlight(self, highlight: Highlight, name: str) -> None:
        """Show a highlight under the name of its colour."""
        self.highlight = highlight
        placed = highlight.anchor in PLACED
        state = {
            Anchor.MOVED: self.tr("{name} · moved"),
            Anchor.AMBIGUOUS: self.tr("{name} · more than one place"),
            Anchor.ORPHANED: self.tr("{name} · no longer in the text"),
        }.get(highlight.anchor, "{name}")
        self._label.show_words(state.format(name=name))
        self._label.set_colour(theme.current().highlight(highlight.colour).ink)
        quote = highlight.selector.exact
        self._quote.show_words(f"“{quote if len(quote) <= _LONGEST else quote[:_LONGEST] + '…'}”")
        self._quote.setVisible(highlight.anchor is not Anchor.ANCHORED)
        self._comment.show_words(highlight.comment)
        self._comment.setVisible(bool(highlight.comment) and self._editor is None)
        self.accept.setVisible(highlight.anchor is Anchor.MOVED and self._writable)
        if self._editor is not None and not self._autosave.waiting:
            self._editor.follow(highlight.comment)
        where = "" if placed else self.tr(", its passage was not found")
        self.setAccessibleName(
            self.tr("{name}: {quote}. {comment}{where}").format(
                name=name,
                quote=highlight.selector.exact or self.tr("an area"),
                comment=highlight.comment or self.tr("No comment"),
                where=where,
            )
        )
        self.update()

    def show_reviewed(self, reviewed: bool) -> None:
        """Show by a sign that the highlight comes back for review, or no more."""
        meaning = self.tr("Comes back for review") if reviewed else ""
        colour, size = theme.current().text_muted, theme.scaled(_SIGN)
        self._sign.setPixmap(icons.pixmap("review", colour, size, self.devicePixelRatioF()))
        self._sign.setToolTip(meaning)
        self._sign.setVisible(reviewed)
        self.setAccessibleDescription(meaning)

    @property
    def editing(self) -> bool:
        """Whether the comment is being typed."""
        return self._editor is not None

    def show_as_current(self, current: bool) -> None:
        """Mark it as that of the highlight the reader is at, or no more."""
        if current != self._current:
            self._current = current
            self._comment.limit(None if current else MOST_LINES)
            self.update()

    def edit(self) -> None:
        """Let the reader type the comment here."""
        if not self._writable:
            return
        if self._editor is None:
            editor = _Editor(self.highlight.comment, self)
            editor.setAccessibleName(self.tr("Comment"))
            editor.setPlaceholderText(self.tr("Your comment"))
            editor.textChanged.connect(self._autosave.typed)
            editor.left.connect(self._left)
            editor.ended.connect(self._end)
            editor.grown.connect(self.resized)
            self._editor = editor
            layout = self.layout()
            assert layout is not None
            layout.addWidget(editor)
            QWidget.setTabOrder(self, editor)
            self._comment.hide()
            editor.show()
            self.resized.emit()
        self._editor.setFocus()

    def flush(self) -> None:
        """Save what was typed and not saved yet."""
        self._autosave.flush()

    def _save(self, token: str) -> None:
        if self._editor is not None:
            self.commented.emit(self.highlight.id, self._editor.toPlainText(), token)

    def _left(self) -> None:
        if self.isActiveWindow():
            self._close()
        else:
            self._autosave.finish()  # the reader comes back to it

    def _end(self) -> None:
        self._close()
        self.finished.emit()

    def _close(self) -> None:
        if self._editor is None:
            return
        self._autosave.finish()
        editor, self._editor = self._editor, None
        self._comment.show_words(editor.toPlainText().strip())
        self._comment.setVisible(bool(self._comment.words))
        editor.hide()
        editor.deleteLater()
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = QColor(theme.current().highlight(self.highlight.colour).ink)
        if self._current:
            painter.fillRect(self.rect(), QColor(theme.current().accent_tint))
        painter.fillRect(0, 0, _RULE + 2 * self._current, self.height(), ink)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.current().accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(_RULE + 2, 1, -1, -1), 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        self.chosen.emit(self.highlight.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if carried.far_enough(self._pressed, event.position().toPoint()):
            self._pressed = None
            carried.drag(self.highlight, self)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit()

    def event(self, event: QEvent) -> bool:
        return own_keys.claim(event, mark_keys.known) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if colour := mark_keys.colour(event):
            self.recoloured.emit(self.highlight.id, colour)
        elif mark_keys.reviews(event):
            self.reviewed.emit(self.highlight.id)
        elif mark_keys.deletes(event):
            self.removed.emit(self.highlight.id)
        elif event.key() in _ENTER or mark_keys.comments(event):
            self.edit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.chosen.emit(self.highlight.id)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()


class _Editor(Writing):
    """A field that grows with its text; ``ended`` tells of Esc or Ctrl+Enter."""

    ended = Signal()
    grown = Signal()

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._known = words
        self.setPlainText(words)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setProperty("variant", "field")
        self.setFont(theme.font("meta"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def follow(self, stored: str) -> None:
        """Show what the library has, where it is not what was typed here."""
        if stored == self._known:
            return
        self._known = stored
        if stored != text.clean(self.toPlainText()).strip():
            self.blockSignals(True)
            self.setPlainText(stored)
            self.blockSignals(False)
            self.moveCursor(QTextCursor.MoveOperation.End)

    def _grow(self) -> None:
        lines = max(2, round(self.document().size().height()))
        height = lines * self.fontMetrics().lineSpacing() + theme.scaled(18)
        if height != self.height():
            self.setFixedHeight(height)
            self.grown.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (event.key() in _ENTER and control):
            self.ended.emit()
        else:
            super().keyPressEvent(event)
