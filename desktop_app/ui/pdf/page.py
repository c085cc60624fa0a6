"""The PDF tab: the documents of a paper, one of them open, and what is done around its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.core.documents import Document, DocumentId
from desktop_app.core.highlights import Highlight, HighlightId
from desktop_app.core.papers import PaperId
from desktop_app.core.query import Query
from desktop_app.store import cards, documents, highlights
from desktop_app.store.library import Notice
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.pdf import reading_place
from desktop_app.ui.pdf.document_deeds import DocumentDeeds
from desktop_app.ui.pdf.finding import Finding
from desktop_app.ui.pdf.marking import Marking
from desktop_app.ui.pdf.opening import Opening
from desktop_app.ui.pdf.page_keys import PageKeys
from desktop_app.ui.pdf.source import Source
from desktop_app.ui.pdf.spread import Spread
from desktop_app.ui.pdf.strip import Strip
from desktop_app.ui.pdf.toolbar import Toolbar
from desktop_app.ui.tasks import Tasks


class DocumentPage(QWidget):
    """Shows a document of a paper, opened when the page is first seen.

    ``attach_wanted`` and ``files_dropped`` ask for files to be attached, ``export_wanted`` for
    the highlights to go out, ``list_wanted`` for the list of papers. ``error`` carries what went
    wrong, ``said`` a sentence for the status line, ``counted`` the highlights shown.
    """

    attach_wanted = Signal()
    files_dropped = Signal(object)
    export_wanted = Signal()
    error = Signal(object)
    said = Signal(str)
    list_wanted = Signal()
    counted = Signal(object)

    def __init__(self, changes: Changes, tasks: Tasks, names: Callable[[], Sequence[str]]) -> None:
        """`names` gives the meanings of the five colours."""
        super().__init__()
        self._changes, library = changes, changes.library
        self._paper: PaperId | None = None
        self._documents: list[Document] = []
        self._document: Document | None = None
        # To be gone to once the document is open.
        self._wanted: HighlightId | None = None
        self._wanted_page: tuple[int, Query] | None = None
        self._found: list[Highlight] = []
        self._due = False  # to be opened when the page is seen
        self.setAccessibleName(self.tr("PDF"))
        self.setAcceptDrops(True)
        self.source = Source(changes, tasks, self)
        self.spread = Spread(self.source, names, writable=library.writable)
        self.view = self.spread.view
        self.toolbar = Toolbar(self.view)
        self.strip, self.find_strip = Strip(), Strip()
        self.opening = Opening(library.path, self.source, self.spread)
        self.marking = Marking(changes, self.source, self.spread, names)
        self.finding = Finding(self.source, self.view, self.toolbar, self.find_strip)
        self.deeds = DocumentDeeds(changes, self.source, self.toolbar, self.strip, self)
        self._keys = PageKeys(self.toolbar, self.finding, self.view, self)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.toolbar, self.strip, self.find_strip):
            column.addWidget(part)
        column.addWidget(self.opening, 1)

    def _wire(self) -> None:
        toolbar, spread, opening, deeds = self.toolbar, self.spread, self.opening, self.deeds
        toolbar.left.connect(self.view.setFocus)
        self._keys.list_wanted.connect(self.list_wanted)
        toolbar.side.clicked.connect(lambda on: spread.choose("side", on))
        toolbar.panel.clicked.connect(lambda on: spread.choose("panel", on))
        toolbar.dark.toggled.connect(spread.side.thumbnails.set_dark)
        spread.folded.connect(toolbar.show_panes)
        spread.panel.export_wanted.connect(self.export_wanted)
        opening.opened.connect(self._opened)
        opening.elsewhere_wanted.connect(deeds.open_elsewhere)
        opening.error.connect(self.error)
        deeds.wanted.connect(self.show_document)
        deeds.said.connect(self.said)
        for asking in (opening, deeds):
            asking.attach_wanted.connect(self.attach_wanted)
        self.marking.left.connect(lambda: toolbar.use("select"))
        self.view.link_wanted.connect(deeds.follow)
        self.view.link_refused.connect(deeds.refuse)
        self._changes.changed.connect(self._on_notice)

    # Which document

    def show_paper(self, paper: PaperId | None) -> None:
        """Show the main document of a paper, or nothing."""
        if paper == self._paper and paper is not None:
            self.refresh()
            if self._due and self.isVisible():
                self._open()
            return
        self.finding.end()
        self.leave()
        self._paper = paper
        self._documents = self._of_paper()
        self._take(next(iter(self._documents), None))

    def show_document(self, document: DocumentId, highlight: HighlightId | None = None) -> None:
        """Show a document, at one of its highlights where it is given. Raises KeyError."""
        found = documents.get(self._changes.library, document)
        if self._document is None or self._document.id != document or self._due:
            self.leave()
            self._paper = found.paper
            self._documents = self._of_paper()
            self._wanted = highlight
            self._take(found)
        elif self.source.facts is None:
            self._wanted = highlight
        elif highlight is not None:
            self.marking.show_highlight(highlight)

    def show_page(self, document: DocumentId, page: int, query: Query) -> None:
        """Show a page of a document with the words of a query marked on it. Raises KeyError."""
        self.show_document(document)
        if self.source.facts is None or self._due:
            self._wanted_page = (page, query)
        else:
            self.finding.point_out(page, query)

    def documents(self) -> Sequence[Document]:
        """List the documents of the paper, the main one first."""
        return self._documents

    def refresh(self) -> None:
        """Show the documents and highlights of the paper as the library has them now."""
        self._documents = self._of_paper()
        known = {d.id: d for d in self._documents}
        if self._document is not None and self._document.id in known:
            self._document = known[self._document.id]
            self.deeds.show_document(self._document, self._documents)
            if self.source.facts is not None:
                self._show_highlights()
            else:
                self.opening.look_again()
        elif self._document is not None or self._documents:
            self.leave()
            self._take(next(iter(self._documents), None))

    def _of_paper(self) -> list[Document]:
        return documents.of(self._changes.library, self._paper) if self._paper is not None else []

    def _take(self, document: Document | None) -> None:
        self._document = document
        self._due = True
        if self.isVisible():
            self._open()

    def _open(self) -> None:
        self._due = False
        self.toolbar.setVisible(self._document is not None)
        self.deeds.show_document(self._document, self._documents)
        if self._document is None:
            self.opening.offer(writable=self._changes.library.writable)
        else:
            self.opening.open(self._document)

    def _opened(self, document: Document) -> None:
        self.view.show_source(self.source)
        reading_place.restore(self._changes, document, self.view)
        self.spread.show_document()
        self.toolbar.show_pages(self.view.count())
        self.marking.show_document(document.id)
        self.deeds.taking_over.show_document(document.id)
        if self.hasFocus():
            self.take_focus()
        QTimer.singleShot(0, self, lambda: self._fill(document))  # first the pages, then the rest

    def _fill(self, document: Document) -> None:
        """Show what stands on and around the pages of the document just opened."""
        if self._document is None or self._document.id != document.id or self.source.facts is None:
            return
        self._show_highlights(anew=True)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.marking.show_highlight(wanted)
        self.finding.again()
        if self._wanted_page is not None:
            self.finding.point_out(*self._wanted_page)
            self._wanted_page = None

    def leave(self) -> None:
        """Save what was typed, keep the place, and let go of the file until the page is seen."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        self.flush()
        if self._document is not None and self.source.facts is not None:
            reading_place.keep(self._changes, self._document, self.view)
        for strip in (self.strip, self.find_strip):
            strip.hide()
        self.finding.forget()
        self.marking.show_document(None)
        self.deeds.taking_over.show_document(None)
        self.toolbar.show_pages(0)
        self.view.show_source(None)
        self.opening.leave()
        self.marking.show_highlights([])
        self._found, self._wanted, self._wanted_page, self._due = [], None, None, True
        if inside:
            self.setFocus()  # and back into the pages once the next document is open

    def _on_notice(self, notice: Notice) -> None:
        if touches(notice, "document", "highlight", "card"):
            self.refresh()

    def _show_highlights(self, *, anew: bool = False) -> None:
        assert self._document is not None
        library = self._changes.library
        found = highlights.of_document(library, self._document.id)
        self.spread.show_reviewed(cards.of_paper(library, self._document.paper))
        if found != self._found or anew:
            self._found = found
            self.marking.show_highlights(found)
            self.deeds.show_highlights(found)
            self.counted.emit(found)

    # What the window asks for

    def flush(self) -> None:
        """Save what was typed and not saved yet."""
        self.spread.comments.flush()

    def redraw(self) -> None:
        """Follow changed settings: theme, names of the colours."""
        self.marking.bar.tint()
        if self.source.facts is not None:
            self._show_highlights(anew=True)

    def find_words(self) -> None:
        """Let the reader search the document."""
        if self.source.facts is not None:
            self.finding.begin()

    def step(self, by: int) -> None:
        """Go to the next highlight, or with -1 to the one before."""
        self.marking.step(by)

    def back(self) -> bool:
        """Return to where a link was followed; False where none was."""
        return self.view.back()

    def take_focus(self) -> None:
        """Take the focus, into the pages where they are shown."""
        if self.source.facts is not None:
            self.view.setFocus()
        else:
            self.opening.take_focus()

    def keep_shape(self, into: QSettings) -> None:
        """Remember how the panes are laid out."""
        self.spread.keep_shape(into)
        into.setValue("document-dark", self.toolbar.dark.isChecked())

    def restore_shape(self, kept: QSettings) -> None:
        """Lay the panes out as they were."""
        self.spread.restore_shape(kept)
        self.toolbar.dark.setChecked(str(kept.value("document-dark")).lower() == "true")

    # Qt

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._due:
            self._open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if self._paper is not None and urls and all(url.isLocalFile() for url in urls):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.files_dropped.emit([Path(url.toLocalFile()) for url in event.mimeData().urls()])
        event.acceptProposedAction()
