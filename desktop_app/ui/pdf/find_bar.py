"""The find field of a document, with the count of hits in it and the way to the next one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from desktop_app.ui import icons, theme
from desktop_app.ui.pdf.number_field import HEIGHT
from desktop_app.ui.pdf.tool_button import ToolButton
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.writing import Line

TYPING_MS = 120
LONGEST = 300  # characters; a pattern of thousands takes as long to build as a glance
WIDTH, NARROWEST = 248, 150


class FindBar(QWidget):
    """Asks for words: ``searched`` carries them, ``stepped`` 1 for the next hit and -1 back."""

    searched = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._told = ""
        self._wait = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._wait.timeout.connect(self.settle)
        self.field = FindField()
        self.field.setMaxLength(LONGEST)
        self.field.entered.connect(self._entered)
        self.field.escaped.connect(self.closed)
        self.field.textChanged.connect(lambda _: self._wait.start())
        self.previous = ToolButton("chevron-up", self.tr("Previous hit"), "Shift+F3")
        self.next = ToolButton("chevron-down", self.tr("Next hit"), "F3")
        self.close_button = ToolButton("close", self.tr("Close find"), "Esc")
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(4))
        for part in (self.field, self.previous, self.next, self.close_button):
            row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def begin(self, words: str = "") -> None:
        """Let the reader type, with `words` or what was typed last selected."""
        if words:
            self.field.setText(words)
        self.field.setFocus()
        self.field.selectAll()

    def settle(self) -> None:
        """Search now for what is typed."""
        self._wait.stop()
        if self.field.text().strip() != self._told:
            self._told = self.field.text().strip()
            self.searched.emit(self._told)

    def forget(self) -> None:
        """Let go of what was searched, so that the same words are searched again."""
        self._wait.stop()
        self._told = ""

    def step(self, by: int) -> None:
        """Go on to the next hit, or back to the one before."""
        self.settle()
        self.stepped.emit(by)

    def show_count(self, current: int | None, total: int, *, reading: bool) -> None:
        """Say which hit is shown, from 0, of how many; `reading` tells that more may come."""
        if not self._told:
            words = ""
        elif total:
            of = self.tr("{n} of {total}").format(n=(current or 0) + 1, total=total)
            words = of + ("…" if reading else "")
        else:
            words = "…" if reading else self.tr("No hits")
        self.field.show_count(words, missed=not total and not reading)
        for button in (self.previous, self.next):
            button.setEnabled(bool(total))
        if not reading and words:
            announce(self, words)

    def _entered(self, by: int) -> None:
        # What was only just typed goes to its first hit by itself.
        if self._wait.isActive() and self.field.text().strip() != self._told:
            self.settle()
        else:
            self.step(by)


class FindField(Line):
    """A line with a count at its right; ``entered`` carries 1, or -1 with Shift."""

    entered = Signal(int)
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.font("body"))
        room = theme.scaled(HEIGHT - 10)
        self.setStyleSheet(f"QLineEdit {{ min-height: {room}px; }}")
        self.setAccessibleName(self.tr("Find in the document"))
        self.setPlaceholderText(self.tr("Find in the document"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._glass = QAction(self.placeholderText(), self)  # what it is to a screen reader
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._count = controls.label(use="meta", tone="muted")
        self._count.setParent(self)
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._tint()

    def show_count(self, words: str, *, missed: bool) -> None:
        """Show how many hits there are; `missed` tells that there are none."""
        self._count.setText(words)
        self._count.setProperty("tone", "error" if missed else "muted")
        self._count.style().polish(self._count)
        self.setAccessibleDescription(words)
        self._place()

    def _place(self) -> None:
        self._count.setFont(theme.font("meta"))
        self._count.adjustSize()
        left = self.width() - self._count.width() - theme.scaled(10)
        self._count.move(left, (self.height() - self._count.height()) // 2)
        taken = self._count.width() + theme.scaled(6) if self._count.text() else 0
        self.setTextMargins(0, 0, taken, 0)

    def _tint(self) -> None:
        self._glass.setIcon(icons.icon("search", "text"))

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(WIDTH), theme.scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(NARROWEST), theme.scaled(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_glass"):
            self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.entered.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
