"""The words a query matches, marked in the rows of the list and in the text that is read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QTextCharFormat
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from desktop_app.core.query import Query, parse
from desktop_app.store.library import Library
from desktop_app.ui import theme
from desktop_app.ui.library.list_model import PaperModel
from desktop_app.ui.library.row_delegate import RowDelegate, title_lines
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.widgets import marked
from tests import build
from tests.ui.reading import Desk

LONG = "A title about slow gradients that is much too long for one line and ends in grokking"
WIDE = 500


@pytest.fixture(params=[theme.LIGHT, theme.DARK])
def themed(qapp: QApplication, request: pytest.FixtureRequest) -> theme.Theme:
    theme.apply(qapp, request.param)
    return theme.current()


def accents(image: QImage) -> list[tuple[int, int]]:
    """Give the places of the pixels that have the accent's colour."""
    wanted = QColor(theme.current().accent).rgb()
    across, down = range(image.width()), range(image.height())
    return [(x, y) for y in down for x in across if image.pixel(x, y) == wanted]


def painted(text: str, lines: list[str], query: str, look: QTextCharFormat) -> QImage:
    image = QImage(WIDE, 25 * len(lines), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.current().surface))
    painter = QPainter(image)
    painter.setFont(theme.font("row-title"))
    painter.setPen(QColor(theme.current().text))
    spans = marked.matches(text, parse(query), "title")
    marked.draw_lines(painter, QRect(0, 0, WIDE, 25), text, lines, spans, look)
    painter.end()
    return image


def test_marks_are_in_the_line_their_word_is_in(themed: theme.Theme) -> None:
    lines = list(title_lines(LONG, "row-title", WIDE - 120))
    assert len(lines) == 2
    first = {y // 25 for _, y in accents(painted(LONG, lines, "gradient", marked.strong()))}
    both = {y // 25 for _, y in accents(painted(LONG, lines, "slow grok*", marked.strong()))}
    assert (first, both) == ({0}, {0, 1})
    assert not accents(painted(LONG, lines, "nothing", marked.strong()))


def test_what_an_elided_line_leaves_out_has_no_mark(themed: theme.Theme) -> None:
    lines = list(title_lines(LONG, "row-title", 200))
    assert lines[1].endswith("…")
    assert not accents(painted(LONG, lines, "grokking", marked.strong()))


def test_a_mark_moves_no_letter(themed: theme.Theme) -> None:
    """An underline adds pixels below the letters; the letters stay where they were."""
    plain = painted("Slow grokking", ["Slow grokking"], "", marked.quiet())
    under = painted("Slow grokking", ["Slow grokking"], "grok*", marked.quiet())
    changed = {
        y
        for y in range(plain.height())
        for x in range(plain.width())
        if plain.pixel(x, y) != under.pixel(x, y)
    }
    assert 0 < len(changed) <= 3
    assert accents(under)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("grok*", ["grokking"]),
        ("title:slow abstract:grokking", ["slow"]),
        ("author:slow tag:grokking", []),
        ("-slow OR grokking", ["grokking"]),
        ('"slow gradients"', ["slow gradients"]),
        ("", []),
    ],
)
def test_only_what_is_wanted_of_the_title_is_marked_in_it(query: str, words: list[str]) -> None:
    assert [LONG[a:b] for a, b in marked.matches(LONG, parse(query), "title")] == words


def test_rows_mark_and_keep_their_height(themed: theme.Theme, library: Library) -> None:
    found = build.add(library, build.draft(LONG))
    model = PaperModel(library)
    model.show(found, fresh=True)
    rows = RowDelegate()
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 400, 110)
    images, heights = [], []
    for query in (Query(), parse("slow grokking"), Query()):
        rows.query = query
        image = QImage(400, 110, QImage.Format.Format_RGB32)
        image.fill(QColor(themed.surface))
        painter = QPainter(image)
        rows.paint(painter, option, model.index(0))
        painter.end()
        images.append(image)
        heights.append(rows.sizeHint(option, model.index(0)).height())
    assert len(accents(images[1])) > len(accents(images[0]))
    assert images[0] == images[2]
    assert len(set(heights)) == 1


def marks(desk: Desk) -> list[str]:
    return [found.cursor.selectedText() for found in desk.text.extraSelections()]


def test_the_abstract_is_marked_and_follows_query_and_paper(library: Library, qtbot: QtBot) -> None:
    first, second = build.add(
        library,
        build.draft("One", abstract="🙂 𝒜 Grokking is slow. 🙂 Networks grok."),
        build.draft("Two", abstract="No such word, but grokked once."),
    )
    desk = Desk(library, qtbot, first)
    assert marks(desk) == []
    desk.reader.set_query(parse("grok*"))
    assert marks(desk) == ["Grokking", "grok"]
    desk.reader.show_paper(second)
    assert marks(desk) == ["grokked"]
    desk.reader.redraw()
    assert marks(desk) == ["grokked"]
    desk.reader.set_query(Query())
    assert marks(desk) == []


def test_marks_are_no_highlights(library: Library, qtbot: QtBot) -> None:
    (paper,) = build.add(library, build.draft(abstract="Grokking is slow."))
    desk = Desk(library, qtbot, paper)
    desk.reader.set_query(parse("slow"))
    (found,) = desk.text.extraSelections()
    assert not found.format.hasProperty(QTextCharFormat.Property.BackgroundBrush)
    assert found.format.underlineColor() == QColor(theme.current().accent)
    assert desk.marks() == []
    assert desk.text.selection() is None


def test_the_title_that_is_read_is_marked(library: Library, qtbot: QtBot) -> None:
    (paper,) = build.add(library, build.draft("Slow grokking"))
    desk = Desk(library, qtbot, paper)
    before = desk.reader.title.grab().toImage()
    desk.reader.set_query(parse("grok*"))
    assert desk.reader.title.grab().toImage() != before
    desk.reader.set_query(Query())
    assert desk.reader.title.grab().toImage() == before


def test_what_the_list_is_searched_for_is_marked_in_the_reader(
    window: MainWindow, qtbot: QtBot
) -> None:
    build.add(window.library, build.draft("Slow", abstract="All about grokking."))
    panel, text = window.library_panel, window.reader.abstract.text
    window.resize(1400, 900)
    window.show()
    panel.set_query("grokking")
    qtbot.waitUntil(lambda: text.words.startswith("All"))
    assert [found.cursor.selectedText() for found in text.extraSelections()] == ["grokking"]
    panel.set_query("")
    assert text.extraSelections() == []
