"""A highlight that is not plainly anchored: old and new passage, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.core import anchoring
from desktop_app.core.highlights import PLACED, Anchor, Highlight
from desktop_app.ui import theme
from desktop_app.ui.reader.comparing import Comparison
from desktop_app.ui.reader.passage_text import PassageText
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.words import Words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_RULE = 3
_TEXT_SIZE, _TEXT_HEIGHT = 15, 240


class UnsettledCard(QFrame):
    """One highlight. ``accepted`` says it is right, ``placed`` where it belongs, ``kept`` that it
    stays as it is, ``removed`` that it may go; ``resized`` that the card needs other room."""

    accepted = Signal()
    placed = Signal(int, int)
    kept = Signal()
    removed = Signal()
    resized = Signal()

    def __init__(self, highlight: Highlight, name: str, text: str) -> None:
        super().__init__()
        self.highlight, self._text = highlight, text
        self.setProperty("variant", "card")
        at, placed = highlight.selector, highlight.anchor in PLACED
        self._places = [(at.start, at.end)] if placed else anchoring.candidates(at, text)
        self._shown = 0
        self._comparison = Comparison(highlight)
        self._placing: _Placing | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.scaled(n) for n in (18, 12, 14, 12)))
        column.setSpacing(theme.scaled(10))
        column.addWidget(self._head(name))
        column.addWidget(self._comparison)
        self._buttons = self._make_buttons()
        column.addWidget(self._buttons)
        self._add_steps()
        self._show_place()

    def holds(self, highlight: Highlight, text: str) -> bool:
        """Tell whether the card shows a highlight as it is now, in this text."""
        return (self.highlight, self._text) == (highlight, text)

    def _head(self, name: str) -> QWidget:
        states = {
            Anchor.MOVED: self.tr("{name} · moved"),
            Anchor.AMBIGUOUS: self.tr("{name} · more than one place"),
            Anchor.ORPHANED: self.tr("{name} · no longer in the text"),
        }
        head = states[self.highlight.anchor].format(name=name)
        self.setAccessibleName(f"{head}: {self.highlight.selector.exact}")
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        label = Words("meta-strong")
        label.show_words(head)
        label.set_colour(theme.current().highlight(self.highlight.colour).ink)
        column.addWidget(label)
        if self.highlight.comment:
            comment = Words("meta", "text_secondary")
            comment.limit(3)
            comment.show_words(self.highlight.comment)
            column.addWidget(comment)
        return made

    def _make_buttons(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(8))
        moved, found = self.highlight.anchor is Anchor.MOVED, bool(self._places)
        offers: list[tuple[str, Callable[[], object], bool]] = [
            (self.tr("It is right here"), self.accepted.emit, moved),
            (self.tr("It is this one"), self._take_shown, found and not moved),
            (self.tr("Put it elsewhere…"), self._begin_placing, True),
            (self.tr("Keep as it is"), self.kept.emit, True),
            (self.tr("Delete"), self.removed.emit, True),
        ]
        for words, run, offered in offers:
            if offered:
                button = controls.button(words, "small")
                button.clicked.connect(lambda _checked=False, run=run: run())
                row.addWidget(button)
        row.addStretch(1)
        return made

    def _add_steps(self) -> None:
        """Offer to go through the places, where there are several."""
        if len(self._places) < 2:
            return
        for icon, words, by in (
            ("chevron-left", self.tr("The place before"), -1),
            ("chevron-right", self.tr("The next place"), 1),
        ):
            button = controls.tool(icon, words)
            button.clicked.connect(lambda _checked=False, by=by: self.step(by))
            self._comparison.beside.addWidget(button)

    def buttons(self) -> list[QPushButton]:
        """Give the buttons below the passages, from the left."""
        return self._buttons.findChildren(QPushButton)

    def step(self, by: int) -> None:
        """Show the next of the places, or with -1 the one before."""
        self._shown = (self._shown + by) % len(self._places)
        self._show_place()
        self.resized.emit()

    def _show_place(self) -> None:
        head = self.tr("In the text now")
        if len(self._places) > 1:
            head = self.tr("In the text now, place {n} of {count}").format(
                n=self._shown + 1, count=len(self._places)
            )
        span = self._places[self._shown] if self._places else None
        self._comparison.show_place(head, self._text, span)

    def _take_shown(self) -> None:
        self.placed.emit(*self._places[self._shown])

    # Putting it elsewhere

    def _begin_placing(self) -> None:
        placing = _Placing(self._text)
        placing.chosen.connect(self.placed)
        placing.cancelled.connect(self._end_placing)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(placing)
        self._placing = placing
        self._buttons.hide()
        placing.begin(self._places[self._shown] if self._places else (0, 0))
        self.resized.emit()

    def _end_placing(self) -> None:
        if self._placing is None:
            return
        placing, self._placing = self._placing, None
        placing.hide()
        placing.deleteLater()
        self._buttons.show()
        self.buttons()[0].setFocus()
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ink = QColor(theme.current().highlight(self.highlight.colour).ink)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(6, 12, _RULE, self.height() - 24, 1.5, 1.5)


class _Placing(QWidget):
    """The text to choose another passage in; ``chosen`` carries it, ``cancelled`` gives up."""

    chosen = Signal(int, int)
    cancelled = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        hint = controls.label(
            self.tr("Select the words it belongs to, then press Enter."), "meta", "secondary"
        )
        self._area = QScrollArea()
        self._area.setFixedHeight(theme.scaled(_TEXT_HEIGHT))
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setProperty("variant", "base")
        self._text = PassageText()
        self._text.setAccessibleName(hint.text())
        self._text.show_text(text, _TEXT_SIZE)
        self._text.selectionChanged.connect(self._able)
        self._text.cursorPositionChanged.connect(self._follow)
        self._area.setWidget(self._text)
        self._put = controls.button(self.tr("Put it here"), "primary")
        self._put.clicked.connect(self._choose)
        cancel = controls.button(self.tr("Cancel"))
        cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout()
        row.setSpacing(theme.scaled(8))
        row.addWidget(self._put)
        row.addWidget(cancel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(8))
        column.addWidget(hint)
        column.addWidget(self._area)
        column.addLayout(row)
        self._able()

    def begin(self, span: tuple[int, int]) -> None:
        """Let the reader select, from what is the passage now."""
        self._text.select(*span)
        self._text.setFocus()
        QTimer.singleShot(0, self, self._follow)

    def _able(self) -> None:
        self._put.setEnabled(self._text.selection() is not None)

    def _follow(self) -> None:
        at = self._text.cursorRect().center()
        self._area.ensureVisible(at.x(), at.y(), 0, theme.scaled(40))

    def _choose(self) -> None:
        span = self._text.selection()
        if span is not None:
            self.chosen.emit(*span)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._text.fit(max(120, self._area.viewport().width() - theme.scaled(8)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self._text.hasFocus():
            self._choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
