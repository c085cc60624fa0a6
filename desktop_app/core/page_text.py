"""Places, words and passages in the text of a page.

Offsets count code points of `PageText.text`; places are in points of the page as it is shown.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from desktop_app.core import line_ends, passages
from desktop_app.core import text as texts
from desktop_app.core.documents import Box, PageText
from desktop_app.core.highlights import CONTEXT, Selector
from desktop_app.core.line_ends import SOFT_HYPHEN, SPACELESS

_BLOCK_END = re.compile(r"(?<=(\S))\n\n(?=(\S))")
_LINE = re.compile(r"[^\n]+")
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")

_BETWEEN = f" \n-\u2010{SOFT_HYPHEN}"  # what a mark on a text may leave out at the ends of lines
_PLAIN = dict(zip("‘’‚“”„‐‑–—−", "'''\"\"\"-----", strict=True))


class _Line(NamedTuple):
    """A line of text: where it is, the box of its block, and which way it runs.

    It runs along x (0) or y (1), and forwards (1) or backwards (-1).
    """

    start: int
    end: int
    box: Box
    block: Box
    along: int
    sign: int


def at(page: PageText, x: float, y: float) -> int:
    """Give the place for a caret nearest to a point: in the nearest block, the nearest line."""
    lines = _lines(page.text, page.boxes.tobytes())
    if not lines:
        return 0
    line = min(lines, key=lambda line: _distance(line, x, y))
    first, last = 4 * line.start + line.along, 4 * line.end
    edges = zip(page.boxes[first:last:4], page.boxes[first + 2 : last : 4], strict=True)
    point = 2 * line.sign * (y if line.along else x)
    return line.start + sum(line.sign * (a + b) < point for a, b in edges)


def word(page: PageText, offset: int) -> tuple[int, int]:
    """Give the word at a place, also where it runs over the end of a line."""
    return passages.word(line_ends.hidden(page.text), offset)


def sentence(page: PageText, offset: int) -> tuple[int, int]:
    """Give the sentence at a place, also where it runs over the end of a column."""
    return passages.sentence(_BLOCK_END.sub(_block_end, line_ends.hidden(page.text)), offset)


def boxes(page: PageText, start: int, end: int) -> list[Box]:
    """Give the boxes of a passage, one to a line, without white space at their ends.

    Boxes of lines that are set close meet in the middle of what they share.
    """
    found: list[Box] = []
    for line in _LINE.finditer(page.text, max(0, start), max(0, end)):
        words = line.group()
        if words.strip():
            first = line.start() + len(words) - len(words.lstrip())
            found.append(_box(page.page, page.boxes, first, first + len(words.strip())))
            found[-2:] = _parted(*found[-2:])
    return found


def under(page: PageText, marked: Sequence[Box]) -> list[tuple[int, int]]:
    """Give the passages of which each character has its middle in one of some boxes."""
    found: list[tuple[int, int]] = []
    for line in _lines(page.text, page.boxes.tobytes()):
        near = [box for box in marked if box.page == page.page and _meet(box, line.box)]
        for offset in range(line.start, line.end) if near else ():
            if page.text[offset].isspace() or not _is_inside(page, offset, near):
                continue
            if found and not page.text[found[-1][1] : offset].strip(_BETWEEN):
                found[-1] = (found[-1][0], offset + 1)
            else:
                found.append((offset, offset + 1))
    return found


def quote(page: PageText, start: int, end: int) -> str:
    """Give a passage as one line, with words whole that run over the ends of lines."""
    return line_ends.mended(page.text, start, end).strip()


def select(page: PageText, start: int, end: int) -> Selector:
    """Describe a passage, white space at its borders left out; its quote is one line.

    Raises ValueError where nothing is left to mark.
    """
    text = page.text
    start, end = max(0, start), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not (exact := quote(page, start, end)):
        raise ValueError("an empty passage cannot be highlighted")
    # Mending leaves out no more than two characters of three.
    before = line_ends.mended(text, max(0, start - 3 * CONTEXT), start)
    after = line_ends.mended(text, end, min(len(text), end + 3 * CONTEXT))
    return Selector(exact, before[-CONTEXT:], after[:CONTEXT], start, end)


def find(page: PageText, words: str) -> list[tuple[int, int]]:
    """Find words, whatever their case and accents, and wherever lines end within and between them.

    Gives start and end of each place; none overlap.
    """
    wanted = words.translate(_folds).replace(SOFT_HYPHEN, "").split()
    if not wanted:
        return []
    folded, offsets = _folded(page.text)
    found = (match.span() for match in _pattern(*wanted).finditer(folded))
    if offsets is None:
        return list(found)
    return [(offsets[start], offsets[end - 1] + 1) for start, end in found]


@lru_cache(maxsize=8)
def _pattern(*words: str) -> re.Pattern[str]:
    return re.compile(rf"{SOFT_HYPHEN}*\s+".join(map(_word_pattern, words)))


def _word_pattern(word: str) -> str:
    """Make the pattern of a word that may run over the end of a line."""
    pattern = re.escape(word[0])
    for before, char in pairwise(word):
        spaceless = SPACELESS.match(before) and SPACELESS.match(char)
        gap = r"\n*" if spaceless or before in "-/" else rf"(?:-\n+|{SOFT_HYPHEN}+\n*)?"
        pattern += gap + re.escape(char)
    return pattern


class _Folds(dict[int, str]):
    """What each character is compared as, found when it is first asked for.

    Marks on letters become soft hyphens, which are passed over.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = _PLAIN.get(char) or texts.fold(char) or SOFT_HYPHEN
        return self[code]


