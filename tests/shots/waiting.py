"""Letting the window work between pictures, and taking them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

LONGEST_MS = 20_000


def take(widget: QWidget, file: Path) -> None:
    """Write what a widget shows to a file."""
    wait(250)
    widget.grab().save(str(file))
    print(file)


def wait(ms: int) -> None:
    """Let the window work for some milliseconds."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def wait_for(signal: object, start: Callable[[], object]) -> None:
    """Start something and wait for the signal that ends it."""
    loop = QEventLoop()
    signal.connect(loop.quit)  # type: ignore[attr-defined]
    start()
    loop.exec()


def until(found: Callable[[], object]) -> None:
    """Let the window work until something is there. Raises TimeoutError where it never is."""
    for _ in range(LONGEST_MS // 50):
        if found():
            return
        wait(50)
    raise TimeoutError("the window did not get there")
