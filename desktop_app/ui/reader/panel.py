"""The reader: head, tabs and the similar pane of one paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from desktop_app.core.highlights import Highlight
from desktop_app.core.papers import Paper, PaperId, as_draft
from desktop_app.core.query import Query
from desktop_app.store import documents, papers, reading
from desktop_app.store.library import Notice
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.reader.abstract_page import AbstractPage
from desktop_app.ui.reader.compact_head import CompactHead
from desktop_app.ui.reader.counts import Counts
from desktop_app.ui.reader.header import ActionBar, Title
from desktop_app.ui.reader.session import Session
from desktop_app.ui.reader.similar_pane import SimilarPane
from desktop_app.ui.reader.tabs import ABSTRACT, DETAILS, DOCUMENT, NOTES, Tabs
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.beside import Beside
from desktop_app.ui.widgets.later import Later

if TYPE_CHECKING:
    from desktop_app.ui.reader.details import DetailsPage

LOW = 480  # a reader of less height, in pixels of the design, keeps what it has for the text


class ReaderPanel(QWidget):
    """Shows one paper. `notes` and `document` are widgets of tabs, which the window supplies.

    ``widened`` tells that a document is shown and wants the room of the list, or no more;
    ``back_wanted`` asks for the list. ``searched`` asks for papers by a field of the search box
    and its value, with True for those among the present ones.
    """

    shown = Signal(object)
    widened = Signal(bool)
    back_wanted = Signal()
    searched = Signal(str, str, bool)

    def __init__(
        self,
        changes: Changes,
        *,
        buttons: tuple[QAction, QAction, QAction, QAction],
        notes: QWidget,
        document: QWidget,
        names: Callable[[], Sequence[str]],
        size: Callable[[], int],
    ) -> None:
        super().__init__()
        self._changes, self._names, self._size = changes, names, size
        self._paper: Paper | None = None
        self._low = self._folded_for_room = False
        self.setAccessibleName(self.tr("Reader"))
        self.setProperty("variant", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar = ActionBar(*buttons)
        self.title = Title()
        self.abstract = AbstractPage(changes, names)
        self.notes = notes
        self.document = document
        self.details_tab = Later(self._make_details)
        self.similar = SimilarPane()
        self.session = Session(changes, self)
        self.head = CompactHead(*buttons[:2])
        self._tabs = Tabs()
        self._counts = Counts()
        self._pages = QStackedWidget()
        self.beside = Beside(self._pages, notes)
        for page in (self.abstract, document, self.beside.home, self.details_tab):
            self._pages.addWidget(page)
        self._lay_out()
        for tabs in (self._tabs, self.head.tabs):
            tabs.currentChanged.connect(self._show_index)
        self.head.back_wanted.connect(self.back_wanted)
        self.title.completing.connect(self._complete)
        self.title.facts.searched.connect(self.searched)
        self._similar_room = theme.scaled(240)  # what the similar papers get once unfolded
        self.similar.folded.connect(self._give_room)
        self.abstract.counted.connect(self._count)
        changes.changed.connect(self._on_notice)

    @property
    def details(self) -> DetailsPage:
        """The page of the details, made when it is first seen."""
        return self.details_tab.part

    def _make_details(self) -> DetailsPage:
        from desktop_app.ui.reader.details import DetailsPage

        page = DetailsPage(self._changes)
        page.setFocusProxy(page.form.title)
        page.found_by.facts.searched.connect(self.searched)
        page.show_paper(self._paper)
        return page

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
        column = controls.column(paper)
        self._above = QWidget()
        above = controls.column(self._above)
        for part in (self.bar, controls.line(), self.title, strip):
            above.addWidget(part)
        self.head.hide()
        for part in (self._above, self.head, controls.line()):
            column.addWidget(part)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.beside.setMinimumHeight(theme.scaled(60))  # a small window must have room for all
        self.similar.setMinimumHeight(theme.scaled(36))
        self.split.addWidget(self.beside)
        self.split.addWidget(self.similar)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([theme.scaled(460), theme.scaled(240)])
        column.addWidget(self.split, 1)
        nothing = controls.label(self.tr("Choose a paper to read it here."), tone="muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._whole = QStackedWidget()
        self._whole.addWidget(nothing)
        self._whole.addWidget(paper)
        controls.column(self).addWidget(self._whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < theme.scaled(LOW)
        if low == self._low:
            return
        self._low = low
        self._show_head()
        if low:
            self._folded_for_room = not self.similar.is_folded()
        if self._folded_for_room and self.similar.is_folded() is not low:
            with QSignalBlocker(self.similar):  # the reader's own choice stays as it is
                self.similar.set_folded(low)
            self._give_room(low)

    def _show_head(self) -> None:
        compact = self._low or self.tab() == DOCUMENT
        self._above.setHidden(compact)
        self.head.setVisible(compact)

    def _give_room(self, folded: bool) -> None:
        """Give the text the room of folded papers, which the splitter does not by itself."""
        text, similar = self.split.sizes()
        if folded:
            self._similar_room = max(similar, self.similar.minimumHeight())
        room = self.similar.minimumHeight() if folded else self._similar_room
        self.split.setSizes([text + similar - room, room])

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

    def set_query(self, query: Query) -> None:
        """Mark the words of title and abstract that a query matches, in this paper and others."""
        self.title.set_query(query)
        self.abstract.set_query(query)

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
            self.details_tab.tell(lambda page: page.show_paper(None))
        else:
            self._fill(paper)
            place = reading.place(self._changes.library, paper.id)
            # A document takes the room of the list, so it is opened only when it is asked for.
            self.show_tab(NOTES if place and place[0] == NOTES else ABSTRACT)
            self.abstract.go_to(place[1] if place else 0)
        self.shown.emit(self.paper)

    def _fill(self, paper: Paper) -> None:
        self._fill_head(paper)
        self.abstract.show_paper(paper, self._size())
        self.details_tab.tell(lambda page: page.show_paper(paper))

    def _fill_head(self, paper: Paper) -> None:
        found = documents.of(self._changes.library, paper.id)
        self.bar.show_paper(paper, found)
        self.title.show_paper(paper, found)
        self.head.show_paper(paper)

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
        self.details_tab.tell(lambda page: page.flush())

    def tab(self) -> str:
        """Give the name of the tab shown."""
        return self._tabs.name()

    def show_tab(self, name: str) -> None:
        """Show a tab by its name."""
        self._tabs.show_name(name)

    def _show_index(self, index: int) -> None:
        for tabs in (self._tabs, self.head.tabs):
            tabs.setCurrentIndex(index)
        if self._pages.currentIndex() == index:
            return
        wide = self.tab() == DOCUMENT
        self._show_head()
        self.similar.setHidden(wide)
        self._pages.setCurrentIndex(index)
        self.widened.emit(wide)
        self.beside.allow(self.tab() in (ABSTRACT, DOCUMENT))

    def focus_tab(self) -> None:
        """Put the focus into the tab that is shown."""
        inside: dict[str, QWidget] = {
            ABSTRACT: self.abstract.text,
            DOCUMENT: self.document,
            NOTES: self.notes,
            DETAILS: self.details_tab,
        }
        inside[self.tab()].setFocus()

    def _complete(self) -> None:
        """Let the reader fill in what is known of the paper."""
        self.show_tab(DETAILS)
        self.details.form.title.setFocus()
        self.details.form.title.selectAll()

    def focus_document(self) -> None:
        """Show the documents, with the focus in the one that is open."""
        self.show_tab(DOCUMENT)
        self.document.setFocus()

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
        self._fill_head(fresh)
        if before is not None and fresh.abstract != before.abstract:
            self.abstract.show_paper(fresh, self._size())
        elif touches(notice, "highlight", "card"):
            self.abstract.refresh()
        if before is None or as_draft(fresh) != as_draft(before):
            self.details_tab.tell(lambda page: page.refresh(fresh))
