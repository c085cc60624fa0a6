from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import reading_order
from desktop_app.core.reading_order import Box, Piece

LINE, STEP = 10.0, 12.0
LEFT, RIGHT, WIDTH = 50.0, 310.0, 240.0

EDGE = st.floats(-50, 900, allow_nan=False)
SIDE = st.floats(0, 400, allow_nan=False)


class Sheet:
    """A page that is written line by line; blocks are numbered in the order of writing."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.names: list[str] = []
        self._blocks = count()

    def block(self, name: str, x: float, y: float, widths: Sequence[float]) -> None:
        """Write a block of lines of some widths, and give each the name of the block."""
        number = next(self._blocks)
        for row, width in enumerate(widths):
            top = y + row * STEP
            self.pieces.append(Piece(Box(x, top, x + width, top + LINE), number))
            self.names.append(name)

    def rows(self, name: str, x: float, y: float, cells: Sequence[Sequence[float]]) -> None:
        """Write a table of cells, given by their widths, 80 points apart, each a block."""
        for row, widths in enumerate(cells):
            for column, width in enumerate(widths):
                self.block(f"{name}{row}{column}", x + 80 * column, y + row * STEP, [width])

    def read(self) -> list[str]:
        """Give the names of the blocks in the order of reading."""
        return [self.names[block[0]] for block in reading_order.order(self.pieces)]


def _text(lines: int, last: float = 90) -> list[float]:
    return [WIDTH] * (lines - 1) + [last]


def test_columns_are_read_one_after_the_other_whatever_the_order_in_the_file() -> None:
    sheet = Sheet()
    sheet.block("right below", RIGHT, 250, _text(8))
    sheet.block("left", LEFT, 100, _text(10))
    sheet.block("right", RIGHT, 100, _text(12))
    sheet.block("left below", LEFT, 230, _text(9))
    assert sheet.read() == ["left", "left below", "right", "right below"]


def test_what_reaches_across_parts_the_columns() -> None:
    sheet = Sheet()
    sheet.block("left", LEFT, 100, _text(10))
    sheet.block("left below", LEFT, 300, _text(10))
    sheet.block("right", RIGHT, 100, _text(10))
    sheet.block("right below", RIGHT, 300, _text(10))
    sheet.block("caption", LEFT, 240, [500, 500, 130])
    sheet.block("title", 150, 60, [300])
    sheet.block("7", 298, 700, [5])
    assert sheet.read() == [
        "title",
        "left",
        "right",
        "caption",
        "left below",
        "right below",
        "7",
    ]


def test_what_sticks_out_of_a_column_belongs_to_it() -> None:
    sheet = Sheet()
    sheet.block("left", LEFT, 100, [*_text(6), 275, *_text(6)])
    sheet.block("right", RIGHT, 100, _text(13))
    assert sheet.read() == ["left", "right"]


def test_three_columns() -> None:
    sheet = Sheet()
    for name, x in (("c", 400), ("a", 40), ("b", 220)):
        sheet.block(name, x, 100, [160] * 20)
    assert sheet.read() == ["a", "b", "c"]


def test_a_column_beside_a_figure_is_read_by_itself() -> None:
    sheet = Sheet()
    for row in range(9):
        sheet.block("label", RIGHT + 60 * (row % 3), 105 + 31 * row, [20])
    sheet.block("left", LEFT, 100, _text(24))
    assert sheet.read() == ["left"] + ["label"] * 9


def test_a_table_is_read_by_rows() -> None:
    sheet = Sheet()
    sheet.rows("cell", LEFT, 100, [[50, 20, 25, 20, 15]] * 6)
    assert sheet.read() == [f"cell{row}{column}" for row in range(6) for column in range(5)]


def test_a_table_between_columns_stays_in_its_rows() -> None:
    sheet = Sheet()
    sheet.block("left", LEFT, 100, _text(12))
    sheet.block("right", RIGHT, 100, _text(12))
    sheet.block("caption", LEFT, 260, [500])
    sheet.rows("cell", LEFT, 280, [[50, 20, 25, 20, 15, 30]] * 4)
    cells = [f"cell{row}{column}" for row in range(4) for column in range(6)]
    assert sheet.read() == ["left", "right", "caption", *cells]


def test_numbers_before_the_items_of_a_list_are_no_column() -> None:
    sheet = Sheet()
    for row in range(8):
        sheet.block(f"[{row}]", LEFT, 100 + 30 * row, [12])
        sheet.block(f"item {row}", LEFT + 20, 100 + 30 * row, [400, 380])
    assert sheet.read() == [name for row in range(8) for name in (f"[{row}]", f"item {row}")]


def test_names_side_by_side_above_columns_come_before_them() -> None:
    sheet = Sheet()
    for name, x in (("Ann", 100), ("Bob", 400)):
        sheet.block(name, x, 100, [70, 90, 80])
    sheet.block("left", LEFT, 200, _text(12))
    sheet.block("right", RIGHT, 200, _text(12))
    assert sheet.read() == ["Ann", "Bob", "left", "right"]


def test_a_block_keeps_its_order() -> None:
    sheet = Sheet()
    sheet.block("base", LEFT, 100, [100])
    sheet.pieces.append(Piece(Box(150, 96, 155, 103), 0))  # an exponent, higher than its base
    sheet.pieces.append(Piece(Box(156, 100, 200, 110), 0))
    assert reading_order.order(sheet.pieces) == [[0, 1, 2]]


def test_nothing_on_a_page() -> None:
    assert reading_order.order([]) == []


def test_a_page_of_very_many_pieces_is_read_as_the_file_has_it() -> None:
    pieces = [Piece(Box(n % 60, n // 60, n % 60 + 1, n // 60 + 1), n) for n in range(6000, 0, -1)]
    assert reading_order.order(pieces) == [[n] for n in range(6000)]


@given(st.lists(st.tuples(EDGE, EDGE, SIDE, SIDE, st.integers(0, 4)), max_size=40))
def test_every_piece_is_read_once(rows: list[tuple[float, float, float, float, int]]) -> None:
    pieces = [Piece(Box(x, y, x + wide, y + high), block) for x, y, wide, high, block in rows]
    read = [number for block in reading_order.order(pieces) for number in block]
    assert sorted(read) == list(range(len(pieces)))


@given(st.permutations(range(4)))
def test_the_order_of_blocks_in_the_file_is_nothing(turns: list[int]) -> None:
    sheet = Sheet()
    blocks = (
        ("left", LEFT, 100, _text(12)),
        ("left below", LEFT, 250, _text(12)),
        ("right", RIGHT, 100, _text(20)),
        ("right below", RIGHT, 345, _text(4)),
    )
    for turn in turns:
        sheet.block(*blocks[turn])
    assert sheet.read() == [name for name, *_ in blocks]
