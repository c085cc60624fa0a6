"""Where the keyboard stops in a part of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def first(part: QWidget) -> QWidget | None:
    """Give the first widget in a part that Tab stops at; None where there is none."""
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        stops = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if stops and part.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled():
            return widget
        widget = widget.nextInFocusChain()
    return None
