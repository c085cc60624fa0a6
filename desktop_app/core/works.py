"""Whether two records are the same work, versions of one, or may be one.

The same work: DOI, then arXiv identifier without version, then folded title with a shared author
and a near year; a missing author or year is unknown, not different: then equal folded title and
abstracts that are alike by at least `ALIKE`. A preprint and a published form that would be the
same by their titles alone are versions. What is near to that may be the same, and is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from rapidfuzz import fuzz

from desktop_app.core import text, titles
from desktop_app.core.papers import Author, Draft, arxiv_of_doi, is_placeholder
from desktop_app.core.preprints import Form, form

ALIKE = 0.9
NEAR_YEARS = 2
NEAR_TITLES = 90  # per cent by which titles are alike that are not made of the same words
NEXT_YEAR = 1  # how far the years of these may be apart
# Words before a family name that some sources leave out.
_LEFT_OUT = "af al bin da de dei del della den der des di do dos du el ibn la le ten ter van von zu"
_PARTICLES = frozenset(_LEFT_OUT.split())


class Relation(StrEnum):
    """What one record is to another."""

    SAME = "same"
    VERSION = "version"
    MAYBE = "maybe"
    DIFFERENT = "different"


class Reason(StrEnum):
    """What two records have in common."""

    DOI = "doi"
    ARXIV = "arxiv"
    TITLE = "title"
    NEAR_TITLE = "near title"


class Verdict(NamedTuple):
    """What two records are to each other, and why; different ones have no reason."""

    relation: Relation
    reason: Reason | None = None


DIFFERENT = Verdict(Relation.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Work:
    """What decides whether two records are one work."""

    title: str
    abstract: str
    authors: tuple[Author, ...] = ()
    year: int | None = None
    doi: str | None = None
    arxiv: str | None = None
    venue: str | None = None
    kind: str = ""


T = TypeVar("T", Draft, Work)
_GAPS = ("authors", "year", "venue", "doi", "arxiv", "kind")


def completed(known: T, record: T) -> T:
    """Give what is known with its gaps filled by a record of the same work, abstract apart.

    Whatever is known stays, but for the title of one that was only known by its identifier.
    """
    filled: dict[str, Any] = {n: getattr(known, n) or getattr(record, n) for n in _GAPS}
    if is_placeholder(known) and not is_placeholder(record):
        filled["title"] = record.title
    return replace(known, **filled)


class _Traits(NamedTuple):
    """What two records whose titles are near have in common beside them; None is unknown."""

    shared: bool | None  # an author
    near: bool | None  # the years
    apart: bool  # by identifiers
    versions: bool  # a preprint and a published form


def relate(a: Work, b: Work) -> Relation:
    """Tell what two records are to each other."""
    return compare(a, b).relation


def same(a: Work, b: Work) -> bool:
    """Tell whether two records are the same work."""
    return compare(a, b).relation is Relation.SAME


def compare(a: Work, b: Work) -> Verdict:
    """Tell what two records are to each other, and why."""
    (doi_a, arxiv_a), (doi_b, arxiv_b) = _identifiers(a), _identifiers(b)
    rivals = bool(doi_a and doi_b and doi_a != doi_b)
    if doi_a and doi_a == doi_b:
        return Verdict(Relation.SAME, Reason.DOI)
    if arxiv_a and arxiv_a == arxiv_b and not rivals:
        return Verdict(Relation.SAME, Reason.ARXIV)
    shared, near = _share_author(a, b), _near_years(a, b)
    if shared is False or near is False:
        return DIFFERENT
    apart = rivals or bool(arxiv_a and arxiv_b)
    traits = _Traits(shared, near, apart, {_form(a), _form(b)} == {Form.PREPRINT, Form.PUBLISHED})
    if text.title_key(a.title) == text.title_key(b.title):
        return _by_title(a, b, traits)
    return _by_near_title(a, b, traits)


@lru_cache(maxsize=32_768)  # a name comes again with each of its papers
def family(name: str) -> str:
    """Give the form of a family name by which authors are compared."""
    parts = text.words(name)
    while len(parts) > 1 and parts[0] in _PARTICLES:
        del parts[0]
    return " ".join(parts) or text.fold(name)


def likeness(a: str, b: str) -> float:
    """Say how alike two abstracts are, 0 to 1.

    One that is the beginning of the other is the same text on a page that was cut; an empty one
    is unknown.
    """
    left, right = text.title_key(a), text.title_key(b)
    if left.startswith(right) or right.startswith(left):
        return 1.0
    return fuzz.ratio(left, right) / 100


def _by_title(a: Work, b: Work, traits: _Traits) -> Verdict:
    """Judge two records with one title, no common identifier, and nothing known against them."""
    settled = (traits.shared and traits.near) or likeness(a.abstract, b.abstract) >= ALIKE
    askable = traits.shared or not titles.is_short(text.title_key(a.title))
    if not askable and _other_venue(a, b):
        return DIFFERENT
    if traits.versions and settled:
        return Verdict(Relation.VERSION, Reason.TITLE)
    if settled and not traits.apart and not traits.versions:
        return Verdict(Relation.SAME, Reason.TITLE)
    if askable and (traits.shared or not traits.apart):
        return Verdict(Relation.MAYBE, Reason.TITLE)
    return DIFFERENT


def _by_near_title(a: Work, b: Work, traits: _Traits) -> Verdict:
    """Judge two records with unlike titles, no common identifier, and nothing against them."""
    first = bool(
        a.authors and b.authors and family(a.authors[0].family) == family(b.authors[0].family)
    )
    if titles.signature(a.title) == titles.signature(b.title):
        askable = traits.shared or (not titles.is_short(a.title) and not traits.apart)
    else:
        askable = first and not traits.apart and _alike_titles(a, b)
    if not askable:
        return DIFFERENT
    if traits.versions and first and traits.near:
        return Verdict(Relation.VERSION, Reason.NEAR_TITLE)
    return Verdict(Relation.MAYBE, Reason.NEAR_TITLE)


def _alike_titles(a: Work, b: Work) -> bool:
    """Tell whether titles of works of the same year or the next are alike, letter by letter."""
    if not (a.year and b.year) or abs(a.year - b.year) > NEXT_YEAR:
        return False
    left, right = text.title_key(a.title), text.title_key(b.title)
    alike = fuzz.ratio(left, right, score_cutoff=NEAR_TITLES) >= NEAR_TITLES
    return alike and titles.marks(a.title) == titles.marks(b.title)


def _identifiers(work: Work) -> tuple[str | None, str | None]:
    """Give DOI and arXiv identifier; a DOI of arXiv's own is none beside the identifier it says."""
    said = arxiv_of_doi(work.doi)
    return (None, work.arxiv or said) if said else (work.doi, work.arxiv)


def _form(work: Work) -> Form:
    return form(work.doi, work.arxiv, work.venue, work.kind)


def _other_venue(a: Work, b: Work) -> bool:
    return bool(a.venue and b.venue and text.title_key(a.venue) != text.title_key(b.venue))


def _near_years(a: Work, b: Work) -> bool | None:
    return abs(a.year - b.year) <= NEAR_YEARS if a.year and b.year else None


def _share_author(a: Work, b: Work) -> bool | None:
    if not a.authors or not b.authors:
        return None
    families = {family(name.family) for name in a.authors}
    return any(family(name.family) in families for name in b.authors)