_folds = _Folds()


@lru_cache(maxsize=256)
def _folded(text: str) -> tuple[str, array[int] | None]:
    """Fold a text, and give the offset of each character in it; None where all are the same."""
    folded = text.translate(_folds)
    if len(folded) == len(text):
        return folded, None
    offsets = array("l")
    for offset, char in enumerate(text):
        offsets.extend([offset] * len(_folds[ord(char)]))
    return folded, offsets


def _block_end(end: re.Match[str]) -> str:
    """Give the end of a block, or as many spaces where the sentence goes on in the next one."""
    before, after = end.groups()
    return "  " if after.islower() or before in ",;–—-" else end.group()


@lru_cache(maxsize=4)
def _lines(text: str, boxes: bytes) -> tuple[_Line, ...]:
    """Give the lines of a text; `boxes` are those of its characters, as bytes."""
    edges = array("f", boxes)
    blocks = [
        [
            (start, end, _box(0, edges, start, end))
            for start, end in (line.span() for line in _LINE.finditer(text, *block.span()))
        ]
        for block in _BLOCK.finditer(text)
    ]
    around = [_around([box for _, _, box in block]) for block in blocks]
    return tuple(
        _Line(start, end, box, _widened(number, around), *_way(edges, start, end))
        for number, block in enumerate(blocks)
        for start, end, box in block
    )


def _widened(number: int, blocks: list[Box]) -> Box:
    """Give the box of a block, as wide as the narrower neighbour that it stands above or below.

    So what is beside a heading, or the last line of a page, is nearest to it.
    """
    box = blocks[number]
    beside = blocks[max(0, number - 1) : number] + blocks[number + 1 : number + 2]
    wider = [other for other in beside if other.x0 <= box.x0 + 1 and other.x1 >= box.x1 - 1]
    column = min(wider, key=lambda other: other.x1 - other.x0, default=box)
    return replace(box, x0=min(box.x0, column.x0), x1=max(box.x1, column.x1))


def _way(edges: array[float], start: int, end: int) -> tuple[int, int]:
    """Tell along which axis a line runs, and whether forwards or backwards."""
    first, last = edges[4 * start : 4 * start + 4], edges[4 * end - 4 : 4 * end]
    x, y = last[0] + last[2] - first[0] - first[2], last[1] + last[3] - first[1] - first[3]
    along = int(abs(y) > abs(x))
    return along, -1 if (y if along else x) < 0 else 1


def _distance(line: _Line, x: float, y: float) -> tuple[float, float, float]:
    """Tell how far a point is from a line: from its block, across the line, along it."""
    dx, dy = _off(line.box, x, y)
    return hypot(*_off(line.block, x, y)), dx if line.along else dy, dy if line.along else dx


def _parted(above: Box, below: Box | None = None) -> list[Box]:
    """Give the boxes of two lines, cut where the lower one begins within the upper one."""
    if below is None:
        return [above]
    beside = above.x1 <= below.x0 or below.x1 <= above.x0
    if beside or not above.y0 < below.y0 < above.y1 < below.y1:
        return [above, below]
    middle = (above.y1 + below.y0) / 2
    return [replace(above, y1=middle), replace(below, y0=middle)]


def _meet(one: Box, other: Box) -> bool:
    """Tell whether two boxes share a point."""
    across = one.x0 <= other.x1 and other.x0 <= one.x1
    return across and one.y0 <= other.y1 and other.y0 <= one.y1


def _is_inside(page: PageText, offset: int, boxes: Sequence[Box]) -> bool:
    """Tell whether the middle of a character lies in one of some boxes."""
    x0, y0, x1, y1 = page.boxes[4 * offset : 4 * offset + 4]
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return any(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for box in boxes)


def _off(box: Box, x: float, y: float) -> tuple[float, float]:
    return max(box.x0 - x, x - box.x1, 0.0), max(box.y0 - y, y - box.y1, 0.0)


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        boxes[0].page,
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _box(page: int, edges: array[float], start: int, end: int) -> Box:
    """Give the box around some characters."""
    part = edges[4 * start : 4 * end]
    return Box(page, min(part[::4]), min(part[1::4]), max(part[2::4]), max(part[3::4]))
