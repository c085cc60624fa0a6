from __future__ import annotations

import random
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from desktop_app.core.papers import PaperId, State
from desktop_app.core.query import Query
from desktop_app.store import listing, organise, papers
from desktop_app.store.library import Library
from desktop_app.ui import theme
from desktop_app.ui.library.list_model import PaperModel
from desktop_app.ui.library.paper_list import PaperList
from desktop_app.ui.library.row_delegate import RowDelegate, title_lines
from desktop_app.ui.library.row_layout import RowLayout
from tests import build

Key = Qt.Key


@pytest.fixture
def themed(qapp) -> QApplication:
    theme.apply(qapp, theme.LIGHT)
    return qapp


@pytest.fixture
def many(themed, qtbot, library: Library) -> PaperList:
    found = build.add(
        library, *(build.draft(f"Paper {n} " + "word " * (n % 17)) for n in range(300))
    )
    model = PaperModel(library)
    made = PaperList(model)
    qtbot.addWidget(made)
    model.show(found, fresh=True)
    made.resize(400, 600)
    made.show()
    made.choose(0)
    return made


def test_rows_are_as_high_as_what_they_hold(themed, library: Library) -> None:
    long = "A title that is much too long to stand in one line of a narrow list of papers"
    short, two, three = build.add(
        library, build.draft("Short"), build.draft("S"), build.draft(long)
    )
    with library.change("tag"):
        organise.tag(library, [two, three], "theory")
    rows = listing.rows(library, [short, two, three])
    heights = [RowDelegate().height(row, 403) for row in rows]
    if theme.scale() == 1:
        assert heights == [63, 85, 105]


def test_a_title_has_two_lines_at_most_and_is_cut_between_characters(themed) -> None:
    for title in ("🙂 𝒩-body " * 60, "Unbreakable" * 90, "", "One line"):
        lines = title_lines(title, "row-title", 300)
        assert 1 <= len(lines) <= 2
        assert "�" not in "".join(lines)
    assert title_lines("word " * 100, "row-title", 300)[1].endswith("…")


