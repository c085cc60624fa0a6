"""Files of JSON with long lists, an item a line, written and read without ever being whole.

A file is a list of items, or an object whose members are lists of items or single values. A
broken item spoils no other: reading goes on at the next line on which an item can begin.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MOST = 1 << 24  # code points of an item; no sound one is as long
_LINE = 1000  # code points before a place, among which its line may begin
_SPACE = re.compile(r"[\s,]*")
_COLON = re.compile(r"\s*:\s*")
_END = "the file ends too early"

Items = Iterator[Any]


@dataclass(frozen=True, slots=True)
class Item:
    """A value of a file: the `number`th, from 1, in the list `member`; 0 where that is no list.

    `line` is where it begins, from 1; one that could not be read has a `flaw` and no value.
    """

    member: str
    number: int
    line: int
    value: Any = None
    flaw: str = ""


def write(items: Items) -> Iterator[str]:
    """Write a list, piece by piece."""
    yield "["
    yield from _lines(items, "")
    yield "]\n"


def write_object(members: Mapping[str, Any]) -> Iterator[str]:
    """Write an object, piece by piece; members that are iterators are written as lists."""
    begin = "{\n"
    for name, value in members.items():
        yield f"{begin} {_dump(name)}: "
        begin = ",\n"
        if isinstance(value, Iterator):
            yield "["
            yield from _lines(value, " ")
            yield "]"
        else:
            yield _dump(value)
    yield "\n}\n"


def _lines(items: Items, indent: str) -> Iterator[str]:
    begin = "\n"
    for item in items:
        yield f"{begin}{indent} {_dump(item)}"
        begin = ",\n"
    if begin != "\n":
        yield f"\n{indent}"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def read(pieces: Iterable[str]) -> Iterator[Item]:
    """Read the items of a file that comes in pieces."""
    reader = _Reader(pieces)
    sign = reader.sign()
    if sign == "[":
        yield from reader.list_of("")
    elif sign == "{":
        yield from reader.members()
    else:
        yield Item("", 0, reader.line, flaw="this is no list and no object of JSON")


class _Reader:
    """What was read of a file and not yet used, and where that begins."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces = iter(pieces)
        self._text = ""
        self._at = 0
        self._counted = 0
        self._lines = 1
        self._decoder = json.JSONDecoder(parse_constant=_no_number, parse_float=_number)

    @property
    def line(self) -> int:
        """The line of the present place."""
        self._lines += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._lines

    def sign(self) -> str:
        """Go behind white space and commas, and give the sign there; empty at the end."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def members(self) -> Iterator[Item]:
        """Give what is in the object that begins here."""
        self._at += 1
        while (sign := self.sign()) != "}":
            line = self.line
            try:
                name = str(self._value()) if sign == '"' else ""
                if not name or not self._colon():
                    raise ValueError(f"a name and a colon are missing in line {line}")
                if self.sign() == "[":
                    yield from self.list_of(name)
                else:
                    yield Item(name, 0, line, self._value())
            except (ValueError, RecursionError) as e:
                yield Item("", 0, line, flaw=_said(e) if sign else _END)
                return

    def list_of(self, member: str) -> Iterator[Item]:
        """Give the items of the list that begins here."""
        self._at += 1
        number = 0
        while sign := self.sign():
            if sign == "]":
                self._at += 1
                return
            number += 1
            line, indent = self.line, self._indent()
            try:
                yield Item(member, number, line, self._value())
            except (ValueError, RecursionError) as e:
                yield Item(member, number, line, flaw=_said(e))
                self._skip(indent)
        yield Item(member, 0, self.line, flaw=_END)

    def _value(self) -> Any:
        """Read the value here and go behind it. Raises ValueError and RecursionError."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as e:
                if len(self._text) - self._at < MOST and self._cut(e) and self._more():
                    continue
                raise
            if end < len(self._text) or not self._more():
                self._at = end
                return value

    def _cut(self, error: json.JSONDecodeError) -> bool:
        """Tell whether the end of what was read may be all that is wrong."""
        return error.msg.startswith("Unterminated") or error.pos >= len(self._text) - 12

    def _colon(self) -> bool:
        self.sign()
        found = _COLON.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return found is not None

    def _indent(self) -> int:
        """Say how far the present place stands in its line."""
        return self._at - self._text.rfind("\n", 0, self._at) - 1

    def _skip(self, indent: int) -> None:
        """Go to the next line that begins an item, or ends its list."""
        ahead = re.compile(rf"\n[ \t]{{0,{min(indent, 99)}}}(?=[\]{{])")
        begin = self._at
        while not (found := ahead.search(self._text, begin)):
            self._at = max(self._at, len(self._text) - _LINE)
            if not self._more():
                self._at = len(self._text)
                return
            begin = self._at
        self._at = found.end()

    def _more(self) -> bool:
        """Read more, and forget what was used."""
        if not (piece := next(self._pieces, "")):
            return False
        used = max(0, self._at - _LINE, self._text.rfind("\n", 0, self._at))
        self._lines += self._text.count("\n", self._counted, used)
        self._counted = max(0, self._counted - used)
        self._text = self._text[used:] + piece
        self._at -= used
        return True


def _said(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"this is no sound JSON ({error.msg.lower()})"
    return str(error) if isinstance(error, ValueError) else "too many brackets within each other"


def _number(digits: str) -> float:
    if not math.isfinite(value := float(digits)):
        raise ValueError(f"{digits} is too large a number")
    return value


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")
