"""EndNote's export as XML.

What a paper has no place for is kept under the name of its element, as `endnote:custom1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from desktop_app.core import fields, text
from desktop_app.core.papers import Attachment, Contributor, Draft, Field, Problem
from desktop_app.formats import record_values, ris_notes, ris_types, tagged, xml_records
from desktop_app.formats.mending import mend
from desktop_app.formats.record_values import Addresses, Values

NO_TITLE = "this record has no title"
NUMBERED_NO_TITLE = "record {number} has no title"  # for all are in one line
_SHOWN = 20  # characters

_KINDS = {
    "aggregated database": "dataset",
    "ancient text": "classic",
    "artwork": "graphic",
    "audiovisual material": "motion_picture",
    "bill": "bill",
    "blog": "post-weblog",
    "book": "book",
    "book section": "chapter",
    "case": "legal_case",
    "catalog": "book",
    "chart or table": "figure",
    "classical work": "classic",
    "computer program": "software",
    "conference paper": "paper-conference",
    "conference proceedings": "paper-conference",
    "dataset": "dataset",
    "dictionary": "entry-dictionary",
    "discussion forum": "post",
    "edited book": "book",
    "electronic article": "article-journal",
    "electronic book": "book",
    "electronic book section": "chapter",
    "encyclopedia": "entry-encyclopedia",
    "equation": "figure",
    "figure": "figure",
    "film or broadcast": "motion_picture",
    "government document": "report",
    "grant": "document",
    "hearing": "hearing",
    "interview": "interview",
    "journal article": "article-journal",
    "legal rule or regulation": "regulation",
    "magazine article": "article-magazine",
    "manuscript": "manuscript",
    "map": "map",
    "music": "musical_score",
    "newspaper article": "article-newspaper",
    "online database": "dataset",
    "online multimedia": "motion_picture",
    "pamphlet": "pamphlet",
    "patent": "patent",
    "personal communication": "personal_communication",
    "podcast": "broadcast",
    "preprint": "article",
    "report": "report",
    "serial": "collection",
    "social media": "post",
    "standard": "standard",
    "statute": "legislation",
    "thesis": "thesis",
    "unpublished work": "article",
    "web page": "webpage",
}
_OWN_FILE = re.compile(r"internal-pdf://", re.I)
_ENDING = ".enl"  # of a library of EndNote
_NUMBERS = {
    "5": "chapter",
    "6": "book",
    "10": "paper-conference",
    "12": "webpage",
    "17": "article-journal",
    "27": "report",
    "28": "book",
    "32": "thesis",
    "47": "paper-conference",
    "59": "dataset",
}
_EDITED = "edited book"
_PLAIN = {
    fields.VOLUME: "volume",
    fields.PUBLISHER: "publisher",
    fields.PLACE: "pub-location",
    fields.EDITION: "edition",
    fields.VOLUMES: "num-vols",
    fields.LANGUAGE: "language",
    fields.GENRE: "work-type",
    fields.SHORT_TITLE: "short-title",
    fields.ARCHIVE: "remote-database-name",
    fields.SOURCE: "remote-database-provider",
    fields.CALL_NUMBER: "call-num",
}
_CONTAINERS = re.compile(
    r"contributors|[\w-]*authors|titles|(?:alt-)?periodical|keywords|[\w-]*dates|[\w-]*urls|[\w-]*keys"
)
# Elements that are named after what they stand in, for there are several such.
_OF_PARENT = frozenset({"author", "url", "date", "key", "keyword"})


def parse(page: str) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Read the records; one that is broken or has no title becomes a problem."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for line, found in xml_records.each(page, "record"):
        read = found if isinstance(found, Problem) else _draft(line, found)
        if isinstance(read, Draft):
            drafts.append(read)
        else:
            problems.append(read)
    return tuple(drafts), tuple(problems)


def _draft(line: int, record: Element) -> Draft | Problem:
    type_ = _type(record)
    said = _values(record)
    title = said.one("title") or said.one("short-title", "translated-title")
    if not title:
        number = text.clean_line(said.peek("rec-number"))[:_SHOWN]
        return Problem(line, NUMBERED_NO_TITLE.format(number=number) if number else NO_TITLE)
    kind = _KINDS.get(type_) or _NUMBERS.get(said.peek("ref-type").strip(), "")
    if kind:
        said.all("ref-type")
    date = record_values.date(said, "year", "pub-dates")
    found = _addresses(said)
    known = _fields(kind, said, found)
    known[fields.MONTH], known[fields.DAY] = str(date.month or ""), str(date.day or "")
    venue = _venue(kind, said, known)
    contributors = _contributors(kind, said, type_ == _EDITED, bool(known[fields.SERIES]))
    return Draft(
        title=mend(title),
        abstract=mend(tagged.unwrapped(said.whole("abstract"))) or None,
        authors=record_values.names(said.all("authors")),
        year=date.year,
        venue=mend(venue) or None,
        doi=found.doi,
        arxiv=found.arxiv or record_values.arxiv_of(found.doi),
        links=found.links,
        tags=record_values.tags(said.all("keywords")),
        line=line,
        kind=kind,
        citekey=_citekey(said),
        contributors=contributors,
        notes=tuple(map(ris_notes.markdown, said.all("notes", "research-notes"))),
        attachments=tuple(_attachments(said)),
        fields=fields.ordered(
            [*(Field(name, value) for name, value in known.items()), *said.rest("endnote")]
        ),
    )


def _type(record: Element) -> str:
    """Give the name of the type, in small letters."""
    return next(
        (e.get("name", "").strip().lower() for e in record if xml_records.local(e) == "ref-type"),
        "",
    )


def _citekey(said: Values) -> str | None:
    """Take the label as a key only if it has a number: for many it is a label."""
    if any(map(str.isdigit, said.peek("label"))):
        return record_values.citekey(said, "label")
    return None


def _values(record: Element) -> Values:
    values: dict[str, list[str]] = {}
    for name, value in _leaves(record, ""):
        values.setdefault(name, []).append(text.clean(value).strip())
    return Values(values)


def _leaves(element: Element, within: str) -> Iterator[tuple[str, str]]:
    """Give the texts, each with its name; styles within them are passed over."""
    for part in element:
        name = xml_records.local(part)
        if len(part) and _CONTAINERS.fullmatch(name):
            yield from _leaves(part, name)
        elif name in _OF_PARENT and within:
            yield within, "".join(part.itertext())
        else:
            alternative = "alt-" if within == "alt-periodical" else ""
            yield alternative + name, "".join(part.itertext())


def _addresses(said: Values) -> Addresses:
    doi = record_values.doi(said, "electronic-resource-num")
    urls = said.all("related-urls", "web-urls", "text-urls")
    found = record_values.addresses((url for value in urls for url in value.split("\n")), doi)
    for left in found.rest:
        said.put_back("related-urls", left)
    return found


def _attachments(said: Values) -> Iterator[Attachment]:
    """Take the files; those of EndNote lie in a folder beside its library, or of an export."""
    library = said.peek("database").strip()
    folder = f"{library.removesuffix(_ENDING)}.Data/PDF/" if library.endswith(_ENDING) else ""
    for path in said.all("pdf-urls", "image-urls"):
        own = _OWN_FILE.match(path)
        yield Attachment(folder + path[own.end() :] if own else path)


def _fields(kind: str, said: Values, found: Addresses) -> dict[str, str]:
    pages = record_values.pages(said.one("pages"))
    pmid = record_values.pmid(
        said, "accession-num", "remote-database-name", "remote-database-provider"
    )
    known = {
        fields.PMID: found.pmid or pmid,
        fields.PMCID: found.pmcid or record_values.pmcid(said, "custom2"),
        fields.ACCESSED: record_values.accessed(said, "access-date"),
        ris_types.pages_field(kind, pages): pages,
        **record_values.numbers(said, "number", "isbn", ris_types.number_field(kind)),
    }
    for name, element in _PLAIN.items():
        known[name] = said.one(element)
    if kind.startswith("article"):
        known[fields.ARTICLE] = said.one("custom7")
    if kind in ris_types.WITH_CHAPTERS:
        known[fields.CHAPTER] = said.one("section")
    return known


def _venue(kind: str, said: Values, known: dict[str, str]) -> str:
    """Take what the work stands in; its series and short name go to the fields."""
    if kind in ris_types.WHOLE:
        venue = ""
        known[fields.SERIES] = said.one("secondary-title", "tertiary-title", "full-title")
    else:
        venue = said.one("secondary-title", "full-title")
        said.let_go(venue, "full-title")
        known[fields.SERIES] = said.one("tertiary-title")
    short = said.one("abbr-1", "alt-title", "alt-full-title")
    known[fields.SHORT_VENUE] = short if venue else ""
    return venue or short


def _contributors(
    kind: str, said: Values, edited: bool, of_series: bool
) -> tuple[Contributor, ...]:
    """Take who else had a part; what a second name means hangs on the type."""
    roles = {
        "secondary-authors": "collection-editor" if kind == "book" and of_series else "editor",
        "tertiary-authors": "contributor" if kind == "thesis" else "collection-editor",
        "subsidiary-authors": "translator",
    }
    if edited:
        roles = {"authors": "editor", **roles}
    return tuple(
        Contributor(role, name)
        for element, role in roles.items()
        for name in record_values.names(said.all(element))
    )
