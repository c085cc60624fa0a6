"""The year of a paper, as its first page or its metadata have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop_app.core.pdf_heads import Head, Page
from desktop_app.core.title_page import identifiers, lines
from desktop_app.core.title_page.lines import Row
from desktop_app.core.title_page.metadata import Metadata

_YEAR = r"((?:19|20)\d\d)"
_COPYRIGHT = re.compile(
    rf"(?:©|\(c\)|\bcopyright\b|⃝|@)\D{{0,40}}?{_YEAR}(?!\d)|{_YEAR}\s*(?:©|\(c\) |copyright)", re.I
)
_PUBLISHED = re.compile(
    rf"\b(?:published|first online|accepted)\b\D{{0,30}}(?:\d\d?\D{{1,20}})?{_YEAR}\b", re.I
)
_CONFERENCE = re.compile(r"\b[A-Z][A-Za-z+-]{1,12}\s?[’'‘`]\s?(\d\d)\b(?!\d)")
_BARE = re.compile(rf"(?<![\d/.–—:-]){_YEAR}(?![\d/–—]|-\d|\.\d)")
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    "januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|"
    "août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    "septiembre|octubre|noviembre|diciembre|spring|summer|autumn|fall|winter"
)
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?[.,]{0,2})"
_DATE = re.compile(
    rf"^(?:[^\W\d_ ]+,\s+)?(?:{_DAY}\s+)?(?:{_MONTHS})[.,]?(?:\s+{_DAY})?\s+{_YEAR}$"
    rf"|^{_YEAR}(?:\s*年.*)?$",
    re.IGNORECASE,
)
_PAGES = re.compile(r"\bpp?\.?\s*\d[\d\s–—-]*|\b\d{1,5}\s?[–—-]\s?\d{1,5}\b|\b\d{4}-\d{3}[\dXx]\b")
_IN_METADATA = (
    *("prism:publicationdate", "prism:coverdate", "prism:coverdisplaydate", "dc:date"),
    *("prism:publicationyear", "pdfx:publicationdate", "xmp:createdate", "creationdate"),
)
_EDGE = 0.12  # of a page's height, where the lines above and below the text stand
_PART = 0.45


def find(head: Head, body: float, said: Metadata) -> int | None:
    """Give the year that arXiv's stamp or the first page tells; the metadata only guess."""
    found = identifiers.stamp(head)
    if found and found[5]:
        return int(found[5])
    page = head.pages[0] if head.pages else Page(1, 1)
    rows = lines.rows(page)
    for year in (
        _first(_COPYRIGHT, _small(rows, page, body)),
        _at_edges(page, rows, body),
        _first(_PUBLISHED, rows),
        _first(_DATE, rows),
        _of_stamp(found),
        _in_metadata(said),
    ):
        if year:
            return year
    return None


def _first(pattern: re.Pattern[str], rows: Sequence[Row]) -> int | None:
    for row in rows:
        if found := pattern.search(row.text):
            return int(next(filter(None, found.groups())))
    return None


def _small(rows: Sequence[Row], page: Page, body: float) -> list[Row]:
    """Give what is no running text: small, or at the top or the foot."""
    return [r for r in rows if r.size < 1.01 * body or not _is_between(r, page)]


def _is_between(row: Row, page: Page) -> bool:
    return _EDGE * page.height < row.box.y0 and row.box.y1 < (1 - _EDGE) * page.height


def _at_edges(page: Page, rows: Sequence[Row], body: float) -> int | None:
    """Give the one year that the lines above and below the text name."""
    years: list[int] = []
    for row in rows:
        if row.size > 1.3 * body or _is_between(row, page):
            continue
        years += _years(row.text)
    small = [row for row in rows if row.size < 0.85 * body and row.box.y0 > _PART * page.height]
    years = years or [int(f"{_century(n)}{n}") for r in small for n in _CONFERENCE.findall(r.text)]
    return years[0] if len(set(years)) == 1 else None


def _years(said: str) -> Iterator[int]:
    conferences = _CONFERENCE.findall(said)
    if conferences:
        yield from (int(f"{_century(number)}{number}") for number in conferences)
        return
    yield from map(int, _BARE.findall(_PAGES.sub(" ", said)))


def _century(number: str) -> int:
    return 19 if int(number) > 50 else 20


def _of_stamp(found: re.Match[str] | None) -> int | None:
    """Give the year in an arXiv identifier, which begins with it, as 2301.01234."""
    number = re.search(r"(?:^|/)(\d\d)\d\d", found[1]) if found else None
    return int(f"{19 if int(number[1]) > 90 else 20}{number[1]}") if number else None


def _in_metadata(said: Metadata) -> int | None:
    for value in said.all(*_IN_METADATA):
        if found := re.search(rf"(?<!\d){_YEAR}", value):
            return int(found[1])
    return None
