"""Fields that leave undo to the library where they have nothing to undo themselves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class Writing(QPlainTextEdit):
    """A text whose undo is the library's; ``left`` tells that the focus left it."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def event(self, event: QEvent) -> bool:
        return False if _left_alone(event, False, False) else super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class Line(QLineEdit):
    """A line that undoes what was typed in it, then leaves undo to the library."""

    def event(self, event: QEvent) -> bool:
        local = self.isUndoAvailable(), self.isRedoAvailable()
        return False if _left_alone(event, *local) else super().event(event)


class Area(QPlainTextEdit):
    """A text that undoes what was typed in it, then leaves undo to the library.

    ``left`` tells that the focus left it.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def event(self, event: QEvent) -> bool:
        local = self.document().isUndoAvailable(), self.document().isRedoAvailable()
        return False if _left_alone(event, *local) else super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


def _left_alone(event: QEvent, undoable: bool, redoable: bool) -> bool:
    """Let the window have the keys of undo and redo, which Qt's fields keep in any case."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    left = (event.matches(QKeySequence.StandardKey.Undo) and not undoable) or (
        event.matches(QKeySequence.StandardKey.Redo) and not redoable
    )
    if left:
        event.ignore()
    return left
