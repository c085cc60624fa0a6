"""The text of a page in reading order, with a box for each character. Only for the PDF worker."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from math import atan2, pi
from typing import Any, NamedTuple

from desktop_app.core import reading_order
from desktop_app.core.documents import PageText
from desktop_app.core.reading_order import Box, Piece
from desktop_app.engines import pdf_files, pdf_glyphs
from desktop_app.engines.pdf_glyphs import Corners, Glyph

VERSION = 1  # another one wherever the text of a page comes out differently

# Of the height of a line:
_SPACE = 0.12  # a wider gap between two pieces is a space
_BACK = 0.3  # as far as a piece may begin before the end of the one it follows

_LINE_END = Glyph("\n", (0.0, 0.0, 0.0, 0.0))

_Matrix = tuple[float, float, float, float, float, float]


class _Run(NamedTuple):
    """A piece of a line as the library found it; `turn` is how it runs, in quarters clockwise."""

    block: int
    turn: int
    glyphs: list[Glyph]
    box: Box  # in a frame in which it runs from left to right


def extraction() -> str:
    """Name what makes the text of a page; two texts of one page by one name are the same."""
    return f"carrel {VERSION}, {pdf_files.engine()}"


def read(document: Any, page: int) -> PageText:
    """Read the text of a page of an open document."""
    runs = list(_runs(document.load_page(page)))
    glyphs: list[Glyph] = []
    for block in _blocks(runs):
        for line in _lines(block):
            glyphs += line
            glyphs.append(_LINE_END)
        glyphs.append(_LINE_END)
    boxes = array("f", [edge for glyph in glyphs for edge in glyph.box])
    return PageText(page, "".join(glyph.char for glyph in glyphs), boxes, extraction())


def _blocks(runs: list[_Run]) -> Iterator[list[_Run]]:
    """Give the runs block by block; what runs as most of the text does comes first."""
    by_turn: dict[int, list[_Run]] = {}
    for run in runs:
        by_turn.setdefault(run.turn, []).append(run)
    for alike in sorted(by_turn.values(), key=lambda a: -sum(len(run.glyphs) for run in a)):
        for numbers in reading_order.order([Piece(run.box, run.block) for run in alike]):
            yield [alike[number] for number in numbers]


def _lines(block: list[_Run]) -> Iterator[list[Glyph]]:
    """Join the runs of a block that follow each other in one line."""
    line: list[Glyph] = []
    for before, run in zip([None, *block], block, strict=False):
        if before and not _follows(run.box, before.box):
            yield line
            line = []
        elif before and run.box.x0 - before.box.x1 > _SPACE * (run.box.y1 - run.box.y0):
            line.append(_space(line[-1].box, run.glyphs[0].box, run.turn))
        line += run.glyphs
    yield line


def _follows(box: Box, before: Box) -> bool:
    height = min(box.y1 - box.y0, before.y1 - before.y0)
    shared = min(box.y1, before.y1) - max(box.y0, before.y0)
    return shared >= height / 2 and box.x0 >= before.x1 - _BACK * height


def _space(before: Corners, after: Corners, turn: int) -> Glyph:
    """Make the space between two glyphs of a line."""
    x0, y0, x1, y1 = before
    if turn % 2:
        y0, y1 = sorted((min(y1, after[3]), max(y0, after[1])))
    else:
        x0, x1 = sorted((min(x1, after[2]), max(x0, after[0])))
    return Glyph(" ", (x0, y0, x1, y1))


def _runs(page: Any) -> Iterator[_Run]:
    """Give the pieces of lines that can be seen, in the order of the file."""
    lib = pdf_files.library()
    flags = lib.TEXT_PRESERVE_WHITESPACE | lib.TEXT_PRESERVE_LIGATURES
    # The library reads a page as if it were not turned.
    quarters = page.rotation // 90
    matrix = tuple(page.rotation_matrix) if quarters else None
    width, height = page.rect.width, page.rect.height
    for number, block in enumerate(page.get_text("rawdict", flags=flags)["blocks"]):
        for line in block["lines"]:
            turn = (round(atan2(line["dir"][1], line["dir"][0]) / (pi / 2)) + quarters) % 4
            x0, y0, x1, y1 = _turned(line["bbox"], matrix)
            inside = x0 >= 0 and y0 >= 0 and x1 <= width and y1 <= height
            chars = [char for span in line["spans"] for char in span["chars"]]
            boxed = [(char["c"], char["bbox"]) for char in chars]
            if matrix:
                boxed = [(char, _turned(box, matrix)) for char, box in boxed]
            if glyphs := pdf_glyphs.clean(boxed, None if inside else (width, height), turn):
                yield _Run(number, turn, glyphs, _framed(glyphs, turn))


def _framed(glyphs: list[Glyph], turn: int) -> Box:
    """Give the box around glyphs in a frame in which they run from left to right."""
    x0, y0, x1, y1 = zip(*(glyph.box for glyph in glyphs), strict=True)
    left, top, right, bottom = min(x0), min(y0), max(x1), max(y1)
    return (
        Box(left, top, right, bottom),
        Box(top, -right, bottom, -left),
        Box(-right, -bottom, -left, -top),
        Box(-bottom, left, -top, right),
    )[turn]


def _turned(box: Corners, matrix: _Matrix | None) -> Corners:
    """Give a box where the page shows it; the matrix turns by quarters."""
    if matrix is None:
        return box
    a, b, c, d, e, f = matrix
    x0, x1 = sorted((box[0] * a + box[1] * c + e, box[2] * a + box[3] * c + e))
    y0, y1 = sorted((box[0] * b + box[1] * d + f, box[2] * b + box[3] * d + f))
    return x0, y0, x1, y1
