"""What can be done to a row of the digest, by keys and by a menu, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui.digest.words import tr
from desktop_app.ui.widgets.menu import Menu

Key = Qt.Key


class Deed(StrEnum):
    """What a reader wants of a paper."""

    OPEN = "open"
    PLAN = "plan"
    QUEUE = "queue"
    LESS = "less"


_KEYS = {
    Key.Key_Return: Deed.OPEN,
    Key.Key_Enter: Deed.OPEN,
    Key.Key_P: Deed.PLAN,
    Key.Key_Q: Deed.QUEUE,
    Key.Key_Minus: Deed.LESS,
}
_STEPS = {Key.Key_J: 1, Key.Key_Down: 1, Key.Key_K: -1, Key.Key_Up: -1}


def meant(event: QKeyEvent) -> Deed | None:
    """Give what a key asks for; None where it is no key of a row."""
    return _KEYS.get(Key(event.key())) if _alone(event) else None


def step(event: QKeyEvent) -> int:
    """Give by how many rows a key moves: 1, -1, or 0 where it does not."""
    return _STEPS.get(Key(event.key()), 0) if _alone(event) else 0


def means(event: QKeyEvent) -> bool:
    """Tell whether a key means something to a row."""
    return meant(event) is not None or step(event) != 0


def menu(parent: QWidget, act: Callable[[Deed], object]) -> QMenu:
    """Make the menu of a row; `act` is told what is chosen."""
    made = Menu(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for deed, text in (
        (Deed.OPEN, tr("Open\tEnter")),
        (Deed.PLAN, tr("Read today\tP")),
        (Deed.QUEUE, tr("Add to queue\tQ")),
        (Deed.LESS, tr("Less like this\t-")),
    ):
        if deed is Deed.LESS:
            made.addSeparator()
        made.addAction(text).triggered.connect(lambda _=False, chosen=deed: act(chosen))
    return made


def _alone(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.NoModifier
