"""The status bar: what goes on in the background, and that nothing leaves this computer."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QStatusBar

from desktop_app.ui import icons, theme
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.elided import Elided

STAYS_MS = 8000


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
        self._lock = QLabel()
        self._lock.setFixedSize(theme.scaled(14), theme.scaled(14))
        self._lock.setScaledContents(True)
        promise = controls.label(
            self.tr("Offline — nothing leaves this computer"), "meta", "secondary"
        )
        for widget in (self._words, self._bar, self._pause):
            self.addWidget(widget)
        for sign in (self._lock, promise):
            self.addPermanentWidget(sign)
        self._job: tuple[str, int, int, bool] | None = None
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

    def show_job(self, name: str, done: int, total: int, *, pausable: bool = False) -> None:
        """Show how far a job is; without a name, that there is none."""
        self._job = (name, done, total, pausable) if name else None
        self._show()

    def _show(self) -> None:
        self._bar.setVisible(self._job is not None)
        self._pause.setVisible(self._job is not None and self._job[3])
        words = ""
        if self._job is not None:
            name, done, total, _ = self._job
            words = self.tr("{name} {done} / {total}").format(name=name, done=done, total=total)
            self._bar.setMaximum(total)
            self._bar.setValue(done)
            self._bar.setAccessibleName(words)
        if not self._fade.isActive():
            self._words.setText(words)

    def tint(self) -> None:
        """Follow a change of theme."""
        colour = theme.current().text_secondary
        self._lock.setPixmap(icons.pixmap("lock", colour, theme.scaled(14), 2))
        self._lock.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _toggle(self) -> None:
        self._is_paused = not self._is_paused
        self._pause.setText(self.tr("Resume") if self._is_paused else self.tr("Pause"))
        self._pause.setAccessibleName(self._pause.text())
        self.paused.emit(self._is_paused)
