"""Highlights as they are painted in the panel: meaning and page, the words marked, the comment."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.core.highlights import Highlight, Style
from desktop_app.ui import icons, theme
from desktop_app.ui.pdf.marks_model import MarksModel, Role
from desktop_app.ui.pdf.page_model import Index
from desktop_app.ui.pdf.steering import Steering
from desktop_app.ui.widgets import drawing

PAD, BESIDE = 11, 16
_ABOVE_QUOTE, _ABOVE_COMMENT = 3, 5
_NOTE, _INDENT, _SIGN = 14, 20, 12
_MOST_LINES = 6  # of a quote
_MOST_COMMENT = 12
_MOST_SIGNS = 1200  # of a quote or a comment; more than its lines hold


class Card(NamedTuple):
    """The lines of a card; its height is in pixels."""

    quote: tuple[str, ...]
    comment: tuple[str, ...]
    height: int


class MarksDelegate(QStyledItemDelegate):
    """Paints a highlight as a card as high as what it holds."""

    def __init__(self, marks: MarksModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._marks, self._view = marks, view.viewport()
        self._steering = Steering(view)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.width()
        return QSize(width, self.card(index.data(Role.HIGHLIGHT), width).height)

    def card(self, found: Highlight, width: int) -> Card:
        """Break the words of a highlight into the lines of a card so many pixels wide."""
        room = width - 2 * theme.scaled(BESIDE)
        font = theme.font("meta" if found.style is Style.AREA else "highlight-quote")
        words = " ".join(self._marks.quote(found)[:_MOST_SIGNS].split())
        quote = drawing.wrap(words, font, room, _MOST_LINES)
        comment: tuple[str, ...] = ()
        height = 2 * theme.scaled(PAD) + theme.line_height("meta") + theme.scaled(_ABOVE_QUOTE)
        height += len(quote) * theme.line_height("highlight-quote") + 1
        if found.comment:
            words = found.comment[:_MOST_SIGNS].replace("\n", "\u2028")
            room -= theme.scaled(_INDENT)
            comment = drawing.wrap(words, theme.font("meta"), room, _MOST_COMMENT)
            height += theme.scaled(_ABOVE_COMMENT) + len(comment) * theme.line_height("meta")
        return Card(quote, comment, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found: Highlight = index.data(Role.HIGHLIGHT)
        card = self.card(found, self._view.width())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option)
        beside, pad = theme.scaled(BESIDE), theme.scaled(PAD)
        room = option.rect.adjusted(beside, pad, -beside, -pad)
        self._paint_head(painter, room, found)
        y = room.top() + theme.line_height("meta") + theme.scaled(_ABOVE_QUOTE)
        y = _paint_quote(painter, room.left(), y, card.quote, found)
        if self._steering.rings(option):
            painter.setPen(QPen(QColor(theme.current().accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -2))
        if card.comment:
            _paint_comment(painter, room.left(), y + theme.scaled(_ABOVE_COMMENT), card.comment)
        painter.restore()

    def _paint_head(self, painter: QPainter, room: QRect, found: Highlight) -> None:
        line = QRect(room.left(), room.top(), room.width(), theme.line_height("meta"))
        page = self.tr("page {n}").format(n=(found.page or 0) + 1)
        painter.setFont(theme.font("meta"))
        painter.setPen(QColor(theme.current().text_muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, page)
        line.setRight(line.right() - drawing.advance("meta", page) - theme.scaled(8))
        if found.id in self._marks.reviewed:
            size, ratio = theme.scaled(_SIGN), painter.device().devicePixelRatio()
            sign = icons.pixmap("review", theme.current().text_muted, size, ratio)
            line.setRight(line.right() - size)
            painter.drawPixmap(line.right(), line.center().y() - size // 2, sign)
            line.setRight(line.right() - theme.scaled(8))
        painter.setFont(theme.font("meta-strong"))
        painter.setPen(QColor(theme.current().highlight(found.colour).ink))
        name = drawing.elided(painter, self._marks.colour_name(found.colour), line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | middle, name)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    now, rect, state = theme.current(), option.rect, QStyle.StateFlag
    current = bool(option.state & state.State_Selected)
    tinted = current or option.state & state.State_MouseOver
    painter.fillRect(rect, QColor(now.accent_tint if tinted else now.surface))
    if current:
        edge = QRect(rect.left(), rect.top(), theme.scaled(3), rect.height() - 1)
        painter.fillRect(edge, QColor(now.accent))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(now.border))


def _paint_quote(
    painter: QPainter, left: int, top: int, lines: tuple[str, ...], found: Highlight
) -> int:
    """Paint the words that are marked as they are on the page; give the y below them."""
    high = theme.line_height("highlight-quote")
    area = found.style is Style.AREA
    font = theme.font("meta" if area else "highlight-quote")
    ink = theme.current().highlight(found.colour)
    metrics = QFontMetricsF(font)
    for number, line in enumerate(lines):
        place = QRectF(left, top + number * high, metrics.horizontalAdvance(line), high - 1)
        if found.style is Style.HIGHLIGHT:
            painter.fillRect(place, QColor(ink.fill))
        if not area:
            painter.setPen(QPen(QColor(ink.ink), 1.5))
            painter.drawLine(
                QPointF(place.left(), place.bottom() - 0.25),
                QPointF(place.right(), place.bottom() - 0.25),
            )
    painter.setPen(QColor(theme.current().text_secondary if area else theme.current().text))
    drawing.lines(painter, QPointF(left, top), lines, "highlight-quote", font)
    return top + len(lines) * high


def _paint_comment(painter: QPainter, left: int, top: int, lines: tuple[str, ...]) -> None:
    size, colour = theme.scaled(_NOTE), theme.current().text_secondary
    ratio = painter.device().devicePixelRatio()
    lead = (theme.line_height("meta") - size) // 2
    painter.drawPixmap(left, top + lead, icons.pixmap("note", colour, size, ratio))
    painter.setPen(QColor(colour))
    at = QPointF(left + theme.scaled(_INDENT), top)
    drawing.lines(painter, at, lines, "meta", theme.font("meta"))
