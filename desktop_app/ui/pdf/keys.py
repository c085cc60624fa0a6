"""Shift with 1 to 5, which underlines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_Key = Qt.Key
# What the digits are together with Shift on keyboards that tell neither digit nor place.
_SHIFTED = (_Key.Key_Exclam, _Key.Key_At, _Key.Key_NumberSign, _Key.Key_Dollar, _Key.Key_Percent)
_DIGITS = (_Key.Key_1, _Key.Key_2, _Key.Key_3, _Key.Key_4, _Key.Key_5)
_COLOURS: dict[int, int] = {
    key: colour for keys in (_DIGITS, _SHIFTED) for colour, key in enumerate(keys, 1)
}
_PLACES = {"xcb": range(10, 15), "wayland": range(10, 15), "windows": range(2, 7)}


def underline(event: QKeyEvent) -> int | None:
    """Give the colour in which a key underlines, or None.

    What Shift makes of a digit differs between keyboards; where the key is does not.
    """
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if plain != Qt.KeyboardModifier.ShiftModifier:
        return None
    places = _PLACES.get(QGuiApplication.platformName(), range(0))
    if event.nativeScanCode() in places:
        return places.index(event.nativeScanCode()) + 1
    return _COLOURS.get(event.key())
