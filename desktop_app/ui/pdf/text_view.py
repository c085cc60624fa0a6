"""Pages with text to select, by mouse and keys, and links to follow."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.core.documents import Box, PageLink
from desktop_app.core.highlights import Selector
from desktop_app.ui.pdf import caret, links, markings
from desktop_app.ui.pdf.canvas import Canvas
from desktop_app.ui.pdf.caret import Unit
from desktop_app.ui.pdf.pointer import Pointer
from desktop_app.ui.pdf.selection import Place, Selection
from desktop_app.ui.widgets import own_keys

_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class TextView(Canvas):
    """Lets text be selected over columns and pages.

    ``link_wanted`` carries an address that may be opened, ``link_refused`` any other;
    ``area_chosen`` the box of an area that was marked.
    """

    selection_changed = Signal()
    link_wanted = Signal(str)
    link_refused = Signal(str)
    area_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Pages of the document"))
        self.selected = Selection(self.text, self)
        self.selected.changed.connect(self._show_selection)
        self.pointer = Pointer(self, self.selected)
        self.pointer.followed.connect(self._follow)
        self.pointer.area_chosen.connect(self.area_chosen)
        self.pointer.band_changed.connect(self.viewport().update)
        self.resting.timeout.connect(self._describe)
        self._ring = False

    # What is selected

    def selection(self) -> tuple[Selector, tuple[Box, ...], str] | None:
        """Give what is selected: how to find it, where it is, and what made its text."""
        return self.selected.described()

    def passage(self) -> QRect:
        """Give from the selection's first line to its end, or the caret, in viewport pixels."""
        boxes = [box for page in self.in_view() for box in self.selected.boxes(page)]
        if not boxes and (box := self.caret_box()):
            boxes = [box]
        if not boxes:
            return QRect()
        first, last = (self.in_viewport(self.pages.place(boxes[n])) for n in (0, -1))
        return QRect(last.left(), first.top(), last.width(), last.bottom() + 1 - first.top())

    def clear_selection(self) -> None:
        """Select nothing, and hide the caret."""
        self.selected.clear()

    def set_tool(self, tool: Literal["select", "area"]) -> None:
        """Let the mouse select text, or mark an area."""
        self.pointer.mark_areas(tool == "area")

    def caret_box(self) -> Box | None:
        """Give where the caret is, shown or not; None for nowhere."""
        place = self.selected.caret
        text = self.text(place.page) if place else None
        return caret.box(text, place.offset) if text and place else None

    def begin(self) -> None:
        self.selected.clear()
        super().begin()

    def _show_selection(self) -> None:
        self.viewport().update()
        self.resting.start()
        self.selection_changed.emit()

    def _describe(self) -> None:
        """Say to screen readers which page is read and what is selected."""
        words = ""
        if self.count():
            words = self.tr("Page {page} of {pages}").format(
                page=self.page() + 1, pages=self.count()
            )
        if found := self.selected.described():
            words = self.tr("{page}. Selected: {words}").format(page=words, words=found[0].exact)
        self.setAccessibleDescription(words)

    # Painting

    def paint_selection(self, painter: QPainter, page: int, look: markings.Look) -> None:
        """Paint what is selected of a page."""
        look.selection(painter, self.selected.boxes(page))

    def paint_tools(self, painter: QPainter, page: int, look: markings.Look) -> None:
        """Paint the caret and the area that is being marked, above all else."""
        box = self.caret_box() if self.selected.shown and self.hasFocus() else None
        if box and box.page == page:
            look.caret(painter, box)
        band = self.pointer.band()
        if band and band.page == page:
            look.band(painter, band)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._ring:
            markings.ring(self.viewport())

    # Keys

    def takes(self, event: QKeyEvent) -> bool:
        """Tell whether a key means something here, although the window has a use for it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            return bool(self.selected)
        if event.matches(QKeySequence.StandardKey.Back):
            return self.can_go_back()
        return event.matches(QKeySequence.StandardKey.SelectAll)

    def event(self, event: QEvent) -> bool:
        return own_keys.claim(event, self.takes) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self._edit(event) or self._move_caret(event)):
            super().keyPressEvent(event)

    def _edit(self, event: QKeyEvent) -> bool:
        """Do what a key asks for beside moving; False for any other key."""
        if event.matches(QKeySequence.StandardKey.Copy) and (found := self.selection()):
            QGuiApplication.clipboard().setText(found[0].exact)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selected.select_all(self.page())
        elif event.matches(QKeySequence.StandardKey.Back):
            return self.back()
        elif event.key() == Qt.Key.Key_Escape:
            return self._escape()
        else:
            return False
        return True

    def _escape(self) -> bool:
        if self.pointer.cancel():
            return True
        something = bool(self.selected) or self.selected.shown
        self.selected.clear()
        return something

    def _move_caret(self, event: QKeyEvent) -> bool:
        move = caret.move(event)
        if move is None:
            return False
        begins = move.unit in (Unit.CHARACTER, Unit.WORD)
        goes_on = self.selected.shown or (move.extends and self.selected.caret is not None)
        if not (begins or goes_on):
            return False
        if self.selected.caret is not None:
            self.selected.move(move)
        elif (first := self._first_place()) is not None:
            self.selected.put(first)
        if box := self.caret_box():
            self.keep_in_view(box)
        return True

    def _first_place(self) -> Place | None:
        """Give where a caret begins: at the first line that is wholly in view."""
        for page in self.in_view():
            text, top = self.text(page), self.point(QPointF(0, 0))
            found = caret.first_below(text, top.y if top.page == page else 0) if text else None
            if found is not None:
                return Place(page, found)
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in _BY_KEYS
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        super().focusOutEvent(event)
        self.viewport().update()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ring = False
        self.pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.pointer.press_twice(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointer.release(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self.count():
            link = self.link(self.point(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), self._leads_to(link) if link else "", self)
            return True
        return super().viewportEvent(event)

    def _leads_to(self, link: PageLink) -> str:
        if link.spot is not None:
            return self.tr("Page {page}").format(page=link.spot.page + 1)
        return link.url

    def _follow(self, link: PageLink) -> None:
        if link.spot is not None:
            self.go_to(link.spot, remember=True)
        elif address := links.address(link.url):
            self.link_wanted.emit(address)
        else:
            self.link_refused.emit(link.url)
