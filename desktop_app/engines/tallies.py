"""In how many texts of a library each term stands, counted from their packed terms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from desktop_app.core.terms_shared import Background, level

_ROOM = 32  # places for each text, so that few terms share one
_FEWEST, _MOST = 1 << 12, 1 << 21  # places
_EXACT = 1 << 12  # counts whose levels are looked up


class Tally:
    """A count under way, over about so many texts."""

    def __init__(self, expected: int) -> None:
        size = min(_MOST, max(_FEWEST, 1 << (_ROOM * expected).bit_length()))
        self._counts = np.zeros(size, np.int32)
        self._texts = 0

    def add(self, packed: Sequence[bytes]) -> None:
        """Count the terms of more texts."""
        if packed:
            numbers = [np.frombuffer(data, "<u4", len(data) // 8) for data in packed]
            np.add.at(self._counts, np.concatenate(numbers) & (len(self._counts) - 1), 1)
            self._texts += len(packed)

    def background(self) -> Background:
        """Give what was counted so far."""
        counts = self._counts
        levels = np.array([level(n) for n in range(_EXACT)], np.uint8)[
            np.minimum(counts, _EXACT - 1)
        ]
        for place in np.flatnonzero(counts >= _EXACT):
            levels[place] = level(int(counts[place]))
        return Background(self._texts, levels.tobytes())
