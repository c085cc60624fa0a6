"""A part of a page that other parts follow: its head, and knowing when the page is looked at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.controls import button, label


class Section(QWidget):
    """A title, a count, a link to all there is, and what is added to `column` below them.

    ``came_up`` tells that its page is shown, also while the section hides itself; ``all_wanted``
    that the link was followed.
    """

    came_up = Signal()
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label("", "section")
        self.count = label("", "body", "muted")
        self.all = button("", "link")
        self.all.setProperty("edge", True)
        self.all.setFont(theme.font("meta-strong"))
        self.all.clicked.connect(self.all_wanted)
        head = QHBoxLayout()
        head.setSpacing(theme.scaled(10))
        head.addWidget(self.title)
        head.addWidget(self.count, 1)
        head.addWidget(self.all)
        self.column = controls.column(self)
        self.column.addLayout(head)

    def name_link(self, text: str) -> None:
        """Say what the link leads to."""
        self.all.setText(text)
        self.all.setAccessibleName(text)

    def seen(self) -> bool:
        """Tell whether its page is seen, if not the section, which may have hidden itself."""
        return (self.parentWidget() or self).isVisible()

    # Qt

    def event(self, event: QEvent) -> bool:
        parent = self.parentWidget()
        if event.type() is QEvent.Type.ParentChange and parent is not None:
            parent.installEventFilter(self)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() is QEvent.Type.Show:
            self.came_up.emit()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.parentWidget() is None:
            self.came_up.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            # A new style sheet gives labels the font they were made with, after this event.
            QTimer.singleShot(0, self, self._dress)

    def _dress(self) -> None:
        self.title.setFont(theme.font("section"))
        self.all.setFont(theme.font("meta-strong"))
