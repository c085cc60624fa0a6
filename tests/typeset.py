"""Setting the first pages of papers with PyMuPDF: lines, columns, names with raised marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pymupdf

from tests import pdfs

WIDTH, HEIGHT = 612.0, 792.0
ROMAN, BOLD, ITALIC, SANS, SANS_BOLD, HAN = "tiro", "tibo", "tiit", "helv", "hebo", "china-s"

ABSTRACT = (
    "Filters that adapt to the light keep more of what a camera sees, but they cost "
    "energy. We show that a low-pass stage before the sensor saves two thirds of it and "
    "loses nothing a reader would notice. Three devices were measured for a month, in "
    "the field and in the laboratory, and we explain where the savings end."
)
PROSE = (
    "Cameras have become small and the light they need has not. What a device can do with "
    "the little that it gets is a question of filters, and filters are a question of the "
    "energy that can be spent on them. The first devices had none to spend and took what "
    "came. Later ones adapt to what they see, and it is these that we look at here, with "
    "their costs and with what can be done about them in the years to come. "
) * 3


@dataclass(frozen=True)
class Known:
    """What a reader sees on a page; None for an abstract that is not there."""

    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    abstract: str | None = ABSTRACT
    doi: str | None = None
    arxiv: str | None = None


Draw = Callable[[Any], None]


def make(path: Path, draw: Draw, *, wide: bool = False) -> Path:
    """Make a file of a page that `draw` fills, and which it may describe."""
    document = pymupdf.open()
    draw(document.new_page(width=960 if wide else WIDTH, height=540 if wide else HEIGHT))
    return pdfs.save(document, path)


# Setting text


@cache
def _font(name: str) -> Any:
    return pymupdf.Font(name)


def put(
    page: Any, x: float, y: float, words: str, size: float, font: str = ROMAN, rotate: int = 0
) -> None:
    """Set words from a place on; the fonts of the library itself lack dashes and the like."""
    page.insert_font(fontname=f"F{font}", fontbuffer=_font(font).buffer)
    page.insert_text((x, y), words, fontname=f"F{font}", fontsize=size, rotate=rotate)


def wrapped(words: str, width: float, size: float, font: str = ROMAN) -> list[str]:
    """Break a text into lines, long words with a hyphen where they do not fit."""
    found, line = list[str](), ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if length(longer, size, font) <= width:
            line = longer
            continue
        for cut in range(len(word) - 3, 2, -1):
            if word.isalpha() and length(f"{line} {word[:cut]}-", size, font) <= width:
                line, word = f"{line} {word[:cut]}-", word[cut:]
                break
        found.append(line)
        line = word
    return [*found, line]


def length(words: str, size: float, font: str) -> float:
    return float(_font(font).text_length(words, fontsize=size))


def column(
    page: Any, words: str, x: float, y: float, width: float, size: float = 10, font: str = ROMAN
) -> float:
    """Set running text in a column and give where it ends."""
    for line in wrapped(words, width, size, font):
        put(page, x, y, line, size, font)
        y += 1.2 * size
    return y


def centred(
    page: Any, words: str, y: float, size: float, font: str = ROMAN, middle: float = WIDTH / 2
) -> float:
    """Set a line around the middle and give where it ends on the right."""
    x = middle - length(words, size, font) / 2
    put(page, x, y, words, size, font)
    return x + length(words, size, font)


def styled(
    page: Any, parts: Sequence[tuple[str, float, float]], y: float, font: str = ROMAN
) -> None:
    """Set a centred line of parts, each with its size and how far it is raised."""
    width = sum(length(part, size, font) for part, size, _ in parts)
    run(page, parts, WIDTH / 2 - width / 2, y, font)


def run(
    page: Any, parts: Sequence[tuple[str, float, float]], x: float, y: float, font: str
) -> None:
    """Set parts after each other from a place on."""
    for part, size, rise in parts:
        put(page, x, y - rise, part, size, font)
        x += length(part, size, font)


def names(page: Any, people: Sequence[tuple[str, str]], y: float, size: float = 11) -> None:
    """Set names with raised marks in a centred line, with commas between them."""
    parts: list[tuple[str, float, float]] = []
    for number, (name, mark) in enumerate(people, 1):
        parts += [(name, size, 0), (mark, 0.7 * size, 0.35 * size)]
        if number < len(people):
            parts.append((", ", size, 0))
    styled(page, parts, y)


def two_columns(page: Any, y: float, left: str, right: str, size: float = 9.5) -> None:
    column(page, left, 54, y, 240, size)
    column(page, right, 318, y, 240, size)
