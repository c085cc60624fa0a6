"""The indexing of documents: pages that were not read yet, in small steps stored as they come.

The window asks the PDF lane for one step after another, the command line waits for each. A run that
ends early, in whatever way, loses at most the step under way; the next one goes on there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.core.documents import SomePages
from desktop_app.engines import pdf
from desktop_app.engines.lanes import WorkerDied
from desktop_app.store import files, page_texts
from desktop_app.store.embeddings import Index
from desktop_app.store.library import Library
from desktop_app.store.page_texts import Waiting

STEP_S = 0.2  # the longest that a reader who turns a page waits for the worker, most often
LIMIT_S = 5.0  # for a step; most take a twentieth
_MOST = 40  # pages a step
# What a file may bring about; anything else is a mistake of ours.
FAULTS = (TimeoutError, WorkerDied, MemoryError, pdf.PdfError)
_TROUBLES = {pdf.PasswordNeeded: "locked", pdf.PasswordWrong: "locked", pdf.NoPages: "empty"}


@dataclass(frozen=True, slots=True)
class Step:
    """At most so many pages of a document to be read, from the first one on."""

    hash: str
    first: int
    most: int
    seconds: float
    path: str

    @property
    def args(self) -> tuple[str, str, int, int, float]:
        """What `pdf.texts` takes."""
        return self.path, "", self.first, self.most, self.seconds


class PageIndexing:
    """One run over the documents that were not read to their end when it began.

    `done` of `total` of them are behind it, `pages` were read; `unread` documents cannot be,
    in whole or in part. It writes only to the index, never to the library.
    """

    def __init__(self, library: Library, index: Index, extraction: str) -> None:
        self._library, self._index, self._extraction = library, index, extraction
        page_texts.lay_out(index)
        self._waiting = deque(page_texts.missing(library, index, extraction))
        self._alone = 0  # up to this page of the first that waits, pages are read one by one
        self.done = self.pages = self.unread = 0
        self.total = len(self._waiting)

    def tidy(self) -> bool:
        """Take out a part of what is indexed of documents that are gone; False where none are."""
        return page_texts.tidy(self._library, self._index)

    def next_step(self, seconds: float = STEP_S) -> Step | None:
        """Give the next pages to be read, in about so many seconds, or None where none are left.

        A document whose file is not there is passed over: it may come back.
        """
        while self._waiting:
            waiting = self._waiting[0]
            path = files.path(self._library.path, waiting.hash)
            if path.is_file():
                most = 1 if waiting.tries or waiting.next < self._alone else _MOST
                return Step(waiting.hash, waiting.next, most, seconds, str(path))
            self._go_on(None)
        return None

    def accept(self, step: Step, read: SomePages) -> None:
        """Store the pages that a step has read."""
        page_texts.put(self._index, step.hash, self._extraction, read)
        self.pages += len(read.texts)
        at = read.first + len(read.texts)
        self._go_on(Waiting(step.hash, at) if at < read.total else None)

    def fail(self, step: Step, error: BaseException) -> None:
        """Note that a step was in vain: what fails twice is not tried again.

        Raises the error where it is no fault of the file.
        """
        if not isinstance(error, FAULTS):
            raise error
        if isinstance(error, pdf.PdfError):
            trouble = _TROUBLES.get(type(error), "broken")
            page_texts.give_up(self._index, step.hash, self._extraction, trouble)
            left = None
        elif step.most > 1:
            self._alone = step.first + step.most  # so that it shows which of the pages it was
            return
        else:
            left = page_texts.fail(self._index, step.hash, self._extraction, step.first)
        self.unread += left is None
        self._go_on(left)

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    def _go_on(self, left: Waiting | None) -> None:
        """Go on with what is left of the first document, or with the next one."""
        if left is not None:
            self._waiting[0] = left
            return
        self._waiting.popleft()
        self._alone = 0
        self.done += 1


def run(
    job: PageIndexing,
    read: Callable[[Step], SomePages],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Do a whole job and wait for it; `progress` is told how many documents of how many are done.

    `read` raises what reading in a worker brings about.
    """
    while job.tidy():
        pass
    progress(job.done, job.total)
    while step := job.next_step():
        try:
            job.accept(step, read(step))
        except FAULTS as e:
            job.fail(step, e)
        progress(job.done, job.total)
