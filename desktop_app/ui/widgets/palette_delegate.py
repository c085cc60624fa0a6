"""How a row of the command palette is painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui import icons, theme
from desktop_app.ui.widgets import drawing, marked, matching
from desktop_app.ui.widgets.palette_model import Index, Item, Role, Row

ROW = 36
HEAD = 34
SIDE = 16
TEXT_LEFT = 48
LEAST_DETAIL = 48
DOT = 8  # of a tag's colour


class Delegate(QStyledItemDelegate):
    """Paints group heads, and items with icon, matched letters, detail and key cap."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(Role.ROW)
        return QSize(theme.scaled(200), theme.scaled(ROW if row.item else HEAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Role.ROW)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if row.item is None:
            _head(painter, box, row.text)
        else:
            drawing.choice_ground(painter, box, state)
            _item(painter, box, row, row.item)
        painter.restore()


def _head(painter: QPainter, box: QRect, text: str) -> None:
    painter.setFont(theme.font("meta-strong"))
    painter.setPen(QColor(theme.current().text_muted))
    side, low = theme.scaled(SIDE + 4), theme.scaled(4)
    place = box.adjusted(side, 0, -side, -low)
    painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)


def _item(painter: QPainter, box: QRect, row: Row, item: Item) -> None:
    colours = theme.current()
    middle = box.center().y() + 1
    if item.colour:
        side = theme.scaled(DOT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.tag(item.colour))
        left = box.left() + theme.scaled(SIDE + 4) + (theme.scaled(16) - side) / 2
        painter.drawEllipse(QRectF(left, middle - side / 2, side, side))
    elif item.icon:
        size = theme.scaled(16)
        ratio = painter.device().devicePixelRatioF()
        ink = colours.text_secondary if item.enabled else colours.text_muted
        place = QPointF(box.left() + theme.scaled(SIDE + 4), middle - size / 2)
        painter.drawPixmap(place, icons.pixmap(item.icon, ink, size, ratio))
    left, right = box.left() + theme.scaled(TEXT_LEFT), box.right() - theme.scaled(SIDE)
    if item.keys:
        right -= drawing.key_cap_width(item.keys)
        drawing.key_cap(painter, right, middle, item.keys)
        right -= theme.scaled(12)
    left += _text(painter, QRect(left, box.top(), right - left, box.height()), row, item.enabled)
    left += theme.scaled(12)
    if item.detail and right - left >= theme.scaled(LEAST_DETAIL):
        _detail(painter, QRect(left, box.top(), right - left, box.height()), item.detail)


def _detail(painter: QPainter, box: QRect, text: str) -> None:
    painter.setFont(theme.font("meta"))
    painter.setPen(QColor(theme.current().text_muted))
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)


def _text(painter: QPainter, box: QRect, row: Row, enabled: bool) -> int:
    """Paint an item's text with the letters matched marked, and give its width."""
    colours = theme.current()
    spans = [(start, start + length) for start, length in matching.runs(row.letters)]
    tone = colours.text if enabled else colours.text_muted
    return marked.draw(painter, box, row.text, spans, theme.font("body"), tone)
