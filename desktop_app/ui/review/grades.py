"""The foot of a review card: four ratings with their intervals, or the way to the answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.core.scheduling import Rating
from desktop_app.ui import theme
from desktop_app.ui.review import words
from desktop_app.ui.widgets import drawing
from desktop_app.ui.widgets.controls import label

HEIGHT, GAP, PAD, PART = 32, 8, 14, 10


class Grades(QWidget):
    """``graded`` carries a rating, ``shown`` asks for the answer; the card holds the keys.

    Where room is short the buttons go without their keys, then into two rows.
    """

    graded = Signal(int)
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {rating: KeyButton(str(int(rating)), self) for rating in Rating}
        self.show_answer = KeyButton(self.tr("Space"), self)
        self.show_answer.put(self.tr("Show the answer"), "")
        self.show_answer.clicked.connect(self.shown)
        for rating, button in self.buttons.items():
            button.clicked.connect(lambda _=False, r=rating: self.graded.emit(int(r)))
        self.place = label("", "meta", "muted")
        self.place.setParent(self)
        self._asking = False
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, spans: Mapping[Rating, timedelta], place: str, *, asking: bool) -> None:
        """Show after how long a card would come back, or, while it is asked for, none of it."""
        for rating, button in self.buttons.items():
            button.put(words.rating(rating), words.span(spans[rating]))
        self.place.setText(place)
        self.place.setAccessibleName(place)
        self.ask(asking)

    def ask(self, asking: bool) -> None:
        """Offer the answer, or the ratings."""
        self._asking = asking
        self.show_answer.setVisible(asking)
        for button in self.buttons.values():
            button.setVisible(not asking)
        self._arrange()
        self.updateGeometry()

    # Layout

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _height(self._rows(width))

    def answered_height(self, width: int) -> int:
        """Give how high it is once it offers the ratings, in pixels."""
        return _height(self._rows_of_ratings(width))

    def sizeHint(self) -> QSize:
        width = self.width() or theme.scaled(540)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(200), theme.scaled(HEIGHT))

    def _rows(self, width: int) -> int:
        return 1 if self._asking else self._rows_of_ratings(width)

    def _rows_of_ratings(self, width: int) -> int:
        return 1 if self._needed(capped=False) <= width else 2

    def _needed(self, *, capped: bool) -> int:
        """Give the width of one row with its place, in pixels."""
        buttons = sum(b.width_with(capped) + theme.scaled(GAP) for b in self.buttons.values())
        return buttons + self.place.sizeHint().width()

    def _arrange(self) -> None:
        high, gap = theme.scaled(HEIGHT), theme.scaled(GAP)
        one_row = self._rows(self.width()) == 1
        capped = self._asking or not one_row or self._needed(capped=True) <= self.width()
        shown = [self.show_answer] if self._asking else list(self.buttons.values())
        in_a_row = 4 if one_row else 2
        half = (self.width() - gap - self._beside()) // 2
        x = y = 0
        for number, button in enumerate(shown):
            if number and number % in_a_row == 0:
                x, y = 0, y + high + gap
            button.cap(capped)
            wide = button.width_with(capped)
            wide = max(wide, half) if in_a_row == 2 else wide
            button.setGeometry(x, y, wide, high)
            x += wide + gap
        place = self.place.sizeHint()
        self.place.setGeometry(
            self.width() - place.width(), y + (high - place.height()) // 2, *place.toTuple()
        )

    def _beside(self) -> int:
        """Give the room that the place takes beside two buttons."""
        return self.place.sizeHint().width() + theme.scaled(GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()


def _height(rows: int) -> int:
    return rows * theme.scaled(HEIGHT) + (rows - 1) * theme.scaled(GAP)


class KeyButton(QAbstractButton):
    """A button of a word, something muted beside it, and its key; it takes no focus."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._key, self._aside, self._capped = key, "", True
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def put(self, text: str, aside: str) -> None:
        """Show a word and what stands beside it."""
        self._aside = aside
        self.setText(text)
        said = ", ".join(filter(None, [text, aside]))
        self.setAccessibleName(said)
        self.setToolTip(f"{said} ({self._key})")
        self.update()

    def cap(self, on: bool) -> None:
        """Show the key, or leave it out."""
        self._capped = on
        self.update()

    def width_with(self, capped: bool) -> int:
        """Give the width with or without the key, in pixels."""
        width = 2 * theme.scaled(PAD) + drawing.advance("body-medium", self.text())
        if self._aside:
            width += theme.scaled(PART) + drawing.advance("meta", self._aside)
        cap = theme.scaled(PART) + drawing.key_cap_width(self._key) - theme.scaled(4)
        return width + cap if capped else width

    def sizeHint(self) -> QSize:
        return QSize(self.width_with(self._capped), theme.scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, box = theme.current(), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = colours.accent_tint if self.underMouse() else colours.surface
        painter.setBrush(QColor(colours.accent_soft if self.isDown() else ground))
        painter.setPen(QPen(QColor(colours.border_strong), 1))
        painter.drawRoundedRect(box, theme.scaled(6), theme.scaled(6))
        left = (self.width() - self.width_with(self._capped)) // 2 + theme.scaled(PAD)
        left += self._word(painter, left, "body-medium", self.text(), colours.text)
        if self._aside:
            left += theme.scaled(PART)
            left += self._word(painter, left, "meta", self._aside, colours.text_muted)
        if self._capped:
            drawing.key_cap(painter, left + theme.scaled(PART), self.height() // 2, self._key)

    def _word(self, painter: QPainter, left: int, use: str, text: str, colour: str) -> int:
        painter.setFont(theme.font(use))
        painter.setPen(QColor(colour))
        room = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        return drawing.advance(use, text)
