"""Names of files that a person can read and every system takes."""

from __future__ import annotations

import re
import unicodedata

MOST_BYTES = 120  # of UTF-8, far below the 255 of most disks: folders above it have names, too

_REFUSED = re.compile(r'[<>:"/\\|?*]')
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_JOINERS = "\u200c\u200d"  # without them some words and pictures fall apart
_SPACES = re.compile(r"\s+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.I)


def safe(words: str, ending: str = "", *, tail: str = "") -> str:
    """Make a file name of `words`, cut to fit, with `tail` after them and `ending` at its end."""
    tail = f" {tail}" if tail else ""
    kept = _cut(_plain(words), MOST_BYTES - len(f"_{tail}{ending}".encode()))
    name = f"{kept}{tail}{ending}".strip() if kept else f"{tail.strip() or '_'}{ending}"
    return f"_{name}" if _RESERVED.match(name) else name


def same(name: str) -> str:
    """Give the form in which names meet that some disks take for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _plain(words: str) -> str:
    """Leave out what a file name may not hold, at its borders also dots, hyphens and spaces."""
    seen = "".join(
        c if c in _JOINERS or unicodedata.category(c) not in _INVISIBLE else " "
        for c in unicodedata.normalize("NFC", words)
    )
    return _SPACES.sub(" ", _REFUSED.sub(" ", seen)).strip(" .-~" + _JOINERS)


def _cut(words: str, most: int) -> str:
    """Cut words to so many bytes, after a word where one ends in the second half."""
    data = words.encode()
    if len(data) <= most:
        return words
    kept = data[:most].decode(errors="ignore")
    while kept and (_hangs_on(words[len(kept)]) or kept[-1] in _JOINERS):
        kept = kept[:-1]
    whole, _, _ = kept.rpartition(" ")
    if words[len(kept)] != " " and len(whole) >= len(kept) // 2:
        kept = whole
    return kept.rstrip(" .-~" + _JOINERS)


def _hangs_on(character: str) -> bool:
    """Tell whether a character is drawn on the one before it."""
    return bool(unicodedata.combining(character)) or unicodedata.category(character) in (
        "Mn",
        "Me",
        "Cf",
    )
