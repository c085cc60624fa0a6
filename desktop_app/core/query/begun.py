"""What is begun at the caret of a query: a word, a field's name or its value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.core.query.reading import parse
from desktop_app.core.query.terms import FIELDS, VALUES, is_plain

_BEGUN = re.compile(r'(?:^|(?<=[\s(]))-?(?:(?P<field>[A-Za-z]{2,}):)?(?P<value>"[^"]*|[^\s"():]*)$')

_YEAR = re.compile(r"[0-9]{0,4}")
_YEARS = {"after": _YEAR, "before": _YEAR, "year": re.compile(r"[0-9]{0,4}(?:\.{1,2}[0-9]{0,4})?")}


@dataclass(frozen=True, slots=True)
class Begun:
    """What stands between `start` and the caret: a value of a field, or a word without one."""

    start: int
    field: str | None
    value: str


def begun(typed: str, caret: int) -> Begun | None:
    """Find what is begun at a caret; None amid a phrase, or where nothing can be completed."""
    before = typed[:caret]
    found = _BEGUN.search(before)
    if found is None or (caret < len(typed) and not typed[caret].isspace() and typed[caret] != ")"):
        return None
    field, value = found["field"], found["value"]
    if field is None:
        if value.startswith('"') or before.count('"') % 2:
            return None
        return Begun(found.start("value"), None, value)
    if field.lower() not in FIELDS:
        return None
    return Begun(found.start("value"), field.lower(), value.removeprefix('"'))


def finished(typed: str, caret: int) -> str:
    """Leave out a field at the caret whose value is still to be typed, such as ``is:un``."""
    one = begun(typed, caret)
    if one is None or one.field is None or not _may_become(one.field, one.value.lower()):
        return typed
    start = one.start - len(one.field) - 1
    start -= typed[:start].endswith("-")
    return typed if parse(typed[start:caret]).fields else typed[:start] + typed[caret:]


def _may_become(field: str, value: str) -> bool:
    """Tell whether what is typed of a value can be gone on from."""
    if field in VALUES:
        return any(known.startswith(value) for known in VALUES[field])
    return not value or (field in _YEARS and _YEARS[field].fullmatch(value) is not None)


def fields(prefix: str) -> list[str]:
    """List the fields whose names begin with what is typed."""
    return [name for name in FIELDS if name.startswith(prefix.lower())]


def completed(typed: str, caret: int, one: Begun, value: str) -> tuple[str, int]:
    """Put a value in the place of what was begun; give the text and where the caret is then.

    A field's name ends in its colon, a value in a space.
    """
    doubled = value.replace('"', '""')
    written = value if value.endswith(":") or is_plain(value) else f'"{doubled}"'
    rest = typed[caret:]
    if not value.endswith(":") and not rest.startswith((" ", ")")):
        written += " "
    return typed[: one.start] + written + rest, one.start + len(written)
