"""Reading days as a map: a column for each week, a row for each weekday, the more the stronger."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.core import statistics
from desktop_app.core.statistics import Figures, History
from desktop_app.ui import theme
from desktop_app.ui.statistics import words
from desktop_app.ui.widgets import drawing
from desktop_app.ui.widgets.announce import announce

LEFT, TOP, GAP, LEGEND = 26, 20, 12, 16  # pixels of the design
LEAST, MOST = 7, 16  # of a cell and what parts it from the next
SWATCH = 13
RADIUS = 2
RING = 1.5
LABELLED = (0, 2, 4)  # Monday, Wednesday, Friday

_STEPS = {
    Qt.Key.Key_Left: -7,
    Qt.Key.Key_Right: 7,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -(10**5),
    Qt.Key.Key_End: 10**5,
}


class HeatMap(QWidget):
    """Shows the weeks up to one; a cursor goes from day to day and has each told."""

    def __init__(self, weeks: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weeks = weeks
        self._history = History(date(2000, 1, 3))
        self.first = self.last = self.day = self._history.today
        self.setAccessibleName(self.tr("Reading days"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def put(self, history: History, last: date) -> None:
        """Show the weeks up to that of the day `last`."""
        stays = self._history.today == history.today and self.last == last
        self._history, self.last = history, last
        self.first = statistics.monday(last) - timedelta(weeks=self._weeks - 1)
        self.day = self.day if stays else last
        self.setAccessibleDescription(words.of_heat(history, self.first, last))
        self.update()

    def told(self) -> str:
        """Say what was read on the day the cursor is at."""
        return words.of_day(self.day, self._figures(self.day))

    def day_at(self, at: QPoint) -> date | None:
        """Give the day shown at a place, or None."""
        pitch = self._pitch()
        column, row = (at.x() - self._left()) // pitch, (at.y() - theme.scaled(TOP)) // pitch
        if not (0 <= column < self._columns() and 0 <= row < 7):
            return None
        day = self._shown_first() + timedelta(weeks=column, days=row)
        return day if day <= self.last else None

    # Where things are

    def _columns(self) -> int:
        """Give how many weeks there is room for: the earliest are left out."""
        return max(1, min(self._weeks, (self.width() - self._left()) // theme.scaled(LEAST)))

    def _shown_first(self) -> date:
        return self.first + timedelta(weeks=self._weeks - self._columns())

    def _pitch(self) -> int:
        room = (self.width() - self._left() + theme.scaled(2)) // self._columns()
        return max(theme.scaled(LEAST), min(room, theme.scaled(MOST)))

    def _left(self) -> int:
        return theme.scaled(LEFT)

    def _cell(self, day: date) -> QRectF:
        weeks, row = divmod((day - self._shown_first()).days, 7)
        pitch = self._pitch()
        side = pitch - max(1, round(pitch / 6))
        return QRectF(self._left() + weeks * pitch, theme.scaled(TOP) + row * pitch, side, side)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(LEFT + 12 * self._weeks), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        # A height that the layout asks for would come too late for a page that scrolls.
        self.setFixedHeight(theme.scaled(TOP + GAP + LEGEND) + 7 * self._pitch())

    # Doing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        first, last = self._shown_first().toordinal(), self.last.toordinal()
        self._go(date.fromordinal(min(last, max(first, self.day.toordinal() + step))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (day := self.day_at(event.position().toPoint())) is not None:
            self._go(day)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(event.pos())
            text = words.of_day(day, self._figures(day)) if day else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _go(self, day: date) -> None:
        self.day = day
        announce(self, self.told(), urgent=True)
        self.update()

    def _figures(self, day: date) -> Figures:
        return self._history.days.get(day, Figures())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_names(painter)
        self._paint_days(painter)
        self._paint_legend(painter)

    def _paint_names(self, painter: QPainter) -> None:
        painter.setFont(theme.font("key"))
        painter.setPen(QColor(theme.current().text_muted))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for row in LABELLED:
            cell = self._cell(self._shown_first() + timedelta(days=row))
            box = QRectF(0, cell.center().y() - LEGEND, self._left(), 2 * LEGEND)
            painter.drawText(box, middle, words.letter(row))
        line = theme.line_height("key")
        for left, name in self._months():
            painter.drawText(QRectF(left, 0, self.width() - left, line), middle, name)

    def _months(self) -> list[tuple[float, str]]:
        """Name each month where its first week is; the first one if there is room for it."""
        mondays = [self._shown_first() + timedelta(weeks=n) for n in range(self._columns())]
        starts = [
            day for n, day in enumerate(mondays) if not n or day.month != mondays[n - 1].month
        ]
        named = [(self._cell(day).left(), words.month(day)) for day in starts]
        if len(named) > 1 and named[0][0] + drawing.advance("key", named[0][1]) + 4 > named[1][0]:
            del named[0]
        return [place for place in named if self._fits(*place)]

    def _fits(self, left: float, name: str) -> bool:
        return left + drawing.advance("key", name) <= self.width()

    def _paint_days(self, painter: QPainter) -> None:
        colours, radius = theme.current(), theme.scaled(RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        day = self._shown_first()
        today, ring = self._history.today, RING * theme.scale()
        while day <= self.last:
            painter.setBrush(QColor(colours.heat[statistics.level(self._figures(day))]))
            # The ring is of the colour of the longest days: the ground shows between the two.
            apart = ring if day == today else 0
            cell = self._cell(day).adjusted(apart, apart, -apart, -apart)
            painter.drawRoundedRect(cell, radius, radius)
            day += timedelta(days=1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._shown_first() <= today <= self.last:
            self._outline(painter, today, RING, colours.accent)
        if self.hasFocus() and self.day >= self._shown_first():
            self._outline(painter, self.day, 2, colours.text)

    def _outline(self, painter: QPainter, day: date, stroke: float, colour: str) -> None:
        painter.setPen(QPen(QColor(colour), stroke * theme.scale()))
        half = stroke * theme.scale() / 2
        box = self._cell(day).adjusted(-1 + half / 2, -1 + half / 2, 1 - half / 2, 1 - half / 2)
        painter.drawRoundedRect(box, RADIUS + 1, RADIUS + 1)

    def _paint_legend(self, painter: QPainter) -> None:
        """Paint the scale, and beside it the day the cursor is at."""
        colours = theme.current()
        top = self.height() - theme.scaled(LEGEND)
        side, radius = theme.scaled(10), theme.scaled(RADIUS)
        left = float(self._write(painter, 0, top, words.tr("Less")) + theme.scaled(7))
        painter.setPen(Qt.PenStyle.NoPen)
        for colour in colours.heat:
            painter.setBrush(QColor(colour))
            box = QRectF(left, top + theme.scaled(3), side, side)
            painter.drawRoundedRect(box, radius, radius)
            left += theme.scaled(SWATCH)
        right = self._write(painter, round(left) + theme.scaled(3), top, words.tr("More"))
        if self.hasFocus():
            self._write(painter, right + theme.scaled(16), top, self.told(), to_the_right=True)

    def _write(
        self, painter: QPainter, left: int, top: int, text: str, *, to_the_right: bool = False
    ) -> int:
        painter.setFont(theme.font("meta"))
        painter.setPen(QColor(theme.current().text_muted))
        shown = drawing.elided(painter, text, self.width() - left)
        width = painter.fontMetrics().horizontalAdvance(shown)
        at = self.width() - width if to_the_right else left
        drawing.lines(painter, QPointF(at, top), (shown,), "meta", theme.font("meta"))
        return at + width
