"""The keys that mark, in text and margin: 1 to 5 colour, N comments, R reviews, Del deletes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_COLOURS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)
_DELETES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


def colour(event: QKeyEvent) -> int | None:
    """Give the colour a key stands for, or None."""
    return _COLOURS.index(Qt.Key(event.key())) + 1 if _is(event, *_COLOURS) else None


def comments(event: QKeyEvent) -> bool:
    """Tell whether a key asks for a comment."""
    return _is(event, Qt.Key.Key_N)


def reviews(event: QKeyEvent) -> bool:
    """Tell whether a key asks for a highlight to come back for review, or no more."""
    return _is(event, Qt.Key.Key_R)


def deletes(event: QKeyEvent) -> bool:
    """Tell whether a key asks for a highlight to go."""
    return _is(event, *_DELETES)


def known(event: QKeyEvent) -> bool:
    """Tell whether a key asks for anything of a highlight."""
    return bool(colour(event)) or comments(event) or reviews(event) or deletes(event)


def _is(event: QKeyEvent, *keys: Qt.Key) -> bool:
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in keys and plain == Qt.KeyboardModifier.NoModifier
