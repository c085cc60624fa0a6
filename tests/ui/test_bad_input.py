"""What no query is meant to be, typed and pasted into the search box of the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId
from desktop_app.store import search
from desktop_app.ui.main_window import MainWindow
from tests import build

TYPED = (
    *('"', 'grok" "', "((grok", "grok))", "*", "* *", "-", "-*", ":", "::", "^grok", "%", "?"),
    *("NEAR/", "NEAR(a b, 3)", "AND", "OR OR", "NOT NOT", "a AND", "OR b", "' OR 1=1 --"),
    *("'; DROP TABLE paper; --", '") UNION SELECT * FROM paper --', "tag:", "is:nothing"),
    *("year:soon", "year:..", "foo:bar", "-has:", "id:", "tag:*", 'tag:"', 'author:"', "in:("),
    *("🐙", "🧑🏽‍🚀 grok", "深層学習", "深", "محرك", "e\u0301", "x"),
)
PASTED = (
    *("grok " * 2_000, "x" * 10_000, '"' * 10_000, "(" * 10_000, "-" * 10_000, "a* " * 3_334),
    *("tag:x " * 1_667, "a OR " * 2_000, "NOT " * 2_500, "學" * 10_000),
    *("grok\x00\x01\x02\x1b[31m\x7f", "grok\n\r\t\v\f\u2028\u2029grok", "\u200b\u200e\u202e\ufeff"),
)


@pytest.fixture
def shelf(window: MainWindow, qtbot: QtBot) -> list[PaperId]:
    titles = ("Grokking at the edge", "深層学習の最適化", "Maps of an octopus 🐙")
    added = build.add(window.library, *(build.draft(title) for title in titles))
    window.show()
    qtbot.waitUntil(lambda: window.library_panel.model.rowCount() == len(added))
    return added


def press(field: QLineEdit, typed: str) -> None:
    """Type letters, of any script."""
    for letter in typed:
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(field, key)
        QApplication.processEvents()


def shows_what_is_found(window: MainWindow, qtbot: QtBot) -> bool:
    """Tell whether the list comes to show what the library finds, and no error."""
    panel = window.library_panel
    found = set(search.papers(window.library, panel.query()))
    qtbot.waitUntil(lambda: set(panel.model.papers_in(0, panel.model.rowCount())) == found)
    return not window.desk.error_bar.isVisible()


def start_over(window: MainWindow, qtbot: QtBot, shelf: list[PaperId]) -> None:
    """Find one paper, so that what follows must be answered to change that."""
    window.library_panel.set_query("id:none")
    qtbot.waitUntil(lambda: window.library_panel.model.rowCount() == 0)
    window.library_panel.set_query("")
    assert not window.library_panel.search.field.text()
    qtbot.waitUntil(lambda: window.library_panel.model.rowCount() == len(shelf))


def test_what_is_typed_is_no_error(window: MainWindow, qtbot: QtBot, shelf: list[PaperId]) -> None:
    field = window.library_panel.search.field
    for typed in TYPED:
        start_over(window, qtbot, shelf)
        field.setFocus()
        press(field, typed)
        assert shows_what_is_found(window, qtbot), typed
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert shows_what_is_found(window, qtbot), typed


def test_what_is_pasted_is_no_error(window: MainWindow, qtbot: QtBot, shelf: list[PaperId]) -> None:
    field = window.library_panel.search.field
    for pasted in PASTED:
        start_over(window, qtbot, shelf)
        QApplication.clipboard().setText(pasted)
        field.setFocus()
        field.paste()
        assert shows_what_is_found(window, qtbot), pasted[:20]
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert shows_what_is_found(window, qtbot), pasted[:20]
