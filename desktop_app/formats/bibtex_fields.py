"""What the types and fields of BibTeX and BibLaTeX mean, in both directions."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from desktop_app.core import fields as names

OWN = "bibtex:"
TYPE = f"{OWN}type"  # the type of an entry, where the kind of a paper does not tell it
OTHERS = f"{OWN}others"  # whose lists of names end in “and others”

# Types by the kinds they are of; the first of a kind is the one that BibTeX is written with, and
# that of BibLaTeX where it is another.
_KINDS = {
    "article-journal": "article",
    "paper-conference": "inproceedings conference",
    "chapter": "incollection inbook bookinbook suppbook suppcollection",
    "book": "book collection proceedings reference mvbook mvcollection mvproceedings mvreference",
    "pamphlet": "booklet",
    "thesis": "phdthesis mastersthesis thesis bachelorsthesis",
    "report": "techreport report manual",
    "manuscript": "unpublished",
    "webpage": "online electronic www",
    "article": "preprint",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "periodical": "periodical suppperiodical",
    "entry-encyclopedia": "inreference",
    "graphic": "image artwork",
    "motion_picture": "movie video",
    "song": "audio music",
    "legislation": "legislation",
    "legal_case": "jurisdiction",
    "personal_communication": "letter",
    "performance": "performance",
    "standard": "standard",
    "review": "review",
    "speech": "presentation unpublishedtalk",
}
KINDS = {type_: kind for kind, types in _KINDS.items() for type_ in types.split()}
BIBTEX = {kind: types.split()[0] for kind, types in _KINDS.items()}
BIBLATEX = BIBTEX | {"thesis": "thesis", "report": "report"}
BIBTEX["article"] = BIBLATEX["article"] = "misc"
# Styles of BibTeX that have no such types take them as this.
MISC = "misc"
_ALIASES = {MISC, "conference", "report", "thesis", "electronic", "www", *BIBTEX.values()}
GENRES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "bachelorsthesis": "Bachelor's thesis",
}
_ALIASES |= GENRES.keys()
_BOOKS = frozenset(
    type_ for kind in ("paper-conference", "chapter", "book") for type_ in _KINDS[kind].split()
)
_SERIALS = frozenset(("article", "periodical", "suppperiodical", "review"))

_FIELDS = {
    names.VOLUME: "volume",
    names.ISSUE: "issue",
    names.PAGE: "pages",
    names.ARTICLE: "eid articleno article-number art_number",
    names.PUBLISHER: "publisher school institution organization",
    names.PLACE: "address location",
    names.EDITION: "edition",
    names.CHAPTER: "chapter",
    names.SERIES: "series",
    names.EVENT: "eventtitle",
    names.EVENT_PLACE: "venue",
    names.EVENT_DATE: "eventdate",
    names.GENRE: "type",
    names.PAGES: "pagetotal numpages page_count",
    names.VOLUMES: "volumes",
    names.ISBN: "isbn",
    names.ISSN: "issn",
    names.PMID: "pmid",
    names.PMCID: "pmcid",
    names.LANGUAGE: "language langid",
    names.NOTE: "note",
    names.SHORT_TITLE: "shorttitle",
    names.SHORT_VENUE: "shortjournal journal-iso abbrev_source_title",
    names.STATUS: "pubstate",
    names.VERSION: "version",
    names.LICENSE: "license rights",
    names.ARCHIVE_PLACE: "archivelocation",
    names.CALL_NUMBER: "library",
    names.ACCESSED: "urldate",
}
_MEANINGS = {name: field for field, written in _FIELDS.items() for name in written.split()}
ROLES = {
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
    "director": "director",
}
# The name variables of CSL that BibTeX has no field for.
_CSL_ROLES_SPELT = """
    chair collection-editor compiler composer contributor curator editor-translator
    editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer
    series-creator
"""
_CSL_ROLES = frozenset(_CSL_ROLES_SPELT.split())
_FOREIGN = re.compile(r"(csl|ris|pubmed|endnote)-(.+)", re.S)


def kind(type_: str, *, preprint: bool) -> str:
    """Give the kind of paper that a type of entry is; `preprint` says that it is one of arXiv."""
    if preprint and type_ in (MISC, "online", "unpublished", "electronic"):
        return "article"
    return KINDS.get(type_, "")


def tells(type_: str) -> bool:
    """Tell whether a type is written again for its kind, or for one much like it."""
    return type_ in _ALIASES


def meaning(name: str, type_: str) -> str | None:
    """Give the name of the field that a field of an entry is; None for what is no standard."""
    if name == "number":
        if type_ in _SERIALS:
            return names.ISSUE
        return names.SERIES_NUMBER if type_ in _BOOKS else names.NUMBER
    return _MEANINGS.get(name)


def choices(field: str, type_: str, *, biblatex: bool) -> list[str]:
    """List the names under which a standard field may be written, the best first."""
    written = _FIELDS.get(field, "").split()
    if field in (names.ISSUE, names.SERIES_NUMBER, names.NUMBER):
        written = ["number", *written]
    if field == names.PUBLISHER and KINDS.get(type_) in ("thesis", "report"):
        school = "school" if KINDS[type_] == "thesis" and not biblatex else "institution"
        written.insert(0, school)
    if biblatex and field in (names.PLACE, names.LANGUAGE):
        written.reverse()
    return [name for name in written if meaning(name, type_) == field]


def role(name: str) -> str | None:
    """Give the role that a field names people in; None for another field."""
    own = ROLES.get(name)
    if own is None and name.startswith("csl-") and name[4:] in _CSL_ROLES:
        return name[4:]
    return own


def role_name(role_: str) -> str:
    """Give the name of the field for the people in a role."""
    return next((name for name, own in ROLES.items() if own == role_), f"csl-{role_}")


def name(written: str) -> str:
    """Give the name of a field in small letters, that of another format within it as it is."""
    found = _FOREIGN.fullmatch(written) if "-" in written else None
    return written if found else written.lower()


def foreign(name: str) -> str | None:
    """Give the name of what another format knows, or a field that BibTeX does not have."""
    found = _FOREIGN.fullmatch(name)
    if found is None:
        return None
    own = unquote(found[2].replace("+", "%"))
    return own if found[1] == "csl" and own in names.STANDARD else f"{found[1]}:{own}"


def foreign_name(field: str) -> str:
    """Give the name under which a field is written that BibTeX does not have."""
    format_, colon, own = field.partition(":")
    if not colon:
        format_, own = "csl", field
    return f"{format_}-{quote(own, safe='').replace('%', '+').replace('~', '+7E')}"
