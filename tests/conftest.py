"""Fixtures shared by all tests."""

from __future__ import annotations

import gc
import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from desktop_app.store.library import Library
from tests import build

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile(
    "carrel",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("carrel")

_EACH = 100  # tests between two looks for all garbage

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


_tests = itertools.count(1)


def pytest_collection_finish() -> None:
    """Look for garbage between tests only.

    Python looks for it in whatever thread asks for memory, and what Qt made must not end in
    another thread than its own: in a lane's, or in one that talks with the controller of tests.
    """
    gc.collect()
    gc.freeze()
    gc.disable()


def pytest_runtest_teardown() -> None:
    gc.collect(2 if next(_tests) % _EACH == 0 else 0)


@pytest.fixture
def clock() -> build.Clock:
    """A clock at noon that tests move."""
    return build.Clock()


@pytest.fixture
def library(clock: build.Clock) -> Iterator[Library]:
    """An empty library in memory."""
    made = build.library(clock)
    yield made
    made.close()


@pytest.fixture
def shared() -> Path:
    """The folder of real input, where it is at hand."""
    if not SHARED.is_dir():
        pytest.skip("../shared/data is absent")
    return SHARED


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep settings, logs and the default library of a test in its own folder."""
    folder = tmp_path / "home"
    monkeypatch.setenv("CARREL_HOME", str(folder))
    return folder
