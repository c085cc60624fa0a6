"""The pages of a document on the desk: to read, select in and mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from desktop_app.core.highlights import Highlight
from desktop_app.ui.pdf import keys, markings
from desktop_app.ui.pdf.layout import Point
from desktop_app.ui.pdf.marks import Hits, Marks
from desktop_app.ui.pdf.text_view import TextView
from desktop_app.ui.widgets import mark_keys


class PageView(TextView):
    """All pages of a document below each other, with highlights and hits of a search on them.

    ``coloured``, ``underlined``, ``commented``, ``reviewed`` and ``removed`` ask for what the
    selection, or the highlight at the caret, shall become.
    """

    highlight_clicked = Signal(int)
    coloured = Signal(int)
    underlined = Signal(int)
    commented = Signal()
    reviewed = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks, self._hits = Marks(), Hits()
        self.pointer.clicked.connect(self._click)

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Paint these highlights on the pages."""
        self._marks.show(highlights)
        self.viewport().update()

    def show_current(self, highlight: int | None) -> None:
        """Mark one highlight as the current one, wherever it is."""
        self._marks.current = highlight
        self.viewport().update()

    def show_hits(self, hits: Sequence[tuple[int, int, int]], current: int | None) -> None:
        """Paint hits (page, start, end), one of them, by index, as the current one."""
        self._hits.show(hits, current)
        self.viewport().update()

    def at_caret(self) -> Highlight | None:
        """Give the current highlight, or the innermost one at the caret, or None."""
        box = self.caret_box()
        at = Point(box.page, box.x0, (box.y0 + box.y1) / 2) if box else None
        return self._marks.current_highlight() or (self._marks.at(at) if at else None)

    def step(self, by: int) -> Highlight | None:
        """Make the next highlight (or for -1 the one before) the current one and show it."""
        found = self._marks.beside(self.point(QPointF(0, 0)), by) if self.count() else None
        if found is not None:
            self.show_current(found.id)
            self.reveal(found.boxes)
        return found

    def rect_of(self, highlight: Highlight) -> QRect | None:
        """Give the first line of a highlight in pixels of the viewport, out of view or not."""
        if not highlight.boxes or highlight.boxes[0].page >= self.count():
            return None
        return self.in_viewport(self.pages.place(highlight.boxes[0]))

    def paint_page(self, painter: QPainter, page: int) -> None:
        super().paint_page(painter, page)
        look = markings.Look(self.pages.scale, self.ratio(), self.dark)
        text = self.text(page) if self._hits.on(page) else None
        others, current = self._hits.boxes(text) if text else ([], [])
        whole = QRegion(0, 0, self.pages.widths[page], self.pages.heights[page])
        painter.setClipRegion(whole - look.current_hit(painter, current))
        look.highlights(painter, self._marks.on(page), self._marks.current)
        look.hits(painter, others)
        self.paint_selection(painter, page, look)
        painter.setClipRegion(whole)
        self.paint_tools(painter, page, look)

    def takes(self, event: QKeyEvent) -> bool:
        if mark_keys.colour(event) or mark_keys.deletes(event) or keys.underline(event):
            return True
        if mark_keys.reviews(event):
            return self.at_caret() is not None
        if mark_keys.comments(event):
            return bool(self.selected) or self.at_caret() is not None
        return super().takes(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if colour := mark_keys.colour(event):
            self.coloured.emit(colour)
        elif colour := keys.underline(event):
            self.underlined.emit(colour)
        elif mark_keys.deletes(event):
            self.removed.emit()
        elif mark_keys.reviews(event) and self.takes(event):
            self.reviewed.emit()
        elif mark_keys.comments(event) and self.takes(event):
            self.commented.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        found = self.step(1 if next else -1)
        if found is None:
            return super().focusNextPrevChild(next)
        self.highlight_clicked.emit(found.id)
        return True

    def _click(self, point: Point) -> None:
        found = self._marks.at(point)
        self.show_current(found.id if found else None)
        if found is not None:
            self.highlight_clicked.emit(found.id)
