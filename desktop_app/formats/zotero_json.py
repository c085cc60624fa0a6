"""The items of a Zotero library as Better BibTeX exports them (“BetterBibTeX JSON”).

With them come their tags, notes and attachments, and the collections they are in. What Zotero
keeps for itself, as its keys and the times of changes, is left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop_app.core import fields, papers, text
from desktop_app.core.papers import Attachment, Author, Contributor, Draft, Field, Problem
from desktop_app.formats import (
    csl_reading,
    csl_variables,
    dates,
    json_records,
    note_html,
    record_values,
    rich_text,
    zotero_extra,
    zotero_items,
)
from desktop_app.formats.mending import mend
from desktop_app.formats.zotero_extra import Extra

NO_TITLE = "this item has no title"
OWN = "zotero:"  # before the name of what only Zotero has

_ITEMS, _COLLECTIONS = "items", "collections"
_IDS = ("itemID", "itemKey", "key")
# What has a place of its own in a draft, or is left out.
_PLACED = zotero_items.BOOKKEEPING | zotero_items.PLACED


def parse(text: str) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Read the papers of a library; an item that cannot be read becomes a problem."""
    drafts: list[tuple[Draft, list[str]]] = []
    problems: list[Problem] = []
    collections: Any = None
    for found in json_records.read(text, _ITEMS):
        if isinstance(found, Problem):
            problems.append(found)
        elif found.member:
            collections = found.value if found.member == _COLLECTIONS else collections
        else:
            read = _read(found)
            if isinstance(read, Problem):
                problems.append(read)
            else:
                drafts.append((read, [str(found.value[n]) for n in _IDS if n in found.value]))
    paths = _paths(collections)
    return tuple(_in_collections(draft, ids, paths) for draft, ids in drafts), tuple(problems)


def _read(record: json_records.Record) -> Draft | Problem:
    kind = _line(record.value.get("itemType"))
    if kind in zotero_items.NO_WORKS:
        return Problem(record.line, zotero_items.NO_WORKS[kind])
    try:
        draft = _draft(record.value, record.line)
    except RecursionError:
        return Problem(record.line, json_records.DEEP)
    return draft if draft.title else Problem(record.line, NO_TITLE)


def _in_collections(draft: Draft, ids: list[str], paths: dict[str, list[tuple[str, ...]]]) -> Draft:
    found = [path for item in ids for path in paths.get(item, ())]
    return replace(draft, collections=tuple(dict.fromkeys(found))) if found else draft


def _paths(collections: Any) -> dict[str, list[tuple[str, ...]]]:
    """Give for each item the paths of the collections it is in."""
    known = collections if isinstance(collections, dict) else {}
    known = {key: one for key, one in known.items() if isinstance(one, dict)}
    paths: dict[str, list[tuple[str, ...]]] = {}
    for key, one in known.items():
        if path := _path(key, known):
            for item in _list(one.get(_ITEMS)):
                paths.setdefault(str(item), []).append(path)
    return paths


def _path(key: str, known: dict[str, Any]) -> tuple[str, ...]:
    """Give the names of a collection and of those around it, from the root."""
    names: list[str] = []
    seen: set[str] = set()
    while key in known and key not in seen and len(seen) < zotero_items.MOST_DEEP:
        seen.add(key)
        names.append(_line(known[key].get("name")))
        key = str(known[key].get("parent"))
    return tuple(reversed([name for name in names if name]))


def _draft(item: dict[str, Any], line: int) -> Draft:
    said = item.get("extra")
    lines = "\n".join(map(str, said)) if isinstance(said, list) else str(said or "")
    extra = zotero_extra.read(text.clean(lines))
    authors, contributors = _creators(item.get("creators"))
    date = dates.read(_line(item.get("date")))
    doi = papers.normal_doi(_line(item.get("DOI"))) or extra.doi
    found = record_values.addresses([_line(item.get("url"))], doi)
    abstract = item.get("abstractNote")
    return Draft(
        title=_words(item.get("title")),
        abstract=mend(text.clean(abstract).strip()) or None if isinstance(abstract, str) else None,
        authors=authors,
        year=date.year,
        venue=next(filter(None, (_words(item.get(name)) for name in zotero_items.VENUES)), None),
        doi=found.doi,
        arxiv=extra.arxiv or found.arxiv or _arxiv(item) or papers.arxiv_of_doi(found.doi),
        links=found.links,
        tags=_tags(item.get("tags")),
        line=line,
        kind=_kind(item, extra),
        citekey=_line(item.get("citationKey")) or extra.citekey,
        contributors=contributors,
        fields=_fields(item, extra, date, found),
        notes=tuple(filter(None, map(_note, _list(item.get("notes"))))),
        attachments=tuple(filter(None, map(_attachment, _list(item.get("attachments"))))),
    )


