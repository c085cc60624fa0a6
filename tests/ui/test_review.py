"""Reviewing in the window: the card, its section on Today, the page, driven by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core import scheduling
from desktop_app.core.cards import CardId, Kind
from desktop_app.core.papers import PaperId
from desktop_app.core.scheduling import Rating
from desktop_app.engines.lanes import Lane
from desktop_app.settings import Settings
from desktop_app.store import cards, highlights, papers, review
from desktop_app.store.library import Library
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.review import words
from desktop_app.ui.review.card import ReviewCard
from desktop_app.ui.review.card_rows import CardModel
from desktop_app.ui.review.feed import Feed
from desktop_app.ui.review.panel import ReviewPanel
from desktop_app.ui.review.section import ReviewSection
from desktop_app.ui.widgets import page_column
from tests import build

K, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
NAMES = Settings().colour_names


@pytest.fixture
def changes(library: Library) -> Iterator[Changes]:
    made = Changes(library)
    yield made
    made.close()


@pytest.fixture
def feed(changes: Changes) -> Feed:
    return Feed(changes, lambda: Settings(reviews_a_day=0))


@pytest.fixture
def paper(library: Library) -> PaperId:
    return build.add(library, build.draft())[0]


def add(library: Library, paper: PaperId, *kinds: Kind, comment: str = "") -> list[CardId]:
    """Make cards of highlights a few characters apart."""
    made: list[CardId] = []
    with library.change("Add"):
        for number, kind in enumerate(kinds):
            highlight = highlights.add(library, paper, number * 5, number * 5 + 8, 1 + number % 5)
            highlights.comment(library, highlight, comment)
            made += cards.add(library, [highlight], kind)
    return made


class Page(QWidget):
    """A page that holds a section, as Today does."""

    def __init__(self, section: QWidget) -> None:
        super().__init__()
        QVBoxLayout(self).addWidget(section)


@pytest.fixture
def seen(qtbot: QtBot) -> Callable[[QWidget], None]:
    kept: list[QWidget] = []

    def show(widget: QWidget) -> None:
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.resize(1200, 760)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()

    return show


@pytest.fixture
def section(feed: Feed, seen: Callable[[QWidget], None]) -> ReviewSection:
    made = ReviewSection(feed, lambda: NAMES)
    seen(Page(made))
    made.setFocus()
    return made


@pytest.fixture
def panel(library: Library, feed: Feed, seen: Callable[[QWidget], None]) -> ReviewPanel:
    def start(lane: Lane, work: Callable[..., Any], *args: Any, done: Callable[..., None]) -> None:
        assert lane is Lane.READ
        done(work(library, *args))

    made = ReviewPanel(feed, lambda: NAMES, start)
    seen(made)
    made.setFocus()
    return made


def press(qtbot: QtBot, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key, held)


def asked(card: ReviewCard) -> str:
    assert card.card is not None
    return card.card.front


def log(library: Library) -> list[tuple[int, int]]:
    return library.db.conn.execute("SELECT card_id, rating FROM review ORDER BY id").fetchall()


# The card


def test_a_passage_is_graded_by_keys(
    qtbot: QtBot, library: Library, paper: PaperId, section: ReviewSection
) -> None:
    ids = add(library, paper, *[Kind.PASSAGE] * 4)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    assert section.count.text() == "4 highlights due"
    assert section.card.grades.place.text() == "1 of 4"
    assert [b.accessibleName() for b in section.card.grades.buttons.values()] == [
        "Again, 10 min",
        "Hard, 15 min",
        "Good, 2 d",
        "Easy, 8 d",
    ]
    press(qtbot, K.Key_1, K.Key_2, K.Key_3)
    assert log(library) == [(ids[0], 1), (ids[1], 2), (ids[2], 3)]
    assert section.card.grades.place.text() == "4 of 4"
    assert section.card.hasFocus()
    press(qtbot, K.Key_4)
    assert section.card.isHidden()
    assert section.end.text().startswith("Nothing to review now. A card comes back in ")
    assert section.all.hasFocus()


def test_hidden_words_are_shown_before_they_are_graded(
    qtbot: QtBot, library: Library, paper: PaperId, section: ReviewSection
) -> None:
    [card] = add(library, paper, Kind.CLOZE)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    assert section.card.front.hidden
    assert section.card.grades.show_answer.isVisible()
    assert not section.card.grades.buttons[Rating.GOOD].isVisible()
    assert "Networks" not in section.card.accessibleName()
    height = section.card.front.height()
    press(qtbot, K.Key_3)
    assert log(library) == []
    press(qtbot, K.Key_Space)
    assert not section.card.front.hidden
    assert section.card.front.height() == height
    assert section.card.grades.buttons[Rating.GOOD].isVisible()
    press(qtbot, K.Key_3)
    assert log(library) == [(card, 3)]


def test_a_comment_asks_for_its_passage(
    qtbot: QtBot, library: Library, paper: PaperId, section: ReviewSection
) -> None:
    add(library, paper, Kind.COMMENT, comment="Which ones?")
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    assert asked(section.card) == "Which ones?"
    assert not section.card.answer.isVisible()
    assert not section.card.comment.isVisible()
    press(qtbot, K.Key_Return)
    assert section.card.answer.isVisible()
    qtbot.mouseClick(section.card.grades.buttons[Rating.EASY], Qt.MouseButton.LeftButton)
    assert [rating for _, rating in log(library)] == [4]


def test_an_answer_stays_shown_while_something_else_changes(
    qtbot: QtBot, library: Library, paper: PaperId, changes: Changes, section: ReviewSection
) -> None:
    add(library, paper, Kind.CLOZE, Kind.PASSAGE)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    press(qtbot, K.Key_Space)
    [mark, _] = highlights.of(library, paper)
    changes.make("Comment", lambda: highlights.comment(library, mark.id, "Aha"))
    qtbot.waitUntil(section.card.comment.isVisible)
    assert not section.card.asking


def test_keys_bury_suspend_and_open(
    qtbot: QtBot, library: Library, paper: PaperId, section: ReviewSection
) -> None:
    ids = add(library, paper, *[Kind.PASSAGE] * 3)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    opened: list[tuple[PaperId, int]] = []
    section.opened.connect(lambda *where: opened.append(where))
    press(qtbot, K.Key_B)
    assert cards.get(library, ids[0]).buried
    press(qtbot, K.Key_S, held=SHIFT)
    assert cards.get(library, ids[1]).suspended
    press(qtbot, K.Key_E)
    section.card.meta.setFocus()
    press(qtbot, K.Key_Return)
    assert opened == [(paper, cards.get(library, ids[2]).highlight)] * 2


def test_undo_brings_the_card_back_to_be_asked_for(
    qtbot: QtBot, library: Library, paper: PaperId, changes: Changes, section: ReviewSection
) -> None:
    ids = add(library, paper, *[Kind.PASSAGE] * 3)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    before = build.dump(library)
    press(qtbot, K.Key_1)
    changes.undo()
    qtbot.waitUntil(lambda: section.card.card is not None and section.card.card.id == ids[0])
    assert build.dump(library) == before
    assert section.card.grades.place.text() == "1 of 3"
    assert section.card.hasFocus()


# The section


def test_the_section_is_there_once_there_are_cards(
    qtbot: QtBot, library: Library, paper: PaperId, changes: Changes, section: ReviewSection
) -> None:
    assert section.isHidden()
    add(library, paper, Kind.PASSAGE)
    qtbot.waitUntil(section.isVisible)
    changes.undo()
    qtbot.waitUntil(section.isHidden)
    page = section.parentWidget()
    page.hide()
    add(library, paper, Kind.PASSAGE)
    page.show()
    assert section.isVisible()


def test_what_is_not_seen_is_not_read(
    qtbot: QtBot,
    library: Library,
    paper: PaperId,
    section: ReviewSection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add(library, paper, Kind.PASSAGE)
    qtbot.waitUntil(section.card.isVisible)
    read: list[int] = []
    due = review.due
    monkeypatch.setattr(review, "due", lambda *args: (read.append(1), due(*args))[1])
    section.parentWidget().hide()
    add(library, paper, Kind.CLOZE)
    qtbot.wait(20)
    assert read == []
    section.parentWidget().show()
    assert read == [1]
    assert section.count.text() == "2 highlights due"


def test_a_long_passage_is_cut_on_today_and_whole_on_its_page(
    library: Library, feed: Feed, section: ReviewSection, panel: ReviewPanel
) -> None:
    long = build.draft("Long", abstract="And so on and on it goes without an end. " * 60)
    [paper] = build.add(library, long)
    with library.change("Add"):
        mark = highlights.add(library, paper, 0, 2000, 1)
        cards.add(library, [mark], Kind.PASSAGE)
    feed.load()
    section.refresh()
    lines = theme.line_height("abstract")
    assert section.card.front.heightForWidth(540) <= 8 * lines + 2
    assert panel.card.front.heightForWidth(540) > 20 * lines


# Time


def test_a_card_in_its_steps_comes_back_by_itself(
    qtbot: QtBot,
    library: Library,
    paper: PaperId,
    clock: build.Clock,
    feed: Feed,
    section: ReviewSection,
) -> None:
    first, second = add(library, paper, Kind.PASSAGE, Kind.PASSAGE)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    press(qtbot, K.Key_1)
    clock.move(minutes=5)
    feed.look_at_clock()
    assert feed.round.due == (second,)
    clock.move(minutes=6)
    feed.look_at_clock()
    assert feed.round.due == (first, second)
    assert section.card.card is not None
    assert section.card.card.id == second  # not from under the reader's eyes
    press(qtbot, K.Key_3)
    assert section.card.card.id == first


def test_intervals_follow_the_time_while_a_card_stays_open(
    qtbot: QtBot,
    library: Library,
    paper: PaperId,
    clock: build.Clock,
    feed: Feed,
    panel: ReviewPanel,
    section: ReviewSection,
) -> None:
    [card] = add(library, paper, Kind.CLOZE)
    with library.change("Grade"):
        review.grade(library, card, Rating.GOOD)
    clock.move(days=3, hours=-1)
    feed.refresh()
    qtbot.waitUntil(panel.card.isVisible)
    panel.card.reveal()
    good = panel.card.grades.buttons[Rating.GOOD]
    before = good.accessibleName()
    clock.move(hours=2)
    feed.look_at_clock()
    wait = scheduling.intervals(cards.get(library, card).memory, feed.now())[Rating.GOOD]
    assert good.accessibleName() == f"Good, {words.span(wait)}" != before
    assert section.card.grades.buttons[Rating.GOOD].accessibleName() == good.accessibleName()
    assert not panel.card.asking


def test_a_new_day_brings_what_was_buried(
    qtbot: QtBot,
    library: Library,
    paper: PaperId,
    clock: build.Clock,
    feed: Feed,
    section: ReviewSection,
) -> None:
    add(library, paper, Kind.PASSAGE)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    press(qtbot, K.Key_B)
    assert section.end.text() == "Nothing to review today."
    clock.move(days=1)
    feed.look_at_clock()
    assert section.card.isVisible()


def test_the_cap_leaves_cards_for_tomorrow(
    library: Library, paper: PaperId, changes: Changes, seen: Callable[[QWidget], None]
) -> None:
    add(library, paper, *[Kind.PASSAGE] * 5)
    section = ReviewSection(Feed(changes, lambda: Settings(reviews_a_day=2)), lambda: NAMES)
    seen(Page(section))
    assert section.count.text() == "2 highlights due"
    for _ in range(2):
        section.card.graded.emit(3, 10)
    assert section.end.text() == "Done for today. 3 cards can wait until tomorrow."


# The page


def rows(panel: ReviewPanel) -> list[CardId]:
    return [
        line.id for n in range(panel.shelf.model.rowCount()) if (line := panel.shelf.model.at(n))
    ]


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
    for which, found in (
        ("suspended", [ids[1]]),
        ("buried", [ids[0]]),
        ("due", ids[2:]),
    ):
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


def foot(panel: ReviewPanel) -> QPoint:
    return panel.card.mapTo(panel, panel.card.rect().bottomRight())


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


# A long card


@pytest.fixture
def long(library: Library) -> PaperId:
    words = "And so on, and on it goes, ".replace(". ", ", ") * 120
    return build.add(library, build.draft("Long", abstract=f"{words}and ends."))[0]


def whole(part: QWidget) -> bool:
    """Tell whether nothing of a part is out of sight."""
    return part.visibleRegion().boundingRect() == part.rect()


def mark(library: Library, paper: PaperId, kind: Kind, end: int = 2000, comment: str = "") -> None:
    with library.change("Add"):
        made = highlights.add(library, paper, 0, end, 1)
        highlights.comment(library, made, comment)
        cards.add(library, [made], kind)


@pytest.mark.parametrize("size", [(1220, 840), (1200, 560), (800, 640), (501, 462), (420, 600)])
def test_the_ratings_of_a_long_card_are_seen_while_its_passage_scrolls(
    qtbot: QtBot, library: Library, long: PaperId, panel: ReviewPanel, size: tuple[int, int]
) -> None:
    mark(library, long, Kind.PASSAGE, comment="Cite this.")
    panel.resize(*size)
    qtbot.waitUntil(panel.card.isVisible)
    panel.setFocus()
    bar = panel.card.body.verticalScrollBar()
    seen_whole = (panel.card.grades, panel.card.hints, panel.card.meta)
    qtbot.waitUntil(lambda: bar.maximum() > 0 and all(map(whole, seen_whole)))
    assert foot(panel).y() < panel.height()
    seen = panel.card.parentWidget().parentWidget()
    assert seen.size() == seen.parentWidget().size()  # the page has no bar beside the card's
    line, page, end = theme.line_height("abstract"), bar.pageStep(), bar.maximum()
    at = 0
    for key, way in (
        (K.Key_Down, line),
        (K.Key_J, line),
        (K.Key_Up, -line),
        (K.Key_K, -line),
        (K.Key_Space, page - line),
        (K.Key_PageDown, page - line),
        (K.Key_PageUp, line - page),
        (K.Key_End, end),
        (K.Key_Home, -end),
    ):
        press(qtbot, key)
        at = max(0, min(end, at + way))
        assert bar.value() == at
    press(qtbot, K.Key_End)
    press(qtbot, K.Key_Space, held=SHIFT)
    assert bar.value() == max(0, end - page + line)
    press(qtbot, K.Key_End)
    assert whole(panel.card.comment)
    press(qtbot, K.Key_3)
    assert [rating for _, rating in log(library)] == [3]


def test_a_page_that_is_too_small_for_a_card_shows_its_ratings(
    qtbot: QtBot, library: Library, long: PaperId, panel: ReviewPanel
) -> None:
    mark(library, long, Kind.PASSAGE)
    qtbot.waitUntil(panel.card.isVisible)
    panel.resize(420, 260)
    qtbot.waitUntil(lambda: whole(panel.card.grades))


def test_the_next_card_begins_at_its_beginning(
    qtbot: QtBot, library: Library, long: PaperId, panel: ReviewPanel
) -> None:
    mark(library, long, Kind.PASSAGE)
    mark(library, long, Kind.PASSAGE, 1990)
    panel.resize(800, 560)
    qtbot.waitUntil(panel.card.isVisible)
    panel.setFocus()
    press(qtbot, K.Key_End, K.Key_3)
    bar = panel.card.body.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == 0


def test_many_hidden_words_are_a_few_bars_until_they_are_shown(
    qtbot: QtBot, library: Library, long: PaperId, panel: ReviewPanel
) -> None:
    mark(library, long, Kind.CLOZE)
    qtbot.waitUntil(panel.card.isVisible)
    panel.setFocus()
    front, lines = panel.card.front, theme.line_height("abstract")
    assert front.heightForWidth(540) < 12 * lines
    press(qtbot, K.Key_Space)
    assert panel.card.body.verticalScrollBar().value() == 0
    assert front.heightForWidth(540) > 20 * lines
    qtbot.waitUntil(lambda: panel.card.body.verticalScrollBar().maximum() > 0)
    press(qtbot, K.Key_Space)
    assert panel.card.body.verticalScrollBar().value() > 0


def test_an_answer_below_a_long_question_comes_into_sight(
    qtbot: QtBot, library: Library, long: PaperId, panel: ReviewPanel
) -> None:
    mark(library, long, Kind.COMMENT, 40, comment="What does it say? " * 60)
    panel.resize(800, 500)
    qtbot.waitUntil(panel.card.isVisible)
    panel.setFocus()
    assert panel.card.body.verticalScrollBar().value() == 0
    press(qtbot, K.Key_Return)
    qtbot.waitUntil(lambda: not panel.card.answer.visibleRegion().isEmpty())


def test_the_card_of_today_is_as_high_as_it_needs_and_leaves_the_keys(
    qtbot: QtBot, library: Library, long: PaperId, section: ReviewSection
) -> None:
    mark(library, long, Kind.PASSAGE)
    qtbot.waitUntil(section.card.isVisible)
    section.setFocus()
    QApplication.processEvents()
    front = section.card.front
    assert front.height() >= front.heightForWidth(front.width())
    assert whole(front)
    assert [section.card.body.way(key) for key in (K.Key_Down, K.Key_J, K.Key_Space)] == [0] * 3


def test_a_comment_stands_apart_from_the_line_below_its_passage(
    qtbot: QtBot, library: Library, paper: PaperId, panel: ReviewPanel
) -> None:
    add(library, paper, Kind.PASSAGE, comment="Cite this.")
    qtbot.waitUntil(panel.card.comment.isVisible)
    QApplication.processEvents()
    gap = panel.card.comment.geometry().top() - panel.card.front.geometry().bottom()
    assert theme.scaled(6) <= gap <= theme.scaled(8)


def test_a_click_on_a_passage_takes_the_focus(
    qtbot: QtBot, library: Library, paper: PaperId, panel: ReviewPanel
) -> None:
    add(library, paper, Kind.PASSAGE)
    qtbot.waitUntil(panel.card.isVisible)
    panel.shelf.list.setFocus()
    qtbot.mouseClick(panel.card.front, Qt.MouseButton.LeftButton)
    assert panel.card.hasFocus()


# The list


def said(model: CardModel, role: Qt.ItemDataRole) -> list[str]:
    return [model.data(model.index(row), role) for row in range(model.rowCount())]


def test_rows_do_not_give_away_what_cards_are_about_to_ask(
    library: Library, paper: PaperId, qapp: QApplication
) -> None:
    model = CardModel(lambda: NAMES, lambda: build.NOON, library.today)
    cloze, comment, passage = add(
        library, paper, Kind.CLOZE, Kind.COMMENT, Kind.PASSAGE, comment="Which ones?"
    )
    with library.change("Add"):
        [same] = cards.add(library, [cards.get(library, cloze).highlight], Kind.PASSAGE)
    model.put(cards.lines(library))
    shown = dict(zip([cloze, comment, passage, same], range(4), strict=True))
    assert said(model, Qt.ItemDataRole.DisplayRole) == [
        "Slow gradients",
        "Which ones?",
        "ometimes",
        "Slow gradients",
    ]
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        texts = said(model, role)
        assert not any("Networks" in texts[shown[card]] for card in (cloze, same))
        assert "rks some" not in texts[shown[comment]]
    with library.change("Grade"):
        for card in (cloze, comment):
            review.grade(library, card, Rating.EASY)
    model.put(cards.lines(library))
    quotes = {line.id: model.front(line) for n in range(4) if (line := model.at(n))}
    assert quotes[cloze] == quotes[same] == "Networks"
    assert quotes[comment] == "rks some"


def test_the_model_is_sound(library: Library, paper: PaperId, qapp: QApplication) -> None:
    model = CardModel(lambda: NAMES, lambda: build.NOON, library.today)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    ids = add(library, paper, Kind.PASSAGE, Kind.CLOZE, Kind.PASSAGE)
    with library.change("Grade"):
        review.grade(library, ids[0], Rating.EASY)
        cards.suspend(library, ids[1:2])
        review.grade(library, ids[2], Rating.AGAIN)
    back = cards.get(library, ids[2]).memory.due.astimezone()
    model.put(cards.lines(library))
    assert said(model, Qt.ItemDataRole.AccessibleTextRole) == [
        "Method. rks some. Slow gradients. Words hidden. suspended",
        f"Result. ometimes. Slow gradients. Passage. due at {back:%H:%M}",
        "Claim. Networks. Slow gradients. Passage. due in 8 days",
    ]
    model.put([])
    assert model.rowCount() == 0
    tester.deleteLater()
