"""The lines of Zotero's “Extra”, in which it keeps what it has no field for: ``PMID: 12``."""

from __future__ import annotations

import re
from typing import NamedTuple

from desktop_app.core import fields, papers
from desktop_app.core.papers import Field

_LINE = re.compile(r"\s*([A-Za-z][\w .-]{0,40}?)\s*:\s*(\S.*?)\s*")
_KEYS = frozenset({"citation key", "citationkey", "citekey", "bibtex"})
_TEX = "tex."
_TYPES = frozenset({"type", "itemtype"})

# Zotero and its reader name variables of CSL in words, too: “Original Date” is original-date.
_NAMES = {
    **{name.lower().replace("-", " ").replace("_", " "): name for name in fields.STANDARD},
    "number of pages": fields.PAGES,
    "section": "section",
    "place": fields.PLACE,
    "publisher place": fields.PLACE,
    "series": fields.SERIES,
    "short title": fields.SHORT_TITLE,
    "event": fields.EVENT,
    "conference": fields.EVENT,
    "original date": "original-date",
    "original title": "original-title",
    "original publisher": "original-publisher",
    "original publisher place": "original-publisher-place",
    "dimensions": "dimensions",
    "references": "references",
    "reviewed title": "reviewed-title",
    "authority": "authority",
    "jurisdiction": "jurisdiction",
    "pages": fields.PAGE,
}
for _unclear in ("note", "month", "day", "source", "status", "page"):
    _NAMES.pop(_unclear, None)


class Extra(NamedTuple):
    """What the lines say: `rest` are those that are a remark and nothing else."""

    rest: str
    citekey: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    kind: str = ""
    fields: tuple[Field, ...] = ()


def read(text: str) -> Extra:
    """Read the lines of an “Extra”; of a name that comes twice the first is taken."""
    if ":" not in text:
        return Extra(text.strip())
    rest: list[str] = []
    found: dict[str, str] = {}
    for line in text.split("\n"):
        named = _LINE.fullmatch(line)
        name = _name(named[1], named[2]) if named else None
        if named is None or name is None or name in found:
            rest.append(line)
        else:
            found[name] = named[2]
    return Extra(
        rest="\n".join(rest).strip(),
        citekey=found.pop("citekey", None),
        doi=papers.normal_doi(found.pop("doi", "")),
        arxiv=papers.normal_arxiv(found.pop("arxiv", "").partition(" ")[0]),
        kind=found.pop("type", ""),
        fields=tuple(Field(*item) for item in found.items()),
    )


def _name(said: str, value: str) -> str | None:
    """Give what a line is about, None where that is nothing known."""
    lower = said.lower()
    if lower.startswith(_TEX) and len(lower) > len(_TEX) and " " not in lower:
        return f"bibtex:{lower.removeprefix(_TEX)}"
    if lower in _KEYS:
        return "citekey" if " " not in value else None
    if lower == "doi":
        return "doi" if papers.normal_doi(value) else None
    if lower == "arxiv":
        return "arxiv" if papers.normal_arxiv(value.partition(" ")[0]) else None
    if lower in _TYPES:
        return "type"
    return _NAMES.get(lower.replace("-", " ").replace("_", " "))
