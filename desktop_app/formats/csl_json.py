"""CSL-JSON, the records that Zotero, pandoc and Crossref exchange.

What CSL has no variable for is written to its slot `custom`: a record is read again as it is
made, and what that does not give back goes there. So what was written gives back the whole paper.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from desktop_app.core import fields
from desktop_app.core.papers import Draft, Paper, Problem, as_draft
from desktop_app.formats import (
    csl_custom,
    csl_dates,
    csl_foreign,
    csl_names,
    csl_reading,
    csl_variables,
    dates,
    json_records,
    rich_text,
)

NO_TITLE = "this record has no title"
NAMED_NO_TITLE = "this record ({name}) has no title"  # for many are in one line
WRAPPERS = ("items", "references", "records", "results", "data", "message", "works")

_ELSE = "document"  # the type of a work of which nothing else is known
_SHOWN = 100  # characters
_NAMELESS = "untitled"
_NAMES = [name for name in csl_variables.NAMES if name != "author"]
_DATES = [name for name in csl_variables.DATES if name != "issued"]
_PLACED = ("title", "container-title", "abstract", "DOI", "URL", "keyword")
_FIELDS = [name for name in csl_variables.TEXTS if name not in _PLACED]


def parse(text: str) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Read the papers of a text; a record that cannot be read becomes a problem."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for found in json_records.read(text, *WRAPPERS):
        if isinstance(found, Problem):
            problems.append(found)
        elif not found.member:
            _read(found, drafts, problems)
    return tuple(drafts), tuple(problems)


def _read(record: json_records.Record, drafts: list[Draft], problems: list[Problem]) -> None:
    try:
        draft, unread = csl_reading.read(csl_foreign.as_csl(record.value), record.line)
    except RecursionError:
        problems.append(Problem(record.line, json_records.DEEP))
        return
    if not draft.title:
        named = draft.doi or draft.citekey or fields.get(draft.fields, f"{csl_reading.OWN}id")
        reason = NAMED_NO_TITLE.format(name=named[:_SHOWN])
        problems.append(Problem(record.line, reason if named else NO_TITLE))
        return
    drafts.append(draft)
    problems += (Problem(record.line, reason, kept=True) for reason in unread)


def write(papers: Iterable[Paper]) -> Iterator[str]:
    """Write the array record by record."""
    opening, ending = "[\n  ", "[]\n"
    for paper in papers:
        written = json.dumps(record(paper), ensure_ascii=False, indent=2)
        yield opening + written.replace("\n", "\n  ")
        opening, ending = ",\n  ", "\n]\n"
    yield ending


def record(paper: Paper) -> dict[str, Any]:
    """Write a paper as a record; its key is beside what it has beyond CSL."""
    return _record(as_draft(paper), paper.key)


def draft_record(draft: Draft) -> dict[str, Any]:
    """Write a draft as a record."""
    return _record(draft)


def _record(draft: Draft, key: str = "") -> dict[str, Any]:
    made = {name: said for name, said in _variables(draft, key).items() if said}
    beyond = csl_custom.differences(draft, csl_reading.read(made).draft)
    own = {**({csl_custom.KEY: key} if key else {}), **beyond}
    if own:
        made["custom"] = {**made.get("custom", {}), csl_custom.NAME: own}
    return made


def _variables(draft: Draft, key: str) -> dict[str, Any]:
    """Give the variables of CSL in their order, some of them empty."""
    said = dict(draft.fields)
    own = f"{csl_reading.OWN}id"
    return {
        "id": draft.citekey or said.get(own) or key or draft.doi or draft.arxiv or _NAMELESS,
        "citation-key": draft.citekey,
        "type": draft.kind if draft.kind in csl_variables.TYPES else _ELSE,
        "title": rich_text.marked(draft.title),
        "author": [csl_names.write(author) for author in draft.authors],
        **{role: _names(draft, role) for role in _NAMES},
        "container-title": rich_text.marked(draft.venue or ""),
        "issued": _issued(draft, said),
        **{name: _date(name, said) for name in _DATES},
        **{name: _text(name, said.get(name, "")) for name in _FIELDS},
        "DOI": draft.doi,
        "URL": _address(draft),
        "keyword": _keyword(draft.tags),
        "abstract": rich_text.marked(draft.abstract or ""),
        "custom": _custom(said),
    }


def _text(name: str, said: str) -> str:
    return rich_text.marked(said) if name in csl_variables.MARKED else said


def _names(draft: Draft, role: str) -> list[dict[str, str]]:
    return [csl_names.write(other.name) for other in draft.contributors if other.role == role]


def _issued(draft: Draft, said: dict[str, str]) -> Any:
    """Write the date of a work: as it was read where that says more than year, month and day."""
    written = csl_dates.sound(json_records.value(said.get(f"{csl_reading.OWN}issued", "")))
    if written is not None and csl_dates.read(written).date.year == draft.year:
        return written
    month, day = (said.get(name, "") for name in (fields.MONTH, fields.DAY))
    return csl_dates.write(dates.read(f"{draft.year or 0:04}-{month}-{day}"))


def _date(name: str, said: dict[str, str]) -> Any:
    if name in said:
        return csl_dates.write_text(said[name])
    return csl_dates.sound(json_records.value(said.get(f"{csl_reading.OWN}{name}", "")))


def _address(draft: Draft) -> str:
    """Give the first web address of a work, else that of its preprint."""
    if draft.links:
        return draft.links[0].url
    return f"https://arxiv.org/abs/{draft.arxiv}" if draft.arxiv else ""


def _keyword(tags: tuple[str, ...]) -> str:
    return ("; " if any("," in tag for tag in tags) else ", ").join(tags)


def _custom(said: dict[str, str]) -> dict[str, Any]:
    """Give what others wrote to the slot for things of one's own."""
    others = json_records.value(said.get(f"{csl_reading.OWN}custom", ""))
    if not isinstance(others, dict):
        return {}
    return {name: value for name, value in others.items() if name != csl_custom.NAME}
