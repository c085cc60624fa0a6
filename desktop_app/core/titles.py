"""Titles that are written differently and may be one: in other words' order, in other spellings."""

from __future__ import annotations

import re
from collections import Counter

from desktop_app.core import text

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")
_IZE = re.compile(r"(?<=..[iy])s(?=(?:e[drs]?|ers|ing|able|ations?)$)")
_WITHOUT_MEANING = (
    "a an and are as at be by de der des die do does el en et for from in into is it its la le les"
    " of on or over that the their this to toward towards und under upon using via with within"
)
_STOP_WORDS = frozenset(_WITHOUT_MEANING.split())
# What sets works apart whose titles are else alike: parts, counts, and words on other works.
_SETTING_APART = (
    "ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx one two three four five six"
    " seven eight nine ten eleven twelve first second third fourth fifth sixth seventh eighth ninth"
    " tenth addendum appendix comment commentary correction corrections corrigendum errata erratum"
    " expression rejoinder reply response retracted retraction supplement supplementary supporting"
    " author authors"
)
_PARTS = frozenset(_SETTING_APART.split())
_LETTERS_OF_NONE = frozenset("ast")  # an article, and what an apostrophe parts from a word
_LETTERS_OF_SHORT = 20
_WEIGHT = 3  # letters that one of a script without spaces is worth
_LEAST_FOLDED = 5
_MOST_ROOTS = 100_000


def signature(title: str, key: str | None = None) -> str:
    """Give what is the same in spellings of a title: its words that carry meaning, sorted.

    Hyphens are closed, plurals, ``-ise`` and ``-our`` are folded. Where the folded form of the
    title is at hand as `key`, that saves most of the time.
    """
    if key is not None and title.isascii() and "-" not in title:
        found = key.split()
    else:
        found = _WORD.findall(_HYPHEN.sub("", text.fold(title)))
    roots = [root for word in found if (root := _ROOTS[word])]
    roots.sort()
    return " ".join(roots) or key or text.title_key(title)


def marks(title: str) -> Counter[str]:
    """Give the numbers and other words of a title of which none may differ between spellings."""
    folded = _HYPHEN.sub("", text.fold(title))
    found = Counter(number.lstrip("0") for number in _NUMBER.findall(folded))
    found.update(word for word in _WORD.findall(folded) if _is_mark(word))
    return found


def is_short(title: str) -> bool:
    """Tell whether a title says so little that many works bear it, such as ``Introduction``."""
    letters = signature(title).replace(" ", "")
    return len(letters) + (_WEIGHT - 1) * sum(c > "\u2e80" for c in letters) < _LETTERS_OF_SHORT


def _is_mark(word: str) -> bool:
    return word in _PARTS or (len(word) == 1 and word.isalpha() and word not in _LETTERS_OF_NONE)


def _root(word: str) -> str:
    """Give the form in which the spellings of a word meet; empty for one without a meaning."""
    if word in _STOP_WORDS:
        return ""
    if len(word) < _LEAST_FOLDED:
        return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "aius" else word
    if word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif word[-1] == "s" and word[-2] not in "aius":
        word = word[:-1]
    return _IZE.sub("z", word).replace("our", "or")


class _Roots(dict[str, str]):
    """The roots of words met so far: words come again and again in the titles of a library."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_ROOTS:
            self.clear()
        root = self[word] = _root(word)
        return root


_ROOTS = _Roots()
