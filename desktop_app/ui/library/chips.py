"""Chips: small buttons that stand for a condition, and a layout that wraps them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QLayout,
    QLayoutItem,
    QMenu,
    QSizePolicy,
    QWidget,
)

from desktop_app.core.query import Term
from desktop_app.ui import icons, theme
from desktop_app.ui.library import filters
from desktop_app.ui.library.answer import MEANT
from desktop_app.ui.widgets.menu import Menu

HEIGHT = 24
PAD, GAP, GLYPH = 8, 8, 12


class Small(QAbstractButton):
    """A button 24 pixels high that paints itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def _box(self, painter: QPainter, fill: str, edge: str = "") -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(edge), 1, Qt.PenStyle.DashLine) if edge else QPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            pen = QPen(QColor(theme.current().accent), 2)
        painter.setPen(pen)
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        inset = 1.0 if self.hasFocus() else 0.5 if edge else 0.0
        box = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, theme.scaled(4), theme.scaled(4))

    def _glyph(self, painter: QPainter, name: str, x: int, colour: str, size: int = GLYPH) -> None:
        side = theme.scaled(size)
        drawn = icons.pixmap(name, colour, side, self.devicePixelRatioF())
        painter.drawPixmap(x, (self.height() - side) // 2, drawn)

    def _words(self, painter: QPainter, x: int, text: str, use: str, colour: str) -> int:
        painter.setFont(theme.font(use))
        painter.setPen(QColor(colour))
        wide = QFontMetrics(theme.font(use)).horizontalAdvance(text)
        room = QRect(x, 0, wide + 2, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        return x + wide


class Chip(Small):
    """A condition on a field; a click takes it away, one with Alt turns it into its contrary.

    ``turned`` tells of the latter, ``opened`` that it is to be changed.
    """

    turned = Signal()
    opened = Signal()

    MOST_VALUE = 200  # pixels

    def __init__(self, term: Term, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.term = term
        value = str(term).partition(":")[2]
        self._field = str(term).removesuffix(value)
        self._value = self._fit(value)
        name = filters.called(term)
        self.setAccessibleName(self.tr("Remove {term}").format(term=name))
        how = self.tr("A click removes it, Alt and a click turn it round.")
        self.setAccessibleDescription(how)
        self.setToolTip(f"{name}\n{how}")

    def menu(self) -> QMenu:
        """Make the menu of what can be done with the condition."""
        menu = Menu(self)
        turn = self.tr("Ask for it") if self.term.negated else self.tr("Leave it out")
        menu.addAction(turn).triggered.connect(self.turned)
        menu.addAction(self.tr("Change…")).triggered.connect(self.opened)
        menu.addSeparator()
        menu.addAction(self.tr("Remove")).triggered.connect(lambda: self.click())
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and self.isDown():
            self.setDown(False)
            self.turned.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Minus:
            self.turned.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    def _fit(self, value: str) -> str:
        metrics, most = QFontMetrics(theme.font("meta")), theme.scaled(self.MOST_VALUE)
        return metrics.elidedText(value, Qt.TextElideMode.ElideRight, most)

    def sizeHint(self) -> QSize:
        text = QFontMetrics(theme.font("meta")).horizontalAdvance(self._field + self._value)
        return QSize(text + theme.scaled(2 * PAD + 6 + GLYPH), theme.scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.current()
        if self.term.negated:
            self._box(painter, "", now.border_strong)
        else:
            self._box(painter, now.accent_soft)
        x = self._words(painter, theme.scaled(PAD), self._field, "meta", now.accent)
        self._words(painter, x, self._value, "meta", now.text)
        tone = now.text if self.underMouse() else now.text_muted
        self._glyph(painter, "close", self.width() - theme.scaled(PAD + GLYPH - 2), tone)
        painter.end()


class FilterButton(Small):
    """The dashed button that opens the menu of conditions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Filter"))
        self.setAccessibleName(self.tr("Add a filter"))
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        text = QFontMetrics(theme.font("meta")).horizontalAdvance(self.text())
        return QSize(text + theme.scaled(2 * PAD + 2 + 6 + GLYPH), theme.scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.current()
        self._box(painter, now.accent_tint if self.underMouse() else "", now.border_strong)
        x = theme.scaled(PAD + 1)
        self._glyph(painter, "plus", x, now.text_muted)
        x += theme.scaled(GLYPH + 6)
        self._words(painter, x, self.text(), "meta", now.text_muted)
        painter.end()


class ModeButton(Small):
    """Says how words are understood and opens the menu of ways; ``chosen`` carries an order."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self.clicked.connect(self._show_menu)
        self.show_mode("")

    def show_mode(self, value: str) -> None:
        """Show the way in force; any other order is one of words."""
        self._value = value if value in MEANT else ""
        self.setText(self._ways()[self._value])
        self.setAccessibleName(self.tr("Search by: {way}").format(way=self.text()))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()

    def menu(self) -> QMenu:
        """Make the menu of ways, the one in force checked."""
        menu = Menu(self)
        for value, name in self._ways().items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(value == self._value)
            action.triggered.connect(lambda _=False, value=value: self.chosen.emit(value))
        return menu

    def _ways(self) -> dict[str, str]:
        names = (self.tr("Text"), self.tr("Meaning"), self.tr("Both"))
        return dict(zip(("", *MEANT), names, strict=True))

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def sizeHint(self) -> QSize:
        text = QFontMetrics(theme.font("meta")).horizontalAdvance(self.text())
        return QSize(text + theme.scaled(2 * PAD + 6 + GLYPH), theme.scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.current()
        self._box(painter, now.accent_tint if self.underMouse() else "")
        tone = now.accent if self._value else now.text_muted
        end = self._words(painter, theme.scaled(PAD), self.text(), "meta", tone)
        self._glyph(painter, "chevron-down", end + theme.scaled(6), tone)
        painter.end()


class Flow(QLayout):
    """Lays widgets out in lines, as words are; `centred` puts each line in the middle."""

    def __init__(self, parent: QWidget | None = None, *, centred: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._centred = centred
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert(self, at: int, widget: QWidget) -> None:
        """Put a widget at a place among the others."""
        self.addWidget(widget)
        self._items.insert(at, self._items.pop())

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        wide = max((s.width() for s in sizes), default=0)
        return QSize(wide, max((s.height() for s in sizes), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._items:
            wide = item.sizeHint().width()
            if lines[-1] and used + wide > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += wide + theme.scaled(GAP)
        return lines

    def _lay(self, rect: QRect, *, move: bool) -> int:
        gap, y = theme.scaled(GAP), rect.top()
        for line in self._lines(rect.width()):
            sizes = [item.sizeHint() for item in line]
            wide = sum(s.width() + gap for s in sizes) - gap
            x = rect.left() + (max(0, rect.width() - wide) // 2 if self._centred else 0)
            for item, size in zip(line, sizes, strict=True):
                if move:
                    item.setGeometry(QRect(QPoint(x, y), size))
                x += size.width() + gap
            y += max((s.height() for s in sizes), default=0) + gap
        return max(0, y - gap - rect.top())
