"""Finding words in a document, page by page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.documents import Spot
from desktop_app.ui.pdf.find_bar import LONGEST
from tests import pdfs
from tests.ui.pdf_page import OTHER, Reading

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Reading:
    made = Reading(tmp_path, qtbot)
    made.open()
    return made


def count(desk: Reading) -> str:
    return desk.page.toolbar.finder.field._count.text()


def search(desk: Reading, words: str) -> None:
    """Type words into the find field and wait until every page was searched."""
    desk.page.find_words()
    desk.page.toolbar.finder.field.clear()
    desk.type(words)
    desk.qtbot.waitUntil(lambda: desk.page.finding._hits._words == words)
    desk.qtbot.waitUntil(lambda: bool(count(desk)) and not count(desk).endswith("…"))


def test_hits_are_counted_and_all_marked(desk: Reading) -> None:
    search(desk, "low-pass filter")
    assert count(desk) == "1 of 8"
    assert len(desk.page.finding._hits.all()) == 8
    assert desk.page.view.isVisible()


def test_a_pasted_page_is_searched_by_its_beginning(desk: Reading) -> None:
    field = desk.page.toolbar.finder.field
    desk.page.find_words()
    field.insert("low-pass " * 1000)
    assert len(field.text()) == LONGEST


def test_a_search_begins_at_the_page_that_is_read(desk: Reading) -> None:
    desk.page.view.go_to(Spot(2))
    search(desk, "moment forward")
    assert count(desk) == "3 of 4"
    assert desk.page.view.page() == 2


def test_keys_go_to_the_next_hit_round_and_round(desk: Reading) -> None:
    search(desk, "moment forward")
    seen = []
    for key, how in (
        (Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Return, SHIFT),
        (Key.Key_F3, SHIFT),
        (Key.Key_F3, SHIFT),
    ):
        desk.press(key, with_=how)
        seen.append((count(desk), desk.page.view.page()))
    assert seen == [
        ("2 of 4", 1),
        ("3 of 4", 2),
        ("2 of 4", 1),
        ("1 of 4", 0),
        ("4 of 4", 3),
    ]


def test_the_count_grows_while_pages_are_read(desk: Reading) -> None:
    desk.lanes.held = True
    desk.page.find_words()
    desk.type("moment forward")
    desk.qtbot.waitUntil(lambda: count(desk) == "1 of 1…")
    while desk.lanes.waiting:
        desk.lanes.do()
        desk.qtbot.wait(1)
    desk.lanes.held = False
    desk.qtbot.waitUntil(lambda: count(desk) == "1 of 4")


def test_what_is_typed_next_ends_the_search_before(desk: Reading) -> None:
    search(desk, "moment")
    desk.type(" forward")
    desk.qtbot.waitUntil(lambda: desk.page.finding._hits._words == "moment forward")
    search(desk, "no such words")
    assert count(desk) == "No hits"
    assert not desk.page.toolbar.finder.next.isEnabled()
    assert desk.page.finding._hits.all() == []


def test_escape_closes_it_and_unmarks_the_hits(desk: Reading) -> None:
    search(desk, "moment")
    desk.press(Key.Key_Escape)
    assert desk.page.toolbar.finder.isHidden()
    assert desk.page.finding._hits.all() == []
    assert desk.page.view.hasFocus()
    desk.press(Key.Key_F3)
    assert desk.page.toolbar.finder.field.hasFocus()
    desk.qtbot.waitUntil(lambda: count(desk) == "1 of 4")


def test_the_selection_is_what_is_searched(desk: Reading) -> None:
    desk.select("moment forward")
    desk.page.find_words()
    desk.qtbot.waitUntil(lambda: count(desk) == "1 of 4")


def test_a_document_without_text_says_so(desk: Reading, tmp_path: Path) -> None:
    scanned = desk.attach(pdfs.plain(tmp_path / "scanned.pdf", (), ()), OTHER)
    desk.page.show_document(scanned)
    desk.settle()
    search(desk, "moment")
    assert desk.page.find_strip.sentence.text() == (
        "This document holds no text that can be searched."
    )
    assert desk.page.find_strip.isVisible()


def test_another_document_is_searched_for_the_same_words(desk: Reading, tmp_path: Path) -> None:
    search(desk, "moment forward")
    other = desk.attach(pdfs.plain(tmp_path / "other.pdf", pdfs.RIGHT_COLUMN), OTHER)
    desk.page.show_document(other)
    desk.settle()
    desk.qtbot.waitUntil(lambda: count(desk) == "1 of 1")


def test_the_field_is_closed_with_its_paper(desk: Reading) -> None:
    search(desk, "moment forward")
    desk.page.show_paper(OTHER)
    assert not desk.page.finding.open
    desk.open()
    assert desk.page.toolbar.finder.isHidden()


def test_texts_are_kept_for_the_next_search(desk: Reading) -> None:
    search(desk, "moment")
    asked = len(desk.lanes.asked)
    desk.page.source._readings.close()
    search(desk, "nothing")
    assert [name for name, page in desk.lanes.asked[asked:] if name == "text" and page] == []
    assert count(desk) == "1 of 4"
