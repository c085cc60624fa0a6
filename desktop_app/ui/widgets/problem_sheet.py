"""A list of what could not be done, as text that can be copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import controls

WIDTH, HEIGHT = 640, 420


class ProblemSheet(QDialog):
    """Shows where and why of each problem, a line for each; the places may be empty."""

    def __init__(
        self, title: str, explanation: str, lines: Sequence[tuple[str, str]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        margin = 2 * theme.scaled(16)
        room = parent.window().size()
        self.resize(
            min(theme.scaled(WIDTH), room.width() - margin),
            min(theme.scaled(HEIGHT), room.height() - margin),
        )
        self.text = QPlainTextEdit("\n".join(": ".join(filter(None, line)) for line in lines))
        self.text.setReadOnly(True)
        self.text.setProperty("variant", "field")
        self.text.setAccessibleName(title)
        self.copy = controls.button(self.tr("Copy all"), icon="copy")
        self.copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.text.toPlainText())
        )
        close = controls.button(self.tr("Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.scaled(16)] * 4)
        column.setSpacing(theme.scaled(10))
        column.addWidget(controls.label(explanation, tone="secondary", wrap=True))
        column.addWidget(self.text, 1)
        column.addLayout(row)
