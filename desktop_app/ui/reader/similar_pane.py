"""Similar papers under the text: each with its reason, how near it is, and a way to queue it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from desktop_app.core.papers import PaperId
from desktop_app.ui import theme
from desktop_app.ui.widgets import controls, own_keys
from desktop_app.ui.widgets.elided import Elided
from desktop_app.ui.widgets.menu import Menu
from desktop_app.ui.widgets.strength import Strength

_OWN = (Qt.Key.Key_Q, Qt.Key.Key_Minus)


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
    unwanted = Signal(object)
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
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, theme.scaled(4))
        self._column.setSpacing(0)
        self._none = controls.label(tone="muted", wrap=True)
        self._none.setContentsMargins(*(theme.scaled(n) for n in (32, 10, 28, 10)))
        self._none.hide()
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self._rows: list[_Row] = []
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._list)
        self._area.setMinimumHeight(1)  # where there is little room the head keeps its own
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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
        self._from.setText(explanation if near else "")
        self._none.setText(explanation)
        self._none.setVisible(bool(explanation) and not near)
        focused = [n for n, row in enumerate(self._rows) if row.hasFocus()]
        while len(self._rows) < len(near):
            self._add_row()
        for one, row in zip_longest(near, self._rows):
            row.setVisible(one is not None)
            if one is not None:
                row.show_near(one)
        if not near:
            self._area.verticalScrollBar().setValue(0)
        elif focused:
            self._rows[min(focused[0], len(near) - 1)].setFocus()

    def _add_row(self) -> None:
        row = _Row()
        row.opened.connect(self.opened)
        row.queued.connect(self.queued)
        row.unwanted.connect(self.unwanted)
        row.stepped.connect(lambda by: self._step(row, by))
        self._column.insertWidget(len(self._rows), row)
        self._rows.append(row)

    def _step(self, row: _Row, by: int) -> None:
        at = self._rows.index(row) + by
        if 0 <= at < len(self._rows) and not self._rows[at].isHidden():
            self._rows[at].setFocus()
            self._area.ensureWidgetVisible(self._rows[at], 0, 0)

    def focus_first(self) -> None:
        """Put the focus on the nearest paper."""
        for row in self._rows[:1]:
            row.setFocus()

    @property
    def has_rows(self) -> bool:
        """Whether any similar paper is shown."""
        return bool(self._rows)

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
    """One similar paper: Enter or a click opens it, Q or its button queues it, - asks for less."""

    opened = Signal(object)
    queued = Signal(object)
    unwanted = Signal(object)
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._near: Near | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme.scaled(40))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._title, self._reason = Elided(use="body-medium"), Elided(use="meta", tone="muted")
        self._strength = Strength(self.tr("Nearness {n} of 5"))
        self._add = controls.tool("plus", self.tr("Add to queue"), "boxed")
        self._add.clicked.connect(self._queue)
        self._is_queued = controls.label(self.tr("Queued"), "meta", "due")
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addStretch(1)
        text.addWidget(self._title)
        text.addWidget(self._reason)
        text.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.scaled(n) for n in (32, 2, 28, 2)))
        row.setSpacing(theme.scaled(14))
        row.addLayout(text, 1)
        row.addWidget(self._strength)
        slot = QWidget()
        slot.setFixedWidth(max(self._is_queued.sizeHint().width(), theme.scaled(28)))
        inside = QHBoxLayout(slot)
        inside.setContentsMargins(0, 0, 0, 0)
        for part in (self._add, self._is_queued):
            inside.addWidget(part, 0, Qt.AlignmentFlag.AlignRight)
        row.addWidget(slot)

    def show_near(self, near: Near) -> None:
        """Show a similar paper."""
        if near == self._near:
            return
        self._near = near
        self._title.setText(near.title)
        self._reason.setText(near.reason)
        self._strength.show_strength(near.strength)
        if near.queued and self._add.hasFocus():
            self.setFocus()
        self._add.setHidden(near.queued)
        self._is_queued.setVisible(near.queued)
        name = self.tr("{title}. {reason}. Nearness {n} of 5").format(
            title=near.title, reason=near.reason, n=near.strength
        )
        self.setAccessibleName(f"{name}. {self._is_queued.text()}" if near.queued else name)

    def _open(self) -> None:
        if self._near is not None:
            self.opened.emit(self._near.paper)

    def _queue(self) -> None:
        if self._near is not None and not self._near.queued:
            self.queued.emit(self._near.paper)

    def _want_less(self) -> None:
        if self._near is not None:
            self.unwanted.emit(self._near.paper)

    def menu(self) -> QMenu:
        """Make the menu of what can be done to the paper."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open\tEnter")).triggered.connect(self._open)
        queue = menu.addAction(self.tr("Add to queue\tQ"))
        queue.setEnabled(self._near is not None and not self._near.queued)
        queue.triggered.connect(self._queue)
        menu.addSeparator()
        menu.addAction(self.tr("Less like this\t-")).triggered.connect(self._want_less)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self._open()

    def event(self, event: QEvent) -> bool:
        # These keys are about this paper, not the one in the reader.
        return own_keys.claim(event, _means_row) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Q:
            self._queue()
        elif event.key() == Qt.Key.Key_Minus:
            self._want_less()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_J):
            self.stepped.emit(1)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_K):
            self.stepped.emit(-1)
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


def _means_row(event: QKeyEvent) -> bool:
    return event.key() in _OWN and event.modifiers() == Qt.KeyboardModifier.NoModifier
