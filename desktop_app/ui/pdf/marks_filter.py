"""Chips that show the highlights of one colour, with how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from desktop_app.core.highlights import COLOURS, Highlight
from desktop_app.ui import theme
from desktop_app.ui.widgets import drawing

HEIGHT, GAP = 24, 4
_PAD, _SWATCH, _AFTER = 6, 12, 5


class MarksFilter(QWidget):
    """One chip for all and one a colour; ``chosen`` carries a colour, 0 for all."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Show one colour"))
        self._group = QButtonGroup(self)
        self._chips = {n: _Chip(n, self) for n in (0, *COLOURS)}
        for number, chip in self._chips.items():
            self._group.addButton(chip, number)
        self._chips[0].setChecked(True)
        self._group.idClicked.connect(self.chosen)

    def show_counts(self, found: Sequence[Highlight], names: Sequence[str], colour: int) -> None:
        """Show how many highlights there are of each colour, and which colour is shown."""
        counts = Counter(h.colour for h in found)
        self._chips[0].show_count(self.tr("All {n}").format(n=len(found)), self.tr("All"))
        for number in COLOURS:
            self._chips[number].show_count(str(counts[number]), names[number - 1])
            self._chips[number].setHidden(not counts[number] and number != colour)
        self._chips[colour].setChecked(True)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Put the chips into as many lines as they need."""
        x, y, gap = 0, 0, theme.scaled(GAP)
        for chip in self._chips.values():
            if chip.isHidden():
                continue
            size = chip.sizeHint()
            if x and x + size.width() > self.width():
                x, y = 0, y + size.height() + gap
            chip.setGeometry(QRect(x, y, size.width(), size.height()))
            x += size.width() + gap
        self.setFixedHeight(y + theme.scaled(HEIGHT))


class _Chip(QAbstractButton):
    """A colour, or 0 for all, with a count."""

    def __init__(self, colour: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, words: str, name: str) -> None:
        self.setText(words)
        self.setAccessibleName(f"{name}: {words}" if self._colour else words)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        width = drawing.advance("meta-strong", self.text()) + 2 * theme.scaled(_PAD)
        if self._colour:
            width += theme.scaled(_SWATCH + _AFTER)
        return QSize(width, theme.scaled(HEIGHT))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now, on = theme.current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain = now.accent_tint if self.underMouse() else now.surface
        fill = now.accent_soft if on else plain
        edge = QPen(QColor(fill if on else now.border_strong), 1)
        if self.hasFocus():
            edge = QPen(QColor(now.accent), 2)
        inset = edge.widthF() / 2
        painter.setPen(edge)
        painter.setBrush(QColor(fill))
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, theme.scaled(4), theme.scaled(4))
        left = theme.scaled(_PAD)
        if self._colour:
            ink, side = now.highlight(self._colour), theme.scaled(_SWATCH)
            painter.setPen(QPen(QColor(ink.ink), 1.2))
            painter.setBrush(QColor(ink.fill))
            top = (self.height() - side) / 2
            painter.drawRoundedRect(QRectF(left, top, side, side).adjusted(1, 1, -1, -1), 2.5, 2.5)
            left += side + theme.scaled(_AFTER)
        painter.setFont(theme.font("meta-strong" if on else "meta"))
        painter.setPen(QColor(now.text if on else now.text_secondary))
        words = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
