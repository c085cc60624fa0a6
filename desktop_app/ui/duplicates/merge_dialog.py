"""Which of some papers is kept when they are merged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.duplicates import words
from desktop_app.ui.duplicates.candidate import Candidate
from desktop_app.ui.duplicates.candidate_list import CandidateList
from desktop_app.ui.duplicates.candidate_model import CandidateModel
from desktop_app.ui.duplicates.decision import Decision, Deed
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.words import Words

WIDTH = 620
MOST_ROWS = 4  # what more there are is scrolled to
MARGIN = 16  # of the window that is seen around it


class MergeDialog(QDialog):
    """Asks which paper is kept; ``wanted`` carries the Decision."""

    wanted = Signal(object)

    def __init__(self, candidates: Sequence[Candidate], today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Merge papers"))
        self.model = CandidateModel(self)
        self.list = CandidateList(self.model)
        self.list.opened.connect(lambda _: self.accept())
        self.model.show(candidates, today)
        self.go = controls.button(self.tr("Merge"), "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        self.cancel = controls.button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.sentence = words.consequence(len(candidates))
        self._lay_out()
        self._fit(parent, len(candidates))
        self.list.setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(*(theme.scaled(n) for n in (20, 14, 20, 10)))
        head.addWidget(controls.label(self.tr("Which one is kept?"), "section"))
        consequence = Words("body", "text_secondary")
        consequence.show_words(self.sentence)
        consequence.setAccessibleName(self.sentence)
        told = QHBoxLayout()
        told.setContentsMargins(*(theme.scaled(n) for n in (20, 10, 20, 0)))
        told.addWidget(consequence)
        row = QHBoxLayout()
        row.setContentsMargins(*(theme.scaled(n) for n in (20, 12, 16, 14)))
        row.setSpacing(theme.scaled(8))
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        self._column = column = controls.column(self)
        column.addLayout(head)
        column.addWidget(controls.line())
        column.addWidget(self.list, 1)
        column.addWidget(controls.line())
        column.addLayout(told)
        column.addLayout(row)

    def _fit(self, parent: QWidget, rows: int) -> None:
        """Be as high as the rows, but no larger than the window."""
        room = parent.window().size()
        margin = 2 * theme.scaled(MARGIN)
        width = min(theme.scaled(WIDTH), room.width() - margin)
        listed = self.list.height_of(min(rows, MOST_ROWS))
        self.list.setMinimumHeight(self.list.height_of(1))
        around = self._column.totalHeightForWidth(width) - self.list.sizeHint().height()
        self.resize(width, min(around + listed, room.height() - margin))

    def accept(self) -> None:
        decision = Decision(Deed.MERGE, self.model.kept, self.model.others)
        super().accept()
        self.wanted.emit(decision)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.focusWidget() is self.cancel:
            self.reject()
        else:
            self.accept()
