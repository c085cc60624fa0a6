"""RIS, as programs and publishers write it, read leniently.

Tags mean what EndNote and Zotero mean by them; what means too many things to tell is kept as
`ris:XX`, where a value for each line stands that the record has of it.
"""

from __future__ import annotations

from desktop_app.core import fields, text
from desktop_app.core.papers import Attachment, Contributor, Draft, Field, Problem
from desktop_app.formats import record_values, rich_text, ris_notes, ris_records, ris_types, tagged
from desktop_app.formats.dates import Date
from desktop_app.formats.mending import mend
from desktop_app.formats.record_values import Addresses, Values

NO_TITLE = "this record has no title"
UNKNOWN_TYPE = "“{type}” is no type of RIS"

# What a field of these says is under the same tags in every type.
PLAIN = {
    fields.VOLUME: ("VL", "VO"),
    fields.PUBLISHER: ("PB",),
    fields.EDITION: ("ET",),
    fields.VOLUMES: ("NV",),
    fields.LANGUAGE: ("LA",),
    fields.NOTE: ("M2",),
    fields.GENRE: ("M3",),
    fields.SHORT_TITLE: ("ST",),
    fields.ARCHIVE: ("DB",),
    fields.ARCHIVE_PLACE: ("AV",),
    fields.CALL_NUMBER: ("CN",),
    fields.SOURCE: ("DP",),
}
ROLES = {"A2": "editor", "ED": "editor", "A3": "collection-editor", "A4": "translator"}
ADVISOR = "contributor"  # what the third names of a thesis are
_ALSO_TITLES = ("BT", "ST", "TT")


def parse(page: str) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Read the records; one without a title becomes a problem."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for record in ris_records.each(page):
        if isinstance(record, Problem):
            problems.append(record)
            continue
        found = _draft(record)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        drafts.append(found)
        if record.type and not ris_types.is_known(record.type):
            reason = UNKNOWN_TYPE.format(type=text.clean_line(record.type)[:40])
            problems.append(Problem(record.line, reason, kept=True))
    return tuple(drafts), tuple(problems)


def _draft(record: ris_records.Record) -> Draft | Problem:
    said = Values(record.values())
    type_ = record.type or ""
    kind = ris_types.kind(type_)
    title = said.one("TI", "T1", "CT") or next(filter(None, map(said.one, _ALSO_TITLES)), "")
    if not title:
        return Problem(record.line, NO_TITLE)
    date = record_values.date(said, "PY", "Y1", "DA")
    notes = ris_notes.read(said.all("N1", "RN"))
    found = _addresses(said, notes.doi)
    known = _fields(kind, said, found, date)
    venue = _venue(kind, said, known)
    contributors = _contributors(kind, said, edited=ris_types.is_edited(type_))
    for left in notes.rest:
        said.put_back("N1", left)
    return Draft(
        title=mend(title),
        abstract=_abstract(said) or None,
        authors=record_values.names(said.all("AU", "A1")),
        year=date.year,
        venue=mend(venue) or None,
        doi=found.doi,
        arxiv=found.arxiv or record_values.arxiv_of(found.doi) or notes.arxiv,
        links=found.links,
        tags=record_values.tags(said.all("KW")),
        line=record.line,
        kind=kind,
        citekey=record_values.citekey(said, "ID"),
        contributors=contributors,
        notes=notes.notes,
        attachments=tuple(Attachment(text.clean_line(path)) for path in said.all("L1", "L4")),
        fields=fields.ordered(
            [*(Field(name, value) for name, value in known.items()), *said.rest("ris")]
        ),
    )


def _abstract(said: Values) -> str:
    """Take the abstract, of which some have another in a second language."""
    parts = [tagged.unwrapped(rich_text.plain(part)) for part in said.all("AB", "N2")]
    return mend("\n\n".join(dict.fromkeys(part.strip() for part in parts)))


def _contributors(kind: str, said: Values, edited: bool) -> tuple[Contributor, ...]:
    roles = {"AU": "editor", "A1": "editor", **ROLES} if edited else ROLES
    if kind == "thesis":
        roles = {**roles, "A3": ADVISOR}
    return tuple(
        Contributor(role, name)
        for tag, role in roles.items()
        for name in record_values.names(said.all(tag))
    )


def _addresses(said: Values, noted: str | None) -> Addresses:
    """Take the DOI, for which some use the type of the work or a note, and addresses."""
    doi = record_values.doi(said, "DO", "M3") or noted
    urls = said.all("UR", "LK", "L2")
    found = record_values.addresses((url for value in urls for url in value.split("\n")), doi)
    for left in found.rest:
        said.put_back("UR", left)
    if noted and noted != found.doi:
        said.put_back("N1", f"doi: {noted}")
    return found


def _fields(kind: str, said: Values, found: Addresses, date: Date) -> dict[str, str]:
    pages = record_values.pages(said.one("SP"), said.one("EP"))
    known = {
        fields.MONTH: str(date.month or ""),
        fields.DAY: str(date.day or ""),
        fields.PMID: found.pmid or record_values.pmid(said, "AN", "DB", "DP"),
        fields.PMCID: found.pmcid or record_values.pmcid(said, "C2"),
        fields.ACCESSED: record_values.accessed(said, "Y2"),
        ris_types.pages_field(kind, pages): pages,
        **record_values.numbers(said, "IS", "SN", ris_types.number_field(kind)),
        **_places(kind, said),
    }
    for name, tags in PLAIN.items():
        known[name] = said.one(*tags)
    if kind.startswith("article"):
        known[fields.ARTICLE] = said.one("C7")
    if kind in ris_types.WITH_CHAPTERS:
        known[fields.CHAPTER] = said.one("SE")
    return known


def _venue(kind: str, said: Values, known: dict[str, str]) -> str:
    """Take what the work stands in; its series, event and short name go to the fields."""
    if kind in ris_types.WHOLE:
        venue = said.one("JF", "JO")
        known[fields.SERIES] = said.one("T2", "T3")
    elif kind == "paper-conference" and "C3" in said:
        venue = said.one("C3")
        known[fields.EVENT] = said.one("T2")
        known[fields.SERIES] = said.one("T3")
    else:
        venue = said.one("T2", "JF") or said.one("JO", "BT")
        known[fields.SERIES] = said.one("T3")
    said.let_go(venue, "JF", "JO", "JA")
    short = said.one("J2", "JA", "J1", "JO")
    known[fields.SHORT_VENUE] = short if venue else ""
    said.let_go(venue or short, "JF", "JO", "JA", "T2")
    return venue or short


def _places(kind: str, said: Values) -> dict[str, str]:
    if kind == "paper-conference" and "C1" in said:
        return {fields.PLACE: said.one("C1"), fields.EVENT_PLACE: said.one("CY")}
    return {fields.PLACE: said.one("CY")}
