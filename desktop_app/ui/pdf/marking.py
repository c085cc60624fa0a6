"""What a reader does to the highlights of the document that is open; all of it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core import page_text
from desktop_app.core.documents import Box, DocumentId
from desktop_app.core.highlights import Highlight, HighlightId, Selector, Style
from desktop_app.store import highlights
from desktop_app.ui import card_menu
from desktop_app.ui.changes import Changes
from desktop_app.ui.pdf.source import Source
from desktop_app.ui.pdf.spread import Spread
from desktop_app.ui.widgets.selection_bar import SelectionBar

SETTLES_MS = 120


class Marking(QObject):
    """Makes and changes highlights as pages, panel, comments and selection bar ask.

    ``left`` tells that an area was marked.
    """

    left = Signal()

    def __init__(
        self,
        changes: Changes,
        source: Source,
        spread: Spread,
        names: Callable[[], Sequence[str]],
    ) -> None:
        super().__init__(spread)
        self._changes, self._source, self._names = changes, source, names
        self._spread, self._view = spread, spread.view
        self._document: DocumentId | None = None
        self._found: Sequence[Highlight] = ()
        self._colour = 1  # used last
        self._asked_from: QWidget = self._view  # where a comment was asked for
        self.bar = SelectionBar(self._view, underlining=True)
        self._settle = QTimer(self, singleShot=True, interval=SETTLES_MS)
        self._settle.timeout.connect(self._show_bar)
        self._wire()

    def _wire(self) -> None:
        view, bar, comments, rows = (
            self._view,
            self.bar,
            self._spread.comments,
            self._spread.panel.list,
        )
        for asking in (view, bar):
            asking.coloured.connect(self.mark)
            asking.commented.connect(self.comment)
        view.underlined.connect(lambda colour: self.mark(colour, Style.UNDERLINE))
        bar.underlined.connect(lambda: self.mark(self._colour, Style.UNDERLINE))
        view.removed.connect(self._remove_current)
        view.reviewed.connect(self._review_current)
        view.area_chosen.connect(self.mark_area)
        view.selection_changed.connect(self._selection_changed)
        view.highlight_clicked.connect(self._clicked)
        view.pointer.clicked.connect(lambda _: self._let_go())
        view.laid_out.connect(bar.hide)
        for told in (comments, rows):
            told.recoloured.connect(self._recolour)
            told.removed.connect(self._remove)
            told.reviewed.connect(self._review)
        rows.menu_made.connect(
            lambda menu, found: card_menu.add_to(menu, self._changes, found, rows)
        )
        comments.chosen.connect(self._spread.show_current)
        comments.commented.connect(self._write)
        comments.finished.connect(lambda: self._asked_from.setFocus())
        rows.chosen.connect(self.show_highlight)
        rows.commented.connect(self._comment_on)

    def show_document(self, document: DocumentId | None) -> None:
        """Mark another document from now on, or none."""
        self._document = document
        self._settle.stop()
        self.bar.hide()

    def show_highlights(self, found: Sequence[Highlight]) -> None:
        """Show the highlights of the document as the library has them now."""
        self._found = found
        self.bar.name_colours(self._names())
        self._spread.show_highlights(found)

    def show_highlight(self, ident: int) -> None:
        """Go to a highlight and make it the current one."""
        found = self._get(ident)
        if found is not None:
            self._spread.show_current(ident)
            self._view.reveal(found.boxes)

    def step(self, by: int) -> None:
        """Go to the next highlight, or with -1 to the one before."""
        found = self._view.step(by)
        if found is not None:
            self._view.setFocus()
            self._spread.show_current(found.id)

    def _get(self, ident: int) -> Highlight | None:
        return next((h for h in self._found if h.id == ident), None)

    # By a selection

    def mark(self, colour: int, style: Style = Style.HIGHLIGHT) -> HighlightId | None:
        """Mark the selection, or give the current highlight another colour; give which."""
        chosen, here = self._view.selection(), self._view.at_caret()
        self._colour = colour
        if chosen is None:
            if here:
                self._recolour(here.id, colour)
            return here.id if here else None
        selector, boxes, extraction = chosen
        return self._make(boxes, colour, style, selector, extraction)

    def mark_area(self, box: Box) -> HighlightId | None:
        """Mark an area of a page in the colour used last; give it."""
        text = self._source.text(box.page)
        # Its place in the reading order; without the text it comes first on its page.
        place = page_text.at(text, box.x0, box.y0) if text else 0
        at = Selector("", "", "", place, place)
        made = self._make([box], self._colour, Style.AREA, at, text.extraction if text else "")
        self.left.emit()
        return made

    def _make(
        self, boxes: Sequence[Box], colour: int, style: Style, selector: Selector, extraction: str
    ) -> HighlightId | None:
        document, library = self._document, self._changes.library
        if document is None:
            return None
        labels = {Style.UNDERLINE: self.tr("Underline"), Style.AREA: self.tr("Mark an area")}
        made: list[HighlightId] = []
        self._changes.make(
            labels.get(style, self.tr("Highlight")),
            lambda: made.append(
                highlights.mark(
                    library,
                    document,
                    boxes,
                    colour,
                    selector=selector,
                    style=style,
                    extraction=extraction,
                )
            ),
        )
        if not made:
            return None
        self._view.clear_selection()
        self._spread.show_current(made[0])
        return made[0]

    def comment(self) -> None:
        """Comment on the current highlight, or on the selection, which becomes one."""
        here = self._view.at_caret()
        chosen = self._view.selection() is not None
        wanted = self.mark(self._colour) if chosen else here.id if here else None
        if wanted is not None:
            self._asked_from = self._view
            self._spread.comments.edit(wanted)

    def _comment_on(self, ident: int) -> None:
        self._asked_from = self._spread.panel.list
        self.show_highlight(ident)
        self._spread.comments.edit(ident)

    def _remove_current(self) -> None:
        here = self._view.at_caret()
        if here:
            self._remove(here.id)

    def _remove(self, ident: int) -> None:
        self._changes.make(
            self.tr("Delete a highlight"),
            lambda: highlights.remove(self._changes.library, HighlightId(ident)),
            shown=self.tr("Highlight deleted"),
        )

    def _review_current(self) -> None:
        here = self._view.at_caret()
        if here:
            self._review(here.id)

    def _review(self, ident: int) -> None:
        """Have a highlight come back for review, or no more."""
        found = self._get(ident)
        if found is not None:
            card_menu.toggle(self._changes, found)

    def _recolour(self, ident: int, colour: int) -> None:
        self._colour = colour
        self._changes.make(
            self.tr("Change a highlight’s colour"),
            lambda: highlights.recolour(self._changes.library, HighlightId(ident), colour),
        )

    def _write(self, ident: int, words: str, token: str) -> None:
        if self._get(ident) is None:
            return  # undone or deleted meanwhile
        self._changes.make(
            self.tr("Comment"),
            lambda: highlights.comment(self._changes.library, HighlightId(ident), words),
            merge=f"comment-{ident}-{token}",
        )

    # The bar

    def _clicked(self, ident: int) -> None:
        """Make a highlight the current one, and offer to change it."""
        self._spread.show_current(ident)
        found = self._get(ident)
        place = self._view.rect_of(found) if found else None
        if place is not None:
            self._show_bar_by(place)

    def _let_go(self) -> None:
        """Let no highlight be the current one after a click beside all."""
        if self._view.at_caret() is None:
            self._spread.show_current(None)

    def _selection_changed(self) -> None:
        self.bar.hide()
        if self._view.selection():
            self._settle.start()

    def _show_bar(self) -> None:
        if self._view.selection() and self._view.isVisible():
            self._show_bar_by(self._view.passage())

    def _show_bar_by(self, place: QRect) -> None:
        if self._changes.library.writable:
            place.moveTopLeft(self._view.viewport().mapTo(self._view, place.topLeft()))
            self.bar.show_by(place)
