"""Which papers of a list may stand where they no longer belong, after changes made elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.core.papers import PaperId
from desktop_app.store import search
from desktop_app.store.library import Cause, Notice
from desktop_app.ui.library.list_model import PaperModel

MOST = 50  # papers looked at one by one
_OF_MANY = frozenset({"tag", "collection", "source"})  # what a row of these is about is not told


class Doubt:
    """Gathers what changed since a list was found, so that only that is looked at again."""

    def __init__(self) -> None:
        self._papers: set[PaperId] = set()
        self._everything = False

    def add(self, notice: Notice, sort: str) -> None:
        """Take up a change to a list that is sorted so; a changed text changes all ranks."""
        many = notice.cause is Cause.ELSEWHERE or not _OF_MANY.isdisjoint(notice.rows)
        ranks = sort == search.RANK and "search_text" in notice.rows
        self._papers |= notice.papers
        self._everything |= many or ranks or len(self._papers) > MOST

    def clear(self) -> None:
        """Begin anew: the list is found again."""
        self._papers, self._everything = set(), False

    def papers(self, model: PaperModel) -> list[PaperId] | None:
        """Give what changed and what stands beside it in the list; None where that is too much."""
        if self._everything:
            return None
        rows = {row + by for row in model.rows_of(self._papers).values() for by in (-1, 0, 1)}
        beside = {paper for row in rows if (paper := model.paper_at(row)) is not None}
        return sorted(self._papers | beside)


def holds(found: Sequence[PaperId], model: PaperModel, papers: Sequence[PaperId]) -> bool:
    """Tell whether of some papers just those found are listed, in their order."""
    rows = model.rows_of(papers)
    return list(found) == sorted(rows, key=lambda paper: rows[paper])
