"""Dates as records of other programs write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from desktop_app.formats import month_names

_NUMBERS = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<part>[-/.])(?P<month>[0-9]{0,2})(?:(?P=part)(?P<day>[0-9]{0,2}))?)?"
    r"(?:(?:[T/]| (?=[0-9]{1,2}:))(?P<rest>.*))?",
    re.S,
)
_YEAR = re.compile(r"(?<![0-9])(?:1[4-9]|20|21)[0-9][0-9](?![0-9])")
# As Chinese, Japanese and Korean write dates, and all in one.
_MARKED = re.compile(
    r"(?P<year>[0-9]{4}) ?[年년](?: ?(?P<month>[0-9]{1,2}) ?[月월]"
    r"(?: ?(?P<day>[0-9]{1,2}) ?[日号일])?)?"
)
_COMPACT = re.compile(r"(?P<year>[12][0-9]{3})(?P<month>[01][0-9])(?P<day>[0-3][0-9])")
_WORD = re.compile(r"[^\W\d_]+\.?")
_DAY = re.compile(
    r"(?<![0-9-])(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th|er|º|ª)?(?!\w)(?!\s*-)", re.I
)
_BETWEEN = re.compile(r"(?<!\w)(?:de|del|of)(?!\w)", re.I)
_LONGEST = 200  # characters; no date has more


class Date(NamedTuple):
    """What a date says; `rest` is what none of the other parts tell, as a season."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    rest: str = ""

    @property
    def iso(self) -> str:
        """Give the date as ISO 8601 has it, as far as it is known; empty without a year."""
        parts = [f"{self.year:04}"] if self.year else []
        if parts and self.month:
            parts += [f"{n:02}" for n in (self.month, self.day) if n]
        return "-".join(parts)


def read(written: str) -> Date:
    """Read a date: `2019/03/05/`, `2019-03-05`, `2019 Mar 5`, `5 March 2019`, `Spring 2019`."""
    written = " ".join(written.split())
    if len(written) > _LONGEST:
        return Date(rest=written)
    for shape in (_NUMBERS, _MARKED, _COMPACT):
        if found := shape.fullmatch(written):
            return _of_numbers(found)
    return _of_words(written)


def _of_numbers(found: re.Match[str]) -> Date:
    year, month, day = (int(found[name] or 0) for name in ("year", "month", "day"))
    if not year or month > 12 or day > 31 or (day and not month):
        return Date(year or None, rest=found.group())
    return Date(year, month or None, day or None, found.groupdict().get("rest") or "")


def _of_words(written: str) -> Date:
    """Read year, name of the month and day one after another; each is cut out where it stands."""
    year, written = _cut(_YEAR, written)
    if not year:
        return Date(rest=written)
    named = next(
        ((w, n) for w in _WORD.finditer(written) if (n := month_names.number(w.group()))), None
    )
    if not named:
        return Date(int(year), rest=written.strip(" ,./-"))
    word, month = named
    day, without = _cut(_DAY, _BETWEEN.sub(" ", _without(word)))
    return Date(
        int(year),
        month,
        int(re.sub(r"[^0-9]", "", day)) if day else None,
        re.sub(r"[^\w-]+", " ", without).strip(" -"),
    )


def _cut(part: re.Pattern[str], written: str) -> tuple[str, str]:
    """Give the first match and the text without it."""
    found = part.search(written)
    return (found.group(), _without(found)) if found else ("", written)


def _without(found: re.Match[str]) -> str:
    return f"{found.string[: found.start()]} {found.string[found.end() :]}"
