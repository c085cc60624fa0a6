"""The head of the similar papers: what they are near to, and a field for a text in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.elided import Elided

LONGEST = 2000  # characters of a text; the model reads no more
HEIGHT, TYPING = 33, 44  # without and with the field, in pixels of the design


class SimilarHead(QWidget):
    """``left`` asks for the paper that is read again, ``typed`` carries a text, ``given_up`` tells
    that none was typed."""

    left = Signal()
    typed = Signal(str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme.scaled(HEIGHT))
        self.question = ""
        self._title = Elided(use="body-strong")
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._told = Elided(use="meta", tone="muted")
        self._field = _Field()
        self._field.setMaxLength(LONGEST)
        self._field.setAccessibleName(self.tr("Find papers like a text"))
        self._field.setPlaceholderText(self.tr("A sentence, an abstract, an idea; then Enter"))
        self._field.returnPressed.connect(self._take)
        self._field.closed.connect(self._give_up)
        self._leave = controls.tool("close", self.tr("Back to what is similar to this paper"))
        self._leave.clicked.connect(self._left)
        self._ask = controls.tool("search", self.tr("Find papers like a text"))
        self._ask.clicked.connect(lambda: self.ask_text())
        self.fold = controls.tool("chevron-down", self.tr("Hide similar papers"))
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.scaled(n) for n in (32, 0, 28, 0)))
        row.setSpacing(theme.scaled(8))
        row.addWidget(self._field, 1)
        row.addWidget(self._title)
        row.addWidget(self._told, 1)
        for button in (self._leave, self._ask, self.fold):
            row.addWidget(button)
        self._field.hide()
        self.show_question("")

    def show_question(self, question: str) -> None:
        """Say what papers are near to; without words it is the paper that is read."""
        self.question = question
        self._title.setText(question or self.tr("Similar in your library"))
        self._leave.setVisible(bool(question))

    def show_told(self, told: str) -> None:
        """Say from how many papers they are."""
        self._told.setText(told)

    def show_folded(self, folded: bool) -> None:
        """Say on the button what it does now."""
        self.fold.setProperty("icon_name", "chevron-up" if folded else "chevron-down")
        self.fold.setAccessibleName(
            self.tr("Show similar papers") if folded else self.tr("Hide similar papers")
        )
        controls.tint(self.fold)

    def ask_text(self, words: str = "") -> None:
        """Let a text be typed, beginning with some words."""
        self._field.setText(words)
        self._type(True)
        self._field.setFocus()
        self._field.selectAll()

    def _type(self, on: bool) -> None:
        for part in (self._title, self._told, self._ask):
            part.setVisible(not on)
        self._field.setVisible(on)
        self.setFixedHeight(theme.scaled(TYPING if on else HEIGHT))
        self._leave.setVisible(on or bool(self.question))

    def _take(self) -> None:
        if words := self._field.text().strip():
            self._type(False)
            self.typed.emit(words)
        else:
            self._give_up()

    def _left(self) -> None:
        if self._field.isHidden():
            self.left.emit()
        else:
            self._give_up()

    def _give_up(self) -> None:
        self._type(False)
        self.given_up.emit()


class _Field(QLineEdit):
    """A line that Esc closes."""

    closed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
