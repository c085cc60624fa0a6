"""Names of people and bodies as BibTeX and BibLaTeX write them, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from desktop_app.core.papers import Author
from desktop_app.formats import natural_names, tex

OTHERS = "others"

_NESTED = r"[^{}]*+"
for _ in range(4):
    _NESTED = rf"(?:[^{{}}]++|\{{{_NESTED}\}})*+"
_AND = re.compile(r"\s+and(?=\s)\s+", re.I)
_SEMICOLON = re.compile(r";")
_COMMA = re.compile(r"\s*,\s*")
_SPACE = re.compile(r"(?:\s|~)+")
BODY = re.compile(rf"\{{{_NESTED}\}}")
_EXTENDED = re.compile(r"\s*\"?(family|given|prefix|suffix)(?:-i)?\s*=")
_PART = re.compile(r"\s*\"?([a-z-]+)\s*=\s*(.*?)\"?\s*", re.S)
_SUFFIX = re.compile(r"(?:[js]r\.?|[IVX]{2,4})", re.I)
_NAMESAKE = re.compile(r"0\d{3}")  # DBLP numbers people of one name
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,3}")
_ETC = re.compile(r"(?:others|et\.? al\.?)", re.I)


def parse(names: str) -> tuple[tuple[Author, ...], bool]:
    """Read names, and whether others follow that are not named."""
    parts = [part for part in split(names, _AND) if part.strip()]
    if len(parts) == 1 and ";" in names:  # as no BibTeX has it
        parts = [part for part in split(names, _SEMICOLON) if part.strip()]
    others = bool(parts) and _ETC.fullmatch(parts[-1].strip()) is not None
    if others:
        parts.pop()
    return tuple(filter(None, map(_name, parts))), others


def split(text: str, separator: re.Pattern[str]) -> list[str]:
    """Part a text where a separator stands outside of braces."""
    if "{" not in text:
        return separator.split(text)
    parts: list[str] = []
    at = 0
    for found in separator.finditer(BODY.sub(lambda group: "\0" * len(group[0]), text)):
        parts.append(text[at : found.start()])
        at = found.end()
    return [*parts, text[at:]]


def write(names: Iterable[Author], *, others: bool = False, ascii_: bool = True) -> str:
    """Write names as a field has them."""
    written = [_written(name, ascii_) for name in names]
    return " and ".join([*written, OTHERS] if others else written)


@lru_cache(maxsize=1 << 14)
def _name(written: str) -> Author | None:
    written = written.strip()
    if BODY.fullmatch(written) and not written.startswith("{\\"):
        parts = ["", _plain(written), ""]
    elif _EXTENDED.match(written):
        parts = _extended(written)
    else:
        parts = _in_order(split(written, _COMMA))
    given, family, suffix = parts
    return Author(family or given, given if family else "", suffix) if family or given else None


def _in_order(parts: list[str]) -> list[str]:
    """Read ``von Last, First``, ``von Last, Jr, First`` or ``First von Last``."""
    if len(parts) == 1:
        return _natural(parts[0])
    family, *rest = parts
    if len(rest) == 1 and _SUFFIX.fullmatch(rest[0]) and " " in family:
        given, family, _ = _natural(family)  # “Martin Luther King, Jr.”
        return [given, family, rest[0]]
    if len(rest) == 1:
        return [_plain(rest[0]), _plain(family), ""]
    if _SUFFIX.fullmatch(rest[-1]) and not _SUFFIX.fullmatch(rest[0]):
        rest = [rest[-1], *rest[:-1]]
    return [_plain(", ".join(filter(None, rest[1:]))), _plain(family), _plain(rest[0])]


def _natural(name: str) -> list[str]:
    """Read ``First von Last``: the family begins at the first small letter, or is the last word."""
    words = [word for word in split(name.strip(), _SPACE) if word]
    suffix = ""
    if natural_names.is_body(whole := _plain(name)):
        return ["", whole, ""]
    if len(words) > 1 and _NAMESAKE.fullmatch(words[-1]):
        words.pop()
    if len(words) > 1 and _INITIALS.fullmatch(words[-1]) and not _INITIALS.match(words[0]):
        return [_plain(words[-1]), _plain(" ".join(words[:-1])), ""]  # “Bianchi A.” of Scopus
    if len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    first = next((n for n, word in enumerate(words[:-1]) if _is_particle(word)), len(words) - 1)
    return [_plain(" ".join(words[:first])), _plain(" ".join(words[first:])), _plain(suffix)]


def _is_particle(word: str) -> bool:
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    return next(filter(str.isalpha, _plain(word)), "").islower()


def _extended(written: str) -> list[str]:
    """Read the named parts of BibLaTeX: ``family=Berg, given=Anna, prefix=van der``."""
    said: dict[str, str] = {}
    for part in split(written, _COMMA):
        if found := _PART.fullmatch(part):
            said[found[1]] = _plain(found[2])
    family = " ".join(filter(None, (said.get("prefix"), said.get("family"))))
    return [said.get("given", ""), family, said.get("suffix", "")]


def _plain(written: str) -> str:
    return " ".join(tex.decode(written).split())


def _written(name: Author, ascii_: bool) -> str:
    family, given = (_part(part, ascii_) for part in (name.family, name.given))
    suffix = tex.encode(name.suffix, ascii_=ascii_)
    if not given and not suffix:
        return f"{{{tex.encode(name.family, ascii_=ascii_)}}}"
    return ", ".join([family, suffix, given] if suffix else [family, given])


_UNSAFE = re.compile(rf".*(?:[,;]|\band\b|=)|(?:{_SUFFIX.pattern})\Z", re.I | re.S)


def _part(words: str, ascii_: bool) -> str:
    """Write a part of a name, in braces where it would be taken for more than one."""
    written = tex.encode(words, ascii_=ascii_)
    return f"{{{written}}}" if _UNSAFE.match(words) else written
