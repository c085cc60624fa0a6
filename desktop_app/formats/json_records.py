"""The records of a JSON text one by one, so that a broken one spoils no other.

A text is an array of records, records line by line (NDJSON), one record, or an object that holds
an array of them. It is decoded through a window that moves along: no call takes long, and what
an error costs does not grow with the text.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from desktop_app.core.papers import Problem
from desktop_app.formats import json_breaks

BROKEN = "this record is no sound JSON ({detail})"
STRAY = "this bracket closes nothing"
NO_RECORD = "this is no record, which would stand in braces"
CUT = "the list of records has no end: the file may have been cut"
REST = "what follows the last record is no sound JSON"
TWICE = "this record says “{name}” twice: the last of them was taken"
NAMELESS = "expected a name and a colon"
UNCLOSED = "a bracket that is not closed"
DEEP = "more brackets within each other than any record has"

_WINDOW = 1 << 16  # code points
_LONGEST = 1 << 20  # code points; no part of a record is as long
_GROWTH = 4
_MOST_NESTED = 100  # brackets of a value that is written again
_MOST_DEEP = 100  # records that are too deep, before it is the brackets that make them so
_NEAR_END = 12  # code points; an escape, a number or a word that was cut off is no longer
_SPACE = re.compile(r"[\s\ufeff]*")
_BETWEEN = re.compile(r"[\s,\ufeff]*")
_CLOSING = re.compile(r"[\s,\]}]*")
_HEAD = re.compile(r'\{\s*"[^"\\\n]{0,80}"')
_END = re.compile(r"\s*+(?:[,\]]|\Z)")
_LONGEST_NUMBER = 1000  # digits; of more Python makes no number


class Record(NamedTuple):
    """A record and the 1-based line it begins at; `member` names what stands beside the records."""

    line: int
    value: Any
    member: str = ""


def read(text: str, *names: str) -> Iterator[Record | Problem]:
    """Give the records of a text, which are objects, and a problem for each that is none.

    Where an object is around the records, the array is that which has one of these `names`, which
    may lead through objects, or the largest of objects. Other members of that object are given,
    too, at the end and with their names.
    """
    reader = _Reader(text)
    while sign := reader.next(_BETWEEN):
        if sign == "[":
            yield from reader.elements()
        elif sign == "{":
            yield from _object(reader, names)
        elif sign in json_breaks.PARTNERS:
            yield Problem(reader.line(), STRAY)
            reader.next(_CLOSING)
        else:
            yield from reader.element()


def value(text: str) -> Any:
    """Decode a text that is one value; None where it is not sound, or may be nested deeply."""
    if text.count("[") + text.count("{") > _MOST_NESTED:
        return None
    try:
        return json.loads(text, parse_constant=str, parse_float=_number)
    except (ValueError, RecursionError):
        return None


def _object(reader: _Reader, names: tuple[str, ...]) -> Iterator[Record | Problem]:
    """Give one record, or those in an object around them."""
    begin, line = reader.at, reader.line()
    try:
        value = reader.decode(grow=False)
    except (ValueError, RecursionError):
        yield from reader.members(names)
        return
    within = _array_within(value, names)
    if within is None:
        yield from reader.twice(line)
        yield Record(line, value)
        return
    reader.at = begin
    yield from reader.members((*names, within))


def _array_within(value: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """Give the name of the array of records in an object; None where it is one itself."""
    for name in names:
        inner = value.get(name)
        if isinstance(inner, list) or (
            isinstance(inner, dict) and any(isinstance(inner.get(n), list) for n in names)
        ):
            return name
    if not value.keys().isdisjoint(("title", "type", "id")):
        return None
    arrays = {
        name: len(member)
        for name, member in value.items()
        if isinstance(member, list) and member and all(isinstance(e, dict) for e in member)
    }
    return max(arrays, key=lambda name: arrays[name], default=None)


class _TooLong(ValueError):
    """A value that is as long as no part of a record."""


class _Reader:
    """A place in a text, and the values that are decoded from there on."""

    def __init__(self, text: str) -> None:
        self.at = 0
        self._text = text
        self._base, self._window = 0, text[:_WINDOW]
        self._line, self._counted = 1, 0
        self._head = ""
        self._twice: list[str] = []
        self._deep = 0
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._put_together, parse_constant=str, parse_float=_number
        )
        self._lenient = json.JSONDecoder(
            strict=False, parse_constant=str, parse_float=_number, parse_int=_whole
        )

    def next(self, skipped: re.Pattern[str]) -> str:
        """Go behind what is skipped, and give the sign there; empty at the end."""
        found = skipped.match(self._text, self.at)
        self.at = found.end() if found else self.at
        return self._text[self.at : self.at + 1]

    def line(self, at: int | None = None) -> int:
        """Give the line of a place, of this one without."""
        at = self.at if at is None else at
        if at >= self._counted:
            self._line += self._text.count("\n", self._counted, at)
        else:
            self._line -= self._text.count("\n", at, self._counted)
        self._counted = at
        return self._line

    def decode(self, *, grow: bool = True) -> Any:
        """Decode the value here and go behind it. Raises ValueError and RecursionError.

        What is as long as no part of a record raises _TooLong without `grow`, and with it where
        another record begins within.
        """
        size = _WINDOW
        while True:
            begin = self.at - self._base
            last = self._base + len(self._window) >= len(self._text)
            if last or 0 <= begin < len(self._window):
                try:
                    value, end = self._decoder.raw_decode(self._window, begin)
                    if last or end < len(self._window):
                        self.at = self._base + end
                        return value
                except json.JSONDecodeError as e:
                    if last or not self._was_cut(e):
                        raise
                if begin == 0 and self._is_too_long(grow):
                    raise _TooLong(UNCLOSED)
                size *= _GROWTH if begin == 0 else 1
            self._twice.clear()
            self._base, self._window = self.at, self._text[self.at : self.at + size]

    def _put_together(self, members: list[tuple[str, Any]]) -> dict[str, Any]:
        """Make an object of its members, and remember the names that came twice."""
        made = dict(members)
        if len(made) != len(members):
            names = [name for name, _ in members]
            self._twice += (name for name, count in Counter(names).items() if count > 1)
        return made

    def _is_too_long(self, grow: bool) -> bool:
        """Tell whether what fills the window and does not end in it can be no value."""
        indent = json_breaks.indent(self._text, self._base)
        if indent and self._head and f"{indent}{self._head}" in self._window:
            return True
        others = bool(self._head) and self._window.find(self._head, 1) > 0
        return len(self._window) >= _LONGEST and (others or not grow)

    def _was_cut(self, error: json.JSONDecodeError) -> bool:
        """Tell whether it may be the end of the window that an error comes from."""
        near = len(self._window) - _NEAR_END
        return error.pos >= near or error.msg.startswith("Unterminated")

    def elements(self) -> Iterator[Record | Problem]:
        """Give the records of the array here and go behind it."""
        self.at += 1
        while sign := self.next(_BETWEEN):
            if sign == "]":
                self.at += 1
                return
            yield from self.element()
        yield Problem(self.line(), CUT)

    def element(self) -> Iterator[Record | Problem]:
        """Give the record here, or a problem where there is none, and go behind it."""
        begin, line = self.at, self.line()
        if not self._head and (head := _HEAD.match(self._text, begin)):
            self._head = head.group()
        try:
            value = self.decode()
        except (ValueError, RecursionError) as e:
            yield self.broken(begin, line, e)
            return
        yield from self.twice(line)
        if isinstance(value, dict):
            yield Record(line, value)
            return
        if not _END.match(self._text, self.at):
            self.at = json_breaks.border(self._text, begin, self._head)
        yield Problem(line, NO_RECORD)

    def broken(self, begin: int, line: int, error: ValueError | RecursionError) -> Record | Problem:
        """Give a record that is sound but for signs in its texts; else a problem."""
        deep = isinstance(error, RecursionError)
        detail = DEEP if deep else str(error)
        if isinstance(error, json.JSONDecodeError):
            what = error.msg.removesuffix(" at").replace("Expecting", "expected").lower()
            detail = f"{what} in line {self.line(self._base + error.pos)}"
        self._deep += deep
        head = self._head if self._deep <= _MOST_DEEP else ""
        self.at = json_breaks.border(self._text, begin, head)
        self._twice.clear()
        source = self._text[begin : self.at].rstrip(" \t\r\n,")
        try:
            value, end = self._lenient.raw_decode(source)
        except (ValueError, RecursionError):
            return Problem(line, BROKEN.format(detail=detail))
        if end == len(source) and isinstance(value, dict):
            return Record(line, value)
        return Problem(line, BROKEN.format(detail=detail))

    def twice(self, line: int) -> Iterator[Problem]:
        """Give a problem for each name that an object of the last record had twice."""
        for name in dict.fromkeys(self._twice):
            yield Problem(line, TWICE.format(name=name), kept=True)
        self._twice.clear()

    def members(self, names: tuple[str, ...]) -> Iterator[Record | Problem]:
        """Give the records in the object here, then its other members; or it, as a record."""
        begin, line = self.at, self.line()
        others: list[Record] = []
        found = False
        try:
            for name, sign in self._names(names):
                if sign == "[" and (name in names or self._is_long()):
                    found = True
                    yield from self.elements()
                else:
                    others.append(Record(self.line(), self.decode(), name))
        except (ValueError, RecursionError) as e:
            if not found:
                self.at = begin
                yield self.broken(begin, line, e)
                return
            if self.next(_BETWEEN):
                yield Problem(self.line(), REST, kept=True)
                self.at = len(self._text)
        if found:
            yield from others
        else:
            yield from self.twice(line)
            yield Record(line, {other.member: other.value for other in others})

    def _names(self, within: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Give each name in the object here, and the sign of its value, to be read by the caller.

        Objects of the names `within` are gone into. Raises ValueError.
        """
        depth = 1
        self.at += 1
        while depth:
            sign = self.next(_BETWEEN)
            if sign == "}":
                self.at += 1
                depth -= 1
                continue
            name = self.decode() if sign == '"' else None
            if name is None or self.next(_SPACE) != ":":
                raise ValueError(NAMELESS)
            self.at += 1
            sign = self.next(_SPACE)
            if sign == "{" and name in within:
                self.at += 1
                depth += 1
            else:
                yield name, sign

    def _is_long(self) -> bool:
        """Tell whether the value here is too long to be part of a record.

        Raises ValueError and RecursionError.
        """
        begin = self.at
        try:
            self.decode(grow=False)
        except _TooLong:
            return True
        finally:
            self.at = begin
        return False


def _number(digits: str) -> float | str:
    """Give a number, or as it is written what is too large to be one."""
    number = float(digits)
    return number if math.isfinite(number) else digits


def _whole(digits: str) -> int | str:
    """Give a whole number, or as it is written what is longer than any."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits
