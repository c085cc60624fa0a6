"""Pixels of pages on their way from the worker: blocks of shared memory that serve again and again.

The window's process makes the blocks and ends them; the worker draws into one that was lent for
it. Should the window's process die, Python's resource tracker ends them.
"""

from __future__ import annotations

from ctypes import c_float
from math import ceil, floor, isfinite
from multiprocessing import resource_tracker
from multiprocessing.shared_memory import SharedMemory

CHANNELS = 3  # bytes of a pixel: red, green, blue
_GRAIN = 1 << 20  # bytes; sizes are rounded up to it, so that pages of about a size share blocks
_SPARE = 48 << 20  # bytes kept though nothing is being drawn
_BORROWED_MOST = 8  # blocks the worker keeps open: to open one takes as long as to draw a page
_ALMOST = 0.001  # of a pixel; what lies this near to an edge lies on it, as MuPDF rounds

Clip = tuple[float, float, float, float]

_borrowed: dict[str, SharedMemory] = {}  # by name, the one used last at the end


def extent(
    size: tuple[float, float], scale: float, clip: Clip | None = None
) -> tuple[int, int, int, int]:
    """Give the pixels of a page of `size` points, or of a part of it: x, y, width and height.

    A part is widened to whole pixels and ends with the page. The numbers are those of MuPDF's own
    picture of the page. Raises ValueError where there are no pixels.
    """
    x0, y0, x1, y1 = clip or (0.0, 0.0, *size)
    edges = [max(0.0, x0), max(0.0, y0), min(size[0], x1), min(size[1], y1)]
    edges = [_product(edge, scale) for edge in edges]
    if not all(map(isfinite, edges)):
        raise ValueError(f"no pixels in {clip or size} at {scale}")
    left, top = (floor(edge + _ALMOST) for edge in edges[:2])
    wide, high = ceil(edges[2] - _ALMOST) - left, ceil(edges[3] - _ALMOST) - top
    if min(wide, high) <= 0:
        raise ValueError(f"no pixels in {clip or size} at {scale}")
    return left, top, wide, high


def _product(edge: float, scale: float) -> float:
    """Multiply as MuPDF does, in single precision."""
    return c_float(c_float(edge).value * c_float(scale).value).value


class Pixels:
    """Blocks of shared memory; each belongs to one request from `room` until `give_back`."""

    def __init__(self) -> None:
        self._free: list[SharedMemory] = []
        self._lent: dict[str, SharedMemory] = {}

    def room(self, size: int) -> str:
        """Lend a block of at least `size` bytes; gives its name. Raises OSError."""
        fitting = [block for block in self._free if block.size >= size]
        if fitting:
            block = min(fitting, key=lambda b: b.size)
            self._free.remove(block)
        else:
            block = SharedMemory(create=True, size=max(1, ceil(size / _GRAIN)) * _GRAIN)
        self._lent[block.name] = block
        return block.name

    def take(self, name: str, size: int) -> memoryview:
        """Give the first `size` bytes of a lent block, without a copy.

        Release it before `give_back`. Raises KeyError where the block is not lent.
        """
        return _inside(self._lent[name])[:size].toreadonly()

    def give_back(self, name: str) -> None:
        """Take a block back, to be lent again; one that is not lent is fine."""
        if (block := self._lent.pop(name, None)) is not None:
            self._free.append(block)
        while sum(block.size for block in self._free) > _SPARE:
            _end(self._free.pop(0))

    def close(self) -> None:
        """End all blocks, lent ones too."""
        for block in (*self._free, *self._lent.values()):
            _end(block)
        self._free.clear()
        self._lent.clear()


def lent(name: str) -> memoryview:
    """Give a block lent by another process, to write into; release it before the next is asked for.

    Raises FileNotFoundError.
    """
    block = _borrowed.pop(name, None) or _borrow(name)
    _borrowed[name] = block
    while len(_borrowed) > _BORROWED_MOST:
        _borrowed.pop(next(iter(_borrowed))).close()
    return _inside(block)[:]


def _borrow(name: str) -> SharedMemory:
    register = resource_tracker.register
    # The tracker would be told of the block once more, perhaps after the one who made it is done
    # with it: then for good, and it would complain when the program ends.
    resource_tracker.register = _leave  # type: ignore[assignment]
    try:
        return SharedMemory(name)
    finally:
        resource_tracker.register = register


def _leave(name: str, kind: str) -> None:
    """Register nothing."""


def _inside(block: SharedMemory) -> memoryview:
    assert block.buf is not None  # it is until the block is closed
    return block.buf


def _end(block: SharedMemory) -> None:
    block.unlink()
    block.close()
