"""A menu whose letters are its own while it is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QMenu

from desktop_app.ui.widgets import own_keys


class Menu(QMenu):
    """Keeps letters from the single keys of what lies below, which has the focus still."""

    def event(self, event: QEvent) -> bool:
        if own_keys.claim(event, lambda key: key.text().isprintable() and key.text()):
            return True
        return super().event(event)
