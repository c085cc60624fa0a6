"""Front matter: the YAML at the head of a Markdown file, as far as one is written here.

Every text is a double-quoted scalar, which YAML reads alike whatever stands in it: a title of
``yes``, a colon, a quotation mark, a line break.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

Value = str | int | datetime | Sequence[str] | None

_FENCE = "---\n"
# What JSON writes as it is and YAML takes for a line break, or does not take at all.
_UNREADABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ID = re.compile(r'^id: ("(?:[^"\\]|\\.)*")$', re.M)
_TEXT = re.compile(r'^([a-z_]+):[ \t]*(?:("(?:[^"\\]|\\.)*")|([^\s"\'].*?))?[ \t]*$', re.M)


def write(fields: Mapping[str, Value]) -> str:
    """Write fields in their order, those that are None or empty left out."""
    lines = [line for name, value in fields.items() for line in _lines(name, value)]
    return f"{_FENCE}{''.join(f'{line}{chr(10)}' for line in lines)}{_FENCE}"


def ident(text: str) -> str | None:
    """Give the field ``id`` of a file that begins with front matter; None where there is none."""
    if not text.startswith(_FENCE):
        return None
    head, fence, _ = text[len(_FENCE) :].partition(f"\n{_FENCE}")
    found = _ID.search(head) if fence else None
    try:
        return str(json.loads(found[1])) if found else None
    except ValueError:
        return None


def read(text: str) -> tuple[dict[str, str], str] | None:
    """Read the fields of one text each, and what follows; None where there is no front matter.

    Raises ValueError for a text that is quoted wrongly.
    """
    if not text.startswith(_FENCE):
        return None
    head, fence, rest = text[len(_FENCE) - 1 :].partition(f"\n{_FENCE}")
    if not fence:
        return None
    fields = {
        name: str(json.loads(quoted)) if quoted else plain
        for name, quoted, plain in _TEXT.findall(head)
    }
    return fields, rest


def _lines(name: str, value: Value) -> list[str]:
    if value is None or value == "" or value == []:
        return []
    if isinstance(value, datetime):
        return [f"{name}: {value.isoformat(timespec='seconds')}"]
    if isinstance(value, int):
        return [f"{name}: {value}"]
    if isinstance(value, str):
        return [f"{name}: {_quoted(value)}"]
    return [f"{name}:", *(f"  - {_quoted(item)}" for item in value)] if value else []


def _quoted(value: str) -> str:
    plain = json.dumps(value, ensure_ascii=False)
    return _UNREADABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)
