"""The papers of a day, painted: struck softly where done, as a card where open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.core.papers import PaperId
from desktop_app.ui import icons, theme
from desktop_app.ui.today.day import Line
from desktop_app.ui.today.hints import Hints
from desktop_app.ui.widgets import drawing

LEFT = 53
RIGHT = 17
TOP = 11
BOTTOM = 12
GAP = 3
HINTS = 42


class DoneLine(QWidget):
    """A paper that is done: its title struck, and when it was finished."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line: Line | None = None
        self._titles: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, line: Line) -> None:
        """Show a paper."""
        if line == self.line:
            return
        self.line = line
        self.setAccessibleName(f"{line.title}. {line.aside}. {line.sentence}")
        self._wrap()
        self.updateGeometry()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.line is not None:
            self.opened.emit(self.line.paper)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        titles = len(self._wrapped(width)) * theme.line_height("row-title")
        edges = theme.scaled(TOP) + theme.scaled(GAP) + theme.scaled(BOTTOM)
        return titles + theme.line_height("meta") + edges

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.scaled(320))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(200), self.heightForWidth(max(self.width(), theme.scaled(200))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._wrap()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        size = theme.scaled(16)
        check = icons.pixmap("check", colours.accent, size, self.devicePixelRatioF())
        middle = theme.scaled(TOP) + theme.line_height("row-title") / 2
        painter.drawPixmap(QPointF(theme.scaled(29) - size / 2, middle - size / 2), check)
        self._paint_texts(painter, colours.text_muted, colours.text_muted)

    def _title_font(self) -> QFont:
        font = QFont(theme.font("row-title-read"))
        font.setStrikeOut(True)
        return font

    def _paint_texts(self, painter: QPainter, title: str, sentence: str) -> None:
        if self.line is None:
            return
        left, top = theme.scaled(LEFT), theme.scaled(TOP)
        painter.setPen(QColor(title))
        font = self._title_font()
        drawing.lines(painter, QPointF(left, top), self._titles, "row-title", font)
        height = theme.line_height("row-title")
        painter.setFont(theme.font("meta"))
        painter.setPen(QColor(theme.current().text_secondary))
        aside = QRect(0, top, self.width() - theme.scaled(RIGHT), height)
        painter.drawText(
            aside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.line.aside
        )
        top += len(self._titles) * height + theme.scaled(GAP)
        room = QRect(left, top, self.width() - left - theme.scaled(RIGHT), 0)
        room.setHeight(theme.line_height("meta"))
        self._paint_sentence(painter, room, self.line, sentence)

    def _paint_sentence(self, painter: QPainter, room: QRect, line: Line, colour: str) -> None:
        painter.setPen(QColor(colour))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, flags, drawing.elided(painter, line.sentence, room.width()))

    def _wrapped(self, width: int) -> tuple[str, ...]:
        if self.line is None:
            return ("",)
        aside = drawing.advance("meta", self.line.aside)
        room = width - theme.scaled(LEFT) - theme.scaled(RIGHT) - aside - theme.scaled(24)
        return drawing.wrap(self.line.title, self._title_font(), max(room, theme.scaled(40)))

    def _wrap(self) -> None:
        self._titles = self._wrapped(self.width())
        cut = self._titles[-1].endswith(drawing.ELLIPSIS)
        self.setToolTip(self.line.title if self.line and cut else "")


class Card(DoneLine):
    """A paper that is open today; the current one shows its keys."""

    focused = Signal(object)
    action_wanted = Signal(str)
    menu_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._current = False
        self._hovered = False
        self.hints: Hints | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @property
    def paper(self) -> PaperId | None:
        """The paper shown."""
        return self.line.paper if self.line else None

    def number(self, number: int) -> None:
        """Give the card its place in the day."""
        if number == self._number:
            return
        self._number = number
        self.setAccessibleDescription(self.tr("Number {} of today’s plan").format(number))
        self.update()

    def set_current(self, current: bool) -> None:
        """Show or hide the keys; only the current card is a stop of Tab."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)
        if current == self._current:
            return
        self._current = current
        if current and self.hints is None:
            self.hints = Hints(self)
            self.hints.action_wanted.connect(self.action_wanted)
        if self.hints is not None:
            self.hints.setVisible(current)
        self._place_hints()
        self.updateGeometry()
        self.update()

    # Qt

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width) + (theme.scaled(HINTS) if self._current else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_hints()

    def _place_hints(self) -> None:
        if self.hints is not None:
            left, height = theme.scaled(LEFT), theme.scaled(HINTS)
            width = self.width() - left - theme.scaled(RIGHT)
            self.hints.setGeometry(left, self.height() - height, width, height)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.setFocus()
        self.menu_wanted.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self.paper)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        number = QRect(0, theme.scaled(TOP), theme.scaled(58), theme.line_height("row-title"))
        painter.setFont(theme.font("body-strong"))
        painter.setPen(QColor(colours.accent if self._current else colours.text_muted))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(self._number))
        self._paint_texts(painter, colours.text, colours.text_muted)

    def _paint_frame(self, painter: QPainter) -> None:
        colours = theme.current()
        thick = theme.scaled(2) if self.hasFocus() else 1
        ink = colours.border
        if self._current:
            ink = colours.accent if self.hasFocus() else colours.control_border
        plain = self._current or not self._hovered
        painter.setBrush(QColor(colours.surface if plain else colours.accent_tint))
        painter.setPen(QPen(QColor(ink), thick))
        inset = thick / 2
        shape = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(shape, theme.scaled(8), theme.scaled(8))

    def _title_font(self) -> QFont:
        return theme.font("row-title")

    def _paint_sentence(self, painter: QPainter, room: QRect, line: Line, colour: str) -> None:
        if line.due:
            colour = theme.current().due
            size = theme.scaled(14)
            sign = icons.pixmap("calendar", colour, size, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(room.left(), room.center().y() + 1 - size / 2), sign)
            room = room.adjusted(size + theme.scaled(6), 0, 0, 0)
        super()._paint_sentence(painter, room, line, colour)
