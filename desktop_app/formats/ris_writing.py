"""Papers as RIS, which `ris` reads back; what RIS has no tag for is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from desktop_app.core import fields
from desktop_app.core.papers import Author, Contributor, Paper
from desktop_app.formats import record_values, rich_text, ris, ris_records, ris_types

_OWN = re.compile(r"ris:([A-Z][A-Z0-9])")
_RANGE = re.compile(r"([^\u2013]+)\u2013([^\u2013,; ]+)")
_ARXIV = "https://arxiv.org/abs/"
_PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"
_CENTRAL = "https://pmc.ncbi.nlm.nih.gov/articles/"
_TAGS = {role: tag for tag, role in reversed(ris.ROLES.items())}


def write(papers: Iterable[Paper]) -> Iterator[str]:
    """Write the records one by one."""
    return map(_record, papers)


def _record(paper: Paper) -> str:
    lines = (f"{tag}  - {value}\n" for tag, value in _values(paper) if value)
    return f"TY  - {ris_types.type_of(paper.kind)}\n{''.join(lines)}ER  - \n\n"


def _values(paper: Paper) -> Iterator[tuple[str, str]]:
    """Give each tag with its value; what was kept of another record comes last."""
    yield "TI", _line(paper.title)
    yield from (("AU", _name(author)) for author in paper.authors)
    yield from (_contributor(paper.kind, contributor) for contributor in paper.contributors)
    yield from _dates(paper)
    for tag, value in (*_places(paper), *_numbers(paper)):
        yield tag, _line(value)
    for name, (tag, *_) in ris.PLAIN.items():
        yield tag, _line(fields.get(paper.fields, name))
    yield "DO", paper.doi or ""
    yield from (("UR", url) for url in _addresses(paper))
    yield "AB", _lines(paper.abstract)
    yield from (("KW", _line(tag)) for tag in paper.tags)
    yield "ID", paper.citekey
    for field in paper.fields:
        if own := _OWN.fullmatch(field.name):
            yield from ((own[1], line.strip()) for line in field.value.split("\n"))


def _line(value: str) -> str:
    return rich_text.marked(" ".join(value.split()))


def _lines(value: str) -> str:
    """Keep the lines of a text unless one would be read as something else."""
    lines = [line.strip() for line in rich_text.marked(value).strip().split("\n")]
    if any(ris_records.tag(line) or ris_records.is_banner(line) for line in lines[1:]):
        return _line(value)
    return "\n".join(lines)


def _name(author: Author) -> str:
    """Give a name with the family first; a comma ends that of a body which looks like a person."""
    written = ", ".join(map(_line, (author.family, author.given, author.suffix))).rstrip(", ")
    return f"{written}," if record_values.name(written).given and not author.given else written


def _contributor(kind: str, contributor: Contributor) -> tuple[str, str]:
    advised = kind == "thesis" and contributor.role == ris.ADVISOR
    tag = "A3" if advised else _TAGS.get(contributor.role, "")
    return tag, _name(contributor.name) if tag else ""


def _dates(paper: Paper) -> Iterator[tuple[str, str]]:
    if paper.year:
        yield "PY", f"{paper.year:04}"
        month, day = (fields.get(paper.fields, name) for name in (fields.MONTH, fields.DAY))
        if month:
            yield "DA", f"{paper.year:04}/{month:0>2}/{day and f'{day:0>2}'}/"
    if accessed := fields.get(paper.fields, fields.ACCESSED):
        year, month, day, *_ = [*accessed.split("-"), "", ""]
        yield "Y2", f"{year}/{month}/{day}/"


def _places(paper: Paper) -> Iterator[tuple[str, str]]:
    """Give what the work stands in, its series and where it was printed or held."""
    said = dict(paper.fields)
    event, event_place = said.get(fields.EVENT, ""), said.get(fields.EVENT_PLACE, "")
    conference = paper.kind == "paper-conference"
    whole = paper.kind in ris_types.WHOLE
    venue = "JF" if whole else "C3" if conference and event else "T2"
    yield venue, paper.venue or ""
    if venue == "C3":
        yield "T2", event
    yield "T2" if whole else "T3", said.get(fields.SERIES, "")
    yield "J2", said.get(fields.SHORT_VENUE, "")
    at_event = conference and event_place
    yield "C1" if at_event else "CY", said.get(fields.PLACE, "")
    if at_event:
        yield "CY", event_place


def _numbers(paper: Paper) -> Iterator[tuple[str, str]]:
    said = dict(paper.fields)
    yield "IS", said.get(ris_types.number_field(paper.kind), "")
    yield "SN", said.get(fields.ISBN, "")
    yield "SN", said.get(fields.ISSN, "")
    pages = said.get(fields.PAGE, "")
    if paper.kind in ris_types.WHOLE and not _RANGE.fullmatch(pages):
        pages = said.get(fields.PAGES, "")
    found = _RANGE.fullmatch(pages)
    yield from zip(("SP", "EP"), found.groups() if found else (pages,), strict=False)
    if paper.kind.startswith("article"):
        yield "C7", said.get(fields.ARTICLE, "")
    if paper.kind in ris_types.WITH_CHAPTERS:
        yield "SE", said.get(fields.CHAPTER, "")


def _addresses(paper: Paper) -> Iterator[str]:
    """Give the addresses; identifiers that RIS has no tag for go as the address they have."""
    yield from (link.url for link in paper.links)
    known = (
        (_ARXIV, paper.arxiv),
        (_PUBMED, fields.get(paper.fields, fields.PMID)),
        (_CENTRAL, fields.get(paper.fields, fields.PMCID)),
    )
    yield from (place + identifier for place, identifier in known if identifier)
