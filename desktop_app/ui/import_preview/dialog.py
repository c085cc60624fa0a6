"""The preview of an import: what would come in, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QSplitter,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.import_preview import words
from desktop_app.ui.import_preview.deeds import Deeds
from desktop_app.ui.import_preview.details import Details
from desktop_app.ui.import_preview.list import PreviewList
from desktop_app.ui.import_preview.model import PreviewModel
from desktop_app.ui.import_preview.prospect import Decisions, Group, Outcome, Prospect
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.elided import Elided

USUAL = (1080, 720)
LEAST = (360, 320)
MARGIN = 16  # of the window that is seen around it
BESIDE_FROM, BELOW_FROM = 860, 620  # width and height from which details have room


class PreviewDialog(QDialog):
    """Shows a prospect by its groups. ``wanted`` carries the answers once it is accepted."""

    wanted = Signal(object)

    def __init__(self, prospect: Prospect, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import {name}").format(name=prospect.reading.name))
        self.setMinimumSize(*map(theme.scaled, LEAST))
        self._prospect = prospect
        self.decisions = Decisions(prospect)
        self.model = PreviewModel(prospect, self.decisions, self)
        self.tabs = _Tabs(prospect)
        self.list = PreviewList(self.model)
        self.details = Details()
        self.deeds = Deeds(self.model)
        self._words = controls.label(tone="secondary", wrap=True)
        self._words.setMinimumWidth(1)
        self.go = controls.button(self.tr("Import"), "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        self.cancel = controls.button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self._arrange()
        self.tabs.currentChanged.connect(lambda _: self._show_group())
        self.list.chosen.connect(self._show_row)
        self.model.dataChanged.connect(lambda *_: self._tell())
        self._show_group()
        self._tell()
        self._fit(parent.window().size())
        self.list.setFocus()

    @property
    def sentence(self) -> str:
        """What it says will happen."""
        return self._words.text()

    def show_group(self, group: Group) -> bool:
        """Show the tab of a group; False where there is none, for it holds nothing."""
        return self.tabs.show_group(group)

    def accept(self) -> None:
        answers = self.decisions.answers()
        super().accept()
        self.wanted.emit(answers)

    # Building

    def _arrange(self) -> None:
        head = QWidget()
        above = QVBoxLayout(head)
        above.setContentsMargins(*(theme.scaled(n) for n in (20, 14, 20, 0)))
        above.setSpacing(theme.scaled(6))
        title = Elided(self._prospect.reading.name, "section")
        above.addWidget(title)
        above.addWidget(self.tabs)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        self._split.addWidget(self.details)
        self._split.setStretchFactor(0, 1)
        self.list.setMinimumSize(theme.scaled(200), theme.scaled(80))
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(*(theme.scaled(n) for n in (20, 10, 16, 12)))
        row.setSpacing(theme.scaled(8))
        row.addWidget(self._words, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        column = controls.column(self)
        column.addWidget(head)
        column.addWidget(controls.line())
        column.addWidget(self.deeds)
        column.addWidget(controls.line())
        column.addWidget(self._split, 1)
        column.addWidget(controls.line())
        column.addWidget(foot)

    def _fit(self, room: QSize) -> None:
        """Be as large as it wants to be, inside the window."""
        wanted = QSize(*map(theme.scaled, USUAL))
        margin = 2 * theme.scaled(MARGIN)
        self.resize(wanted.boundedTo(room - QSize(margin, margin)))

    # What is shown

    def _show_group(self) -> None:
        group = self.tabs.group()
        self.list.show_group(group)
        self.deeds.show_group(group)
        self._place_details()

    def _show_row(self, row: int) -> None:
        if (draft := self.model.draft(row)) is not None:
            self.details.show_draft(draft)
        elif (problem := self.model.problem(row)) is not None:
            self.details.show_problem(problem)

    def _place_details(self) -> None:
        """Show the record beside the list or below it, as there is room."""
        width, height = self.width(), self.height()
        beside = width >= theme.scaled(BESIDE_FROM)
        room = beside or height >= theme.scaled(BELOW_FROM)
        self.details.setVisible(room)
        along = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self._split.orientation() is not along or not self._split.sizes()[1]:
            self._split.setOrientation(along)
        share = 0.58 if beside else 0.62
        whole = self._split.width() if beside else self._split.height()
        self._split.setSizes([round(whole * share), round(whole * (1 - share))])

    def _tell(self) -> None:
        parts = list(self._consequences(self.decisions.outcome()))
        sentence = ", ".join(parts) or self.tr("nothing comes in")
        self._words.setText(f"{sentence[0].upper()}{sentence[1:]}.")
        self.go.setEnabled(bool(parts))

    def _consequences(self, outcome: Outcome) -> Iterator[str]:
        if outcome.added:
            yield self.tr("adds %n paper(s)", "", outcome.added)
        if outcome.versions:
            yield self.tr("%n version(s) among them", "", outcome.versions)
        if outcome.completed:
            yield self.tr("completes %n paper(s) you have", "", outcome.completed)
        if outcome.returned:
            yield self.tr("brings %n paper(s) back from the bin", "", outcome.returned)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_details()


class _Tabs(QTabBar):
    """A tab for each group that holds something."""

    def __init__(self, prospect: Prospect) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Records by what they are"))
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(True)
        for group in Group:
            if count := prospect.size(group):
                self.setTabData(self.addTab(words.tab(group, count)), group)

    def group(self) -> Group:
        """Give the group that is shown."""
        return Group(self.tabData(self.currentIndex()))

    def show_group(self, group: Group) -> bool:
        """Make the tab of a group the current one; False where there is none."""
        for index in range(self.count()):
            if self.tabData(index) == group:
                self.setCurrentIndex(index)
                return True
        return False
