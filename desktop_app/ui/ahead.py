"""What the start of a window left out, made a little later and piece by piece.

So the first look at it need not wait either; whoever looks at once gets it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow

START_MS, PAUSE_MS = 2000, 100


class Ahead(QObject):
    """Imports and makes the parts of one window, each in a turn of its own."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._steps = _steps(window)
        self._timer = QTimer(self, singleShot=True, interval=START_MS)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        step = next(self._steps, None)
        if step is not None:
            step()
            self._timer.start(PAUSE_MS)


def _steps(window: MainWindow) -> Iterator[Callable[[], object]]:
    for name, part in (
        ("pdf.page", lambda: window.document),
        ("notes.editor", lambda: window.notes),
        ("reader.details", lambda: window.reader.details),
        ("today.panel", lambda: window.today),
    ):
        yield lambda name=name: import_module(f"desktop_app.ui.{name}")  # type: ignore[misc]
        yield part
