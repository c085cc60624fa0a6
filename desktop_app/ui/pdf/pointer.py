"""What the mouse does on pages: selects text, marks an area, follows links, clicks."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop_app.core import page_text
from desktop_app.core.documents import Box
from desktop_app.ui.pdf import caret
from desktop_app.ui.pdf.canvas import Canvas
from desktop_app.ui.pdf.layout import Point
from desktop_app.ui.pdf.selection import By, Place, Selection

_Shape = Qt.CursorShape
_NEAR = 6  # points from a character that still count as on the text
_SMALLEST = 4  # points along the edge of an area
_PULL_MS = 30  # between two steps of scrolling while the mouse pulls beyond the edge
_PULL = 4  # of how far beyond the mouse is, that much is scrolled at a step


class Pointer(QObject):
    """The mouse over a canvas.

    ``clicked`` carries the point of a click that selects nothing, ``followed`` a link, and
    ``area_chosen`` the box of a marked area.
    """

    clicked = Signal(object)
    followed = Signal(object)
    area_chosen = Signal(object)
    band_changed = Signal()

    def __init__(self, canvas: Canvas, selection: Selection) -> None:
        super().__init__(canvas)
        self._canvas, self._selection = canvas, selection
        self._marks_areas = False
        self._pressed: Point | None = None
        self._dragged = False
        self._at = QPointF()
        self._band: tuple[Point, Point] | None = None
        self._triple = QTimer(self, singleShot=True)
        self._pull = QTimer(self, interval=_PULL_MS)
        self._pull.timeout.connect(self._pull_on)

    def mark_areas(self, on: bool) -> None:
        """Mark areas from now on, or select text."""
        self._marks_areas = on
        self.cancel()
        self._canvas.viewport().setCursor(_Shape.CrossCursor if on else _Shape.ArrowCursor)

    def cancel(self) -> bool:
        """Let go of an area that is being marked; False where none is."""
        was, self._band = self._band is not None, None
        self.band_changed.emit()
        return was

    def band(self) -> Box | None:
        """Give the area that is being marked, within its page, if it is large enough to be one."""
        if self._band is None:
            return None
        (page, *begin), (_, *end) = self._band
        box = Box(page, *map(min, begin, end), *map(max, begin, end))
        return box if min(box.x1 - box.x0, box.y1 - box.y0) >= _SMALLEST else None

    # Events

    def press(self, event: QMouseEvent) -> None:
        """Begin with what the left button does."""
        if event.button() is not Qt.MouseButton.LeftButton or not self._canvas.count():
            return
        point = self._canvas.point(event.position())
        third = self._triple.isActive() and self._near(event.position())
        self._pressed, self._dragged, self._at = point, False, event.position()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._marks_areas:
            inside = self._within(point)
            self._band = (inside, inside) if inside == point else None
        elif third:
            self._begin(point, By.SENTENCE)
        elif shifted and self._selection.caret is not None:
            self._extend(point)
        else:
            self._begin(point, By.CHARACTER)

    def press_twice(self, event: QMouseEvent) -> None:
        """Select the word; a third press soon after selects the sentence."""
        selects = self._canvas.count() and not self._marks_areas
        if event.button() is Qt.MouseButton.LeftButton and selects:
            self._pressed = self._canvas.point(event.position())
            self._begin(self._pressed, By.WORD)
            self._triple.start(QApplication.doubleClickInterval())

    def move(self, event: QMouseEvent) -> None:
        """Go on with what the pressed button does, or show what it would do."""
        if not self._canvas.count():
            return
        if self._pressed is None:
            self._show_cursor(self._canvas.point(event.position()))
            return
        self._dragged = self._dragged or not self._near(event.position())
        self._at = event.position() if self._dragged else self._at
        height = self._canvas.viewport().height()
        beyond = not 0 <= self._at.y() < height
        if beyond is not self._pull.isActive():
            self._pull.start() if beyond else self._pull.stop()
        if self._dragged:
            self._drag()

    def release(self, event: QMouseEvent) -> None:
        """End what the left button does."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        pressed, self._pressed = self._pressed, None
        self._pull.stop()
        if self._marks_areas:
            if chosen := self.band():
                self.area_chosen.emit(chosen)
            self.cancel()
        elif not self._selection and not self._dragged:
            link = self._canvas.link(pressed)
            (self.clicked if link is None else self.followed).emit(link or pressed)

    # What comes of them

    def _drag(self) -> None:
        point = self._canvas.point(self._at)
        if self._band is not None:
            self._band = (self._band[0], self._within(point))
            self.band_changed.emit()
        elif not self._marks_areas and self._pressed is not None:
            if self._selection.caret is None:  # the text came after the press
                self._begin(self._pressed, By.CHARACTER)
            self._extend(point)

    def _pull_on(self) -> None:
        height = self._canvas.viewport().height()
        beyond = min(self._at.y(), 0) + max(self._at.y() - height, 0)
        bar = self._canvas.verticalScrollBar()
        bar.setValue(bar.value() + round(beyond * self._canvas.ratio() / _PULL))
        self._drag()

    def _begin(self, point: Point, by: By) -> None:
        place = self._place(point)
        if place is None:
            self._selection.clear()
        else:
            self._selection.begin(place, by)

    def _extend(self, point: Point) -> None:
        place = self._place(point)
        if place is not None:
            self._selection.extend(place)

    def _place(self, point: Point) -> Place | None:
        text = self._canvas.text(point.page)
        if text is None or not text.text.strip():
            return None
        return Place(point.page, page_text.at(text, point.x, point.y))

    def _within(self, point: Point) -> Point:
        """Give the nearest point on the page on which the mouse was pressed."""
        page = self._pressed.page if self._pressed else point.page
        wide, high = self._canvas.size_of(page)
        if page != point.page:  # above or below it
            point = Point(page, point.x, high if point.page > page else 0.0)
        return Point(page, min(max(point.x, 0.0), wide), min(max(point.y, 0.0), high))

    def _near(self, at: QPointF) -> bool:
        distance = (at - self._at).manhattanLength()
        return distance < QApplication.startDragDistance()

    def _show_cursor(self, point: Point) -> None:
        if self._marks_areas:
            shape = _Shape.CrossCursor
        elif self._canvas.link(point) is not None:
            shape = _Shape.PointingHandCursor
        else:
            shape = _Shape.IBeamCursor if self._on_text(point) else _Shape.ArrowCursor
        if self._canvas.viewport().cursor().shape() is not shape:
            self._canvas.viewport().setCursor(shape)

    def _on_text(self, point: Point) -> bool:
        place = self._place(point)
        text = self._canvas.text(point.page)
        if place is None or text is None:
            return False
        boxes = (caret.box(text, offset) for offset in (place.offset, place.offset - 1))
        return any(box is not None and point.is_in(box, _NEAR) for box in boxes)
