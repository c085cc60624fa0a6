"""A quiet line under the toolbar: one sentence, one action, and it can be closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.ui import theme
from desktop_app.ui.pdf.tool_button import ToolButton
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.announce import announce

HEIGHT = 36


class Strip(QWidget):
    """Says a sentence until it is closed or acted on."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(theme.scaled(HEIGHT))
        self._run: Callable[[], object] | None = None
        self.sentence = controls.label(use="body", tone="secondary", wrap=True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.action = controls.button("", "link")
        self.action.clicked.connect(self._act)
        self.close_button = ToolButton("close", self.tr("Close this message"))
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.scaled(n) for n in (16, 2, 12, 3)))
        row.setSpacing(theme.scaled(8))
        row.addWidget(self.sentence, 1)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.close_button)
        self.hide()

    def tell(
        self, sentence: str, action: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Show a sentence, with a button that does `run` where `action` names it."""
        self._run = run
        self.sentence.setText(sentence)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(sentence)
        self.show()
        announce(self, sentence)

    def _act(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.accent_tint))
        line = self.rect().adjusted(0, self.height() - 1, 0, 0)
        painter.fillRect(line, QColor(colours.border))
