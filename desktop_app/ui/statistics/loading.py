"""The history for one view: read when the view is shown, and again when something was done."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import date

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop_app.core.statistics import History
from desktop_app.store.library import Cause, Notice
from desktop_app.ui.changes import Changes, touches

SETTLE_MS = 300
BULK_MS = 1500
MINUTE_MS = 60_000

Load = Callable[[Callable[[History], object]], Future[History]]


class Loading(QObject):
    """Asks for the history while `view` is shown and gives it to `show`.

    `load` starts the reading off the main thread. Changes close to each other are answered once,
    and a hidden view asks when it is shown again.
    """

    def __init__(
        self, view: QWidget, changes: Changes, load: Load, show: Callable[[History], object]
    ) -> None:
        super().__init__(view)
        self._view, self._changes, self._load, self._show = view, changes, load, show
        self._asked: Future[History] | None = None
        self._stale = True
        self._today: date | None = None
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._ask)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self.look_at_clock)
        self._minute.start()
        view.installEventFilter(self)
        changes.changed.connect(self._changed)

    def refresh(self, wait: int = 0) -> None:
        """Ask anew after `wait` milliseconds, or when the view is shown."""
        self._stale = True
        if self._view.isVisible() and not self._later.isActive():
            self._later.start(wait)

    def look_at_clock(self) -> None:
        """Ask anew where a day has begun."""
        if self._today is not None and self._changes.library.today() != self._today:
            self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._stale:
            self._later.start(0)
        return False

    def _changed(self, notice: Notice) -> None:
        if touches(notice, "event", "reading_session"):
            self.refresh(BULK_MS if notice.cause is Cause.BATCH else SETTLE_MS)

    def _ask(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        self._stale = False
        self._asked = self._load(self._take)

    def _take(self, history: History) -> None:
        self._today = history.today
        self._show(history)
