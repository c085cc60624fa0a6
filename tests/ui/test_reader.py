"""The reader as a whole: tabs, places, sessions, what happens to its paper elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import Author, Link, LinkKind, PaperId, State, as_draft
from desktop_app.store import highlights, organise, papers
from desktop_app.store.library import Library
from desktop_app.ui.reader import session
from desktop_app.ui.reader.similar_row import Near
from tests import build
from tests.ui.reading import Desk

FIRST, SECOND = PaperId(1), PaperId(2)


@pytest.fixture
def desk(library: Library, qtbot: QtBot) -> Desk:
    full = build.draft(
        "First",
        authors=tuple(Author(f"Family{n}", "Given") for n in range(30)),
        year=2024,
        venue="A conference with a long name",
        arxiv="2405.20233",
        links=(Link("https://github.com/someone/something", LinkKind.CODE),),
    )
    build.add(library, full, build.draft("Second"))
    return Desk(library, qtbot, FIRST)


def read(desk: Desk, seconds: int) -> None:
    for _ in range(seconds):
        desk.reader.session._count()


def sessions(library: Library) -> list[tuple[int, int]]:
    return library.db.conn.execute("SELECT paper_id, seconds FROM reading_session").fetchall()


def test_twenty_seconds_begin_a_paper_outside_undo(desk: Desk) -> None:
    read(desk, session.BEGUN_S - 1)
    assert papers.get(desk.library, FIRST).state is State.UNREAD
    read(desk, 1)
    assert papers.get(desk.library, FIRST).state is State.READING
    assert desk.library.undo_label is None


def test_only_an_unread_paper_is_begun(desk: Desk) -> None:
    desk.changes.make("x", lambda: papers.set_state(desk.library, [FIRST], State.READ))
    read(desk, session.BEGUN_S)
    assert papers.get(desk.library, FIRST).state is State.READ


def test_a_session_is_recorded_when_the_paper_is_left(desk: Desk) -> None:
    read(desk, 7)
    desk.reader.show_paper(SECOND)
    read(desk, session.SHORTEST_S - 1)
    desk.reader.show_paper(None)
    assert sessions(desk.library) == [(FIRST, 7)]
    assert desk.library.undo_label is None


def test_time_counts_only_with_the_focus_in_the_reader(desk: Desk) -> None:
    desk.text.clearFocus()
    read(desk, session.BEGUN_S)
    assert papers.get(desk.library, FIRST).state is State.UNREAD


def test_a_begin_that_met_a_lock_is_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(desk.changes, "record", lambda _: False)
        read(desk, session.BEGUN_S)
    read(desk, 1)
    assert papers.get(desk.library, FIRST).state is State.READING


def test_time_in_a_document_counts_too(desk: Desk) -> None:
    desk.reader.focus_document()
    read(desk, 7)
    desk.reader.leave()
    assert sessions(desk.library) == [(FIRST, 7)]


def test_a_pause_counts_for_so_long_as_a_page_takes(desk: Desk) -> None:
    read(desk, session.PAUSE_S + 300)
    assert sessions(desk.library) == [(FIRST, session.PAUSE_S)]
    QTest.keyClick(desk.reader.window().windowHandle(), Qt.Key.Key_Down)
    read(desk, 8)
    desk.reader.leave()
    assert sessions(desk.library) == [(FIRST, session.PAUSE_S), (FIRST, 8)]


def test_a_long_session_is_recorded_in_pieces(desk: Desk) -> None:
    for _ in range(session.LONGEST_S // 100 + 1):
        read(desk, 100)
        QTest.keyClick(desk.reader.window().windowHandle(), Qt.Key.Key_Down)
    assert sessions(desk.library) == [(FIRST, session.LONGEST_S)]


def test_a_session_over_night_is_of_two_days(desk: Desk, clock: build.Clock) -> None:
    read(desk, 30)
    clock.move(hours=24)
    read(desk, 40)
    desk.reader.leave()
    days = desk.library.db.conn.execute("SELECT day, seconds FROM reading_session").fetchall()
    assert days == [("2026-11-23", 30), ("2026-11-24", 40)]


def test_a_session_that_met_a_lock_is_recorded_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(desk, 7)
    with monkeypatch.context() as patched:
        patched.setattr(desk.changes, "record", lambda _: False)
        desk.reader.show_paper(SECOND)
    read(desk, 9)
    desk.reader.leave()
    assert sessions(desk.library) == [(FIRST, 7), (SECOND, 9)]


def test_the_tab_is_kept_but_not_details(desk: Desk) -> None:
    for left, shown in (("notes", "notes"), ("details", "abstract")):
        desk.reader.show_tab(left)
        desk.reader.show_paper(SECOND)
        desk.reader.show_paper(FIRST)
        assert desk.reader.tab() == shown


def test_a_paper_deleted_for_good_leaves_the_reader_empty(desk: Desk, qtbot: QtBot) -> None:
    read(desk, 9)
    desk.changes.make("x", lambda: papers.put_in_bin(desk.library, [FIRST]))
    with qtbot.waitSignal(desk.reader.shown) as shown, desk.library.batch():
        papers.delete_for_good(desk.library, [FIRST])
    assert shown.args == [None]
    assert desk.reader.paper is None
    desk.reader.flush()
    desk.reader.leave()
    assert sessions(desk.library) == []
    desk.reader.show_paper(FIRST)
    assert desk.reader.paper is None


def test_a_tag_leaves_the_caret_alone(desk: Desk) -> None:
    desk.text.put_caret(40)
    desk.changes.make("x", lambda: organise.tag(desk.library, [FIRST], "slow"))
    assert desk.text.caret() == 40


def test_another_title_and_abstract_are_shown(desk: Desk) -> None:
    draft = as_draft(papers.get(desk.library, FIRST))
    changed = replace(draft, title="Renamed", abstract="Quite another text.")
    desk.changes.make("x", lambda: papers.edit(desk.library, FIRST, changed))
    assert desk.text.toPlainText() == "Quite another text."
    desk.reader.show_tab("details")
    assert desk.reader.details.form.title.text() == "Renamed"
    assert desk.reader.title._title.accessibleName() == "Renamed"


def test_the_marks_are_counted_by_colour(desk: Desk) -> None:
    with desk.library.change("x"):
        for start, colour in ((0, 1), (20, 1), (40, 4)):
            highlights.add(desk.library, FIRST, start, start + 9, colour)
    assert desk.reader._counts.accessibleName() == "Claim 2, Question 1"


def test_the_reader_can_be_narrow(desk: Desk) -> None:
    with desk.library.change("x"):
        for colour in range(1, 6):
            highlights.add(desk.library, FIRST, colour * 10, colour * 10 + 8, colour)
    for width in (1200, 560):
        desk.reader.resize(width, 800)
        desk.reader.grab()
        assert desk.reader.width() == width


def test_redrawing_keeps_what_is_being_typed(desk: Desk) -> None:
    form = desk.reader.details.form
    desk.reader.show_tab("details")
    form.venue.setFocus()
    form.venue.setText("Typed")
    desk.reader.redraw()
    assert form.venue.text() == "Typed"


def test_everything_that_takes_the_focus_has_a_name(desk: Desk) -> None:
    with desk.library.change("x"):
        highlights.add(desk.library, FIRST, 0, 9, 1)
    desk.reader.similar.show_near([Near(SECOND, "Second", "Close in meaning", 3, False)], "from 2")
    desk.text.put_caret(4)
    desk.reader.abstract.comment()
    nameless = [
        widget
        for widget in desk.reader.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


def test_folded_similar_papers_give_their_room_to_the_text(desk: Desk) -> None:
    before = desk.reader.split.sizes()
    desk.reader.similar.set_folded(True)
    text, similar = desk.reader.split.sizes()
    assert similar == desk.reader.similar.minimumHeight()
    assert text == sum(before) - similar
    desk.reader.similar.set_folded(False)
    assert desk.reader.split.sizes() == before


def test_a_low_reader_keeps_its_room_for_the_text(library: Library, qtbot: QtBot) -> None:
    [paper] = build.add(library, build.draft())
    desk = Desk(library, qtbot, paper)
    reader, told = desk.reader, list[bool]()
    reader.similar.folded.connect(told.append)

    reader.resize(820, 340)
    assert reader.head.isVisible()
    assert reader.similar.is_folded()
    assert reader.abstract.height() > reader.height() // 2

    reader.resize(820, 800)
    assert not reader.head.isVisible()
    assert not reader.similar.is_folded()
    assert told == []  # the reader's own choice was not touched
