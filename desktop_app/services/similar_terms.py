"""The terms of papers for the service of similar ones: kept in the index beside the vectors.

The job that embeds also reads terms and counts in how many texts each stands, in small steps. What
the job did not come to yet is read from the papers themselves, so an answer is the same, if later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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
_MOST_READ = 1500  # papers whose terms are kept in memory, some megabytes


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

    def packed(self, library: Library, keys: Mapping[PaperId, str]) -> dict[PaperId, Packed]:
        """Give the terms of papers, given with the hashes of their texts."""
        found = self._found(library, keys)
        return {paper: Packed(found.get(key, b"")) for paper, key in keys.items()}

    def _found(self, library: Library, keys: Mapping[PaperId, str]) -> dict[str, bytes]:
        wanted = set(keys.values())
        found = {key: self._read[key] for key in wanted & self._read.keys()}
        if missing := wanted - found.keys():
            with _opened(library) as index:
                found |= term_lists.some(index, missing)
        lacking = {paper: key for paper, key in keys.items() if key not in found}
        for part in _parts(lacking, _PORTION):
            found |= self.read(library, part)
        return found

    def lacking(
        self, library: Library, vectors: Vectors, keys: Mapping[PaperId, str]
    ) -> list[dict[PaperId, str]]:
        """Give the papers whose terms are still to be read before those of `keys` are compared,
        in parts that are read in a hundredth of a second."""
        wanted = dict(keys)
        with _opened(library) as index:
            if not self._told(index, vectors):
                wanted |= embeddings.hashes_of(library, _sample(vectors))
            self._keep(term_lists.some(index, set(wanted.values()) - self._read.keys()))
        return _parts({p: key for p, key in wanted.items() if key not in self._read}, STEP)

    def read(self, library: Library, keys: Mapping[PaperId, str]) -> dict[str, bytes]:
        """Read the terms of papers from their texts, and keep them for a while."""
        texts = embeddings.texts(library, keys)
        read = {keys[paper]: terms.pack(terms.read(*texts[paper])) for paper in texts}
        self._keep(read)
        return read

    def _keep(self, read: Mapping[str, bytes]) -> None:
        if len(self._read) + len(read) > _MOST_READ:
            self._read = {key: self._read[key] for key in list(self._read)[_MOST_READ // 2 :]}
        self._read |= read

    def background(self, library: Library, vectors: Vectors) -> Background:
        """Say which terms are rare among papers; anew when there are far more of them."""
        if not self._tells(vectors):
            with _opened(library) as index:
                if not self._told(index, vectors):
                    self._background = self._sampled(library, index, vectors)
        return self._background

    def _told(self, index: Index, vectors: Vectors) -> bool:
        """Tell whether enough texts were counted, here or in the index."""
        if not self._tells(vectors):
            self._background = term_lists.background(index) or self._background
        return self._tells(vectors)

    def _tells(self, vectors: Vectors) -> bool:
        """Tell whether enough texts were counted to know what is rare among so many papers."""
        return self._background.texts * 2 >= min(len(vectors), _SAMPLE)

    def _sampled(self, library: Library, index: Index, vectors: Vectors) -> Background:
        from desktop_app.engines.tallies import Tally  # brings NumPy, which no start needs

        packed = list(term_lists.spread(index, _PACKED_SAMPLE))
        sample = _sample(vectors)
        if len(packed) < len(sample):
            keys = embeddings.hashes_of(library, sample)
            found = self._found(library, keys)
            packed = [found[key] for key in keys.values() if key in found]
        tally = Tally(len(packed))
        tally.add(packed)
        return tally.background()


@contextmanager
def _opened(library: Library) -> Iterator[Index]:
    index = embeddings.open_index(library.path, writable=False)
    try:
        yield index
    finally:
        index.close()


def _sample(vectors: Vectors) -> list[PaperId]:
    """Give papers spread over all, whose texts tell which terms are rare."""
    ids = vectors.ids
    wanted = min(_SAMPLE, len(ids))
    return list(map(PaperId, ids[:: max(1, len(ids) // max(1, wanted))][:wanted]))


def _parts(keys: Mapping[PaperId, str], most: int) -> list[dict[PaperId, str]]:
    items = list(keys.items())
    return [dict(items[at : at + most]) for at in range(0, len(items), most)]
