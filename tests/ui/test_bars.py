"""The undo bar, the error bar and the status bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui import theme
from desktop_app.ui.status import Status
from desktop_app.ui.widgets import undo_bar
from desktop_app.ui.widgets.error_bar import ErrorBar
from desktop_app.ui.widgets.undo_bar import UndoBar


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QMainWindow:
    theme.apply(qapp, theme.LIGHT)
    made = QMainWindow()
    made.setCentralWidget(QLineEdit())
    made.statusBar()
    made.resize(900, 600)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.centralWidget().setFocus()
    return made


def test_the_undo_bar_tells_and_takes_no_focus(qtbot: QtBot, window: QMainWindow) -> None:
    bar = UndoBar(window)
    assert bar.isHidden()
    bar.tell("Marked as read")
    assert bar.isVisible()
    assert bar.accessibleName() == "Marked as read"
    assert QApplication.focusWidget() is window.centralWidget()
    assert bar.geometry().bottom() < window.statusBar().geometry().top()
    assert abs(bar.geometry().center().x() - window.rect().center().x()) <= 1
    with qtbot.waitSignal(bar.undo_wanted):
        qtbot.mouseClick(bar.undo, Qt.MouseButton.LeftButton)
    assert bar.isHidden()


def test_the_undo_bar_goes_but_not_while_focused(
    qtbot: QtBot, window: QMainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo_bar, "STAYS_MS", 60)
    bar = UndoBar(window)
    bar.tell("Dropped")
    bar.undo.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.wait(150)
    assert bar.isVisible()
    window.centralWidget().setFocus()
    qtbot.waitUntil(bar.isHidden, timeout=1000)


def test_the_undo_bar_fits_and_follows_the_window(qtbot: QtBot, window: QMainWindow) -> None:
    bar = UndoBar(window)
    bar.tell("Moved “" + "a very long title " * 20 + "” to the bin")
    assert window.rect().contains(bar.geometry())
    window.resize(420, 300)
    qtbot.waitUntil(lambda: window.rect().contains(bar.geometry()))
    assert bar.sentence.endswith("to the bin")
    bar.tell("Marked as read")
    assert bar.width() < 300


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> QWidget:
    theme.apply(qapp, theme.LIGHT)
    made = QWidget()
    made.resize(500, 200)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def error_bar(page: QWidget) -> ErrorBar:
    column = QVBoxLayout(page)
    made = ErrorBar()
    column.addWidget(made)
    column.addStretch()
    return made


def test_the_error_bar_offers_one_action(qtbot: QtBot, error_bar: ErrorBar) -> None:
    ran: list[bool] = []
    error_bar.tell("This PDF has moved.", "Locate…", lambda: ran.append(True))
    assert error_bar.isVisible()
    assert error_bar.height() == theme.scaled(40)
    qtbot.mouseClick(error_bar.action, Qt.MouseButton.LeftButton)
    assert ran == [True]
    assert error_bar.isHidden()


def test_the_error_bar_is_closed_and_its_action_forgotten(
    qtbot: QtBot, error_bar: ErrorBar
) -> None:
    error_bar.tell("This PDF has moved.", "Locate…", lambda: None)
    with qtbot.waitSignal(error_bar.dismissed):
        qtbot.mouseClick(error_bar.close_button, Qt.MouseButton.LeftButton)
    error_bar.tell("The library can be read only.", warning=True)
    assert error_bar.action.isHidden()


def test_a_long_sentence_is_shown_whole_on_more_lines(qtbot: QtBot, error_bar: ErrorBar) -> None:
    sentence = "The library could not be written. " * 10
    error_bar.tell(sentence, "Again", lambda: None)
    label = error_bar._label
    qtbot.waitUntil(lambda: error_bar.height() > theme.scaled(40))
    assert label.text() == sentence.strip()
    assert label.accessibleName() == sentence.strip()
    assert error_bar.width() <= 500


def test_the_bars_follow_the_theme(qtbot: QtBot, qapp: QApplication, error_bar: ErrorBar) -> None:
    error_bar.tell("This PDF has moved.")
    for each in (theme.DARK, theme.LIGHT):
        theme.apply(qapp, each)
        painted = error_bar.grab().toImage().pixelColor(3, 3)
        assert painted.name().upper() == each.error_bar


def test_a_long_sentence_does_not_widen_the_window(qtbot: QtBot) -> None:
    status = Status()
    qtbot.addWidget(status)
    status.resize(600, 28)
    status.show()
    status.say("A sentence that goes on,\nand on. " * 40)
    assert status.minimumSizeHint().width() < 600
    assert "\n" not in status.sentence()


def test_what_a_reader_begins_stands_before_what_was_said(qtbot: QtBot) -> None:
    status = Status()
    qtbot.addWidget(status)
    status.say("1 paper moved to the bin")
    status.show_job("Importing", 1, 9)
    assert status.sentence() == "1 paper moved to the bin"
    status.show_job("Reading a.pdf", 1, 9, cancel=lambda: None)
    assert status.sentence() == "Reading a.pdf 1 / 9"
    status.say("Copied BibTeX")
    status.show_job("Reading b.pdf", 2, 9, cancel=lambda: None)
    assert status.sentence() == "Copied BibTeX"
