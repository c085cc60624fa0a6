"""A part of a window that is made when it is first seen, or asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.widgets import controls

Part = TypeVar("Part", bound=QWidget)


class Later(QWidget, Generic[Part]):
    """Stands in the window for a part, and holds it once it is made.

    What makes it imports its modules too, so that neither is any part of a start.
    """

    def __init__(self, make: Callable[[], Part]) -> None:
        super().__init__()
        self._make = make
        self._part: Part | None = None
        self._joining: list[Callable[[Part], object]] = []

    @property
    def part(self) -> Part:
        """The part, made now if it was not yet."""
        if self._part is None:
            self._part = part = self._make()
            controls.column(self).addWidget(part)
            self.setFocusProxy(part)
            for join in self._joining:
                join(part)
        return self._part

    @property
    def made(self) -> Part | None:
        """The part, or None while it is not made."""
        return self._part

    def tell(self, do: Callable[[Part], object]) -> None:
        """Do something with the part if there is one; what was never made need not know."""
        if self._part is not None:
            do(self._part)

    def join(self, do: Callable[[Part], object]) -> None:
        """Do something with the part once it is made, or now if it is."""
        self._joining.append(do)
        self.tell(do)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.part.isHidden():
            self.part.show()
