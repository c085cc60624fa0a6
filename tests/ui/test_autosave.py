"""When typed text is saved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.ui.widgets import autosave
from desktop_app.ui.widgets.autosave import AutoSave


@pytest.fixture
def saved() -> list[str]:
    return []


@pytest.fixture
def saving(qapp: QObject, saved: list[str]) -> AutoSave:
    return AutoSave(saved.append, qapp)


def test_a_pause_saves_once(saving: AutoSave, saved: list[str], qtbot: QtBot) -> None:
    for _ in range(3):
        saving.typed()
    assert saving.waiting
    qtbot.waitUntil(lambda: len(saved) == 1)
    assert not saving.waiting


def test_steady_typing_saves_without_a_pause(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp: QObject, saved: list[str]
) -> None:
    monkeypatch.setattr(autosave, "PAUSE_MS", 60_000)
    monkeypatch.setattr(autosave, "LONGEST_MS", 1)
    saving = AutoSave(saved.append, qapp)
    for count in range(1, 4):
        saving.typed()
        qtbot.waitUntil(lambda count=count: len(saved) == count)


def test_one_focus_has_one_token(saving: AutoSave, saved: list[str]) -> None:
    saving.typed()
    saving.flush()
    saving.typed()
    saving.finish()
    saving.typed()
    saving.finish()
    assert saved[0] == saved[1] != saved[2]


def test_nothing_typed_is_not_saved(saving: AutoSave, saved: list[str]) -> None:
    saving.finish()
    saving.flush()
    assert saved == []
