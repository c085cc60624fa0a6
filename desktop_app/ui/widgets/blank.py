"""What a page shows where there is nothing to list: a line, a sentence, one button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.controls import button, label


class Blank(QWidget):
    """A serif line, a sentence below it and a button."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Its labels would take all the room there is, and part line, sentence and button.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.headline = label("", "paper-title", wrap=True)
        self.sentence = label("", "body", "secondary", wrap=True)
        self.button = button("", "primary")
        self.button.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.scaled(24), 0, theme.scaled(24))
        column.setSpacing(theme.scaled(8))
        column.addWidget(self.headline)
        column.addWidget(self.sentence)
        column.addSpacing(theme.scaled(8))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            # A new style sheet gives labels the font they were made with, after this event.
            QTimer.singleShot(0, self, self._dress)

    def _dress(self) -> None:
        self.headline.setFont(theme.font("paper-title"))

    def tell(self, headline: str, sentence: str, action: str = "") -> None:
        """Say what is so; the button is there where `action` names it."""
        self.headline.setText(headline)
        self.sentence.setText(sentence)
        self.button.setText(action)
        self.button.setAccessibleName(action.replace("&", ""))
        self.button.setVisible(bool(action))
