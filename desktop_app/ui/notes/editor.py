"""The note of a paper: Markdown, saved as it is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.core import text
from desktop_app.core.papers import PaperId
from desktop_app.store import notes
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.autosave import AutoSave
from desktop_app.ui.widgets.writing import Writing


class NoteEditor(QWidget):
    """Edits the note of one paper at a time; one focus is one undo step."""

    def __init__(self, changes: Changes) -> None:
        super().__init__()
        self._changes = changes
        self._paper: PaperId | None = None
        self._stored = self._shown = ""
        self._autosave = AutoSave(self._save, self)
        self.setProperty("variant", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = Writing()
        self.field.setFrameShape(QFrame.Shape.NoFrame)
        self.field.setFont(theme.font("body"))
        self.field.setAccessibleName(self.tr("Note"))
        self.field.setPlaceholderText(
            self.tr("What do you want to remember of this paper? Markdown, saved as you type.")
        )
        self.field.textChanged.connect(self._changed)
        self.field.left.connect(self._autosave.finish)
        self.field.left.connect(self._changes.seal)
        self._state = controls.label(use="meta", tone="muted")
        self.setFocusProxy(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.scaled(n) for n in (28, 14, 28, 8)))
        column.addWidget(self.field)
        column.addWidget(self._state)

    def show_note(self, paper: PaperId) -> None:
        """Show the note of a paper; what was typed of the one before is saved first."""
        self.flush()
        self._paper = paper
        self.field.setReadOnly(not self._changes.library.writable)
        self._put(notes.get(self._changes.library, paper))
        self._state.setText("")

    def refresh(self) -> None:
        """Show the note as the library has it now, unless newer words are being typed."""
        if self._paper is None or self._autosave.waiting:
            return
        stored = notes.get(self._changes.library, self._paper)
        if stored == _kept(self._words()):
            self._saved(stored)
        elif stored != self._stored:
            self._put(stored)

    def flush(self) -> None:
        """Save what was typed and not saved yet."""
        self._autosave.finish()
        self._save("")  # what could not be saved before

    def begin(self) -> None:
        """Put the caret at the end of the note."""
        self.field.setFocus()
        cursor = self.field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.field.setTextCursor(cursor)

    def _put(self, words: str) -> None:
        place = self.field.textCursor().position()
        self.field.blockSignals(True)
        self.field.setPlainText(words)
        self.field.blockSignals(False)
        self._stored, self._shown = words, self.field.toPlainText()
        cursor = self.field.textCursor()
        cursor.setPosition(min(place, self.field.document().characterCount() - 1))
        self.field.setTextCursor(cursor)

    def _words(self) -> str:
        return text.carry_edit(self._stored, self._shown, self.field.toPlainText())

    def _changed(self) -> None:
        self._state.setText(self.tr("Saving…"))
        self._autosave.typed()

    def _save(self, token: str) -> None:
        library, paper, words = self._changes.library, self._paper, self._words()
        if paper is None or self.field.isReadOnly():
            return
        if _kept(words) == self._stored:
            self._saved(self._stored)
        elif self._changes.make(
            self.tr("Write a note"),
            lambda: notes.put(library, paper, words),
            merge=f"note-{paper}-{token}",
        ):
            self._saved(_kept(words))

    def _saved(self, stored: str) -> None:
        self._stored, self._shown = stored, self.field.toPlainText()
        if self._state.text():
            self._state.setText(self.tr("Saved"))


def _kept(words: str) -> str:
    """Give what the library makes of a note."""
    return text.clean(words) if words.strip() else ""
