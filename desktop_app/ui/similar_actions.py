"""Similar papers in the window: what they can be asked for, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.core.papers import PaperId
from desktop_app.store import deeds, listing, papers
from desktop_app.ui.reader.tabs import ABSTRACT, DOCUMENT

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow

MOST_ASKED = 500  # papers together


class SimilarActions(QObject):
    """Joins the feed of similar papers with the pane, the list and the reader of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._feed = window, window.similar
        self._pane = pane = window.reader.similar
        self._feed.found.connect(pane.show_near)
        self._feed.asked.connect(pane.show_question)
        pane.opened.connect(self.open)
        pane.queued.connect(lambda paper: window.paper_actions.queue([paper]))
        pane.left.connect(self._feed.leave)
        pane.typed.connect(self._feed.ask_text)
        pane.looked_at.connect(self._feed.want_sentences)
        pane.set_folded(window.settings.similar_folded)
        pane.folded.connect(self._keep_folded)
        window.indexer.stored.connect(self._feed.add)
        window.reader.abstract.similar_wanted.connect(self._find_like)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {
            "find-similar": self.find,
            "find-like-text": self._ask_text,
            "less-liked": self._choose_less_liked,
            "similar-pane": lambda: self._pane.set_folded(not self._pane.is_folded()),
        }

    def _keep_folded(self, folded: bool) -> None:
        self._window.dialogs.change_settings(similar_folded=folded)

    # Asking

    def find(self) -> None:
        """Go to the papers similar to the chosen ones, together where they are several."""
        window = self._window
        if window.desk.on_reading and window.library_panel.list.selected_count() > MOST_ASKED:
            window.status.say(
                self.tr(
                    "Choose %n paper(s) at most to find what is similar to them.", "", MOST_ASKED
                )
            )
            return
        chosen: Sequence[PaperId] = window.chosen() if window.desk.on_reading else ()
        self._show_pane()
        if len(chosen) > 1:
            self._feed.ask_several(chosen)
        else:
            self._feed.leave()
        self._pane.focus_first()

    def _ask_text(self) -> None:
        self._show_pane()
        self._pane.ask_text()

    def _find_like(self, words: str) -> None:
        """Find papers like a passage of the one that is read."""
        paper = self._window.reader.paper
        self._show_pane()
        self._feed.ask_text(words, () if paper is None else [paper])
        self._pane.focus_first()

    def _show_pane(self) -> None:
        window = self._window
        if not window.desk.on_reading:
            for paper in window.chosen()[:1]:
                window.open_paper(paper)
        if window.reader.tab() == DOCUMENT:
            window.reader.show_tab(ABSTRACT)
        self._pane.set_folded(False)

    # What is done with them

    def open(self, paper: PaperId) -> None:
        """Read a similar paper, at the sentence for which it is here."""
        window, pair = self._window, self._feed.pair(paper)
        self._feed.keep(lambda: window.open_paper(paper))
        if pair is None:
            return
        from desktop_app.services import similar_sentences

        whole = papers.get(window.library, paper).abstract
        if span := similar_sentences.place(whole, pair.other):
            # After the page was scrolled to where it was left.
            page = window.reader.abstract
            QTimer.singleShot(0, page, lambda: page.text.point_out(*span))

    def _choose_less_liked(self) -> None:
        """Show what the reader wants less of, to be taken back."""
        from desktop_app.ui.widgets.choice import Choice

        choice = Choice(
            self.tr("What you want less of"),
            self.tr("These are never suggested, and what is like them comes later."),
            self.tr("No longer less like this"),
            self._window,
        )
        unwanted = sorted(deeds.less_like(self._window.library), reverse=True)
        for row in listing.rows(self._window.library, unwanted):
            choice.offer(row.title, row.id)
        choice.nothing(self.tr("There is nothing you wanted less of."))
        choice.chosen.connect(lambda paper: self._window.digest_actions.less_like([paper]))
        choice.open()
