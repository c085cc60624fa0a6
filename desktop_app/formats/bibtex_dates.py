"""Years, months and days of BibTeX and BibLaTeX, read."""

from __future__ import annotations

import re

from desktop_app.core import fields as names
from desktop_app.formats import dates, month_names, tex

# The year and the date as written, where they say more than numbers can.
OWN_YEAR = "bibtex:year"
OWN_DATE = "bibtex:date"

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_NO_ISO = re.compile(r"\d{4}[/.]\d{1,2}[/.]\d{1,2}")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_PARTS = re.compile(r"[^\W\d_]+|\d+")


def take(fields: dict[str, str]) -> tuple[int | None, dict[str, str]]:
    """Take the date out of the fields of an entry: the year, and fields for what else it says.

    What is no plain date stays beside what could be read of it, as it is written.
    """
    said: dict[str, str] = {}
    year = _from_date(fields.pop("date", ""), said)
    written = fields.pop("year", "").strip()
    if written:
        own = year_of(written)
        if year is None:
            year = own
        if str(own) != _bare(written) or own != year:
            said[OWN_YEAR] = written
    _from_month(fields.pop("month", ""), said)
    day = _bare(fields.pop("day", ""))
    if day and names.DAY not in said and _in(day, 31):
        said[names.DAY] = str(int(day))
    elif day and said.get(names.DAY) != day:
        said["bibtex:day"] = day
    return year, said


def year_of(written: str) -> int | None:
    """Give the first year that a text names."""
    bare = _bare(written)
    if bare.isascii() and bare.isdigit() and len(bare) <= 4:
        return int(bare)
    found = _YEAR.search(written)
    return int(found[1]) if found else None


def _from_date(written: str, said: dict[str, str]) -> int | None:
    written = _bare(written)
    found = None if _NO_ISO.fullmatch(written) else _ISO.match(written)
    if found is None:
        return _from_words(written, said)
    month, day = found[2], found[3]
    if month and _in(month, 12):
        said[names.MONTH] = str(int(month))
        if day and _in(day, 31):
            said[names.DAY] = str(int(day))
    if found.end() != len(written) or (month and not _in(month, 12)) or (day and not _in(day, 31)):
        said[OWN_DATE] = written
    return int(found[1])


def _from_words(written: str, said: dict[str, str]) -> int | None:
    """Read a date that is not written as BibLaTeX has it, as ``5 mars 2012``."""
    date = dates.read(tex.decode(written))
    if date.year is None or date.rest:
        if written:
            said[OWN_DATE] = written
        return None if written.startswith("-") else year_of(written)
    known = {names.MONTH: str(date.month or ""), names.DAY: str(date.day or "")}
    said |= {name: number for name, number in known.items() if number}
    return date.year


def _from_month(written: str, said: dict[str, str]) -> None:
    """Read a month as a word or a number, maybe with a day as in ``OCT 1`` or ``1~jan``."""
    months, days = _months(_PARTS.findall(tex.decode(written)))
    if months and said.get(names.MONTH, months[0]) == months[0] and len(months) == 1 >= len(days):
        said[names.MONTH] = months[0]
        if not days or said.setdefault(names.DAY, days[0]) == days[0]:
            return
    if written.strip():
        said["bibtex:month"] = " ".join(written.split())


def _months(parts: list[str]) -> tuple[list[str], list[str]]:
    """Part a month from a day; nothing where any part is neither."""
    parts = [part for part in parts if part.lower() != "de"]
    months = [str(n) for part in parts if (n := month_names.number(part))]
    days = [str(int(part)) for part in parts if _in(part, 31)]
    if not months and len(parts) == 1 and _in(parts[0], 12):
        return days, []
    return (months, days) if len(months) + len(days) == len(parts) else ([], [])


def _in(number: str, most: int) -> bool:
    return number.isascii() and number.isdigit() and len(number) <= 2 and 1 <= int(number) <= most


def _bare(written: str) -> str:
    return written.replace("{", "").replace("}", "").strip()
