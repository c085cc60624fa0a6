"""Cards as rows, and how a row is painted: its quote, what it is about, when it comes back.

A quote that a card is about to ask for is not given away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.core.cards import CardId, Kind, Line
from desktop_app.core.highlights import HighlightId
from desktop_app.ui import theme
from desktop_app.ui.review import words
from desktop_app.ui.widgets import drawing

Index = QModelIndex | QPersistentModelIndex

PAD, SIDE, GAP, APART = 10, 24, 3, 12
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_DOT = " · "
_LONGEST = 400  # characters of a quote that are measured


class Role(IntEnum):
    """What the delegate asks for."""

    LINE = Qt.ItemDataRole.UserRole + 1


class CardModel(QAbstractListModel):
    """Cards in the order given; `now` and `today` tell which of them are due."""

    def __init__(
        self,
        names: Callable[[], Sequence[str]],
        now: Callable[[], datetime],
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._names, self.now, self.today = names, now, today
        self._lines: Sequence[Line] = ()
        self._of: dict[HighlightId, list[Line]] = {}

    def put(self, lines: Sequence[Line]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self._lines, self._of = lines, {}
        for line in lines:
            self._of.setdefault(line.highlight, []).append(line)
        self.endResetModel()

    def at(self, row: int) -> Line | None:
        """Give the card of a row, or None where there is no such row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rows_of(self, cards: set[CardId]) -> list[int]:
        """Give the rows of cards, of those that are shown."""
        return [n for n, line in enumerate(self._lines) if line.id in cards]

    def hides(self, line: Line) -> bool:
        """Tell whether the quote of a card is asked for by it, or by a card of the same words."""
        times = self.now(), self.today()
        return any(words.asks(other, *times) for other in self._of[line.highlight])

    def front(self, line: Line) -> str:
        """Give what stands for a card: its quote, or else the comment that asks, or the title."""
        if not self.hides(line):
            return line.quote or words.area(line.page)
        return line.comment if line.kind is Kind.COMMENT and line.comment else line.title

    def name(self, line: Line) -> str:
        """Give what the colour of a card means."""
        return self._names()[line.colour - 1]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.at(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == Role.LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return self.front(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            aside = "" if self.hides(line) else line.comment
            return "\n\n".join(part[:_LONGEST] for part in (self.front(line), aside) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [self.name(line), self.front(line), line.title, words.kind(line.kind)]
            said.append(words.due(line, self.now(), self.today()))
            return ". ".join(dict.fromkeys(said))  # the title once, where it stands for the quote
        return None


class CardDelegate(QStyledItemDelegate):
    """Paints a card as its quote, and below it what it is about and when it comes back."""

    def __init__(self, model: CardModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        texts = theme.line_height("highlight-quote") + theme.line_height("meta")
        return QSize(theme.scaled(200), texts + theme.scaled(2 * PAD + GAP) + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(Role.LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.row_ground(painter, option.rect, option.state)
        side, pad = theme.scaled(SIDE), theme.scaled(PAD)
        room = option.rect.adjusted(side, pad, -side, -pad - 1)
        room.setHeight(theme.line_height("highlight-quote"))
        self._paint_quote(painter, room, line)
        room.translate(0, room.height() + theme.scaled(GAP))
        room.setHeight(theme.line_height("meta"))
        self._paint_meta(painter, room, line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.current().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_quote(self, painter: QPainter, room: QRect, line: Line) -> None:
        colours, font = theme.current(), theme.font("highlight-quote")
        painter.setFont(font)
        text = " ".join(self._model.front(line)[:_LONGEST].split())
        shown = drawing.elided(painter, text, room.width())
        wide = painter.fontMetrics().horizontalAdvance(shown)
        ink = colours.highlight(line.colour)
        aside = line.suspended or line.buried
        if not aside and not self._model.hides(line):
            painter.fillRect(
                QRect(room.left(), room.top(), wide, room.height() - 1), QColor(ink.fill)
            )
            painter.setPen(QPen(QColor(ink.ink), 1.5))
            y = room.bottom() - 0.25
            painter.drawLine(QPointF(room.left(), y), QPointF(room.left() + wide, y))
        painter.setPen(QColor(colours.text_muted if aside else colours.text))
        at = QPointF(room.left(), room.top())
        drawing.lines(painter, at, [shown], "highlight-quote", font)

    def _paint_meta(self, painter: QPainter, room: QRect, line: Line) -> None:
        colours = theme.current()
        times = self._model.now(), self._model.today()
        due, is_due = words.due(line, *times), words.is_due(line, *times)
        painter.setFont(theme.font("meta-strong" if is_due else "meta"))
        painter.setPen(QColor(colours.due if is_due else colours.text_muted))
        painter.drawText(room, _RIGHT, due)
        left = room.adjusted(0, 0, -drawing.advance("meta-strong", due) - theme.scaled(APART), 0)
        name = drawing.advance("meta-strong", self._model.name(line))
        painter.setFont(theme.font("meta-strong"))
        painter.setPen(QColor(colours.highlight(line.colour).ink))
        shown = drawing.elided(painter, self._model.name(line), left.width())
        painter.drawText(left, _LEFT, shown)
        left.setLeft(left.left() + name)
        painter.setFont(theme.font("meta"))
        painter.setPen(QColor(colours.text_muted))
        titled = self._model.front(line) == line.title
        about = [words.kind(line.kind), *([] if titled else [line.title])]
        shown = drawing.elided(painter, _DOT + _DOT.join(about), left.width())
        painter.drawText(left, _LEFT, shown)
