"""Whether two records are the same work.

DOI, then arXiv identifier without version, then folded title with a shared author and a near
year; a missing author or year is unknown, not different: then equal folded title and abstracts
that are alike by at least `ALIKE`.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from desktop_app.core import text
from desktop_app.core.papers import Author

ALIKE = 0.9
NEAR_YEARS = 2


@dataclass(frozen=True, slots=True)
class Work:
    """What decides whether two records are one work."""

    title: str
    abstract: str
    authors: tuple[Author, ...] = ()
    year: int | None = None
    doi: str | None = None
    arxiv: str | None = None


def same(a: Work, b: Work) -> bool:
    """Tell whether two records are the same work."""
    if a.doi and b.doi:
        return a.doi == b.doi
    if a.arxiv and b.arxiv:
        return a.arxiv == b.arxiv
    if text.title_key(a.title) != text.title_key(b.title):
        return False
    if a.authors and b.authors and a.year and b.year:
        return _share_author(a, b) and abs(a.year - b.year) <= NEAR_YEARS
    if a.authors and b.authors and not _share_author(a, b):
        return False
    if a.year and b.year and abs(a.year - b.year) > NEAR_YEARS:
        return False
    return likeness(a.abstract, b.abstract) >= ALIKE


def likeness(a: str, b: str) -> float:
    """Say how alike two abstracts are, 0 to 1.

    One that is the beginning of the other is the same text on a page that was cut; an empty one
    is unknown.
    """
    left, right = text.title_key(a), text.title_key(b)
    if left.startswith(right) or right.startswith(left):
        return 1.0
    return fuzz.ratio(left, right) / 100


def _share_author(a: Work, b: Work) -> bool:
    return not {text.fold(x.family) for x in a.authors}.isdisjoint(
        text.fold(x.family) for x in b.authors
    )
