"""A long job in the lane of files, shown in the status bar of a window, where it is cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop_app.ui.stepping import Job, Stepping

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow


class ShownJob(QObject):
    """Runs one job at a time."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._name = ""
        self.stepping = Stepping(window.tasks, self)
        self.stepping.progressed.connect(lambda progress: self._show(progress.done, progress.total))

    def is_busy(self) -> bool:
        """Tell whether a job is under way, and say so."""
        if self.stepping.busy:
            said = self.tr("{job}: wait for its end, or cancel it")
            self._window.status.say(said.format(job=self._name))
        return self.stepping.busy

    def run(
        self,
        name: str,
        job: Job,
        *,
        done: Callable[[Any], object],
        cancelled: str,
        failed: Callable[[BaseException], object],
    ) -> None:
        """Run a job; `done` is given what it returned, `cancelled` is said where it was stopped."""

        def ended(result: Any) -> None:
            self._show_none()
            if result is None:
                self._window.status.say(cancelled)
            else:
                done(result)

        def refused(error: BaseException) -> None:
            self._show_none()
            failed(error)

        self._name = name
        self._window.desk.error_bar.dismiss()  # what it says was about what is done now
        self._window.status.quieten()
        self._show(0, 0)
        self.stepping.start(job, done=ended, failed=refused)

    def _show(self, done: int, total: int) -> None:
        cancel = self.stepping.cancel
        self._window.status.show_job(self._name, done, total, cancel=cancel)

    def _show_none(self) -> None:
        self._window.status.show_job("", 0, 0, cancel=self.stepping.cancel)
