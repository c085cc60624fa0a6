"""Unit vectors in memory and the nearest among them, by one product of a matrix and a vector."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

CHUNK = 16_384
SAMPLE = 1000  # vectors that tell what is usual
# Products of equal vectors differ in the last bits by where they lie; scores are rounded past them.
_DIGITS = 6

Floats = NDArray[np.float32]


class Vectors:
    """Vectors by id, rows of float32 without gaps, in chunks so that growing copies nothing.

    Ids are small numbers, as the rows of a table have them: where the vector of each lies stands
    in an array, which takes a tenth of what a dictionary would.
    """

    def __init__(self, dimensions: int) -> None:
        self._dimensions = dimensions
        self._chunks: list[Floats] = []
        self._ids = np.empty(0, np.int64)
        self._rows = array("i")  # by id; -1 where there is none
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __contains__(self, item: int) -> bool:
        return self._find(item) >= 0

    @property
    def ids(self) -> list[int]:
        """The ids that have a vector, in ascending order."""
        found: list[int] = np.sort(self._ids[: self._count]).tolist()
        return found

    def load(self, vectors: Iterable[tuple[int, bytes]], capacity: int = 0) -> None:
        """Put many vectors, taken one at a time; room is made for `capacity` of them at once."""
        self._reserve(capacity)
        for item, vector in vectors:
            self.put(item, vector)

    def put(self, item: int, vector: bytes) -> None:
        """Add a vector (float32, little-endian), or replace the one of this id.

        Raises ValueError where it has another number of dimensions.
        """
        values = np.frombuffer(vector, "<f4")
        if len(values) != self._dimensions:
            raise ValueError(f"{len(values)} dimensions, not {self._dimensions}")
        row = self._find(item)
        if row < 0:
            row = self._count
            self._reserve(row + 1)
            self._place(item, row)
            self._count += 1
        self._row(row)[:] = values

    def remove(self, item: int) -> None:
        """Take a vector out; the last one takes its row. An id that is not there is fine."""
        row = self._find(item)
        if row < 0:
            return
        self._rows[item] = -1
        self._count -= 1
        if row < self._count:
            self._row(row)[:] = self._row(self._count)
            self._place(int(self._ids[self._count]), row)

    def nearest(
        self, item: int, most: int, exclude: Collection[int] = ()
    ) -> list[tuple[int, float]]:
        """Give the `most` ids nearest to `item` with their cosines, best first, itself left out.

        Equal cosines come in the order of their ids. Raises KeyError where `item` has no vector.
        """
        return self.best(self._vector(item), most, {item, *exclude})

    def best(
        self,
        vector: Floats,
        most: int,
        exclude: Collection[int] = (),
        among: Collection[int] | None = None,
    ) -> list[tuple[int, float]]:
        """Give the `most` ids with the highest products with a vector, and these, best first.

        All ids, or `among` some. Equals come in the order of their ids.
        """
        scores = self._scores(vector)
        if among is not None:
            wanted = [row for other in among if (row := self._find(other)) >= 0]
            found = np.full(len(scores), -np.inf, np.float32)
            found[wanted] = scores[wanted]
            scores = found
        for other in exclude:
            if (row := self._find(other)) >= 0:
                scores[row] = -np.inf
        rows = _best(scores, most)
        pairs = [(int(self._ids[row]), round(float(scores[row]), _DIGITS)) for row in rows]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:most]

    def usual(self, vector: Floats) -> tuple[float, float]:
        """Give mean and deviation of the products with a vector, of ids spread over all."""
        sample = self.ids[:: max(1, len(self) // SAMPLE)][:SAMPLE]
        if not sample:
            return 0.0, 0.0
        scores = self.pick(sample) @ vector
        return float(scores.mean()), float(scores.std())

    def pick(self, items: Sequence[int]) -> Floats:
        """Give the vectors of ids as rows. Raises KeyError where one has none."""
        rows = np.empty((len(items), self._dimensions), np.float32)
        for place, item in enumerate(items):
            rows[place] = self._vector(item)
        return rows

    def _scores(self, vector: Floats) -> Floats:
        scores = np.empty(self._count, np.float32)
        for start, chunk in zip(range(0, len(scores), CHUNK), self._chunks, strict=False):
            part = scores[start : start + CHUNK]
            np.matmul(chunk[: len(part)], vector, out=part)
        return scores

    def _find(self, item: int) -> int:
        """Give the row of an id; -1 where it has none."""
        return self._rows[item] if 0 <= item < len(self._rows) else -1

    def _place(self, item: int, row: int) -> None:
        if item >= len(self._rows):
            more = max(item + 1, len(self._rows) * 2) - len(self._rows)
            self._rows.extend(array("i", [-1]) * more)
        self._rows[item] = row
        self._ids[row] = item

    def _vector(self, item: int) -> Floats:
        if (row := self._find(item)) < 0:
            raise KeyError(item)
        return self._row(row)

    def _row(self, row: int) -> Floats:
        chunk, place = divmod(row, CHUNK)
        found: Floats = self._chunks[chunk][place]
        return found

    def _reserve(self, capacity: int) -> None:
        while len(self._ids) < capacity:
            # Memory that was never written takes no room, so a whole chunk costs nothing.
            self._chunks.append(np.empty((CHUNK, self._dimensions), np.float32))
            self._ids = np.concatenate([self._ids, np.empty(CHUNK, np.int64)])


def read(vector: bytes) -> Floats:
    """Read a vector as it is stored: float32, little-endian."""
    return np.frombuffer(vector, "<f4").astype(np.float32)


def _best(scores: Floats, most: int) -> NDArray[np.intp]:
    """Give the rows of the `most` best scores, and of those that equal the last of them."""
    most = min(most, int(np.count_nonzero(scores > -np.inf)))
    if most <= 0:
        return np.empty(0, np.intp)
    least = np.partition(scores, -most)[-most]
    return np.flatnonzero(scores >= least - 10**-_DIGITS)
