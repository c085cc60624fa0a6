"""A card above the window, with the rest of it under a scrim."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from desktop_app.ui import theme

MARGIN = 16  # pixels kept free around the card in a small window


class Overlay(QWidget):
    """A card over a scrim that covers `window`; Esc and a click beside the card close it.

    While it is open no shortcut of the window acts, except those for quitting. `top` is where the
    card begins as a fraction of the window's height; None centres it.
    """

    opened = Signal()
    closed = Signal()

    def __init__(
        self,
        window: QWidget,
        *,
        width: int,
        top: float | None = None,
        closed_by: Sequence[str] = (),
    ) -> None:
        super().__init__(window)
        self._window = window
        self._width = width
        self._top = top
        self._closed_by = tuple(QKeySequence(keys) for keys in closed_by)
        self._before: QWidget | None = None
        self.card = QFrame(self)
        self.card.setProperty("variant", "overlay")
        self.content = QVBoxLayout(self.card)
        self.content.setContentsMargins(1, 1, 1, 1)
        self.content.setSpacing(0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        window.installEventFilter(self)

    def open_over(self, focus: QWidget) -> None:
        """Cover the window and give `focus` the keyboard until it is closed."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        self.place()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)
        self.opened.emit()

    def close_over(self) -> None:
        """Uncover the window and give the keyboard back."""
        if self.isHidden():
            return
        inside = QApplication.focusWidget()
        had_focus = inside is None or self.isAncestorOf(inside)
        before, self._before = self._before, None
        self.hide()
        if had_focus and before is not None and _alive(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def place(self) -> None:
        """Put the card where it belongs, as large as it wants to be and the window allows."""
        margin = theme.scaled(MARGIN)
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        width = max(1, min(theme.scaled(self._width), room.width()))
        height = min(self.card_height(width), max(1, room.height()))
        top = (self.height() - height) // 2
        if self._top is not None:
            top = min(round(self.height() * self._top), room.bottom() + 1 - height)
        self.card.setGeometry((self.width() - width) // 2, max(margin, top), width, height)

    def card_height(self, width: int) -> int:
        """Give the height the card wants at a width."""
        return self.card.sizeHint().height()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), theme.current().scrim)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(not event.matches(QKeySequence.StandardKey.Quit))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = QKeySequence(event.keyCombination())
        typed = QKeySequence(event.text()) if event.text().isprintable() else QKeySequence()
        if event.key() == Qt.Key.Key_Escape or any(
            keys in (pressed, typed) for keys in self._closed_by
        ):
            self.close_over()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_over()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = [w for w in self.card.findChildren(QWidget) if _takes_tab(w)]
        focused = QApplication.focusWidget()
        if not stops or focused is None:
            return True
        here = stops.index(focused) if focused in stops else -1
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True


def _takes_tab(widget: QWidget) -> bool:
    return (
        widget.isVisible()
        and widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    )


def _alive(widget: QWidget) -> bool:
    try:
        return widget.isVisible() and widget.isEnabled()
    except RuntimeError:  # deleted while the overlay was open
        return False
