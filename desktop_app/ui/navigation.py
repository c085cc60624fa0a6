"""Back and forward between the places a reader was at."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.core.notes import NoteId
from desktop_app.core.papers import PaperId

TODAY, LIBRARY, NOTES, BIN = "today", "library", "notes", "bin"
REVIEW, DIGEST, STATISTICS = "review", "digest", "statistics"
OF_TODAY = (DIGEST, STATISTICS)  # pages that Today leads to
MOST = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A page by its name, such as `TODAY` or `LIBRARY`, what its list shows, and what is read
    there: a paper or a note of its own."""

    page: str
    query: str = ""
    paper: PaperId | None = None
    note: NoteId | None = None


class Trail:
    """The places gone through; going somewhere new forgets what was ahead."""

    def __init__(self, start: Place) -> None:
        self._places = [start]
        self._at = 0

    @property
    def here(self) -> Place:
        """The place the reader is at."""
        return self._places[self._at]

    def go(self, place: Place, *, over: bool = False) -> None:
        """Go to a place; `over` replaces the present one, as moving in a list does."""
        if place == self.here:
            return
        del self._places[self._at + 1 :]
        if over:
            self._places[self._at] = place
        else:
            self._places.append(place)
            del self._places[:-MOST]
        self._at = len(self._places) - 1

    def step(self, by: int) -> Place | None:
        """Go back with -1, forward with 1; None where there is no further place."""
        if not 0 <= self._at + by < len(self._places):
            return None
        self._at += by
        return self.here
