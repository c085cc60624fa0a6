"""The abstract tab: text, margin and selection bar, and what the reader does with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop_app.core.highlights import PLACED, Highlight, HighlightId
from desktop_app.core.papers import Paper
from desktop_app.store import highlights
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.reader.abstract_text import AbstractText
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.margin import WIDTH, Margin
from desktop_app.ui.widgets.selection_bar import SelectionBar

COLUMN = 540
NARROWEST = 330
INSET = 32


class AbstractPage(QScrollArea):
    """Shows a paper's abstract with its highlights and lets the reader mark it."""

    counted = Signal(object)

    def __init__(self, changes: Changes, names: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._changes, self._names = changes, names
        self._paper: Paper | None = None
        self._found: list[Highlight] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("variant", "surface")
        self.setAccessibleName(self.tr("Abstract"))
        self._page = QWidget()
        self._page.setProperty("variant", "surface")
        self.setWidget(self._page)
        self.text = AbstractText(self._page)
        self.margin = Margin(self._page, writable=changes.library.writable)
        self._empty = controls.label(
            self.tr("No abstract yet. Add one in Details."), use="body", tone="muted"
        )
        self._empty.setParent(self._page)
        self._bar = SelectionBar(self)
        self._settle = QTimer(self, singleShot=True, interval=120)
        self._wire()

    def _wire(self) -> None:
        self.text.coloured.connect(self.colour)
        self.text.commented.connect(self.comment)
        self.text.removed.connect(self.remove)
        self.text.clicked.connect(self._clicked)
        self.text.selectionChanged.connect(self._selection_changed)
        self.text.cursorPositionChanged.connect(self._follow_caret)
        self.margin.chosen.connect(self._show_current)
        self.margin.commented.connect(self._commented)
        self.margin.recoloured.connect(self._recolour)
        self.margin.removed.connect(self._remove)
        self.margin.accepted.connect(self._accepted)
        self.margin.finished.connect(self.text.setFocus)
        self.margin.laid_out.connect(self._lay_out)
        self._bar.coloured.connect(self.colour)
        self._bar.commented.connect(self.comment)
        self._settle.timeout.connect(self._show_bar)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._bar.hide())

    # What is shown

    def show_paper(self, paper: Paper, size: int) -> None:
        """Show a paper's abstract with the reading font at `size` pixels."""
        self.margin.flush()
        self._paper = paper
        self.text.show_text(paper.abstract, size)
        self.text.setVisible(bool(paper.abstract))
        self._empty.setVisible(not paper.abstract)
        able = Qt.FocusPolicy.NoFocus if paper.abstract else Qt.FocusPolicy.StrongFocus
        self.setFocusPolicy(able)
        self._bar.hide()
        self.refresh()
        self.verticalScrollBar().setValue(0)

    def show_nothing(self) -> None:
        """Let go of a paper that is no longer shown."""
        self._paper, self._found = None, []
        self.margin.show_highlights([], [], self.text)
        self._bar.hide()

    def take_focus(self) -> None:
        """Take the focus, into the text where there is one."""
        (self if self.text.isHidden() else self.text).setFocus()

    def go_to(self, place: int) -> None:
        """Scroll to a place in pixels, once the text is laid out."""
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(place))

    def refresh(self) -> None:
        """Show the highlights as the library has them now."""
        if self._paper is None:
            return
        self._found = highlights.of_abstract(self._changes.library, self._paper.id)
        self.text.show_highlights(self._found)
        self.margin.show_highlights(self._found, self._names(), self.text)
        self._bar.name_colours(self._names())
        self.counted.emit(self._found)
        self._lay_out()

    def tint(self) -> None:
        """Follow a change of theme."""
        self._bar.tint()
        self.refresh()

    def flush(self) -> None:
        """Save what was typed and not saved yet."""
        self.margin.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        inset, gap, margin = (theme.scaled(n) for n in (INSET, 16, WIDTH))
        room = self.viewport().width() - 2 * inset
        beside = room - margin - gap >= theme.scaled(NARROWEST)
        column = min(theme.scaled(COLUMN), room - margin - gap if beside else room)
        self.text.fit(max(column, 120))
        self.text.move(inset, theme.scaled(16))
        self._empty.move(inset, theme.scaled(20))
        self._empty.adjustSize()
        levels = {h.id: self.text.top_of(h) for h in self._found if h.anchor in PLACED}
        top = self.text.y()
        if beside:
            taken = self.margin.lay_out(levels, margin + gap - 4, beside=True)
            self.margin.setGeometry(inset + column + 4, top, margin + gap - 4, max(taken, 1))
        else:
            top += self.text.height() + theme.scaled(16)
            taken = self.margin.lay_out(levels, column, beside=False)
            self.margin.setGeometry(inset, top, column, max(taken, 1))
        bottom = max(self.text.y() + self.text.height(), top + taken)
        self._page.setMinimumHeight(bottom + theme.scaled(24))

    # Selecting

    def _selection_changed(self) -> None:
        self._bar.hide()
        if self.text.selection():
            self._settle.start()

    def _show_bar(self) -> None:
        if self.text.selection() and self._changes.library.writable and self.text.isVisible():
            passage = self.text.passage()
            passage.moveTopLeft(self.text.viewport().mapTo(self, passage.topLeft()))
            self._bar.show_by(passage)

    def _follow_caret(self) -> None:
        place = self.text.mapTo(self._page, self.text.cursorRect().center())
        self.ensureVisible(place.x(), place.y(), 0, theme.scaled(40))
        here = self.text.at_caret()
        self._show_current(here.id if here else None)

    def _clicked(self, place: int) -> None:
        here = self.text.at(place)
        self._show_current(here.id if here else None)

    def _show_current(self, ident: int | None) -> None:
        self.text.show_current(ident)
        self.margin.show_current(ident)

    def step(self, by: int) -> None:
        """Go to the next highlight, or with -1 to the one before."""
        placed = [h for h in self._found if h.anchor in PLACED]
        if not placed:
            return
        caret = self.text.caret()
        ahead = [h for h in placed if h.selector.start > caret]
        behind = [h for h in placed if h.selector.start < caret]
        target = (ahead or placed)[0] if by > 0 else (behind or placed)[-1]
        self.text.setFocus()
        self.text.put_caret(target.selector.start)

    # Marking

    def colour(self, colour: int) -> HighlightId | None:
        """Highlight the selection, or give the highlight at the caret another colour; give it."""
        span, here = self.text.selection(), self.text.at_caret()
        if self._paper is None:
            return None
        library, paper = self._changes.library, self._paper.id
        if span is None:
            if here:
                self._recolour(here.id, colour)
            return here.id if here else None
        made: list[HighlightId] = []
        self._changes.make(
            self.tr("Highlight"),
            lambda: made.append(highlights.add(library, paper, *span, colour)),
        )
        if not made:
            return None
        self.text.put_caret(highlights.get(library, made[0]).selector.end)
        return made[0]

    def comment(self) -> None:
        """Comment on the highlight at the caret, or on the selection, which becomes one."""
        here = self.text.at_caret()
        wanted = self.colour(1) if self.text.selection() else here.id if here else None
        if wanted is not None:
            self.margin.edit(wanted)
            QTimer.singleShot(0, self._lay_out)

    def remove(self) -> None:
        """Delete the highlight at the caret."""
        here = self.text.at_caret()
        if here:
            self._remove(here.id)

    def _remove(self, ident: int) -> None:
        self._changes.make(
            self.tr("Delete a highlight"),
            lambda: highlights.remove(self._changes.library, HighlightId(ident)),
            shown=self.tr("Highlight deleted"),
        )
        self.text.setFocus()

    def _recolour(self, ident: int, colour: int) -> None:
        self._changes.make(
            self.tr("Change a highlight’s colour"),
            lambda: highlights.recolour(self._changes.library, HighlightId(ident), colour),
        )

    def _commented(self, ident: int, words: str, token: str) -> None:
        if all(h.id != ident for h in self._found):
            return  # undone or deleted meanwhile
        self._changes.make(
            self.tr("Comment"),
            lambda: highlights.comment(self._changes.library, HighlightId(ident), words),
            merge=f"comment-{ident}-{token}",
        )

    def _accepted(self, ident: int) -> None:
        self._changes.make(
            self.tr("Accept a moved highlight"),
            lambda: highlights.accept(self._changes.library, HighlightId(ident)),
        )
