"""What records say of works beyond title, authors, year, venue and identifiers.

Names are the variables of CSL 1.0.2 as far as these reach, and `MONTH` and `DAY` beside the year
of a paper. What only one format knows is kept under the name of the format and its own name for
it, as ``bibtex:owner`` or ``ris:M1``, and comes out again in that format.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from desktop_app.core.papers import Field

VOLUME = "volume"
ISSUE = "issue"
PAGE = "page"
NUMBER = "number"  # of a report, a patent
ARTICLE = "article-number"
PUBLISHER = "publisher"  # also the school of a thesis, the institution of a report
PLACE = "publisher-place"
EDITION = "edition"
CHAPTER = "chapter-number"
SERIES = "collection-title"
SERIES_NUMBER = "collection-number"
EVENT = "event-title"
EVENT_PLACE = "event-place"
EVENT_DATE = "event-date"
GENRE = "genre"  # what kind of thesis or report
PAGES = "number-of-pages"
VOLUMES = "number-of-volumes"
ISBN = "ISBN"
ISSN = "ISSN"
PMID = "PMID"
PMCID = "PMCID"
LANGUAGE = "language"
NOTE = "note"  # a remark for the bibliography; the reader's own are notes of a draft
SHORT_TITLE = "title-short"
SHORT_VENUE = "container-title-short"
STATUS = "status"
VERSION = "version"
MEDIUM = "medium"
LICENSE = "license"
ARCHIVE = "archive"
ARCHIVE_PLACE = "archive_location"
CALL_NUMBER = "call-number"
SOURCE = "source"
ACCESSED = "accessed"  # ISO 8601 date
MONTH = "month"  # 1 to 12
DAY = "day"  # 1 to 31

# In the order in which they are shown and written.
STANDARD = (
    VOLUME,
    ISSUE,
    PAGE,
    NUMBER,
    ARTICLE,
    MONTH,
    DAY,
    PUBLISHER,
    PLACE,
    EDITION,
    CHAPTER,
    SERIES,
    SERIES_NUMBER,
    EVENT,
    EVENT_PLACE,
    EVENT_DATE,
    GENRE,
    PAGES,
    VOLUMES,
    ISBN,
    ISSN,
    PMID,
    PMCID,
    LANGUAGE,
    NOTE,
    SHORT_TITLE,
    SHORT_VENUE,
    STATUS,
    VERSION,
    MEDIUM,
    LICENSE,
    ARCHIVE,
    ARCHIVE_PLACE,
    CALL_NUMBER,
    SOURCE,
    ACCESSED,
)
_PLACES = {name: place for place, name in enumerate(STANDARD)}


def get(fields: Iterable[Field], name: str) -> str:
    """Give the value of a field; empty where there is none."""
    return next((field.value for field in fields if field.name == name), "")


def ordered(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Give fields in the order of `STANDARD`, what is no standard last; no name twice.

    A name that comes twice keeps its first value that is not empty.
    """
    kept: dict[str, str] = {}
    for name, value in fields:
        if value and name not in kept:
            kept[name] = value
    return tuple(Field(name, kept[name]) for name in sorted(kept, key=_place))


@lru_cache(maxsize=1024)  # records of one source have the same fields
def _place(name: str) -> tuple[int, str]:
    return _PLACES.get(name, len(_PLACES)), name
