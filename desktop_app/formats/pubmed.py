"""MEDLINE, the tagged text that PubMed gives as .nbib.

What a paper has no place for, as the history of a record in PubMed, is kept as `pubmed:XX`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop_app.core import fields, papers, text
from desktop_app.core.papers import Author, Contributor, Draft, Field, Problem
from desktop_app.formats import dates, record_values, tagged
from desktop_app.formats.mending import mend
from desktop_app.formats.record_values import Values

NO_TITLE = "this record has no title"
STRAY = "this text belongs to no record"

_TAG = re.compile(r"\ufeff?([A-Z0-9]{2,4}) {0,2}-(?: |$)")
# What a record says once: a second one after a blank line belongs to the next record.
_ONCE = frozenset({"PMID", "OWN", "STAT", "TI", "TA", "JT", "SO"})
_KINDS = {
    "preprint": "article",
    "dataset": "dataset",
    "technical report": "report",
    "academic dissertation": "thesis",
    "patent": "patent",
    "newspaper article": "article-newspaper",
    "webcast": "broadcast",
    "interactive tutorial": "webpage",
}
_PLAIN = {
    fields.VOLUME: "VI",
    fields.ISSUE: "IP",
    fields.PMID: "PMID",
    fields.PMCID: "PMC",
    fields.EDITION: "EN",
    fields.PUBLISHER: "PB",
    fields.SERIES: "CTI",
}
_BOOKS = frozenset({"book", "chapter"})
_IDENTIFIER = re.compile(r"(.*\S)\s*\[(doi|pii|bookaccession)\]", re.I | re.S)
_INITIALS = re.compile(r"(?P<family>.+) (?P<given>[^\W\d_a-z]{1,4})(?: (?P<suffix>\w+\.?))?")
_SUFFIX = re.compile(r"(?P<given>.+) (?P<suffix>Jr|Sr|2nd|3rd|4th|II|III|IV)\.?")
_STANDARD = re.compile(r"[0-9][0-9Xx -]{6,16}[0-9Xx]")


def parse(page: str) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Read the records; one without a title becomes a problem."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for line, lines in _records(page):
        found = _draft(line, lines) if isinstance(lines, list) else lines
        if isinstance(found, Draft):
            drafts.append(found)
        else:
            problems.append(found)
    return tuple(drafts), tuple(problems)


def _tag(line: str) -> tuple[str, str] | None:
    found = _TAG.match(line)
    return (found[1], line[found.end() :].strip()) if found else None


_READER = tagged.Reader(_tag)


def _records(page: str) -> Iterator[tuple[int, list[str] | Problem]]:
    """Give the lines of each record with the number of the first."""
    begun = 0
    lines: list[str] = []
    seen: set[str] = set()
    blank = stray = False
    for number, line in enumerate(tagged.lines(page), 1):
        if found := _tag(line):
            name = found[0]
            begins = name == "PMID" and not seen.isdisjoint(("PMID", "TI"))
            if begins or (blank and name in _ONCE and name in seen):
                yield begun, lines
                lines, seen = [], set()
            begun = begun if lines else number
            seen.add(name)
            stray = False
        blank = not line.strip()
        if found or (lines and not blank):
            lines.append(line)
        elif not blank and not stray:
            yield number, Problem(number, STRAY)
            stray = True
    if lines:
        yield begun, lines


def _draft(line: int, lines: list[str]) -> Draft | Problem:
    # Lines are broken at a width throughout, and mean nothing.
    said = Values(
        {tag: [v.replace("\n", " ") for v in vs] for tag, vs in _READER.read(lines).items()}
    )
    title, venue, book = said.one("TI"), said.one("JT"), said.one("BTI")
    if not title and not book:
        return Problem(line, NO_TITLE)
    short = said.one("TA")
    kind = _kind(said, title, book, venue or short)
    known = {name: said.one(tag) for name, tag in _PLAIN.items()}
    known[fields.SHORT_VENUE] = short if venue or book else ""
    doi = _identifiers(said, known)
    year = _date(said, known)
    known[fields.PAGE] = record_values.pages(said.one("PG"))
    known[fields.LANGUAGE] = ", ".join(said.all("LA"))
    known[fields.ISSN] = _standard_numbers(said, "IS")
    known[fields.ISBN] = _standard_numbers(said, "ISBN")
    if kind in _BOOKS:
        known[fields.PLACE] = said.one("PL")
    addresses = record_values.addresses(said.all("4099", "UR", "URL"), doi)
    known[fields.PMID] = known[fields.PMID] or addresses.pmid
    return Draft(
        title=mend((title or book).removesuffix(".")),
        abstract=mend(said.one("AB")) or None,
        authors=(*_names(said, "FAU", "AU"), *(Author(mend(body)) for body in said.all("CN"))),
        year=year,
        venue=mend(venue or (book if title else "") or short) or None,
        doi=addresses.doi,
        arxiv=addresses.arxiv or record_values.arxiv_of(addresses.doi),
        links=addresses.links,
        tags=_tags(said),
        line=line,
        kind=kind,
        contributors=tuple(Contributor("editor", name) for name in _names(said, "FED", "ED")),
        fields=fields.ordered(
            [*(Field(name, value) for name, value in known.items()), *said.rest("pubmed")]
        ),
    )


def _kind(said: Values, title: str, book: str, journal: str) -> str:
    """Tell the kind; what PubMed calls types of publication stays, for these are finer."""
    if book:
        return "chapter" if title and title != book else "book"
    types = said.peek("PT").lower().split("\n")
    found = next((_KINDS[name] for name in types if name in _KINDS), "")
    return found or ("article-journal" if journal else "")


def _identifiers(said: Values, known: dict[str, str]) -> str | None:
    """Take the identifiers a publisher gave; one that is no DOI may stand for pages."""
    doi: str | None = None
    for tag in ("LID", "AID"):
        for written in said.all(tag):
            found = _IDENTIFIER.fullmatch(written)
            what, value = (found[2].lower(), found[1]) if found else ("", written)
            given = papers.normal_doi(value) if what in ("doi", "") else None
            if given and doi in (None, given):
                doi = given
            elif (
                what == "pii" and tag == "LID" and fields.ARTICLE not in known and "PG" not in said
            ):
                known[fields.ARTICLE] = value
            elif not (what == "pii" and known.get(fields.ARTICLE) == value):
                said.put_back(tag, written)
    return doi


def _date(said: Values, known: dict[str, str]) -> int | None:
    written = said.one("DP")
    date = dates.read(written)
    known[fields.MONTH], known[fields.DAY] = str(date.month or ""), str(date.day or "")
    if date.rest:
        said.put_back("DP", written)
    return date.year


def _standard_numbers(said: Values, tag: str) -> str:
    """Give numbers without what they are called, as in `1234-5678 (Electronic)`."""
    found: list[str] = []
    for written in said.all(tag):
        number = _STANDARD.match(written)
        found.append(number.group() if number else written)
    return ", ".join(dict.fromkeys(found))


def _names(said: Values, full: str, short: str) -> Iterator[Author]:
    """Take full names, and let go of the short ones which say the same."""
    full_names, short_names = said.all(full), said.all(short)
    names = map(_full_name, full_names or short_names)
    return (name for name in names if name.family)


def _full_name(written: str) -> Author:
    """Read `Lee, Ann B Jr`, or `Lee AB Jr` where only initials are known."""
    name = record_values.name(written)
    parts = _SUFFIX.fullmatch(name.given) if name.given else _INITIALS.fullmatch(name.family)
    if not parts:
        return name
    return Author(
        parts["family"] if not name.given else name.family, parts["given"], parts["suffix"] or ""
    )


def _tags(said: Values) -> tuple[str, ...]:
    """Take headings, and the keywords of the authors; headings with subheadings stay, too."""
    headings = said.all("MH")
    for heading in headings:
        if "/" in heading:
            said.put_back("MH", heading)
    first = (heading.split("/")[0] for heading in headings)
    written = [tag.strip().strip("*") for tag in (*first, *said.all("OT"))]
    return tuple(dict.fromkeys(text.clean_line(tag) for tag in written if tag))