@pytest.mark.parametrize("width", [20, 120, 400])
def test_any_paper_can_be_painted(themed, library: Library, width: int) -> None:
    drafts = [build.draft("x" * 5000), build.draft("Plain", authors=(), year=None)]
    found = build.add(library, *drafts)
    with library.change("marks"):
        for n in range(100):
            organise.tag(library, found[:1], f"tag {n}")
        papers.star(library, found, True)
        papers.set_state(library, found[1:], State.DROPPED)
    model = PaperModel(library)
    model.show([*found, PaperId(99)], fresh=True)
    image = QImage(width, 120, QImage.Format.Format_RGB32)
    for row in range(3):
        painter = QPainter(image)
        option = QStyleOptionViewItem()
        option.rect = image.rect()
        image.fill(Qt.GlobalColor.magenta)
        RowDelegate().paint(painter, option, model.index(row))
        painter.end()
        assert image.pixelColor(width // 2, 119) == QColor(theme.current().border)


def test_a_paper_without_authors_says_where_it_came_from(themed, library: Library) -> None:
    a, b, c = build.add(
        library,
        build.draft("A", authors=()),
        build.draft("B", authors=(), year=2024),
        build.draft("C", year=2024, venue="arXiv"),
    )
    lines = [RowDelegate().meta(row) for row in listing.rows(library, [a, b, c])]
    assert lines[0].startswith("No author yet · added 23 Nov")
    assert lines[0].endswith("from test.txt")
    assert lines[1:] == ["No author yet · 2024", "Lee · 2024 · arXiv"]


def test_keys_move_through_the_list(many: PaperList, qtbot) -> None:
    last = many.model().rowCount() - 1
    for key, row in ((Key.Key_J, 1), (Key.Key_Down, 2), (Key.Key_K, 1), (Key.Key_End, last)):
        qtbot.keyClick(many, key)
        assert many.current_row() == row
        assert many.selected() == [many.model().paper_at(row)]
        rect = many.visualRect(many.currentIndex())
        assert rect.top() >= 0
        assert rect.bottom() <= many.viewport().height()
    qtbot.keyClick(many, Key.Key_PageUp)
    assert 0 < last - many.current_row() < 12
    qtbot.keyClick(many, Key.Key_Home)
    assert many.current_row() == 0
    assert many.visualRect(many.model().index(0)).top() == 0


def test_shift_and_control_extend_the_selection(many: PaperList, qtbot) -> None:
    for _ in range(15):
        qtbot.keyClick(many, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(many.selected()) == 16
    centre = many.visualRect(many.model().index(14)).center()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(many.viewport(), left, Qt.KeyboardModifier.ControlModifier, centre)
    assert len(many.selected()) == 15
    qtbot.mouseClick(many.viewport(), left, Qt.KeyboardModifier.NoModifier, centre)
    assert many.selected() == [many.model().paper_at(14)]
    many.bar.setValue(many.bar.maximum())
    bottom = QPoint(50, many.viewport().height() - 5)
    qtbot.mouseClick(many.viewport(), left, Qt.KeyboardModifier.ShiftModifier, bottom)
    assert len(many.selected()) == 300 - 14
    qtbot.keyClick(many, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(many.selected()) == 300


def test_enter_and_double_click_open(many: PaperList, qtbot) -> None:
    with qtbot.waitSignal(many.opened) as got:
        qtbot.keyClick(many, Key.Key_Return)
    assert got.args == [0]
    where = many.visualRect(many.model().index(2)).center()
    qtbot.mouseClick(many.viewport(), Qt.MouseButton.LeftButton, pos=where)
    with qtbot.waitSignal(many.opened) as got:
        qtbot.mouseDClick(many.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert got.args == [2]


def test_the_wheel_moves_by_pixels(many: PaperList) -> None:
    before = many.visualRect(many.model().index(3)).top()
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    many.wheelEvent(event)
    assert many.visualRect(many.model().index(3)).top() == before - theme.scaled(72)


def test_rows_added_above_do_not_move_what_is_read(many: PaperList) -> None:
    model = many.model()
    shown = [model.paper_at(row) for row in range(300)]
    many.scroll_by(3000)
    row = many.indexAt(QPoint(5, 5)).row()
    paper, y = model.paper_at(row), many.visualRect(model.index(row)).top()
    many.show_papers([PaperId(9001), PaperId(9002), *shown], Query(), fresh=False)
    assert many.visualRect(model.index(row + 2)).top() == y
    many.show_papers(shown[2:], Query(), fresh=False)
    assert model.paper_at(many.indexAt(QPoint(5, 5)).row()) == paper


def test_a_screen_reader_finds_a_list_and_its_rows(many: PaperList) -> None:
    face = QAccessible.queryAccessibleInterface(many)
    assert face.role() in (QAccessible.Role.List, QAccessible.Role.Table)
    assert face.child(3).text(QAccessible.Text.Name).startswith("Paper 3 word")


def test_layout_never_leaves_a_gap_nor_loses_its_way() -> None:
    dice = random.Random(3)
    heights = [dice.choice((63, 85, 105)) for _ in range(500)]
    layout = RowLayout(lambda: len(heights), heights.__getitem__, 85)
    layout.settle(400)
    for _ in range(2000):
        dice.choice(
            (
                lambda: layout.by(dice.randint(-900, 900)),
                lambda: layout.bring(dice.randrange(500), centre=dice.random() < 0.5),
                lambda: layout.go_to_bar(dice.randint(0, layout.bar().most), layout.bar().most),
            )
        )()
        seen = layout.seen()
        assert seen[0].y <= 0
        assert seen[-1].end >= 400
        assert all(a.end == b.y and a.row + 1 == b.row for a, b in pairwise(seen))
        assert 0 <= layout.bar().value <= layout.bar().most
        for y in (-300, 0, 399, 900):
            y_of, height = layout.place(layout.row_at(y))
            assert layout.row_at(y) == 0 or y_of <= y < y_of + height
    layout.bring(499)
    assert layout.seen()[-1].end == 400
    assert layout.bar().value == layout.bar().most
