"""One figure with what it is about: a name, the figure, a sentence."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.controls import label
from desktop_app.ui.widgets.words import Words


class Fact(QWidget):
    """A figure below its name, and a sentence below it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.figure = Words("figure")
        self.sentence = Words("meta", "text_muted")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.scaled(2))
        self.column.addWidget(label(name, "body-strong"))
        self.column.addWidget(self.figure)
        self.column.addWidget(self.sentence)

    def put(self, figure: str, sentence: str) -> None:
        """Show a figure and a sentence about it."""
        self.figure.show_words(figure)
        self.sentence.show_words(sentence)
        self.setAccessibleDescription(f"{figure}. {sentence}")
