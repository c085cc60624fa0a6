"""Garbage, collected on the main thread alone.

Python collects where it happens to allocate, in a lane's thread too. A widget in a cycle of
references would then be destroyed there, which Qt does not survive.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000

_in_charge: Garbage | None = None


def hold(on: bool) -> None:
    """Tell what collects garbage, where anything does, to `hold` or to go on."""
    if _in_charge is not None:
        _in_charge.hold(on)


class Garbage(QObject):
    """Takes the place of Python's own collection until it is let go."""

    _held = 0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        global _in_charge
        _in_charge = self
        gc.disable()
        gc.freeze()  # what is there at the start stays: it need not be looked through each time
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the generations whose time has come, as Python would."""
        if self._held:
            gc.freeze()
            return
        due = [
            n
            for n, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(due[-1])

    def hold(self, on: bool) -> None:
        """Look through nothing that is made meanwhile, neither then nor later.

        The records of a large import are many and no garbage, and would stall the window.
        """
        self._held += 1 if on else -1
        gc.freeze()

    def let_go(self) -> None:
        """Leave collecting to Python again."""
        global _in_charge
        _in_charge = None
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
