"""Lines of the sidebar as they are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.ui import phrases, theme
from desktop_app.ui.library import row_delegate
from desktop_app.ui.library.sidebar_model import MOST_COUNTED, Entry, Kind, Role

HEIGHTS = {Kind.PLACE: 32, Kind.HEAD: 40, Kind.COLLECTION: 28, Kind.TAG: 28, Kind.SEARCH: 28}
INSET = 8
RIGHT = 16
CHEVRON_END = 34  # a click left of it folds
PLUS = 32  # a click on the last pixels of a head adds

Index = QModelIndex | QPersistentModelIndex
_V = Qt.AlignmentFlag.AlignVCenter


class SidebarDelegate(QStyledItemDelegate):
    """Paints an `Entry`; `active` is the key of the place the window shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.active = ""
        self.target = -1  # the row a drag is over
        self.narrow = False
        self.ringed = False  # whether the keyboard is in use, so that focus is drawn

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(Role.ENTRY)
        high = 36 if self.narrow else HEIGHTS[entry.kind]
        return QSize(theme.scaled(40), theme.scaled(high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(Role.ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._background(painter, option, entry, index.row() == self.target)
        if self.narrow:
            self._icon_alone(painter, option.rect, entry)
        elif entry.kind is Kind.HEAD:
            self._head(painter, option, entry)
        else:
            self._line(painter, option.rect, entry)
        painter.restore()

    def text_x(self, entry: Entry) -> int:
        """Give where the text of an entry begins, in pixels from the left."""
        if entry.kind is Kind.PLACE:
            return theme.scaled(42)
        if entry.kind is Kind.TAG:
            return theme.scaled(32)
        if entry.kind is Kind.SEARCH:
            return theme.scaled(38)
        return theme.scaled(48 + 16 * (entry.depth - 1)) if entry.depth else theme.scaled(60)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        x = self.text_x(index.data(Role.ENTRY)) - theme.scaled(8)
        editor.setGeometry(option.rect.adjusted(x, 1, -theme.scaled(INSET), -1))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFont(theme.font("body"))
        editor.setStyleSheet("QLineEdit { min-height: 0px; padding: 0px 6px; }")
        editor.setAccessibleName(self.tr("Name"))
        return editor

    def _background(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, target: bool
    ) -> None:
        now, state = theme.current(), option.state
        inset = theme.scaled(INSET)
        box = option.rect.adjusted(inset, 0, -inset, 0)
        if entry.kind is Kind.HEAD and not self.narrow:
            box.setTop(box.top() + theme.scaled(12))
        fill = ""
        if entry.key == self.active or target:
            fill = now.accent_soft
        elif state & QStyle.StateFlag.State_MouseOver and entry.kind is not Kind.HEAD:
            fill = now.accent_tint
        if fill:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(box, theme.scaled(6), theme.scaled(6))
        if target or (self.ringed and state & QStyle.StateFlag.State_HasFocus):
            row_delegate.ring(painter, box, theme.scaled(6))

    def _icon_alone(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        now, side = theme.current(), theme.scaled(16)
        colour = now.accent if entry.key == self.active else now.text_secondary
        x, middle = rect.center().x() - side // 2 + 1, rect.center().y() + 1
        row_delegate.glyph(painter, entry.icon, colour, x, middle, 16)
        if entry.key in ("today", "review") and entry.count:
            row_delegate.dot(painter, x + side - 2, middle - side // 2, QColor(now.accent), 7)

    def _head(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        now, rect = theme.current(), option.rect.adjusted(0, theme.scaled(12), 0, 0)
        room = rect.adjusted(theme.scaled(16), 0, -theme.scaled(PLUS), 0)
        _write(painter, room, entry.text, "meta-strong", now.text_muted)
        x = rect.right() + 1 - theme.scaled(RIGHT + 14)
        over = option.state & QStyle.StateFlag.State_MouseOver
        tone = now.text if over else now.text_muted
        row_delegate.glyph(painter, "plus", tone, x, rect.center().y() + 1, 14)
        focused = self.ringed and option.state & QStyle.StateFlag.State_HasFocus
        if entry.parent and (over or focused or not entry.open):
            name = "chevron-down" if entry.open else "chevron-right"
            wide = QFontMetrics(theme.font("meta-strong")).horizontalAdvance(entry.text)
            at = room.left() + wide + theme.scaled(4)
            row_delegate.glyph(painter, name, tone, at, rect.center().y() + 1, 12)

    def _line(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        now, active = theme.current(), entry.key == self.active
        left, middle = rect.left(), rect.center().y() + 1
        tone = now.accent if active else now.text_secondary
        if entry.kind is Kind.TAG:
            row_delegate.dot(painter, left + theme.scaled(16), middle, now.tag(entry.colour))
        elif entry.kind is Kind.SEARCH:
            quiet_tone = now.accent if active else now.text_muted
            row_delegate.glyph(painter, entry.icon, quiet_tone, left + theme.scaled(16), middle, 14)
        elif entry.kind is Kind.PLACE:
            row_delegate.glyph(painter, entry.icon, tone, left + theme.scaled(16), middle, 16)
        else:
            self._branch(painter, left, middle, entry)
        end = self._count(painter, rect, entry)
        x = left + self.text_x(entry)
        quiet = "body-medium" if entry.kind is Kind.PLACE else "body"
        room = QRect(x, rect.top(), end - x, rect.height())
        use = "body-strong" if active else quiet
        _write(painter, room, entry.text, use, now.text if active else now.text_secondary)

    def _branch(self, painter: QPainter, left: int, middle: int, entry: Entry) -> None:
        tone = theme.current().text_muted
        x = self.text_x(entry)
        if entry.icon:
            row_delegate.glyph(painter, entry.icon, tone, left + theme.scaled(36), middle, 16)
        if entry.parent:
            name = "chevron-down" if entry.open else "chevron-right"
            at = theme.scaled(16) if entry.icon else x - theme.scaled(16)
            row_delegate.glyph(painter, name, tone, left + at, middle, 12)

    def _count(self, painter: QPainter, rect: QRect, entry: Entry) -> int:
        """Paint the count from the right and give the x that is free left of it."""
        end = rect.right() + 1 - theme.scaled(RIGHT)
        if entry.count is None:
            return end
        text = phrases.number(entry.count)
        if entry.kind is Kind.SEARCH and entry.count > MOST_COUNTED:
            text = f"{phrases.number(MOST_COUNTED)}+"
        if entry.key in ("today", "review"):
            filled = entry.key == "today"
            return self._badge(painter, end, rect.center().y() + 1, text, filled=filled)
        wide = QFontMetrics(theme.font("meta")).horizontalAdvance(text)
        room = QRect(end - wide, rect.top(), wide + 2, rect.height())
        _write(painter, room, text, "meta", theme.current().text_muted)
        return end - wide - theme.scaled(8)

    def _badge(self, painter: QPainter, end: int, middle: int, text: str, *, filled: bool) -> int:
        now, high = theme.current(), theme.scaled(18)
        wide = QFontMetrics(theme.font("key")).horizontalAdvance(text)
        wide = max(theme.scaled(20), wide + theme.scaled(12))
        box = QRect(end - wide, middle - high // 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen if filled else QPen(QColor(now.accent), 1))
        painter.setBrush(QColor(now.accent if filled else now.surface))
        shape = QRectF(box) if filled else QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(shape, high / 2, high / 2)
        painter.setFont(theme.font("key"))
        painter.setPen(QColor(now.on_accent if filled else now.accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return end - wide - theme.scaled(8)


def _write(painter: QPainter, room: QRect, text: str, use: str, colour: str) -> None:
    font = theme.font(use)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    elide = Qt.TextElideMode.ElideRight
    shown = QFontMetrics(font).elidedText(text, elide, max(0, room.width()))
    painter.drawText(room, _V | Qt.AlignmentFlag.AlignLeft, shown)


def dot_icon(slot: int) -> QIcon:
    """Draw the colour of a slot as an icon."""
    side = theme.scaled(16)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    row_delegate.dot(painter, theme.scaled(3), side // 2, theme.current().tag(slot), 10)
    painter.end()
    return QIcon(pixmap)
