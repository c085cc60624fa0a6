"""Between code points, in which stored offsets count, and UTF-16 units, in which Qt counts."""

from __future__ import annotations


def to_utf16(text: str, offset: int) -> int:
    """Give the UTF-16 offset of a code point offset."""
    return offset if text.isascii() else len(text[:offset].encode("utf-16-le")) // 2


def from_utf16(text: str, units: int) -> int:
    """Give the code point offset of a UTF-16 offset; inside a pair counts as before it."""
    if text.isascii():
        return units
    raw = text.encode("utf-16-le")[: units * 2]
    return len(raw.decode("utf-16-le", errors="ignore"))
