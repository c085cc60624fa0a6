"""Similar papers under the text: what they are near to, and a row for each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.reader.similar_head import SimilarHead
from desktop_app.ui.reader.similar_row import Near, Row
from desktop_app.ui.widgets import controls


class SimilarPane(QWidget):
    """Lists similar papers, or says in a sentence why there are none.

    ``left`` asks for what is similar to the paper that is read again, ``typed`` carries a text
    that papers are wanted near to, ``looked_at`` tells that the reader turned to a row.
    """

    opened = Signal(object)
    queued = Signal(object)
    unwanted = Signal(object)
    folded = Signal(bool)
    left = Signal()
    typed = Signal(str)
    looked_at = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("variant", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Similar papers"))
        self._rows: list[Row] = []
        self._head = SimilarHead()
        self._head.left.connect(self.left)
        self._head.typed.connect(self._take_text)
        self._head.given_up.connect(self.focus_first)
        self._fold = self._head.fold
        self._fold.clicked.connect(lambda: self.set_folded(not self.is_folded()))
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, theme.scaled(4))
        self._column.setSpacing(0)
        self._none = controls.label(tone="muted", wrap=True)
        self._none.setContentsMargins(*(theme.scaled(n) for n in (32, 10, 28, 10)))
        self._none.hide()
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._list)
        self._area.setMinimumHeight(1)  # where there is little room the head keeps its own
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = controls.column(self)
        for part in (controls.line(), self._head, controls.line()):
            column.addWidget(part)
        column.addWidget(self._area, 1)

    def show_near(self, near: Sequence[Near], explanation: str) -> None:
        """Show similar papers; `explanation` says from how many, or why there are none."""
        self._head.show_told(explanation if near else "")
        self._none.setText(explanation)
        self._none.setVisible(bool(explanation) and not near)
        focused = [n for n, row in enumerate(self._rows) if row.has_focus()]
        if focused and not near:
            self.setFocus()  # until there are rows again
        while len(self._rows) < len(near):
            self._add_row()
        for one, row in zip_longest(near, self._rows):
            if one is not None:
                row.show_near(one)
            row.setVisible(one is not None)
        if not near:
            self._area.verticalScrollBar().setValue(0)
        elif self.hasFocus():
            self.focus_first()
        elif focused and focused[0] >= len(near):
            self._rows[len(near) - 1].setFocus()

    def show_question(self, question: str) -> None:
        """Say what the papers are near to, where that is not the paper that is read."""
        self._head.show_question(question)

    def ask_text(self, words: str = "") -> None:
        """Let the reader type what papers are wanted near to."""
        self._head.ask_text(words)

    def _take_text(self, words: str) -> None:
        self.setFocus()
        self.typed.emit(words)

    def _add_row(self) -> None:
        row = Row()
        row.opened.connect(self.opened)
        row.queued.connect(self.queued)
        row.unwanted.connect(self.unwanted)
        row.looked_at.connect(self.looked_at)
        row.stepped.connect(lambda by: self._step(row, by))
        self._column.insertWidget(len(self._rows), row)
        self._rows.append(row)

    def _step(self, row: Row, by: int) -> None:
        at = self._rows.index(row) + by
        if 0 <= at < len(self._rows) and not self._rows[at].isHidden():
            self._rows[at].setFocus()
            self._area.ensureWidgetVisible(self._rows[at], 0, 0)

    def focus_first(self) -> None:
        """Put the focus on the nearest paper, as soon as one is shown."""
        (self._rows[0] if self.has_rows else self).setFocus()

    @property
    def has_rows(self) -> bool:
        """Whether any similar paper is shown."""
        return bool(self._rows) and not self._rows[0].isHidden()

    def is_folded(self) -> bool:
        """Tell whether only the head is shown."""
        return self._area.isHidden()

    def set_folded(self, folded: bool) -> None:
        """Show only the head, or the list too."""
        if folded == self.is_folded():
            return
        self._area.setVisible(not folded)
        self._head.show_folded(folded)
        self.setMaximumHeight(theme.scaled(36) if folded else 16_777_215)
        self.folded.emit(folded)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._head.question:
            self.left.emit()
        else:
            super().keyPressEvent(event)
