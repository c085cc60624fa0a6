"""A line of text with some of its passages marked, as matches are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout

from desktop_app.core.query import Query
from desktop_app.store import marks
from desktop_app.ui import theme

Span = tuple[int, int]  # from one code point to before another

MOST = 8_000  # code points of a text that are looked through; few abstracts have more
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_BOLDER = 0.96  # marked letters are bold, so a little wider than measured


@lru_cache(maxsize=512)
def matches(text: str, query: Query, field: str) -> tuple[Span, ...]:
    """Give the passages of a text that match what a query wants of its field, or of any."""
    wanted = tuple(term for term in query.terms if term.field in (None, field))
    return tuple(marks.spans(text[:MOST], Query(wanted))) if wanted else ()


def strong() -> QTextCharFormat:
    """Give how matches look in what was found: bold, underlined, in the accent."""
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    look.setForeground(QColor(theme.current().accent))
    look.setFontUnderline(True)
    return look


def quiet() -> QTextCharFormat:
    """Give how matches look in a text that is read: underlined in the accent, never filled."""
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    look.setUnderlineColor(QColor(theme.current().accent))
    return look


def draw_lines(
    painter: QPainter,
    box: QRect,
    text: str,
    lines: Iterable[str],
    spans: Sequence[Span],
    look: QTextCharFormat,
) -> None:
    """Paint a text broken into lines, the first in a box, with the painter's font and pen.

    Marks are only bold where the line then still fits into the box.
    """
    place, font = QRect(box), painter.font()
    for line, found in _over_lines(text, lines, spans):
        if found:
            layout = _laid_out(line, found, font, look)
            if layout.lineAt(0).naturalTextWidth() > box.width():
                thin = QTextCharFormat(look)
                thin.setFontWeight(font.weight())
                layout = _laid_out(line, found, font, thin)
            _put(painter, layout, place)
        else:
            painter.drawText(place, _LEFT, line)
        place.translate(0, place.height())


def _over_lines(
    text: str, lines: Iterable[str], spans: Sequence[Span]
) -> Iterator[tuple[str, list[Span]]]:
    """Give each line, which may be elided, with the spans of the text that are in it."""
    at = 0
    for line in lines:
        at += len(text[at:]) - len(text[at:].lstrip())
        pairs = zip(line, text[at:], strict=False)
        end = at + sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        inside = [(max(a, at) - at, min(b, end) - at) for a, b in spans if a < end and b > at]
        yield line, inside
        at = end


def draw(
    painter: QPainter, box: QRect, text: str, spans: Sequence[Span], font: QFont, colour: str
) -> int:
    """Paint a text in a box, elided at its end, and give its width in pixels."""
    look = strong()
    layout = _laid_out(text, spans, font, look)
    if layout.lineAt(0).naturalTextWidth() > box.width():
        room = max(0, round(box.width() * _BOLDER))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        end = len(shown) - 1
        kept = [(start, min(to, end)) for start, to in spans if start < end]
        layout = _laid_out(shown, kept, font, look)
    painter.setPen(QColor(colour))
    _put(painter, layout, box)
    return round(layout.lineAt(0).naturalTextWidth())


def _put(painter: QPainter, layout: QTextLayout, box: QRect) -> None:
    height = layout.lineAt(0).height()
    layout.draw(painter, QPointF(box.left(), QRectF(box).center().y() - height / 2))


def _laid_out(text: str, spans: Iterable[Span], font: QFont, look: QTextCharFormat) -> QTextLayout:
    layout = QTextLayout(text, font)
    ranges = []
    for start, end in spans:
        part = QTextLayout.FormatRange()
        part.start = units(text[:start])
        part.length = units(text[start:end])
        part.format = look
        ranges.append(part)
    layout.setFormats(ranges)
    layout.beginLayout()
    layout.createLine().setLineWidth(1e6)
    layout.endLayout()
    return layout


def units(text: str) -> int:
    """Count as Qt does, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
