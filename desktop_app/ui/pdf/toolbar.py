"""The row above a document: pages, zoom, tools and find."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.core.documents import Spot
from desktop_app.ui import theme
from desktop_app.ui.pdf.find_bar import NARROWEST, FindBar
from desktop_app.ui.pdf.number_field import PageField, ZoomField
from desktop_app.ui.pdf.tool_button import ToolButton
from desktop_app.ui.pdf.view import PageView
from desktop_app.ui.widgets import controls

HEIGHT = 44
_PAD, _GAP = 16, 12


class Toolbar(QWidget):
    """Steers a view; what has no room gives way, the less important first."""

    left = Signal()
    find_toggled = Signal(bool)

    def __init__(self, view: PageView) -> None:
        super().__init__()
        self._view = view
        self._pages = 0
        self.setProperty("variant", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.scaled(HEIGHT))
        self.setMinimumWidth(theme.scaled(200))
        self.setAccessibleName(self.tr("Document"))
        self._make()
        self._lay_out()
        self._wire()
        self.show_pages(0)
        self.show_find(False)

    def _make(self) -> None:
        self.side = ToolButton("grid", self.tr("Pages and outline"), checkable=True)
        self.previous = ToolButton("chevron-up", self.tr("Previous page"))
        self.next = ToolButton("chevron-down", self.tr("Next page"))
        self.page = PageField()
        self.count = controls.label(tone="secondary")
        self.back = ToolButton("back", self.tr("Back to where the link was"), "Alt+Left")
        self.smaller = ToolButton("minus", self.tr("Zoom out"), "Ctrl+-")
        self.zoom = ZoomField()
        self.larger = ToolButton("plus", self.tr("Zoom in"), "Ctrl++")
        self.fit = ToolButton("fit", self.tr("Fit width"), "Ctrl+0", checkable=True)
        self.select = ToolButton("pointer", self.tr("Select text"), checkable=True)
        self.area = ToolButton("area", self.tr("Mark an area"), checkable=True)
        self.dark = ToolButton("moon", self.tr("Dark pages"), checkable=True)
        self.more = ToolButton("more", self.tr("More about this document"))
        self.finder = FindBar()
        self.search = ToolButton("search", self.tr("Find in the document"), "Ctrl+F")
        self.panel = ToolButton("panel", self.tr("Highlights"), checkable=True)
        self.select.setChecked(True)
        self.may_hide = (self.fit, self.select, self.area, self.dark)

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(theme.scaled(_PAD), 0, theme.scaled(_PAD), 1)
        row.setSpacing(theme.scaled(_GAP))
        pages = (self.previous, self.next, self.page, self.count, self.back)
        zoom = (self.smaller, self.zoom, self.larger, self.fit)
        at_side = _group(self.side, line=False)
        at_pages, at_zoom = _group(*pages), _group(*zoom)
        at_tools = _group(self.select, self.area, self.dark)
        self._ends = _group(self.search, self.panel, line=False, gap=4)
        for part in (at_side, at_pages, at_zoom, at_tools, self.more):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.finder)
        row.addWidget(self._ends)
        # In the order of their weight: the last is the first to go.
        self._groups = (at_pages, at_side, at_zoom, at_tools)

    def _wire(self) -> None:
        view = self._view
        view.page_changed.connect(lambda _: self.refresh())
        view.scale_changed.connect(lambda _: self.refresh())
        view.laid_out.connect(self.refresh)
        self.previous.clicked.connect(lambda: view.go_to(Spot(max(0, view.page() - 1))))
        self.next.clicked.connect(lambda: view.go_to(Spot(min(self._pages, view.page() + 2) - 1)))
        self.page.wanted.connect(lambda page: view.go_to(Spot(page), remember=True))
        self.back.clicked.connect(view.back)
        self.smaller.clicked.connect(lambda: view.zoom(-1))
        self.larger.clicked.connect(lambda: view.zoom(1))
        self.zoom.wanted.connect(view.set_scale)
        self.zoom.fit_wanted.connect(self.fit_width)
        self.fit.clicked.connect(self.fit_width)
        self.select.clicked.connect(lambda: self.use("select"))
        self.area.clicked.connect(lambda: self.use("area" if self.area.isChecked() else "select"))
        self.dark.toggled.connect(view.set_dark_pages)
        for field in (self.page, self.zoom):
            field.left.connect(self.left)
        self.search.clicked.connect(lambda: self.find_toggled.emit(True))
        self.finder.closed.connect(lambda: self.find_toggled.emit(False))

    # What is shown

    def show_pages(self, pages: int) -> None:
        """Show the number of pages of the document that is open, 0 where none is."""
        self._pages = pages
        self.count.setText(f"/ {pages}")
        self._ends.setVisible(pages > 0)
        self.refresh()
        self._fit()

    def refresh(self) -> None:
        """Show which page is read, and how large."""
        if not self._pages:
            return
        at = self._view.page()
        self.page.show_page(at, self._pages)
        self.previous.setEnabled(at > 0)
        self.next.setEnabled(at < self._pages - 1)
        self.zoom.show_scale(self._view.scale())
        self.fit.setChecked(self._view.fits_width())
        if self.back.isHidden() is self._view.can_go_back():
            self.back.setVisible(self._view.can_go_back())
            self._fit()

    def show_find(self, on: bool) -> None:
        """Show the find field, or the button that opens it."""
        self.finder.setVisible(on)
        self.search.setHidden(on)
        self._fit()

    def show_panes(self, side: bool, panel: bool) -> None:
        """Show which panes beside the pages are there."""
        self.side.setChecked(side)
        self.panel.setChecked(panel)

    def use(self, tool: str) -> None:
        """Let the mouse ``select`` text or mark an ``area``."""
        self.area.setChecked(tool == "area")
        self.select.setChecked(tool != "area")
        self._view.set_tool("area" if tool == "area" else "select")

    def fit_width(self) -> None:
        """Make the pages as wide as the view."""
        self._view.fit_width()
        self.refresh()

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        gap = theme.scaled(_GAP)
        always = self._ends.sizeHint().width() + self.more.width() + gap
        room = self.width() - 2 * theme.scaled(_PAD) - always
        if not self.finder.isHidden():
            beside = self.finder.sizeHint().width() - self.finder.field.sizeHint().width()
            room -= beside + theme.scaled(NARROWEST) + gap
        for group in self._groups:
            room -= group.sizeHint().width() + gap
            group.setVisible(room >= 0 and self._pages > 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().base))
        line = self.rect().adjusted(0, self.height() - 1, 0, 0)
        painter.fillRect(line, QColor(theme.current().border))


def _group(*parts: QWidget, line: bool = True, gap: int = 8) -> QWidget:
    """Put controls side by side, a hairline before them."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.scaled(gap))
    if line:
        row.addWidget(_Line())
        row.addSpacing(theme.scaled(_GAP - gap))
    for part in parts:
        row.addWidget(part)
    return made


class _Line(QWidget):
    """A hairline between groups, plainer to see than one between panes."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(1, theme.scaled(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(theme.current().border_strong))
