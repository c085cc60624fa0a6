"""Finding a highlight's passage again after its text changed.

Exact quote with its context, else the exact quote alone where it is unique, else the nearest
passage above a floor and clearly ahead of the runner-up, else the reader decides. Unlike clients
that take the best fuzzy match whatever its score, nothing here moves without being marked: a quote
that now stands within a longer word or number (12 in 12.5, does in doesn't) is not the exact one,
and a short one among strange neighbours is marked as moved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from desktop_app.core.highlights import CONTEXT, Anchor, Selector

FLOOR = 0.82
LEAD = 0.08
FAMILIAR = 0.5

# A word, a sign, or a letter of a script without spaces; not what `_nearest` blotted out.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+|[^\w\s\x00]")
# What holds two characters together in one word or number: nothing, a hyphen, a decimal point.
_WORD_GOES_ON = re.compile(r"\w|[-'’‑]\w|[.,]\d")
_WORD_CAME_BEFORE = re.compile(r"\w$|\w[-'’‑]$|\d[.,]$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage is now; without a place, `start` and `end` are None."""

    anchor: Anchor
    start: int | None = None
    end: int | None = None


def place(selector: Selector, text: str) -> Place:
    """Find the passage of `selector` in `text`."""
    found = [at for at in _occurrences(selector.exact, text) if _whole(selector, text, at)]
    if found:
        return _among(selector, text, found)
    return _nearest(selector, text)


def _occurrences(exact: str, text: str) -> list[int]:
    found, at = [], text.find(exact)
    while at >= 0:
        found.append(at)
        at = text.find(exact, at + 1)
    return found


def _whole(selector: Selector, text: str, at: int) -> bool:
    """Tell whether the words at a quote's borders end where they ended when it was marked."""
    exact, end = selector.exact, at + len(selector.exact)
    return not (
        _joined(text[max(0, at - 2) : at], exact) and not _joined(selector.prefix[-2:], exact)
    ) and not (
        _joined(exact[-2:], text[end : end + 2]) and not _joined(exact[-2:], selector.suffix[:2])
    )


def _joined(before: str, after: str) -> bool:
    """Tell whether a word or number runs from one text into the next."""
    into = after[:1].isalnum() and _WORD_CAME_BEFORE.search(before)
    out_of = before[-1:].isalnum() and _WORD_GOES_ON.match(after)
    return bool(into or out_of)


def _among(selector: Selector, text: str, found: list[int]) -> Place:
    """Choose between places where the quote stands word for word."""
    length = len(selector.exact)
    scores = sorted(((_context(selector, text, at), at) for at in found), reverse=True)
    best, at = scores[0]
    if len(found) > 1 and best - scores[1][0] < LEAD:
        if not _unmoved(selector, text):
            return Place(Anchor.AMBIGUOUS)
        at = selector.start
    elif best < FAMILIAR and length < CONTEXT:
        return Place(Anchor.MOVED, at, at + length)
    return Place(Anchor.ANCHORED, at, at + length)


def _unmoved(selector: Selector, text: str) -> bool:
    """Tell whether quote, prefix and suffix stand where they stood."""
    return (
        text[: selector.start].endswith(selector.prefix)
        and text.startswith(selector.exact, selector.start)
        and text.startswith(selector.suffix, selector.end)
    )


def _context(selector: Selector, text: str, at: int) -> float:
    """Score how alike the surroundings of a place are to those remembered, 0 to 1."""
    end = at + len(selector.exact)
    before = text[max(0, at - len(selector.prefix)) : at]
    after = text[end : end + len(selector.suffix)]
    return (_alike(before, selector.prefix) + _alike(after, selector.suffix)) / 2


def _alike(a: str, b: str) -> float:
    return 1.0 if a == b else fuzz.ratio(a, b) / 100


def _nearest(selector: Selector, text: str) -> Place:
    """Find the passage most like the quote; its score must be high and stand alone."""
    first = _window(selector.exact, text)
    if first is None or first[0] < FLOOR:
        return Place(Anchor.ORPHANED)
    score, start, end = first
    rest = text[:start] + "\x00" * (end - start) + text[end:]
    second = _window(selector.exact, rest)
    if second is not None and score - second[0] < LEAD:
        return Place(Anchor.AMBIGUOUS)
    return Place(Anchor.MOVED, start, end)


def _window(exact: str, text: str) -> tuple[float, int, int] | None:
    """Give score, start and end of the passage of `text` nearest to `exact`."""
    if not text or len(exact) > len(text) * 2:
        return None
    found = fuzz.partial_ratio_alignment(exact, text)
    if found is None:
        return None
    start, end = _to_words(exact, text, found.dest_start, found.dest_end)
    return fuzz.ratio(exact, text[start:end]) / 100, start, end


def _to_words(exact: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Let a passage begin and end with whole words, as like `exact` as can be."""
    slack = max(12, len(exact) // 3)
    words = [word.span() for word in _WORD.finditer(text)]
    starts = [at for at, _ in words if abs(at - start) <= slack] or [start]
    ends = [at for _, at in words if abs(at - end) <= slack] or [end]
    for _ in range(2):
        end = max(ends, key=lambda at: fuzz.ratio(exact, text[start:at]))
        start = max(starts, key=lambda at: fuzz.ratio(exact, text[at:end]))
    return start, max(start, end)
