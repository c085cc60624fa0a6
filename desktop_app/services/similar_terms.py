"""The terms of papers for the service of similar ones: kept in the index beside the vectors.

The job that embeds also reads terms and counts in how many texts each stands, in small steps. What
the job did not come to yet is read from the papers themselves, so an answer is the same, if later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from desktop_app.core import terms, text
from desktop_app.core.papers import PaperId
from desktop_app.core.terms import Packed
from desktop_app.core.terms_shared import Background
from desktop_app.store import embeddings, term_lists
from desktop_app.store.embeddings import Index
from desktop_app.store.library import Library

if TYPE_CHECKING:
    from desktop_app.engines.vectors import Vectors

STEP = 8  # texts whose terms are read at once: some 10 ms
_PORTION = 500  # packed texts counted at once
_SAMPLE = 200  # papers whose texts tell which terms are rare, where nothing was counted yet
_PACKED_SAMPLE = 5000  # of those whose terms are kept
_GROWN = 1.1  # times as many texts as at the last count
_MOST_READ = 4000  # papers whose terms are kept in memory, some megabytes


def keep(index: Index, texts: Mapping[str, tuple[str, str]]) -> None:
    """Read and store the terms of texts, given as title and abstract by hash."""
    term_lists.lay_out(index)
    term_lists.put(index, {key: terms.pack(terms.read(*texts[key])) for key in texts})


class Filling:
    """One run over the papers whose terms are not in the index, and a count at the end."""

    def __init__(self, library: Library, index: Index) -> None:
        self._library, self._index = library, index
        self._steps = self._work()

    def step(self) -> bool:
        """Do some more, in a few hundredths of a second; False where nothing is left."""
        return next(self._steps, False)

    def _work(self) -> Iterator[bool]:
        term_lists.lay_out(self._index)
        known = term_lists.known(self._index)
        rows = embeddings.hashes(self._library).items()
        lacking = [(key, papers[0]) for key, papers in rows if key not in known]
        yield True
        for at in range(0, len(lacking), STEP):
            part = [paper for _, paper in lacking[at : at + STEP]]
            texts = embeddings.texts(self._library, part).values()
            # Hashed here and not as the library noted it: the text may have changed since.
            keep(self._index, {text.digest(*found): found for found in texts})
            yield True
        yield from self._count(len(known) + len(lacking))

    def _count(self, total: int) -> Iterator[bool]:
        counted = term_lists.background(self._index)
        if not total or (counted and total <= counted.texts * _GROWN):
            return
        from desktop_app.engines.tallies import Tally  # brings NumPy, which no start needs

        tally = Tally(total)
        rows = term_lists.spread(self._index)
        while portion := list(islice(rows, _PORTION)):
            tally.add(portion)
            yield True
        term_lists.put_background(self._index, tally.background())


class Kept:
    """The terms of one library: those of the index, and of what was read beside it."""

    def __init__(self) -> None:
        self._read: dict[str, bytes] = {}
        self._background = Background()

    def forget_background(self) -> None:
        """Look anew which terms are rare, when that is asked for next."""
        self._background = Background()

    def packed(
        self, library: Library, index: Index, keys: Mapping[PaperId, str]
    ) -> dict[PaperId, Packed]:
        """Give the terms of papers, given with the hashes of their texts."""
        wanted = set(keys.values())
        found = {key: self._read[key] for key in wanted & self._read.keys()}
        found |= term_lists.some(index, wanted - found.keys())
        lacking = [paper for paper, key in keys.items() if key not in found]
        for at in range(0, len(lacking), _PORTION):
            texts = embeddings.texts(library, lacking[at : at + _PORTION])
            read = {keys[paper]: terms.pack(terms.read(*texts[paper])) for paper in texts}
            self._keep(read)
            found |= read
        return {paper: Packed(found.get(key, b"")) for paper, key in keys.items()}

    def _keep(self, read: dict[str, bytes]) -> None:
        if len(self._read) + len(read) > _MOST_READ:
            self._read.clear()
        self._read |= read

    def background(self, library: Library, index: Index, vectors: Vectors) -> Background:
        """Say which terms are rare among papers; anew when there are far more of them."""
        least = min(len(vectors), _SAMPLE)
        if self._background.texts * 2 < least:
            self._background = term_lists.background(index) or self._background
        if self._background.texts * 2 < least:
            self._background = self._sample(library, index, vectors.ids)
        return self._background

    def _sample(self, library: Library, index: Index, papers: list[int]) -> Background:
        from desktop_app.engines.tallies import Tally  # brings NumPy, which no start needs

        packed = list(term_lists.spread(index, _PACKED_SAMPLE))
        wanted = min(_SAMPLE, len(papers))
        if len(packed) < wanted:
            sample = map(PaperId, papers[:: max(1, len(papers) // wanted)][:wanted])
            texts = embeddings.texts(library, sample).values()
            packed = [terms.pack(terms.read(*found)) for found in texts]
        tally = Tally(len(packed))
        tally.add(packed)
        return tally.background()
