"""Labels and fields in two columns, as the details are laid out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.elided import Elided

LABEL = 112  # pixels of the design, as are the next two
HEIGHT = 34  # of a line
AREA = 64

Input = QLineEdit | QPlainTextEdit | QComboBox


class Rows(QWidget):
    """Fields by their names, each beside its label and with room below for a sentence.

    Labels that were taken away are used again: to make and style them takes long.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Input] = {}
        self._labels: dict[str, Elided] = {}
        self._spare: list[Elided] = []
        self._places: dict[str, int] = {}
        self._last = -1
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.scaled(16))
        grid.setVerticalSpacing(theme.scaled(8))
        grid.setColumnMinimumWidth(0, theme.scaled(LABEL))
        grid.setColumnStretch(1, 1)

    def add(self, name: str, label: str, field: Input) -> None:
        """Add a field below the others."""
        beside = self._label(label)
        field.setAccessibleName(label)
        self.fields[name], self._labels[name] = field, beside
        self._last += 2  # the row below is for the sentence
        self._places[name] = self._last
        self._grid.addWidget(beside, self._last, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, self._last, 1)
        for part in (beside, field):
            part.show()

    def _label(self, words: str) -> Elided:
        if self._spare:
            beside = self._spare.pop()
            beside.setText(words)
            return beside
        beside = Elided(words, tone="muted")
        beside.setFixedSize(theme.scaled(LABEL), theme.scaled(HEIGHT))
        return beside

    def remove(self, name: str) -> Input:
        """Take a field away, and give it back hidden."""
        field, label = self.fields.pop(name), self._labels.pop(name)
        self._spare.append(label)
        field.blockSignals(True)  # it was not left by the reader
        for part in (field, label):
            self._grid.removeWidget(part)
            part.hide()
        field.blockSignals(False)
        return field

    def clear(self) -> list[Input]:
        """Take all fields away, and give them back hidden."""
        taken = [self.remove(name) for name in list(self.fields)]
        self._last = -1
        return taken

    def tell(self, name: str, sentence: QLabel) -> None:
        """Put a sentence below a field."""
        self._grid.addWidget(sentence, self._places[name] + 1, 1)

    def stretch(self) -> None:
        """Give the last field what room is left."""
        self._grid.setRowStretch(self._last, 1)


def says(field: Input) -> str:
    """Give what stands in a field."""
    if isinstance(field, QComboBox):
        return str(field.currentData())
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def write(field: Input, words: str) -> None:
    """Let a field say something else; a list takes up what it does not offer."""
    if isinstance(field, QComboBox):
        if field.findData(words) < 0:
            field.addItem(words, words)
        field.setCurrentIndex(field.findData(words))
    elif isinstance(field, QLineEdit):
        field.setText(words)
        field.setCursorPosition(0)
    else:
        field.setPlainText(words)
