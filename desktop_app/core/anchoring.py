"""Finding a highlight's passage again after its text changed.

Exact quote with its context, else the exact quote alone where it is unique, else what stands now
between the words that framed it or the nearest passage above a floor and clearly ahead of the
runner-up, else the reader decides. Unlike clients that take the best fuzzy match whatever its
score, nothing here moves without being marked: a quote that now stands within a longer word or
number (12 in 12.5, does in doesn't) is not the exact one; and one that is among strange neighbours,
because it is short, because its own neighbours stand elsewhere or because it began a sentence and
now follows "It is not true that", is marked as moved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from desktop_app.core import passages
from desktop_app.core.highlights import CONTEXT, Anchor, Selector

FLOOR = 0.82  # how like the quote a passage must be
LEAD = 0.08  # by how much it must be ahead of the runner-up
FAMILIAR = 0.5  # how like the remembered ones the neighbours of a short quote must be
SURE = 0.85  # from here on the neighbours leave no doubt
FRAME = 24  # characters on each side that must stand as they stood to frame a passage
WORDS_GAIN = 12  # per cent by which a passage may score better once it has whole words
FRAMED_SHORT, FRAMED_LONG = 0.5, 0.6  # how like the quote what they frame must be

MOST_CANDIDATES = 9

# A word, a sign, or a letter of a script without spaces; not what `_nearest` blotted out.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+|[^\w\s\x00]")
# What holds two characters together in one word or number: nothing, a hyphen, a decimal point.
_WORD_GOES_ON = re.compile(r"\w|[-'’‑]\w|[.,]\d")
_WORD_CAME_BEFORE = re.compile(r"\w$|\w[-'’‑]$|\d[.,]$")
# What a sentence begins after.
_BEGINS = re.compile(r"(?:^|[.!?…:;—–\n)\]”\"»。！？؟।])\s*$")


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


def follow(marked: Selector, stood: Selector, was: Anchor, text: str) -> Place:
    """Find a highlight again that last stood on `stood`, and was `marked` on what may be others.

    The words it stood on are followed, whoever chose them; where they were not settled they are
    so again only at the quote as first marked.
    """
    now = place(stood, text)
    if now.start is None or was is Anchor.ANCHORED:
        return now
    first = place(marked, text)
    return first if first.start == now.start else replace(now, anchor=Anchor.MOVED)


def _occurrences(exact: str, text: str) -> list[int]:
    found, at = [], text.find(exact)
    while at >= 0:
        found.append(at)
        at = text.find(exact, at + 1)
    return found


def _whole(selector: Selector, text: str, at: int) -> bool:
    """Tell whether the words at a quote's borders end where they ended when it was marked."""
    exact, end = selector.exact, at + len(selector.exact)
    if passages.splits(text, at) or passages.splits(text, end):
        return False
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
    gap = _gap(selector, text) if best < SURE else None
    framed_elsewhere = gap is not None and not gap[0] <= at <= gap[1]
    if framed_elsewhere and length < CONTEXT and (held := _framed(selector, text, gap)):
        return held
    if len(found) > 1 and best - scores[1][0] < LEAD:
        if not _unmoved(selector, text):
            return Place(Anchor.AMBIGUOUS)
        at = selector.start
    strange = best < FAMILIAR and length < CONTEXT
    if strange or framed_elsewhere or _swallowed(selector, text, at):
        return Place(Anchor.MOVED, at, at + length)
    return Place(Anchor.ANCHORED, at, at + length)


def _swallowed(selector: Selector, text: str, at: int) -> bool:
    """Tell whether a quote that began a sentence now stands within one."""
    began = _BEGINS.search(selector.prefix) is not None
    return began and not _BEGINS.search(text[max(0, at - CONTEXT) : at])


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


