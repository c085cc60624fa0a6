"""The Review page: its list, driven by keys, and how it fits windows."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.cards import Kind
from desktop_app.core.papers import PaperId
from desktop_app.store import cards, papers
from desktop_app.store.library import Library
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.review.panel import ReviewPanel
from desktop_app.ui.widgets import page_column
from tests.ui.review.reviewing import SHIFT, K, add, foot, press, rows


def test_the_page_lists_cards_and_shows_those_put_aside(
    qtbot: QtBot, library: Library, paper: PaperId, panel: ReviewPanel
) -> None:
    assert panel.blank.isVisible()
    assert "Press R" in panel.blank.sentence.text()
    assert not panel.shelf.isVisible()
    ids = add(library, paper, *[Kind.PASSAGE] * 4)
    qtbot.waitUntil(panel.card.isVisible)
    assert rows(panel) == ids
    assert panel.summary.text() == "4 due today · 4 new · 4 cards in all"
    panel.shelf.list.setFocus()
    panel.shelf.list.setCurrentIndex(panel.shelf.model.index(1))
    press(qtbot, K.Key_S, held=SHIFT)
    press(qtbot, K.Key_K)
    press(qtbot, K.Key_B)
    assert panel.summary.text() == "2 due today · 2 new · 1 suspended · 1 buried · 4 cards in all"
    for which, found in (("suspended", [ids[1]]), ("buried", [ids[0]]), ("due", ids[2:])):
        panel.shelf.filter.choose(which)
        panel.shelf.filter.chosen.emit(which)
        assert rows(panel) == found
    panel.shelf.filter.choose("suspended")
    panel.shelf.filter.chosen.emit("suspended")
    panel.shelf.list.setCurrentIndex(panel.shelf.model.index(0))
    press(qtbot, K.Key_S, held=SHIFT)
    assert not cards.get(library, ids[1]).suspended
    assert panel.shelf.none.text() == "No card is suspended."


def test_selected_cards_are_taken_out_together_and_come_back(
    qtbot: QtBot, library: Library, paper: PaperId, changes: Changes, panel: ReviewPanel
) -> None:
    ids = add(library, paper, *[Kind.PASSAGE] * 4)
    qtbot.waitUntil(panel.card.isVisible)
    told: list[str] = []
    changes.shown.connect(told.append)
    panel.shelf.list.setFocus()
    panel.shelf.list.setCurrentIndex(panel.shelf.model.index(1))
    press(qtbot, K.Key_Down, held=SHIFT)
    press(qtbot, K.Key_Delete)
    assert rows(panel) == [ids[0], ids[3]]
    assert [line.id for line in panel.shelf.list.chosen()] == [ids[3]]
    assert told == ["2 cards taken out of review"]
    changes.undo()
    qtbot.waitUntil(lambda: rows(panel) == ids)


def test_the_list_opens_a_card_at_its_highlight(
    qtbot: QtBot, library: Library, paper: PaperId, panel: ReviewPanel
) -> None:
    ids = add(library, paper, *[Kind.PASSAGE] * 2)
    qtbot.waitUntil(panel.card.isVisible)
    opened: list[tuple[PaperId, int]] = []
    panel.opened.connect(lambda *where: opened.append(where))
    panel.shelf.list.setFocus()
    panel.shelf.list.setCurrentIndex(panel.shelf.model.index(1))
    press(qtbot, K.Key_Return)
    menu = panel.shelf.list.menu()
    menu.actions()[0].trigger()
    assert opened == [(paper, cards.get(library, ids[1]).highlight)] * 2
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == [
        "Open at the highlight\tEnter",
        "Suspend\tShift+S",
        "Bury until tomorrow\tB",
        "Take out of review\tDel",
    ]


def test_binned_papers_take_their_cards_along(
    qtbot: QtBot, library: Library, paper: PaperId, changes: Changes, panel: ReviewPanel
) -> None:
    add(library, paper, Kind.PASSAGE)
    qtbot.waitUntil(panel.card.isVisible)
    panel.card.setFocus()
    changes.make("Bin", lambda: papers.put_in_bin(library, [paper]))
    qtbot.waitUntil(panel.blank.isVisible)
    assert panel.hasFocus()
    changes.undo()
    qtbot.waitUntil(panel.card.isVisible)


def test_the_page_fits_narrow_windows_and_wide_ones(
    qtbot: QtBot, library: Library, paper: PaperId, panel: ReviewPanel
) -> None:
    add(library, paper, *[Kind.PASSAGE] * 3)
    qtbot.waitUntil(panel.card.isVisible)
    for width, height in ((560, 600), (1200, 700), (3840, 2160)):
        panel.resize(width, height)
        QApplication.processEvents()
        assert panel.width() == width
        assert panel.card.width() <= theme.scaled(720)
        assert foot(panel).x() < width
        assert panel.shelf.list.isVisible()
        beside = panel.shelf.x() > 0
        assert beside is (width >= theme.scaled(1000))


def test_the_title_stands_where_it_does_on_other_pages_with_cards_and_without(
    qtbot: QtBot, library: Library, paper: PaperId, panel: ReviewPanel
) -> None:
    def places() -> list[tuple[int, int]]:
        found = []
        for width, height in ((3840, 2160), (1220, 840), (560, 480)):
            panel.resize(width, height)
            QApplication.processEvents()
            place = panel.title.mapTo(panel, QPoint(0, 0))
            assert place.x() == page_column.span(width)[0]
            found.append((place.x(), place.y()))
        return found

    before = places()
    assert {y for _, y in before} == {theme.scaled(page_column.TOP)}
    add(library, paper, Kind.PASSAGE)
    panel.resize(1220, 840)
    qtbot.waitUntil(panel.card.isVisible)
    assert places() == before


def test_a_very_wide_page_lets_its_window_get_narrow_again(
    qtbot: QtBot, library: Library, paper: PaperId, panel: ReviewPanel
) -> None:
    add(library, paper, *[Kind.PASSAGE] * 3)
    qtbot.waitUntil(panel.card.isVisible)
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.addWidget(panel)
    stack.show()
    for width in (3840, 360, 1100, 360):
        stack.resize(theme.scaled(width), theme.scaled(640))
        QApplication.processEvents()
        assert panel.width() == theme.scaled(width)
        assert panel.minimumSizeHint().width() <= theme.scaled(360)
        assert foot(panel).x() < panel.width()
    panel.setParent(None)


def test_the_panes_are_the_card_and_the_list_of_those_that_are_there(
    qtbot: QtBot, library: Library, paper: PaperId, panel: ReviewPanel
) -> None:
    def focused() -> list[QWidget]:
        found = []
        for pane, take in panel.panes():
            take()
            found.append(QApplication.focusWidget())
            assert pane is found[-1] or pane.isAncestorOf(found[-1])
        return found

    assert focused() == [panel]
    [card] = add(library, paper, Kind.PASSAGE)
    qtbot.waitUntil(panel.card.isVisible)
    assert focused() == [panel.card, panel.shelf.list]
    panel.shelf.filter.choose("buried")
    panel.shelf.filter.chosen.emit("buried")
    card_, filter_ = focused()
    assert card_ is panel.card
    assert panel.shelf.filter.isAncestorOf(filter_)
    panel.shelf.filter.choose("all")
    panel.shelf.filter.chosen.emit("all")
    panel.shelf.list.suspended.emit([card])
    assert focused() == [panel.shelf.list]
