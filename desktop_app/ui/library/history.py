"""What was searched for in one library, kept beside the settings, for suggestions."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QSettings

MOST = 50
LONGEST = 1000  # characters of a query that is worth keeping
MEANT_S = 2.0  # a query that stood this long was no pause in typing


class History:
    """The queries searched for last, the newest first; never one that was half typed.

    They are kept in `kept` under the folder of the library.
    """

    def __init__(
        self, kept: QSettings, library: Path, clock: Callable[[], float] = monotonic
    ) -> None:
        self._kept, self._clock = kept, clock
        self._key = f"history/{sha256(str(library.absolute()).encode()).hexdigest()[:16]}"
        self._queries = _read(kept.value(self._key))
        self._now, self._since = "", clock()

    def recent(self, prefix: str = "") -> list[str]:
        """List the queries that begin with `prefix`, whatever its case, the newest first."""
        begun = prefix.casefold().lstrip()
        return [query for query in self._queries if query.casefold().startswith(begun)]

    def watch(self, query: str) -> None:
        """Take note of the query in force; one that stood and was left for another is kept."""
        left, stood = self._now, self._clock() - self._since
        self._now, self._since = query, self._clock()
        going_on = bool(query) and (query.startswith(left) or left.startswith(query))
        if left and stood >= MEANT_S and not going_on:
            self.keep(left)

    def keep(self, query: str) -> None:
        """Keep a query that was meant: it was left for its results, or one of them was opened."""
        same = query.strip().casefold()
        if not same or len(query) > LONGEST or self._queries[:1] == [query]:
            return
        rest = [held for held in self._queries if held.strip().casefold() != same]
        self._queries = [query, *rest][:MOST]
        self._kept.setValue(self._key, json.dumps(self._queries))

    def clear(self) -> None:
        """Forget every query."""
        self._queries = []
        self._kept.remove(self._key)


def _read(value: object) -> list[str]:
    """Read what was kept; what is no list of queries is none."""
    try:
        found = json.loads(value) if isinstance(value, str) else []
    except ValueError:
        return []
    if not isinstance(found, list):
        return []
    return [query for query in found if isinstance(query, str) and query][:MOST]
