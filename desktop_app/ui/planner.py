"""The plan of the day as the window asks for it and lets the reader change it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop_app.core.papers import PaperId
from desktop_app.core.queue import Planned, Reason
from desktop_app.services import planning
from desktop_app.settings import Settings
from desktop_app.store import queue
from desktop_app.store.queue import Slot
from desktop_app.ui.changes import Changes


class Planner(QObject):
    """Plans one library's days with the settings in force."""

    def __init__(self, changes: Changes, settings: Callable[[], Settings]) -> None:
        super().__init__(changes)
        self._changes, self._settings = changes, settings
        self._library = changes.library

    def plan(self) -> list[Slot]:
        """Give today's plan, made now if there is none yet."""
        settings = self._settings()
        return planning.today(
            self._library, self._library.today(), settings.budget, settings.words_a_minute
        )

    def again(self) -> None:
        """Plan the rest of today anew."""
        settings = self._settings()
        self._changes.make(
            self.tr("Plan again"),
            lambda: planning.plan_again(self._library, settings.budget, settings.words_a_minute),
            shown=self.tr("Today is planned again"),
        )

    def put(self, paper: PaperId) -> None:
        """Put a paper on today's plan."""
        self._changes.make(
            self.tr("Put on today’s plan"),
            lambda: queue.put_plan(
                self._library, self._library.today(), [Planned(paper, Reason.CHOSEN)]
            ),
        )
