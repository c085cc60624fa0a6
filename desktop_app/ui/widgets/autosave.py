"""Saving what is typed: soon after a pause, at least once a second while typing goes on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 400
LONGEST_MS = 1000
_focus_numbers = count(1)


class AutoSave(QObject):
    """Calls `save(token)` for a text that is being typed; one focus has one token.

    The token is the `merge` of the change, so that what is typed in one focus is one undo step.
    """

    def __init__(self, save: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._save = save
        self._token = ""
        self._waiting = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._pause.timeout.connect(self.flush)
        self._longest.timeout.connect(self.flush)

    def typed(self) -> None:
        """Note that the text changed under the reader's hand."""
        self._token = self._token or f"focus-{next(_focus_numbers)}"
        self._waiting = True
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    @property
    def waiting(self) -> bool:
        """Whether something typed is not saved yet."""
        return self._waiting

    def flush(self) -> None:
        """Save now what is not saved yet."""
        if self.waiting:
            self._pause.stop()
            self._longest.stop()
            self._waiting = False
            self._save(self._token)

    def finish(self) -> None:
        """Save, and let what is typed next be another step: the focus has ended."""
        self.flush()
        self._token = ""
