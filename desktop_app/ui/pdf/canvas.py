"""The pages of a document as they look, drawn by the engine when they come into view."""

from __future__ import annotations

import math
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QRect, QRectF, QTimer, SignalInstance
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.core.documents import PageLink, PageText
from desktop_app.ui import theme
from desktop_app.ui.pdf import caret, painting, wants
from desktop_app.ui.pdf.drawings import WANTED
from desktop_app.ui.pdf.layout import Area, Point, Want
from desktop_app.ui.pdf.page_scroll import PageScroll
from desktop_app.ui.pdf.source import Source

PATIENCE_MS = 300  # before it is said that a page is being read
REST_MS = 120  # without scrolling, before texts are read


_Picture = tuple[Want, QImage]


class Canvas(PageScroll):
    """Shows the pages of a source; those in view are drawn first, then those that come next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport().setAutoFillBackground(False)
        self.dark = False
        self._source: Source | None = None
        self._wants = wants.Wants((), ())
        self._missing: dict[int, float] = {}
        self.resting = QTimer(self, singleShot=True, interval=REST_MS)
        self.resting.timeout.connect(self._ask_for_texts)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.viewport().update)
        self.laid_out.connect(self._ask)

    # What is shown

    def show_source(self, source: Source | None) -> None:
        """Show the document of a source as soon as it is open, or nothing."""
        if self._source is not None:
            for signal, slot in self._wires(self._source):
                signal.disconnect(slot)
        self._source = source
        if source is not None:
            for signal, slot in self._wires(source):
                signal.connect(slot)
        self.begin()

    def set_dark_pages(self, dark: bool) -> None:
        """Show pages light on dark, or as they are."""
        self.dark = dark
        if self._source is not None:
            self._source.set_dark(dark)
        self._ask()
        self.viewport().update()

    def text(self, page: int) -> PageText | None:
        """Give the text of a page; None where it is asked for now."""
        return self._source.text(page) if self._source is not None else None

    def has_text(self, page: int) -> bool | None:
        """Tell whether a page has any text; None while that is not known."""
        found = self.text(page)
        return None if found is None else bool(found.text.strip())

    def link(self, point: Point) -> PageLink | None:
        """Give the link at a point, if its page's links were read."""
        links = self._source.links(point.page) if self._source is not None else ()
        return next((link for link in links if point.is_in(link.box)), None)

    def _wires(self, source: Source) -> list[tuple[SignalInstance, Callable[..., None]]]:
        return [
            (source.changed, self.begin),
            (source.drawn, self._show_drawn),
            (source.stuck, self._show_drawn),
            (source.text_ready, self._show_drawn),
        ]

    def begin(self) -> None:
        """Show the first page of what the source has open."""
        facts = self._source.facts if self._source is not None else None
        self._missing.clear()
        self.show_sizes(facts.sizes if facts else ())

    def _show_drawn(self, page: int) -> None:
        self._missing.pop(page, None)
        self.viewport().update(self.page_rect(page).adjusted(-2, -2, 2, 2))

    # What is asked for

    def _ask(self) -> None:
        """Ask for the pictures of what is in view, and for texts once it rests."""
        if self._source is None or not self.count() or not self.isVisible():
            return
        self._wants = wants.find(self.pages, self.seen(), WANTED, down=self.down, dark=self.dark)
        self._source.want(self._wants)
        self.resting.start()

    def _ask_for_texts(self) -> None:
        """Ask for texts and links in view, and for texts beside it, into which keys may lead."""
        pages = self.in_view()
        if self._source is None or not pages:
            return
        for page in pages:
            self._source.text(page)
            self._source.links(page)
        for page in (pages.start - 1, pages.stop):
            if 0 <= page < self.count():
                self._source.text(page)

    def in_view(self) -> range:
        """Give the pages of which something is in view."""
        seen = self.seen()
        return self.pages.between(seen.y0, seen.y1) if self.count() else range(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        desk = QColor(theme.current().desk)
        if self.palette().color(QPalette.ColorRole.Window) != desk:
            self.setPalette(QPalette(desk))  # beside the scroll bars

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.current().desk))
        if self.count():
            seen, ratio = self.seen(), self.ratio()
            top = seen.y0 + math.floor(event.rect().top() * ratio)
            bottom = seen.y0 + math.ceil((event.rect().bottom() + 1) * ratio)
            painting.count_device_pixels(painter, ratio)
            for page in self.pages.between(top - 1, bottom + 1):
                left, top, _, _ = self.pages.rect(page)
                painter.save()
                painter.translate(left - seen.x0, top - seen.y0)
                self.paint_page(painter, page)
                painter.restore()
        painter.end()

    def paint_page(self, painter: QPainter, page: int) -> None:
        """Paint a page in device pixels from its top left."""
        whole = QRect(0, 0, self.pages.widths[page], self.pages.heights[page])
        painting.paper(painter, whole, self.ratio(), dark=self.dark)
        fresh, stale = self._pictures(page)
        if stale:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for want, picture in stale:
            painter.drawImage(self._target(want), picture)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        for want, picture in fresh:
            x, y = want.area[:2] if want.area else (0, 0)
            painter.drawImage(x, y, picture)
        painting.tone(painter, whole, dark=self.dark)
        if not fresh and not stale:
            self._paint_why_not(painter, page)

    def _pictures(self, page: int) -> tuple[list[_Picture], list[_Picture]]:
        """Give the pictures of a page at its scale, and those to see until they are complete."""
        found = self._source.pictures(page) if self._source is not None else []
        found = [(want, picture) for want, picture in found if want.dark is self.dark]
        fresh = [(want, picture) for want, picture in found if want.scale == self.pages.scale]
        there = {want for want, _ in fresh}
        if Want(page, self.pages.scale, dark=self.dark) in there or (
            there and all(w in there for w in self._wants.in_view if w.page == page)
        ):
            return fresh, []
        stale = [(want, picture) for want, picture in found if want not in there]
        return fresh, sorted(stale, key=lambda p: (p[0].area is not None, p[0].scale))

    def _target(self, want: Want) -> QRectF:
        """Give where a picture at another scale belongs on its page."""
        whole = Area(0, 0, self.pages.widths[want.page], self.pages.heights[want.page])
        if want.area is None:
            return QRectF(*whole)
        x0, y0, x1, y1 = (n * self.pages.scale / want.scale for n in want.area)
        return QRectF(x0, y0, x1 - x0, y1 - y0)

    def _paint_why_not(self, painter: QPainter, page: int) -> None:
        """Say why nothing of a page is shown yet, or never will be."""
        now = monotonic()
        if self._source is not None and self._source.is_stuck(page):
            sentence = self.tr("This page could not be drawn")
            self._paint_words(painter, page)
        elif now - self._missing.setdefault(page, now) < PATIENCE_MS / 1000:
            self._patience.start()
            return
        else:
            sentence = self.tr("Reading page {page}…").format(page=page + 1)
        place = self.page_rect(page)
        seen = place.intersected(self.viewport().rect()).translated(-place.topLeft())
        painting.sentence(painter, seen, self.ratio(), sentence, dark=self.dark)

    def _paint_words(self, painter: QPainter, page: int) -> None:
        """Write the words of a page that is not drawn, each in its place."""
        if (text := self.text(page)) is None:
            return
        scale, seen = self.pages.scale, self.seen()
        top = self.pages.top(page)
        for start, end in caret.words(text):
            x0, y0, _, y1 = (round(n * scale) for n in text.boxes[4 * start : 4 * start + 4])
            x1 = round(text.boxes[4 * end - 2] * scale)
            if seen.y0 < top + y1 and top + y0 < seen.y1:
                place = QRect(x0, y0, x1 - x0, y1 - y0)
                painting.word(painter, place, text.text[start:end], dark=self.dark)
