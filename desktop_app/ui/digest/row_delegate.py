"""How the rows of a digest are painted, and where their buttons are."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.core.digest import Line
from desktop_app.ui import icons, theme
from desktop_app.ui.digest import words
from desktop_app.ui.digest.rows import DigestModel, Entry, Head, Role, Row, Saying
from desktop_app.ui.digest.words import tr
from desktop_app.ui.widgets import drawing, page_column, strength

Index = QModelIndex | QPersistentModelIndex

INSET = 12  # of what a row holds, so that its ground is wider than its words
ENTRY, HEAD, FIRST_HEAD = 46, 52, 36
GAP, SAYING_PAD = 14, 10
BUTTON = 28
ASIDE_FROM = 640  # width of a row in which there is room for its time
MATCH_FROM = 400  # and for how well it fits
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DigestDelegate(QStyledItemDelegate):
    """Paints heads, papers and sentences. `pressed` is the row whose button is held down."""

    def __init__(self, model: DigestModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self.pressed = -1
        self.pointed = QPoint(-1, -1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self._height(index.data(Role.ROW), index.row()))

    def button(self, rect: QRect) -> QRect:
        """Give where the button of a paper is."""
        width = drawing.advance("body-medium", tr("Today")) + theme.scaled(16 + 5 + 17)
        room = self._content(rect)
        top = room.center().y() - theme.scaled(BUTTON) // 2
        return QRect(room.right() - width + 1, top, width, theme.scaled(BUTTON))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if event.type() is QEvent.Type.ToolTip and self.button(option.rect).contains(event.pos()):
            return True  # the button says what it does
        return super().helpEvent(event, view, option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Role.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Head):
            self._paint_head(painter, option.rect, row)
        elif isinstance(row, Saying):
            self._paint_saying(painter, option, row)
        else:
            self._paint_entry(painter, option, row, index.row())
        painter.restore()

    # Measures

    def _height(self, row: Row, number: int) -> int:
        if isinstance(row, Head):
            return theme.scaled(HEAD if number else FIRST_HEAD)
        if isinstance(row, Entry):
            return theme.scaled(ENTRY)
        return len(self._saying(row)) * theme.line_height("body") + 2 * theme.scaled(SAYING_PAD)

    def _content(self, rect: QRect) -> QRect:
        # The head above has its margin from the whole width, the scroll bar's included.
        left, width = page_column.span(self._view.width())
        return QRect(rect.left() + left, rect.top(), width, rect.height())

    def _ground(self, rect: QRect) -> QRect:
        return self._content(rect).adjusted(-theme.scaled(INSET), 0, theme.scaled(INSET), 0)

    def _saying(self, row: Saying) -> tuple[str, ...]:
        """Break a sentence, with what helps, into lines."""
        said = "  ".join(filter(None, [row.text, row.action]))
        room = self._content(QRect()).width()
        return drawing.wrap(said, theme.font("body"), room, 4)

    # Painting

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, box = theme.current(), QRectF(self._ground(option.rect))
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not selected and not hovered:
            return
        focused = selected and self._view.hasFocus()
        painter.setBrush(QColor(colours.accent_soft if selected else colours.accent_tint))
        painter.setPen(QPen(QColor(colours.accent), 2) if focused else Qt.PenStyle.NoPen)
        radius = theme.scaled(6)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), radius, radius)

    def _paint_head(self, painter: QPainter, rect: QRect, row: Head) -> None:
        colours, room = theme.current(), self._content(rect)
        room.setTop(room.bottom() - theme.scaled(32))
        painter.setFont(theme.font("section"))
        painter.setPen(QColor(colours.text))
        shown = drawing.elided(painter, row.text, room.width())
        painter.drawText(room, _LEFT, shown)
        room.setLeft(room.left() + drawing.advance("section", shown) + theme.scaled(10))
        painter.setFont(theme.font("body"))
        painter.setPen(QColor(colours.text_muted))
        painter.drawText(room, _LEFT, drawing.elided(painter, row.aside, room.width()))

    def _paint_saying(self, painter: QPainter, option: QStyleOptionViewItem, row: Saying) -> None:
        if row.goal is not None:
            self._paint_ground(painter, option)
        room = self._content(option.rect)
        texts = self._saying(row)
        at = QPointF(room.left(), room.top() + theme.scaled(SAYING_PAD))
        painter.setPen(QColor(theme.current().text_muted))
        drawing.lines(painter, at, texts, "body", theme.font("body"))
        if row.action and texts[-1].endswith(row.action):
            # The action is painted over in its colour; one that broke in two stays muted.
            before = texts[-1][: -len(row.action)]
            left = at.x() + drawing.advance("body", before)
            down = at.y() + (len(texts) - 1) * theme.line_height("body")
            painter.setPen(QColor(theme.current().accent))
            drawing.lines(painter, QPointF(left, down), [row.action], "body", theme.font("body"))

    def _paint_entry(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Entry, number: int
    ) -> None:
        self._paint_ground(painter, option)
        colours, room = theme.current(), self._content(option.rect)
        if isinstance(self._model.at(number + 1), Entry):
            painter.fillRect(room.left(), room.bottom(), room.width(), 1, QColor(colours.border))
        button = self.button(option.rect)
        self._paint_button(painter, button, number)
        room.setRight(button.left() - theme.scaled(GAP))
        width = self._content(option.rect).width()
        if width >= theme.scaled(MATCH_FROM):
            self._paint_match(painter, room, row.line)
        if width >= theme.scaled(ASIDE_FROM):
            self._paint_aside(painter, room, row.line)
        self._paint_texts(painter, room, row)

    def _paint_match(self, painter: QPainter, room: QRect, line: Line) -> None:
        size = strength.size()
        if line.strength is not None:
            at = QPointF(room.right() - size.width(), room.center().y() - size.height() / 2)
            strength.paint(painter, at, line.strength)
        # Also where it was not ranked, so that what follows stands below each other.
        room.setRight(room.right() - size.width() - theme.scaled(GAP))

    def _paint_aside(self, painter: QPainter, room: QRect, line: Line) -> None:
        said = words.aside(line)
        painter.setFont(theme.font("meta"))
        painter.setPen(QColor(theme.current().text_muted))
        painter.drawText(room, _RIGHT, said)
        room.setRight(room.right() - drawing.advance("meta", said) - theme.scaled(GAP))

    def _paint_texts(self, painter: QPainter, room: QRect, row: Entry) -> None:
        colours = theme.current()
        title, meta = theme.line_height("body-medium"), theme.line_height("meta")
        top = room.center().y() - (title + meta) // 2
        painter.setFont(theme.font("body-medium"))
        painter.setPen(QColor(colours.text))
        box = QRect(room.left(), top, room.width(), title)
        painter.drawText(box, _LEFT, drawing.elided(painter, row.line.title, room.width()))
        painter.setFont(theme.font("meta"))
        painter.setPen(QColor(colours.text_muted))
        box = QRect(room.left(), top + title, room.width(), meta)
        painter.drawText(box, _LEFT, drawing.elided(painter, row.told, room.width()))

    def _paint_button(self, painter: QPainter, box: QRect, number: int) -> None:
        colours = theme.current()
        hovered = box.contains(self.pointed)
        ground = colours.accent_tint if hovered else colours.surface
        painter.setBrush(QColor(colours.accent_soft if number == self.pressed else ground))
        painter.setPen(QPen(QColor(colours.border_strong), 1))
        radius = theme.scaled(6)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        size = theme.scaled(16)
        sign = icons.pixmap("plus", colours.text_secondary, size, self._view.devicePixelRatioF())
        left = box.left() + theme.scaled(8)
        painter.drawPixmap(QPointF(left, box.top() + (box.height() - size) / 2), sign)
        painter.setFont(theme.font("body-medium"))
        painter.setPen(QColor(colours.text))
        words_ = box.adjusted(theme.scaled(8 + 16 + 5), 0, 0, 0)
        painter.drawText(words_, _LEFT, tr("Today"))
