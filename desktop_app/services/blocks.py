"""Records put together by what near titles share, so that few of them are compared."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple, TypeVar

from rapidfuzz import fuzz, process

from desktop_app.core import text, titles, works
from desktop_app.core.works import NEAR_TITLES, NEXT_YEAR, Work
from desktop_app.store.library import Library

Key = TypeVar("Key", int, tuple[str, int])

_LARGE = 150  # records of one block from which not each is compared with each other
_PAPERS = (
    "SELECT p.id, p.title, p.title_key, p.year, a.family FROM paper p"
    " LEFT JOIN author a ON a.paper_id = p.id AND a.position = 0"
)


class _Head(NamedTuple):
    """What near titles share: the words they are made of, or first author and year."""

    signature: int  # a hash: what is found by it is compared anyway
    author: str
    year: int | None


class Blocks:
    """Which records, by their numbers, may have a title near to another's."""

    def __init__(self) -> None:
        self._titles: dict[int, str] = {}  # folded
        # One number where there is only one, for most blocks are of one record.
        self._by_signature: dict[int, int | list[int]] = {}
        self._by_author: dict[tuple[str, int], int | list[int]] = {}

    def add(self, number: int, work: Work) -> None:
        """Add a record."""
        key = text.title_key(work.title)
        self._add(number, key, _head(work.title, key, _first(work), work.year))

    def _add(self, number: int, folded: str, head: _Head) -> None:
        self._titles[number] = folded
        _put(self._by_signature, head.signature, number)
        if head.author and head.year:
            _put(self._by_author, (head.author, head.year), number)

    def near(self, work: Work) -> set[int]:
        """Give the records whose titles may be near to that of a work."""
        key = text.title_key(work.title)
        head = _head(work.title, key, _first(work), work.year)
        found = set(_list(self._by_signature.get(head.signature)))
        if head.author and head.year:
            years = range(head.year - NEXT_YEAR, head.year + NEXT_YEAR + 1)
            block = [n for y in years for n in _list(self._by_author.get((head.author, y)))]
            found |= self._alike(key, block)
        return found

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Give the pairs of records whose titles may be near to each other's, some twice."""
        for block in self._by_signature.values():
            if isinstance(block, list):
                yield from joined(block)
        for (author, year), block in self._by_author.items():
            own, later = _list(block), _list(self._by_author.get((author, year + NEXT_YEAR)))
            for place, number in enumerate(own):
                rest = own[place + 1 :] + later
                for other in self._alike(self._titles[number], rest) if rest else ():
                    yield (number, other)

    def _alike(self, folded: str, block: list[int]) -> set[int]:
        choices = {number: self._titles[number] for number in block}
        found = process.extract(
            folded, choices, scorer=fuzz.ratio, score_cutoff=NEAR_TITLES, limit=None
        )
        return {number for _, _, number in found}


def of_library(library: Library) -> Blocks:
    """Put the papers of a library together, those in the bin left out."""
    blocks = Blocks()
    rows = library.db.conn.execute(f"{_PAPERS} WHERE p.binned_at IS NULL")
    for paper, title, folded, year, family in rows:
        blocks._add(paper, folded, _head(title, folded, family or "", year))
    return blocks


def joined(block: list[int]) -> Iterator[tuple[int, int]]:
    """Give the pairs of a block; of a large one those that hold it together."""
    if len(block) <= _LARGE:
        yield from combinations(block, 2)
    else:
        yield from pairwise(block)


def _head(title: str, key: str, first: str, year: int | None) -> _Head:
    return _Head(hash(titles.signature(title, key)), first and works.family(first), year)


def _first(work: Work) -> str:
    return work.authors[0].family if work.authors else ""


def _put(blocks: dict[Key, int | list[int]], key: Key, number: int) -> None:
    held = blocks.setdefault(key, number)
    if isinstance(held, list):
        held.append(number)
    elif held != number:
        blocks[key] = [held, number]


def _list(block: int | list[int] | None) -> list[int]:
    if block is None:
        return []
    return block if isinstance(block, list) else [block]
