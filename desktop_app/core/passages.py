"""Words and sentences in a text: what a double and a triple click mean.

Offsets count code points. A sentence runs over single line ends and ends at an empty line.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise

# What may stand within a word, between two of its letters or digits.
_JOINS = frozenset("-'’‑·_\u00ad\u200c\u05f3\u05f4")
_JOINS_DIGITS = frozenset(".,:'’")
_PARTS = ("L", "M", "N")  # Unicode categories: letters, the marks on them, digits

# Scripts written without spaces: there a run of one script is as near to a word as can be told.
_SCRIPTS = (
    re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005\U00020000-\U0003134f]"),
    re.compile(r"[\u3040-\u309f]"),
    re.compile(r"[\u30a0-\u30ff\uff66-\uff9f]"),
)
# A sign with all that is drawn as one with it: flags, families, skin tones, accents.
_CLINGING = (
    r"[\u0300-\u036f\u200d\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_FLAG_HALF = r"[\U0001f1e6-\U0001f1ff]"
_CLINGS = re.compile(_CLINGING)
_FLAG_HALVES = re.compile(rf"{_FLAG_HALF}*$")
_SIGN = re.compile(rf"{_FLAG_HALF}{{2}}|.(?:(?<=\u200d).|{_CLINGING})*", re.DOTALL)

_CONTEXT = 40  # characters looked at before an end; no abbreviation is longer
_SOLID = re.compile(r"\S")
_CLOSERS = r"[\"'”’»)\]]*"
_CITED = r"(?:\[\d[\d,;\s–-]*\])?"
_END = re.compile(
    rf"[.!?؟…।]+{_CLOSERS}{_CITED}(?=\s|$)|[。！？｡]+[」』）”’]*|[^\S\n]*\n[^\S\n]*\n\s*"
)
_LAST_WORD = re.compile(r"[^\s(\[“\"]*$")
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[]*([^\s.,;:!?]*)")
_LIST_NUMBER = re.compile(r"\s*\(?(?:\d{1,3}|[a-zA-Z])\)?\.$")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEVER_LAST = _listed(
    "e.g i.e cf vs viz fig figs eq eqs eqn eqns secs thm thms lem alg chap vol pp dr prof mr mrs"
    " st approx resp esp incl suppl dept univ"
)
_BEFORE_NUMBERS = _listed("no nos sec app tab ref refs ch def cor prop art p ca")
_SELDOM_LAST = _listed("al etc jr sr inc ltd co corp")
# Words that begin a sentence rather than follow an abbreviation.
_OPENERS = _listed(
    "We Our The This These Those That It Its In On At As By To A An And But For From With Without"
    " However Here Moreover Furthermore Finally First Second Third Thus Hence Although While When"
    " If There They Their Such Since Also Experiments Results Code Using Despite Yet Instead"
)


def word(text: str, offset: int) -> tuple[int, int]:
    """Give the word at or just before a place, else the sign or the white space there."""
    if not text:
        return (0, 0)
    at = max(0, min(offset, len(text) - 1))
    if not _is_part(text, at) and at == offset and at > 0 and _is_part(text, at - 1):
        at -= 1
    if _is_part(text, at):
        return _word(text, at)
    if text[at].isspace():
        start = len(text[:at].rstrip())
        return (start, len(text) - len(text[at:].lstrip()))
    return _sign(text, at)


def sentence(text: str, offset: int) -> tuple[int, int]:
    """Give the sentence at a place; the white space behind one belongs to it, but is left out."""
    starts = _starts(text)
    if not starts:
        return (0, 0)
    number = max(0, bisect_right(starts, offset) - 1)
    stop = starts[number + 1] if number + 1 < len(starts) else len(text)
    return (starts[number], starts[number] + len(text[starts[number] : stop].rstrip()))


def sentences(text: str) -> list[tuple[int, int]]:
    """Give the sentences of a text, without the white space behind them."""
    starts = _starts(text)
    return [
        (start, start + len(text[start:stop].rstrip()))
        for start, stop in pairwise((*starts, len(text)))
    ]


def splits(text: str, at: int) -> bool:
    """Tell whether a place lies inside what is drawn as one sign, such as a flag or an accent."""
    if not 0 < at < len(text) or max(text[at - 1], text[at]) < "\u0300":
        return False
    if text[at - 1] == "\u200d" or _CLINGS.match(text, at):
        return True
    if "\U0001f1e6" <= text[at] <= "\U0001f1ff":
        halves = _FLAG_HALVES.search(text, max(0, at - _CONTEXT), at)
        return halves is not None and len(halves.group()) % 2 == 1
    return unicodedata.category(text[at])[0] == "M"


def _is_part(text: str, at: int) -> bool:
    """Tell whether a character belongs to a word: it is of one, or it joins two that are."""
    char = text[at]
    if _is_letter(char):
        return True
    if not 0 < at < len(text) - 1:
        return False
    beside = text[at - 1], text[at + 1]
    if char in _JOINS:
        return all(map(_is_letter, beside))
    return char in _JOINS_DIGITS and all(c.isdigit() for c in beside)


def _is_letter(char: str) -> bool:
    # Variation selectors and the frame of a keycap are marks too, but of signs.
    return unicodedata.category(char)[0] in _PARTS and char not in "\ufe0e\ufe0f\u20e3"


def _word(text: str, at: int) -> tuple[int, int]:
    script = next((s for s in _SCRIPTS if s.match(text, at)), None)
    start, end = at, at + 1
    while start > 0 and _goes_on(text, start - 1, script):
        start -= 1
    while end < len(text) and _goes_on(text, end, script):
        end += 1
    return (start, end)


def _goes_on(text: str, at: int, script: re.Pattern[str] | None) -> bool:
    if script is not None:
        return bool(script.match(text, at))
    return _is_part(text, at) and not any(s.match(text, at) for s in _SCRIPTS)


def _sign(text: str, at: int) -> tuple[int, int]:
    """Give the sign drawn at a place, from the first of its code points to the last."""
    start = at
    while start > 0 and not text[start - 1].isspace() and not _is_part(text, start - 1):
        start -= 1
    for found in _SIGN.finditer(text, start):
        if found.end() > at:
            return found.span()
    return (at, at + 1)


@lru_cache(maxsize=8)
def _starts(text: str) -> tuple[int, ...]:
    """List where the sentences of a text begin; a drag asks for those of one text many times."""
    starts: list[int] = []
    at = _SOLID.search(text)
    for end in _END.finditer(text):
        if at and end.end() > at.start() and _ends(text, at.start(), end):
            starts.append(at.start())
            at = _SOLID.search(text, end.end())
    return (*starts, at.start()) if at else tuple(starts)


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    """Tell whether a sentence that began at `start` is over after this sign."""
    sign = end.group().strip()
    if not sign or sign[0] in "。！？｡।؟":
        return True
    following = _NEXT_WORD.match(text, end.end())
    after = following.group(1) if following else ""
    if after[:1].islower() and after.islower():
        return False
    if sign[0] != ".":
        return True
    if _LIST_NUMBER.match(text[start : end.start() + 1]):
        return False
    found = _LAST_WORD.search(text, max(start, end.start() - _CONTEXT), end.start())
    return not _is_short(found.group() if found else "", after)


def _is_short(before: str, after: str) -> bool:
    """Tell whether the dot after a word shortens it rather than ends the sentence."""
    bare = before.casefold()
    if bare in _BEFORE_NUMBERS:
        return after[:1].isdigit()
    if bare in _NEVER_LAST:
        return True
    initial = len(before) == 1 and before.isupper()
    dotted = "." in before and all(len(part) <= 1 for part in before.split("."))
    return (bare in _SELDOM_LAST or initial or dotted) and after not in _OPENERS
