"""A choice among a few, as one control in segments."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import drawing

HEIGHT = 32


class Segments(QWidget):
    """Segments of which one is chosen; ``chosen`` carries its value when a reader changes it."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._values = [value for value, _ in choices]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_, text) in enumerate(choices):
            segment = _Segment(text, number == 0, number == len(choices) - 1)
            segment.setAccessibleName(f"{name}: {text}")
            self._group.addButton(segment, number)
            row.addWidget(segment)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    def value(self) -> str:
        """Give the value chosen."""
        return self._values[max(0, self._group.checkedId())]

    def choose(self, value: str) -> None:
        """Show a value as chosen, where the focus goes then; nothing is emitted."""
        segment = self._group.button(self._values.index(value))
        segment.setChecked(True)
        self.setFocusProxy(segment)


class _Segment(QAbstractButton):
    def __init__(self, text: str, first: bool, last: bool) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._first, self._last = first, last

    def sizeHint(self) -> QSize:
        width = drawing.advance("body-strong", self.text()) + theme.scaled(32)
        return QSize(width, theme.scaled(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            group, focused = self.group(), self.window().focusWidget()
            if isinstance(focused, _Segment) and focused is not self:
                group.idClicked.emit(group.id(focused))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = self._shape(0.5)
        hovered = colours.accent_tint if self.underMouse() else colours.surface
        painter.fillPath(shape, QColor(colours.accent_soft if self.isChecked() else hovered))
        painter.setPen(QPen(QColor(colours.control_border), 1))
        painter.drawPath(shape)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), theme.scaled(2)))
            painter.drawPath(self._shape(theme.scaled(2)))
        painter.setFont(theme.font("body-strong" if self.isChecked() else "body"))
        painter.setPen(QColor(colours.text if self.isChecked() else colours.text_secondary))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _shape(self, inset: float) -> QPainterPath:
        """Outline the segment; its right border is the left one of the next."""
        right = inset if self._last or inset > 1 else inset - 1
        box = QRectF(self.rect()).adjusted(inset, inset, -right, -inset)
        radius = theme.scaled(6)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        if self._first or self._last:
            path.addRoundedRect(box, radius, radius)
            flat = box.adjusted(0 if not self._first else radius, 0, 0, 0)
            if not self._last:
                path.addRect(flat)
            elif not self._first:
                path.addRect(box.adjusted(0, 0, -radius, 0))
        else:
            path.addRect(box)
        return path.simplified()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)
