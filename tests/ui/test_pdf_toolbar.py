"""The row above a document: numbers typed, menus, and what gives way in a narrow window."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.documents import Spot
from desktop_app.store import documents
from tests.ui.pdf_page import Reading

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Reading:
    made = Reading(tmp_path, qtbot)
    made.open()
    return made


def test_a_page_typed_is_gone_to(desk: Reading) -> None:
    desk.press(Key.Key_G, with_=CONTROL)
    assert desk.page.toolbar.page.hasFocus()
    desk.type("3")
    desk.press(Key.Key_Return)
    assert desk.page.view.page() == 2
    assert desk.page.view.hasFocus()
    assert desk.page.toolbar.page.text() == "3"
    assert desk.page.back()
    assert desk.page.view.page() == 0


def test_a_page_that_is_none_is_put_back(desk: Reading) -> None:
    field = desk.page.toolbar.page
    field.setFocus()
    for typed in ("0", "5", "2.5", "two", "-1", ""):
        field.clear()
        desk.type(typed)
        desk.press(Key.Key_Return)
        assert (typed, field.text()) == (typed, "1")
        assert desk.page.view.page() == 0


def test_what_is_typed_is_not_disturbed_by_scrolling(desk: Reading) -> None:
    field = desk.page.toolbar.page
    field.setFocus()
    desk.type("4")
    desk.page.view.go_to(Spot(1))
    assert field.text() == "4"
    desk.press(Key.Key_Escape)
    assert field.text() == "2"
    assert desk.page.view.hasFocus()


def test_a_zoom_typed_is_taken(desk: Reading) -> None:
    field = desk.page.toolbar.zoom
    for typed, scale in (("150", 1.5), ("75 %", 0.75), ("62,5%", 0.625), (" 800 % ", 8.0)):
        field.setFocus()
        field.clear()
        desk.type(typed)
        desk.press(Key.Key_Return)
        assert desk.page.view.scale() == pytest.approx(scale)
        assert field.text() == f"{round(scale * 100)} %"
        assert not desk.page.toolbar.fit.isChecked()


def test_a_zoom_that_cannot_be_is_put_back(desk: Reading) -> None:
    field = desk.page.toolbar.zoom
    before = field.text()
    field.setFocus()
    for typed in ("5", "900", "wide", "1e2"):
        field.clear()
        desk.type(typed)
        desk.press(Key.Key_Return)
        assert (typed, field.text()) == (typed, before)


def test_the_menu_of_zooms(desk: Reading) -> None:
    actions = {a.text(): a for a in desk.page.toolbar.zoom.menu().actions()}
    actions["200 %"].trigger()
    assert desk.page.view.scale() == 2.0
    actions["Fit width"].trigger()
    assert desk.page.view.fits_width()
    assert desk.page.toolbar.fit.isChecked()


def test_keys_zoom_and_fit(desk: Reading) -> None:
    before = desk.page.view.scale()
    desk.press(Key.Key_Plus, with_=CONTROL)
    assert desk.page.view.scale() > before
    desk.press(Key.Key_Minus, with_=CONTROL)
    desk.press(Key.Key_Minus, with_=CONTROL)
    assert desk.page.view.scale() < before
    desk.press(Key.Key_0, with_=CONTROL)
    assert desk.page.view.fits_width()


def test_pages_are_turned_and_the_ends_are_ends(desk: Reading) -> None:
    toolbar = desk.page.toolbar
    assert not toolbar.previous.isEnabled()
    for _ in range(3):
        toolbar.next.click()
    assert desk.page.view.page() == 3
    assert not toolbar.next.isEnabled()
    toolbar.previous.click()
    assert desk.page.view.page() == 2


def test_the_way_back_is_there_after_a_jump(desk: Reading) -> None:
    assert desk.page.toolbar.back.isHidden()
    desk.page.view.go_to(Spot(3), remember=True)
    assert not desk.page.toolbar.back.isHidden()
    desk.page.toolbar.back.click()
    assert desk.page.view.page() == 0
    assert desk.page.toolbar.back.isHidden()


@pytest.mark.parametrize("finding", [False, True])
def test_all_that_is_shown_has_room(desk: Reading, finding: bool) -> None:
    toolbar = desk.page.toolbar
    if finding:
        desk.page.find_words()
    shown = [toolbar.side, toolbar.page, toolbar.zoom, *toolbar.may_hide]
    shown += [toolbar.more, toolbar.search, toolbar.panel, toolbar.finder.field]
    for width in (360, 480, 640, 900, 1400):
        desk.page.resize(width, 600)
        desk.qtbot.waitUntil(lambda wanted=width: toolbar.width() == wanted)
        desk.qtbot.wait(0)  # what came or went takes its place
        places = sorted(
            (b.mapTo(toolbar, b.rect().topLeft()).x(), b.width()) for b in shown if b.isVisible()
        )
        assert all(x + w <= after for (x, w), (after, _) in pairwise(places))
        assert places[-1][0] + places[-1][1] <= width
        assert toolbar.more.isVisible()
        assert toolbar.finder.isVisible() is finding


def test_what_has_no_room_is_in_the_menu(desk: Reading) -> None:
    desk.page.resize(420, 600)
    desk.qtbot.waitUntil(lambda: not desk.page.toolbar.area.isVisible())
    menu = desk.page.deeds.menu(documents.get(desk.library, desk.document))
    actions = {a.text(): a for a in menu.actions()}
    actions["Dark pages"].trigger()
    actions["Mark an area"].trigger()
    assert desk.page.toolbar.dark.isChecked()
    assert desk.page.toolbar.area.isChecked()
