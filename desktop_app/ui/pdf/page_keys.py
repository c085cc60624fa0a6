"""Keys that work anywhere on the page of a document, also where the window has other uses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.pdf.finding import Finding
from desktop_app.ui.pdf.toolbar import Toolbar
from desktop_app.ui.pdf.view import PageView
from desktop_app.ui.widgets import own_keys

_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class PageKeys(QObject):
    """Does what keys mean on a page; ``list_wanted`` tells of an Esc with nothing left to close."""

    list_wanted = Signal()

    def __init__(self, toolbar: Toolbar, finding: Finding, view: PageView, page: QWidget) -> None:
        super().__init__(page)
        self._toolbar, self._finding, self._view = toolbar, finding, view
        key, larger, smaller = Qt.Key, toolbar.larger.click, toolbar.smaller.click
        self._deeds: dict[tuple[int, Qt.KeyboardModifier], Callable[[], object]] = {
            (key.Key_F3, _NONE): lambda: finding.step(1),
            (key.Key_F3, _SHIFT): lambda: finding.step(-1),
            (key.Key_G, _CTRL): toolbar.page.setFocus,
            (key.Key_Plus, _CTRL): larger,
            (key.Key_Plus, _CTRL | _SHIFT): larger,
            (key.Key_Equal, _CTRL): larger,
            (key.Key_Minus, _CTRL): smaller,
            (key.Key_0, _CTRL): toolbar.fit_width,
        }
        page.installEventFilter(self)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if own_keys.claim(event, self._meant):
            return True
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            return self._escape(in_view=watched is self._view)
        meant = self._meant(event)
        if meant is not None:
            meant()
        return meant is not None

    def _meant(self, event: QKeyEvent) -> Callable[[], object] | None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self._deeds.get((event.key(), plain)) if self._view.count() else None

    def _escape(self, *, in_view: bool) -> bool:
        """Close what is open: find, marked words, the area tool, the selection, the document."""
        if self._finding.open:
            self._finding.end()
        elif self._finding.unmark():
            pass
        elif self._toolbar.area.isChecked():
            self._toolbar.use("select")
        elif in_view:
            return False  # the view has a selection or a caret to let go of, or hands it on
        else:
            self.list_wanted.emit()
        return True
