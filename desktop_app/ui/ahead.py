"""What the start of a window left out, made a little later and piece by piece.

So the first look at it need not wait either; whoever looks at once gets it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.engines.lanes import Lane

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow

START_MS, PAUSE_MS = 2000, 100


class Ahead(QObject):
    """Imports and makes the parts of one window, each in a turn of its own; not while one types.

    What a part imports is imported beside the window first, for that takes the longest.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._parts = _parts(window)
        self._timer = QTimer(self, singleShot=True, interval=START_MS)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        window = self._window
        if window.library_panel.search.typing:
            self._timer.start(START_MS)
        elif (part := next(self._parts, None)) is not None:
            name, make = part
            window.tasks.start(Lane.FILES, import_module, name, done=lambda _: self._make(make))

    def _make(self, make: Callable[[], object]) -> None:
        make()
        self._timer.start(PAUSE_MS)


def _parts(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """Give each part's module and what makes it."""
    yield "desktop_app.ui.pdf.page", lambda: window.document
    yield "desktop_app.ui.notes.editor", lambda: window.notes
    yield "desktop_app.ui.reader.details", lambda: window.reader.details
    yield "desktop_app.ui.review.card", lambda: None
    yield "desktop_app.ui.today.panel", lambda: window.today
