"""A record of CSL-JSON as a draft."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from desktop_app.core import fields, papers, text
from desktop_app.core.papers import Author, Contributor, Draft, Field, Link
from desktop_app.formats import (
    csl_custom,
    csl_dates,
    csl_names,
    csl_variables,
    links,
    record_values,
    rich_text,
    zotero_extra,
)
from desktop_app.formats.mending import mend

OWN = "csl:"  # before the name of what only CSL-JSON has
UNREAD_NAMES = "the names under “{name}” say more than names ({what}), which was left out"
UNREAD_CUSTOM = "what stands for Carrel in “custom” is not as Carrel writes it ({what})"

_FIELDS = {**{name: name for name in csl_variables.TEXTS}, **csl_variables.OTHER_TEXTS}
# What has a place of its own in a draft.
_PLACED = frozenset(
    ("title", "container-title", "abstract", "DOI", "URL", "note", "type", "id", "citation-key")
)
_NAMES = frozenset(csl_variables.NAMES)
_DATES = frozenset(csl_variables.DATES)
_LISTS = (fields.ISSN, fields.ISBN)
_LONG = ("abstract", "note", "annote")
_KEY = re.compile(r"(?!\d+$)[^\s,{}\\\"#%~()=]{1,200}")


class Read(NamedTuple):
    """A draft, and what its record says that was left out."""

    draft: Draft
    unread: tuple[str, ...] = ()


def read(record: dict[str, Any], line: int | None = None) -> Read:
    """Read a record; its title may be empty. Raises RecursionError."""
    found = _Found()
    for name, value in record.items():
        if value or value == 0:
            found.take(name, value)
    draft = found.draft(line)
    own = record.get("custom")
    if not isinstance(own, dict) or csl_custom.NAME not in own:
        return Read(draft, tuple(found.unread))
    draft, wrong = csl_custom.apply(draft, own[csl_custom.NAME])
    if wrong:
        found.unread.append(UNREAD_CUSTOM.format(what=", ".join(wrong)))
    return Read(draft, tuple(found.unread))


class _Found:
    """What a record says, gathered variable by variable."""

    def __init__(self) -> None:
        self.unread: list[str] = []
        self._authors: tuple[Author, ...] = ()
        self._contributors: list[Contributor] = []
        self._fields: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._tags: tuple[str, ...] = ()
        self._year: int | None = None

    def take(self, name: str, value: Any) -> None:
        """Take up a variable."""
        if name in _NAMES:
            self._take_names(name, value)
        elif name in _DATES:
            self._take_date(name, value)
        elif name == "keyword":
            self._tags = _tags(value)
        elif name == "custom":
            self._take_custom(value)
        elif (said := _text(name, value)) is None:
            self._fields[f"{OWN}{name}"] = compact(value)
        elif name in _PLACED:
            self._texts[name] = said
        elif name in _FIELDS:
            self._keep(_FIELDS[name], said, name)
        else:
            self._fields[f"{OWN}{name}"] = said

    def _keep(self, field: str, said: str, name: str) -> None:
        """Keep a field; a second value for it is kept under the name the record has for it."""
        if self._fields.setdefault(field, said) != said:
            self._fields[f"{OWN}{name}"] = said

    def _take_names(self, name: str, value: Any) -> None:
        names = csl_names.read(value)
        if name == "author":
            self._authors = names
        else:
            self._contributors += (Contributor(name, author) for author in names)
        if unread := csl_names.unread(value):
            what = ", ".join(dict.fromkeys(unread))
            self.unread.append(UNREAD_NAMES.format(name=name, what=what))

    def _take_date(self, name: str, value: Any) -> None:
        if name != "issued":
            if said := csl_dates.read_text(value):
                self._fields[name] = said
            else:
                self._fields[f"{OWN}{name}"] = compact(value)
            return
        date, whole = csl_dates.read(value)
        self._year = date.year
        if date.month:
            self._fields[fields.MONTH] = str(date.month)
        if date.day:
            self._fields[fields.DAY] = str(date.day)
        if not whole:
            self._fields[f"{OWN}{name}"] = compact(value)

    def _take_custom(self, value: Any) -> None:
        """Keep what others wrote to the slot for things of one's own."""
        if isinstance(value, dict):
            value = {name: said for name, said in value.items() if name != csl_custom.NAME}
        if value:
            self._fields[f"{OWN}custom"] = compact(value)

    def draft(self, line: int | None) -> Draft:
        """Make a draft of what was taken up."""
        texts, kept = self._texts, self._fields
        extra = zotero_extra.read(texts.get("note", ""))
        for name, said in extra.fields:
            self._keep(name, said, f"note.{name}")
        if extra.rest:
            kept[fields.NOTE] = extra.rest
        citekey = self._citekey(extra.citekey)
        kind = self._kind(extra.kind)
        doi = self._doi(extra.doi)
        arxiv = extra.arxiv or self._arxiv(doi)
        doi, arxiv, link = self._address(doi, arxiv)
        return Draft(
            title=text.clean_line(texts.get("title", "")),
            abstract=texts.get("abstract") or None,
            authors=self._authors,
            year=self._year,
            venue=texts.get("container-title") or None,
            doi=doi,
            arxiv=arxiv,
            links=link,
            tags=self._tags,
            line=line,
            kind=kind,
            citekey=citekey,
            contributors=tuple(self._contributors),
            fields=tuple(Field(*item) for item in kept.items()),
        )

    def _citekey(self, said: str | None) -> str | None:
        """Give the key of the record, which its `id` may be; what is none is kept."""
        key = self._texts.get("citation-key") or said
        own = self._texts.get("id", "")
        if said and said != key:
            self._fields[f"{OWN}note.citekey"] = said
        if not key and is_citekey(own):
            return own
        if own and own != key:
            self._fields[f"{OWN}id"] = own
        return key

    def _kind(self, said: str) -> str:
        written = self._texts.get("type", "")
        if said in csl_variables.TYPES:
            return said
        if said:
            self._fields.setdefault(fields.GENRE, said)
        kind = csl_variables.OTHER_TYPES.get(written.lower(), written)
        if kind in csl_variables.TYPES:
            return kind
        if written:
            self._fields[f"{OWN}type"] = written
        return ""

    def _doi(self, noted: str | None) -> str | None:
        said = self._texts.get("DOI", "")
        doi = papers.normal_doi(said)
        if said and doi is None:
            self._fields[f"{OWN}DOI"] = said
        if doi and noted and noted != doi:
            self._fields[f"{OWN}note.DOI"] = noted
        return doi or noted

    def _arxiv(self, doi: str | None) -> str | None:
        """Give the arXiv identifier that a number, an archive or the DOI says."""
        number = self._fields.get(fields.NUMBER, "")
        if number[:5].lower() == "arxiv" and (found := papers.normal_arxiv(number)):
            return found
        if self._fields.get(fields.ARCHIVE, "").lower() == "arxiv":
            place = self._fields.get(fields.ARCHIVE_PLACE, "")
            if found := papers.normal_arxiv(place):
                return found
        return papers.arxiv_of_doi(doi)

    def _address(
        self, doi: str | None, arxiv: str | None
    ) -> tuple[str | None, str | None, tuple[Link, ...]]:
        """Give identifiers with what the address says of them, and it, if it says more."""
        url = self._texts.get("URL", "")
        if not url:
            return doi, arxiv, ()
        if not url.lower().startswith(("http://", "https://")):
            self._fields[f"{OWN}URL"] = url
            return doi, arxiv, ()
        named = papers.normal_arxiv(url) if "arxiv.org/" in url.lower() else None
        if named and arxiv in (None, named):
            return doi, named, ()
        resolved = papers.normal_doi(url) if "doi.org/" in url else None
        if resolved and doi in (None, resolved):
            return resolved, arxiv, ()
        return doi, arxiv, (Link(url, links.kind(url)),)


