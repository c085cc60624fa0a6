"""The search over the window: asked in SEARCH, and what becomes of a result that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop_app.core.highlights import HighlightId
from desktop_app.core.notes import Destination, NoteId
from desktop_app.core.query import Query
from desktop_app.engines.lanes import Lane
from desktop_app.store import saved_searches
from desktop_app.store.library import Library
from desktop_app.ui.navigation import LIBRARY, Place
from desktop_app.ui.search import found
from desktop_app.ui.search.found import MOST_COUNTED, PORTION, Group, Kind, Result
from desktop_app.ui.search.panel import SearchPanel
from desktop_app.ui.search.rows import FEW
from desktop_app.ui.widgets.suggesting import Suggesting

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow

MOST_RECENT = 8
MOST_PAGES = 200


class FullSearch(QObject):
    """The search of one window.

    The first few of each kind are found and painted before they are counted; pages of documents
    come last. The next keystroke interrupts all of it.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._asking: Future[Any] | None = None
        self._token = 0
        self.panel = SearchPanel(
            window,
            lambda: [(query, "") for query in window.searches.history.recent()[:MOST_RECENT]],
            lambda: [(s.query, s.name) for s in saved_searches.all_of(window.library)],
            lambda: window.settings.colour_names,
            window.library.today,
        )
        self._suggesting = Suggesting(self.panel.field, window.searches.suggestions.suggest_typed)
        self.panel.asked.connect(self._ask)
        self.panel.more_wanted.connect(self._tell_more)
        self.panel.chosen.connect(self._act)
        self.panel.save_wanted.connect(self._save)
        self.panel.list_wanted.connect(self._show_in_list)
        self.panel.closed.connect(self._drop)
        window.changes.changed.connect(lambda _: self._ask_again())

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {"search": self.open}

    def open(self, typed: str | None = None) -> None:
        """Open with what the list is searched for, or with what is typed already."""
        window = self._window
        if typed is None:
            typed = str(window.library_panel.query()) if window.desk.on_reading else ""
        self.panel.open(typed)

    # Finding

    def _drop(self) -> None:
        self._token += 1
        if self._asking is not None:
            self._asking.cancel()

    def _ask(self, query: Query, order: str) -> None:
        self._drop()
        if query.parts:
            self._window.searches.tally.give_way()
            self._start(found.first, query, order, FEW + 1, done=self._count(query, order))

    def _ask_again(self) -> None:
        """Find the same once more, for something changed; what is shown stands until then."""
        query, order = self.panel.query(), self.panel.order()
        if self.panel.isVisible() and query.parts:
            self._drop()
            shown = max(PORTION, self.panel.told())
            self._find(query, order, shown)

    def _count(self, query: Query, order: str) -> Callable[[list[Group]], None]:
        def show(groups: list[Group]) -> None:
            self.panel.show_found(groups, ended=False)
            self._find(query, order, PORTION)

        return show

    def _find(self, query: Query, order: str, shown: int) -> None:
        """Find and count what there is, then look into the pages."""

        def show(groups: list[Group]) -> None:
            self.panel.show_found(groups, ended=True)
            self._start(_pages, query, done=lambda g: self.panel.show_found([g], ended=True))

        self._start(found.find, query, order, MOST_COUNTED, shown, done=show)

    def _tell_more(self, query: Query, group: Group) -> None:
        told = len(group.results)
        self._start(
            found.results,
            query,
            group.hits[told : told + PORTION],
            done=lambda results: self.panel.show_more(group.kind, results),
        )

    def _start(self, work: Callable[..., Any], *args: Any, done: Callable[[Any], None]) -> None:
        token = self._token

        def answer(result: Any) -> None:
            if token == self._token:
                done(result)

        self._asking = self._window.tasks.start(Lane.SEARCH, work, *args, done=answer)

    # Choosing

    def _act(self, result: Result, how: str) -> None:
        window = self._window
        if how == "queue":
            if result.paper is not None and window.library.writable:
                window.paper_actions.queue([result.paper])
            return
        query = self.panel.query()
        window.searches.history.keep(str(query))
        self.panel.close_over()
        if how == "document" and result.paper is not None and result.page is None:
            window.open_paper(result.paper)
            window.reader.focus_document()
        else:
            self._open(result, query)

    def _open(self, result: Result, query: Query) -> None:
        notes, paper = self._window.note_actions, result.paper
        if result.page is not None:
            from desktop_app.ui import page_hits

            page_hits.open_hit(self._window, result.page, query)
        elif result.kind is Kind.HIGHLIGHT:
            notes.go_to(Destination(paper=paper, highlight=HighlightId(result.item)))
        elif result.kind is Kind.NOTE and paper is not None:
            notes.go_to(Destination(paper=paper, noted=True))
        elif paper is None:
            notes.open_note(NoteId(result.item))
        else:
            self._window.open_paper(paper)

    def _show_in_list(self, typed: str) -> None:
        self.panel.close_over()
        self._window.searches.history.keep(typed)
        self._window.go(Place(LIBRARY, typed))

    def _save(self, typed: str) -> None:
        self._show_in_list(typed)
        self._window.searches.save()


def _pages(reader: Library, query: Query) -> Group:
    from desktop_app.ui import page_hits  # here, so that it is no part of the first opening

    return found.pages(reader, query, page_hits.search(reader, query, MOST_PAGES + 1), MOST_PAGES)
