"""The abstract tab: text, margin and selection bar, and what the reader does with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QWidget

from desktop_app.core.highlights import PLACED, Highlight, HighlightId
from desktop_app.core.papers import Paper, PaperId
from desktop_app.core.query import Query
from desktop_app.store import cards, highlights
from desktop_app.ui import card_menu, icons, theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.reader.abstract_text import AbstractText
from desktop_app.ui.reader.look_line import LookLine
from desktop_app.ui.reader.mark_menu import MarkMenu
from desktop_app.ui.reader.marking import Marking, copy_quotation
from desktop_app.ui.reader.unsettled import Unsettled
from desktop_app.ui.widgets import controls, marked
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.margin import WIDTH, Margin
from desktop_app.ui.widgets.selection_bar import SelectionBar

COLUMN = 540
NARROWEST = 330
INSET = 32


class AbstractPage(QScrollArea):
    """Shows a paper's abstract with its highlights and lets the reader mark it.

    ``similar_wanted`` asks for papers like the words of a selection or a highlight.
    """

    counted = Signal(object)
    similar_wanted = Signal(str)

    def __init__(self, changes: Changes, names: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._changes, self._names = changes, names
        self._paper: Paper | None = None
        self._found: list[Highlight] = []
        self._query = Query()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("variant", "surface")
        self.setAccessibleName(self.tr("Abstract"))
        self._page = QWidget()
        self._page.setProperty("variant", "surface")
        self.setWidget(self._page)
        self.look_line = LookLine(self._page)
        self.text = AbstractText(self._page)
        self.margin = Margin(self._page, writable=changes.library.writable)
        self._empty = controls.label(
            self.tr("No abstract yet. Add one in Details."), use="body", tone="muted"
        )
        self._empty.setParent(self._page)
        self._bar = SelectionBar(self)
        self._settle = QTimer(self, singleShot=True, interval=120)
        self._marking = Marking(changes, self)
        self._unsettled: Unsettled | None = None
        self._wire()

    def _wire(self) -> None:
        self.look_line.wanted.connect(self._look)
        self.text.coloured.connect(self.colour)
        self.text.commented.connect(self.comment)
        self.text.quoted.connect(self.quote)
        self.text.removed.connect(self.remove)
        self.text.reviewed.connect(self.review)
        self.text.menu_wanted.connect(self._show_menu)
        self.text.chosen.connect(self._show_current)
        self.text.reached.connect(self._announce)
        self.text.selectionChanged.connect(self._selection_changed)
        self.text.cursorPositionChanged.connect(self._follow_caret)
        self.margin.chosen.connect(self._show_current)
        self.margin.commented.connect(self._commented)
        self.margin.recoloured.connect(self._marking.recolour)
        self.margin.removed.connect(self._remove)
        self.margin.reviewed.connect(self._review)
        self.margin.accepted.connect(self._marking.accept)
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
        self._paper, self._found = paper, []
        self.text.show_text(paper.abstract, size)
        self._mark_words()
        self.text.setVisible(bool(paper.abstract))
        self._empty.setVisible(not paper.abstract)
        able = Qt.FocusPolicy.NoFocus if paper.abstract else Qt.FocusPolicy.StrongFocus
        self.setFocusPolicy(able)
        self._bar.hide()
        self.refresh()
        self.verticalScrollBar().setValue(0)

    def set_query(self, query: Query) -> None:
        """Mark the words that a query matches."""
        self._query = query
        self._mark_words()

    def _mark_words(self) -> None:
        spans = marked.matches(self.text.words, self._query, "abstract")
        self.text.mark(spans, marked.quiet())

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
        library, paper = self._changes.library, self._paper.id
        self._found = highlights.of_abstract(library, paper)
        self.text.show_highlights(self._found)
        self.margin.show_highlights(self._found, self._names(), self.text)
        self.margin.show_reviewed(cards.of_paper(library, paper))
        self._bar.name_colours(self._names())
        unsettled = highlights.unsettled(library, paper) if library.writable else []
        self.look_line.show_count(len(unsettled))
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
        column = max(120, min(theme.scaled(COLUMN), room - margin - gap if beside else room))
        top = theme.scaled(16)
        if not self.look_line.isHidden():
            height = self.look_line.heightForWidth(column)
            self.look_line.setGeometry(inset, top, column, height)
            top += height + theme.scaled(12)
        self.text.fit(column)
        self.text.move(inset, top)
        self._empty.move(inset, top + theme.scaled(4))
        self._empty.adjustSize()
        levels = {h.id: self.text.top_of(h) for h in self._found if h.anchor in PLACED}
        left = inset + column + 4 if beside else inset
        if not beside:
            top += self.text.height() + theme.scaled(16)
        wide = margin + gap - 4 if beside else column
        taken = self.margin.lay_out(levels, wide, beside=beside)
        self.margin.setGeometry(left, top, wide, max(taken, 1))
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

    def _show_current(self, ident: HighlightId | None) -> None:
        self.text.show_current(ident)
        self.margin.show_current(ident)

    def _announce(self, ident: HighlightId) -> None:
        found = next(h for h in self._found if h.id == ident)
        words = self.tr("{name}: {quote}. {comment}").format(
            name=self._names()[found.colour - 1],
            quote=self.text.words_of(found),
            comment=found.comment or self.tr("No comment"),
        )
        announce(self.text, words)

    def step(self, by: int) -> None:
        """Go to the next highlight, or with -1 to the one before; round from the last."""
        self.text.setFocus()
        self.text.step(by, around=True)

    def look_at(self, paper: PaperId | None) -> bool:
        """List the highlights of a paper, or of all, that need a look; False where none does."""
        if self._unsettled is None:
            self._unsettled = Unsettled(self.window(), self._changes, self._names)
        return self._unsettled.open(paper)

    def _look(self) -> None:
        if self._paper is not None:
            self.take_focus()  # to which it comes back; the line may be gone by then
            self.look_at(self._paper.id)

    # Marking

    def colour(self, colour: int) -> HighlightId | None:
        """Highlight the selection, or give the highlight at the caret another colour; give it."""
        span, here = self.text.selection(), self.text.here()
        if self._paper is None:
            return None
        if span is None:
            if here:
                self._marking.recolour(here.id, colour)
            return here.id if here else None
        made = self._marking.add(self._paper.id, span, colour)
        if made is not None:
            self.text.put_caret(highlights.get(self._changes.library, made).selector.end)
            self._show_current(made)
        return made

    def comment(self) -> None:
        """Comment on the highlight at the caret, or on the selection, which becomes one."""
        here = self.text.here()
        wanted = self.colour(1) if self.text.selection() else here.id if here else None
        if wanted is not None:
            self.margin.edit(wanted)
            QTimer.singleShot(0, self._lay_out)

    def quote(self) -> None:
        """Copy the selection, or the highlight at the caret, as a quotation with its source."""
        span, here = self.text.selection(), self.text.here()
        if self._paper is None:
            return
        if span is not None:
            copy_quotation(self.text.words[slice(*span)].strip(), self._paper)
        elif here is not None:
            copy_quotation(self.text.words_of(here), self._paper, here)

    def remove(self) -> None:
        """Delete the highlight at the caret."""
        here = self.text.here()
        if here:
            self._remove(here.id)

    def _remove(self, ident: HighlightId) -> None:
        self._marking.remove(ident)
        self.text.setFocus()

    def review(self) -> None:
        """Have the highlight at the caret come back for review, or no more."""
        here = self.text.here()
        if here:
            card_menu.toggle(self._changes, here)

    def _review(self, ident: HighlightId) -> None:
        card_menu.toggle(self._changes, highlights.get(self._changes.library, ident))

    def _commented(self, ident: HighlightId, words: str, token: str) -> None:
        if any(h.id == ident for h in self._found):  # else undone or deleted meanwhile
            self._marking.comment(ident, words, token)

    def _words(self, here: Highlight | None) -> str:
        """Give the words that are selected, else those of a highlight."""
        if span := self.text.selection():
            return self.text.words[slice(*span)].strip()
        return self.text.words_of(here) if here else ""

    def _show_menu(self, at: QPoint) -> None:
        def more(menu: QMenu, here: Highlight | None) -> None:
            card_menu.add_to(menu, self._changes, here, self.text)
            find = menu.addAction(icons.icon("library"), self.tr("Find papers like this"))
            find.setObjectName("find-like")
            words = self._words(here)
            find.setEnabled(bool(words))
            find.triggered.connect(lambda: self.similar_wanted.emit(words))

        writable = self._changes.library.writable
        MarkMenu(self._names(), self.text, more, writable=writable).popup(at)
