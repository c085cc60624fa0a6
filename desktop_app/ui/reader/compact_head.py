"""The head of the reader in one row, above a page that needs the room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.core.papers import Paper, State
from desktop_app.ui import theme
from desktop_app.ui.reader.header import bound
from desktop_app.ui.reader.tabs import Tabs
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.elided import Elided

_LEAST_TITLE = 120
_MOST = 100  # of the room that is left goes to the title, as far as it needs it


class CompactHead(QWidget):
    """The way back to the list, title, tabs, and the two actions most used."""

    back_wanted = Signal()

    def __init__(self, queue: QAction, done: QAction) -> None:
        super().__init__()
        self.setFixedHeight(theme.scaled(52))
        self.setProperty("variant", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        back = controls.tool("chevron-left", self.tr("Back to the list"), tip=self.tr("List (Esc)"))
        back.clicked.connect(self.back_wanted)
        self._title = Elided(use="compact-title")
        self.tabs = Tabs()
        self._queue = bound(queue, controls.button(queue.text(), icon="queue-add"))
        self._done = bound(done, controls.button(self.tr("Done"), icon="check"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.scaled(16), 0, theme.scaled(16), 0)
        row.setSpacing(theme.scaled(12))
        row.addWidget(back)
        row.addWidget(self._title, _MOST)
        row.addSpacing(theme.scaled(12))
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self._queue)
        row.addWidget(self._done)
        self._queued = False

    def show_paper(self, paper: Paper) -> None:
        """Show the title of a paper and whether it is queued."""
        self._title.setText(paper.title)
        self._title.setMaximumWidth(self._title.sizeHint().width() + 1)
        self._queued = paper.state is State.QUEUED
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out the words on the buttons, then the title, where there is no room for them."""
        queue = self.tr("In the queue") if self._queued else self.tr("Add to queue")
        words = (queue, self.tr("Done"))
        needed = self._name_buttons(words)
        room = self.width() - theme.scaled(152) - self.tabs.sizeHint().width()
        if room - needed < theme.scaled(_LEAST_TITLE):
            needed = self._name_buttons(("", ""))
        self._title.setVisible(room - needed >= theme.scaled(60))
        for button, name in zip((self._queue, self._done), words, strict=True):
            button.setAccessibleName(name)

    def _name_buttons(self, words: tuple[str, str]) -> int:
        self._queue.setText(words[0])
        self._done.setText(words[1])
        return self._queue.sizeHint().width() + self._done.sizeHint().width()
