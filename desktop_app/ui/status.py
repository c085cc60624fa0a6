"""The status bar: what goes on in the background, and that nothing leaves this computer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QStatusBar

from desktop_app.ui import icons, theme
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.elided import Elided

STAYS_MS = 8000


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    done: int
    total: int
    pausable: bool
    cancel: Callable[[], object] | None


class Status(QStatusBar):
    """Shows one job with its progress, else the last message for a while."""

    paused = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setFixedHeight(theme.scaled(28))
        self.setContentsMargins(theme.scaled(10), 0, theme.scaled(10), 0)
        self._words = Elided(use="meta", tone="secondary")
        # As wide as its words where there is room; a long sentence must not widen the window.
        self._words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._bar = QProgressBar()
        self._bar.setFixedWidth(theme.scaled(96))
        self._bar.setTextVisible(False)
        self._pause = controls.button(self.tr("Pause"), "link")
        self._pause.setFont(theme.font("meta-strong"))
        self._pause.clicked.connect(self._toggle)
        self.cancel = controls.button(self.tr("Cancel"), "link")
        self.cancel.setFont(theme.font("meta-strong"))
        self.cancel.clicked.connect(self._cancel)
        self._lock = QLabel()
        self._lock.setFixedSize(theme.scaled(14), theme.scaled(14))
        self._lock.setScaledContents(True)
        promise = controls.label(
            self.tr("Offline — nothing leaves this computer"), "meta", "secondary"
        )
        for widget in (self._words, self._bar, self._pause, self.cancel):
            self.addWidget(widget)
        for sign in (self._lock, promise):
            self.addPermanentWidget(sign)
        self._asked: _Job | None = None
        self._other: _Job | None = None
        self._fade = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._fade.timeout.connect(self._show)
        self._is_paused = False
        self._show()
        self.tint()

    def say(self, sentence: str) -> None:
        """Show a sentence for a while."""
        self._words.setText(" ".join(sentence.split()))
        self._fade.start()

    def quieten(self) -> None:
        """Show the sentence no longer: something else was done since."""
        self._fade.stop()
        self._show()

    def sentence(self) -> str:
        """Give what is shown."""
        return self._words.text()

    def show_job(
        self,
        name: str,
        done: int,
        total: int,
        *,
        pausable: bool = False,
        cancel: Callable[[], object] | None = None,
    ) -> None:
        """Show how far a job is, of one step by its name alone; without one, that there is none.

        One that a reader may `cancel` was asked for, and stands before any other.
        """
        job = _Job(name, done, total, pausable, cancel) if name else None
        if cancel is not None:
            if job is not None and self._asked is None:
                self._fade.stop()  # what was said before is past: the reader began something else
            self._asked = job
        else:
            self._other = job
        self._show()

    def _show(self) -> None:
        job = self._asked or self._other
        self._bar.setVisible(job is not None)
        self._pause.setVisible(job is not None and job.pausable)
        self.cancel.setVisible(job is not None and job.cancel is not None)
        words = ""
        if job is not None:
            words = job.name
            if job.total > 1:
                words = self.tr("{name} {done} / {total}").format(
                    name=job.name, done=job.done, total=job.total
                )
            self._bar.setMaximum(job.total if job.total > 1 else 0)
            self._bar.setValue(job.done)
            self._bar.setAccessibleName(words)
        if not self._fade.isActive():
            self._words.setText(words)

    def tint(self) -> None:
        """Follow a change of theme."""
        colour = theme.current().text_secondary
        self._lock.setPixmap(icons.pixmap("lock", colour, theme.scaled(14), 2))
        self._lock.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _cancel(self) -> None:
        if self._asked is not None and self._asked.cancel is not None:
            self._asked.cancel()

    def _toggle(self) -> None:
        self._is_paused = not self._is_paused
        self._pause.setText(self.tr("Resume") if self._is_paused else self.tr("Pause"))
        self._pause.setAccessibleName(self._pause.text())
        self.paused.emit(self._is_paused)
