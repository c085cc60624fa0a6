"""What several painted widgets draw alike: key caps, grounds of rows, text in so many lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle

from desktop_app.ui import theme

ELLIPSIS = "…"


def row_ground(painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
    """Paint what lies behind a row of a list, by whether it is selected, and its hairline."""
    choice_ground(painter, box, state)
    painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(theme.current().border))


def choice_ground(painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
    """Paint what lies behind a row of a card over the window, by whether it is current."""
    colours = theme.current()
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, QColor(colours.accent_soft))
        edge = QRect(box.left(), box.top(), theme.scaled(3), box.height())
        painter.fillRect(edge, QColor(colours.accent))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, QColor(colours.accent_tint))


def key_cap_width(keys: str) -> int:
    """Give the width of a painted key cap in pixels."""
    return QFontMetrics(theme.font("key")).horizontalAdvance(keys) + theme.scaled(11)


def key_cap(painter: QPainter, left: int, middle: int, keys: str) -> int:
    """Paint a key cap around the height `middle` and give its width."""
    colours = theme.current()
    height = theme.scaled(18)
    box = QRect(left, middle - height // 2, key_cap_width(keys), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.border_strong), 1))
    painter.setBrush(QColor(colours.surface))
    radius = theme.scaled(4)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setFont(theme.font("key"))
    painter.setPen(QColor(colours.text_secondary))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()
    return box.width()


@lru_cache(maxsize=1024)
def wrap(text: str, font: QFont, width: int, most: int = 2) -> tuple[str, ...]:
    """Break a text into at most `most` lines; the last is elided where more is left.

    Layouts ask for the same lines many times over, so the answers are kept.
    """
    if not text or width <= 0:
        return (text,)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lengths: list[int] = []
    while len(lengths) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lengths.append(line.textLength())
    layout.endLayout()
    # Qt counts in UTF-16 units.
    units = text.encode("utf-16-le")
    lines = []
    for length in lengths[:-1]:
        lines.append(units[: 2 * length].decode("utf-16-le", "ignore").rstrip())
        units = units[2 * length :]
    rest = units.decode("utf-16-le", "ignore")
    lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
    return tuple(lines)


def lines(painter: QPainter, at: QPointF, texts: Sequence[str], use: str, font: QFont) -> None:
    """Paint lines below each other, in the line height of a use of the type table."""
    height = theme.line_height(use)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    lead = (height - metrics.height()) / 2 + metrics.ascent()
    for number, text in enumerate(texts):
        painter.drawText(QPointF(at.x(), at.y() + number * height + lead), text)


def elided(painter: QPainter, text: str, width: int) -> str:
    """Shorten a text to a width in the painter's font."""
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))


def advance(use: str, text: str) -> int:
    """Give the width of a text in the font of a use of the type table."""
    return QFontMetrics(theme.font(use)).horizontalAdvance(text)
