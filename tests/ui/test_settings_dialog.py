"""The settings dialog: each choice is in force at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.settings import Settings
from desktop_app.ui import theme
from desktop_app.ui.settings.dialog import SettingsDialog


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> SettingsDialog:
    theme.apply(qapp, theme.LIGHT)
    made = SettingsDialog(Settings(reading_size=17), library=tmp_path)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def heard(dialog: SettingsDialog) -> list[Settings]:
    made: list[Settings] = []
    dialog.changed.connect(made.append)
    return made


def test_it_shows_settings_and_changes_nothing_by_itself(qtbot: QtBot, qapp: QApplication) -> None:
    settings = Settings(
        theme="dark", reading_size=20, rollover_hour=6, words_a_minute=300, papers_a_day=7
    )
    dialog = SettingsDialog(Settings())
    qtbot.addWidget(dialog)
    changed = heard(dialog)
    dialog.put(settings)
    assert changed == []
    assert dialog.theme.value() == "dark"
    assert dialog.size_box.value() == 20
    assert dialog.rollover.value() == 6
    assert dialog.speed.value() == 300
    assert dialog.papers.value() == 7
    assert [field.text() for field in dialog.names] == list(settings.colour_names)


def test_reviews_and_the_row_of_reading_days_are_set(qtbot: QtBot, dialog: SettingsDialog) -> None:
    changed = heard(dialog)
    assert (dialog.reviews.value(), dialog.rest.value()) == (20, 2)
    assert dialog.streak.isChecked()
    dialog.reviews.setValue(0)
    dialog.rest.setValue(3)
    dialog.streak.click()
    assert not dialog.rest.isEnabled()
    assert dialog.reviews.text() == "No limit"
    assert (changed[-1].reviews_a_day, changed[-1].rest_days, changed[-1].streak) == (0, 3, False)


def test_a_theme_is_chosen_by_mouse_and_arrows(qtbot: QtBot, dialog: SettingsDialog) -> None:
    changed = heard(dialog)
    light = dialog.theme._group.button(1)
    qtbot.mouseClick(light, Qt.MouseButton.LeftButton)
    qtbot.keyClick(light, Qt.Key.Key_Right)
    assert [settings.theme for settings in changed] == ["light", "dark"]
    assert dialog.theme.value() == "dark"


def test_numbers_are_taken_within_their_bounds(qtbot: QtBot, dialog: SettingsDialog) -> None:
    changed = heard(dialog)
    for box, wanted in (
        (dialog.size_box, 18),
        (dialog.rollover, 5),
        (dialog.speed, 240),
        (dialog.papers, 5),
        (dialog.minutes, 5),
    ):
        qtbot.keyClick(box, Qt.Key.Key_Up)
        assert box.value() == wanted
    assert changed[-1].reading_size == 18
    assert changed[-1].rollover_hour == 5
    assert changed[-1].words_a_minute == 240
    assert changed[-1].papers_a_day == 5
    assert changed[-1].minutes_a_day == 5
    dialog.speed.setValue(5)
    assert changed[-1].words_a_minute == 80
    dialog.papers.setValue(0)
    assert dialog.papers.text() == "No limit"


def test_a_font_is_chosen_and_given_back(qtbot: QtBot, dialog: SettingsDialog) -> None:
    changed = heard(dialog)
    assert dialog.font_box.family() == ""
    assert dialog.font_box.currentText().startswith("Default (")
    dialog.font_box.setFocus()
    qtbot.keyClick(dialog.font_box, Qt.Key.Key_Down)
    assert changed[-1].reading_font == dialog.font_box.itemData(1)
    assert dialog.sample.font().families()[0] == changed[-1].reading_font
    qtbot.keyClick(dialog.font_box, Qt.Key.Key_Up)
    assert changed[-1].reading_font == ""


def test_the_sample_keeps_its_font_when_the_theme_changes(
    qtbot: QtBot, qapp: QApplication, dialog: SettingsDialog
) -> None:
    dialog.size_box.setValue(26)
    theme.apply(qapp, theme.DARK)
    qtbot.wait(20)
    assert dialog.sample.font().pixelSize() == theme.scaled(26)


def test_a_colour_is_named(qtbot: QtBot, dialog: SettingsDialog) -> None:
    changed = heard(dialog)
    field = dialog.names[0]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, " Thesis ")
    assert changed == []
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert changed[-1].colour_names == ("Thesis", "Method", "Result", "Question", "Idea")


def test_wrong_names_are_told_and_not_taken(qtbot: QtBot, dialog: SettingsDialog) -> None:
    changed = heard(dialog)
    field = dialog.names[0]
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert dialog.problem.text() == "Every colour needs a name."
    qtbot.keyClicks(field, "method")
    assert dialog.problem.text() == "Two colours have the same name."
    dialog.close()
    assert changed == []
    qtbot.keyClicks(field, "s")
    assert dialog.problem.isHidden()


def test_a_name_is_taken_when_the_dialog_closes(qtbot: QtBot, dialog: SettingsDialog) -> None:
    changed = heard(dialog)
    dialog.names[4].setFocus()
    qtbot.keyClicks(dialog.names[4], "s")
    dialog.close()
    assert changed[-1].colour_names[4] == "Ideas"


def test_the_library_is_shown_and_opened(
    qtbot: QtBot, dialog: SettingsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    assert dialog.folder.toolTip() == str(tmp_path)
    qtbot.mouseClick(dialog.reveal, Qt.MouseButton.LeftButton)
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]
    other = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Open"))
    with qtbot.waitSignal(dialog.open_library):
        qtbot.mouseClick(other, Qt.MouseButton.LeftButton)


def test_it_is_560_pixels_wide_and_not_modal(dialog: SettingsDialog) -> None:
    assert dialog.width() == theme.scaled(560)
    assert not dialog.isModal()
