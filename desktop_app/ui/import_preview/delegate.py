"""Rows of the preview as they are painted: check box, title, meta, the paper it may be."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.services.importing import Act
from desktop_app.ui import icons, theme
from desktop_app.ui.import_preview import words
from desktop_app.ui.import_preview.model import PreviewModel, Role, Row
from desktop_app.ui.import_preview.prospect import ASKED, Group
from desktop_app.ui.widgets import drawing

Index = QModelIndex | QPersistentModelIndex

PAD, RIGHT = 11, 16
BOX_X, BOX = 14, 16
LEFT = 42
INSET = 12  # of what is said about the paper a record may be, right of its rule
CHOICE = 26
ACTS = (Act.COMPLETE, Act.VERSION, Act.ADD)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PreviewDelegate(QStyledItemDelegate):
    """Paints a `Row`; all rows of a group have one height."""

    def __init__(self, model: PreviewModel, parent: QStyledItemDelegate | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.pointed = QPoint(-1, -1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.scaled(200), height(self._model.group))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect, group = index.data(Role.ROW), option.rect, self._model.group
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.row_ground(painter, rect, option.state)
        if group is Group.LEFT_OUT:
            _problem(painter, rect, row)
        else:
            _check(painter, box(rect), row.taken)
            y = _record(painter, rect, row)
            if group in ASKED:
                self._asked(painter, rect, y, row)
        if option.state & QStyle.StateFlag.State_HasFocus:
            _ring(painter, rect.adjusted(0, 0, 0, -1))
        painter.restore()

    def _asked(self, painter: QPainter, rect: QRect, y: int, row: Row) -> None:
        """Paint the paper a record may be, in what they differ, and the choice."""
        colours, line = theme.current(), theme.line_height("meta")
        rule = QRect(rect.left() + theme.scaled(LEFT), y, theme.scaled(2), 2 * line + 2)
        painter.fillRect(rule, QColor(colours.border_strong))
        left = rule.left() + theme.scaled(INSET)
        room = QRect(left, y, rect.right() - theme.scaled(RIGHT) - left, line)
        tone = colours.text if row.taken else colours.text_muted
        _line(painter, room, row.beside, "meta-strong", tone)
        room.translate(0, line + 2)
        _line(painter, room, row.differences, "meta", colours.text_secondary)
        for act, part in choices(rect):
            hovered = part.contains(self.pointed)
            _segment(painter, part, act, act is row.said and row.taken, hovered)


def height(group: Group) -> int:
    """Give the height of each row of a group, its hairline included."""
    lines = theme.line_height("row-title") + theme.scaled(2) + theme.line_height("meta")
    if group in ASKED:
        lines += theme.scaled(8) + 2 * theme.line_height("meta") + 2
        lines += theme.scaled(8) + theme.scaled(CHOICE)
    return lines + 2 * theme.scaled(PAD) + 1


def box(rect: QRect) -> QRect:
    """Give where the check box of a row is."""
    side, line = theme.scaled(BOX), theme.line_height("row-title")
    top = rect.top() + theme.scaled(PAD) + (line - side) // 2
    return QRect(rect.left() + theme.scaled(BOX_X), top, side, side)


def choices(rect: QRect) -> Iterator[tuple[Act, QRect]]:
    """Give what can be said of the record in a row, and where it is painted."""
    bottom = rect.bottom() - theme.scaled(PAD)
    left = rect.left() + theme.scaled(LEFT)
    widths = [drawing.advance("meta-strong", words.choice(act)) for act in ACTS]
    pad = theme.scaled(10)
    room = rect.right() - theme.scaled(RIGHT) - left
    if sum(widths) + 6 * pad > room:
        pad = max(theme.scaled(3), (room - sum(widths)) // 6)
    for act, width in zip(ACTS, widths, strict=True):
        part = QRect(left, bottom - theme.scaled(CHOICE), width + 2 * pad, theme.scaled(CHOICE))
        yield act, part
        left = part.right()  # neighbours share a border


def _record(painter: QPainter, rect: QRect, row: Row) -> int:
    """Paint title and meta line, and give the y below them."""
    colours = theme.current()
    left = rect.left() + theme.scaled(LEFT)
    width = rect.right() - theme.scaled(RIGHT) - left
    line = QRect(left, rect.top() + theme.scaled(PAD), width, theme.line_height("row-title"))
    use, tone = ("row-title", colours.text) if row.taken else ("row-title-read", colours.text_muted)
    _line(painter, line, row.title, use, tone)
    below = line.bottom() + 1 + theme.scaled(2)
    meta = QRect(left, below, width, theme.line_height("meta"))
    _line(painter, meta, row.meta, "meta", colours.text_muted)
    return meta.bottom() + 1 + theme.scaled(8)


def _problem(painter: QPainter, rect: QRect, row: Row) -> None:
    colours = theme.current()
    left = rect.left() + theme.scaled(LEFT)
    width = rect.right() - theme.scaled(RIGHT) - left
    top = rect.top() + theme.scaled(PAD)
    side = theme.scaled(BOX)
    ink = colours.text_muted if row.taken else colours.due
    ratio = painter.device().devicePixelRatio()
    mark = icons.pixmap("info" if row.taken else "warning", ink, side, ratio)
    painter.drawPixmap(rect.left() + theme.scaled(BOX_X), top, mark)
    line = QRect(left, top, width, theme.line_height("meta"))
    _line(painter, line, row.meta, "meta", ink)
    line = QRect(left, line.bottom() + 1 + theme.scaled(2), width, theme.line_height("body"))
    _line(painter, line, row.title, "body", colours.text)


def _check(painter: QPainter, where: QRect, on: bool) -> None:
    colours = theme.current()
    painter.setPen(QPen(QColor(colours.accent if on else colours.control_border), 1))
    painter.setBrush(QColor(colours.accent if on else colours.surface))
    radius = theme.scaled(4)
    painter.drawRoundedRect(where.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    if on:
        ratio = painter.device().devicePixelRatio()
        side = where.width() - theme.scaled(4)
        tick = icons.pixmap("check", colours.on_accent, side, ratio)
        painter.drawPixmap(where.center().x() - side // 2 + 1, where.top() + theme.scaled(2), tick)


def _segment(painter: QPainter, part: QRect, act: Act, on: bool, hovered: bool) -> None:
    colours = theme.current()
    shape = _shape(part, first=act is ACTS[0], last=act is ACTS[-1])
    ground = colours.accent_tint if hovered else colours.surface
    painter.fillPath(shape, QColor(colours.accent if on else ground))
    painter.setPen(QPen(QColor(colours.control_border), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape)
    painter.setFont(theme.font("meta-strong" if on else "meta"))
    painter.setPen(QColor(colours.on_accent if on else colours.text_secondary))
    painter.drawText(part, Qt.AlignmentFlag.AlignCenter, words.choice(act))


def _shape(part: QRect, *, first: bool, last: bool) -> QPainterPath:
    around = part.toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
    radius = theme.scaled(6)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    if not (first or last):
        path.addRect(around)
        return path
    path.addRoundedRect(around, radius, radius)
    path.addRect(around.adjusted(radius, 0, 0, 0) if first else around.adjusted(0, 0, -radius, 0))
    return path.simplified()


def _ring(painter: QPainter, rect: QRect) -> None:
    painter.setPen(QPen(QColor(theme.current().accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -1, -1))


def _line(painter: QPainter, room: QRect, text: str, use: str, colour: str) -> None:
    painter.setFont(theme.font(use))
    painter.setPen(QColor(colour))
    painter.drawText(room, _LEFT, drawing.elided(painter, text, room.width()))
