"""A bar for each week, with its figure above it and the usual as a dashed line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui import phrases, theme
from desktop_app.ui.statistics import words
from desktop_app.ui.widgets import drawing

BAR, HIGHEST = 26, 72  # pixels of the design
FIGURE, GAP, NAME = 16, 4, 16
WIDEST = 0.62  # of its column
RADIUS = 2
APART = 4


class WeekBars(QWidget):
    """Shows the figure of each week; the last is this one."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: list[tuple[date, int]] = []
        self._usual: int | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def put(self, bars: Sequence[tuple[date, int]], usual: int | None) -> None:
        """Show weeks by their Mondays, and the usual figure where it is known."""
        self._bars, self._usual = list(bars), usual
        self.setAccessibleDescription(words.of_bars(bars, usual) if bars else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(240), theme.scaled(FIGURE + HIGHEST + GAP + NAME))

    # Where things are

    def _column(self, number: int) -> QRectF:
        width = self.width() / len(self._bars)
        return QRectF(number * width, 0, width, self.height())

    def _height(self, figure: int) -> float:
        most = max(*(count for _, count in self._bars), self._usual or 0, 1)
        return theme.scaled(HIGHEST) * figure / most

    def _ground(self) -> int:
        return theme.scaled(FIGURE + HIGHEST)

    def _bar(self, number: int) -> QRectF:
        column, figure = self._column(number), self._bars[number][1]
        width = min(theme.scaled(BAR), column.width() * WIDEST)
        high = max(self._height(figure), theme.scaled(2))
        return QRectF(column.center().x() - width / 2, self._ground() - high, width, high)

    def _figure_box(self, number: int) -> QRectF:
        bar, width = self._bar(number), drawing.advance("key", self._figure(number)) + APART
        high = theme.scaled(FIGURE)
        return QRectF(bar.center().x() - width / 2, bar.top() - high, width, high)

    def _figure(self, number: int) -> str:
        count = self._bars[number][1]
        return phrases.number(count) if count else ""

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_usual(painter)
        self._paint_bars(painter)
        self._paint_names(painter)

    def _paint_usual(self, painter: QPainter) -> None:
        if not self._usual:
            return
        free = QRegion(self.rect())
        for number in self._told():
            free -= QRegion(self._figure_box(number).toAlignedRect())
        painter.setClipRegion(free)
        pen = QPen(QColor(theme.current().border_strong), 1.5 * theme.scale())
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        level = self._ground() - self._height(self._usual)
        painter.drawLine(0, round(level), self.width(), round(level))
        painter.setClipping(False)

    def _paint_bars(self, painter: QPainter) -> None:
        colours, radius = theme.current(), theme.scaled(RADIUS)
        last = len(self._bars) - 1
        painter.setPen(Qt.PenStyle.NoPen)
        for number, (_, count) in enumerate(self._bars):
            step = 4 if number == last else 2
            painter.setBrush(QColor(colours.heat[step if count else 0]))
            painter.drawRoundedRect(self._bar(number), radius, radius)
        painter.setFont(theme.font("key"))
        painter.setPen(QColor(colours.text_secondary))
        for number in self._told():
            box, centre = self._figure_box(number), Qt.AlignmentFlag.AlignCenter
            painter.drawText(box, centre | Qt.TextFlag.TextDontClip, self._figure(number))

    def _told(self) -> list[int]:
        """Give the bars whose figures there is room for: this week's, then the highest."""
        last = len(self._bars) - 1
        order = sorted(range(last + 1), key=lambda n: (n < last, -self._bars[n][1]))
        return _apart(order, self._figure_box, 0)

    def _paint_names(self, painter: QPainter) -> None:
        """Write the names there is room for: this week's, then those of months, then the rest."""
        last = len(self._bars) - 1
        order = sorted(range(last + 1), key=lambda n: (n < last, not self._opens_month(n), -n))
        for number in _apart(order, self._name_box, theme.scaled(APART)):
            self._paint_name(painter, number, self._name_box(number))

    def _paint_name(self, painter: QPainter, number: int, box: QRectF) -> None:
        colours, this = theme.current(), number == len(self._bars) - 1
        painter.setFont(theme.font("key-strong" if this else "key"))
        painter.setPen(QColor(colours.text if this else colours.text_muted))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(box, centre | Qt.TextFlag.TextDontClip, self._name(number))

    def _name_box(self, number: int) -> QRectF:
        use = "key-strong" if number == len(self._bars) - 1 else "key"
        width = drawing.advance(use, self._name(number))
        left = self._column(number).center().x() - width / 2
        left = max(0.0, min(left, self.width() - width))
        return QRectF(left, self._ground() + theme.scaled(GAP), width, theme.scaled(NAME))

    def _opens_month(self, number: int) -> bool:
        day = self._bars[number][0]
        return not number or self._bars[number - 1][0].month != day.month

    def _name(self, number: int) -> str:
        """Name a week: by its Monday, with the month where that is another than before."""
        day = self._bars[number][0]
        if number == len(self._bars) - 1:
            return words.tr("This wk")
        return words.short(day) if self._opens_month(number) else str(day.day)


def _apart(order: Sequence[int], box: Callable[[int], QRectF], room: int) -> list[int]:
    """Take those of `order` whose boxes keep clear of the boxes taken before."""
    taken: dict[int, QRectF] = {}
    for number in order:
        wanted = box(number).adjusted(-room, 0, room, 0)
        if not any(wanted.intersects(other) for other in taken.values()):
            taken[number] = box(number)
    return list(taken)
