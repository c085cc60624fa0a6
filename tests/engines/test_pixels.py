from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing import resource_tracker
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engines import pixels
from desktop_app.engines.pixels import Pixels

MEGABYTE = 1 << 20
SOON = 60.0  # seconds

POINTS = st.floats(1, 5000, width=32)
SCALES = st.floats(0.1, 8)


@pytest.fixture
def blocks() -> Iterator[Pixels]:
    made = Pixels()
    yield made
    made.close()


def _exists(name: str) -> bool:
    try:
        SharedMemory(name).close()
    except FileNotFoundError:
        return False
    return True


# Which pixels


@given(POINTS, POINTS, SCALES)
def test_a_page_has_the_pixels_that_mupdf_gives_it(width: float, height: float, by: float) -> None:
    mupdf = pymupdf.mupdf
    shown = mupdf.fz_transform_rect(
        mupdf.FzRect(0, 0, width, height), mupdf.FzMatrix(by, 0, 0, by, 0, 0)
    )
    area = mupdf.fz_round_rect(shown)
    assert pixels.extent((width, height), by) == (area.x0, area.y0, area.x1, area.y1)


@given(SCALES, st.lists(st.integers(0, 400), min_size=4, max_size=4, unique=True))
def test_a_part_is_named_by_its_pixels(scale: float, edges: list[int]) -> None:
    (x0, x1), (y0, y1) = sorted(edges[:2]), sorted(edges[2:])
    clip = (x0 / scale, y0 / scale, x1 / scale, y1 / scale)
    assert pixels.extent((5000, 5000), scale, clip) == (x0, y0, x1 - x0, y1 - y0)


def test_a_part_is_widened_to_whole_pixels_and_ends_with_the_page() -> None:
    assert pixels.extent((100, 50), 1, (10.4, 20.4, 10.6, 21.2)) == (10, 20, 1, 2)
    assert pixels.extent((100, 50), 2, (-5, -5, 300, 300)) == (0, 0, 200, 100)


@pytest.mark.parametrize(
    ("size", "scale", "clip"),
    [
        ((0, 100), 1, None),
        ((float("nan"), 100), 1, None),
        ((float("inf"), 100), 1, None),
        ((100, 100), float("nan"), None),
        ((100, 100), 0, None),
        ((100, 100), -1, None),
        ((100, 100), 1, (200, 0, 300, 10)),
        ((100, 100), 1, (10, 10, 10, 20)),
    ],
)
def test_where_there_are_no_pixels(
    size: tuple[float, float], scale: float, clip: pixels.Clip | None
) -> None:
    with pytest.raises(ValueError, match="no pixels"):
        pixels.extent(size, scale, clip)


# Blocks


def test_what_is_written_into_a_lent_block_is_taken_out(blocks: Pixels) -> None:
    name = blocks.room(5)
    with pixels.lent(name) as block:
        block[:5] = b"hello"
    with blocks.take(name, 5) as taken:
        assert bytes(taken) == b"hello"
        assert taken.readonly


def test_a_block_is_lent_once_at_a_time_and_serves_again(blocks: Pixels) -> None:
    first, second = blocks.room(100), blocks.room(100)
    assert first != second
    blocks.give_back(first)
    assert blocks.room(MEGABYTE) == first
    blocks.give_back(second)
    third = blocks.room(MEGABYTE + 1)
    assert third not in (first, second)
    with blocks.take(third, MEGABYTE + 1) as taken:
        assert len(taken) == MEGABYTE + 1


def test_the_smallest_that_fits_is_lent(blocks: Pixels) -> None:
    large, small = blocks.room(3 * MEGABYTE), blocks.room(MEGABYTE)
    blocks.give_back(large)
    blocks.give_back(small)
    assert blocks.room(10) == small


def test_a_block_that_is_not_lent_is_not_read_and_may_be_given_back(blocks: Pixels) -> None:
    name = blocks.room(10)
    blocks.give_back(name)
    blocks.give_back(name)
    with pytest.raises(KeyError):
        blocks.take(name, 10)


def test_few_spare_blocks_are_kept(blocks: Pixels) -> None:
    names = [blocks.room(20 * MEGABYTE) for _ in range(4)]
    for name in names:
        blocks.give_back(name)
    assert [_exists(name) for name in names] == [False, False, True, True]


def test_closing_ends_all_blocks_lent_ones_too() -> None:
    blocks = Pixels()
    names = [blocks.room(10), blocks.room(10)]
    blocks.give_back(names[0])
    blocks.close()
    blocks.close()
    assert not any(_exists(name) for name in names)


def test_more_blocks_than_a_borrower_keeps_open(blocks: Pixels) -> None:
    names = [blocks.room(10) for _ in range(20)]
    for number, name in enumerate(names * 2):
        with pixels.lent(name) as block:
            block[0] = number
    for number, name in enumerate(names, 20):
        with blocks.take(name, 1) as taken:
            assert taken[0] == number


def test_what_was_never_lent_cannot_be_borrowed() -> None:
    with pytest.raises(FileNotFoundError):
        pixels.lent("psm_nowhere")


def test_a_borrower_leaves_the_tracker_alone(
    blocks: Pixels, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    name = blocks.room(10)
    monkeypatch.setattr(resource_tracker, "register", lambda name, kind: told.append(name))
    with pixels.lent(name):
        pass
    assert told == []
    other = SharedMemory(name)
    other.close()
    assert len(told) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends blocks with their last owner")
def test_a_killed_borrower_leaves_nothing_behind(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from desktop_app.engines.lanes import ProcessLane\n"
        "from desktop_app.engines.pixels import Pixels\n"
        "from tests.engines import work\n"
        "if __name__ == '__main__':\n"
        "    lane, blocks = ProcessLane('borrower'), Pixels()\n"
        "    name = blocks.room(10)\n"
        "    lane.submit(work.borrow, name, b'hello').result()\n"
        "    with blocks.take(name, 5) as taken:\n"
        "        print(name, bytes(taken).decode())\n"
        "    try:\n"
        "        lane.submit(work.borrow_and_hang, name, timeout=0.3).result()\n"
        "    except TimeoutError:\n"
        "        lane.submit(work.borrow, name, b'again').result()\n"
        "    with blocks.take(name, 5) as taken:\n"
        "        print(bytes(taken).decode())\n"
        "    lane.close()\n"
        "    blocks.close()\n"
    )
    root = Path(__file__).resolve().parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    ran = subprocess.run(
        [sys.executable, script],
        cwd=root,
        env=environment,
        timeout=SOON,
        capture_output=True,
        text=True,
    )
    name, *said = ran.stdout.split()
    assert said == ["hello", "again"]
    assert ran.stderr == ""
    assert not _exists(name)
