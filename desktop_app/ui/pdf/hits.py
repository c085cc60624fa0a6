"""Searching a document page by page, as its texts arrive, without stalling the window.

What was indexed of it is there at once; boxes are read for the pages that are shown alone.
"""

from __future__ import annotations

from array import array
from collections import deque
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core import page_text
from desktop_app.core.documents import PageText
from desktop_app.ui.pdf.source import Source

SLICE_S = 0.008
TELL_MS = 60
AHEAD = 4  # texts asked for at a time, so that drawing comes in between
MOST_KEPT = 8_000_000  # characters of texts, of which the source keeps but the last


class Hits(QObject):
    """What a search has found so far; ``changed`` tells that there is more, or another current.

    ``reached`` carries the current hit (page, start, end) when it is to be shown.
    """

    changed = Signal()
    reached = Signal(object)

    def __init__(self, source: Source, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._words = ""
        self._waiting: deque[int] = deque()
        self._asked: set[int] = set()
        self._found: dict[int, list[tuple[int, int]]] = {}
        self._at: tuple[int, int] | None = None  # page and number of the current hit on it
        self._texts: dict[int, PageText] = {}  # without boxes
        self._kept = 0
        self._known: bool | None = None  # whether the index has told what it has; None: unasked
        self._go_on = QTimer(self, singleShot=True, interval=0)
        self._go_on.timeout.connect(self._work)
        self._tell = QTimer(self, singleShot=True, interval=TELL_MS)
        self._tell.timeout.connect(self.changed)
        source.text_ready.connect(self._arrived)

    def search(self, words: str, page: int) -> None:
        """Search the whole document, beginning at a page; no words end the search before."""
        self.stop()
        pages = len(self._source.facts.sizes) if self._source.facts else 0
        if words and pages:
            self._words = words
            self._waiting.extend((page + n) % pages for n in range(pages))
            if self._known:
                self._go_on.start()
            elif self._known is None:
                self._known = False
                self._source.indexed(self._take)
        self.changed.emit()

    def stop(self) -> None:
        """End the search and forget what it found."""
        self._go_on.stop()
        self._tell.stop()
        self._words, self._at = "", None
        self._waiting.clear()
        self._asked.clear()
        self._found.clear()

    def forget(self) -> None:
        """End the search, for the document is closed."""
        self.stop()
        self._texts.clear()
        self._kept, self._known = 0, None

    @property
    def reading(self) -> bool:
        """Whether pages are still to be searched."""
        return bool(self._waiting or self._asked)

    @property
    def wordless(self) -> bool:
        """Whether every page was looked at and none has any text."""
        return bool(self._words) and not self.reading and not self._kept

    def all(self) -> list[tuple[int, int, int]]:
        """List what was found: page, start and end in its text, in the order of the pages."""
        return [(p, a, b) for p in sorted(self._found) for a, b in self._found[p]]

    def count(self) -> int:
        """Count what was found so far."""
        return sum(map(len, self._found.values()))

    def current(self) -> int | None:
        """Give the place of the current hit among all."""
        if self._at is None:
            return None
        page, number = self._at
        return sum(len(found) for p, found in self._found.items() if p < page) + number

    def step(self, by: int) -> None:
        """Make the next hit the current one, or with -1 the one before; round and round."""
        found, at = self.all(), self.current()
        if at is None:
            return
        page, start, end = found[(at + by) % len(found)]
        self._make_current(page, self._found[page].index((start, end)))
        self.changed.emit()

    def _make_current(self, page: int, number: int) -> None:
        self._at = (page, number)
        self.reached.emit((page, *self._found[page][number]))

    # Reading

    def _take(self, indexed: dict[int, str]) -> None:
        """Search what the index has first: of the other pages alone the worker is asked."""
        self._known = True
        for page, words in indexed.items():
            if self._kept < MOST_KEPT:
                self._texts[page] = PageText(page, words, array("f"))
                self._kept += len(words.strip())
        if self._waiting:
            self._go_on.start()

    def _work(self) -> None:
        end = monotonic() + SLICE_S
        while self._waiting and len(self._asked) < AHEAD and monotonic() < end:
            page = self._waiting.popleft()
            text = self._texts.get(page) or self._source.text(page)
            if text is None:
                self._asked.add(page)
            else:
                self._look_in(page, text)
        if self._waiting and len(self._asked) < AHEAD:
            self._go_on.start()

    def _arrived(self, page: int) -> None:
        if page not in self._asked:
            return
        text = self._source.text(page)
        if text is None:
            return  # not kept for want of room, and asked for again
        self._asked.discard(page)
        self._look_in(page, text)
        self._go_on.start()

    def _look_in(self, page: int, text: PageText) -> None:
        self._keep(page, text)
        if found := page_text.find(text, self._words):
            self._found[page] = found
            if self._at is None:
                self._make_current(page, 0)
                self.changed.emit()
        if not self._tell.isActive():
            self._tell.start()

    def _keep(self, page: int, text: PageText) -> None:
        """Keep the words for the next search."""
        if page not in self._texts and text.text.strip() and self._kept < MOST_KEPT:
            self._texts[page] = replace(text, boxes=array("f"))
            self._kept += len(text.text)
