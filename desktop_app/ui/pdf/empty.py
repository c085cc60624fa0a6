"""What stands in place of the pages: words in the middle, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import controls


class Empty(QWidget):
    """A headline, a sentence, a button and a hint below each other."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("variant", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.headline = controls.label(use="paper-title", wrap=True)
        self.sentence = controls.label(tone="secondary", wrap=True)
        self.button = controls.button("", "primary")
        self.hint = controls.label(tone="muted", wrap=True)
        self.button.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.scaled(24)] * 4)
        column.setSpacing(theme.scaled(12))
        column.addStretch(2)
        for label in (self.headline, self.sentence, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.insertWidget(3, self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def tell(
        self, *, headline: str = "", sentence: str = "", action: str = "", hint: str = ""
    ) -> None:
        """Say what is so; what is empty is left out."""
        self.setAccessibleName(headline or sentence)
        for label, words in (
            (self.headline, headline),
            (self.sentence, sentence),
            (self.hint, hint),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self.button.setText(action)
        self.button.setAccessibleName(action)
        self.button.setVisible(bool(action))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            # A new style sheet gives labels the font they were made with, after this event.
            QTimer.singleShot(0, self, self._dress)

    def _dress(self) -> None:
        self.headline.setFont(theme.font("paper-title"))
