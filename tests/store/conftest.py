"""Libraries on disk, for tests of what memory cannot show."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.store import opening
from desktop_app.store.library import Library
from tests import build

Opener = Callable[[], Library]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a library is, or will be."""
    return tmp_path / "library"


@pytest.fixture
def opened(folder: Path, clock: build.Clock) -> Iterator[Opener]:
    """Open the library in `folder` for writing, as often as asked; a lock is waited for 20 ms."""
    made: list[Library] = []

    def open_one() -> Library:
        made.append(opening.open_library(folder, wait=0.02, clock=clock, keys=build.keys()))
        return made[-1]

    yield open_one
    for library in made:
        library.close()
