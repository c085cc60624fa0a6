"""The margin beside a text: the highlights' meanings and comments, level with their marks."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.core.highlights import Highlight, HighlightId
from desktop_app.ui import theme
from desktop_app.ui.widgets.margin_note import MarginNote

WIDTH = 176
GAP = 10
_FAR = 80  # how far a note is pushed and still linked by a line


class Margin(QWidget):
    """Lays margin notes out: level with their marks, pushed down where they would collide.

    That of the current highlight is level with its mark, whatever the others want. `linked` draws
    the way from each mark to its note.
    """

    chosen = Signal(int)
    commented = Signal(int, str, str)
    recoloured = Signal(int, int)
    removed = Signal(int)
    reviewed = Signal(int)
    accepted = Signal(int)
    finished = Signal()
    laid_out = Signal()

    def __init__(self, parent: QWidget, *, writable: bool, linked: bool = True) -> None:
        super().__init__(parent)
        self.writable = writable
        self._linked = linked
        self.setAccessibleName(self.tr("Highlights and comments"))
        self._notes: dict[HighlightId, MarginNote] = {}
        self._levels: dict[HighlightId, int] = {}
        self._beside = True
        self._current: int | None = None
        self._reviewed: Collection[HighlightId] = ()

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
            note = known or self._make(highlight, name)
            note.show_as_current(highlight.id == self._current)
            note.show_reviewed(highlight.id in self._reviewed)
            self._notes[highlight.id] = note
        if list(self._notes) != before:
            self._order(after)

    def show_reviewed(self, reviewed: Collection[HighlightId]) -> None:
        """Sign the highlights that come back for review."""
        self._reviewed = reviewed
        for ident, note in self._notes.items():
            note.show_reviewed(ident in reviewed)

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
        note.reviewed.connect(self.reviewed)
        note.accepted.connect(self.accepted)
        note.finished.connect(self.finished)
        note.resized.connect(self.laid_out)
        return note

    def show_current(self, highlight: int | None) -> None:
        """Mark the way from one highlight to its note."""
        if highlight == self._current:
            return
        self._current = highlight
        for ident, note in self._notes.items():
            note.show_as_current(ident == highlight)
        self.laid_out.emit()

    def edit(self, highlight: HighlightId) -> None:
        """Let the reader type the comment of a highlight."""
        if highlight in self._notes:
            self._notes[highlight].edit()

    def editing(self) -> HighlightId | None:
        """Give the highlight whose comment is being typed."""
        return next((ident for ident, note in self._notes.items() if note.editing), None)

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
        least = 0 if self._linked else min(levels.values(), default=0)
        lost = max(levels.values(), default=0) + theme.scaled(40)
        wanted = [levels.get(ident, lost) + 3 if beside else least for ident in self._notes]
        indent = theme.scaled(22) if beside and self._linked else 0
        heights = [_height(note, width - indent) for note in self._notes.values()]
        found = (n for n, ident in enumerate(self._notes) if beside and ident == self._current)
        tops = _tops(wanted, heights, next(found, None), least)
        for note, top, height in zip(self._notes.values(), tops, heights, strict=True):
            note.setGeometry(QRect(indent, top, width - indent, height))
            note.show()  # not before: it would be laid out at another width
        self.update()
        return tops[-1] + heights[-1] if tops else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self._beside and self._linked):
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
                end = min(max(note.y() + 9, level), note.y() + note.height() - 6)
                # Lines to notes pushed far away would lie over each other.
                if ident == self._current or abs(end - level) < theme.scaled(_FAR):
                    painter.drawLine(knee, QPoint(note.x(), end))


def _tops(
    wanted: Sequence[int], heights: Sequence[int], current: int | None, least: int
) -> list[int]:
    """Place notes as level with their marks as can be, the current one before all others."""
    tops: list[int] = []
    free = least
    for level, height in zip(wanted, heights, strict=True):
        tops.append(max(level, free))
        free = tops[-1] + height + GAP
    if current is None or tops[current] <= wanted[current]:
        return tops
    room = least + sum(height + GAP for height in heights[:current])
    tops[current] = max(wanted[current], room)
    for n in reversed(range(current)):
        tops[n] = min(tops[n], tops[n + 1] - GAP - heights[n])
    for n in range(current + 1, len(tops)):
        tops[n] = max(wanted[n], tops[n - 1] + heights[n - 1] + GAP)
    return tops


def _height(note: QWidget, width: int) -> int:
    """Give the height a note needs at a width, in pixels."""
    layout = note.layout()
    assert layout is not None
    layout.invalidate()
    needed = layout.heightForWidth(width) if layout.hasHeightForWidth() else -1
    return max(needed, 18) if needed >= 0 else note.sizeHint().height()
