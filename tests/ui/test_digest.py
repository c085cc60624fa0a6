"""What is new on Today, and the Digest page: rows, keys, the mouse, and sentences for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.digest import Topic
from desktop_app.core.papers import PaperId
from desktop_app.core.ranking import Basis
from desktop_app.store import errors, queue
from desktop_app.store.library import Library
from desktop_app.ui.digest import feed as feed_module
from desktop_app.ui.digest import rows, words
from desktop_app.ui.digest import shown as views
from desktop_app.ui.digest.feed import Since
from desktop_app.ui.digest.list import DigestList
from desktop_app.ui.digest.panel import DigestPanel
from desktop_app.ui.digest.row_deeds import Deed
from desktop_app.ui.digest.rows import DigestModel, Entry, Goal, Head, Saying
from desktop_app.ui.digest.section import NewSinceSection
from desktop_app.ui.digest.section_row import SectionRow
from desktop_app.ui.widgets.overlay import Overlay
from tests import build, digests
from tests.ui.digests import Feed, shown, suggested, whole

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def feed(library: Library) -> Iterator[Feed]:
    made = Feed(library)
    yield made
    made.changes.close()


class Page(QWidget):
    """A page with the section in it, as Today is."""

    def __init__(self, section: NewSinceSection) -> None:
        super().__init__()
        self.section = section
        self.wanted: list[tuple[Deed, PaperId]] = []
        section.wanted.connect(lambda deed, line: self.wanted.append((deed, line.paper)))
        QVBoxLayout(self).addWidget(section)

    def rows(self) -> list[SectionRow]:
        return [row for row in self.section.rows if row.isVisible()]


def open_in(qtbot: QtBot, widget: Any, width: int = 760, height: int = 640) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


@pytest.fixture
def page(feed: Feed, qtbot: QtBot) -> Page:
    made = Page(NewSinceSection(feed.feed))
    open_in(qtbot, made)
    feed.tell(whole())
    return made


# The section on Today


def test_a_row_says_title_reason_and_match(page: Page) -> None:
    section, (first, second) = page.section, page.rows()
    assert section.title.text() == "New since yesterday"
    assert section.count.text() == "7 papers, best match first"
    assert section.all.text() == "Show all 7"
    assert first.accessibleName() == (
        "Paper 4. Because you highlighted “Grokfast” on Saturday · shares: weight decay."
        " Match 3 of 5. 12 min"
    )
    assert second.accessibleName().startswith("Paper 5. New in your subscription “robot learning”.")
    assert not second.strength.isVisible()
    page.grab()


def test_the_section_asks_when_its_page_is_shown(feed: Feed, qtbot: QtBot) -> None:
    made = Page(NewSinceSection(feed.feed))
    assert not feed.lanes.waiting
    open_in(qtbot, made)
    qtbot.waitUntil(lambda: len(feed.lanes.waiting) == 1)
    assert made.section.isHidden()
    qtbot.waitUntil(lambda: (feed.lanes.do(), made.section.isVisible())[1])


def test_what_comes_while_the_page_is_hidden_is_not_asked_for(page: Page, feed: Feed) -> None:
    feed.lanes.waiting.clear()
    page.hide()
    feed.feed.refresh()
    feed.feed._settle.timeout.emit()
    assert not feed.lanes.waiting


def test_after_a_change_a_digest_that_took_long_is_made_anew_later(
    page: Page, feed: Feed, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = iter((0.0, 1.0, 5.0, 5.0, 9.0))  # when one is asked for and has come
    monkeypatch.setattr(feed_module, "monotonic", lambda: next(seconds))
    monkeypatch.setattr(feed_module, "SETTLE_MS", 0)
    monkeypatch.setattr(feed_module, "REST", 0.3)
    made: list[object] = []
    feed.feed.found.connect(made.append)

    def change() -> None:
        with feed.library.record():
            queue.log(feed.library, "off")

    for number, soon in enumerate((False, True)):
        feed.feed.refresh()
        qtbot.waitUntil(lambda: (feed.lanes.do(), len(made) == number + 1)[1])  # noqa: B023
        change()
        qtbot.wait(30)
        assert bool(feed.lanes.waiting) is soon


def test_without_anything_new_it_shows_what_is_for_the_reader(page: Page, feed: Feed) -> None:
    feed.tell(shown(best=tuple(suggested(n) for n in range(1, 6))))
    assert page.section.title.text() == "For you"
    assert [row.line.paper for row in page.rows() if row.line] == [1, 2, 3]
    feed.tell(shown())
    assert page.section.isHidden()


def test_keys_move_and_want_something_of_the_row(page: Page, feed: Feed, qtbot: QtBot) -> None:
    feed.tell(shown(*(suggested(n) for n in (1, 2, 3))))
    page.section.rows[0].setFocus()
    for key in (Key.Key_J, Key.Key_Down, Key.Key_J, Key.Key_K):
        qtbot.keyClick(QApplication.focusWidget(), key)
    for key in (Key.Key_P, Key.Key_Q, Key.Key_Minus, Key.Key_Return):
        qtbot.keyClick(QApplication.focusWidget(), key)
    deeds = [Deed.PLAN, Deed.QUEUE, Deed.LESS, Deed.OPEN]
    assert page.wanted == [(deed, 2) for deed in deeds]


def test_the_rows_are_one_stop_of_the_tab_key(page: Page, feed: Feed, qtbot: QtBot) -> None:
    feed.tell(shown(*(suggested(n) for n in (1, 2, 3))))
    page.section.rows[2].setFocus()
    stops = [row.focusPolicy() == Qt.FocusPolicy.StrongFocus for row in page.section.rows]
    assert stops == [False, False, True]
    assert all(row.add.focusPolicy() == Qt.FocusPolicy.NoFocus for row in page.section.rows)
    qtbot.keyClick(page.section.rows[2], Key.Key_Tab)
    assert QApplication.focusWidget() is page.section.all


def test_button_and_click_and_menu(page: Page, qtbot: QtBot) -> None:
    first = page.rows()[0]
    qtbot.mouseClick(first.add, LEFT)
    qtbot.mouseClick(first, LEFT)
    first.act(Deed.LESS)
    assert page.wanted == [(Deed.PLAN, 4), (Deed.OPEN, 4), (Deed.LESS, 4)]


def test_a_dropped_row_leaves_at_once_and_the_next_has_the_focus(page: Page, feed: Feed) -> None:
    page.section.rows[0].setFocus()
    feed.feed.drop([PaperId(4)])
    assert [row.line.paper for row in page.rows() if row.line] == [5]
    assert QApplication.focusWidget() is page.section.rows[0]
    assert page.section.count.text() == "6 papers, the last first"


def test_the_row_with_the_focus_is_the_current_one(page: Page, feed: Feed) -> None:
    section, told = page.section, []
    section.current_changed.connect(told.append)
    assert section.current() is None
    section.setFocus()
    assert section.rows[0].hasFocus()
    section.rows[1].setFocus()
    assert section.current() == 5
    feed.feed.drop([PaperId(5)])
    assert section.current() == 4
    section.all.setFocus()
    assert section.current() is None
    assert [paper for paper in told if paper] == [4, 5, 4]
    assert told[-1] is None


def test_a_row_stays_the_current_one_below_a_palette_and_a_dialog(page: Page, qtbot: QtBot) -> None:
    section, over, dialog = page.section, Overlay(page, width=200), QDialog(page)
    field = QLineEdit()
    over.content.addWidget(field)
    section.rows[0].setFocus()
    over.open_over(field)
    assert QApplication.focusWidget() is field
    assert section.current() == 4
    over.close_over()
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()
    assert section.current() == 4
    dialog.close()
    section.all.setFocus()
    over.open_over(field)
    assert section.current() is None  # nor did it stay from before


def test_show_all(page: Page, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.section.all_wanted):
        qtbot.mouseClick(page.section.all, LEFT)


# The feed


def test_the_feed_asks_again_after_a_change_and_only_for_the_last(feed: Feed, qtbot: QtBot) -> None:
    paper = build.add(feed.library, build.draft())[0]
    found: list[Any] = []
    feed.feed.found.connect(found.append)
    feed.feed.stale.connect(feed.feed.ask)
    feed.feed.ask()
    feed.changes.make("x", lambda: queue.add(feed.library, [paper]))
    qtbot.waitUntil(lambda: len(feed.lanes.waiting) == 2)
    qtbot.waitUntil(lambda: (feed.lanes.do(), bool(found))[1])
    assert len(found) == 1
    assert feed.feed.current


def test_a_drop_makes_an_answer_under_way_void(feed: Feed, qtbot: QtBot) -> None:
    feed.tell(whole())
    found: list[Any] = []
    feed.feed.found.connect(found.append)
    feed.feed.refresh()
    feed.feed.ask()
    feed.feed.drop([PaperId(3)])
    feed.lanes.do()
    qtbot.wait(10)
    assert [view.digest.for_you for view in found] == [()]
    assert not feed.feed.current


def test_papers_left_out_leave_every_section() -> None:
    less = views.without(whole(), [PaperId(4), PaperId(7), PaperId(6)])
    assert less.digest.new_count == 6
    assert [line.paper for line in less.fresh] == [5]
    assert less.digest.trending == ()
    first = less.digest.topics[0]
    assert (first.lines, first.count) == ((), 2)


def test_the_day_papers_are_new_since(feed: Feed) -> None:
    today = feed.library.today()
    assert feed.feed._first_day() is None
    feed.feed.look_from(Since.WEEK)
    assert feed.feed._first_day() == today - timedelta(days=7)
    feed.feed.look_from(today - timedelta(days=3))
    assert feed.feed._first_day() == today - timedelta(days=3)


# The page


@pytest.fixture
def panel(feed: Feed, qtbot: QtBot) -> DigestPanel:
    made = DigestPanel(feed.feed)
    open_in(qtbot, made, 900)
    feed.tell(whole())
    made.setFocus()
    return made


def texts(listed: DigestList) -> list[str]:
    model = listed.rows
    return [model.data(model.index(n)) for n in range(model.rowCount())]


def current(listed: DigestList) -> PaperId | None:
    line = listed.line()
    return line.paper if line else None


def test_the_page_lists_every_section(panel: DigestPanel) -> None:
    assert texts(panel.list) == [
        "For you by what you read and marked",
        "Paper 3",
        "New in “robots” 3 papers",
        "Paper 7",
        "New in “waits”",
        "It is matched once its text is indexed.",
        "Trending new papers by votes",
        "Paper 6",
        "New since yesterday 7 papers, best match first",
        "Paper 4",
        "Paper 5",
        "Show all unread papers, the last first",
        "Subscriptions",
        "Nothing new in “quiet”. Change",
    ]
    assert panel.head.plan.text() == "2 papers to read, about 24 min"
    assert panel.head.review.text() == "12 highlights to review"
    panel.grab()


def test_the_model_keeps_the_rules_and_says_rows_whole() -> None:
    model = DigestModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.put(rows.of(whole()))
    model.put([])
    model.put(rows.of(whole()))
    role = Qt.ItemDataRole
    said = model.data(model.index(9), role.AccessibleTextRole)
    assert said.startswith("Paper 4. Because you highlighted “Grokfast” on Saturday")
    assert model.data(model.index(9), role.AccessibleDescriptionRole) == "New since yesterday"
    assert model.data(model.index(3), role.AccessibleTextRole) == "Paper 7. We grasp. 12 min"
    assert "Lee, Chen · 2026" in model.data(model.index(9), role.ToolTipRole)


def test_keys_pass_over_heads(panel: DigestPanel, qtbot: QtBot) -> None:
    seen, told = [current(panel.list)], []
    panel.current_changed.connect(told.append)
    for key in (*(Key.Key_J, Key.Key_Down) * 2, Key.Key_J, Key.Key_K, Key.Key_Up):
        qtbot.keyClick(panel.list, key)
        seen.append(current(panel.list))
    assert seen == [3, 7, 6, 4, 5, None, 5, 4]
    assert told == seen[1:]


def test_home_end_and_pages_pass_over_heads(panel: DigestPanel, feed: Feed, qtbot: QtBot) -> None:
    feed.tell(replace(whole(), fresh=tuple(suggested(n) for n in range(10, 60))))
    listed, bar = panel.list, panel.list.verticalScrollBar()
    qtbot.keyClick(listed, Key.Key_End)
    assert isinstance(listed.rows.at(listed.currentIndex().row()), Saying)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(listed, Key.Key_Home)
    assert current(listed) == 3
    assert bar.value() == 0  # with the head above it
    for key, by in ((Key.Key_PageDown, 1), (Key.Key_PageUp, -1)):
        for _ in range(20):
            before = listed.currentIndex().row()
            qtbot.keyClick(listed, key)
            assert (listed.currentIndex().row() - before) * by >= 0
        assert bar.value() == (bar.maximum() if by > 0 else 0)


def test_the_page_gets_as_narrow_as_its_window(panel: DigestPanel) -> None:
    panel.resize(3000, 700)
    QApplication.processEvents()
    assert panel.minimumSizeHint().width() <= 320
    panel.resize(320, 700)
    QApplication.processEvents()
    assert panel.width() == 320
    for control in (panel.head.more, panel.head.since, panel.head.subscriptions):
        assert control.mapTo(panel, control.rect().topRight()).x() < 320


def test_keys_want_something_of_the_current_row(panel: DigestPanel, qtbot: QtBot) -> None:
    wanted: list[tuple[Deed, PaperId]] = []
    panel.wanted.connect(lambda deed, line: wanted.append((deed, line.paper)))
    for key in (Key.Key_P, Key.Key_Q, Key.Key_Minus, Key.Key_Enter):
        qtbot.keyClick(panel.list, key)
    assert wanted == [(deed, 3) for deed in (Deed.PLAN, Deed.QUEUE, Deed.LESS, Deed.OPEN)]
    assert panel.current() == 3


def test_the_button_of_a_row_and_a_double_click(panel: DigestPanel, qtbot: QtBot) -> None:
    wanted: list[tuple[Deed, PaperId]] = []
    panel.wanted.connect(lambda deed, line: wanted.append((deed, line.paper)))
    listed = panel.list
    listed.scrollTo(listed.rows.index(10))
    box = listed.visualRect(listed.rows.index(10))
    button = listed._painter.button(box).center()
    qtbot.mouseClick(listed.viewport(), LEFT, pos=button)
    qtbot.mouseClick(listed.viewport(), LEFT, pos=QPoint(80, box.center().y()))
    assert wanted == [(Deed.PLAN, 5)]
    qtbot.mouseDClick(listed.viewport(), LEFT, pos=QPoint(80, box.center().y()))
    assert wanted[1:] == [(Deed.OPEN, 5)]


def test_a_sentence_leads_where_it_says(panel: DigestPanel, qtbot: QtBot) -> None:
    listed, goals = panel.list, []
    panel.gone_to.connect(goals.append)
    for row in (11, 5):  # the second leads nowhere
        listed.scrollTo(listed.rows.index(row))
        at = listed.visualRect(listed.rows.index(row)).center()
        qtbot.mouseClick(listed.viewport(), LEFT, pos=at)
    assert goals == [Goal.UNREAD]
    qtbot.keyClick(listed, Key.Key_Return)
    assert goals == [Goal.UNREAD] * 2


def test_the_current_row_stays_or_gives_way_to_the_next(panel: DigestPanel, feed: Feed) -> None:
    panel.list._choose(9)
    feed.tell(views.without(whole(), [PaperId(3)]))
    assert current(panel.list) == 4
    feed.tell(views.without(whole(), [PaperId(4)]))
    assert current(panel.list) == 5
    assert panel.list.hasFocus()


def test_no_paper_stands_on_the_page_twice() -> None:
    best, other, third = suggested(1, fresh=True), suggested(2), digests.line(3, votes=5)
    topic = Topic("robots", "robots", (best, other), 2)
    made = shown(best, other, third, best=(best,), trending=(third,), topics=(topic,))
    listed = rows.of(made)
    assert [row.line.paper for row in listed if isinstance(row, Entry)] == [1, 2, 3]
    heads = {row.text: row.aside for row in listed if isinstance(row, Head)}
    assert heads["New in “robots”"] == "2 papers"
    assert heads["New since yesterday"] == "3 papers"
    assert Saying("All of them stand above.") in listed


def test_a_topic_whose_papers_all_stand_above_says_so() -> None:
    best = suggested(1, fresh=True)
    for count, said in ((1, "It stands above."), (9, "The first stand above.")):
        topic = Topic("robots", "robots", (best,), count)
        assert Saying(said) in rows.of(shown(best, best=(best,), topics=(topic,)))
    again = shown(digests.line(6), best=(best,), trending=(best,))
    assert "Trending" not in [row.text for row in rows.of(again) if isinstance(row, Head)]


def test_without_history_the_last_come_first(page: Page, feed: Feed) -> None:
    feed.tell(shown(digests.line(2), digests.line(1), basis=Basis.NOTHING))
    assert page.section.count.text() == "2 papers, the last first"


def test_without_history_a_sentence_says_what_helps(feed: Feed) -> None:
    nothing = shown(digests.line(1), basis=Basis.NOTHING)
    said = [row for row in rows.of(nothing) if isinstance(row, Saying)]
    assert said[0].text.startswith("Highlight or finish a few papers")
    assert said[0].goal is Goal.LIBRARY
    unindexed = shown(digests.line(1), basis=Basis.UNINDEXED, indexed=3, total=9)
    said = [row for row in rows.of(unindexed) if isinstance(row, Saying)]
    assert said[0].text.endswith("3 of 9 papers are indexed.")
    assert said[0].goal is None
    assert "torch" in words.no_suggestions(shown(indexed=0).digest, "torch")


def test_an_empty_library_says_so(panel: DigestPanel, feed: Feed, qtbot: QtBot) -> None:
    feed.tell(shown(basis=Basis.NOTHING, indexed=0, total=0))
    assert panel.list.isHidden()
    assert panel.blank.headline.text() == "Your desk is clear."
    QApplication.processEvents()
    assert panel.blank.height() < 220  # at the top, as far apart as elsewhere
    assert panel.blank.button.hasFocus()
    with qtbot.waitSignal(panel.gone_to) as gone:
        qtbot.mouseClick(panel.blank.button, LEFT)
    assert gone.args == [Goal.LIBRARY]


def test_what_takes_long_says_so_after_a_while(feed: Feed, qtbot: QtBot) -> None:
    panel = DigestPanel(feed.feed)
    open_in(qtbot, panel)
    assert not panel.waiting.isVisible()
    qtbot.waitUntil(panel.waiting.isVisible)
    feed.tell(whole())
    assert not panel.waiting.isVisible()


def test_an_error_is_said_on_the_page(panel: DigestPanel, feed: Feed) -> None:
    feed.feed.failed.emit(errors.IndexLocked(feed.library.path))
    assert panel.waiting.isVisible()
    assert panel.waiting.text()


def test_the_head_offers_days_and_saves_in_little_room(panel: DigestPanel, feed: Feed) -> None:
    menu = panel.head.since_menu()
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert len(actions) == 4
    actions[1].trigger()
    assert feed.feed.since is Since.YESTERDAY
    assert panel.head.page.isVisible()
    panel.resize(480, 500)
    QApplication.processEvents()
    assert panel.head.more.isVisible()
    assert not panel.head.page.isVisible()
    panel.grab()


def test_five_thousand_rows_are_shown(panel: DigestPanel, feed: Feed, qtbot: QtBot) -> None:
    feed.tell(shown(*(suggested(n) for n in range(5000))))
    assert isinstance(panel.list.rows.at(0), Head)
    qtbot.keyClick(panel.list, Key.Key_End)
    row = panel.list.rows.at(panel.list.currentIndex().row())
    assert isinstance(row, Entry | Saying)
    panel.grab()
