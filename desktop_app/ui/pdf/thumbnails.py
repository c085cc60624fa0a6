"""Small pictures of the pages, of which only those in view are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPen, QRegion, QTransform
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.core.highlights import Highlight
from desktop_app.ui import theme
from desktop_app.ui.pdf import painting
from desktop_app.ui.pdf.page_model import Index, Page, PageModel, Role
from desktop_app.ui.pdf.source import Source
from desktop_app.ui.pdf.steering import Steering

WIDTH = 88
ABOVE, NUMBER = 14, 20
_TALLEST = 2.5  # of a picture, in widths; what is longer is cut

Picture = Callable[[int, int], QImage | None]


class Thumbnails(QListView):
    """Lists the pages; ``wanted`` carries one to go to."""

    wanted = Signal(int)

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._pages = PageModel(source, self)
        self._look = ThumbnailDelegate(source.thumbnail, Steering(self))
        self.setItemDelegate(self._look)
        self.setModel(self._pages)
        self.setAccessibleName(self.tr("Pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: self.wanted.emit(index.row()))
        source.thumbnail_ready.connect(self._paint)

    def show_pages(self) -> None:
        """Show the pages of the document that is open now."""
        self._look.shown = 0
        self._pages.show_pages()

    def show_highlights(self, found: Sequence[Highlight]) -> None:
        """Show where the pages are marked."""
        self._pages.show_highlights(found)
        self.viewport().update()

    def show_page(self, page: int) -> None:
        """Mark the page that is read, and keep it in view."""
        if page == self._look.shown and self.currentIndex().isValid():
            return
        before, self._look.shown = self._look.shown, page
        self._paint(before)
        self._paint(page)
        if not self.hasFocus():
            self.setCurrentIndex(self._pages.index(page))

    def _paint(self, page: int) -> None:
        self.update(self._pages.index(page))

    def set_dark(self, dark: bool) -> None:
        """Show the pages light on dark, or as they are."""
        self._look.dark = dark
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.wanted.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the shortcuts."""


class ThumbnailDelegate(QStyledItemDelegate):
    """Paints a page with its number; `shown` is the page that is read, `dark` light on dark."""

    def __init__(self, picture: Picture, steering: Steering) -> None:
        super().__init__()
        self._picture, self._steering = picture, steering
        self.shown = 0
        self.dark = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        page: Page = index.data(Role.PAGE)
        height = theme.scaled(ABOVE + NUMBER) + _height(page)
        return QSize(theme.scaled(WIDTH), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        page: Page = index.data(Role.PAGE)
        wide = theme.scaled(WIDTH)
        left = option.rect.left() + (option.rect.width() - wide) // 2
        sheet = QRect(left, option.rect.top() + theme.scaled(ABOVE), wide, _height(page))
        painter.save()
        self._paint_sheet(painter, sheet, page)
        painter.restore()
        self._paint_frame(painter, sheet, option, page.number)
        self._paint_number(painter, sheet, option, page.number)

    def _paint_sheet(self, painter: QPainter, sheet: QRect, page: Page) -> None:
        ratio = painter.device().devicePixelRatio()
        picture = self._picture(page.number, round(sheet.width() * ratio))
        painter.setClipRect(sheet)
        painting.paper(painter, sheet, ratio, dark=self.dark)
        if picture is not None:
            high = sheet.width() * picture.height() / max(1, picture.width())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(sheet.x(), sheet.y(), sheet.width(), high), picture)
        painting.tone(painter, sheet, dark=self.dark)
        scale = sheet.width() / page.size[0]
        to_sheet = QTransform.fromTranslate(sheet.x(), sheet.y()).scale(scale, scale)
        for box, colour in page.stripes:
            place = QRectF(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0)
            stripe = QRegion(to_sheet.mapRect(place).toAlignedRect())
            fill = painting.colours(self.dark).highlight(colour).fill
            painting.fill(painter, stripe, fill, dark=self.dark)

    def _paint_frame(
        self, painter: QPainter, sheet: QRect, option: QStyleOptionViewItem, number: int
    ) -> None:
        now = theme.current()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(now.control_border if hovered else now.border_strong))
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        pen = QPen(QColor(now.accent), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        if number == self.shown:
            painter.drawRect(sheet)
        if self._steering.rings(option):
            painter.drawRoundedRect(option.rect.adjusted(3, 5, -3, -1), 6, 6)

    def _paint_number(
        self, painter: QPainter, sheet: QRect, option: QStyleOptionViewItem, number: int
    ) -> None:
        now, shown = theme.current(), number == self.shown
        room = QRect(option.rect.left(), sheet.bottom() + 1, option.rect.width(), 0)
        room.setHeight(theme.scaled(NUMBER))
        painter.setFont(theme.font("meta-strong" if shown else "meta"))
        painter.setPen(QColor(now.text if shown else now.text_muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(number + 1))


def _height(page: Page) -> int:
    wide, high = page.size
    return round(theme.scaled(WIDTH) * min(_TALLEST, high / max(1.0, wide)))
