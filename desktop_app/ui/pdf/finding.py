"""Finding words in the document that is open: the field, the hits and the pages together."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop_app.core import page_text
from desktop_app.core.documents import Spot
from desktop_app.core.query import Query
from desktop_app.store import page_search
from desktop_app.ui.pdf.hits import Hits
from desktop_app.ui.pdf.source import Source
from desktop_app.ui.pdf.strip import Strip
from desktop_app.ui.pdf.toolbar import Toolbar
from desktop_app.ui.pdf.view import PageView


class Finding(QObject):
    """Opens and closes the find field of a toolbar, and shows in the view what it finds."""

    def __init__(self, source: Source, view: PageView, toolbar: Toolbar, strip: Strip) -> None:
        super().__init__(view)
        self._source, self._view, self._toolbar, self._strip = source, view, toolbar, strip
        self._bar = toolbar.finder
        self._hits = Hits(source, self)
        self._open = False
        self._wanted: tuple[int, int, int] | None = None  # a hit whose text is still on its way
        self._pointed: tuple[int, Query] | None = None  # what is marked without a search
        toolbar.find_toggled.connect(lambda on: self.begin() if on else self.end())
        self._bar.searched.connect(self._search)
        self._bar.stepped.connect(self._hits.step)
        self._hits.changed.connect(self._show)
        self._hits.reached.connect(self._reach)
        source.text_ready.connect(self._arrived)

    @property
    def open(self) -> bool:
        """Whether the find field is shown."""
        return self._open

    def begin(self) -> None:
        """Let the reader type; a short selection is what is searched."""
        chosen = self._view.selection()
        words = chosen[0].exact if chosen else ""
        self._open = True
        self._toolbar.show_find(True)
        self._bar.begin(words if len(words) <= 60 else "")
        self._bar.settle()

    def end(self) -> None:
        """Close the field and unmark the hits."""
        if not self._open:
            return
        focus = QApplication.focusWidget()
        inside = focus is not None and self._bar.isAncestorOf(focus)
        self._open = False
        self._bar.forget()
        self._search("")
        self._toolbar.show_find(False)
        if inside:
            self._view.setFocus()

    def step(self, by: int) -> None:
        """Go to the next hit, or back; where nothing is searched, let the reader type."""
        if self._open:
            self._bar.step(by)
        else:
            self.begin()

    def point_out(self, page: int, query: Query) -> None:
        """Go to a page and mark the words of a query on it, until there is a search."""
        self.end()
        self._pointed = (page, query)
        self._view.go_to(Spot(page))
        self._point()

    def unmark(self) -> bool:
        """Unmark what was pointed out; False where nothing was."""
        was, self._pointed = self._pointed, None
        if was is not None:
            self._show()
        return was is not None

    def _point(self) -> None:
        if self._pointed is None:
            return
        page, query = self._pointed
        text = self._source.text(page)
        if text is None:
            return
        found = [(page, start, end) for start, end in page_search.marked(text, query)]
        self._view.show_hits(found, 0 if found else None)
        if found:
            self._view.reveal(page_text.boxes(text, *found[0][1:]))

    def forget(self) -> None:
        """Let go of a document that is closed; the words stay for the next one."""
        self._wanted = self._pointed = None
        self._hits.forget()
        self._bar.forget()
        self._show()

    def again(self) -> None:
        """Search the document that was opened for the words in the field."""
        if self._open:
            self._bar.settle()

    def _search(self, words: str) -> None:
        self._strip.hide()
        self._pointed = None
        self._hits.search(words, self._view.page())

    def _show(self) -> None:
        hits = self._hits
        self._view.show_hits(hits.all(), hits.current())
        self._bar.show_count(hits.current(), hits.count(), reading=hits.reading)
        if hits.wordless:
            self._strip.tell(self.tr("This document holds no text that can be searched."))

    def _reach(self, hit: tuple[int, int, int]) -> None:
        page, start, end = hit
        text = self._source.text(page)
        self._wanted = hit if text is None else None
        if text is None:
            self._view.go_to(Spot(page))
        else:
            self._view.reveal(page_text.boxes(text, start, end))

    def _arrived(self, page: int) -> None:
        if self._wanted is not None and self._wanted[0] == page:
            self._reach(self._wanted)
        if self._pointed is not None and self._pointed[0] == page:
            self._point()
