"""A row of the similar papers: title, why it is there, how near it is, and a way to queue it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop_app.core.papers import PaperId
from desktop_app.ui import theme
from desktop_app.ui.widgets import controls, own_keys
from desktop_app.ui.widgets.elided import Elided
from desktop_app.ui.widgets.menu import Menu
from desktop_app.ui.widgets.strength import Strength

HEIGHT = 40  # in pixels of the design
DWELL_MS = 400  # of the mouse on a row, until it is taken as looked at
_OWN = (Qt.Key.Key_Q, Qt.Key.Key_Minus)


@dataclass(frozen=True, slots=True)
class Near:
    """A similar paper as it is shown; `strength` is 1 to 5.

    `quote` ends the reason, in its own words. `sentences` are the nearest ones of what is asked
    about and of this paper, once they are known.
    """

    paper: PaperId
    title: str
    reason: str
    strength: int
    queued: bool
    quote: str = ""
    sentences: tuple[str, str] | None = None


class Reason(Elided):
    """One line that ends in words of a paper, in italics."""

    def __init__(self) -> None:
        super().__init__(use="meta", tone="muted")
        self._quote = ""

    def show_reason(self, reason: str, quote: str) -> None:
        """Show a reason and the words of a paper that it ends with, if any."""
        self._quote = f"“{quote}”" if quote else ""
        self.setText(f"{reason} {self._quote}" if quote else reason)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._quote:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(QColor(theme.current().text_muted))
        font = theme.font("meta")
        slanted = QFont(font)
        slanted.setItalic(True)
        lead = self.text().removesuffix(self._quote)
        wide, box = round(QFontMetricsF(font).horizontalAdvance(lead)), self.rect()
        aligned = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        painter.drawText(box, aligned, lead)
        painter.setFont(slanted)
        quote = painter.fontMetrics().elidedText(
            self._quote, Qt.TextElideMode.ElideRight, max(0, self.width() - wide)
        )
        painter.drawText(box.adjusted(wide, 0, 0, 0), aligned, quote)


class Row(QWidget):
    """One similar paper: Enter or a click opens it, Q or its button queues it, - asks for less.

    ``looked_at`` tells that it has the focus, or the mouse for a while; Right unfolds its
    sentences, Left folds them.
    """

    opened = Signal(object)
    queued = Signal(object)
    unwanted = Signal(object)
    stepped = Signal(int)
    looked_at = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._near: Near | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._title, self._reason = Elided(use="body-medium"), Reason()
        self._sentences = controls.label(use="meta", tone="secondary", wrap=True)
        self._sentences.setTextFormat(Qt.TextFormat.RichText)
        self._sentences.setContentsMargins(0, theme.scaled(4), 0, theme.scaled(6))
        self._sentences.hide()
        self._strength = Strength(self.tr("Nearness {n} of 5"))
        self._add = controls.tool("plus", self.tr("Add to queue"), "boxed")
        self._add.clicked.connect(self._queue)
        self._is_queued = controls.label(self.tr("Queued"), "meta", "due")
        self._dwell = QTimer(self, singleShot=True, interval=DWELL_MS)
        self._dwell.timeout.connect(self.looked_at)
        self._lay_out()

    def _lay_out(self) -> None:
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addStretch(1)
        text.addWidget(self._title)
        text.addWidget(self._reason)
        text.addStretch(1)
        line = QWidget()
        line.setFixedHeight(theme.scaled(HEIGHT))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
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
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.scaled(32), 0, theme.scaled(28), 0)
        column.setSpacing(0)
        column.addWidget(line)
        column.addWidget(self._sentences)

    def show_near(self, near: Near) -> None:
        """Show a similar paper; the sentences of another one are folded."""
        if near == self._near:
            return
        if self._near is None or near.paper != self._near.paper or near.sentences is None:
            self.unfold(False)
        self._near = near
        self._title.setText(near.title)
        self._reason.show_reason(near.reason, near.quote)
        self._strength.show_strength(near.strength)
        if near.queued and self._add.hasFocus():
            self.setFocus()
        self._add.setHidden(near.queued)
        self._is_queued.setVisible(near.queued)
        self._tell(near)

    def _tell(self, near: Near) -> None:
        """Tell all by voice, and the sentences to the mouse."""
        name = self.tr("{title}. {reason}. Nearness {n} of 5").format(
            title=near.title, reason=self._reason.text(), n=near.strength
        )
        self.setAccessibleName(f"{name}. {self._is_queued.text()}" if near.queued else name)
        told = self._both(near) if near.sentences else ""
        self.setToolTip(told)
        self._reason.setToolTip(told or self._reason.text())
        self._sentences.setText(told)
        plain = " ".join(near.sentences) if near.sentences else ""
        self.setAccessibleDescription(plain)

    def _both(self, near: Near) -> str:
        own, other = map(escape, near.sentences or ("", ""))
        asked, here = self.tr("Asked about: {}"), self.tr("In this paper: {}")
        return f"<p>{asked.format(f'<i>“{own}”</i>')}<br>{here.format(f'<i>“{other}”</i>')}</p>"

    def unfold(self, on: bool) -> None:
        """Show the nearest sentences below the reason, where they are known, or only the line."""
        self._sentences.setVisible(on and self._near is not None and bool(self._near.sentences))

    def has_focus(self) -> bool:
        """Tell whether the row or its button has the focus."""
        return self.hasFocus() or self._add.hasFocus()

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
        if self._near is not None and self._near.sentences:
            folded = self._sentences.isHidden()
            words = self.tr("Show the sentences\t→") if folded else self.tr("Hide the sentences\t←")
            menu.addAction(words).triggered.connect(lambda: self.unfold(folded))
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
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.unfold(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.looked_at.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._dwell.start()

    def leaveEvent(self, event: QEvent) -> None:
        self._dwell.stop()

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
