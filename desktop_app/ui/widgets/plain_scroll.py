"""A scroll area that leaves the keys to what is in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QScrollArea, QWidget

_Key, _Scroll = Qt.Key, QAbstractSlider.SliderAction
_SCROLLS = {
    _Key.Key_Down: _Scroll.SliderSingleStepAdd,
    _Key.Key_Up: _Scroll.SliderSingleStepSub,
    _Key.Key_PageDown: _Scroll.SliderPageStepAdd,
    _Key.Key_PageUp: _Scroll.SliderPageStepSub,
    _Key.Key_Space: _Scroll.SliderPageStepAdd,
    _Key.Key_Home: _Scroll.SliderToMinimum,
    _Key.Key_End: _Scroll.SliderToMaximum,
}


class PlainScroll(QScrollArea):
    """Scrolls down a page by wheel and bar; keys go on to the parent."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def scrolled_by(self, event: QKeyEvent) -> bool:
        """Scroll as a key of pages says; tell whether it is one."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        action = _SCROLLS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Space and held == Qt.KeyboardModifier.ShiftModifier:
            action, held = _Scroll.SliderPageStepSub, Qt.KeyboardModifier.NoModifier
        if action is None or held != Qt.KeyboardModifier.NoModifier:
            return False
        self.verticalScrollBar().triggerAction(action)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
