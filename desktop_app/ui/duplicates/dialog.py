"""Papers that may be one work, group by group, to be merged, linked or kept apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.duplicates import Group
from desktop_app.store.library import Library
from desktop_app.ui import theme
from desktop_app.ui.duplicates import words
from desktop_app.ui.duplicates.comparison import KEYS, Comparison
from desktop_app.ui.duplicates.decision import Decision
from desktop_app.ui.duplicates.group_list import GroupList
from desktop_app.ui.duplicates.group_model import GroupModel, is_sure
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.blank import Blank
from desktop_app.ui.widgets.elided import Elided

USUAL = (1080, 720)
LEAST = (360, 320)
MARGIN = 16  # of the window that is seen around it
BESIDE_FROM = 860  # width from which the papers have room beside the groups
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DuplicatesDialog(QDialog):
    """Shows groups. ``wanted`` carries the row of a group and a Decision about it.

    ``opened`` carries a paper to be read, ``undo_wanted`` asks for the last decision to be taken
    back, ``merging_wanted`` for all sure groups to be merged, or for no more of them.
    """

    wanted = Signal(int, object)
    opened = Signal(object)
    undo_wanted = Signal()
    merging_wanted = Signal(bool)

    def __init__(self, library: Library, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Duplicates"))
        self.setMinimumSize(*map(theme.scaled, LEAST))
        self._library = library
        self._merging = False
        self.model = GroupModel(library, self)
        self.list = GroupList(self.model)
        self.comparison = Comparison()
        self._summary = Elided(use="section")
        self.all = controls.button("", "link")
        self._blank = Blank()
        self._told = Elided(use="body", tone="secondary")
        self.undo = controls.button(self.tr("Undo"), "link", tip=self.tr("Undo (Ctrl+Z)"))
        self.undo.hide()
        self._close = controls.button(self.tr("Close"))
        self._lay_out()
        self._connect()
        room = parent.window().size() - QSize(2, 2) * theme.scaled(MARGIN)
        self.resize(QSize(*map(theme.scaled, USUAL)).boundedTo(room))

    @property
    def merging(self) -> bool:
        """Whether sure groups are being merged."""
        return self._merging

    # What the window tells

    def show_waiting(self) -> None:
        """Say that groups are looked for; those that are shown stay."""
        if not self.model.groups:
            self._blank.tell("", self.tr("Looking for papers that are one work…"))
            self._stack.setCurrentWidget(self._nothing)
            self._summary.setText(self.tr("Duplicates"))
            self.all.hide()

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show what was found; the group that was current stays so, or the one in its row."""
        row, before = self.list.row(), self._current()
        self.model.show(groups)
        if before in groups:
            row = groups.index(before)
        self._show_what_there_is(max(0, row))
        self.list.setFocus()

    def settle(self, row: int, rest: Group | None, told: str) -> None:
        """Take a group away that was decided, but for what is left of it, and go to the next."""
        self.model.take(row)
        if rest is not None:
            self.model.put(row, rest)
        self.tell(told, undoable=True)
        self._show_what_there_is(row)

    def bring_back(self, row: int, group: Group, rest: Group | None, told: str) -> None:
        """Put a group back where it was, in place of what was left of it."""
        if rest is not None:
            self.model.take(row)
        self.model.put(row, group)
        self.tell(told)
        self._show_what_there_is(row)
        self.list.setFocus()

    def tell(self, sentence: str, *, undoable: bool = False, wrong: bool = False) -> None:
        """Say a sentence in the foot, with a way to take it back or without."""
        self._told.set_tone("error" if wrong else "secondary")
        self._told.setText(sentence)
        self.undo.setVisible(undoable)
        announce(self, sentence, urgent=wrong)

    def show_merging(self, on: bool) -> None:
        """Show that sure groups are merged one after the other, or no more."""
        self._merging = on
        self.comparison.setEnabled(not on)
        self.list.setEnabled(not on)
        if on:
            self.undo.hide()
        self._name_all()
        if not on:
            self.list.setFocus()

    # Building

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        self._split.addWidget(self.comparison)
        self._split.setStretchFactor(1, 1)
        self.list.setMinimumSize(theme.scaled(200), theme.scaled(80))
        self.comparison.setMinimumHeight(theme.scaled(160))
        self._nothing = QWidget()
        middle = QVBoxLayout(self._nothing)
        middle.setContentsMargins(*(theme.scaled(n) for n in (32, 16, 32, 16)))
        middle.addWidget(self._blank)
        middle.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self._stack.addWidget(self._nothing)
        head = QVBoxLayout()
        head.setContentsMargins(*(theme.scaled(n) for n in (20, 12, 16, 10)))
        head.setSpacing(theme.scaled(2))
        head.addWidget(self._summary)
        self.all.setProperty("edge", "left")
        head.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        foot = QHBoxLayout()
        foot.setContentsMargins(*(theme.scaled(n) for n in (20, 10, 16, 12)))
        foot.setSpacing(theme.scaled(8))
        foot.addWidget(self._told, 1)
        foot.addWidget(self.undo)
        foot.addWidget(self._close)
        column = controls.column(self)
        column.addLayout(head)
        column.addWidget(controls.line())
        column.addWidget(self._stack, 1)
        column.addWidget(controls.line())
        column.addLayout(foot)

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_row)
        self.list.papers_wanted.connect(self.comparison.list.setFocus)
        self.list.doubleClicked.connect(lambda _: self._open())
        self.comparison.list.back_wanted.connect(self.list.setFocus)
        self.comparison.list.opened.connect(self.opened)
        self.comparison.wanted.connect(self._decide)
        self.all.clicked.connect(lambda: self.merging_wanted.emit(not self._merging))
        self.undo.clicked.connect(self.undo_wanted)
        self._close.clicked.connect(self.reject)
        for deed, key in KEYS.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda deed=deed: self._by_key(deed))
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self.undo_wanted)

    # What the reader does

    def _by_key(self, deed: object) -> None:
        if self._stack.currentWidget() is self._split and not self._merging:
            button = self.comparison.buttons[deed]  # type: ignore[index]
            button.click()

    def _decide(self, decision: Decision) -> None:
        if not self._merging and self.list.row() >= 0:
            self.wanted.emit(self.list.row(), decision)

    def _open(self) -> None:
        papers = self.comparison.list
        current = papers.current() if papers.hasFocus() else None
        if self.model.groups and self.comparison.model.rowCount():
            self.opened.emit(current or self.comparison.model.kept)

    # What is shown

    def _current(self) -> Group | None:
        row = self.list.row()
        return self.model.groups[row] if 0 <= row < len(self.model.groups) else None

    def _show_what_there_is(self, row: int) -> None:
        groups = self.model.groups
        if groups:
            self._summary.setText(words.summary(groups))
            self._stack.setCurrentWidget(self._split)
            self.list.go(row)
        else:
            self._summary.setText(self.tr("Duplicates"))
            self._blank.tell(
                self.tr("No papers look like one work."),
                self.tr("DOIs, arXiv identifiers, titles, authors and years were compared."),
            )
            self._stack.setCurrentWidget(self._nothing)
            self._close.setFocus()
        self._name_all()

    def _show_row(self, row: int) -> None:
        if 0 <= row < len(self.model.groups):
            group, papers = self.model.groups[row], self.model.candidates(row)
            self.comparison.show_group(group, papers, self._library.today())

    def _name_all(self) -> None:
        count = sum(map(is_sure, self.model.groups))
        text = self.tr("Merge all with the same DOI or arXiv identifier (%n)", "", count)
        text = self.tr("Stop merging") if self._merging else text
        self.all.setText(text)
        self.all.setAccessibleName(text)
        self.all.setVisible(count > 1 or self._merging)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif isinstance(focus, QPushButton):
            focus.click()
        else:
            self._open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= theme.scaled(BESIDE_FROM)
        along = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        self._split.setOrientation(along)
        whole = event.size().width() if beside else event.size().height()
        share = 0.38 if beside else 0.3
        self._split.setSizes([round(whole * share), round(whole * (1 - share))])
