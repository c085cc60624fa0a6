"""The note of a paper: Markdown, saved as it is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.core.papers import PaperId
from desktop_app.store import notes
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.autosave import AutoSave


class NoteEditor(QWidget):
    """Edits the note of one paper at a time; one focus is one undo step."""

    def __init__(self, changes: Changes) -> None:
        super().__init__()
        self._changes = changes
        self._paper: PaperId | None = None
        self._stored = ""
        self._autosave = AutoSave(self._save, self)
        self.setProperty("variant", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = _Field()
        self.field.setAccessibleName(self.tr("Note"))
        self.field.setPlaceholderText(
            self.tr("What do you want to remember of this paper? Markdown, saved as you type.")
        )
        self.field.textChanged.connect(self._changed)
        self.field.left.connect(self._autosave.finish)
        self.field.left.connect(self._changes.seal)
        self._state = controls.label(use="meta", tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.scaled(n) for n in (28, 14, 28, 8)))
        column.addWidget(self.field)
        column.addWidget(self._state)

    def show_note(self, paper: PaperId) -> None:
        """Show the note of a paper; what was typed of the one before is saved first."""
        self._autosave.finish()
        self._paper = paper
        self.field.setReadOnly(not self._changes.library.writable)
        self._put(notes.get(self._changes.library, paper))
        self._state.setText("")

    def refresh(self) -> None:
        """Show the note as the library has it now, unless newer words are being typed."""
        if self._paper is None or self._autosave.waiting:
            return
        stored = notes.get(self._changes.library, self._paper)
        if stored != self._stored:
            self._put(stored)

    def flush(self) -> None:
        """Save what was typed and not saved yet."""
        self._autosave.finish()

    def begin(self) -> None:
        """Put the caret at the end of the note."""
        self.field.setFocus()
        cursor = self.field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.field.setTextCursor(cursor)

    def _put(self, text: str) -> None:
        self._stored = text
        place = self.field.textCursor().position()
        self.field.blockSignals(True)
        self.field.setPlainText(text)
        self.field.blockSignals(False)
        cursor = self.field.textCursor()
        cursor.setPosition(min(place, len(self.field.toPlainText())))
        self.field.setTextCursor(cursor)

    def _changed(self) -> None:
        self._state.setText(self.tr("Saving…"))
        self._autosave.typed()

    def _save(self, token: str) -> None:
        if self._paper is None:
            return
        library, paper, text = self._changes.library, self._paper, self.field.toPlainText()
        if text == self._stored:
            return
        self._stored = text
        self._changes.make(
            self.tr("Write a note"),
            lambda: notes.put(library, paper, text),
            merge=f"note-{paper}-{token}",
        )
        self._state.setText(self.tr("Saved"))


class _Field(QPlainTextEdit):
    """A text field whose undo is the library's, and that tells when the focus leaves it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(theme.font("body"))
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
