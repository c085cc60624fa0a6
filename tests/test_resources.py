import sys
from pathlib import Path

import pytest

from desktop_app import resources


def test_a_checkout() -> None:
    assert resources.path("starter", "papers.json").is_file()


@pytest.mark.parametrize("place", ["desktop_app/_resources", "resources"])
def test_a_wheel_and_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    folder = tmp_path / place
    folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "desktop_app")

    assert resources.path("icons", "a.svg") == folder / "icons" / "a.svg"


def test_a_frozen_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert resources.path("icons") == tmp_path / "resources" / "icons"
