"""Going through pages: by wheel and keys, to a spot and back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop_app.core.documents import Box, Spot
from desktop_app.ui.pdf import scrolling
from desktop_app.ui.pdf.page_stack import PageStack


class PageScroll(PageStack):
    """Scrolls through pages, and remembers from where it jumped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._trail: list[Spot] = []
        self._rest = QPointF()  # of a wheel's way, less than a pixel

    def show_sizes(self, sizes: Sequence[tuple[float, float]]) -> None:
        self._trail.clear()
        super().show_sizes(sizes)

    def go_to(self, spot: Spot, *, remember: bool = False) -> None:
        """Bring a spot to the top of the view; `back` returns from there if it is remembered."""
        if not self.count():
            return
        if remember:
            self._trail.append(self.spot())
        self.verticalScrollBar().setValue(self.pages.y(spot))
        self.read_on(min(max(spot.page, 0), self.count() - 1))

    def back(self) -> bool:
        """Return to where the last remembered jump began; False where there was none."""
        if not self._trail:
            return False
        self.go_to(self._trail.pop())
        return True

    def can_go_back(self) -> bool:
        """Tell whether a jump is remembered."""
        return bool(self._trail)

    def reveal(self, boxes: Sequence[Box], *, remember: bool = False) -> None:
        """Scroll as little as is needed to see the first of some boxes well."""
        if not boxes or boxes[0].page >= self.count():
            return
        if remember:
            self._trail.append(self.spot())
        place, seen, margin = self.pages.place(boxes[0]), self.seen(), 2 * self.pages.gap
        if place.y0 < seen.y0 + margin or place.y1 > seen.y1 - margin:
            self.verticalScrollBar().setValue(place.y0 - (seen.y1 - seen.y0) // 3)
        if place.x0 < seen.x0 or place.x1 > seen.x1:
            bar, half = self.horizontalScrollBar(), (seen.x1 - seen.x0) // 2
            bar.setValue(bar.value() + (place.x0 + place.x1) // 2 - seen.x0 - half)
        self.read_on(boxes[0].page)

    def keep_in_view(self, box: Box) -> None:
        """Scroll just so far that a box is in view."""
        place, seen, bar = self.pages.place(box), self.seen(), self.verticalScrollBar()
        margin = self.pages.gap
        if place.y0 - margin < seen.y0:
            bar.setValue(place.y0 - margin)
        elif place.y1 + margin > seen.y1:
            bar.setValue(bar.value() + place.y1 + margin - seen.y1)

    # Events

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_to(self.scale() * (1 + event.value()), event.position())
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = event.angleDelta().y() / scrolling.NOTCH
            self.zoom_to(self.scale() * scrolling.ZOOM**notches, event.position())
        else:
            self._rest += scrolling.by_wheel(event) * self.ratio()
            whole = self._rest.toPoint()
            self._rest -= QPointF(whole)
            for bar, way in (
                (self.horizontalScrollBar(), whole.x()),
                (self.verticalScrollBar(), whole.y()),
            ):
                bar.setValue(bar.value() - way)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        by = scrolling.by_key(event, self.viewport().height())
        if by is None:
            event.ignore()
        else:
            bar.setValue(round(min(max(bar.value() + by * self.ratio(), 0), bar.maximum())))
