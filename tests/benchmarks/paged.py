"""Documents for the benchmarks, and PyMuPDF's own time to draw their pages."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path

import pymupdf

from tests.benchmarks import generate

PAGES = 350
_WIDTH, _HEIGHT = 612, 792
_ABSTRACTS = 3  # fill a column
_WORDS_A_POINT = 0.48  # of its height


def make(file: Path, pages: int = PAGES) -> Path:
    """Write a two-column document of `pages` pages with a figure on every third, if not there."""
    if file.exists():
        return file
    made, chance = pymupdf.open(), random.Random(1)
    records = generate.Words().records(pages * 2 * _ABSTRACTS)
    for number in range(pages):
        page = made.new_page(width=_WIDTH, height=_HEIGHT)
        for left in (54, 315):
            top = 54
            if number % 3 == 2 and left > 300:
                _figure(page, chance)
                top = 260
            room = pymupdf.Rect(left, top, left + 243, 738)
            words = " ".join(next(records).abstract for _ in range(_ABSTRACTS)).split()
            # What does not fit is not written at all.
            fitting = " ".join(words[: int(room.height * _WORDS_A_POINT)])
            page.insert_textbox(room, fitting, fontsize=9, fontname="tiro", align=3)
    made.set_toc([[1, f"Part {n // 25 + 1}", n + 1] for n in range(0, pages, 25)])
    file.parent.mkdir(parents=True, exist_ok=True)
    made.save(file, deflate=True)
    return file


def own_times(file: Path, pages: Sequence[int], scale: float) -> list[float]:
    """Give PyMuPDF's milliseconds to draw each of some pages, each drawn for the first time."""
    found = []
    with pymupdf.open(file) as document:
        for number in pages:
            began = time.perf_counter()
            document[number].get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)
            found.append((time.perf_counter() - began) * 1000)
    return found


def _figure(page: pymupdf.Page, chance: random.Random) -> None:
    """Draw a curve of a thousand points in a frame."""
    shape = page.new_shape()
    shape.draw_rect(pymupdf.Rect(315, 60, 558, 240))
    shape.finish(width=0.7)
    shape.draw_polyline([(315 + i * 0.243, 150 + chance.gauss(0, 25)) for i in range(1000)])
    shape.finish(width=0.4, color=(0.1, 0.3, 0.6))
    shape.commit()
