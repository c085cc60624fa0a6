"""The characters of a line as a reader sees them, from those in the file, each with a box."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

_THIN = 0.01  # points; a character no wider is a letter of the ligature before it
_SOFT_HYPHEN = "\u00ad"
# Signs set on their own that belong on the letter which they overlap, as TeX sets accents.
_ACCENTS = dict(
    zip(
        "´`¨ˆ˜¯˘˙˚ˇ¸˛˝",
        "\u0301\u0300\u0308\u0302\u0303\u0304\u0306\u0307\u030a\u030c\u0327\u0328\u030b",
        strict=True,
    )
)
_DOTLESS = {"ı": "i", "ȷ": "j"}

# Most lines: nothing to clean, and no accents (the one in ASCII stands just before the letter a).
_PLAIN = re.compile(r"[!-_a-~]+(?: [!-_a-~]+)*")

Corners = tuple[float, float, float, float]  # x0, y0, x1, y1 in points


class Glyph(NamedTuple):
    """A character and its box."""

    char: str
    box: Corners


def clean(
    chars: Sequence[tuple[str, Corners]], size: tuple[float, float] | None, turn: int
) -> list[Glyph]:
    """Give what is seen of a line on a page of `size` points, with letters for ligatures.

    There is no more than one space at a place, and none at the ends. Without a size the line is
    known to be on the page. `turn` tells how it runs, in quarters clockwise from left to right.
    """
    plain = size is None and _PLAIN.fullmatch("".join([char for char, _ in chars]))
    if plain and min(_breadth(box, turn) for _, box in chars) > _THIN:
        return list(map(Glyph._make, chars))
    found: list[Glyph] = []
    first = 0  # of the letters that share a box with the last
    for char, corners in chars:
        text, box = _letters(char), _on_page(corners, size) if size else corners
        if not text or box is None:
            continue
        if text == " ":
            if found and found[-1].char != " ":
                found.append(Glyph(text, box))
        elif not found or found[-1].char == " " or _breadth(box, turn) > _THIN:
            first = len(found)
            found += [Glyph(text, box)] if len(text) == 1 else _split(text, box, turn)
        elif unicodedata.combining(text[0]):
            found[-1:] = _combined(found[-1], text)
        else:
            text = "".join(glyph.char for glyph in found[first:]) + text
            found[first:] = _split(text, _around(found[first:]), turn)
    while found and found[-1].char == " ":
        found.pop()
    return _accented(found)


@lru_cache(maxsize=4096)
def _letters(char: str) -> str:
    """Give a character as it is stored: a plain space for any, nothing for what is not seen."""
    if char.isspace():
        return " "
    if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char != _SOFT_HYPHEN:
        return ""
    return unicodedata.normalize("NFKC" if "ﬀ" <= char <= "ﬆ" else "NFC", char)


def _on_page(box: Corners, size: tuple[float, float]) -> Corners | None:
    """Cut a box at the edges of the page; None where its middle is off the page, or nowhere."""
    x0, y0, x1, y1 = box
    width, height = size
    if not (0 <= x0 + x1 <= 2 * width and 0 <= y0 + y1 <= 2 * height):
        return None
    return max(0.0, x0), max(0.0, y0), min(width, x1), min(height, y1)


def _breadth(box: Corners, turn: int) -> float:
    return box[3] - box[1] if turn % 2 else box[2] - box[0]


def _split(text: str, box: Corners, turn: int) -> list[Glyph]:
    """Share a box among letters, equally."""
    x0, y0, x1, y1 = box
    step = _breadth(box, turn) / len(text)
    parts = range(len(text)) if turn < 2 else reversed(range(len(text)))
    if turn % 2:
        return [
            Glyph(char, (x0, y0 + part * step, x1, y0 + (part + 1) * step))
            for char, part in zip(text, parts, strict=True)
        ]
    return [
        Glyph(char, (x0 + part * step, y0, x0 + (part + 1) * step, y1))
        for char, part in zip(text, parts, strict=True)
    ]


def _around(glyphs: Iterable[Glyph]) -> Corners:
    x0, y0, x1, y1 = zip(*(glyph.box for glyph in glyphs), strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _combined(glyph: Glyph, mark: str) -> list[Glyph]:
    """Put a mark on a character, or after it where no letter holds both."""
    return [Glyph(char, glyph.box) for char in unicodedata.normalize("NFC", glyph.char + mark)]


def _accented(glyphs: list[Glyph]) -> list[Glyph]:
    """Put accents that lie over a letter, before or after them, on the letter."""
    if not any(glyph.char in _ACCENTS for glyph in glyphs):
        return glyphs
    found: list[Glyph] = []
    for glyph in glyphs:
        letter = found and (_joined(found[-1], glyph) or _joined(glyph, found[-1]))
        if letter:
            found[-1] = letter
        else:
            found.append(glyph)
    return found


def _joined(letter: Glyph, accent: Glyph) -> Glyph | None:
    """Give a letter with an accent; None where this is none, lies elsewhere or does not fit."""
    mark, (x0, y0, x1, y1) = _ACCENTS.get(accent.char), accent.box
    inside = 2 * letter.box[0] <= x0 + x1 <= 2 * letter.box[2]
    if not mark or not inside or not 2 * letter.box[1] <= y0 + y1 <= 2 * letter.box[3]:
        return None
    both = unicodedata.normalize("NFC", _DOTLESS.get(letter.char, letter.char) + mark)
    return Glyph(both, letter.box) if len(both) == 1 else None
