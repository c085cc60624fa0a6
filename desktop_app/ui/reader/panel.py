"""The reader: head, tabs and the similar pane of one paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.highlights import Highlight
from desktop_app.core.papers import Paper, PaperId
from desktop_app.store import papers, reading
from desktop_app.store.library import Notice
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.reader.abstract_page import AbstractPage
from desktop_app.ui.reader.counts import Counts
from desktop_app.ui.reader.details import DetailsPage
from desktop_app.ui.reader.header import ActionBar, Title
from desktop_app.ui.reader.session import Session
from desktop_app.ui.reader.similar_pane import SimilarPane
from desktop_app.ui.widgets import controls

ABSTRACT, NOTES, DETAILS = "abstract", "notes", "details"


class ReaderPanel(QWidget):
    """Shows one paper. `notes` is the widget of the notes tab, which the window supplies."""

    shown = Signal(object)

    def __init__(
        self,
        changes: Changes,
        *,
        buttons: tuple[QAction, QAction, QAction],
        notes: QWidget,
        names: Callable[[], Sequence[str]],
        size: Callable[[], int],
    ) -> None:
        super().__init__()
        self._changes, self._names, self._size = changes, names, size
        self._paper: Paper | None = None
        self.setAccessibleName(self.tr("Reader"))
        self.setProperty("variant", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar = ActionBar(*buttons)
        self.title = Title()
        self.abstract = AbstractPage(changes, names)
        self.notes = notes
        self.details = DetailsPage(changes)
        self.similar = SimilarPane()
        self.session = Session(changes, self)
        self._tabs = self._make_tabs()
        self._counts = Counts()
        self._pages = QStackedWidget()
        for page in (self.abstract, self.notes, self.details):
            self._pages.addWidget(page)
        self._lay_out()
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.abstract.counted.connect(self._count)
        changes.changed.connect(self._on_notice)

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setAccessibleName(self.tr("Parts of the paper"))
        tabs.setExpanding(False)
        tabs.setDrawBase(False)
        tabs.setUsesScrollButtons(False)
        for name, text in (
            (ABSTRACT, self.tr("Abstract")),
            (NOTES, self.tr("Notes")),
            (DETAILS, self.tr("Details")),
        ):
            tabs.setTabData(tabs.addTab(text), name)
        return tabs

    def _lay_out(self) -> None:
        strip = QWidget()
        strip.setProperty("variant", "surface")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(strip)
        row.setContentsMargins(theme.scaled(32), 0, theme.scaled(32), 0)
        row.setSpacing(theme.scaled(12))
        row.addWidget(self._tabs)
        row.addWidget(self._counts, 1)
        paper = QWidget()
        column = QVBoxLayout(paper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, controls.line(), self.title, strip, controls.line()):
            column.addWidget(part)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self._pages.setMinimumHeight(theme.scaled(60))  # a small window must have room for all
        self.similar.setMinimumHeight(theme.scaled(36))
        self.split.addWidget(self._pages)
        self.split.addWidget(self.similar)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([theme.scaled(460), theme.scaled(240)])
        column.addWidget(self.split, 1)
        nothing = controls.label(self.tr("Choose a paper to read it here."), tone="muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._whole = QStackedWidget()
        self._whole.addWidget(nothing)
        self._whole.addWidget(paper)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)

    # What is shown

    @property
    def paper(self) -> PaperId | None:
        """The paper shown, or None."""
        return self._paper.id if self._paper else None

    def show_paper(self, paper: PaperId | None) -> None:
        """Show a paper at the place it was left, or nothing."""
        if paper == self.paper:
            return
        self.leave()
        self._take(self._find(paper))

    def _find(self, paper: PaperId | None) -> Paper | None:
        try:
            return papers.get(self._changes.library, paper) if paper is not None else None
        except KeyError:
            return None  # deleted for good

    def _take(self, paper: Paper | None) -> None:
        self._paper = paper
        self._whole.setCurrentIndex(0 if paper is None else 1)
        self.session.begin(self.paper)
        if paper is None:
            self.abstract.show_nothing()
            self.details.show_paper(None)
        else:
            self._fill(paper)
            place = reading.place(self._changes.library, paper.id)
            self.show_tab(place[0] if place and place[0] != DETAILS else ABSTRACT)
            self.abstract.go_to(place[1] if place else 0)
        self.shown.emit(self.paper)

    def _fill(self, paper: Paper) -> None:
        self.bar.show_paper(paper)
        self.title.show_paper(paper)
        self.abstract.show_paper(paper, self._size())
        self.details.show_paper(paper)

    def leave(self) -> None:
        """Save what was typed, and remember the place."""
        self.flush()
        if self._paper is not None:
            library, paper = self._changes.library, self._paper.id
            place = (self.tab(), self.abstract.verticalScrollBar().value())
            if (reading.place(library, paper) or (ABSTRACT, 0)) != place:
                self._changes.record(lambda: reading.keep_place(library, paper, *place))
        self.session.end()

    def flush(self) -> None:
        """Save what was typed and not saved yet."""
        self.abstract.flush()
        self.details.flush()

    def tab(self) -> str:
        """Give the name of the tab shown."""
        return str(self._tabs.tabData(self._tabs.currentIndex()))

    def show_tab(self, name: str) -> None:
        """Show a tab by its name."""
        for index in range(self._tabs.count()):
            if self._tabs.tabData(index) == name:
                self._tabs.setCurrentIndex(index)

    def focus_tab(self) -> None:
        """Put the focus into the tab that is shown."""
        inside: dict[str, QWidget] = {
            ABSTRACT: self.abstract.text,
            NOTES: self.notes,
            DETAILS: self.details.form.title,
        }
        inside[self.tab()].setFocus()

    def focus_text(self) -> None:
        """Put the focus into the text."""
        self.show_tab(ABSTRACT)
        self.abstract.take_focus()

    def redraw(self) -> None:
        """Follow changed settings: theme, font, size, names of the colours."""
        self.flush()
        controls.tint_all(self)
        if self._paper is not None:
            place = self.abstract.verticalScrollBar().value()
            self._fill(self._paper)
            self.abstract.tint()
            self.abstract.go_to(place)

    def _count(self, found: Sequence[Highlight]) -> None:
        self._counts.show_counts([h.colour for h in found], self._names())

    def _on_notice(self, notice: Notice) -> None:
        paper = self.paper
        if paper is None or not (
            paper in notice.papers or touches(notice, "tag") or touches(notice, "source")
        ):
            return
        fresh = self._find(paper)
        if fresh is None:
            self.session.forget()
            self._take(None)
            return
        before, self._paper = self._paper, fresh
        self.bar.show_paper(fresh)
        self.title.show_paper(fresh)
        if before is not None and fresh.abstract != before.abstract:
            self.abstract.show_paper(fresh, self._size())
        elif touches(notice, "highlight"):
            self.abstract.refresh()
        if before is None or papers.as_draft(fresh) != papers.as_draft(before):
            self.details.refresh(fresh)
