"""The margin beside the abstract: each highlight's meaning and comment, level with its mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.core.highlights import Highlight, HighlightId
from desktop_app.ui import theme
from desktop_app.ui.widgets.margin_note import MarginNote

WIDTH = 176
GAP = 10
_FAR = 80  # how far down a note is pushed and still linked by a line


class Margin(QWidget):
    """Lays margin notes out: level with their marks, pushed down where they would collide."""

    chosen = Signal(int)
    commented = Signal(int, str, str)
    recoloured = Signal(int, int)
    removed = Signal(int)
    accepted = Signal(int)
    finished = Signal()
    laid_out = Signal()

    def __init__(self, parent: QWidget, *, writable: bool) -> None:
        super().__init__(parent)
        self.writable = writable
        self.setAccessibleName(self.tr("Highlights and comments"))
        self._notes: dict[HighlightId, MarginNote] = {}
        self._levels: dict[HighlightId, int] = {}
        self._beside = True
        self._current: int | None = None

    def show_highlights(
        self, highlights: Sequence[Highlight], names: Sequence[str], after: QWidget
    ) -> None:
        """Show these highlights, keeping the note that is being edited; Tab comes `after`."""
        wanted = {h.id for h in highlights}
        for gone in [i for i in self._notes if i not in wanted]:
            note = self._notes.pop(gone)
            note.hide()
            note.deleteLater()
        before = list(self._notes)
        for highlight in highlights:
            name = names[highlight.colour - 1]
            known = self._notes.pop(highlight.id, None)
            if known is not None:
                known.show_highlight(highlight, name)
            self._notes[highlight.id] = known or self._make(highlight, name)
        if list(self._notes) != before:
            self._order(after)

    def _order(self, after: QWidget) -> None:
        """Let Tab go through the notes in the order of the text."""
        for note in self._notes.values():
            QWidget.setTabOrder(after, note)
            QWidget.setTabOrder(note, note.accept)
            after = note.accept

    def _make(self, highlight: Highlight, name: str) -> MarginNote:
        note = MarginNote(highlight, name, self, writable=self.writable)
        note.chosen.connect(self.chosen)
        note.commented.connect(self.commented)
        note.recoloured.connect(self.recoloured)
        note.removed.connect(self.removed)
        note.accepted.connect(self.accepted)
        note.finished.connect(self.finished)
        note.resized.connect(self.laid_out)
        note.show()
        return note

    def show_current(self, highlight: int | None) -> None:
        """Mark the way from one highlight to its note."""
        self._current = highlight
        self.update()

    def edit(self, highlight: HighlightId) -> None:
        """Let the reader type the comment of a highlight."""
        if highlight in self._notes:
            self._notes[highlight].edit()

    def flush(self) -> None:
        """Save what was typed and not saved yet."""
        for note in list(self._notes.values()):  # saving shows them anew
            note.flush()

    def lay_out(self, levels: dict[HighlightId, int], width: int, *, beside: bool) -> int:
        """Place the notes, `levels` giving the y of each mark; give the height taken.

        Notes without a level (their passage was not found) come last. Not `beside` the text they
        stand one under the other.
        """
        self._levels, self._beside = levels, beside
        bottom = 0
        lost = max(levels.values(), default=0) + theme.scaled(40)
        indent = theme.scaled(22) if beside else 0
        for ident, note in self._notes.items():
            level = levels.get(ident, lost) if beside else 0
            top = max(level + 4, bottom + GAP) if beside else bottom + (GAP if bottom else 0)
            height = _height(note, width - indent)
            note.setGeometry(QRect(indent, top, width - indent, height))
            bottom = top + height
        self.update()
        return bottom

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._beside:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ident, note in self._notes.items():
            if ident in self._levels:
                ink = QColor(theme.current().highlight(note.highlight.colour).ink)
                painter.setPen(QPen(ink, 2 if ident == self._current else 1))
                level = self._levels[ident] + theme.scaled(13)
                knee = QPoint(theme.scaled(10), level)
                painter.drawLine(QPoint(0, level), knee)
                # Lines to notes pushed far down would lie over each other.
                if ident == self._current or note.y() - level < theme.scaled(_FAR):
                    painter.drawLine(knee, QPoint(note.x(), max(note.y() + 9, level)))


def _height(note: QWidget, width: int) -> int:
    """Give the height a note needs at a width, in pixels."""
    layout = note.layout()
    assert layout is not None
    layout.invalidate()
    needed = layout.heightForWidth(width) if layout.hasHeightForWidth() else -1
    return max(needed, 18) if needed >= 0 else note.sizeHint().height()
