"""A bar for each week, with its figure above it and the usual as a dashed line.

Names and figures stand at every week, or where there is no room at every second, fourth, ...
counted back from this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
APART = 6
STEPS = (1, 2, 4, 8, 16, 32)


class WeekBars(QWidget):
    """Shows the figure of each week; the last is this one."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: list[tuple[date, int]] = []
        self._usual: int | None = None
        self._most = 1
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def put(self, bars: Sequence[tuple[date, int]], usual: int | None) -> None:
        """Show weeks by their Mondays, and the usual figure where it is known."""
        self._bars, self._usual = list(bars), usual
        self._most = max([1, usual or 0, *(count for _, count in bars)])
        self.setAccessibleDescription(words.of_bars(bars, usual) if bars else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(240), theme.scaled(FIGURE + HIGHEST + GAP + NAME))

    # Where things are

    def _column(self, number: int) -> QRectF:
        width = self.width() / len(self._bars)
        return QRectF(number * width, 0, width, self.height())

    def _height(self, figure: int) -> float:
        return theme.scaled(HIGHEST) * figure / self._most

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
        return phrases.number(self._bars[number][1])

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        figures = self.figures()
        self._paint_usual(painter, figures)
        self._paint_bars(painter, figures)
        self._paint_names(painter)

    def _paint_usual(self, painter: QPainter, figures: Iterable[int]) -> None:
        if not self._usual:
            return
        free = QRegion(self.rect())
        for number in figures:
            free -= QRegion(self._figure_box(number).toAlignedRect())
        painter.setClipRegion(free)
        pen = QPen(QColor(theme.current().border_strong), 1.5 * theme.scale())
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        level = self._ground() - self._height(self._usual)
        painter.drawLine(0, round(level), self.width(), round(level))
        painter.setClipping(False)

    def _paint_bars(self, painter: QPainter, figures: Mapping[int, str]) -> None:
        colours, radius = theme.current(), theme.scaled(RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, (_, count) in enumerate(self._bars):
            step = 4 if number == self._last else 2
            painter.setBrush(QColor(colours.heat[step if count else 0]))
            painter.drawRoundedRect(self._bar(number), radius, radius)
        painter.setFont(theme.font("key"))
        painter.setPen(QColor(colours.text_secondary))
        for number, text in figures.items():
            _write(painter, self._figure_box(number), text)

    # What is written

    def names(self) -> dict[int, str]:
        """Give what is written below which bars."""
        for step in STEPS:
            for this in (words.tr("This week"), words.tr("This wk"), words.tr("Now")):
                names = {n: self._name(n, step) for n in self._every(step)} | {self._last: this}
                boxes = [self._name_box(n, text) for n, text in names.items()]
                if _apart(boxes, theme.scaled(APART)):
                    return names
        return {}

    def figures(self) -> dict[int, str]:
        """Give what is written above which bars."""
        for step in STEPS[:3]:
            told = {n: self._figure(n) for n in self._every(step) if self._bars[n][1]}
            boxes = {n: self._figure_box(n) for n in told}
            room = QRectF(self.rect()).adjusted(-APART, 0, APART, 0)
            inside = all(room.contains(box) for box in boxes.values())
            if inside and _apart(boxes.values(), 0) and not self._covered(boxes):
                return told
        return {}

    @property
    def _last(self) -> int:
        return len(self._bars) - 1

    def _every(self, step: int) -> range:
        return range(self._last, -1, -step)

    def _name(self, number: int, step: int) -> str:
        """Name a week by its Monday, with the month where that is another than at the last name."""
        day, before = self._bars[number][0], number - step
        if before < 0 or self._bars[before][0].month != day.month:
            return words.short(day)
        return str(day.day)

    def _covered(self, boxes: dict[int, QRectF]) -> bool:
        """Tell whether a figure would stand on the bar of another week."""
        bars = {number: self._bar(number) for number in range(len(self._bars))}
        return any(
            box.intersects(bar)
            for figure, box in boxes.items()
            for number, bar in bars.items()
            if number != figure
        )

    def _paint_names(self, painter: QPainter) -> None:
        colours = theme.current()
        for number, text in self.names().items():
            this = number == self._last
            painter.setFont(theme.font("key-strong" if this else "key"))
            painter.setPen(QColor(colours.text if this else colours.text_muted))
            _write(painter, self._name_box(number, text), text)

    def _name_box(self, number: int, text: str) -> QRectF:
        width = drawing.advance("key-strong" if number == self._last else "key", text)
        left = self._column(number).center().x() - width / 2
        left = max(0.0, min(left, self.width() - width))
        return QRectF(left, self._ground() + theme.scaled(GAP), width, theme.scaled(NAME))


def _write(painter: QPainter, box: QRectF, text: str) -> None:
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)


def _apart(boxes: Iterable[QRectF], room: int) -> bool:
    """Tell whether boxes keep clear of each other, with so many pixels between them."""
    held = list(boxes)
    return not any(
        one.adjusted(-room, 0, room, 0).intersects(other)
        for number, one in enumerate(held)
        for other in held[:number]
    )
