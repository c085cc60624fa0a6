"""The bar under the top band: one sentence a person can act on, and one action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop_app.ui import icons, theme
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.controls import button, label, tint_all, tool

HEIGHT = 40


class ErrorBar(QFrame):
    """A bar in the colours of an error or a warning; it stays until it is closed or acted on."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(theme.scaled(HEIGHT))
        self._sentence = ""
        self._warning = False
        self._run: Callable[[], object] | None = None
        self._icon = QLabel()
        self._label = label(wrap=True)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.action = button("", "small")
        self.action.clicked.connect(self._act)
        self.close_button = tool("close", self.tr("Close this message"))
        self.close_button.clicked.connect(self.dismiss)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.scaled(n) for n in (16, 3, 8, 3)))
        row.setSpacing(theme.scaled(8))
        row.addWidget(self._icon)
        row.addWidget(self._label, 1)
        row.addWidget(self.action)
        row.addWidget(self.close_button)
        self.hide()

    @property
    def sentence(self) -> str:
        """The sentence told last, whole."""
        return self._sentence

    def tell(
        self,
        sentence: str,
        action: str = "",
        run: Callable[[], object] | None = None,
        *,
        warning: bool = False,
    ) -> None:
        """Show a sentence, with a button that does `run` where `action` names it."""
        self._sentence = " ".join(sentence.split())
        self._warning = warning
        self.offer(action, run)
        self.setAccessibleName(self._sentence)
        self._colour()
        self._label.setText(self._sentence)
        self._label.setAccessibleName(self._sentence)
        self.show()
        self.update()
        announce(self, self._sentence, urgent=not warning)

    def offer(self, action: str, run: Callable[[], object] | None) -> None:
        """Put a button beside the sentence that is shown; none where `action` is empty."""
        self._run = run
        self.action.setText(action)
        self.action.setAccessibleName(action.replace("&", ""))
        self.action.setVisible(bool(action))

    def dismiss(self) -> None:
        """Take the bar away."""
        if self.isHidden():
            return
        self._run = None
        self.hide()
        self.dismissed.emit()

    def _act(self) -> None:
        run = self._run
        self.dismiss()
        if run is not None:
            run()

    def _ink(self) -> str:
        return theme.current().due if self._warning else theme.current().error

    def _colour(self) -> None:
        ink = self._ink()
        self._icon.setPixmap(
            icons.pixmap("warning", ink, theme.scaled(16), self.devicePixelRatio())
        )
        tone = "due" if self._warning else "error"
        if self._label.property("tone") != tone:
            self._label.setProperty("tone", tone)
            self._label.style().unpolish(self._label)
            self._label.style().polish(self._label)

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            tint_all(self)
            if self._sentence:
                self._colour()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        background = colours.warning_bar if self._warning else colours.error_bar
        painter.fillRect(self.rect(), QColor(background))
