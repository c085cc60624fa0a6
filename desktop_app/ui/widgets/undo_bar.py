"""The bar that tells what just left the view and offers to take it back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStatusBar, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.controls import button, key_cap, label

STAYS_MS = 8000


class UndoBar(QFrame):
    """A bar at the bottom of `window`; it stays 8 s, and while hovered or focused."""

    undo_wanted = Signal()
    show_wanted = Signal()

    def __init__(self, window: QWidget, keys: str = "Ctrl+Z") -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("variant", "popup")
        self.setFixedHeight(theme.scaled(44))
        self._sentence = ""
        self._label = label()
        self.undo = button(self.tr("Undo"), "link")
        self.undo.clicked.connect(self._undo)
        self.look = button(self.tr("Show"), "link")
        self.look.clicked.connect(self._look)
        for offered in (self.undo, self.look):
            offered.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            offered.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.scaled(16), 0, theme.scaled(12), 0)
        row.setSpacing(theme.scaled(8))
        row.addWidget(self._label)
        row.addWidget(label("—", tone="muted"))
        row.addWidget(self.look)
        row.addWidget(self.undo)
        row.addWidget(key_cap(keys))
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._timer.timeout.connect(self._let_go)
        self.hide()
        window.installEventFilter(self)

    @property
    def sentence(self) -> str:
        """The sentence told last, whole."""
        return self._sentence

    def tell(self, sentence: str, *, shows: bool = False) -> None:
        """Show a sentence with Undo beside it, without taking the focus.

        `shows` says that there is something to be shown, too.
        """
        self._sentence = sentence
        self.look.setVisible(shows)
        self.setAccessibleName(sentence)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, self.tr("{} — Undo: {}").format(sentence, "Ctrl+Z"))

    def dismiss(self) -> None:
        """Take the bar away."""
        self._timer.stop()
        self.hide()

    def _undo(self) -> None:
        self.dismiss()
        self.undo_wanted.emit()

    def _look(self) -> None:
        self.dismiss()
        self.show_wanted.emit()

    def _let_go(self) -> None:
        if not self.underMouse() and not self._has_focus():
            self.hide()

    def _has_focus(self) -> bool:
        return self.undo.hasFocus() or self.look.hasFocus()

    def _place(self) -> None:
        window = self._window
        self._label.setText(self._sentence)
        most = window.width() - theme.scaled(32)
        self.adjustSize()
        if self.width() > most:
            room = most - (self.width() - self._label.sizeHint().width())
            metrics = QFontMetrics(self._label.font())
            self._label.setText(
                metrics.elidedText(self._sentence, Qt.TextElideMode.ElideRight, max(0, room))
            )
            self.adjustSize()
        self._label.setToolTip(self._sentence if self._label.text() != self._sentence else "")
        status = window.findChild(QStatusBar)
        below = status.height() if status and status.isVisible() else 0
        self.move(
            (window.width() - self.width()) // 2,
            window.height() - below - theme.scaled(12) - self.height(),
        )

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._place()
        elif event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._timer.start()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible() and not self._has_focus():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        self._place()
