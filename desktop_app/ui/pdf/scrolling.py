"""How far keys and wheels scroll, in pixels."""

from __future__ import annotations

from math import inf

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

LINE = 32
NOTCH = 120  # as Qt counts the turning of a wheel
ZOOM = 1.1  # by a notch
_SCREEN = 0.9  # of the view's height, so that a line is seen before and after

_Key = Qt.Key


def by_key(event: QKeyEvent, height: int) -> float | None:
    """Give how far down a key scrolls a view of a height; None for one that does not."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shifted = modifiers == Qt.KeyboardModifier.ShiftModifier
    if event.key() == _Key.Key_Space and (shifted or not modifiers):
        return height * (-_SCREEN if shifted else _SCREEN)
    ways: dict[int, float] = {
        _Key.Key_PageDown: height * _SCREEN,
        _Key.Key_PageUp: -height * _SCREEN,
        _Key.Key_Down: LINE,
        _Key.Key_Up: -LINE,
        _Key.Key_Home: -inf,
        _Key.Key_End: inf,
    }
    return None if modifiers else ways.get(event.key())


def by_wheel(event: QWheelEvent) -> QPointF:
    """Give how far a turned wheel moves what is shown, to the right and down."""
    pixels = event.pixelDelta()
    # X11 gives numbers there that Qt itself warns of.
    if not pixels.isNull() and QGuiApplication.platformName() != "xcb":
        way = QPointF(pixels)
    else:
        way = QPointF(event.angleDelta()) / NOTCH * QApplication.wheelScrollLines() * LINE
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not way.x():
        return QPointF(way.y(), 0)
    return way
