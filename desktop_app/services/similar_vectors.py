"""The vectors of one library in memory, and how they follow what the library holds."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from desktop_app.core.papers import PaperId
from desktop_app.engines import embedding
from desktop_app.store import embeddings
from desktop_app.store.library import Library

if TYPE_CHECKING:
    from desktop_app.engines.vectors import Vectors

_FEW = 5000  # vectors that are looked up; for more, all are read one after another
_STEP, _PORTION = 2000, 20_000  # vectors and hashes read at once, in hundredths of a second


class Held:
    """Vectors, and a mark of the text that each paper's was made from.

    Papers are told apart by id and text, so what did not change is not read again.
    """

    def __init__(self, model: str) -> None:
        self._model = model
        self._marks = array("q")  # by paper; 0 where it has no vector
        self._loading: Iterator[None] | None = None
        self._missed: set[PaperId] = set()  # papers that changed while all were being read
        self.vectors: Vectors | None = None

    def catch_up(self, library: Library) -> None:
        """Read the vectors of papers that are new or have another text, let go of those gone."""
        if self.vectors is None:
            while self.step(library):
                pass
        else:
            for _ in self._follow(library, self.vectors):
                pass

    def step(self, library: Library) -> bool:
        """Go on reading all vectors, for some hundredths of a second; False once all are there."""
        if self.vectors is not None:
            return False
        if self._loading is None:
            self._loading = self._load(library)
        try:
            return next(self._loading, self) is None
        except BaseException:
            self._loading = None
            raise

    def _load(self, library: Library) -> Iterator[None]:
        from desktop_app.engines import vectors  # brings NumPy, which no start needs

        yield
        self._marks = array("q")
        self._missed.clear()
        made = vectors.Vectors(embedding.DIMENSIONS)
        yield from self._follow(library, made)
        self.vectors, self._loading = made, None
        self.refresh(library, self._missed)

    def _follow(self, library: Library, made: Vectors) -> Iterator[None]:
        wanted: dict[str, list[PaperId]] = {}
        present: set[int] = set()
        last = PaperId(0)
        while part := list(embeddings.keyed(library, after=last, most=_PORTION)):
            for paper, key in part:
                present.add(paper)
                if self._mark(paper) != _mark(key):
                    wanted.setdefault(key, []).append(paper)
            last = part[-1][0]
            yield
        for item in made.ids:
            if item not in present:
                self._let_go(made, PaperId(item))
        yield from self._read(library, made, wanted)

    def refresh(self, library: Library, papers: Iterable[PaperId]) -> None:
        """Read the vectors of some papers, or let go of them, where their texts changed."""
        if self.vectors is None:
            self._missed.update(papers)
            return  # all will be read when they are needed
        asked = list(papers)
        keys = embeddings.hashes_of(library, asked)
        wanted: dict[str, list[PaperId]] = {}
        for paper in asked:
            if paper not in keys:
                self._let_go(self.vectors, paper)
            elif self._mark(paper) != _mark(keys[paper]):
                wanted.setdefault(keys[paper], []).append(paper)
        for _ in self._read(library, self.vectors, wanted):
            pass

    def _read(
        self, library: Library, into: Vectors, wanted: dict[str, list[PaperId]]
    ) -> Iterator[None]:
        """Read the vectors of papers by the hashes of their texts; let go of those without one."""
        if not wanted:
            return
        index = embeddings.open_index(library.path, writable=False)
        try:
            few = len(wanted) <= _FEW
            rows = index.some(self._model, wanted) if few else index.stream(self._model)
            new = sum(paper not in into for papers in wanted.values() for paper in papers)
            capacity = len(into) + new
            while part := list(islice(rows, _STEP)):
                into.load(self._noted(part, wanted), capacity)
                yield
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
