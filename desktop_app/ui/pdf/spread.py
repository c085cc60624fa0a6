"""A document laid out: pages and outline at the left, its pages, its highlights at the right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop_app.core.highlights import Highlight, HighlightId
from desktop_app.ui import theme
from desktop_app.ui.pdf import marks_panel, side
from desktop_app.ui.pdf.comments import Comments
from desktop_app.ui.pdf.fold import Fold
from desktop_app.ui.pdf.marks_panel import MarksPanel
from desktop_app.ui.pdf.side import Side
from desktop_app.ui.pdf.source import Source
from desktop_app.ui.pdf.view import PageView

COMMENTS_FROM = 900  # pixels of the design, as the two below
_SIDE_FROM, _PANEL_FROM = 760, 1000
_LEAST_BESIDE = 240  # of the pages, else a pane stays folded


class Spread(QSplitter):
    """The panes of a document; the outer ones fold where there is no room for them.

    ``folded`` tells whether the left and the right one are shown, after either came or went.
    """

    folded = Signal(bool, bool)

    def __init__(
        self, source: Source, names: Callable[[], Sequence[str]], *, writable: bool
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._source = source
        self.side = Side(source)
        self.view = PageView()
        self.view.setAutoFillBackground(True)  # its desk also shows behind its scroll bars
        self.panel = MarksPanel(names)
        self.folds = {"side": Fold(_SIDE_FROM), "panel": Fold(_PANEL_FROM)}
        middle = QWidget()
        self.comments = Comments(self.view, middle, names, writable=writable)
        middle.setMinimumWidth(theme.scaled(120))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.comments.foot)
        for part in (self.side, middle, self.panel):
            self.addWidget(part)
        self.setChildrenCollapsible(False)
        self.setMinimumWidth(theme.scaled(200))  # with the outer panes folded
        self.setStretchFactor(1, 1)
        self.setSizes([theme.scaled(n) for n in (side.WIDTH, 800, marks_panel.WIDTH)])
        self.side.wanted.connect(lambda spot: self.view.go_to(spot, remember=True))
        self.view.laid_out.connect(self.show_place)

    def show_document(self) -> None:
        """Show the document that the source has opened."""
        self.side.show_document()
        self.show_place()

    def show_place(self) -> None:
        """Mark in the pane at the left where the reader is."""
        if self._source.facts is not None:
            self.side.show_place(self.view.page(), self.view.spot())

    def show_highlights(self, found: Sequence[Highlight]) -> None:
        """Show the highlights of the document as the library has them now."""
        self.view.show_highlights(found)
        self.side.show_highlights(found)
        self.panel.show_highlights(found)
        self.comments.show_highlights(found)

    def show_reviewed(self, reviewed: Collection[HighlightId]) -> None:
        """Sign the highlights that come back for review."""
        self.panel.show_reviewed(reviewed)
        self.comments.show_reviewed(reviewed)

    def show_current(self, ident: int | None) -> None:
        """Make one highlight the current one, wherever it is seen."""
        self.view.show_current(ident)
        self.panel.show_current(ident)
        self.comments.show_current(ident)

    # Room

    def choose(self, pane: str, on: bool) -> None:
        """Show the ``side`` or the ``panel``, or fold it, as the reader wants it here."""
        self.folds[pane].choose(self._design_width(), on)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _design_width(self) -> int:
        return round(self.width() / theme.scale())

    def _fold(self) -> None:
        room = self._design_width() - _LEAST_BESIDE
        for pane, name in ((self.panel, "panel"), (self.side, "side")):
            least = round(pane.minimumWidth() / theme.scale())
            on = self.folds[name].shown(self._design_width()) and least <= room
            pane.setVisible(on)
            room -= least if on else 0
        self.folded.emit(not self.side.isHidden(), not self.panel.isHidden())
        self.comments.allow(self._design_width() >= COMMENTS_FROM)

    def keep_shape(self, into: QSettings) -> None:
        """Remember how wide the panes are and which are folded."""
        into.setValue("document", self.saveState())
        for name, fold in self.folds.items():
            into.setValue(f"document-{name}", f"{fold.wide:d}{fold.narrow:d}")

    def restore_shape(self, kept: QSettings) -> None:
        """Make the panes as they were."""
        state = kept.value("document")
        if isinstance(state, QByteArray):
            self.restoreState(state)
        for name, fold in self.folds.items():
            chosen = str(kept.value(f"document-{name}", ""))
            if len(chosen) == 2:
                fold.wide, fold.narrow = (letter == "1" for letter in chosen)
        self._fold()
