"""The lines of RIS, and where its records begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.core.papers import Problem
from desktop_app.formats import tagged

STRAY = "this text belongs to no record"

_STRICT = re.compile(r"\ufeff?([A-Z][A-Z0-9])  -")
_LENIENT = re.compile(r"\ufeff?[ \t]*([A-Za-z][A-Za-z0-9])(?:[ \t]+[-\u2013]|-(?=[ \t]|$))")
_LOWER = re.compile(r"[ \t]*[a-z][a-z0-9]  -")
_KNOWN = re.compile(
    r"A[1-4BDNUV]|BT|C[1-8AITNY]|D[ABOP]|E[DPRT]|I[DS]|J[12AFO]|KW|L[1-4ABK]|M[1-3]|N[12V]|OP|P[BY]"
    r"|R[INP]|S[ENPT]|T[1-3AITY]|U[1-5R]|V[LO]|Y[12]"
)
# What programs write between records; of no use to anyone.
_BANNER = re.compile(r"Record #\d+ of \d+|Provider:.*|Database:.*|Content:.*|<?\d{1,9}[.>]", re.I)


@dataclass(slots=True)
class Record:
    """The lines of a record but that of its type; `type` is None where it has none."""

    line: int
    type: str | None = None
    lines: list[str] = field(default_factory=list)

    def values(self) -> dict[str, list[str]]:
        """Give the values of each tag."""
        return _READER.read(self.lines)


def tag(line: str) -> tuple[str, str] | None:
    """Part a line into its tag and its value; None for one that has no tag.

    Other spaces and small letters than RIS has are allowed to tags that are known.
    """
    if found := _STRICT.match(line):
        return found[1], line[found.end() :].strip()
    found = _LENIENT.match(line)
    if not found or not _KNOWN.fullmatch(known := found[1].upper()):
        return None
    if found[1] != known and not _LOWER.match(line):
        return None
    return known, line[found.end() :].strip()


def is_banner(line: str) -> bool:
    """Tell whether a line is one that programs write between records."""
    return _BANNER.fullmatch(line.strip()) is not None


_READER = tagged.Reader(tag)


def each(page: str) -> Iterator[Record | Problem]:
    """Give each record, and a problem for text that belongs to none."""
    record: Record | None = None
    apart, stray = True, False
    for number, line in enumerate(tagged.lines(page), 1):
        if found := tag(line):
            name, value = found
            if record and (name == "ER" or (name == "TY" and record.type is not None)):
                yield record
                record = None
            if name != "ER":
                record = record or Record(number)
                _add(record, name, value, line)
            apart = stray = False
        elif record and record.lines and not (apart and is_banner(line)):
            record.lines.append(line)
            apart = not line.strip()
        elif not stray and line.strip() and not is_banner(line):
            yield Problem(number, STRAY)
            stray = True
    if record:
        yield record


def _add(record: Record, name: str, value: str, line: str) -> None:
    if name == "TY":
        record.type = value
    else:
        record.lines.append(line)
