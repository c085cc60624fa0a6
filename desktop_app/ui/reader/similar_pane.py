"""Similar papers under the text: each with its reason, how near it is, and a way to queue it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.core.papers import PaperId
from desktop_app.ui import theme
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.elided import Elided

BARS = 5


@dataclass(frozen=True, slots=True)
class Near:
    """A similar paper as it is shown; `strength` is 1 to 5."""

    paper: PaperId
    title: str
    reason: str
    strength: int
    queued: bool


class SimilarPane(QWidget):
    """Lists similar papers, or says in a sentence why there are none."""

    opened = Signal(object)
    queued = Signal(object)
    folded = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("variant", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Similar papers"))
        head = QHBoxLayout()
        head.setContentsMargins(*(theme.scaled(n) for n in (32, 0, 28, 0)))
        head.setSpacing(theme.scaled(8))
        head.addWidget(controls.label(self.tr("Similar in your library"), "body-strong"))
        self._from = Elided(use="meta", tone="muted")
        head.addWidget(self._from, 1)
        self._fold = controls.tool("chevron-down", self.tr("Hide similar papers"))
        self._fold.clicked.connect(lambda: self.set_folded(not self.is_folded()))
        head.addWidget(self._fold)
        bar = QWidget()
        bar.setFixedHeight(theme.scaled(33))
        bar.setLayout(head)
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, theme.scaled(4))
        self._rows.setSpacing(0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._list)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(controls.line())
        column.addWidget(bar)
        column.addWidget(controls.line())
        column.addWidget(self._area, 1)

    def show_near(self, near: Sequence[Near], explanation: str) -> None:
        """Show similar papers; `explanation` says from how many, or why there are none."""
        self._from.setText(explanation)
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for one in near:
            row = _Row(one, self._list)
            row.opened.connect(self.opened)
            row.queued.connect(self.queued)
            self._rows.addWidget(row)
        self._rows.addStretch(1)
        self._area.verticalScrollBar().setValue(0)

    def focus_first(self) -> None:
        """Put the focus on the nearest paper."""
        for row in self._list.findChildren(_Row)[:1]:
            row.setFocus()

    def is_folded(self) -> bool:
        """Tell whether only the head is shown."""
        return self._area.isHidden()

    def set_folded(self, folded: bool) -> None:
        """Show only the head, or the list too."""
        if folded == self.is_folded():
            return
        self._area.setVisible(not folded)
        self._fold.setProperty("icon_name", "chevron-up" if folded else "chevron-down")
        self._fold.setAccessibleName(
            self.tr("Show similar papers") if folded else self.tr("Hide similar papers")
        )
        controls.tint(self._fold)
        self.setMaximumHeight(theme.scaled(36) if folded else 16_777_215)
        self.folded.emit(folded)


class _Row(QWidget):
    """One similar paper; Enter or a click opens it."""

    opened = Signal(object)
    queued = Signal(object)

    def __init__(self, near: Near, parent: QWidget) -> None:
        super().__init__(parent)
        self._near = near
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme.scaled(40))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(
            self.tr("{title}. {reason}. Nearness {n} of 5").format(
                title=near.title, reason=near.reason, n=near.strength
            )
        )
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addStretch(1)
        text.addWidget(Elided(near.title, "body-medium"))
        text.addWidget(Elided(near.reason, "meta", "muted"))
        text.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.scaled(n) for n in (32, 2, 28, 2)))
        row.setSpacing(theme.scaled(14))
        row.addLayout(text, 1)
        row.addWidget(_Strength(near.strength))
        row.addWidget(self._button())

    def _button(self) -> QWidget:
        if self._near.queued:
            made: QWidget = controls.label(self.tr("Queued"), "meta", "due")
        else:
            add = controls.tool("plus", self.tr("Add to queue"), "boxed")
            add.clicked.connect(lambda: self.queued.emit(self._near.paper))
            made = add
        made.setMinimumWidth(theme.scaled(28))
        return made

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.opened.emit(self._near.paper)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._near.paper)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_J):
            self.focusNextChild()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_K):
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.hasFocus():
            painter.fillRect(self.rect(), QColor(theme.current().accent_soft))
            painter.fillRect(0, 0, 3, self.height(), QColor(theme.current().accent))
        elif self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.current().accent_tint))
        painter.fillRect(
            theme.scaled(32), self.height() - 1, self.width(), 1, QColor(theme.current().border)
        )


class _Strength(QWidget):
    """Five segments, filled as far as the papers are near."""

    def __init__(self, strength: int) -> None:
        super().__init__()
        self._strength = strength
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Nearness {n} of 5").format(n=strength))
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        return QSize(BARS * theme.scaled(8) + (BARS - 1) * theme.scaled(2), theme.scaled(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, gap = theme.scaled(8), theme.scaled(2)
        for number in range(BARS):
            filled = number < self._strength
            colour = theme.current().accent if filled else theme.current().border_strong
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(
                QRectF(number * (wide + gap), 0, wide, theme.scaled(6)), 1.5, 1.5
            )