def _gap(selector: Selector, text: str) -> tuple[int, int] | None:
    """Find what stands between the words that framed the quote, where they do so only once."""
    # The ends of the text frame, too.
    whole = f"\x00{text}\x00"
    before, after = f"\x00{selector.prefix}"[-FRAME:], f"{selector.suffix}\x00"[:FRAME]
    if len(before) + len(after) < FRAME:
        return None
    widest = 2 * len(selector.exact) + CONTEXT
    starts = [at + len(before) for at in _occurrences(before, whole)]
    ends = [whole.find(after, at, at + widest + len(after)) for at in starts]
    gaps = [(a, b) for a, b in zip(starts, ends, strict=True) if b >= 0]
    if len(gaps) != 1:
        return None
    start, end = gaps[0]
    end = start + len(whole[start:end].rstrip())
    return end - len(whole[start:end].lstrip()) - 1, end - 1


def _framed(selector: Selector, text: str, gap: tuple[int, int] | None) -> Place | None:
    """Take what stands in a gap for the passage where it is at all like it."""
    if gap is None:
        return None
    least = FRAMED_SHORT if len(selector.exact) < CONTEXT else FRAMED_LONG
    alike = _alike(selector.exact, text[slice(*gap)])
    return Place(Anchor.MOVED, *gap) if gap[0] < gap[1] and alike >= least else None


def _nearest(selector: Selector, text: str) -> Place:
    """Find the passage most like the quote; its score must be high and stand alone."""
    exact = selector.exact
    framed = _framed(selector, text, _gap(selector, text))
    if framed and (len(exact) < CONTEXT or _alike(exact, text[framed.start : framed.end]) >= FLOOR):
        return framed
    first = _window(exact, text, FLOOR)
    if first is None or first[0] < FLOOR:
        return framed or Place(Anchor.ORPHANED)
    score, start, end = first
    second = _window(exact, _blotted(text, start, end), score - LEAD)
    if second is not None and score - second[0] < LEAD:
        return framed or Place(Anchor.AMBIGUOUS)
    return Place(Anchor.MOVED, start, end)


def candidates(selector: Selector, text: str) -> list[tuple[int, int]]:
    """List the places a passage may be meant to be at now, in their order, for the reader."""
    length = len(selector.exact)
    exact = [at for at in _occurrences(selector.exact, text) if _whole(selector, text, at)]
    if exact:
        return [(at, at + length) for at in exact[:MOST_CANDIDATES]]
    found: list[tuple[int, int]] = []
    rest = text
    while len(found) < MOST_CANDIDATES:
        window = _window(selector.exact, rest, FLOOR - LEAD)
        if window is None or window[0] < FLOOR - LEAD:
            break
        _, start, end = window
        found.append((start, end))
        rest = _blotted(rest, start, end)
    return sorted(found)


def _blotted(text: str, start: int, end: int) -> str:
    return text[:start] + "\x00" * (end - start) + text[end:]


def _window(exact: str, text: str, least: float) -> tuple[float, int, int] | None:
    """Give score, start and end of the passage of `text` nearest to `exact`.

    One that scores below `least` may be missed, which makes the search short.
    """
    if not text or len(exact) > len(text) * 2:
        return None
    # Whole words may score better than what the alignment cuts out.
    found = fuzz.partial_ratio_alignment(exact, text, score_cutoff=100 * least - WORDS_GAIN)
    if found is None or found.dest_start == found.dest_end:
        return None
    start, end = _to_words(exact, text, found.dest_start, found.dest_end)
    return _alike(exact, text[start:end]), start, end


def _to_words(exact: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Let a passage begin and end with whole words, as like `exact` as can be."""
    slack = max(12, min(len(exact) // 3, 60))
    begin = max(text.rfind(" ", 0, max(0, start - slack)), 0)
    words = [word.span() for word in _WORD.finditer(text, begin, end + 2 * slack)]
    starts = [at for at, _ in words if abs(at - start) <= slack and not passages.splits(text, at)]
    ends = [at for _, at in words if abs(at - end) <= slack and not passages.splits(text, at)]
    starts, ends = starts or [start], ends or [end]
    for _ in range(2):
        end = max(ends, key=lambda at: fuzz.ratio(exact, text[start:at]))
        start = max(starts, key=lambda at: fuzz.ratio(exact, text[at:end]))
    return start, max(start, end)
