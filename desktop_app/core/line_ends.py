"""Lines that end within a word or a passage, and what stands there when it is read in one line.

A hyphen at the end of a line parts a word, or belongs to it: low-pass. It belongs to it where the
text has the same two parts within a line, where the second does not begin with a small letter, and
in a few kinds of words that are always written so.
"""

from __future__ import annotations

import re
from functools import lru_cache

SOFT_HYPHEN = "\u00ad"
# A character of a script without spaces, in which the end of a line is nothing.
SPACELESS = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003134f]")

_HYPHENS = "-\u2010"
_LONGEST = 64  # characters of a word that are looked at
_ALWAYS_AFTER = frozenset({"ill", "self", "well"})
_ALWAYS_BEFORE = frozenset({"aware", "based", "driven", "free"})
# A single space stays as it is.
_JOINT = re.compile(r"[-\u2010–—/]\n\s*|\u00ad\n*|(?! \S)\s+")
_BROKEN_WORD = re.compile(r"(?<=\w)[-\u2010\u00ad]\n+(?=\w)")
_COMPOUND = re.compile(r"(?<!\w)(?=(\w+)[-\u2010](\w+))")
_BEFORE = re.compile(r"[\w\u2010-]*\Z")
_AFTER = re.compile(r"\w*")


def hidden(text: str) -> str:
    """Give a text of the same length in which no line ends within a word."""
    return _BROKEN_WORD.sub(lambda end: "-".ljust(len(end.group()), "x"), text)


def mended(text: str, start: int, end: int) -> str:
    """Give a passage of a text with the ends of lines taken out of words, and single spaces."""
    pieces, at = list[str](), start
    for joint in _JOINT.finditer(text, start, end):
        pieces += text[at : joint.start()], _mend(text, joint)
        at = joint.end()
    return "".join([*pieces, text[at:end]])


def _mend(text: str, joint: re.Match[str]) -> str:
    """Give what a line holds in place of a hyphen, a line end or white space."""
    start, end = joint.span()
    sign, before, after = text[start], text[max(0, start - 1) : start], text[end : end + 1]
    if sign == SOFT_HYPHEN:
        return ""
    if sign.isspace():
        spaceless = SPACELESS.match(before) and SPACELESS.match(after)
        return "" if spaceless and sign == "\n" else " "
    if not before.strip():
        return f"{sign} "
    return sign if sign not in _HYPHENS or _is_compound(text, joint) else ""


def _is_compound(text: str, joint: re.Match[str]) -> bool:
    """Tell whether the hyphen at the end of a line belongs to what stands there."""
    found = _BEFORE.search(text, max(0, joint.start() - _LONGEST), joint.start())
    first = found.group() if found else ""
    second = _AFTER.match(text, joint.end(), joint.end() + _LONGEST)
    rest = second.group() if second else ""
    if not first[-1:].isalpha() or not rest[:1].islower() or set(first) & set(_HYPHENS):
        return True
    pair = (first.casefold(), rest.casefold())
    return pair[0] in _ALWAYS_AFTER or pair[1] in _ALWAYS_BEFORE or pair in _compounds(text)


@lru_cache(maxsize=8)
def _compounds(text: str) -> frozenset[tuple[str, str]]:
    """Give the pairs of words that a text joins by a hyphen within a line."""
    found = _COMPOUND.finditer(text.casefold())
    return frozenset((pair.group(1), pair.group(2)) for pair in found)
