"""The annotations that stand in a file, taken over as highlights that can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core import page_text
from desktop_app.core.documents import DocumentId, FoundMark, PageText
from desktop_app.core.highlights import Highlight, Selector, Style
from desktop_app.services import copy_marks
from desktop_app.store import highlights
from desktop_app.ui.changes import Changes
from desktop_app.ui.pdf import troubles
from desktop_app.ui.pdf.source import Source
from desktop_app.ui.pdf.strip import Strip

LOOKS_AFTER_MS = 1500  # so that the first pages are drawn before
_STYLES = {"highlight": Style.HIGHLIGHT, "underline": Style.UNDERLINE}


class _Ready(NamedTuple):
    """An annotation with all that a highlight needs."""

    mark: FoundMark
    style: Style
    selector: Selector
    extraction: str


class TakingOver(QObject):
    """Tells once of the annotations that a file has, and takes those over that were not yet.

    ``said`` carries a sentence about what was done.
    """

    said = Signal(str)

    def __init__(self, changes: Changes, source: Source, strip: Strip, parent: QObject) -> None:
        super().__init__(parent)
        self._changes, self._source, self._strip = changes, source, strip
        self._told: set[str] = set()  # hashes of files whose annotations were told of
        self._document: DocumentId | None = None
        self._marks: Sequence[FoundMark] | None = None
        self._taken: frozenset[str] = frozenset()
        self._wanted = False
        self._missing: set[int] = set()
        self._ready: list[_Ready] = []
        self._look = QTimer(self, singleShot=True, interval=LOOKS_AFTER_MS)
        self._look.timeout.connect(self._ask)
        source.text_ready.connect(self._arrived)

    def show_document(self, document: DocumentId | None) -> None:
        """Be about the document that was opened, or about none."""
        self._document, self._marks, self._wanted = document, None, False
        self._missing, self._ready = set(), []
        self._look.stop()
        known = self._source.digest in self._told or not self._changes.library.writable
        if document is not None and not known:
            self._look.start()

    def show_highlights(self, found: Sequence[Highlight]) -> None:
        """Learn which annotations were taken over."""
        self._taken = frozenset(h.taken_from for h in found if h.taken_from)

    def _ask(self) -> None:
        self._source.marks(self._learn, self._fail)

    def take_over(self) -> None:
        """Make highlights of the annotations that are none yet, as one change."""
        self._wanted = True
        if self._marks is None:
            self._ask()
        else:
            self._read()

    def _learn(self, marks: Sequence[FoundMark]) -> None:
        self._marks = marks
        if self._wanted:
            self._read()
        elif self._left():
            self._told.add(self._source.digest)
            self._strip.tell(
                self.tr("This file holds %n annotation(s) of its own.", "", len(self._left())),
                self.tr("Take over"),
                self.take_over,
            )

    def _fail(self, error: BaseException) -> None:
        # Unasked, it is not worth a word: the pages show the annotations all the same.
        if self._wanted:
            self._wanted = False
            self._strip.tell(troubles.of_marks(error))

    def _left(self) -> list[FoundMark]:
        return [m for m in self._marks or () if m.name not in self._taken and m.boxes]

    # Taking over

    def _read(self) -> None:
        """Wait for the texts of the pages that annotations are on."""
        self._ready = []
        self._missing = {mark.boxes[0].page for mark in self._left()}
        for page in sorted(self._missing):
            self._prepare(page)
        self._take()

    def _arrived(self, page: int) -> None:
        if page in self._missing:
            self._prepare(page)
            self._take()

    def _prepare(self, page: int) -> None:
        text = self._source.text(page)
        if text is None:
            return
        self._missing.discard(page)
        for mark in self._left():
            if mark.boxes[0].page == page:
                style = _STYLES.get(mark.kind) if mark.quote.strip() else None
                style = style or Style.AREA
                found = passage(mark, text, style)
                self._ready.append(_Ready(mark, style, found, text.extraction))

    def _take(self) -> None:
        if self._missing or not self._wanted:
            return
        self._wanted = False
        ready, document, self._ready = self._ready, self._document, []
        if document is None or not ready:
            self._strip.tell(self.tr("There is nothing to take over in this file."))
        elif self._changes.make(
            self.tr("Take over annotations"), lambda: self._mark(document, ready)
        ):
            self.said.emit(self.tr("%n annotation(s) taken over", "", len(ready)))

    def _mark(self, document: DocumentId, ready: Sequence[_Ready]) -> None:
        for mark, style, selector, extraction in ready:
            highlights.mark(
                self._changes.library,
                document,
                mark.boxes,
                copy_marks.nearest(mark.colour),
                selector=selector,
                style=style,
                words=mark.comment,
                extraction=extraction,
                taken_from=mark.name,
            )


def passage(mark: FoundMark, text: PageText, style: Style) -> Selector:
    """Find the passage of an annotation in the text of its page; its quote is kept as it is."""
    first = mark.boxes[0]
    begin = page_text.at(text, first.x0, (first.y0 + first.y1) / 2)
    if style is Style.AREA:
        return Selector("", "", "", begin, begin)
    spans = page_text.find(text, mark.quote)
    if not spans:
        return Selector(mark.quote, "", "", begin, begin + len(mark.quote))
    start, end = min(spans, key=lambda span: abs(span[0] - begin))
    return page_text.select(text, start, end)