def is_citekey(said: str) -> bool:
    """Tell whether an identifier looks like a citation key: no address, no bare number."""
    return "://" not in said and bool(_KEY.fullmatch(said))


def compact(value: Any) -> str:
    """Write a value as JSON, a text as it is. Raises RecursionError."""
    if isinstance(value, str):
        return text.clean(value).strip()
    return text.clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _text(name: str, value: Any) -> str | None:
    """Give the text of a variable; None for what is none."""
    if not isinstance(value, str):
        found = _only(name, value)
        if found is None:
            return None
        value = found
    said: str = rich_text.plain(value) if name in csl_variables.MARKED else value
    if not said.isascii():
        said = mend(said)
    if name in _LONG:
        return text.clean(said).strip()
    return text.clean_line(record_values.pages(said) if name == fields.PAGE else said)


def _only(name: str, value: Any) -> str | None:
    """Give a number as text, and the text of a list that has but one, or numbers of a book."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        return None
    return " ".join(value) if len(value) == 1 or name in _LISTS else None


def _tags(value: Any) -> tuple[str, ...]:
    """Give the keywords of a list, or of a text that parts them with semicolons or commas."""
    said: Iterable[Any] = value if isinstance(value, list) else [value]
    if isinstance(value, str):
        said = value.split(";" if ";" in value else ",")
    words = (text.clean_line(mend(word)) for word in said if isinstance(word, str))
    return tuple(dict.fromkeys(word for word in words if word))
