"""Citation keys as Better BibTeX makes them by default: author, short title, year.

Its formula is ``auth.lower + shorttitle(3, 3) + year``: the first author's family name in small
letters, the first three words of the title that carry meaning, each with a capital, and the year;
all in ASCII. Where a key is taken a letter follows: ``a``, then ``b``, after ``z`` ``aa``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from desktop_app.core.papers import Author, Contributor

WORDS = 3
LONGEST = 100  # letters of a key that was made; none is likely to be half as long
_ELSE = "paper"  # where neither names nor words are left in ASCII
_MARKUP = re.compile(r"</?[a-z][^<>]*>|\$[^$]*\$|\\[a-zA-Z]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_APART = re.compile(r"[^A-Za-z0-9]")
# Characters that BibTeX or LaTeX would not take in a key.
_UNSAFE = re.compile(r"[\s\\\"#%'(),={}~]")
# Function words of the languages titles are mostly in, which a short title leaves out.
_FUNCTION_WORDS = (
    "a ab about above across after against al along amid among an and anti around as at before"
    " behind below beneath beside besides between beyond but by d da das de del dell dello dei"
    " degli della delle dem den der des despite die do down du during ein eine einem einen einer"
    " eines el en et except for from gli i il in inside into is l la las le les like lo los near"
    " nor of off on onto or over past per plus round save since so some sur than the through to"
    " toward towards un una unas under underneath une unlike uno unos until up upon versus via"
    " von vs while with within without yet zu zum zur"
)
_SKIPPED = frozenset(_FUNCTION_WORDS.split())


def make(
    title: str,
    authors: tuple[Author, ...],
    year: int | None,
    contributors: tuple[Contributor, ...] = (),
) -> str:
    """Make the key of a work; where it has no authors its editors stand in for them."""
    named = authors or tuple(c.name for c in contributors if c.role == "editor")
    first = _ascii(named[0].family).lower() if named else ""
    key = f"{first}{_short_title(title)}{'' if year is None else year}"
    return key[:LONGEST] or _ELSE


def safe(key: str) -> str:
    """Give a key that a source or a person chose, without what no key may hold."""
    return _UNSAFE.sub("", key)


def free(key: str, taken: Callable[[str], bool], first: int = 0) -> str:
    """Give `key`, or where that is taken the first of it with letters after it that is not.

    `first` says how many such letters are known to be taken.
    """
    if first == 0 and not taken(key):
        return key
    number = first
    while taken(longer := f"{key}{_letters(number)}"):
        number += 1
    return longer


def _letters(number: int) -> str:
    """Count in letters: a to z, then aa to zz, and so on."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _short_title(title: str) -> str:
    words = _WORD.findall(_MARKUP.sub(" ", title))
    bare = [_ascii(word) for word in words if word.lower() not in _SKIPPED]
    return "".join(word[:1].upper() + word[1:] for word in [b for b in bare if b][:WORDS])


def _ascii(words: str) -> str:
    if not words.isascii():
        from anyascii import anyascii  # with its tables, which are no part of a start

        words = anyascii(words)
    return _APART.sub("", words)
