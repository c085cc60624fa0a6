"""A line of text with some of its passages marked, as matches are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout

from desktop_app.ui import theme

Span = tuple[int, int]  # from one code point to before another

_BOLDER = 0.96  # marked letters are bold, so a little wider than measured


def draw(
    painter: QPainter, box: QRect, text: str, spans: Sequence[Span], font: QFont, colour: str
) -> int:
    """Paint a text in a box, elided at its end, and give its width in pixels."""
    layout = _laid_out(text, spans, font)
    if layout.lineAt(0).naturalTextWidth() > box.width():
        room = max(0, round(box.width() * _BOLDER))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        end = len(shown) - 1
        kept = [(start, min(to, end)) for start, to in spans if start < end]
        layout = _laid_out(shown, kept, font)
    line = layout.lineAt(0)
    painter.setPen(QColor(colour))
    layout.draw(painter, QPointF(box.left(), box.center().y() + 1 - line.height() / 2))
    return round(line.naturalTextWidth())


def _laid_out(text: str, spans: Iterable[Span], font: QFont) -> QTextLayout:
    layout = QTextLayout(text, font)
    marked = QTextCharFormat()
    marked.setFontWeight(QFont.Weight.Bold)
    marked.setForeground(QColor(theme.current().accent))
    marked.setFontUnderline(True)
    ranges = []
    for start, end in spans:
        part = QTextLayout.FormatRange()
        part.start = units(text[:start])
        part.length = units(text[start:end])
        part.format = marked
        ranges.append(part)
    layout.setFormats(ranges)
    layout.beginLayout()
    layout.createLine().setLineWidth(1e6)
    layout.endLayout()
    return layout


def units(text: str) -> int:
    """Count as Qt does, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
