"""The embedding job: what has no vector yet, in batches that are stored as they come.

The window asks the MODEL lane for one batch after another, the command line waits for each. A job
that ends early, in whatever way, loses at most the batch under way; the next one goes on there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.core import text
from desktop_app.core.papers import PaperId
from desktop_app.engines import embedding
from desktop_app.services.similar_terms import Filling
from desktop_app.store import embeddings
from desktop_app.store.embeddings import Index
from desktop_app.store.library import Library

BATCH = 128  # texts
_LETTERS = 20_000  # of a batch: under a second's work, the most that is lost or waited for
_READ_MOST = 1300  # letters of a text: the model reads about as many
_CHUNK = 512  # papers sorted by length together, so that a batch has texts of one length


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts to be embedded, the hash of each, and the papers that have them."""

    keys: tuple[str, ...]
    texts: tuple[str, ...]
    papers: tuple[PaperId, ...]


class Indexing:
    """One run over the papers that lacked a vector when it began.

    `done` of `total` papers are behind it; `terms` may go on beside it. It writes only to the
    index, never to the library.
    """

    def __init__(self, library: Library, index: Index, model: str = embedding.MODEL) -> None:
        self._library = library
        self._index = index
        self._model = model
        lacking = embeddings.missing(library, index, model)
        self._papers = deque(paper for paper, _ in lacking)
        self._batches: deque[Batch] = deque()
        self.terms = Filling(library, index)
        self.done = 0
        self.total = len(lacking)

    def next_batch(self) -> Batch | None:
        """Give the next texts to be embedded, or None where none are left."""
        while not self._batches and self._papers:
            self._read_on()
        return self._batches.popleft() if self._batches else None

    def accept(self, batch: Batch, vectors: Sequence[bytes]) -> None:
        """Store the vectors of a batch, one for each of its texts."""
        self._index.put(self._model, dict(zip(batch.keys, vectors, strict=True)))
        self.done += len(batch.papers)

    def _read_on(self) -> None:
        """Read a chunk of papers and part it into batches."""
        chunk = [self._papers.popleft() for _ in range(min(_CHUNK, len(self._papers)))]
        found = embeddings.texts(self._library, chunk)
        self.done += len(chunk) - len(found)  # deleted since the run began
        # Hashed here and not as the library noted it: the text may have changed since.
        alike: dict[str, list[PaperId]] = {}
        for paper in found:
            alike.setdefault(text.digest(*found[paper]), []).append(paper)
        ordered = sorted(alike.items(), key=lambda item: _length(found[item[1][0]]))
        while ordered:
            longest = max(1, min(_READ_MOST, _length(found[ordered[-1][1][0]])))
            size = max(1, min(BATCH, _LETTERS // longest))
            part, ordered = ordered[-size:], ordered[:-size]
            self._batches.appendleft(
                Batch(
                    tuple(key for key, _ in part),
                    tuple(embedding.text_of(*found[papers[0]]) for _, papers in part),
                    tuple(paper for _, papers in part for paper in papers),
                )
            )


def run(
    job: Indexing,
    encode: Callable[[Sequence[str]], Sequence[bytes]],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Do a whole job and wait for it; `progress` is told how many papers of how many are done."""
    progress(job.done, job.total)
    while batch := job.next_batch():
        job.accept(batch, encode(batch.texts))
        progress(job.done, job.total)
    while job.terms.step():
        pass


def _length(paper: tuple[str, str]) -> int:
    return len(paper[0]) + len(paper[1])
