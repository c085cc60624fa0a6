"""What a card asks and answers, which scrolls where the card has no room for all of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.plain_scroll import PlainScroll

LEAST_LINES = 3  # that are seen however little room there is
_USE = "abstract"
_WIDTH = 540


class Body(PlainScroll):
    """As high as what is in its `column`, or as it may be; the card holds the keys."""

    def __init__(self) -> None:
        self._page = QWidget()
        self.column = controls.column(self._page)
        super().__init__(self._page)
        self.setFrameShape(QFrame.Shape.NoFrame)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def limit(self, most: int) -> None:
        """Be so high at most, in pixels: as whole lines where not all is seen, a few at least."""
        if self.heightForWidth(self.width()) > most:
            most = _height((most - 1) // theme.line_height(_USE))
        self.setMaximumHeight(max(self.least_height(), most))

    def least_height(self) -> int:
        """Give how high it is however little room there is."""
        return _height(LEAST_LINES)

    def way(self, key: int) -> int:
        """Give how far a key scrolls, in pixels down; 0 where it does not, or all is seen."""
        bar, line = self.verticalScrollBar(), theme.line_height(_USE)
        if not bar.maximum():
            return 0
        page, keys = max(line, bar.pageStep() - line), Qt.Key
        ways = {
            (keys.Key_Down, keys.Key_J): line,
            (keys.Key_Up, keys.Key_K): -line,
            (keys.Key_PageDown, keys.Key_Space): page,
            (keys.Key_PageUp,): -page,
            (keys.Key_End,): bar.maximum(),
            (keys.Key_Home,): -bar.maximum(),
        }
        return next((way for which, way in ways.items() if key in which), 0)

    def move_by(self, way: int) -> None:
        """Scroll so many pixels down."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + way)

    def begin(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def bring(self, part: QWidget, level: Callable[[], int] = lambda: 0) -> None:
        """Scroll until two lines of a part are seen, from a level in it on, once it is laid out."""

        def look() -> None:
            at = part.mapTo(self._page, QPoint(0, level())).y()
            for y in (at + 2 * theme.line_height(_USE), at):
                self.ensureVisible(0, y, 0, 0)

        QTimer.singleShot(0, self, look)

    # Layout

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()  # which a scroll area does not of itself
            self._fit_bar()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_bar()
        super().resizeEvent(event)

    def _fit_bar(self) -> None:
        """Show the bar where it is needed: Qt keeps one that is needed only beside itself."""
        off, on = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        fits = self.heightForWidth(self.width()) <= self.height()
        self.setVerticalScrollBarPolicy(off if fits else on)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._page.heightForWidth(width)

    def sizeHint(self) -> QSize:
        width = self.width() or theme.scaled(_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(120), theme.line_height(_USE))


def _height(lines: int) -> int:
    """Give the height of lines with the edge of their highlight, in pixels."""
    return lines * theme.line_height(_USE) + 1
