"""The papers of a group in rows, with a radio button for the one that is kept."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QHoverEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.core.papers import PaperId
from desktop_app.ui import theme
from desktop_app.ui.duplicates import words
from desktop_app.ui.duplicates.candidate_model import CandidateModel, Role
from desktop_app.ui.widgets import drawing
from desktop_app.ui.widgets.painted_list import PaintedList

Index = QModelIndex | QPersistentModelIndex

PAD, RIGHT, GAP = 11, 16, 2
RADIO_X, RADIO = 16, 16
LEFT = 44
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CandidateList(PaintedList):
    """Rows of candidates; the one moved to is kept. ``opened`` carries a paper."""

    opened = Signal(object)
    back_wanted = Signal()

    def __init__(self, model: CandidateModel) -> None:
        painter = _Rows(model)
        super().__init__(model, painter)
        self._model, self._painter = model, painter
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Papers, of which one is kept"))
        self.selectionModel().currentChanged.connect(lambda now, _: model.keep(now.row()))
        self.doubleClicked.connect(lambda index: self.opened.emit(model.paper(index.row())))
        model.modelReset.connect(self._go_to_kept)

    def current(self) -> PaperId | None:
        """Give the paper in the current row."""
        row = self.currentIndex().row()
        return self._model.paper(row) if row >= 0 else None

    def height_of(self, rows: int) -> int:
        """Give the height of so many rows."""
        return rows * row_height()

    def _go_to_kept(self) -> None:
        self._go(self._model.kept_row)

    def _go(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._model.index(row), flag)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = Qt.Key(event.key()), self.currentIndex().row()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and key in _STEPS:
            self._go(row + _STEPS[key])
        elif plain and key is Qt.Key.Key_X and self._model.parts:
            self._model.switch(row)
        elif key is Qt.Key.Key_Left:
            self.back_wanted.emit()
        elif key in _ENTER:
            event.ignore()  # for the dialog
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to what they decide."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        leaves = self._model.parts and leaving(self.visualRect(index)).contains(point)
        if index.isValid() and leaves:
            self._model.switch(index.row())
        else:
            super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHoverEvent):
            left = event.type() is QEvent.Type.HoverLeave
            self._painter.pointed = QPoint(-1, -1) if left else event.position().toPoint()
            self.viewport().update()
        return super().viewportEvent(event)


class _Rows(QStyledItemDelegate):
    """Paints a candidate: radio button, title, who, what it is found by, what is with it."""

    def __init__(self, model: CandidateModel) -> None:
        super().__init__()
        self._model = model
        self.pointed = QPoint(-1, -1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.scaled(200), row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, rect = theme.current(), option.rect
        found, kept = index.data(Role.CANDIDATE), index.data(Role.KEPT)
        left_out = index.data(Role.LEFT_OUT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.row_ground(painter, rect, option.state)
        if not left_out:
            _radio(painter, rect, on=kept)
        self._say_state(painter, rect, kept=kept, left_out=left_out)
        tone = colours.text_muted if left_out else colours.text
        room = QRect(
            rect.left() + theme.scaled(LEFT),
            rect.top() + theme.scaled(PAD),
            rect.width() - theme.scaled(LEFT + RIGHT),
            theme.line_height("row-title"),
        )
        title = room.adjusted(0, 0, -_state_width() - theme.scaled(12), 0)
        use = "row-title-read" if left_out else "row-title"
        _line(painter, title, found.row.title, use, tone)
        room.translate(0, room.height() + theme.scaled(GAP))
        room.setHeight(theme.line_height("meta"))
        today = self._model.today
        for text, ink in (
            (words.who(found), colours.text_muted if left_out else colours.text_secondary),
            (words.identifiers(found, today), colours.text_muted),
            (words.holds(found), colours.text_muted if left_out else colours.text_secondary),
        ):
            _line(painter, room, text, "meta", ink)
            room.translate(0, room.height() + theme.scaled(GAP))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def _say_state(self, painter: QPainter, rect: QRect, *, kept: bool, left_out: bool) -> None:
        """Say at the right whether a paper is kept, left out, or may be."""
        colours, room = theme.current(), leaving(rect)
        hovered = room.contains(self.pointed)
        text, ink = (words.kept(), colours.accent) if kept else ("", colours.text_muted)
        if left_out:
            text, ink = words.left_out(), colours.due
        elif self._model.parts and (hovered or not kept):
            text, ink = words.leave_out(), colours.text if hovered else colours.text_muted
        painter.setFont(theme.font("meta-strong"))
        painter.setPen(QColor(ink))
        painter.drawText(room, _RIGHT, text)


def row_height() -> int:
    """Give the height of a row, its hairline included."""
    lines = theme.line_height("row-title") + 3 * (theme.line_height("meta") + theme.scaled(GAP))
    return lines + 2 * theme.scaled(PAD) + 1


def leaving(rect: QRect) -> QRect:
    """Give the part of a row that leaves its paper out, and takes it in again."""
    width, line = _state_width(), theme.line_height("row-title")
    left = rect.right() - theme.scaled(RIGHT) - width + 1
    return QRect(left, rect.top() + theme.scaled(PAD), width, line)


def _state_width() -> int:
    said = (words.kept(), words.left_out(), words.leave_out())
    return max(drawing.advance("meta-strong", text) for text in said)


def _radio(painter: QPainter, rect: QRect, *, on: bool) -> None:
    colours, side = theme.current(), theme.scaled(RADIO)
    top = rect.top() + theme.scaled(PAD) + (theme.line_height("row-title") - side) // 2
    where = QRectF(rect.left() + theme.scaled(RADIO_X), top, side, side).adjusted(1, 1, -1, -1)
    painter.setPen(QPen(QColor(colours.accent if on else colours.control_border), 1.5))
    painter.setBrush(QColor(colours.surface))
    painter.drawEllipse(where)
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        inset = side * 0.22
        painter.drawEllipse(where.adjusted(inset, inset, -inset, -inset))


def _line(painter: QPainter, room: QRect, text: str, use: str, colour: str) -> None:
    painter.setFont(theme.font(use))
    painter.setPen(QColor(colour))
    painter.drawText(room, _LEFT, drawing.elided(painter, text, room.width()))
