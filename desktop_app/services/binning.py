"""Taking an import back, and emptying the bin: jobs of many small transactions."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.services.importing import BATCH, Progress
from desktop_app.store import documents, files, log, notes, papers, sources
from desktop_app.store.library import Library
from desktop_app.store.sources import SourceId

UNDO_BATCH = 200


class Undo(Iterator[Progress]):
    """The undoing of an import under way, of `total` papers; it goes on after a restart, too."""

    def __init__(self, library: Library, source: SourceId) -> None:
        self._library = library
        self._source = source
        self._left = sources.papers_of(library, source)
        self.total = len(self._left)
        self._marked = False

    def __next__(self) -> Progress:
        if self._marked:
            raise StopIteration
        batch, left = self._left[:UNDO_BATCH], self._left[UNDO_BATCH:]
        with self._library.batch():
            papers.put_in_bin(self._library, batch)
            if not left:
                sources.mark_undone(self._library, self._source)
        self._left, self._marked = left, not left
        return Progress(self.total - len(left), self.total)


class Emptying(Iterator[Progress]):
    """The emptying of the bin under way, which nothing takes back; deleted notes go last."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._left = papers.binned(library)
        self.total = len(self._left)
        self._ended = False

    def __next__(self) -> Progress:
        if self._ended:
            raise StopIteration
        batch, left = self._left[:BATCH], self._left[BATCH:]
        with self._library.batch():
            log.keep_times(self._library, batch)
            papers.delete_for_good(self._library, batch)
            if not left:
                notes.delete_binned(self._library)
        self._library.forget()
        self._left, self._ended = left, not left
        if not left:
            files.sweep(self._library.path, documents.hashes(self._library))
        return Progress(self.total - len(left), self.total)
