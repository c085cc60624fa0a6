"""Pages of documents as hits of a search: found in SEARCH, opened at the page."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from desktop_app.core.query import Query
from desktop_app.engines.lanes import Lane
from desktop_app.store import embeddings, errors, page_search
from desktop_app.store.library import Library
from desktop_app.store.page_search import PageHit
from desktop_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow


def find(
    tasks: Tasks, query: Query, limit: int, done: Callable[[list[PageHit]], object]
) -> Future[list[PageHit]]:
    """Ask for the pages that a query finds, best first; none where the index cannot be read."""
    return tasks.start(Lane.SEARCH, search, query, limit, done=done)


def search(reader: Library, query: Query, limit: int) -> list[PageHit]:
    """Find pages, as it is done in SEARCH; none where the index cannot be read."""
    try:
        index = embeddings.open_index(reader.path, writable=False)
        try:
            return page_search.search(reader, index, query, limit=limit)
        finally:
            index.close()
    except errors.LibraryError:
        return []


def open_hit(window: MainWindow, hit: PageHit, query: Query) -> None:
    """Show the paper of a hit, its document at the page, with the words of the query marked."""
    window.open_paper(hit.paper)
    window.reader.focus_document()
    window.document.show_page(hit.document, hit.page, query)
