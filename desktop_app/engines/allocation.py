"""How the GNU C library keeps freed memory; with another one nothing is done."""

from __future__ import annotations

import ctypes

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # of malloc.h
_LARGE = 1 << 18  # bytes from which on a block is given back as soon as it is free


def be_thrifty() -> None:
    """Let all threads share one pool, and give large blocks back; called before there are any.

    Else each thread has a pool of its own, and after one large block is freed all that are as
    large are kept: 40 MB once the vectors of 100,000 papers were read.
    """
    try:
        choose = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    for option, value in ((_ARENA_MAX, 1), (_MMAP_THRESHOLD, _LARGE), (_TRIM_THRESHOLD, _LARGE)):
        choose(option, value)
