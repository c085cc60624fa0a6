"""The vectors of one library in memory, and how they follow what the library holds."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from desktop_app.core.papers import PaperId
from desktop_app.engines import embedding
from desktop_app.store import embeddings
from desktop_app.store.library import Library

if TYPE_CHECKING:
    from desktop_app.engines.vectors import Vectors

_FEW = 5000  # vectors that are looked up; for more, all are read one after another


class Held:
    """Vectors, and a mark of the text that each paper's was made from.

    Papers are told apart by id and text, so what did not change is not read again.
    """

    def __init__(self, model: str) -> None:
        self._model = model
        self._marks = array("q")  # by paper; 0 where it has no vector
        self.vectors: Vectors | None = None

    def catch_up(self, library: Library) -> None:
        """Read the vectors of papers that are new or have another text, let go of those gone."""
        made = self._made()
        wanted: dict[str, list[PaperId]] = {}
        present: set[int] = set()
        for paper, key in embeddings.keyed(library):
            present.add(paper)
            if self._mark(paper) != _mark(key):
                wanted.setdefault(key, []).append(paper)
        for item in made.ids:
            if item not in present:
                self._let_go(made, PaperId(item))
        self._read(library, made, wanted)
        self.vectors = made

    def refresh(self, library: Library, papers: Iterable[PaperId]) -> None:
        """Read the vectors of some papers, or let go of them, where their texts changed."""
        if self.vectors is None:
            return  # all will be read when they are needed
        asked = list(papers)
        keys = embeddings.hashes_of(library, asked)
        wanted: dict[str, list[PaperId]] = {}
        for paper in asked:
            if paper not in keys:
                self._let_go(self.vectors, paper)
            elif self._mark(paper) != _mark(keys[paper]):
                wanted.setdefault(keys[paper], []).append(paper)
        self._read(library, self.vectors, wanted)

    def _made(self) -> Vectors:
        if self.vectors is not None:
            return self.vectors
        from desktop_app.engines import vectors  # brings NumPy, which no start needs

        self._marks = array("q")
        return vectors.Vectors(embedding.DIMENSIONS)

    def _read(self, library: Library, into: Vectors, wanted: dict[str, list[PaperId]]) -> None:
        """Read the vectors of papers by the hashes of their texts; let go of those without one."""
        if not wanted:
            return
        index = embeddings.open_index(library.path, writable=False)
        try:
            few = len(wanted) <= _FEW
            rows = index.some(self._model, wanted) if few else index.stream(self._model)
            new = sum(paper not in into for papers in wanted.values() for paper in papers)
            into.load(self._noted(rows, wanted), capacity=len(into) + new)
        finally:
            index.close()
        for key, papers in wanted.items():
            for paper in papers:
                if self._mark(paper) != _mark(key):
                    self._let_go(into, paper)

    def _noted(
        self, rows: Iterable[tuple[str, bytes]], wanted: dict[str, list[PaperId]]
    ) -> Iterator[tuple[int, bytes]]:
        for key, vector in rows:
            for paper in wanted.get(key, ()):
                yield paper, vector
                self._note(paper, _mark(key))

    def _let_go(self, vectors: Vectors, paper: PaperId) -> None:
        vectors.remove(paper)
        if paper < len(self._marks):
            self._marks[paper] = 0

    def _mark(self, paper: PaperId) -> int:
        return self._marks[paper] if paper < len(self._marks) else 0

    def _note(self, paper: PaperId, mark: int) -> None:
        if paper >= len(self._marks):
            self._marks.extend(bytes(paper + 1 - len(self._marks)))
        self._marks[paper] = mark


def _mark(key: str) -> int:
    """Give a number other than 0 that tells the hash of a text from others, in this process."""
    return hash(key) or 1
