"""Selecting and marking in the abstract, by keys and mouse."""

from __future__ import annotations

from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId, State
from desktop_app.store import highlights, papers
from desktop_app.store.library import Library
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.reader import abstract_page
from desktop_app.ui.reader.mark_menu import MarkMenu
from desktop_app.ui.widgets import carried
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
    whole = sum(r.width() for r in desk.text._spans.rects(0, len(text)))
    part = sum(r.width() for r in desk.text._spans.rects(2, 6))
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
    assert found == [0, 30, 61, 30]


def nested(desk: Desk) -> None:
    """Mark three passages within each other, and one far behind."""
    with desk.library.change("x"):
        for colour, (start, end) in enumerate([(0, 40), (9, 29), (9, 18), (61, 70)], 1):
            highlights.add(desk.library, PaperId(1), start, end, colour)


def point_at(desk: Desk, place: int) -> QPoint:
    caret = desk.text.textCursor()
    caret.setPosition(place)
    return desk.text.cursorRect(caret).center()


def colours(desk: Desk) -> list[int]:
    """Give the colours of the highlights in the order in which they were made."""
    return [m.colour for m in sorted(desk.marks(), key=lambda m: m.id)]


def current(desk: Desk) -> int | None:
    """Give the colour of the current highlight, by which these tests tell them apart."""
    return next((m.colour for m in desk.marks() if m.id == desk.text._current), None)


def test_clicks_at_one_place_go_outwards_and_begin_again(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    nested(desk)
    seen = []
    for place in (12, 12, 12, 12, 65, 12, 24, 24):
        view = desk.text.viewport()
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=point_at(desk, place))
        seen.append(current(desk))
    assert seen == [3, 2, 1, 3, 4, 3, 2, 1]
    desk.press(Key.Key_Delete)  # what was clicked, not the innermost
    assert colours(desk) == [2, 3, 4]


def test_tab_goes_from_highlight_to_highlight_and_leaves(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    nested(desk)
    seen = []
    for _ in range(4):
        desk.press(Key.Key_Tab)
        seen.append((current(desk), desk.text.caret()))
    assert seen == [(1, 0), (3, 9), (2, 9), (4, 61)]
    desk.press(Key.Key_Tab)
    assert not desk.text.hasFocus()
    desk.press(Key.Key_Backtab)
    assert desk.text.hasFocus()
    desk.press(Key.Key_Backtab)
    assert current(desk) == 4  # the last one, come upon from behind
    desk.press(Key.Key_Backtab, Key.Key_5)
    assert colours(desk) == [1, 5, 3, 4]
    desk.press(*[Key.Key_Backtab] * 3)
    assert not desk.text.hasFocus()


def test_tab_tells_a_screen_reader_and_the_margin(
    library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_text(library, qtbot)
    nested(desk)
    said: list[str] = []
    monkeypatch.setattr(abstract_page, "announce", lambda _, sentence: said.append(sentence))
    desk.press(*[Key.Key_Tab] * 3)
    assert said[-1] == "Method: sometimes generalise. No comment"
    marked = [n.highlight.colour for n in desk.margin_notes() if n._current]
    assert marked == [2]


@pytest.mark.parametrize("key", [Key.Key_N, Key.Key_Return])
def test_the_current_highlight_is_commented(library: Library, qtbot: QtBot, key: Key) -> None:
    desk = open_text(library, qtbot)
    nested(desk)
    desk.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, key)
    desk.type("Two")
    desk.press(Key.Key_Escape)
    assert [m.comment for m in desk.marks() if m.colour == 2] == ["Two"]


def test_a_highlight_is_copied_as_a_quotation_with_its_source(
    library: Library, qtbot: QtBot
) -> None:
    desk = open_text(library, qtbot)
    nested(desk)
    desk.press(*[Key.Key_Tab] * 3)
    desk.press(Key.Key_C, with_=CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "“sometimes generalise” — Lee, Slow gradients"
    assert "<blockquote" in data.html()
    assert bytes(data.data("text/markdown").data()).startswith(b"> sometimes generalise\n")
    assert carried.key(data) == desk.marks()[2].key


def test_a_selection_is_copied_as_it_is_stored(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot, "A gap\u00a0of 3\u202fms, 🙂 and more")
    desk.select(0, 13)
    desk.press(Key.Key_C, with_=CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert (data.text(), data.hasHtml()) == ("A gap\u00a0of 3\u202fms, 🙂"[:13], False)


def open_menu(desk: Desk, qtbot: QtBot) -> dict[str, QAction]:
    """Ask for the context menu by its key; give its entries by their words."""
    at = desk.text.cursorRect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, desk.text.mapToGlobal(at))
    QApplication.sendEvent(desk.text.viewport(), asked)
    (menu,) = desk.text.findChildren(MarkMenu)
    qtbot.addWidget(menu)
    return {a.text().split("\t")[0]: a for a in menu.actions() if a.text()}


def test_the_menu_acts_on_the_current_highlight(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    nested(desk)
    desk.press(*[Key.Key_Tab] * 3)
    entries = open_menu(desk, qtbot)
    entries["Idea"].trigger()
    assert colours(desk) == [1, 5, 3, 4]
    entries["Copy"].trigger()
    assert QGuiApplication.clipboard().text() == "sometimes generalise"
    entries["Copy as a quotation"].trigger()
    assert QGuiApplication.clipboard().text().startswith("“sometimes generalise” —")
    entries["Delete the highlight"].trigger()
    assert colours(desk) == [1, 3, 4]


def test_the_menu_offers_only_what_can_be_done(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    desk.text.put_caret(50)
    entries = open_menu(desk, qtbot)
    able = {words for words, action in entries.items() if action.isEnabled()}
    assert able == {"Select the sentence"}
    entries["Select the sentence"].trigger()
    assert desk.text.selection() == (0, build.ABSTRACT.index(" We trace"))


def test_the_mouse_brings_the_menu_of_what_is_under_it(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    nested(desk)
    at = point_at(desk, 65)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, desk.text.mapToGlobal(at))
    QApplication.sendEvent(desk.text.viewport(), asked)
    assert current(desk) == 4


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
