"""How selections, highlights and hits look on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion
from PySide6.QtWidgets import QWidget

from desktop_app.core.documents import Box
from desktop_app.core.highlights import Highlight, Style
from desktop_app.ui import theme
from desktop_app.ui.pdf import painting

# In pixels before the screen's ratio.
_INK = 1.5
_CURRENT_INK = 2.5
_UNDERLINE = 2.0
_STEP = 2.0  # by which the line of a highlight within another stands higher
_CARET = 2
_FAINT = 0.35  # as much of its fill shows in an area


@dataclass(frozen=True, slots=True)
class Look:
    """Paints onto pages that are light, or `dark`; `scale` is in device pixels a point."""

    scale: float
    ratio: float
    dark: bool

    def hits(self, painter: QPainter, boxes: Iterable[Box]) -> None:
        """Paint what a search found."""
        self._fill(painter, boxes, painting.colours(self.dark).selection)

    def current_hit(self, painter: QPainter, boxes: Iterable[Box]) -> QRegion:
        """Paint the hit that was gone to, and give where: nothing else belongs there."""
        place = painting.region(self._rect(box, self.ratio) for box in boxes)
        painting.turn_over(painter, place, dark=self.dark)
        return place

    def selection(self, painter: QPainter, boxes: Iterable[Box]) -> None:
        """Paint what is selected."""
        self._fill(painter, boxes, painting.colours(self.dark).selection)

    def highlights(
        self,
        painter: QPainter,
        marked: Sequence[tuple[Highlight, list[Box]]],
        current: int | None,
    ) -> None:
        """Paint highlights: fills first, so that no fill covers the line of another."""
        for highlight, boxes in marked:
            # One taken over stands in the file's own drawing of the page.
            if highlight.style is not Style.UNDERLINE and not highlight.taken_from:
                fill = QColor(painting.colours(self.dark).highlight(highlight.colour).fill)
                fill.setAlphaF(_FAINT if highlight.style is Style.AREA else 1.0)
                self._fill(painter, boxes, fill)
        seen = QRegion()
        for highlight, boxes in marked:
            rects = [self._rect(box) for box in boxes]
            within = any(seen.intersects(_core(rect)) for rect in rects)
            seen += painting.region(rects)
            self._ink(painter, highlight, rects, highlight.id == current, within)

    def band(self, painter: QPainter, box: Box) -> None:
        """Paint the area that is being marked."""
        accent = painting.colours(self.dark)
        self._fill(painter, [box], accent.accent_soft)
        painting.frame(painter, self._rect(box), accent.accent, _INK * self.ratio)

    def caret(self, painter: QPainter, box: Box) -> None:
        """Paint the caret: a box without width."""
        rect, width = self._rect(box), round(_CARET * self.ratio)
        bar = QRect(rect.left() - width // 2, rect.top(), width, rect.height())
        painter.fillRect(bar, QColor(painting.colours(self.dark).text))

    def _ink(
        self,
        painter: QPainter,
        highlight: Highlight,
        rects: Sequence[QRect],
        current: bool,
        within: bool,
    ) -> None:
        colour = painting.colours(self.dark).highlight(highlight.colour).ink
        usual = _UNDERLINE if highlight.style is Style.UNDERLINE else _INK
        width = (_CURRENT_INK if current else usual) * self.ratio
        if highlight.style is Style.AREA:
            for rect in rects:
                painting.frame(painter, rect, colour, width)
            return
        higher = round(_STEP * self.ratio) if within else 0
        painting.rule(painter, [r.adjusted(0, 0, 0, -higher) for r in rects], colour, width)

    def _fill(self, painter: QPainter, boxes: Iterable[Box], colour: QColor | str) -> None:
        place = painting.region(map(self._rect, boxes))
        painting.fill(painter, place, colour, dark=self.dark)

    def _rect(self, box: Box, more: float = 0) -> QRect:
        x0, y0, x1, y1 = (round(n * self.scale) for n in (box.x0, box.y0, box.x1, box.y1))
        m = round(more)
        return QRect(x0 - m, y0 - m, x1 - x0 + 2 * m, y1 - y0 + 2 * m)


def _core(line: QRect) -> QRect:
    """Give a line without its upper and lower edge, with which it may reach into the next one."""
    return line.adjusted(0, line.height() // 4, 0, -(line.height() // 4))


def ring(view: QWidget) -> None:
    """Paint the ring around a view that keys led to."""
    painter = QPainter(view)
    pen = QPen(QColor(theme.current().accent), 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(QRectF(view.rect()).adjusted(1, 1, -1, -1))
    painter.end()
