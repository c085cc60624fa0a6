"""The inside of the window: sidebar, pages and panes, and how they share the room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app import paths
from desktop_app.ui import theme
from desktop_app.ui.navigation import LIBRARY, NOTES
from desktop_app.ui.widgets.error_bar import ErrorBar

if TYPE_CHECKING:
    from desktop_app.ui.library.panel import LibraryPanel
    from desktop_app.ui.library.sidebar import Sidebar
    from desktop_app.ui.reader.panel import ReaderPanel
    from desktop_app.ui.widgets.later import Later

SIDEBAR = 220
FOLDS_BELOW, STACKS_BELOW = 1100, 900  # widths in pixels of the design


@runtime_checkable
class InPanes(Protocol):
    """A page of several panes, the first of them its list."""

    def panes(self) -> list[tuple[QWidget, Callable[[], object]]]:
        """Give the panes in their order, and how each gets the focus."""


class Desk(QWidget):
    """Shows the library page (list and reader) or another of the pages, beside the sidebar.

    `pages` gives the others by their names.
    """

    def __init__(
        self,
        sidebar: Sidebar,
        library: LibraryPanel,
        reader: ReaderPanel,
        pages: Mapping[str, Later[Any]],
    ) -> None:
        super().__init__()
        self._sidebar, self._library, self._reader = sidebar, library, reader
        self._others = pages
        self.page = LIBRARY
        self._folded = False
        self._unfolded = theme.scaled(SIDEBAR)
        self.error_bar = ErrorBar()
        self._reading = _splitter(library, reader, 404, 816)
        library.setMinimumWidth(theme.scaled(320))
        reader.setMinimumWidth(theme.scaled(360))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._reading)
        for page in pages.values():
            self._pages.addWidget(page)
        right = QWidget()
        column = _column(right)
        column.addWidget(self.error_bar)
        column.addWidget(self._pages, 1)
        self._frame = _splitter(sidebar, right, SIDEBAR, 1220)
        self._frame.splitterMoved.connect(self._keep_width)
        _column(self).addWidget(self._frame)

    @property
    def on_reading(self) -> bool:
        """Whether list and reader are shown: the library, or the bin."""
        return self._pages.currentWidget() is self._reading

    def show_page(self, page: str) -> None:
        """Show a page by its name; the bin is shown as the library is."""
        self.page = page
        other = self._others.get(page)
        self._pages.setCurrentWidget(self._reading if other is None else other)

    def focus_list(self) -> None:
        """Put the focus on the list of the page that is shown, or from a note on its text."""
        focus, note = QApplication.focusWidget(), self._reader.notes
        if self.page == NOTES:
            self._panes_of(NOTES)[0][1]()
        elif self._reader.beside.aside and focus is not None and note.isAncestorOf(focus):
            self._reader.focus_tab()
        elif self.on_reading:
            self._library.focus_list()

    def widen(self, on: bool) -> None:
        """Give the room of the list to the reader, or back to the list."""
        self._library.setHidden(on)

    def step_pane(self, focus: QWidget | None, by: int) -> None:
        """Move the focus to the next pane, or with -1 to the one before."""
        panes: list[tuple[QWidget, Callable[[], object]]] = [
            (self._sidebar, self._sidebar.focus_list)
        ]
        if not self.on_reading:
            panes.extend(self._panes_of(self.page))
        else:
            similar, beside = self._reader.similar, self._reader.beside
            if not self._library.isHidden():
                panes.append((self._library, self._library.focus_list))
            if self._reader.paper is not None:
                panes.append((self._reader, self._reader.focus_tab))
            if beside.isVisible() and beside.aside:
                panes.append((self._reader.notes, self._reader.notes.setFocus))
            if similar.has_rows and similar.isVisible() and not similar.is_folded():
                panes.append((similar, similar.focus_first))
        held = [n for n, (p, _) in enumerate(panes) if focus is not None and p.isAncestorOf(focus)]
        panes[((held[-1] if held else -by) + by) % len(panes)][1]()

    def _panes_of(self, page: str) -> list[tuple[QWidget, Callable[[], object]]]:
        part = self._others[page].part
        return part.panes() if isinstance(part, InPanes) else [(part, part.setFocus)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        self._fold(width < theme.scaled(FOLDS_BELOW))
        stacked = width < theme.scaled(STACKS_BELOW)
        along = Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal
        if self._reading.orientation() is not along:
            self._reading.setOrientation(along)
            self._reading.setSizes([theme.scaled(n) for n in ((300, 400), (404, 816))[not stacked]])

    def _keep_width(self) -> None:
        if not self._folded:
            self._unfolded = self._frame.sizes()[0]

    def _fold(self, folded: bool) -> None:
        if folded == self._folded:
            return
        self._folded = folded
        self._sidebar.set_folded(folded)
        left = self._sidebar.minimumWidth() if folded else self._unfolded
        self._frame.setSizes([left, self.width() - left])

    def keep_shape(self, into: QSettings) -> None:
        """Remember how wide the panes are."""
        if not self._folded:
            into.setValue("frame", self._frame.saveState())
        if self._reading.orientation() is Qt.Orientation.Horizontal:
            into.setValue("reading", self._reading.saveState())
        into.setValue("similar", self._reader.split.saveState())
        into.setValue("note_beside", self._reader.beside.wanted)
        into.setValue("note_share", self._reader.beside.share)

    def restore_shape(self, kept: QSettings) -> None:
        """Make the panes as wide as they were."""
        for name, splitter in (
            ("frame", self._frame),
            ("reading", self._reading),
            ("similar", self._reader.split),
        ):
            state = kept.value(name)
            if isinstance(state, QByteArray):
                splitter.restoreState(state)
        beside = self._reader.beside
        beside.share = float(str(kept.value("note_share", beside.share)))
        beside.want(bool(kept.value("note_beside", False, type=bool)))


def shape() -> QSettings:
    """Give where the shape of a window is kept, beside the settings."""
    return QSettings(str(paths.settings().with_name("window.ini")), QSettings.Format.IniFormat)


def _splitter(left: QWidget, right: QWidget, *sizes: int) -> QSplitter:
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setChildrenCollapsible(False)
    made.addWidget(left)
    made.addWidget(right)
    made.setStretchFactor(1, 1)
    made.setSizes([theme.scaled(size) for size in sizes])
    return made


def _column(widget: QWidget) -> QVBoxLayout:
    made = QVBoxLayout(widget)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(0)
    return made
