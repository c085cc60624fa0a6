"""What the actions about days do: put off, due on, wanted how much, read today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication

from desktop_app.core.papers import PaperId
from desktop_app.core.queue import Budget, Priority
from desktop_app.services import planning
from desktop_app.services.bulk import Work
from desktop_app.store import queue
from desktop_app.ui import phrases
from desktop_app.ui.today import words

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow
    from desktop_app.ui.today.day import Line


MOST_A_DAY = 500  # papers put on the plan of today by hand, at once


class DayActions(QObject):
    """Acts on the chosen papers of a window, each act one change."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._changes, self._library = window.changes, window.library

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {
            "snooze": self._ask_snooze,
            "due": self._ask_due,
            "priority-high": lambda: self._set_priority(Priority.HIGH),
            "priority-normal": lambda: self._set_priority(Priority.NORMAL),
            "priority-low": lambda: self._set_priority(Priority.LOW),
            "plan-today": self._plan_today,
        }

    def snooze(self, until: date) -> None:
        """Put the chosen papers off until a day."""
        wanted = self._window.chosen()
        day = words.in_days(until, self._library.today())
        self._make(
            self.tr("Snooze"),
            lambda some: queue.snooze(self._library, some, until),
            wanted,
            self._snoozed(wanted, until).format(day=day),
        )

    def _snoozed(self, wanted: Sequence[PaperId], until: date) -> str:
        """Say that papers were put off, and whether that is past the day one of them is due."""
        if not queue.due_before(self._library, until).isdisjoint(wanted):
            return self.tr("Snoozed until {day}, past the due day")
        return self.tr("Snoozed until {day}")

    def ask_what_goes(self) -> None:
        """Offer the papers that waited longest to be dropped."""
        self._window.planner.ask_longest_waiting(self._offer)

    def _ask_snooze(self) -> None:
        from desktop_app.ui.today.snooze import SnoozeMenu

        menu = SnoozeMenu(self._library.today(), self._window)
        menu.chosen.connect(self.snooze)
        focus = QApplication.focusWidget() or self._window
        menu.setActiveAction(menu.actions()[0])
        menu.popup(focus.mapToGlobal(QPoint(focus.width() // 3, min(focus.height() // 3, 120))))

    def _ask_due(self) -> None:
        wanted = list(self._window.chosen())
        about = self.tr("%n paper(s)", "", len(wanted))
        if len(wanted) == 1:
            about = self._window.paper_title()
        from desktop_app.ui.today.day_dialog import DueDialog

        dialog = DueDialog(about, self._library.today(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        speed = self._window.settings.words_a_minute
        for entry in queue.entries(self._library, speed, wanted[:1]):
            if entry.due is not None:
                dialog.put(entry.due, entry.due_reason)
        dialog.chosen.connect(lambda day: self._set_due(wanted, day, dialog.reason.text()))
        dialog.cleared.connect(lambda: self._set_due(wanted, None, ""))
        dialog.open()

    def _set_due(self, wanted: Sequence[PaperId], day: date | None, reason: str) -> None:
        if day == self._library.today() and self._are_too_many(wanted):
            return  # what is due today goes onto its plan
        said = self.tr("No longer due on a day")
        if day is not None:
            said = words.due(day, reason, self._library.today())
        self._make(
            self.tr("Set a due day"),
            lambda some: planning.set_due(self._library, some, day, reason, *self._pace()),
            wanted,
            said,
        )

    def _set_priority(self, priority: Priority) -> None:
        wanted = self._window.chosen()
        said = {
            Priority.HIGH: self.tr("High priority"),
            Priority.NORMAL: self.tr("Normal priority"),
            Priority.LOW: self.tr("Low priority"),
        }[priority]
        self._make(
            self.tr("Set a priority"),
            lambda some: planning.set_priority(self._library, some, priority, *self._pace()),
            wanted,
            said,
        )

    def _pace(self) -> tuple[Budget, int]:
        settings = self._window.settings
        return settings.budget, settings.words_a_minute

    def _plan_today(self) -> None:
        wanted = self._window.chosen()
        if wanted and not self._are_too_many(wanted):
            self._window.planner.put(wanted, {})

    def _are_too_many(self, wanted: Sequence[PaperId]) -> bool:
        """Tell whether papers are more than a day holds, and say so."""
        if len(wanted) <= MOST_A_DAY:
            return False
        said = self.tr("{count} are too many for one day. Choose fewer, or add them to the queue.")
        count = phrases.papers(len(wanted))
        self._window.desk.error_bar.tell(said.format(count=count), warning=True)
        return True

    def _offer(self, lines: list[Line]) -> None:
        from desktop_app.ui.today.letting_go import LettingGo

        dialog = LettingGo(lines, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._window.planner.let_go)
        dialog.open()

    def _make(self, label: str, work: Work, wanted: Sequence[PaperId], shown: str) -> None:
        if wanted:
            self._changes.make_of(label, work, wanted, shown=shown)
