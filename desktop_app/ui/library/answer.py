"""What is asked for the list of papers, and what comes of it."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.core.papers import PaperId
from desktop_app.core.query import Query
from desktop_app.store import moment, search
from desktop_app.store.library import Library

# Orders by what words mean, alone or together with where they stand.
MEANT = MEANING, BOTH = "meaning", "both"
RANKED = (search.RANK, *MEANT)

Asked = tuple[Query, str, bool]  # query, sort, whether of the bin


@dataclass(frozen=True, slots=True)
class Answer:
    """Ids of papers in order, as 64-bit numbers, and how they came by it.

    `sort` is what they are sorted by, not as asked where a `broad` query finds too many to be
    ranked; where they are not the `whole`, more may follow. `meant`: in an order by meaning, which
    comes after that by words.
    """

    papers: array[int]
    sort: str
    broad: bool = False
    whole: bool = True
    meant: bool = False


Done = Callable[[Answer], None]
Find = Callable[[Query, str, bool, int | None, Done], None]
Check = Callable[[Query, str, bool, list[PaperId], Callable[[list[PaperId]], None]], None]


def find(library: Library, query: Query, sort: str, binned: bool, limit: int | None) -> Answer:
    """Find papers, at most `limit` where there is one."""
    with moment.held(library):
        if limit is None:
            found = search.find(library, query, sort=sort, binned=binned)
        else:
            found = search.first(library, query, sort=sort, binned=binned, limit=limit)
    return Answer(array("q", found.papers), found.sort, found.broad, found.whole)


def among(
    library: Library, query: Query, sort: str, binned: bool, papers: list[PaperId]
) -> list[PaperId]:
    """Find those of a few papers that belong to a list, in its order, or that of `papers`."""
    with moment.held(library):
        return search.among(library, query, papers, sort=sort, binned=binned)
