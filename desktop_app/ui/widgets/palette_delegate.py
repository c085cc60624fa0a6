"""How a row of the command palette is painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui import icons, theme
from desktop_app.ui.widgets import drawing, matching
from desktop_app.ui.widgets.palette_model import Index, Item, Role, Row

ROW = 36
HEAD = 34
SIDE = 16
TEXT_LEFT = 48
LEAST_DETAIL = 48


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
            _ground(painter, box, state)
            _item(painter, box, row, row.item)
        painter.restore()


def _head(painter: QPainter, box: QRect, text: str) -> None:
    painter.setFont(theme.font("meta-strong"))
    painter.setPen(QColor(theme.current().text_muted))
    side, low = theme.scaled(SIDE + 4), theme.scaled(4)
    place = box.adjusted(side, 0, -side, -low)
    painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)


def _ground(painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
    colours = theme.current()
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, QColor(colours.accent_soft))
        edge = QRect(box.left(), box.top(), theme.scaled(3), box.height())
        painter.fillRect(edge, QColor(colours.accent))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, QColor(colours.accent_tint))


def _item(painter: QPainter, box: QRect, row: Row, item: Item) -> None:
    colours = theme.current()
    middle = box.center().y() + 1
    if item.icon:
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
    font = theme.font("body")
    layout = _laid_out(row.text, row.letters, font)
    if layout.lineAt(0).naturalTextWidth() > box.width():
        metrics = QFontMetrics(font)
        # Marked letters are bold, so a little wider than measured.
        room = round(box.width() * 0.96)
        shown = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, room)
        kept = frozenset(n for n in row.letters if n < len(shown) - 1)
        layout = _laid_out(shown, kept, font)
    line = layout.lineAt(0)
    painter.setPen(QColor(colours.text if enabled else colours.text_muted))
    layout.draw(painter, QPointF(box.left(), box.center().y() + 1 - line.height() / 2))
    return round(line.naturalTextWidth())


def _laid_out(text: str, letters: frozenset[int], font: QFont) -> QTextLayout:
    layout = QTextLayout(text, font)
    marked = QTextCharFormat()
    marked.setFontWeight(QFont.Weight.Bold)
    marked.setForeground(QColor(theme.current().accent))
    marked.setFontUnderline(True)
    ranges = []
    for start, length in matching.runs(letters):
        part = QTextLayout.FormatRange()
        part.start = _units(text[:start])
        part.length = _units(text[start : start + length])
        part.format = marked
        ranges.append(part)
    layout.setFormats(ranges)
    layout.beginLayout()
    layout.createLine().setLineWidth(1e6)
    layout.endLayout()
    return layout


def _units(text: str) -> int:
    """Count as Qt does, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
