"""Reading and marking a paper in the real window with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.highlights import Highlight
from desktop_app.core.papers import PaperId
from desktop_app.services import attaching
from desktop_app.store import highlights, papers
from desktop_app.ui.main_window import MainWindow
from tests import build, pdfs
from tests.ui.reading import CONTROL, SHIFT

Key = Qt.Key
SENTENCES = [f"{part.rstrip('.')}." for part in build.ABSTRACT.split(". ")]


def press(*keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the focus is, as a keyboard does."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, with_)


def write(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def marks(window: MainWindow) -> list[Highlight]:
    return highlights.of(window.library, PaperId(1))


def quotes(window: MainWindow) -> list[str]:
    return [mark.selector.exact for mark in marks(window)]


@pytest.fixture
def reading(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with its list, the first of two papers current in it."""
    build.add(window.library, build.draft("First"), build.draft("Second", abstract="Another."))
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(lambda: window.library_panel.model.rowCount() == 2)
    window.library_panel.focus_list()
    return window


def open_first(window: MainWindow, qtbot: QtBot) -> None:
    press(Key.Key_End, Key.Key_Return)
    assert window.reader.paper == 1
    qtbot.waitUntil(window.reader.abstract.text.hasFocus)


def test_a_sentence_is_highlighted_commented_left_and_undone(
    reading: MainWindow, qtbot: QtBot
) -> None:
    open_first(reading, qtbot)
    press(Key.Key_S, with_=CONTROL | SHIFT)
    press(Key.Key_1)
    assert quotes(reading) == SENTENCES[:1]

    press(Key.Key_N)
    write("Why so late?")
    press(Key.Key_Escape)
    assert marks(reading)[0].comment == "Why so late?"

    press(Key.Key_End, with_=CONTROL)
    press(Key.Key_Left)
    press(Key.Key_S, with_=CONTROL | SHIFT)
    press(Key.Key_3)
    assert quotes(reading) == [SENTENCES[0], SENTENCES[2]]

    press(Key.Key_Home, with_=CONTROL)
    press(Key.Key_BracketRight)
    press(Key.Key_5)
    assert [mark.colour for mark in marks(reading)] == [1, 5]
    press(Key.Key_Backtab)
    press(Key.Key_2)
    assert [mark.colour for mark in marks(reading)] == [2, 5]

    seen = []
    for _ in range(5):
        press(Key.Key_Z, with_=CONTROL)
        seen.append([(mark.colour, mark.comment) for mark in marks(reading)])
    assert seen == [
        [(1, "Why so late?"), (5, "")],
        [(1, "Why so late?"), (3, "")],
        [(1, "Why so late?")],
        [(1, "")],
        [],
    ]


def test_words_are_highlighted_and_deleted(reading: MainWindow, qtbot: QtBot) -> None:
    open_first(reading, qtbot)
    press(Key.Key_Right, Key.Key_Right, with_=CONTROL | SHIFT)
    press(Key.Key_4)
    assert quotes(reading) == ["Networks sometimes"]
    press(Key.Key_Delete)
    assert quotes(reading) == []
    press(Key.Key_Z, with_=CONTROL)
    assert quotes(reading) == ["Networks sometimes"]


def test_a_changed_text_is_settled(reading: MainWindow, qtbot: QtBot) -> None:
    open_first(reading, qtbot)
    press(Key.Key_S, with_=CONTROL | SHIFT)
    press(Key.Key_1)
    press(Key.Key_4, with_=CONTROL)
    for _ in range(20):
        if QApplication.focusWidget() is reading.reader.details.form.abstract:
            break
        press(Key.Key_Tab)
    press(Key.Key_Home, with_=CONTROL)
    press(Key.Key_Delete)
    write("n")  # another first letter
    press(Key.Key_1, with_=CONTROL)
    (mark,) = marks(reading)
    assert mark.anchor == "moved"

    press(Key.Key_K, with_=CONTROL)
    write("highlights to look")
    press(Key.Key_Return)
    press(Key.Key_Space)
    assert marks(reading)[0].anchor == "anchored"
    qtbot.waitUntil(reading.reader.abstract.text.hasFocus)
    press(Key.Key_Z, with_=CONTROL)
    assert marks(reading)[0].anchor == "moved"


def test_words_of_a_document_are_highlighted_commented_and_undone(
    reading: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    library, view = reading.library, reading.document.view
    open_first(reading, qtbot)
    taken = attaching.take(library.path, pdfs.plain(tmp_path / "slow.pdf"))
    with library.batch():
        attaching.attach(library, PaperId(1), taken)
    press(Key.Key_O)
    qtbot.waitUntil(lambda: view.count() == 1 and view.text(0) is not None, timeout=20_000)
    qtbot.waitUntil(view.hasFocus)
    press(Key.Key_Delete)  # nothing is marked here: the paper must not go
    assert not papers.get(library, PaperId(1)).binned

    press(Key.Key_Right)
    press(Key.Key_Right, with_=CONTROL | SHIFT)
    press(Key.Key_2)
    [mark] = marks(reading)
    assert mark.page == 0
    assert mark.selector.exact
    press(Key.Key_N)
    write("Where?")
    press(Key.Key_Escape)
    assert marks(reading)[0].comment == "Where?"

    press(Key.Key_Z, with_=CONTROL)
    assert marks(reading)[0].comment == ""
    press(Key.Key_Z, with_=CONTROL)
    assert marks(reading) == []
    view.setFocus()
    press(*[Key.Key_Escape] * 3)
    qtbot.waitUntil(reading.library_panel.list.hasFocus)
