"""The highlights of a document beside its pages: counted, sifted, sorted and acted on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.core.highlights import Highlight
from desktop_app.ui import theme
from desktop_app.ui.pdf.marks_filter import MarksFilter
from desktop_app.ui.pdf.marks_list import MarksList
from desktop_app.ui.pdf.marks_model import MarksModel
from desktop_app.ui.pdf.tool_button import ToolButton
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.menu import Menu

WIDTH = 280


class MarksPanel(QWidget):
    """Head, chips and list; `names` gives the meanings of the five colours."""

    export_wanted = Signal()

    def __init__(self, names: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._names = names
        self._found: Sequence[Highlight] = ()
        self._current: int | None = None
        self.setAccessibleName(self.tr("Highlights"))
        self.setProperty("variant", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(theme.scaled(220))
        self._marks = MarksModel(names, self)
        self.list = MarksList(self._marks)
        self.filter = MarksFilter()
        self.sort = ToolButton("sort", self.tr("Sort the highlights"))
        self.export = ToolButton("export", self.tr("Export the highlights"))
        self._title = controls.label(self.tr("Highlights"), "row-title")
        self._count = controls.label(use="body", tone="muted")
        self._lay_out()
        self.filter.chosen.connect(self._sift)
        self.sort.clicked.connect(self._open_sorting)
        self.export.clicked.connect(self.export_wanted)
        self.show_highlights(())

    def _lay_out(self) -> None:
        side = theme.scaled(16)
        head = QHBoxLayout()
        head.setContentsMargins(side, theme.scaled(8), side, theme.scaled(8))
        head.setSpacing(theme.scaled(8))
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        head.addWidget(self.sort)
        head.addWidget(self.export)
        chips = QVBoxLayout()
        chips.setContentsMargins(side, 0, side, theme.scaled(10))
        chips.addWidget(self.filter)
        self._none = controls.label(tone="muted", wrap=True)
        self._none.setContentsMargins(side, theme.scaled(12), side, side)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._none.setText(
            self.tr("No highlights yet. Select words and press 1 to 5, or N to comment on them.")
        )
        self._pages = QStackedWidget()
        self._pages.setProperty("variant", "surface")
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(chips)
        column.addWidget(controls.line())
        column.addWidget(self._pages, 1)

    # What is shown

    def show_highlights(self, found: Sequence[Highlight]) -> None:
        """Show the highlights of a document, in the order of its pages."""
        self._found = found
        self._pages.setCurrentIndex(0 if found else 1)  # first: it is measured once, at its width
        if self._marks.colour is not None and all(h.colour != self._marks.colour for h in found):
            self._marks.colour = None
        self._marks.show_highlights(found)
        self._count.setText(str(len(found)) if found else "")
        self.filter.show_counts(found, self._names(), self._marks.colour or 0)
        self.filter.setVisible(bool(found))
        self.sort.setEnabled(len(found) > 1)
        self.export.setEnabled(bool(found))
        self._keep_current()

    def show_reviewed(self, reviewed: Collection[int]) -> None:
        """Sign the highlights that come back for review."""
        self._marks.show_reviewed(reviewed)

    def _keep_current(self) -> None:
        """Keep the current highlight; with the focus here, its neighbour takes its place."""
        beside = self.list.current()
        gone = all(h.id != self._current for h in self._found)
        if gone and beside is not None and self.list.hasFocus():
            self.list.chosen.emit(beside.id)
        else:
            self.list.show_current(self._current)

    def show_current(self, highlight: int | None) -> None:
        """Mark a highlight as the current one."""
        self._current = highlight
        self.list.show_current(highlight)

    def _sift(self, colour: int) -> None:
        self._marks.colour = colour or None
        self._marks.sift()
        self.list.show_current(self._current)

    def sorting(self) -> QMenu:
        """Make the menu of orders."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for by_time, words in ((False, self.tr("By page")), (True, self.tr("Newest first"))):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(self._marks.by_time is by_time)
            action.triggered.connect(lambda _=False, on=by_time: self._sort(on))
            group.addAction(action)
        return menu

    def _open_sorting(self) -> None:
        menu = self.sorting()
        corner = QPoint(self.sort.width() - menu.sizeHint().width(), self.sort.height() + 2)
        menu.popup(self.sort.mapToGlobal(corner))

    def _sort(self, by_time: bool) -> None:
        self._marks.by_time = by_time
        self._marks.sift()
        self.list.show_current(self._current)

    def take_focus(self) -> None:
        """Take the focus, into the list where there is one."""
        (self.list if self._found else self).setFocus()
