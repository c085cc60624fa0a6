"""Pages below each other, as large as they are wanted, and what stands where.

Scroll bars count device pixels, so that a picture of a page is shown pixel by pixel.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop_app.core.documents import Spot
from desktop_app.ui.pdf import layout
from desktop_app.ui.pdf.layout import Area, Layout, Point

GAP = 16  # pixels between pages, like the other lengths here before the screen's ratio
LEAST, MOST = 0.1, 8.0
_ZOOMS = (
    *(0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0),
    *(1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0),
)
_NEAR = 1.01  # two zooms no further apart count as one


class PageStack(QAbstractScrollArea):
    """Lays out and zooms pages of given sizes.

    ``laid_out`` tells that pages stand elsewhere: scrolled, zoomed, or in another size of view.
    """

    page_changed = Signal(int)
    scale_changed = Signal(float)
    laid_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.pages = Layout((), 1.0, GAP)
        self.down = True  # the way it was scrolled last
        self._sizes: Sequence[tuple[float, float]] = ()
        self._scale = 1.0
        self._fits = False
        self._aside = 0
        self._page = 0
        self._laying = False
        self._kept: Spot | None = None  # through all steps of resizing, so that it does not drift

    def show_sizes(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Lay out pages of these sizes, in points, and begin at the first."""
        self._sizes = sizes
        self.down, self._page = True, 0
        self._lay_out(Spot(0))
        self.page_changed.emit(0)

    def count(self) -> int:
        """Give the number of pages."""
        return len(self._sizes)

    def size_of(self, page: int) -> tuple[float, float]:
        """Give the width and height of a page in points."""
        return self._sizes[page]

    def page(self) -> int:
        """Give the page that is read: the one gone to, or that fills most of the view."""
        return self._page

    def spot(self) -> Spot:
        """Give the place at the top of the view."""
        return self.pages.spot(self.seen().y0) if self._sizes else Spot(0)

    # Zoom

    def scale(self) -> float:
        """Give how many pixels a point has."""
        return self._scale

    def fits_width(self) -> bool:
        """Tell whether the pages follow the width of the view."""
        return self._fits

    def set_scale(self, scale: float) -> None:
        """Show pages at `scale` pixels a point, 0.1 to 8, with the middle kept in place."""
        self.zoom_to(scale, QRectF(self.viewport().rect()).center())

    def zoom(self, steps: int) -> None:
        """Zoom in, or out for less than 0, by steps."""
        if steps > 0:
            step = bisect_right(_ZOOMS, self._scale * _NEAR) + steps - 1
        else:
            step = bisect_left(_ZOOMS, self._scale / _NEAR) + steps
        self.set_scale(_ZOOMS[min(max(step, 0), len(_ZOOMS) - 1)])

    def zoom_to(self, scale: float, around: QPointF) -> None:
        """Show pages at a scale, with what is at a pixel of the viewport kept there."""
        kept = self.point(around) if self._sizes else None
        self._fits = False
        self._scale = min(max(scale, LEAST), MOST)
        self._lay_out(kept, around)

    def fit_width(self) -> None:
        """Make the pages as wide as the view, now and when it changes its size."""
        self._fits = True
        self._lay_out(self.spot())

    def set_aside(self, pixels: int) -> None:
        """Keep so many pixels free at the right of the pages, for what stands beside them."""
        if pixels != self._aside:
            self._aside = pixels
            self._lay_out(self.spot())

    # Places

    def seen(self) -> Area:
        """Give the part of the layout that is in view."""
        wide, high = self._extent()
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        left = x - max(self.pages.width, self._room()) // 2
        return Area(left, y, left + wide, y + high)

    def point(self, at: QPointF) -> Point:
        """Give the place on the nearest page at a pixel of the viewport."""
        seen = self.seen()
        x, y = seen.x0 + at.x() * self.ratio(), seen.y0 + at.y() * self.ratio()
        page = self.pages.at(round(y + self.pages.gap / 2))
        left, top, _, _ = self.pages.rect(page)
        return Point(page, (x - left) / self.pages.scale, (y - top) / self.pages.scale)

    def page_rect(self, page: int) -> QRect:
        """Give where a page is, in pixels of the viewport."""
        return self.in_viewport(self.pages.rect(page)) if page < len(self._sizes) else QRect()

    def in_viewport(self, place: Area) -> QRect:
        """Give a part of the layout in pixels of the viewport."""
        seen, ratio = self.seen(), self.ratio()
        x0, x1 = (round((x - seen.x0) / ratio) for x in (place.x0, place.x1))
        y0, y1 = (round((y - seen.y0) / ratio) for y in (place.y0, place.y1))
        return QRect(x0, y0, x1 - x0, y1 - y0)

    def ratio(self) -> float:
        """Give how many device pixels a pixel has."""
        return self.viewport().devicePixelRatioF()

    def _extent(self) -> tuple[int, int]:
        size, ratio = self.viewport().size(), self.ratio()
        return round(size.width() * ratio), round(size.height() * ratio)

    def _room(self) -> int:
        """Give the width for pages in device pixels."""
        return self._extent()[0] - round(self._aside * self.ratio())

    # Laying out

    def _lay_out(self, kept: Spot | Point | None, around: QPointF | None = None) -> None:
        """Lay the pages out anew with a spot at the top, or a point at a pixel of the viewport."""
        former, self._kept = self._scale, None
        self._laying = True
        # Bars that come or go change the room for the pages, which is then looked at once more.
        for _ in range(2):
            self._stack()
        if isinstance(kept, Spot) and self._sizes:
            self.verticalScrollBar().setValue(self.pages.y(kept))
        elif isinstance(kept, Point) and around is not None:
            self._put(kept, around)
        self._laying = False
        if self._scale != former:
            self.scale_changed.emit(self._scale)
        self._moved()

    def _stack(self) -> None:
        """Put the pages below each other at the scale in force, the middle kept in the middle."""
        ratio, gap, bar = self.ratio(), round(GAP * self.ratio()), self.horizontalScrollBar()
        if self._fits and self._sizes:
            # As wide as beside a bar, whether it shows or not: or the width would make it come
            # and the narrower page make it go.
            full = self.maximumViewportSize().width() - self.verticalScrollBar().sizeHint().width()
            room = round((full - self._aside) * ratio) - 2 * gap
            fitting = room / layout.common_width(self._sizes) / ratio
            self._scale = min(max(fitting, LEAST), MOST)
        middle = (bar.value() + self._room() / 2) / max(1, self.pages.width)
        self.pages = Layout(self._sizes, self._scale * ratio, gap)
        (_, high), room = self._extent(), self._room()
        bar.setRange(0, max(0, self.pages.width - room))
        bar.setPageStep(room)
        bar.setValue(round(middle * self.pages.width - room / 2))
        self.verticalScrollBar().setRange(0, max(0, self.pages.height - high))
        self.verticalScrollBar().setPageStep(high)

    def _put(self, point: Point, at: QPointF) -> None:
        left, top, _, _ = self.pages.rect(point.page)
        seen, scale, ratio = self.seen(), self.pages.scale, self.ratio()
        across = left + point.x * scale - at.x() * ratio - seen.x0
        down = top + point.y * scale - at.y() * ratio
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + round(across))
        self.verticalScrollBar().setValue(round(down))

    def _moved(self) -> None:
        seen = self.seen()
        if self._sizes:
            self.read_on(self.pages.fullest(seen.y0, seen.y1))
        self.viewport().update()
        self.laid_out.emit()

    def read_on(self, page: int) -> None:
        """Take a page for the one that is read."""
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    # Events

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if dy:
            self.down = dy < 0
        if not self._laying:
            self._kept = None
            self._moved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self._laying:
            kept = self._kept or self.spot()
            self._lay_out(kept)
            self._kept = kept

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._lay_out(self.spot())
        return super().event(event)
