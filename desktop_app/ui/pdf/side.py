"""The pane beside the pages: small pictures of them, and the outline."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop_app.core.documents import Spot
from desktop_app.core.highlights import Highlight
from desktop_app.ui import theme
from desktop_app.ui.pdf.outline import Outline
from desktop_app.ui.pdf.source import Source
from desktop_app.ui.pdf.thumbnails import Thumbnails
from desktop_app.ui.widgets import controls

WIDTH = 152


class Side(QWidget):
    """Pages and outline of one document; ``wanted`` carries the spot to go to."""

    wanted = Signal(object)

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source
        self.setProperty("variant", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(theme.scaled(128))
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Pages and outline"))
        self.tabs.setExpanding(True)
        self.tabs.setDrawBase(False)
        self.tabs.setFixedHeight(theme.scaled(35))
        self.tabs.setStyleSheet(
            "QTabBar::tab, QTabBar::tab:focus { margin: 0px; padding: 0px;"
            f" height: {theme.scaled(35) - 2}px; }}"
        )
        self.tabs.addTab(self.tr("Pages"))
        self.tabs.addTab(self.tr("Outline"))
        self.thumbnails = Thumbnails(source)
        self.outline = Outline()
        self._nothing = controls.label(
            self.tr("This document has no outline."), tone="muted", wrap=True
        )
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(*[theme.scaled(16)] * 4)
        self._pages = QStackedWidget()
        for page in (self.thumbnails, self.outline, self._nothing):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.tabs, controls.line(), self._pages):
            column.addWidget(part)
        self.tabs.currentChanged.connect(self._turn)
        self.thumbnails.wanted.connect(lambda page: self.wanted.emit(Spot(page)))
        self.outline.wanted.connect(self.wanted)

    def show_document(self) -> None:
        """Show the document that is open now."""
        self.thumbnails.show_pages()
        self.outline.show_outline(self._source.facts.outline if self._source.facts else ())
        self._turn(self.tabs.currentIndex())

    def show_highlights(self, found: Sequence[Highlight]) -> None:
        """Show where the pages are marked."""
        self.thumbnails.show_highlights(found)

    def show_place(self, page: int, spot: Spot) -> None:
        """Mark the page that is read, and the heading above a spot."""
        self.thumbnails.show_page(page)
        self.outline.show_spot(spot)

    def _turn(self, tab: int) -> None:
        lost = tab == 1 and not (self._source.facts and self._source.facts.outline)
        self._pages.setCurrentIndex(2 if lost else tab)

    def take_focus(self) -> None:
        """Take the focus, into what is shown."""
        shown = (self.thumbnails, self.outline, self.tabs)[self._pages.currentIndex()]
        shown.setFocus()
