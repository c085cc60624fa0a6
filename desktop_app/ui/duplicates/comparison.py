"""The papers of one group side by side, and what can be decided about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.core.works import Relation
from desktop_app.services.duplicates import Group
from desktop_app.ui import theme
from desktop_app.ui.duplicates import words
from desktop_app.ui.duplicates.candidate import Candidate
from desktop_app.ui.duplicates.candidate_list import CandidateList
from desktop_app.ui.duplicates.candidate_model import CandidateModel
from desktop_app.ui.duplicates.decision import Decision, Deed
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.elided import Elided

KEYS = {Deed.MERGE: "M", Deed.VERSIONS: "V", Deed.DIFFERENT: "D"}
_USUAL = {Relation.SAME: Deed.MERGE, Relation.VERSION: Deed.VERSIONS}


class Comparison(QWidget):
    """Shows a group; ``wanted`` carries the Decision of the reader."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("variant", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = CandidateModel(self)
        self.list = CandidateList(self.model)
        self._verdict = Elided(use="body-strong")
        self._hint = controls.label(use="meta", tone="muted", wrap=True)
        self.buttons = {deed: self._button(deed) for deed in Deed}
        self._lay_out()

    def _button(self, deed: Deed) -> QPushButton:
        names = {
            Deed.MERGE: self.tr("Merge"),
            Deed.VERSIONS: self.tr("Versions"),
            Deed.DIFFERENT: self.tr("Different"),
        }
        tips = {
            Deed.MERGE: self.tr("Make one paper of them (M)"),
            Deed.VERSIONS: self.tr("Keep all, as versions of one work (V)"),
            Deed.DIFFERENT: self.tr("Keep all: they are different works (D)"),
        }
        made = controls.button(names[deed], tip=tips[deed])
        made.clicked.connect(lambda: self.decide(deed))
        return made

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(*(theme.scaled(n) for n in (16, 12, 16, 10)))
        head.setSpacing(theme.scaled(2))
        head.addWidget(self._verdict)
        head.addWidget(self._hint)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(*(theme.scaled(n) for n in (16, 10, 16, 12)))
        self._row.setSpacing(theme.scaled(8))
        self._caps = []
        for deed, button in self.buttons.items():
            cap = controls.key_cap(KEYS[deed])
            self._caps.append(cap)
            for part in (button, cap):
                self._row.addWidget(part)
            self._row.addSpacing(theme.scaled(8))
        self._row.addStretch(1)
        column = controls.column(self)
        column.addLayout(head)
        column.addWidget(controls.line())
        column.addWidget(self.list, 1)
        column.addWidget(controls.line())
        column.addLayout(self._row)

    def show_group(self, group: Group, candidates: Sequence[Candidate], today: date) -> None:
        """Show the papers of a group, the fullest as the one that merging keeps."""
        self._verdict.setText(words.verdict(group))
        parts = len(candidates) > 2
        self._hint.setText(
            self.tr("Choose the one that merging keeps. X leaves one out.")
            if parts
            else self.tr("Choose the one that merging keeps.")
        )
        self.model.show(candidates, today, parts=True)
        usual = _USUAL.get(group.relation)
        for deed, button in self.buttons.items():
            _dress(button, "primary" if deed is usual else "")
            button.setEnabled(len(candidates) > 1)

    def decide(self, deed: Deed) -> None:
        """Ask for a deed with the papers as they are chosen."""
        if self.model.rowCount() > 1:
            model = self.model
            self.wanted.emit(Decision(deed, model.kept, model.others, model.left_out))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= theme.scaled(380)
        for cap in self._caps:
            cap.setVisible(roomy)


def _dress(button: QPushButton, variant: str) -> None:
    """Give a button another look."""
    if button.property("variant") != variant:
        button.setProperty("variant", variant)
        button.style().unpolish(button)
        button.style().polish(button)
