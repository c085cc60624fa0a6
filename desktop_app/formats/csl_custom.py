"""What a paper has beyond CSL, in the slot that CSL-JSON leaves for things of one's own.

It stands under `custom` in ``{"carrel": {...}}``: what reading the other variables does not give.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from desktop_app.core.papers import (
    Attachment,
    Author,
    Contributor,
    Draft,
    Field,
    Link,
    LinkKind,
)

NAME = "carrel"
KEY = "key"  # of the paper in the library it comes from
FIELDS = "fields"
WITHOUT = "without"  # names of fields that the variables seem to say

_PLAIN: dict[str, tuple[type, ...]] = {
    "title": (str,),
    "abstract": (str, type(None)),
    "year": (int, type(None)),
    "venue": (str, type(None)),
    "doi": (str, type(None)),
    "arxiv": (str, type(None)),
    "votes": (int, type(None)),
    "kind": (str,),
    "citekey": (str, type(None)),
}


def differences(wanted: Draft, read: Draft) -> dict[str, Any]:
    """Give what makes the one draft of the other, see `apply`; lines are left out."""
    made: dict[str, Any] = {}
    for name in _PLAIN:
        if getattr(wanted, name) != getattr(read, name):
            made[name] = getattr(wanted, name)
    for name, (write, _) in _LISTS.items():
        if getattr(wanted, name) != getattr(read, name):
            made[name] = [write(part) for part in getattr(wanted, name)]
    said = dict(read.fields)
    more = {name: value for name, value in wanted.fields if said.get(name) != value}
    if more:
        made[FIELDS] = more
    if without := sorted(said.keys() - dict(wanted.fields).keys()):
        made[WITHOUT] = without
    return made


def apply(draft: Draft, said: Any) -> tuple[Draft, list[str]]:
    """Give a draft with what `differences` gave, and the names of what is not as that gives it."""
    if not isinstance(said, dict):
        return draft, [NAME]
    changes: dict[str, Any] = {}
    wrong: list[str] = []
    for name, value in said.items():
        try:
            if name in _PLAIN:
                changes[name] = _plain(value, _PLAIN[name])
            elif name in _LISTS:
                changes[name] = tuple(_LISTS[name][1](part) for part in _list(value))
        except (KeyError, TypeError, ValueError):
            wrong.append(name)
    try:
        changes[FIELDS] = _fields(draft, said)
    except TypeError:
        wrong.append(FIELDS)
    return replace(draft, **changes), wrong


def _fields(draft: Draft, said: dict[str, Any]) -> tuple[Field, ...]:
    without = {_text(name) for name in _list(said.get(WITHOUT, []))}
    more = said.get(FIELDS, {})
    if not isinstance(more, dict):
        raise TypeError
    kept = {name: value for name, value in draft.fields if name not in without}
    kept.update((name, _text(value)) for name, value in more.items())
    return tuple(Field(*item) for item in kept.items())


def _plain(value: Any, types: tuple[type, ...]) -> Any:
    if not isinstance(value, types) or isinstance(value, bool):
        raise TypeError
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _same(said: str) -> str:
    return said


def _write_author(author: Author) -> dict[str, str]:
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {name: part for name, part in parts.items() if part}


def _author(said: Any) -> Author:
    parts = (said.get(name, "") for name in ("family", "given", "suffix"))
    return Author(*map(_text, parts))


def _write_contributor(other: Contributor) -> dict[str, str]:
    return {"role": other.role, **_write_author(other.name)}


def _contributor(said: Any) -> Contributor:
    return Contributor(_text(said["role"]), _author(said))


def _write_link(link: Link) -> dict[str, str]:
    return {"url": link.url, "kind": link.kind.value}


def _link(said: Any) -> Link:
    return Link(_text(said["url"]), LinkKind(said["kind"]))


def _write_attachment(file: Attachment) -> dict[str, str]:
    return {"path": file.path, "title": file.title}


def _attachment(said: Any) -> Attachment:
    return Attachment(_text(said["path"]), _text(said.get("title", "")))


def _path(said: Any) -> tuple[str, ...]:
    return tuple(map(_text, _list(said)))


_LISTS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "authors": (_write_author, _author),
    "contributors": (_write_contributor, _contributor),
    "links": (_write_link, _link),
    "tags": (_same, _text),
    "collections": (list, _path),
    "notes": (_same, _text),
    "attachments": (_write_attachment, _attachment),
}
