"""Selecting and marking in the abstract, by keys and mouse."""

from __future__ import annotations

from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId, State
from desktop_app.store import highlights, papers
from desktop_app.store.library import Library
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.widgets.selection_bar import SelectionBar
from tests import build
from tests.ui.reading import CONTROL, SHIFT, Desk

Key = Qt.Key


def open_text(library: Library, qtbot: QtBot, abstract: str = build.ABSTRACT) -> Desk:
    (paper,) = build.add(library, build.draft(abstract=abstract))
    return Desk(library, qtbot, paper)


def test_arrows_and_a_digit_highlight(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    desk.select(0, 8)
    desk.press(Key.Key_3)
    (mark,) = desk.marks()
    assert (mark.selector.exact, mark.colour) == ("Networks", 3)
    assert papers.get(library, mark.paper).state is State.READING


def test_control_selects_words_and_the_space_is_left_out(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    desk.text.put_caret(9)
    desk.press(Key.Key_Right, Key.Key_Right, with_=CONTROL | SHIFT)
    desk.press(Key.Key_1)
    assert desk.marks()[0].selector.exact == "sometimes generalise"


def test_the_mouse_selects(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    view = desk.text.viewport()
    desk.text.put_caret(9)
    from_ = desk.text.cursorRect().center()
    desk.text.put_caret(18)
    to = desk.text.cursorRect().center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=from_)
    QTest.mouseMove(view, to)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=to)
    desk.press(Key.Key_5)
    assert desk.marks()[0].selector.exact == "sometimes"


@pytest.mark.parametrize("before", ["🙂👩‍🔬 ", "é̂ ", "𝒜 = 𝔅 ", ""])
def test_offsets_count_code_points(library: Library, qtbot: QtBot, before: str) -> None:
    text = f"{before}slow 🙂 gradients generalise"
    desk = open_text(library, qtbot, text)
    stored = papers.get(library, PaperId(1)).abstract
    start = stored.index("slow")
    desk.select(start, len("slow 🙂 gradients"))
    desk.press(Key.Key_2)
    (mark,) = desk.marks()
    assert mark.selector.exact == "slow 🙂 gradients"
    assert (mark.selector.start, stored[mark.selector.start]) == (start, "s")


@pytest.mark.parametrize(
    "text", ["שלום עולם, זהו תקציר ארוך", "هذه شبكة عصبية we call grokking تتعلم"]
)
def test_right_to_left_text_is_selected_and_painted(
    library: Library, qtbot: QtBot, text: str
) -> None:
    desk = open_text(library, qtbot, text)
    stored = papers.get(library, PaperId(1)).abstract
    desk.text.setFocus()
    desk.text.put_caret(0)
    desk.press(Key.Key_Left, Key.Key_Left, Key.Key_Left, Key.Key_Left, with_=SHIFT)
    desk.press(Key.Key_1)
    (mark,) = desk.marks()
    assert stored.startswith(mark.selector.exact)
    assert len(mark.selector.exact) >= 3
    desk.reader.grab()


def test_in_two_directions_only_the_words_are_painted(library: Library, qtbot: QtBot) -> None:
    text = "abc שלום עולם def"
    desk = open_text(library, qtbot, text)
    whole = sum(r.width() for r in desk.text._rects(0, len(text)))
    part = sum(r.width() for r in desk.text._rects(2, 6))
    assert part < whole / 2


def test_a_selection_of_white_space_is_none(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    desk.select(8, 1)
    with qtbot.assertNotEmitted(desk.changes.failed):
        desk.press(Key.Key_1)
    assert desk.marks() == []


def test_a_digit_in_a_highlight_recolours_it(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    desk.select(0, 9)
    desk.press(Key.Key_1, Key.Key_4)
    assert [m.colour for m in desk.marks()] == [4]
    desk.text.put_caret(3)
    desk.press(Key.Key_2)
    assert [m.colour for m in desk.marks()] == [2]
    desk.changes.undo()
    assert [m.colour for m in desk.marks()] == [4]


def test_a_digit_outside_does_nothing(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    desk.text.put_caret(40)
    desk.press(Key.Key_1)
    assert desk.marks() == []


def test_the_innermost_of_nested_highlights_is_meant(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    with library.change("x"):
        highlights.add(library, PaperId(1), 0, 40, 1)
        highlights.add(library, PaperId(1), 9, 18, 2)
    desk.text.put_caret(12)
    desk.press(Key.Key_5)
    assert [(m.selector.exact[:9], m.colour) for m in desk.marks()] == [
        ("Networks ", 1),
        ("sometimes", 5),
    ]
    desk.reader.grab()


def test_delete_takes_the_highlight_at_the_caret(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    desk.select(0, 8)
    desk.press(Key.Key_1)
    with qtbot.waitSignal(desk.changes.shown):
        desk.press(Key.Key_Delete)
    assert desk.marks() == []
    desk.changes.undo()
    assert len(desk.marks()) == 1


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
@pytest.mark.parametrize("selected", [0, 8])
def test_delete_in_the_text_never_bins_the_paper(
    window: MainWindow, qtbot: QtBot, key: Key, selected: int
) -> None:
    (paper,) = build.add(window.library, build.draft())
    window.open_paper(paper)
    text = window.reader.abstract.text
    qtbot.waitUntil(text.hasFocus)
    for _ in range(selected):
        qtbot.keyClick(text, Key.Key_Right, SHIFT)
    qtbot.keyClick(text, key)
    assert not papers.get(window.library, paper).binned


def test_the_bar_shows_by_a_selection_and_marks(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    bar = desk.reader.findChild(SelectionBar)
    assert bar is not None
    desk.select(0, 8)
    qtbot.waitUntil(bar.isVisible)
    qtbot.mouseClick(bar._colours[1], Qt.MouseButton.LeftButton)
    assert desk.marks()[0].colour == 2
    assert not bar.isVisible()
    assert desk.text.hasFocus()


def test_step_goes_from_highlight_to_highlight(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    with library.change("x"):
        for start in (0, 30, 61):
            highlights.add(library, PaperId(1), start, start + 10, 1)
    found = []
    for by in (1, 1, 1, -1):
        desk.reader.abstract.step(by)
        found.append(desk.text.caret())
    assert found == [30, 61, 0, 61]


def test_a_long_abstract_opens_at_once_and_is_marked_at_its_end(
    library: Library, qtbot: QtBot
) -> None:
    text = ("slow gradients 🙂 generalise later than fast ones. " * 1100)[:50_000].strip()
    (short, long) = build.add(library, build.draft("Short"), build.draft("Long", abstract=text))
    desk = Desk(library, qtbot, short)
    began = perf_counter()
    desk.reader.show_paper(long)
    desk.reader.focus_text()
    QApplication.processEvents()
    assert perf_counter() - began < 1  # the issue's own limit; it takes a tenth
    desk.press(Key.Key_End, with_=CONTROL)
    desk.press(*[Key.Key_Left] * 12, with_=SHIFT)
    desk.press(Key.Key_3)
    (mark,) = desk.marks()
    assert text.endswith(mark.selector.exact)
    assert desk.reader.abstract.verticalScrollBar().value() > 10_000
    desk.reader.grab()


def test_an_empty_abstract_says_so_and_takes_the_focus(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot, "")
    page = desk.reader.abstract
    assert page._empty.isVisible()
    assert not desk.text.isVisible()
    assert page.hasFocus()
    page.colour(1)
    page.comment()
    assert desk.marks() == []


def test_page_keys_scroll_the_page(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot, build.ABSTRACT * 30)
    desk.text.put_caret(0)
    desk.press(Key.Key_PageDown)
    assert 0 < desk.reader.abstract.verticalScrollBar().value() < desk.text.height() / 2


def test_the_place_is_kept_for_the_next_time(library: Library, qtbot: QtBot) -> None:
    long, other = build.add(
        library, build.draft("Long", abstract=build.ABSTRACT * 40), build.draft("Other")
    )
    desk = Desk(library, qtbot, long)
    bar = desk.reader.abstract.verticalScrollBar()
    bar.setValue(700)
    desk.reader.show_paper(other)
    desk.reader.show_paper(long)
    qtbot.waitUntil(lambda: bar.value() == 700)


def test_a_click_on_a_highlight_makes_it_the_current_one(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    desk.select(9, 9)
    desk.press(Key.Key_1)
    desk.text.put_caret(0)
    desk.text.put_caret(12)
    at = desk.text.cursorRect().center()
    desk.text.put_caret(60)
    qtbot.mouseClick(desk.text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    assert desk.text._current == desk.marks()[0].id
