"""What looks like the name of a person, and what like a place of work, on a title page."""

from __future__ import annotations

import re

from desktop_app.core import text
from desktop_app.core.papers import Author
from desktop_app.core.particles import GREAT_PARTICLES, PARTICLES
from desktop_app.core.title_page import lexicon

_DEGREES = r"(?:Ph\.?\s?D|M\.?D|M\.?Sc|B\.?Sc|M\.?S|M\.?A|MBA|MPH|DPhil|FRS|RN|Dipl\.?-?Ing)"
_TITLES = re.compile(
    rf",\s*{_DEGREES}\b\.?|\s(?:Ph\.?\s?D|MBA|MPH|DPhil)\b\.?"
    r"|\b(?:Dr|Prof|Mr|Mrs|Ms)\.(?:\s*-?(?:Ing|med|rer|nat|phil|habil|h\.c)\.)*|\bDipl\.-\w+\.?"
    r"|\b(?:(?:Student|Senior|Graduate|Life|Associate|Founding)\s+)?(?:Member|Fellow)\b"
    r"(?:\s*,?\s*(?:IEEE|ACM|OSA|AAAI)\b)?|\b(?:IEEE|ACM)$"
)
_MARKS = re.compile(r"[*†‡§¶∗⋆✉♯#∥‖◇◆♠♣♥♦★☆⊥∆△▽○●✝✦\d⁰¹²³⁴-⁹₀-₉(){}\[\]$^~+]+")
_PARTS = re.compile(r"\s*(?:[,;|&•·∙⋅、，；]|(?<!\w)(?:and|und)(?!\w))\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’´`.\-‐–][^\W\d_]+)*['’.\-‐]*", re.UNICODE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.[-‐]?){1,3}[^\W\d_]?|[^\W\d_]")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff\uac00-\ud7af\u3040-\u30ff·]+")
_HAN_PLACE = re.compile(
    r"大学|大學|学院|學院|研究|实验|公司|中心|系$|省|市|医院|教授|导师|大学院|학교|연구"
)
_MOST_WORDS = 6
_LONGEST = 60  # characters of a name


def parted(line: str) -> list[str]:
    """Part a line of names at commas, marks, "and" and the like; degrees are left out."""
    line = _MARKS.sub("|", _TITLES.sub("|", line))
    parts = [text.clean_line(part).strip(" .-–—:_/") for part in _PARTS.split(line)]
    return _with_suffixes([part for part in parts if part])


def _with_suffixes(parts: list[str]) -> list[str]:
    """Put what follows a name after a comma, such as Jr., back to it."""
    found: list[str] = []
    for part in parts:
        if found and _SUFFIX.fullmatch(part):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def is_name(part: str) -> bool:
    """Tell whether a part of a line looks like the name of a person, of two words or more."""
    if _HAN.fullmatch(part.replace(" ", "")):
        return 2 <= len(part.replace(" ", "")) <= 5 and not _HAN_PLACE.search(part)
    words = part.split()
    if not 2 <= len(words) <= _MOST_WORDS or len(part) > _LONGEST:
        return False
    if is_place(part) or not all(_WORD.fullmatch(word) for word in words):
        return False
    if {word.casefold().strip(".") for word in words} & lexicon.OF_TEXT:
        return False
    return _is_capital(words) and _is_no_acronym(words)


def _is_capital(words: list[str]) -> bool:
    """Tell whether all words but particles begin with a capital, the last one among them."""
    bare = [word for word in words if word not in PARTICLES]
    first = [word.lstrip("'’")[:1] for word in bare]
    long = [word for word in bare if len(word.strip(".")) > 1]
    return len(bare) >= 2 and bool(long) and all(not char.islower() for char in first)


def _is_no_acronym(words: list[str]) -> bool:
    """Tell whether no word stands in capitals alone beside others that do not."""
    if all(word.isupper() for word in words if word not in PARTICLES):
        return True
    return not any(
        word.isupper() and not _INITIALS.fullmatch(word) and not _SUFFIX.fullmatch(word)
        for word in words
    )


def is_place(part: str) -> bool:
    """Tell whether a part of a line names a body or a place."""
    words = {word.casefold().strip(".,:;()") for word in re.split(r"[\s/–-]+", part)}
    if words & lexicon.OF_PLACES or "@" in part or _HAN_PLACE.search(part):
        return True
    folded = f" {part.casefold().strip(' .,')} "
    return any(
        folded.startswith(f" {place} ") or folded.endswith(f" {place} ") for place in lexicon.PLACES
    )


def author(name: str) -> Author:
    """Make an author of a name as a title page has it; particles belong to the family name."""
    words = text.clean_line(name).split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if suffix.casefold() in ("jr", "sr"):
        suffix += "."
    if all(word.isupper() for word in words if len(word) > 2) and max(map(len, words)) > 2:
        words = [_cased(word) for word in words]
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES | GREAT_PARTICLES:
        first -= 1
    return Author(" ".join(words[first:]), " ".join(words[:first]), suffix)


def _cased(word: str) -> str:
    """Give a word that stands in capitals with small letters where names have them."""
    if word.casefold() in PARTICLES:
        return word.casefold()
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
