"""Finding words in a document, page by page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.documents import SomePages, Spot
from desktop_app.core.query import parse
from desktop_app.engines import pdf
from desktop_app.store import documents, embeddings, page_texts
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


# What was indexed


def index(desk: Reading, *words: str) -> None:
    """Index the document of four pages as if it held these words."""
    found = embeddings.open_index(desk.library.path)
    page_texts.lay_out(found)
    digest = documents.get(desk.library, desk.document).hash
    page_texts.put(found, digest, pdf.extraction(), SomePages(0, words, 4))
    found.close()


def read(desk: Reading, asked: int) -> list[int | None]:
    return [page for name, page in desk.lanes.asked[asked:] if name == "text"]


def test_what_was_indexed_is_searched_without_reading_the_pages(desk: Reading) -> None:
    index(desk, "", "", "", "moment  moment")
    asked = len(desk.lanes.asked)
    desk.page.source._readings.close()
    desk.lanes.held = True
    search(desk, "moment")
    assert count(desk) == "1 of 2"
    desk.lanes.held = False
    while desk.lanes.waiting:
        desk.lanes.do()
    desk.qtbot.waitUntil(lambda: 3 in read(desk, asked))  # for its boxes
    assert desk.page.view.page() == 3
    assert desk.page.finding._hits.all() == [(3, 0, 6), (3, 8, 14)]


def test_pages_that_were_not_indexed_are_read(desk: Reading) -> None:
    index(desk, "moment forward")
    search(desk, "moment forward")
    assert count(desk) == "1 of 4"
    assert sorted(desk.page.finding._hits._found) == [0, 1, 2, 3]


def test_an_index_that_cannot_be_read_holds_nothing_up(desk: Reading) -> None:
    (desk.library.path / embeddings.FILE).mkdir()
    search(desk, "moment forward")
    assert count(desk) == "1 of 4"


# Opened at a page


def marked(desk: Reading) -> list[tuple[int, str]]:
    """Give what is marked as hits, with the page."""
    text = desk.page.source.text
    return [(p, found.text[a:b]) for p, a, b in desk.page.view._hits._hits if (found := text(p))]


def test_a_document_opens_at_a_page_with_the_words_marked(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Reading(tmp_path, qtbot)
    desk.show()
    desk.page.show_page(desk.document, 2, parse("hyphenate delays absent "))
    desk.settle()
    qtbot.waitUntil(lambda: bool(marked(desk)))
    assert marked(desk) == [(2, "delay"), (2, "hyphen-\nated")]
    assert desk.page.view.page() == 2
    assert not desk.page.finding.open


def test_an_open_document_goes_to_the_page(desk: Reading) -> None:
    search(desk, "moment")
    desk.page.show_page(desk.document, 3, parse('"slow directions" in'))
    desk.qtbot.waitUntil(lambda: bool(marked(desk)))
    assert {page for page, _ in marked(desk)} == {3}
    assert "slow directions" in [words for _, words in marked(desk)]
    assert "in" not in [words for _, words in marked(desk) if words.lower() != "in"]
    assert not desk.page.finding.open
    assert desk.page.view.page() == 3


def test_escape_unmarks_what_was_pointed_out(desk: Reading) -> None:
    desk.page.show_page(desk.document, 1, parse("moment "))
    desk.qtbot.waitUntil(lambda: marked(desk) == [(1, "moment")])
    desk.page.take_focus()
    with desk.qtbot.assertNotEmitted(desk.page.list_wanted):
        desk.press(Key.Key_Escape)
    assert marked(desk) == []
    with desk.qtbot.waitSignal(desk.page.list_wanted):
        desk.press(Key.Key_Escape)


def test_a_search_takes_the_place_of_what_was_pointed_out(desk: Reading) -> None:
    desk.page.show_page(desk.document, 1, parse("delay "))
    desk.qtbot.waitUntil(lambda: marked(desk) == [(1, "delay")])
    search(desk, "moment")
    desk.qtbot.waitUntil(lambda: len(desk.page.view._hits._hits) == 4)
    assert "delay" not in [words for _, words in marked(desk)]
