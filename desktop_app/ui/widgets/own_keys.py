"""Keys that mean something where they are pressed, and so are none of the window's shortcuts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent


def claim(event: QEvent, means: Callable[[QKeyEvent], object]) -> bool:
    """Keep a key from the window's shortcuts if it means something here; tell whether it was
    kept."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if not means(event):
        return False
    event.accept()
    return True
