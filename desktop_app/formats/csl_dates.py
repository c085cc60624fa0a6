"""Dates as CSL-JSON has them: lists of numbers, or texts."""

from __future__ import annotations

from typing import Any, NamedTuple

from desktop_app.core import text
from desktop_app.formats import dates
from desktop_app.formats.dates import Date

_PARTS: dict[str, tuple[type, ...]] = {
    "date-parts": (list,),
    "season": (str, int, float),
    "circa": (str, int, float, bool),
    "literal": (str,),
    "raw": (str,),
}
_UNKNOWN = Date()


class Said(NamedTuple):
    """What a date variable says; `whole` tells that its date is all."""

    date: Date
    whole: bool


def read(value: Any) -> Said:
    """Read a date variable."""
    if isinstance(value, (str, int)):
        return _of_text(str(value))
    if not isinstance(value, dict):
        return Said(_UNKNOWN, False)
    said = {name: part for name, part in value.items() if part}
    parts = said.pop("date-parts", None)
    if isinstance(parts, list):
        date, whole = _of_parts(parts[0])
        return Said(date, whole and len(parts) == 1 and not said)
    for name in ("raw", "edtf", "literal"):
        if name in said:
            date, whole = _of_text(str(said.pop(name)))
            return Said(date, whole and name != "literal" and not said)
    return Said(_UNKNOWN, False)


def read_text(value: Any) -> str:
    """Read a date variable as text: ISO 8601 where it is a date; empty where it says more."""
    date, whole = read(value)
    if whole:
        return date.iso
    if not isinstance(value, dict):
        return text.clean_line(value) if isinstance(value, str) else ""
    if value.keys() == {"date-parts"} and isinstance(value["date-parts"], list):
        both = [_of_parts(part) for part in value["date-parts"]]
        known = len(both) == 2 and all(part.whole for part in both)
        return "/".join(part.date.iso for part in both) if known else ""
    literal = value.get("literal") if value.keys() == {"literal"} else None
    return text.clean_line(literal) if isinstance(literal, str) else ""


def write(date: Date) -> dict[str, Any] | None:
    """Write a date; None where there is no year, without which CSL has none."""
    return {"date-parts": [_numbers(date)]} if date.year else None


def write_text(said: str) -> dict[str, Any]:
    """Write as a date variable what `read_text` gives."""
    both = [dates.read(part) for part in said.split("/", 1)]
    if "/".join(date.iso for date in both) == said:
        return {"date-parts": [_numbers(date) for date in both]}
    return {"literal": said}


def sound(value: Any) -> Any:
    """Give a date variable where it is as the schema has them, else None."""
    if not isinstance(value, dict) or not value or not value.keys() <= _PARTS.keys():
        return None
    if not all(isinstance(said, _PARTS[name]) for name, said in value.items()):
        return None
    both = value.get("date-parts", [[1]])
    right = 1 <= len(both) <= 2 and all(
        isinstance(date, list) and 1 <= len(date) <= 3 and all(map(_is_number, date))
        for date in both
    )
    return value if right else None


def _is_number(part: Any) -> bool:
    return isinstance(part, (str, int, float)) and not isinstance(part, bool)


def _numbers(date: Date) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part]


def _of_text(said: str) -> Said:
    date = dates.read(said)
    return Said(date, bool(date.year) and not date.rest)


def _of_parts(parts: Any) -> Said:
    """Read year, month and day, as numbers or texts, as far as they are such."""
    known = [part for part in parts if part] if isinstance(parts, list) else []
    numbers = [_number(part) for part in known[:3]]
    limits = (9999, 12, 31)
    right = [n for n, most in zip(numbers, limits, strict=False) if n is not None and n <= most]
    if not right or len(right) < len(numbers):
        year = numbers[0] if numbers else None
        return Said(Date(year if year and year <= limits[0] else None), False)
    year, month, day = (*right, None, None)[:3]
    return Said(Date(year, month, day), len(known) == len(right))


def _number(part: Any) -> int | None:
    said = str(part).strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 5 else None
