"""The mark at the head of a digest's file, by which one is known again that nobody changed since.

It holds a checksum of all the rest of the file.
"""

from __future__ import annotations

import hashlib
import re

_DIGITS = 32
_FOUND = re.compile(rb"Carrel digest ([0-9a-f]{%d})" % _DIGITS)
_OPEN = b"0" * _DIGITS

MARK = f"Carrel digest {_OPEN.decode()}"  # until the file is sealed


def seal(made: bytes) -> bytes:
    """Put the checksum of a file into the first mark in it."""
    return _with_sum(made, _checksum(made))


def sealed(data: bytes) -> bool:
    """Tell whether a file is a digest, and as it was made."""
    found = _FOUND.search(data)
    return found is not None and found[1] == _checksum(_with_sum(data, _OPEN))


def _with_sum(data: bytes, checksum: bytes) -> bytes:
    return _FOUND.sub(b"Carrel digest " + checksum, data, count=1)


def _checksum(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest()[:_DIGITS].encode()