def _kind(item: dict[str, Any], extra: Extra) -> str:
    own = zotero_items.KINDS.get(_line(item.get("itemType")), "")
    return extra.kind if extra.kind in csl_variables.TYPES else own


def _fields(
    item: dict[str, Any], extra: Extra, date: dates.Date, found: record_values.Addresses
) -> tuple[Field, ...]:
    """Give what else an item says; of two values for a field the second keeps Zotero's name."""
    kept: dict[str, str] = {}
    first = next((name for name in zotero_items.VENUES if _words(item.get(name))), "")
    for name, value in item.items():
        if name in _PLACED or name == first or not (value or value == 0):
            continue
        field = zotero_items.FIELDS.get(name, f"{OWN}{name}")
        said = _field(field, value)
        if kept.setdefault(field, said) != said:
            kept[f"{OWN}{name}"] = said
    beside = {
        fields.MONTH: str(date.month or ""),
        fields.DAY: str(date.day or ""),
        f"{OWN}date": _line(item.get("date")) if date.rest or not date.year else "",
        f"{OWN}DOI": "" if found.doi else _line(item.get("DOI")),
        f"{OWN}url": _line(item.get("url")) if _is_unsaid(found, extra) else "",
        f"{OWN}itemType": "" if _kind(item, extra) else _line(item.get("itemType")),
        fields.PMID: found.pmid,
        fields.PMCID: found.pmcid,
        fields.GENRE: "" if extra.kind in csl_variables.TYPES else extra.kind,
        **dict(extra.fields),
        fields.NOTE: extra.rest,
    }
    for name, said in beside.items():
        if said and kept.setdefault(name, said) != said:
            kept[f"{OWN}extra.{name}"] = said
    return tuple(Field(name, said) for name, said in kept.items() if said)


def _is_unsaid(found: record_values.Addresses, extra: Extra) -> bool:
    """Tell whether the address is none, or that of another preprint than is named besides."""
    other = extra.arxiv is not None and found.arxiv not in (None, extra.arxiv)
    return other or bool(found.rest)


def _field(name: str, value: Any) -> str:
    if not isinstance(value, (str, int, float)):
        return csl_reading.compact(value)
    said = _words(str(value))
    if name == fields.PAGE:
        return record_values.pages(said)
    if name == fields.ACCESSED:
        return dates.read(said).iso or said
    return said


def _arxiv(item: dict[str, Any]) -> str | None:
    for name in ("archiveID", "reportNumber", "number"):
        said = _line(item.get(name))
        if said.lower().startswith("arxiv") and (found := papers.normal_arxiv(said)):
            return found
    return None


def _creators(said: Any) -> tuple[tuple[Author, ...], tuple[Contributor, ...]]:
    authors: list[Author] = []
    contributors: list[Contributor] = []
    for creator in _list(said):
        if not isinstance(creator, dict):
            continue
        family, given = _line(creator.get("lastName")), _line(creator.get("firstName"))
        name = _line(creator.get("name")) or _line(creator.get("literal"))
        author = Author(name) if name else Author(family or given, given if family else "")
        role = _line(creator.get("creatorType")) or "author"
        if not author.family:
            continue
        if role in zotero_items.AUTHORS:
            authors.append(author)
        else:
            contributors.append(Contributor(zotero_items.ROLES.get(role, "contributor"), author))
    return tuple(authors), tuple(contributors)


def _tags(said: Any) -> tuple[str, ...]:
    tags = (_line(one.get("tag") if isinstance(one, dict) else one) for one in _list(said))
    return tuple(dict.fromkeys(filter(None, tags)))


def _note(said: Any) -> str:
    html = said.get("note") if isinstance(said, dict) else said
    return note_html.markdown(mend(html)) if isinstance(html, str) else ""


def _attachment(said: Any) -> Attachment | None:
    """Give a file of an item; where there is none, the address it was saved from."""
    if not isinstance(said, dict):
        return None
    path = next((said[n] for n in ("path", "localPath", "url") if isinstance(said.get(n), str)), "")
    return Attachment(text.clean_line(path), _line(said.get("title"))) if path else None


def _words(value: Any) -> str:
    """Give a text in which Zotero allows a few tags, without them."""
    return _line(rich_text.plain(value)) if isinstance(value, str) else _line(value)


def _line(value: Any) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    return text.clean_line(mend(value)) if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
