"""The values of BibTeX's fields: what stands in braces or quotation marks, numbers and macros."""

from __future__ import annotations

import re
from collections.abc import Iterator

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_DEPTH = {"{": 1, "}": -1}  # an escaped brace, as in ``\{``, opens nothing
_BRACE = re.compile(r"\\.|[{}]", re.S)
_QUOTE = re.compile(r"\\[^\"]|[{}\"]", re.S)
_WORD = re.compile(r"[^\s#,{}\"=]+")
_SPACE = re.compile(r"\s*")
_NEXT = re.compile(r"[\s,]*([A-Za-z][\w:.+-]*)\s*=\s*(?=[^\s=])")
# Macros made of macros may double without end: beyond so many characters they stay names.
_LONGEST = 1 << 16
_ENDS = " \t\n,})"
_NO_BRACES = str.maketrans("", "", "{}")


def read(name: str, written: str, macros: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give a field and its text, and those that follow where commas between them are missing."""
    if written.startswith("{") and written.endswith("}"):
        inner = written[1:-1]
        if "{" not in inner and "}" not in inner:
            yield name, inner
            return
    at = 0
    while True:
        text, at = _value(written, at, macros)
        following = _NEXT.match(written, at)
        if following is None:
            rest = written[at:].strip(_ENDS)
            yield name, f"{text} {rest}" if text and rest else text or rest
            return
        yield name, text
        name, at = following[1], following.end()


def define(name: str, written: str, macros: dict[str, str]) -> None:
    """Add a macro to those known."""
    macros[name.lower()] = _value(written, 0, macros)[0][:_LONGEST]


def _value(written: str, at: int, macros: dict[str, str]) -> tuple[str, int]:
    """Give the text of the value at a place, its parts joined, and where it ends."""
    parts: list[str] = []
    length = 0
    at = _after_space(written, at)
    while True:
        part, at = _part(written, at, macros if length < _LONGEST else {})
        parts.append(part)
        length += len(part)
        at = _after_space(written, at)
        if not written.startswith("#", at):
            return "".join(parts), at
        at = _after_space(written, at + 1)


def _part(written: str, at: int, macros: dict[str, str]) -> tuple[str, int]:
    """Read one part of a value and where it ends."""
    opening = written[at : at + 1]
    if opening in ("{", '"'):
        end = _closing(written, at) if opening == "{" else _closing_quote(written, at)
        if end is not None:
            return written[at + 1 : end], end + 1
        return written[at + 1 :].rstrip(_ENDS + '"').translate(_NO_BRACES), len(written)
    word = _WORD.match(written, at)
    if word is None:
        return "", len(written) if opening != "#" else at
    return macros.get(word[0].lower(), word[0]), word.end()


def _closing(written: str, at: int) -> int | None:
    """Find the brace that closes the one at a place."""
    depth = 0
    for brace in _BRACE.finditer(written, at):
        depth += _DEPTH.get(brace[0], 0)
        if depth == 0:
            return brace.start()
    return None


def _closing_quote(written: str, at: int) -> int | None:
    """Find the quotation mark that closes the one at a place; one in braces is a character."""
    depth = 0
    for mark in _QUOTE.finditer(written, at + 1):
        depth += _DEPTH.get(mark[0], 0)
        if mark[0] == '"' and depth <= 0:
            return mark.start()
    return None


def _after_space(written: str, at: int) -> int:
    found = _SPACE.match(written, at)
    return found.end() if found else at
