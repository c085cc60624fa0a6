"""What the cards over the window have in common: the large field, its icon, the foot of keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QWidget

from desktop_app.ui import icons, theme
from desktop_app.ui.widgets import drawing

FIELD = 60  # height of the line of the field
FOOT = 46
LETTERS = 17
_SIDE, _GAP, _STEP = 20, 6, 20
_CODES = 28  # height of a line of codes
_ABOVE = 10

Meanings = Sequence[tuple[str, str]]


def dress_field(field: QLineEdit, placeholder: str, name: str) -> None:
    """Give a field the large letters and no frame."""
    field.setPlaceholderText(placeholder)
    field.setAccessibleName(name)
    field.setStyleSheet("QLineEdit { border: none; background: transparent; padding: 0px; }")
    font = QFont(theme.font("body"))
    font.setPixelSize(theme.scaled(LETTERS))
    field.setFont(font)


def dress_list(shown: QListView, name: str) -> None:
    """Let a list follow the keys of a field that keeps the focus."""
    shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    shown.setAccessibleName(name)
    shown.setMouseTracking(True)
    shown.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    shown.setStyleSheet("QListView { background: transparent; padding: 0px 0px 8px 0px; }")


class Mark(QLabel):
    """The icon before the field."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(theme.scaled(16), theme.scaled(FIELD))

    def paintEvent(self, event: QPaintEvent) -> None:
        size = theme.scaled(16)
        mark = icons.pixmap(self._icon, theme.current().accent, size, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, (self.height() - size) // 2, mark)


class Foot(QWidget):
    """Keys and what they do, and codes that can be typed, on a ground rounded like the card.

    The codes stand at the right of the keys, or in so many `lines` above them; what has no room
    is left out.
    """

    def __init__(
        self, parent: QWidget, keys: Meanings, codes: Meanings = (), *, lines: int = 0
    ) -> None:
        super().__init__(parent)
        self._keys, self._codes, self._lines = keys, codes, lines
        self.setAccessibleName("; ".join(f"{key} {means}" for key, means in (*codes, *keys)))
        self.fold(False)

    def fold(self, folded: bool) -> None:
        """Leave out the lines of codes, or show them again."""
        self._folded = folded or not self._lines
        above = 0 if self._folded else self._lines * _CODES + _ABOVE
        self.setFixedHeight(theme.scaled(FOOT + above))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.scaled(9)
        ground = QPainterPath()
        ground.addRoundedRect(self.rect().adjusted(0, -2 * radius, 0, 0), radius, radius)
        painter.fillPath(ground, QColor(colours.base))
        painter.fillRect(0, 0, self.width(), 1, QColor(colours.border))
        foot = theme.scaled(FOOT)
        keys = QRect(0, self.height() - foot, self.width(), foot)
        keys.adjust(theme.scaled(_SIDE), 0, -theme.scaled(_SIDE), 0)
        end = self._paint_keys(painter, keys)
        if not self._lines:
            self._paint_codes_right(painter, keys.adjusted(end - keys.left(), 0, 0, 0))
        elif not self._folded:
            painter.fillRect(keys.left(), keys.top(), keys.width(), 1, QColor(colours.border))
            self._paint_codes_above(painter, keys)

    def _paint_keys(self, painter: QPainter, room: QRect) -> int:
        """Paint the keys that have room, and give the x behind them."""
        x, middle, gap = room.left(), room.center().y() + 1, theme.scaled(_GAP)
        for keys, meaning in self._keys:
            cap = drawing.key_cap_width(keys) + gap
            wide = drawing.advance("meta", meaning)
            if x + cap + wide > room.right():
                break
            drawing.key_cap(painter, x, middle, keys)
            _write(painter, QRect(x + cap, room.top(), wide + 2, room.height()), meaning)
            x += cap + wide + theme.scaled(_STEP)
        return x

    def _paint_codes_right(self, painter: QPainter, room: QRect) -> None:
        x = room.right() + 1
        for code, meaning in reversed(self._codes):
            x -= _code_width(code, meaning)
            if x < room.left():
                return
            _paint_code(painter, QRect(x, room.top(), room.width(), room.height()), code, meaning)
            x -= theme.scaled(_STEP)

    def _paint_codes_above(self, painter: QPainter, below: QRect) -> None:
        x, line, high = below.left(), 0, theme.scaled(_CODES)
        for code, meaning in self._codes:
            wide = _code_width(code, meaning)
            if x + wide > below.right() and x > below.left():
                x, line = below.left(), line + 1
            if line == self._lines:
                return
            top = theme.scaled(_ABOVE // 2) + line * high
            _paint_code(painter, QRect(x, top, below.right() - x, high), code, meaning)
            x += wide + theme.scaled(_STEP)


def _code_font() -> QFont:
    font = QFont(theme.font("code"))
    font.setPixelSize(theme.scaled(12))
    return font


def _code_width(code: str, meaning: str) -> int:
    wide = QFontMetrics(_code_font()).horizontalAdvance(code)
    return wide + theme.scaled(_GAP) + drawing.advance("meta", meaning) if meaning else wide


def _paint_code(painter: QPainter, room: QRect, code: str, meaning: str) -> None:
    painter.setFont(_code_font())
    painter.setPen(QColor(theme.current().accent))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, code)
    lead = QFontMetrics(_code_font()).horizontalAdvance(code) + theme.scaled(_GAP)
    _write(painter, room.adjusted(lead, 0, 0, 0), meaning)


def _write(painter: QPainter, room: QRect, text: str) -> None:
    painter.setFont(theme.font("meta"))
    painter.setPen(QColor(theme.current().text_secondary))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
