"""Values read from a file that anyone may have changed, each made sure to be what it should be.

A check gives the value as it is stored, or raises Unfit with what it should have been.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from desktop_app.core import text

Check = Callable[[Any], Any]

MOST = 2**53  # what every program that reads JSON takes for a whole number
_KEY = re.compile(r"[a-z][a-z0-9]{0,15}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Unfit(Exception):
    """Something that cannot be taken in; the message says why."""


def member(
    item: Mapping[str, Any], name: str, check: Check, default: Any = None, *, needed: bool = False
) -> Any:
    """Give a checked member of an item, or a default where it has none.

    Raises Unfit where it is not what it should be, or where one that is `needed` is not there.
    """
    value = item.get(name)
    if value is None:
        if needed:
            raise Unfit(f"it has no “{name}”")
        return default
    try:
        return check(value)
    except Unfit as e:
        raise Unfit(f"its “{name}” should be {e}") from None


def items(check: Check) -> Check:
    """Make a check of a list from that of what is in it."""

    def checked(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise Unfit("a list")
        return tuple(check(one) for one in value)

    return checked


def one_of(*words_: str) -> Check:
    """Make a check of one of some words."""

    def checked(value: Any) -> str:
        if isinstance(value, str) and value in words_:
            return value
        raise Unfit(f"one of {', '.join(words_)}")

    return checked


def words(value: Any) -> str:
    """Check a text."""
    if not isinstance(value, str):
        raise Unfit("a text")
    return text.clean(value)


def some_words(value: Any) -> str:
    """Check a text that may not be empty."""
    if not words(value):
        raise Unfit("a text that is not empty")
    return words(value)


def json_text(value: Any) -> str:
    """Check a text that is empty or holds JSON."""
    kept = words(value)
    try:
        if kept:
            json.loads(kept)
    except (ValueError, RecursionError):
        raise Unfit("empty or JSON") from None
    return kept


def key(value: Any) -> str:
    """Check a key of Carrel's."""
    if isinstance(value, str) and _KEY.fullmatch(value):
        return value
    raise Unfit("a key, which has at most 16 small letters and digits and begins with a letter")


def sha256(value: Any) -> str:
    """Check a SHA-256."""
    if isinstance(value, str) and _SHA256.fullmatch(value):
        return value
    raise Unfit("a SHA-256, which has 64 digits and letters from a to f")


def whole(value: Any) -> int:
    """Check a whole number."""
    if type(value) is int and abs(value) <= MOST:
        return value
    raise Unfit("a whole number")


def count(value: Any) -> int:
    """Check a whole number from 0 on."""
    if type(value) is int and 0 <= value <= MOST:
        return value
    raise Unfit("a whole number from 0 on")


def number(value: Any) -> float:
    """Check a number."""
    if type(value) in (int, float) and math.isfinite(value) and abs(value) <= MOST:
        return float(value)
    raise Unfit("a number")


def flag(value: Any) -> bool:
    """Check a truth value."""
    if isinstance(value, bool):
        return value
    raise Unfit("true or false")


def moment(value: Any) -> str:
    """Check a moment and give it in UTC; as it is written where it is so already."""
    try:
        found = datetime.fromisoformat(words(value))
        zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
        if value.endswith("+00:00") and found.isoformat()[:19] == value[:19]:
            return str(value)
        return zoned.astimezone(UTC).isoformat(timespec="milliseconds")
    except (Unfit, ValueError, OverflowError):
        raise Unfit("a moment, such as 2026-12-24T18:00:00.000+00:00") from None


def day(value: Any) -> str:
    """Check a day."""
    try:
        return date.fromisoformat(words(value)).isoformat()
    except (Unfit, ValueError):
        raise Unfit("a day, such as 2026-12-24") from None
