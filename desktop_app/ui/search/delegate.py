"""How a row of the search over the window is painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.core.papers import State
from desktop_app.ui import icons, theme
from desktop_app.ui.search.found import Kind
from desktop_app.ui.search.rows import Index, Role, Row
from desktop_app.ui.widgets import drawing, marked
from desktop_app.ui.widgets.state_marks import MARKS

HEAD, SMALL = 36, 34
PAD = 8
SIDE, LEFT = 20, 48
_ICONS = {Kind.PAPER: "library", Kind.NOTE: "note", Kind.PAGE: "document"}
_LINE = 18  # of a text between title and meta line
_V = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Delegate(QStyledItemDelegate):
    """Paints heads, results with their marked words, and queries."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.scaled(200), theme.scaled(height(index.data(Role.ROW))))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Role.ROW)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if row.is_head:
            _head(painter, box, row.text)
        else:
            drawing.choice_ground(painter, box, state)
            room = box.adjusted(theme.scaled(LEFT), 0, -theme.scaled(SIDE), 0)
            if state & QStyle.StateFlag.State_Selected:
                room.setRight(self._hint(painter, box, row))
            if row.result is not None:
                _result(painter, room, row)
            else:
                _small(painter, room, row)
        painter.restore()

    def _hint(self, painter: QPainter, box: QRect, row: Row) -> int:
        """Say what Enter does with the current row, and give the x that is free left of it."""
        keys, meaning = "Enter", self.tr("open") if row.result else self.tr("show")
        end = box.right() - theme.scaled(SIDE)
        wide = drawing.advance("meta", meaning)
        _line(painter, QRect(end - wide, box.top(), wide + 2, box.height()), meaning, "meta")
        cap = end - wide - theme.scaled(6) - drawing.key_cap_width(keys)
        drawing.key_cap(painter, cap, box.center().y() + 1, keys)
        return cap - theme.scaled(12)


def height(row: Row) -> int:
    """Give the height of a row in pixels of the design."""
    if row.is_head:
        return HEAD
    if row.result is None:
        return SMALL
    if row.result.kind is Kind.PAPER:
        return 2 * PAD + 20 + (_LINE if row.result.detail else 0) + 17
    return 2 * PAD + (21 if row.result.kind is Kind.HIGHLIGHT else _LINE) + 17


def _head(painter: QPainter, box: QRect, text: str) -> None:
    painter.setFont(theme.font("meta-strong"))
    painter.setPen(QColor(theme.current().text_muted))
    side, low = theme.scaled(SIDE), theme.scaled(5)
    place = box.adjusted(side, 0, -side, -low)
    painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)


def _result(painter: QPainter, room: QRect, row: Row) -> None:
    result = row.result
    assert result is not None
    now, top = theme.current(), room.top() + theme.scaled(PAD)

    def line(high: int) -> QRect:
        nonlocal top
        place = QRect(room.left(), top, room.width(), theme.scaled(high))
        top += theme.scaled(high)
        return place

    if result.kind is Kind.PAPER:
        quiet = result.row is not None and result.row.state is State.READ
        use, tone, high = "row-title-read" if quiet else "row-title", now.text, 20
        tone = now.text_secondary if quiet else tone
    elif result.kind is Kind.HIGHLIGHT:
        use, tone, high = "result-quote", now.text, 21
    else:
        use, tone, high = "body", now.text_secondary, _LINE
    first = line(high)
    _mark(painter, first, row)
    marked.draw(painter, first, result.text, result.spans, theme.font(use), tone)
    if result.detail:
        font = theme.font("body")
        marked.draw(painter, line(_LINE), result.detail, result.detail_spans, font, tone_of(now))
    _line(painter, line(17), row.meta, "meta")


def tone_of(now: theme.Theme) -> str:
    """Give the colour of running text under a title."""
    return now.text_secondary


def _mark(painter: QPainter, line: QRect, row: Row) -> None:
    """Paint the state of a paper, the colour of a highlight, or an icon, before a line."""
    result, now = row.result, theme.current()
    assert result is not None
    x, middle = line.left() - theme.scaled(LEFT - SIDE), line.center().y() + 1
    if result.kind is Kind.HIGHLIGHT:
        ink = now.highlight(result.colour)
        side = theme.scaled(12)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ink.ink), 1.3))
        painter.setBrush(QColor(ink.fill))
        square = QRectF(x + 0.5, middle - side / 2, side, side)
        painter.drawRoundedRect(square, theme.scaled(3), theme.scaled(3))
        return
    name, role = _ICONS[result.kind], "text_muted"
    if result.row is not None:
        name, role = MARKS[result.row.state]
    _icon(painter, name, getattr(now, role), x, middle)


def _small(painter: QPainter, room: QRect, row: Row) -> None:
    now, middle = theme.current(), room.center().y() + 1
    if row.icon:
        x = room.left() - theme.scaled(LEFT - SIDE)
        _icon(painter, row.icon, now.text_muted, x, middle)
    tone = now.text if row.query else now.accent
    painter.setFont(theme.font("body" if row.query else "body-medium"))
    painter.setPen(QColor(tone))
    shown = drawing.elided(painter, row.text, room.width())
    painter.drawText(room, _V, shown)
    lead = painter.fontMetrics().horizontalAdvance(shown) + theme.scaled(12)
    if row.meta and lead < room.width():
        _line(painter, room.adjusted(lead, 0, 0, 0), row.meta, "meta")


def _icon(painter: QPainter, name: str, colour: str, x: int, middle: int) -> None:
    side = theme.scaled(14)
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(x, middle - side / 2), icons.pixmap(name, colour, side, ratio))


def _line(painter: QPainter, room: QRect, text: str, use: str) -> None:
    painter.setFont(theme.font(use))
    painter.setPen(QColor(theme.current().text_muted))
    painter.drawText(room, _V, drawing.elided(painter, text, room.width()))
