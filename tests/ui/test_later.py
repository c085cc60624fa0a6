"""Parts of a window that are made when they are first seen."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.widgets.later import Later


def test_a_part_is_made_once_and_when_it_is_seen(qtbot: QtBot) -> None:
    made: list[QLineEdit] = []

    def make() -> QLineEdit:
        made.append(QLineEdit())
        return made[-1]

    pages, later = QStackedWidget(), Later(make)
    pages.addWidget(QLabel("first"))
    pages.addWidget(later)
    qtbot.addWidget(pages)
    with qtbot.waitExposed(pages):
        pages.show()
    later.tell(lambda part: part.setText("nobody hears"))
    assert later.made is None

    pages.setCurrentWidget(later)
    later.setFocus()

    assert [later.part] == made
    assert later.part.isVisible()
    assert later.part.text() == ""
    qtbot.waitUntil(later.part.hasFocus)


def test_who_joins_is_told_of_the_part_before_or_after_it_is_made(qtbot: QtBot) -> None:
    later = Later(lambda: QLabel("part"))
    qtbot.addWidget(later)
    told: list[str] = []
    later.join(lambda part: told.append(f"before {part.text()}"))
    assert not told
    assert later.part.text() == "part"
    later.join(lambda part: told.append(f"after {part.text()}"))
    assert told == ["before part", "after part"]


def test_nothing_that_no_window_shows_is_made_with_it(window: MainWindow) -> None:
    parts = (window.documents, window.note_tab, window.note_page, *window.day.pages().values())
    assert [part.made for part in parts] == [None] * len(parts)


def test_a_start_imports_nothing_heavy() -> None:
    heavy = ("numpy", "sqlite_utils", "rapidfuzz", "fsrs", "urllib.request", "pymupdf")
    code = (
        "import sys; from desktop_app import cli; from desktop_app.ui import app\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
