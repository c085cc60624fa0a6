"""Fixtures of the window's tests: the theme, the translations, a library on disk, a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from desktop_app.settings import Settings
from desktop_app.store import library as libraries
from desktop_app.ui import theme
from desktop_app.ui.app import App, translate
from desktop_app.ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def looks(qapp: QApplication) -> None:
    """Put the light theme and the English plurals in force."""
    if qapp.property("translated") is None:
        translate(qapp)
        qapp.setProperty("translated", True)
    theme.apply(qapp, theme.LIGHT)


@pytest.fixture(scope="session", autouse=True)
def clipboard(qapp: QApplication) -> Iterator[None]:
    """Empty the clipboard at the end: without a display Qt would free it after Python ended."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def app(qapp: QApplication) -> Iterator[App]:
    """The application without a window."""
    made = App(qapp, Settings(theme="light"))
    yield made
    made.lanes.close()
    if made.window is not None:
        made.window.close()
        made.window.library.close()
        shiboken6.delete(made.window)
    made.deleteLater()


@pytest.fixture
def window(app: App, tmp_path: Path) -> MainWindow:
    """The window on an empty library; nothing is embedded unless a test asks for it."""
    assert app.open(tmp_path / "library")
    assert app.window is not None
    app.window.indexer.pause(True)
    app.window.library._clock = _no_moment_twice()
    return app.window


def _no_moment_twice() -> Callable[[], datetime]:
    """Tell the time, but no millisecond twice: lists stand in the order in which papers came."""
    last = libraries.now()

    def tell() -> datetime:
        nonlocal last
        last = max(libraries.now(), last + timedelta(milliseconds=1))
        return last

    return tell
