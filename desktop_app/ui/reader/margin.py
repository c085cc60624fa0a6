"""The margin beside the abstract: each highlight's meaning and comment, level with its mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.highlights import Anchor, Highlight, HighlightId
from desktop_app.ui import theme
from desktop_app.ui.reader.abstract_text import PLACED
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.autosave import AutoSave

WIDTH = 176
GAP = 10
_RULE = 3


class MarginNote(QWidget):
    """One highlight in the margin; its comment is edited in place."""

    chosen = Signal(int)
    commented = Signal(int, str, str)
    accepted = Signal(int)
    finished = Signal()
    resized = Signal()

    def __init__(self, highlight: Highlight, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.highlight = highlight
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._label = controls.label(use="meta-strong")
        self._quote = controls.label(use="meta", tone="muted", wrap=True)
        self._comment = controls.label(use="meta", tone="secondary", wrap=True)
        self._comment.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._accept = QToolButton()
        self._accept.setText(self.tr("It is right here"))
        self._accept.setFont(theme.font("meta"))
        self._accept.clicked.connect(lambda: self.accepted.emit(self.highlight.id))
        self._editor: QPlainTextEdit | None = None
        self._autosave = AutoSave(self._save, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(_RULE + 9, 0, 4, 0)
        column.setSpacing(1)
        for part in (self._label, self._quote, self._comment, self._accept):
            column.addWidget(part)
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
        self._label.setText(state.format(name=name))
        ink = theme.current().highlight(highlight.colour).ink
        self._label.setStyleSheet(f"color: {ink};")
        self._quote.setText(f"“{highlight.selector.exact}”")
        self._quote.setVisible(highlight.anchor is not Anchor.ANCHORED)
        self._comment.setText(highlight.comment)
        self._comment.setVisible(bool(highlight.comment) and self._editor is None)
        self._accept.setVisible(highlight.anchor is Anchor.MOVED)
        where = "" if placed else self.tr(", its passage was not found")
        self.setAccessibleName(
            self.tr("{name}: {quote}. {comment}{where}").format(
                name=name,
                quote=highlight.selector.exact,
                comment=highlight.comment or self.tr("No comment"),
                where=where,
            )
        )
        self.update()

    def edit(self) -> None:
        """Let the reader type the comment here."""
        if self._editor is None:
            editor = _Editor(self.highlight.comment, self)
            editor.setAccessibleName(self.tr("Comment"))
            editor.setPlaceholderText(self.tr("Your comment"))
            editor.textChanged.connect(self._typed)
            editor.left.connect(self._close)
            editor.grown.connect(self.resized)
            self._editor = editor
            layout = self.layout()
            assert layout is not None
            layout.addWidget(editor)
            self._comment.hide()
            editor.show()
            self.resized.emit()
        self._editor.setFocus()

    def flush(self) -> None:
        """Save what was typed and not saved yet."""
        self._autosave.flush()

    def _typed(self) -> None:
        self._autosave.typed()

    def _save(self, token: str) -> None:
        if self._editor is not None:
            self.commented.emit(self.highlight.id, self._editor.toPlainText(), token)

    def _close(self) -> None:
        if self._editor is None:
            return
        self._autosave.finish()
        editor, self._editor = self._editor, None
        self._comment.setText(editor.toPlainText().strip())
        self._comment.setVisible(bool(self._comment.text()))
        editor.hide()
        editor.deleteLater()
        self.resized.emit()
        self.finished.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = QColor(theme.current().highlight(self.highlight.colour).ink)
        painter.fillRect(0, 0, _RULE, self.height(), ink)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.current().accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(_RULE + 2, 1, -1, -1), 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.highlight.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.chosen.emit(self.highlight.id)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()


class _Editor(QPlainTextEdit):
    """A field that grows with its text; Esc or Ctrl+Enter end it."""

    left = Signal()
    grown = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setProperty("variant", "field")
        self.setFont(theme.font("meta"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def _grow(self) -> None:
        lines = max(2, round(self.document().size().height()))
        height = lines * self.fontMetrics().lineSpacing() + theme.scaled(18)
        if height != self.height():
            self.setFixedHeight(height)
            self.grown.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (enter and control):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class Margin(QWidget):
    """Lays margin notes out: level with their marks, pushed down where they would collide."""

    chosen = Signal(int)
    commented = Signal(int, str, str)
    accepted = Signal(int)
    finished = Signal()
    laid_out = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Highlights and comments"))
        self._notes: dict[HighlightId, MarginNote] = {}
        self._levels: dict[HighlightId, int] = {}
        self._beside = True

    def show_highlights(self, highlights: Sequence[Highlight], names: Sequence[str]) -> None:
        """Show these highlights, keeping the note that is being edited."""
        wanted = {h.id for h in highlights}
        for gone in [i for i in self._notes if i not in wanted]:
            self._notes.pop(gone).deleteLater()
        for highlight in highlights:
            name = names[highlight.colour - 1]
            note = self._notes.pop(highlight.id, None)
            if note is None:
                note = self._make(highlight, name)
            else:
                note.show_highlight(highlight, name)
            self._notes[highlight.id] = note  # in the order of the text

    def _make(self, highlight: Highlight, name: str) -> MarginNote:
        note = MarginNote(highlight, name, self)
        note.chosen.connect(self.chosen)
        note.commented.connect(self.commented)
        note.accepted.connect(self.accepted)
        note.finished.connect(self.finished)
        note.resized.connect(self.laid_out)
        note.show()
        return note

    def edit(self, highlight: HighlightId) -> None:
        """Let the reader type the comment of a highlight."""
        if highlight in self._notes:
            self._notes[highlight].edit()

    def flush(self) -> None:
        """Save what was typed and not saved yet."""
        for note in self._notes.values():
            note.flush()

    def lay_out(self, levels: dict[HighlightId, int], width: int, *, beside: bool) -> int:
        """Place the notes, `levels` giving the y of each mark; give the height taken.

        Notes without a level (their passage was not found) come last. Not `beside` the text they
        stand one under the other.
        """
        self._levels, self._beside = levels, beside
        bottom = 0
        lost = max(levels.values(), default=0) + theme.scaled(40)
        indent = theme.scaled(22) if beside else 0
        for ident, note in self._notes.items():
            level = levels.get(ident, lost) if beside else 0
            top = max(level + 4, bottom + GAP) if beside else bottom + (GAP if bottom else 0)
            height = _height(note, width - indent)
            note.setGeometry(QRect(indent, top, width - indent, height))
            bottom = top + height
        self.update()
        return bottom

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._beside:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ident, note in self._notes.items():
            if ident in self._levels:
                ink = QColor(theme.current().highlight(note.highlight.colour).ink)
                painter.setPen(QPen(ink, 1))
                level = self._levels[ident] + theme.scaled(13)
                knee = QPoint(theme.scaled(10), level)
                painter.drawLine(QPoint(0, level), knee)
                painter.drawLine(knee, QPoint(note.x(), max(note.y() + 9, level)))


def _height(note: QWidget, width: int) -> int:
    """Give the height a note needs at a width, in pixels."""
    layout = note.layout()
    assert layout is not None
    layout.invalidate()
    needed = layout.heightForWidth(width) if layout.hasHeightForWidth() else -1
    return max(needed, 18) if needed >= 0 else note.sizeHint().height()
