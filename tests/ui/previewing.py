"""Files brought into the real window through the preview, as a reader does."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_app.ui.import_preview.dialog import PreviewDialog
from desktop_app.ui.main_window import MainWindow


def preview(window: MainWindow, qtbot: QtBot) -> PreviewDialog:
    """Wait for the preview and give it."""

    def shown() -> list[PreviewDialog]:
        return [d for d in window.findChildren(PreviewDialog) if d.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=30_000)
    return shown()[-1]


def accept(window: MainWindow, qtbot: QtBot) -> None:
    """Wait for the preview and let everything come in."""
    preview(window, qtbot).go.click()


def bring_in(window: MainWindow, qtbot: QtBot, *files: Path) -> None:
    """Give files to the window, let all that is in them come in, and wait until it is stored."""
    with qtbot.waitSignal(window.imports.finished, timeout=30_000):
        window.imports.bring_in(files)
        accept(window, qtbot)
