"""One window for one library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.single import Single


@pytest.fixture
def first(qapp: object, tmp_path: Path) -> Iterator[Single]:
    made = Single(tmp_path)
    assert made.first()
    yield made
    made.release()


def test_a_second_start_raises_the_first(first: Single, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(first.raised):
        assert not Single(tmp_path).first()


def test_another_name_of_the_folder_is_the_same_library(
    first: Single, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with qtbot.waitSignal(first.raised):
        assert not Single(tmp_path / "link").first()


def test_another_library_has_its_own(first: Single, tmp_path: Path) -> None:
    other = Single(tmp_path / "other")
    assert other.first()
    other.release()


def test_released_it_is_free_again(first: Single, tmp_path: Path) -> None:
    first.release()
    again = Single(tmp_path)
    assert again.first()
    again.release()
