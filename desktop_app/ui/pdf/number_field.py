"""Small fields for a number: of a page, or of the zoom in percent."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu

from desktop_app.ui import icons, theme
from desktop_app.ui.pdf.page_stack import LEAST, MOST
from desktop_app.ui.widgets.menu import Menu
from desktop_app.ui.widgets.writing import Line

HEIGHT = 30
SCALES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_NUMBER = re.compile(r"\s*(\d{1,6}(?:[.,]\d+)?)\s*%?\s*")
_MENU_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up)


class NumberField(Line):
    """A field that shows a number; ``left`` tells that Enter or Esc is done with it.

    What is typed is taken by Enter where it is within bounds, and put back else; `whole` takes no
    fractions.
    """

    taken = Signal(float)
    left = Signal()

    def __init__(self, width: int, least: float, most: float, *, whole: bool = False) -> None:
        super().__init__()
        self._shown, self._whole = "", whole
        self.least, self.most = least, most
        self.setFont(theme.font("body"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(theme.scaled(width))
        # The sheet's room at both sides is meant for words.
        pad, room = theme.scaled(4), theme.scaled(HEIGHT - 10)
        self.setStyleSheet(f"QLineEdit {{ min-height: {room}px; padding: {pad}px 2px; }}")

    def show_words(self, words: str) -> None:
        """Show another number, unless one is being typed."""
        self._shown = words
        if not (self.hasFocus() and self.isModified()):
            self._put_back()

    def _read(self) -> float | None:
        typed = _NUMBER.fullmatch(self.text())
        number = float(typed[1].replace(",", ".")) if typed else 0.0
        able = self.least <= number <= self.most and not (self._whole and number % 1)
        return number if typed and able else None

    def _put_back(self) -> None:
        self.setText(self._shown)
        if self.hasFocus():
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            number = self._read()
            self._put_back()
            if number is not None:
                self.taken.emit(number)
                self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._put_back()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._put_back()


class PageField(NumberField):
    """The number of the page that is read; ``wanted`` carries another page, from 0."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(36, 1, 0, whole=True)
        self.setAccessibleName(self.tr("Page"))
        self.setToolTip(self.tr("Page (Ctrl+G)"))
        self.taken.connect(lambda number: self.wanted.emit(int(number) - 1))

    def show_page(self, page: int, pages: int) -> None:
        """Show a page, from 0, of so many."""
        self.most = pages
        self.setFixedWidth(theme.scaled(20 + 8 * max(2, len(str(pages)))))
        self.show_words(str(page + 1) if pages else "")


class ZoomField(NumberField):
    """The zoom in percent, with a menu of usual ones; ``wanted`` carries a scale, 1 for 100 %."""

    wanted = Signal(float)
    fit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(76, LEAST * 100, MOST * 100)
        self.setAccessibleName(self.tr("Zoom"))
        self.setToolTip(self.tr("Zoom (↓ for a menu)"))
        self._open = QAction(self.tr("Usual sizes"), self)
        self._open.triggered.connect(self.open_menu)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self.taken.connect(lambda percent: self.wanted.emit(percent / 100))
        self._tint()

    def show_scale(self, scale: float) -> None:
        """Show a scale, 1 for 100 %."""
        self.show_words(self._words(scale))

    def _words(self, scale: float) -> str:
        return self.tr("{n} %").format(n=round(scale * 100))

    def menu(self) -> QMenu:
        """Make the menu of usual sizes."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Fit width")).triggered.connect(self.fit_wanted)
        menu.addSeparator()
        for scale in SCALES:
            action = menu.addAction(self._words(scale))
            action.setCheckable(True)
            action.setChecked(action.text() == self._shown)
            action.triggered.connect(lambda _=False, s=scale: self.wanted.emit(s))
        return menu

    def open_menu(self) -> None:
        """Open the menu below the field."""
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _tint(self) -> None:
        self._open.setIcon(icons.icon("chevron-down", size=12))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_open"):
            self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MENU_KEYS:
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu()
