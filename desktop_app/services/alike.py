"""Papers so near each other that one a day is enough: versions, sequels, retellings."""

from __future__ import annotations

from array import array
from operator import mul
from types import TracebackType
from typing import Self

from desktop_app.core.papers import PaperId
from desktop_app.engines import embedding
from desktop_app.store import embeddings, errors
from desktop_app.store.embeddings import Index
from desktop_app.store.library import Library

NEAR = 0.8  # cosine; of 24,310 pairs of a real page of papers 8 are nearer


class Alike:
    """Tells whether two papers are alike, by their stored vectors; without vectors none are.

    Vectors are read as they are asked for, and without NumPy: a plan compares some dozens, and
    no start waits for an import.
    """

    def __init__(self, library: Library, model: str = embedding.MODEL) -> None:
        self._library, self._model = library, model
        self._index: Index | None = None
        self._vectors: dict[PaperId, array[float]] = {}

    def __enter__(self) -> Self:
        try:
            self._index = embeddings.open_index(self._library.path, writable=False)
        except errors.LibraryError:
            self._index = None  # a plan does without; whoever embeds next says what is wrong
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._index is not None:
            self._index.close()

    def __call__(self, a: PaperId, b: PaperId) -> bool:
        one, other = self._vector(a), self._vector(b)
        return len(one) == len(other) > 0 and sum(map(mul, one, other)) >= NEAR

    def _vector(self, paper: PaperId) -> array[float]:
        if paper not in self._vectors:
            self._vectors[paper] = self._read(paper)
        return self._vectors[paper]

    def _read(self, paper: PaperId) -> array[float]:
        keys = embeddings.hashes_of(self._library, [paper])
        if self._index is None or paper not in keys:
            return array("f")
        try:
            return array("f", self._index.get(self._model, keys[paper]) or b"")
        except errors.LibraryError:
            self._index = None
            return array("f")
