"""The files of documents, in ``files/`` beside the library, each under the hash of its bytes.

A file is copied in whole or not at all, and never written to again.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

FOLDER = "files"
SUFFIX = ".pdf"
YOUNG_S = 3600.0  # a file this young may belong to a document that is just being added
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was taken in: its SHA-256, its length in bytes, whether it was there before."""

    hash: str
    bytes: int
    known: bool


def path(library: Path, digest: str) -> Path:
    """Give where the file with this hash lies in the library of a folder."""
    return library / FOLDER / digest[:2] / f"{digest}{SUFFIX}"


def take_in(library: Path, source: BinaryIO) -> Kept:
    """Copy what `source` gives into the library of a folder. Raises OSError; then nothing stays."""
    folder = library / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    taking = folder / f".{secrets.token_hex(8)}"
    try:
        with taking.open("xb") as copy:
            digest, size = _copy(source, copy)
        target = path(library, digest)
        if target.is_file() and target.stat().st_size == size:
            return Kept(digest, size, known=True)
        target.parent.mkdir(exist_ok=True)
        taking.chmod(0o444)
        taking.replace(target)
        return Kept(digest, size, known=False)
    finally:
        taking.unlink(missing_ok=True)


def _copy(source: BinaryIO, copy: BinaryIO) -> tuple[str, int]:
    hasher, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        hasher.update(chunk)
        copy.write(chunk)
        size += len(chunk)
    copy.flush()
    os.fsync(copy.fileno())
    return hasher.hexdigest(), size


def sweep(library: Path, wanted: Collection[str]) -> int:
    """Delete the files whose hash is not among `wanted`, but for those just taken in.

    Gives how many went. One that cannot be deleted stays.
    """
    gone, young = 0, time.time() - YOUNG_S
    for file in (library / FOLDER).glob(f"??/*{SUFFIX}"):
        if file.stem in wanted or file.stat().st_mtime > young:
            continue
        file.unlink(missing_ok=True)
        gone += 1
    return gone
