"""Asking for the password of a document; it is kept in no file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import controls


class PasswordForm(QWidget):
    """A sentence, a field and a button; ``given`` carries what was typed."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("variant", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sentence = controls.label(tone="secondary", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("Password of the PDF"))
        self.field.setMaximumWidth(theme.scaled(240))
        self.field.returnPressed.connect(self._give)
        self.open = controls.button(self.tr("Open"), "primary")
        self.open.clicked.connect(self._give)
        row = QHBoxLayout()
        row.setSpacing(theme.scaled(8))
        row.addStretch(1)
        row.addWidget(self.field, 2)
        row.addWidget(self.open)
        row.addStretch(1)
        hint = controls.label(
            self.tr("It is asked for again when Carrel is started anew."),
            "meta",
            "muted",
            wrap=True,
        )
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.scaled(24)] * 4)
        column.setSpacing(theme.scaled(12))
        column.addStretch(2)
        column.addWidget(self.sentence)
        column.addLayout(row)
        column.addWidget(hint)
        column.addStretch(3)
        self.setFocusProxy(self.field)

    def ask(self, sentence: str) -> None:
        """Ask for a password, saying why."""
        self.sentence.setText(sentence)
        self.field.clear()

    def _give(self) -> None:
        if self.field.text():
            self.given.emit(self.field.text())
        else:
            self.field.setFocus()
