"""How pages and what is marked on them look; in device pixels from the top left of a page.

On light pages marks are multiplied in the colours of the light theme, whatever theme is in force;
on dark pages those of the dark theme stand where they are lighter than the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QRegion, QStaticText

from desktop_app.ui import theme
from desktop_app.ui.theme import Theme

_OF_LINE = 0.75  # of a line's height the size of its letters
_STRIP = 48
TINT = "#F1EFE9"  # of white paper in the dark theme

_Mode = QPainter.CompositionMode


def count_device_pixels(painter: QPainter, ratio: float) -> None:
    """Let a painter count in whole device pixels from here on."""
    painter.scale(1 / ratio, 1 / ratio)
    # With a ratio like 1.25 a widget may begin between two pixels.
    to_device = painter.deviceTransform()
    x, y = to_device.dx(), to_device.dy()
    painter.translate(round(x) - x, round(y) - y)


def colours(dark: bool) -> Theme:
    """Give the colours of what stands on a page."""
    return theme.DARK if dark else theme.LIGHT


# Paper


def paper(painter: QPainter, page: QRect, ratio: float, *, dark: bool) -> None:
    """Paint an empty page with its border around it."""
    edge = max(1, round(ratio))
    border = QColor(theme.current().border_strong)
    painter.fillRect(page.adjusted(-edge, -edge, edge, edge), border)
    painter.fillRect(page, QColor(Qt.GlobalColor.black if dark else Qt.GlobalColor.white))


def tone(painter: QPainter, page: QRect, *, dark: bool) -> None:
    """Turn black paper into that of the dark theme, and white paper under a dark theme a bit."""
    if dark:
        _blend(painter, QRegion(page), (theme.DARK.surface, _Mode.CompositionMode_Screen))
    elif theme.current().dark:
        _blend(painter, QRegion(page), (TINT, _Mode.CompositionMode_Multiply))


def sentence(painter: QPainter, place: QRect, ratio: float, words: str, *, dark: bool) -> None:
    """Write a muted line along the top of a part of a page, given in pixels before the ratio."""
    strip = QRect(place.left(), place.top(), place.width(), theme.scaled(_STRIP))
    painter.save()
    painter.scale(ratio, ratio)
    painter.setFont(theme.font("body"))
    painter.setPen(QColor(colours(dark).text_muted))
    painter.drawText(strip, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
    painter.restore()


def word(painter: QPainter, place: QRect, text: str, *, dark: bool) -> None:
    """Write a word into its place on a page that is not drawn."""
    font = _font(theme.font("abstract").family(), max(1, round(place.height() * _OF_LINE)))
    painter.setFont(font)
    painter.setPen(QColor(colours(dark).text_muted))
    painter.drawStaticText(place.topLeft(), _shaped(text, font))


@lru_cache
def _font(family: str, pixels: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(pixels)
    return font


@lru_cache(maxsize=4096)
def _shaped(text: str, font: QFont) -> QStaticText:
    """Give a word ready to be painted: a page has a thousand, and is painted at each scrolling."""
    shaped = QStaticText(text)
    shaped.setTextFormat(Qt.TextFormat.PlainText)
    shaped.prepare(font=font)
    return shaped


# Marks


def fill(painter: QPainter, place: QRegion, colour: QColor | str, *, dark: bool) -> None:
    """Put a colour behind what stands on a part of the page."""
    mode = _Mode.CompositionMode_Lighten if dark else _Mode.CompositionMode_Multiply
    _blend(painter, place, (colour, mode))


def turn_over(painter: QPainter, place: QRegion, *, dark: bool) -> None:
    """Show a part of the page in the accent, with its words in the colour of the paper."""
    mode = _Mode.CompositionMode_Multiply if dark else _Mode.CompositionMode_Screen
    inverted = (QColor(Qt.GlobalColor.white), _Mode.CompositionMode_Difference)
    _blend(painter, place, inverted, (colours(dark).accent, mode))


def rule(painter: QPainter, lines: Sequence[QRect], colour: str, width: float) -> None:
    """Underline some lines along their lower edge."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), width))
    for line in lines:
        y = line.bottom() + 1 - width / 2
        painter.drawLine(QLineF(line.left(), y, line.right() + 1, y))
    painter.restore()


def frame(painter: QPainter, area: QRect, colour: str, width: float) -> None:
    """Draw a rectangle around an area, within it."""
    half = width / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(QRectF(area).adjusted(half, half, -half, -half))
    painter.restore()


def region(rects: Iterable[QRect]) -> QRegion:
    """Give what some rectangles cover together."""
    found = QRegion()
    for rect in rects:
        found += rect
    return found


def _blend(painter: QPainter, place: QRegion, *layers: tuple[QColor | str, _Mode]) -> None:
    if place.isEmpty():
        return
    painter.save()
    painter.setClipRegion(place, Qt.ClipOperation.IntersectClip)
    for colour, mode in layers:
        painter.setCompositionMode(mode)
        painter.fillRect(place.boundingRect(), QColor(colour))
    painter.restore()
