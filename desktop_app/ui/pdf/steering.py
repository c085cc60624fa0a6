"""Whether a list is steered by keys, and so shows where its focus is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

_MOUSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason)
_FOCUSED = QStyle.StateFlag.State_HasFocus


class Steering(QObject):
    """Watches a list for keys and the mouse."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._by_keys = False
        for watched in (view, view.viewport()):
            watched.installEventFilter(self)

    def rings(self, option: QStyleOptionViewItem) -> bool:
        """Tell whether an item shows that it has the focus."""
        return self._by_keys and bool(option.state & _FOCUSED)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._by_keys = event.reason() not in _MOUSE
        elif event.type() is QEvent.Type.MouseButtonPress:
            self._by_keys = False
        elif event.type() is QEvent.Type.KeyPress:
            self._by_keys = True
        return False
