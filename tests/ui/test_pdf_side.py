"""Pages and outline beside a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.core.documents import Heading, Spot
from desktop_app.ui.pdf.outline import Outline
from desktop_app.ui.pdf.page_model import Page, PageModel, Role
from tests import pdfs
from tests.ui.pdf_page import OTHER, Reading

Key = Qt.Key
HEADINGS = (
    Heading(1, "First part", Spot(0)),
    Heading(2, "A  section\nin two lines", Spot(0, 0.5)),
    Heading(4, "Far below", Spot(1, 0.2)),
    Heading(1, "Second part", Spot(2)),
)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Reading:
    made = Reading(tmp_path, qtbot)
    made.open()
    return made


def current(outline: Outline) -> str | None:
    found: str | None = outline.currentIndex().data()
    return found


# Pages


def test_pages_in_view_are_asked_for_and_no_others(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Reading(tmp_path, qtbot, (1240, 500))
    many = desk.attach(pdfs.many(tmp_path / "many.pdf", 60), OTHER)
    desk.show()
    desk.page.show_document(many)
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.page.source.thumbnail(0, 88) is not None)
    desk.qtbot.waitUntil(lambda: not len(desk.page.source._requests))
    drawn = {page for page in desk.lanes.drawn() if page is not None}
    assert 0 in drawn
    assert len(drawn) < 12


def test_the_page_that_is_read_is_marked_and_kept_in_view(desk: Reading) -> None:
    pages = desk.page.spread.side.thumbnails
    desk.page.view.go_to(Spot(3))
    assert pages.currentIndex().row() == 3
    assert pages.visualRect(pages.currentIndex()).intersects(pages.viewport().rect())


def test_enter_goes_to_a_page(desk: Reading) -> None:
    pages = desk.page.spread.side.thumbnails
    pages.setFocus()
    desk.press(Key.Key_Down, Key.Key_Down)
    assert desk.page.view.page() == 0
    desk.press(Key.Key_Return)
    assert desk.page.view.page() == 2
    assert desk.page.back()


def test_pages_show_where_they_are_marked(desk: Reading) -> None:
    desk.mark("memorised their training set", 4, 1)
    model = desk.page.spread.side.thumbnails.model()
    first, second = (model.index(n, 0).data(Role.PAGE) for n in (0, 1))
    assert isinstance(first, Page)
    assert first.stripes == ()
    assert [stripe.colour for stripe in second.stripes] == [4]


def test_the_model_of_pages_keeps_the_rules_of_models(desk: Reading) -> None:
    model = PageModel(desk.page.source)
    tester = QAbstractItemModelTester(model)
    assert model.rowCount() == 0
    model.show_pages()
    assert model.rowCount() == 4
    assert model.index(3).data(Qt.ItemDataRole.AccessibleTextRole) == "Page 4"
    desk.page.source.close()
    model.show_pages()
    assert model.rowCount() == 0
    del tester


# Outline


def test_a_document_without_an_outline_says_so(desk: Reading) -> None:
    side = desk.page.spread.side
    side.tabs.setCurrentIndex(1)
    assert side._nothing.isVisible()
    assert not side.outline.isVisible()


def test_the_outline_of_a_document_leads_to_its_parts(desk: Reading, tmp_path: Path) -> None:
    document = desk.attach(pdfs.outlined(tmp_path / "outlined.pdf"), OTHER)
    desk.page.show_document(document)
    desk.settle()
    side = desk.page.spread.side
    side.tabs.setCurrentIndex(1)
    assert side.outline.isVisible()
    side.outline.setFocus()
    desk.press(Key.Key_End, Key.Key_Return)
    assert current(side.outline) == "Another section"
    assert desk.page.view.page() == 2


def test_headings_stand_in_a_tree_whatever_their_levels(qtbot: QtBot) -> None:
    outline = Outline()
    qtbot.addWidget(outline)
    outline.show_outline(HEADINGS)
    model = outline.model()
    top = [model.index(n, 0, QModelIndex()) for n in range(model.rowCount())]
    assert [index.data() for index in top] == ["First part", "Second part"]
    section = model.index(0, 0, top[0])
    assert section.data() == "A section in two lines"
    assert model.index(0, 0, section).data() == "Far below"
    assert outline.isExpanded(top[0])


@pytest.mark.parametrize(
    ("spot", "heading"),
    [
        (Spot(0), "First part"),
        (Spot(0, 0.6), "A section in two lines"),
        (Spot(1, 0.9), "Far below"),
        (Spot(9), "Second part"),
    ],
)
def test_the_heading_that_is_read_is_marked(qtbot: QtBot, spot: Spot, heading: str) -> None:
    outline = Outline()
    qtbot.addWidget(outline)
    outline.show_outline(HEADINGS)
    outline.expandAll()
    outline.show_spot(spot)
    assert current(outline) == heading


def test_a_folded_part_is_marked_for_what_is_in_it(qtbot: QtBot) -> None:
    outline = Outline()
    qtbot.addWidget(outline)
    outline.show_outline(HEADINGS)
    outline.collapseAll()
    outline.show_spot(Spot(1, 0.9))
    assert current(outline) == "First part"
