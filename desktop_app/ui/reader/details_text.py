"""What the details say of a draft, by name and as texts, and how such texts are read.

Names are those of a draft, `ROLE` with a role of its contributors, `FIELD` with the name of a
field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop_app.core import citekeys, fields, text
from desktop_app.core.papers import (
    Contributor,
    Draft,
    Field,
    Link,
    normal_arxiv,
    normal_doi,
    parse_authors,
)
from desktop_app.formats import links

ROLE, FIELD = "role:", "field:"
MONTH, DAY = f"{FIELD}{fields.MONTH}", f"{FIELD}{fields.DAY}"
_YEAR = re.compile(r"[12]\d{3}")
_READ: dict[str, Callable[[str], Any]] = {"year": int, "doi": normal_doi, "arxiv": normal_arxiv}


def shown(draft: Draft) -> dict[str, str]:
    """Give the texts of a draft; the roles and fields it has come last."""
    texts = {
        "title": draft.title,
        "kind": draft.kind,
        "authors": "; ".join(map(str, draft.authors)),
        "year": str(draft.year or ""),
        "venue": draft.venue or "",
        "doi": draft.doi or "",
        "arxiv": draft.arxiv or "",
        "citekey": draft.citekey or "",
        "links": "\n".join(link.url for link in draft.links),
        "abstract": draft.abstract or "",
    }
    for role in dict.fromkeys(c.role for c in draft.contributors):
        people = (str(c.name) for c in draft.contributors if c.role == role)
        texts[f"{ROLE}{role}"] = "; ".join(people)
    return texts | {f"{FIELD}{field.name}": field.value for field in draft.fields}


def read(draft: Draft, name: str, words: str) -> Any:
    """Read a text that has no problem; who and what `draft` knows stays as it is."""
    if name.startswith(ROLE):
        known = [c.name for c in draft.contributors if c.role == name.removeprefix(ROLE)]
        return parse_authors(words, known)
    if name.startswith(FIELD) or name == "abstract":
        return text.clean(words).strip() or None
    if name == "authors":
        return parse_authors(words, draft.authors)
    if name == "links":
        return _links(draft, words)
    line = text.clean_line(words)
    if name in ("title", "kind"):
        return line
    if name == "citekey":
        return citekeys.safe(line)
    return _READ.get(name, str)(line) if line else None


def put(draft: Draft, edits: Mapping[str, Any]) -> Draft:
    """Give a draft in which some of what it says is other, by name."""
    for name, value in edits.items():
        if name.startswith(ROLE):
            draft = _put_people(draft, name.removeprefix(ROLE), value)
        elif name.startswith(FIELD):
            draft = _put_field(draft, Field(name.removeprefix(FIELD), value or ""))
        else:
            draft = replace(draft, **{name: value})
    return draft


def problem(name: str, words: str) -> str:
    """Say why a text cannot be; empty where it can."""
    words = text.clean_line(words)
    if name == "title":
        return "" if words else _tr("A paper needs a title.")
    if name == "citekey":
        return "" if citekeys.safe(words) else _tr("A citation key needs a letter or a digit.")
    if not words:
        return ""
    if name == "year" and not _YEAR.fullmatch(words):
        return _tr("The year should be four digits, such as 2024.")
    if name == "doi" and not normal_doi(words):
        return _tr("A DOI begins with 10. and has a slash, such as 10.1000/182.")
    if name == "arxiv" and not normal_arxiv(words):
        return _tr("An arXiv identifier looks like 2405.20233.")
    if name == MONTH and not _is_number(words, 12):
        return _tr("A month is a number from 1 to 12.")
    if name == DAY and not _is_number(words, 31):
        return _tr("A day is a number from 1 to 31.")
    return ""


def _is_number(words: str, most: int) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,2}", words)) and 1 <= int(words) <= most


def _links(draft: Draft, words: str) -> tuple[Link, ...]:
    known = {link.url: link for link in draft.links}
    urls = dict.fromkeys(u.strip() for u in words.splitlines() if u.strip())
    return tuple(known.get(url) or Link(url, links.kind(url)) for url in urls)


def _put_people(draft: Draft, role: str, people: Any) -> Draft:
    """Let others have a part in a work; they stand where the first of them stood."""
    held = draft.contributors
    at = next((n for n, c in enumerate(held) if c.role == role), len(held))
    now = tuple(Contributor(role, person) for person in people)
    rest = tuple(c for c in held[at:] if c.role != role)
    return replace(draft, contributors=(*held[:at], *now, *rest))


def _put_field(draft: Draft, field: Field) -> Draft:
    named = {f.name: f.value for f in draft.fields} | {field.name: field.value}
    return replace(draft, fields=fields.ordered(Field(*item) for item in named.items()))


def _tr(words: str) -> str:
    return QCoreApplication.translate("details_text", words)
