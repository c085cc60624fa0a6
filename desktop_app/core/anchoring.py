"""Finding a highlight's passage again after its text changed.

Exact quote with its context, else the exact quote alone where it is unique, else the nearest
passage above a floor and clearly ahead of the runner-up, else the reader decides. Unlike clients
that take the best fuzzy match whatever its score, nothing here moves without being marked.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from desktop_app.core.highlights import Anchor, Selector

FLOOR = 0.82
LEAD = 0.08


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage is now; without a place, `start` and `end` are None."""

    anchor: Anchor
    start: int | None = None
    end: int | None = None


def place(selector: Selector, text: str) -> Place:
    """Find the passage of `selector` in `text`."""
    found = _occurrences(selector.exact, text)
    if found:
        return _among(selector, text, found)
    return _nearest(selector, text)


def _occurrences(exact: str, text: str) -> list[int]:
    found, at = [], text.find(exact)
    while at >= 0:
        found.append(at)
        at = text.find(exact, at + 1)
    return found


def _among(selector: Selector, text: str, found: list[int]) -> Place:
    """Choose between places where the quote stands word for word."""
    length = len(selector.exact)
    scores = sorted(((_context(selector, text, at), at) for at in found), reverse=True)
    best, at = scores[0]
    if len(found) > 1 and best - scores[1][0] < LEAD:
        if not _unmoved(selector, text):
            return Place(Anchor.AMBIGUOUS)
        at = selector.start
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
    start, end = _to_words(text, found.dest_start, found.dest_end)
    return fuzz.ratio(exact, text[start:end]) / 100, start, end


def _to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen or narrow a passage so that it begins and ends with whole words."""
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
