"""The canvas: scrolling, zooming, selecting, marks, links and keys, on real pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.documents import Box, Spot
from desktop_app.core.highlights import Style
from desktop_app.store.library import Library
from desktop_app.ui import theme
from desktop_app.ui.pdf import drawings, links
from tests import pdfs
from tests.ui.pdf import A4, NONE, Sheets, marked, pixmap, sizes

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
PRESS, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
MOVE, DOUBLE = QEvent.Type.MouseMove, QEvent.Type.MouseButtonDblClick


@pytest.fixture
def sheets(library: Library, qtbot: QtBot) -> Sheets:
    return Sheets(library, qtbot)


@pytest.fixture
def columns(sheets: Sheets, tmp_path: Path) -> Sheets:
    """A page with two columns, as wide as the view."""
    sheets.view.fit_width()
    sheets.open(pdfs.columns(tmp_path / "columns.pdf"))
    return sheets


@pytest.fixture
def book(sheets: Sheets, tmp_path: Path) -> Sheets:
    """Forty pages at a pixel a point."""
    sheets.open(pdfs.many(tmp_path / "book.pdf", 40))
    return sheets


def pixels_of(sheets: Sheets, path: Path, page: int) -> tuple[QImage, QImage]:
    """Give what is shown of a page, and the same part as PyMuPDF draws it."""
    view = sheets.view
    seen, place = view.seen(), view.pages.rect(page)
    x0, y0 = max(seen.x0, place.x0), max(seen.y0, place.y0)
    x1, y1 = min(seen.x1, place.x1), min(seen.y1, place.y1)
    shown = sheets.picture()
    shown.setDevicePixelRatio(1)
    return (
        shown.copy(x0 - seen.x0, y0 - seen.y0, x1 - x0, y1 - y0),
        pixmap(path, page, view.pages.scale).copy(x0 - place.x0, y0 - place.y0, x1 - x0, y1 - y0),
    )


def colour_at(sheets: Sheets, pixel: QPoint) -> str:
    ratio = sheets.view.ratio()
    return sheets.picture().pixelColor(pixel * ratio).name()


# What pages look like


@pytest.mark.parametrize("scale", [0.5, 1.0, 1.37, 2.6, 5.0])
def test_the_pixels_are_those_of_the_engine(sheets: Sheets, tmp_path: Path, scale: float) -> None:
    path = pdfs.pictured(tmp_path / "pictured.pdf")
    sheets.open(path)
    sheets.view.set_scale(scale)
    sheets.view.go_to(Spot(0, 0.05))
    sheets.settle()
    sheets.qtbot.waitUntil(lambda: not sheets.source._drawings.is_awaited())
    shown, drawn = pixels_of(sheets, path, 0)
    assert shown == drawn


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_turned_pages_are_shown_and_selected(sheets: Sheets, tmp_path: Path, rotation: int) -> None:
    path = pdfs.turned(tmp_path / "turned.pdf", rotation)
    sheets.view.fit_width()
    sheets.open(path)
    sheets.view.reveal(sheets.boxes("gradient"))
    sheets.settle()
    shown, drawn = pixels_of(sheets, path, 0)
    assert shown == drawn
    sheets.drag(*(middle(sheets, sheets.boxes(words)[0]) for words in ("memorised", "trace")))
    assert "their training set. We" in (sheets.quote() or "")


def middle(sheets: Sheets, box: Box) -> QPoint:
    return sheets.view.in_viewport(sheets.view.pages.place(box)).center()


def test_pages_of_several_sizes_stand_in_the_middle(sheets: Sheets, tmp_path: Path) -> None:
    sheets.open(sizes(tmp_path / "sizes.pdf", (300, 100), (100, 100), (200, 150)))
    rects = [sheets.view.page_rect(page) for page in range(3)]
    assert [rect.width() for rect in rects] == [300, 100, 200]
    assert len({rect.center().x() for rect in rects}) == 1
    assert [rects[n + 1].top() - rects[n].bottom() - 1 for n in (0, 1)] == [16, 16]
    assert sheets.view.has_text(0) is False


def test_around_the_pages_is_the_desk(columns: Sheets) -> None:
    assert colour_at(columns, QPoint(3, 300)) == theme.LIGHT.desk.lower()
    paper = columns.view.page_rect(0)
    assert colour_at(columns, paper.topLeft() - QPoint(1, -300)) == "#bfc7c1"
    assert colour_at(columns, paper.topLeft() + QPoint(5, 300)) == "#ffffff"


def test_paper_is_tinted_in_the_dark_theme(columns: Sheets, qapp: QApplication) -> None:
    theme.apply(qapp, theme.DARK)
    paper = columns.view.page_rect(0).topLeft() + QPoint(5, 300)
    assert colour_at(columns, QPoint(3, 300)) == theme.DARK.desk
    assert colour_at(columns, paper) == "#f1efe9"
    columns.view.set_dark_pages(True)
    assert colour_at(columns, paper) == theme.DARK.surface.lower()


def test_dark_pages_show_light_words(columns: Sheets) -> None:
    columns.view.set_dark_pages(True)
    columns.qtbot.waitUntil(lambda: not columns.source._drawings.is_awaited())
    rect = columns.view.in_viewport(columns.view.pages.place(columns.boxes("Slow")[0]))
    word = columns.picture().copy(rect)
    found = {word.pixelColor(x, y).lightness() for x in range(word.width()) for y in range(9)}
    assert max(found) > 200
    columns.view.set_dark_pages(False)
    columns.settle()
    assert columns.lanes.drawn() == [0, 0]  # once light, once dark


def test_the_former_picture_is_shown_while_another_zoom_is_drawn(columns: Sheets) -> None:
    columns.lanes.held = True
    columns.view.set_scale(1.7)
    place = columns.view.in_viewport(columns.view.pages.place(columns.boxes("Networks")[0]))
    word = columns.picture().copy(place)
    inks = {word.pixelColor(x, y).lightness() for x in range(40) for y in range(word.height())}
    assert min(inks) < 100


def test_a_page_that_takes_long_says_so(sheets: Sheets, tmp_path: Path) -> None:
    sheets.open(sizes(tmp_path / "one.pdf", (400, 300)))
    blank = sizes(tmp_path / "two.pdf", (400, 300))
    sheets.source.close()
    sheets.source.open(blank, "c" * 64)
    sheets.qtbot.waitUntil(lambda: sheets.source.facts is not None)
    sheets.lanes.held = True
    sheets.source.want(sheets.view._wants)
    sheets.source._drawings._pictures.clear()
    sheets.picture()
    assert not has_ink(sheets)
    sheets.qtbot.waitUntil(lambda: has_ink(sheets))


def has_ink(sheets: Sheets) -> bool:
    """Tell whether something is written along the top of the first page."""
    strip = sheets.view.page_rect(0).adjusted(2, 2, -2, 0)
    strip.setHeight(44)
    picture = sheets.picture().copy(strip)
    return any(
        picture.pixelColor(x, y).lightness() < 150
        for x in range(picture.width())
        for y in range(picture.height())
    )


def test_a_stuck_page_is_still_read_and_selected(sheets: Sheets, tmp_path: Path) -> None:
    sheets.lanes.errors["draw", 0] = TimeoutError()
    path = pdfs.many(tmp_path / "book.pdf", 3)
    sheets.source.open(path, "d" * 64)
    sheets.qtbot.waitUntil(lambda: sheets.source.is_stuck(0))
    sheets.qtbot.waitUntil(lambda: sheets.view.text(0) is not None)
    assert has_ink(sheets)
    sheets.select("This", "page")
    assert sheets.quote() == "This is page"
    sheets.view.go_to(Spot(1))
    sheets.qtbot.waitUntil(lambda: bool(sheets.source.pictures(1)))


# Scrolling and zooming


def test_keys_scroll(book: Sheets) -> None:
    bar, view = book.view.verticalScrollBar(), book.view
    screen = view.viewport().height() * 0.9
    for key, modifier, place in (
        (Key.Key_Space, NONE, screen),
        (Key.Key_PageDown, NONE, 2 * screen),
        (Key.Key_Space, SHIFT, screen),
        (Key.Key_PageUp, NONE, 0),
        (Key.Key_Down, NONE, 32),
        (Key.Key_Up, NONE, 0),
        (Key.Key_End, NONE, bar.maximum()),
        (Key.Key_Home, NONE, 0),
    ):
        book.press(key, with_=modifier)
        assert abs(bar.value() - place) <= 1


def wheel(
    sheets: Sheets,
    angle: QPoint,
    pixels: QPoint | None = None,
    with_: Qt.KeyboardModifier = NONE,
) -> None:
    at = QPointF(300, 200)
    event = QWheelEvent(
        at,
        sheets.view.viewport().mapToGlobal(at),
        pixels or QPoint(),
        angle,
        Qt.MouseButton.NoButton,
        with_,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(sheets.view.viewport(), event)


def test_the_wheel_and_the_touchpad_scroll(book: Sheets) -> None:
    bar = book.view.verticalScrollBar()
    wheel(book, QPoint(0, -120))
    assert bar.value() == QApplication.wheelScrollLines() * 32
    wheel(book, QPoint(0, -1), QPoint(0, -7))
    assert bar.value() == QApplication.wheelScrollLines() * 32 + 7
    for _ in range(10):  # parts of a pixel add up
        wheel(book, QPoint(0, 1))
    assert bar.value() == QApplication.wheelScrollLines() * 32 + 7 - 8


def test_control_and_wheel_zoom_about_the_pointer(book: Sheets) -> None:
    book.view.go_to(Spot(5))
    before = book.view.point(QPointF(300, 200))
    wheel(book, QPoint(0, 240), with_=CONTROL)
    after = book.view.point(QPointF(300, 200))
    assert book.view.scale() == pytest.approx(1.21)
    assert after.page == before.page
    assert (after.x, after.y) == pytest.approx((before.x, before.y), abs=1)


@pytest.mark.parametrize("scale", [0.1, 0.7, 3.0, 8.0])
def test_zooming_keeps_the_middle_in_place(book: Sheets, scale: float) -> None:
    middle = QRectF(book.view.viewport().rect()).center()
    book.view.go_to(Spot(7, 0.4))
    before = book.view.point(middle)
    book.view.set_scale(scale)
    after = book.view.point(middle)
    assert after.page == before.page
    assert after.y == pytest.approx(before.y, abs=1.5 / scale)


def test_zoom_goes_by_steps_and_has_ends(book: Sheets) -> None:
    for steps, scale in ((1, 1.1), (1, 1.25), (-2, 1.0), (50, 8.0), (-50, 0.1)):
        book.view.zoom(steps)
        assert book.view.scale() == scale
    book.view.set_scale(0.98)
    book.view.zoom(1)
    assert book.view.scale() == 1.0
    book.view.set_scale(99)
    assert book.view.scale() == 8.0


def test_the_width_is_fitted_and_followed(columns: Sheets) -> None:
    view = columns.view
    scales: list[float] = []
    view.scale_changed.connect(scales.append)
    for width in (700, 900, 400):
        view.resize(width, 600)
        page = view.page_rect(0)
        left, right = page.left(), view.viewport().width() - page.right() - 1
        assert abs(left - 16) <= 1
        assert abs(right - 16) <= 1
        assert view.horizontalScrollBar().maximum() == 0
    assert len(scales) == 2
    assert view.fits_width()
    view.set_scale(1.0)
    assert not view.fits_width()


def test_room_is_kept_aside(columns: Sheets) -> None:
    before = columns.view.page_rect(0).right()
    columns.view.set_aside(200)
    assert columns.view.page_rect(0).right() == before - 200
    columns.view.set_scale(0.3)
    page = columns.view.page_rect(0)
    free = columns.view.viewport().width() - 200
    assert abs(page.left() - (free - page.right())) <= 2


def test_a_resized_view_stays_at_its_spot(book: Sheets) -> None:
    book.view.fit_width()
    book.view.go_to(Spot(9, 0.25))
    spot = book.view.spot()
    for width in range(699, 300, -7):
        book.view.resize(width, 600 - width % 5)
    assert book.view.spot().page == 9
    assert book.view.spot().y == pytest.approx(spot.y, abs=0.003)  # of a page 350 pixels high


# Places


def test_the_page_that_is_read_is_told(book: Sheets) -> None:
    pages: list[int] = []
    book.view.page_changed.connect(pages.append)
    for page in (3, 39):
        book.view.go_to(Spot(page))
    assert pages[-1] == 39
    assert book.view.page() == 39
    book.press(Key.Key_Home)
    assert book.view.page() == 0
    assert book.view.spot() == Spot(0)


def test_a_spot_is_returned_to(book: Sheets) -> None:
    book.view.go_to(Spot(12, 0.5))
    assert book.view.spot().page == 12
    assert book.view.spot().y == pytest.approx(0.5, abs=0.001)
    book.view.go_to(Spot(20), remember=True)
    book.view.go_to(Spot(30), remember=True)
    assert book.view.can_go_back()
    book.press(Key.Key_Left, with_=ALT)
    assert book.view.page() == 20
    assert book.view.back()
    assert book.view.spot().page == 12
    assert not book.view.can_go_back()
    assert not book.view.back()


def test_another_document_begins_at_its_top(book: Sheets, tmp_path: Path) -> None:
    book.view.go_to(Spot(12), remember=True)
    book.open(pdfs.many(tmp_path / "other.pdf", 2))
    assert (book.view.page(), book.view.count()) == (0, 2)
    assert not book.view.can_go_back()
    book.source.close()
    assert book.view.count() == 0
    assert book.view.spot() == Spot(0)


def test_what_is_scrolled_past_is_not_drawn(book: Sheets) -> None:
    book.lanes.asked.clear()
    book.lanes.held = True
    for page in range(2, 38):
        book.view.go_to(Spot(page))
    book.lanes.held = False
    while book.lanes.waiting:
        book.lanes.do()
    book.settle()
    assert set(book.lanes.drawn()) <= {2, 3, 4, 37, 38, 39}


def test_drawn_pages_are_forgotten_past_the_limit(book: Sheets) -> None:
    cache = book.source._drawings._pictures
    cache.limit = 6_000_000
    for page in range(0, 40, 3):
        book.view.go_to(Spot(page))
        book.settle()
        assert cache.bytes <= cache.limit
    assert drawings.PICTURES + drawings.THUMBNAILS <= 48_000_000
    book.view.go_to(Spot(0))
    book.settle()
    assert book.source.pictures(0)


# Selecting by mouse


def test_a_drag_selects_down_a_column_and_on_in_the_next(columns: Sheets) -> None:
    columns.select("delay", "fast directions brings")
    assert columns.quote() == (
        "delay to slow directions of the gradient that a low-pass filter would keep. Others have"
        " been hyphenated and the sentence goes on in the next column where it ends. Filtering"
        " the fast directions brings"
    )
    found = columns.view.selection()
    assert found is not None
    assert len(found[1]) == 4
    assert {box.page for box in found[1]} == {0}
    assert found[2] == columns.text().extraction
    selector = found[0]
    assert columns.text().text[selector.start :].startswith("delay to slow")


def test_what_is_selected_is_tinted(columns: Sheets) -> None:
    columns.select("have memorised", "their training")
    at = columns.pixel("have")
    line = columns.view.in_viewport(columns.view.pages.place(columns.boxes("have")[0]))
    picture = columns.picture()
    found = {picture.pixelColor(at.x(), y).name() for y in range(line.top(), line.bottom())}
    assert theme.LIGHT.selection.lower() in found


def test_a_double_click_selects_a_word_and_a_triple_click_a_sentence(columns: Sheets) -> None:
    at = columns.pixel("memorised") + QPoint(8, 0)
    columns.drag(at)
    columns.mouse(DOUBLE, at)
    columns.mouse(RELEASE, at)
    assert columns.quote() == "memorised"
    columns.drag(at)
    assert columns.quote() == (
        "Networks sometimes generalise long after they have memorised their training set."
    )


def test_a_drag_after_a_double_click_goes_by_words(columns: Sheets) -> None:
    first, last = columns.pixel("their training"), columns.pixel("have memorised")
    columns.mouse(DOUBLE, first + QPoint(5, 0))
    columns.mouse(MOVE, last + QPoint(5, 0))
    columns.mouse(RELEASE, last + QPoint(5, 0))
    assert columns.quote() == "have memorised their"
    columns.drag(columns.pixel("we trace the", end=True), with_=SHIFT)
    assert columns.quote() == "their training set. We trace the"


def test_shift_and_click_extends(columns: Sheets) -> None:
    columns.select("delay", "delay")
    columns.drag(columns.pixel("delay to slow directions of", end=True), with_=SHIFT)
    assert columns.quote() == "delay to slow directions of"
    columns.drag(columns.pixel("have memorised"), with_=SHIFT)
    assert columns.quote() == "have memorised their training set. We trace the"


def test_a_selection_reaches_over_pages(sheets: Sheets, tmp_path: Path) -> None:
    sheets.view.set_scale(0.6)
    sheets.view.resize(700, 900)
    path = pdfs.plain(
        tmp_path / "two.pdf",
        ("The first page ends with a word that gener-",),
        ("alises on the second one.", "This is not selected."),
    )
    sheets.open(path)
    sheets.select("ends", "second", (0, 1))
    found = sheets.view.selection()
    assert found is not None
    selector, boxes, _ = found
    assert selector.exact == "ends with a word that generalises on the second"
    assert selector.prefix.endswith("page ")
    assert selector.suffix.startswith(" one")
    assert [box.page for box in boxes] == [0, 1]
    assert sheets.text(0).text[selector.start : selector.end].startswith("ends with")


def test_a_drag_beyond_the_edge_scrolls(book: Sheets) -> None:
    start = book.pixel("This")
    below = QPoint(start.x(), book.view.viewport().height() + 200)
    book.mouse(PRESS, start)
    book.mouse(MOVE, below)
    book.qtbot.waitUntil(lambda: book.view.verticalScrollBar().value() > 900)
    book.mouse(RELEASE, below)
    value = book.view.verticalScrollBar().value()
    book.qtbot.wait(80)
    assert book.view.verticalScrollBar().value() == value
    assert "This is page 2 of 40." in (book.quote() or "")


def test_a_page_without_text_selects_nothing(sheets: Sheets, tmp_path: Path) -> None:
    sheets.open(sizes(tmp_path / "scan.pdf", A4))
    sheets.drag(QPoint(200, 100), QPoint(300, 300))
    assert sheets.view.selection() is None
    assert sheets.view.has_text(0) is False
    sheets.press(Key.Key_Right, Key.Key_Down)
    assert sheets.view.passage().isNull()


def test_selections_are_told(columns: Sheets) -> None:
    told: list[str | None] = []
    columns.view.selection_changed.connect(lambda: told.append(columns.quote()))
    columns.select("delay", "delay to slow")
    assert told[-1] == "delay to slow"
    passage = columns.view.passage()
    assert passage.contains(columns.pixel("delay"))
    columns.view.clear_selection()
    assert told[-1] is None
    columns.qtbot.waitUntil(lambda: columns.view.accessibleDescription() == "Page 1 of 1")


def test_screen_readers_are_told_the_page_and_the_selection(columns: Sheets) -> None:
    columns.select("delay", "delay to slow")
    columns.qtbot.waitUntil(
        lambda: columns.view.accessibleDescription() == "Page 1 of 1. Selected: delay to slow"
    )
    assert columns.view.accessibleName() == "Pages of the document"


# Selecting by keys


def test_keys_alone_select(columns: Sheets) -> None:
    columns.press(Key.Key_Right)  # shows the caret at the first line in view
    assert not columns.view.passage().isNull()
    columns.press(Key.Key_Down)
    columns.press(Key.Key_Right, with_=CONTROL)
    columns.press(*[Key.Key_Right] * 9, with_=SHIFT)
    assert columns.quote() == "sometimes"
    columns.press(Key.Key_Right, Key.Key_Right, with_=CONTROL | SHIFT)
    assert columns.quote() == "sometimes generalise"
    columns.press(Key.Key_Down, with_=SHIFT)
    assert (columns.quote() or "").startswith("sometimes generalise long after they have")
    columns.press(Key.Key_Home, with_=SHIFT)
    assert columns.quote() == "sometimes generalise long after they"
    columns.press(Key.Key_Escape)
    assert columns.quote() is None


def test_arrows_scroll_until_there_is_a_caret(book: Sheets) -> None:
    bar = book.view.verticalScrollBar()
    book.press(Key.Key_Down)
    assert bar.value() == 32
    book.press(Key.Key_Right)
    caret = book.view.passage()
    assert bar.value() == 32
    book.press(Key.Key_Down)
    assert book.view.passage() != caret
    value = bar.value()
    book.press(Key.Key_Escape, Key.Key_Down)
    assert bar.value() == value + 32


def test_shift_and_arrows_extend_what_the_mouse_selected(columns: Sheets) -> None:
    columns.select("delay", "delay to")
    columns.press(*[Key.Key_Right] * 5, with_=SHIFT)
    assert columns.quote() == "delay to slow"
    columns.press(Key.Key_Left, with_=SHIFT | CONTROL)
    assert columns.quote() == "delay to"


def test_the_caret_goes_from_page_to_page_and_stays_in_view(book: Sheets) -> None:
    book.press(Key.Key_Right)
    for _ in range(3):
        book.press(Key.Key_Down)
        book.settle()
    book.press(Key.Key_End, with_=SHIFT)
    assert book.quote() == "This is page 4 of 40."
    assert book.view.viewport().rect().contains(book.view.passage())
    for _ in range(2):
        book.press(Key.Key_Up)
        book.settle()
    book.press(Key.Key_Home)
    book.press(Key.Key_End, with_=SHIFT)
    assert book.quote() == "This is page 2 of 40."


def test_a_page_is_selected_and_copied(columns: Sheets) -> None:
    columns.press(Key.Key_A, with_=CONTROL)
    columns.press(Key.Key_C, with_=CONTROL)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(pdfs.TITLE)
    assert "hyphenated and the sentence goes on in the next column where it ends." in copied
    assert "\n" not in copied


# Highlights and hits


def test_highlights_are_multiplied_and_underlined(columns: Sheets) -> None:
    mark = columns.highlight("memorised their", 5)  # claim
    columns.view.show_highlights([mark])
    rect = columns.view.rect_of(mark)
    assert rect is not None
    assert rect.contains(columns.pixel("memorised"))
    ink = theme.LIGHT.highlight(1)
    column = [colour_at(columns, QPoint(rect.left() + 1, y)) for y in range(*ends(rect))]
    assert ink.fill.lower() in column
    dark = QColor(column[-1])
    assert dark.lightness() < QColor(ink.fill).lightness() - 40
    columns.view.set_dark_pages(True)
    columns.qtbot.waitUntil(lambda: not columns.source._drawings.is_awaited())
    colour = colour_at(columns, QPoint(rect.left() + 1, rect.top() + 2))
    fill, paper = QColor(theme.DARK.highlight(1).fill), QColor(theme.DARK.surface)
    lighter = [max(pair) for pair in zip(fill.getRgb(), paper.getRgb(), strict=True)]
    assert colour == QColor(*lighter).name()


def ends(rect: QRect) -> tuple[int, int]:
    return rect.top(), rect.bottom() + 1


def test_what_stands_in_the_file_is_not_filled_again(columns: Sheets) -> None:
    mark = replace(columns.highlight("memorised their"), taken_from="x")
    columns.view.show_highlights([mark])
    rect = columns.view.rect_of(mark)
    assert rect is not None
    column = [colour_at(columns, QPoint(rect.right() - 1, y)) for y in range(*ends(rect))]
    assert column[1] == "#ffffff"
    assert column[-1] != "#ffffff"


@pytest.mark.parametrize("style", [Style.UNDERLINE, Style.AREA])
def test_underlines_and_areas_leave_the_words_clear(columns: Sheets, style: Style) -> None:
    mark = marked(1, [Box(0, 100, 500, 300, 520)], style=style)
    columns.view.show_highlights([mark])
    rect = columns.view.rect_of(mark)
    assert rect is not None
    inner = QColor(colour_at(columns, rect.topRight() + QPoint(-3, 3)))
    assert inner.lightness() > 235
    edge = QColor(colour_at(columns, rect.bottomRight() - QPoint(3, 0)))
    assert edge.lightness() < 200


def test_a_click_reaches_the_innermost_highlight(columns: Sheets) -> None:
    outer = columns.highlight("long after they have memorised their training", 1)
    inner = columns.highlight("memorised", 2)
    columns.view.show_highlights([inner, outer])
    clicked: list[int] = []
    columns.view.highlight_clicked.connect(clicked.append)
    for words in ("memorised", "their training"):
        columns.drag(columns.pixel(words) + QPoint(9, 0))
        current = columns.view.at_caret()
        assert current is not None
        assert current.id == clicked[-1]
    assert clicked == [2, 1]
    columns.drag(columns.pixel("delay") + QPoint(9, 0))
    assert clicked == [2, 1]
    assert columns.view.at_caret() is None


def test_tab_goes_through_the_highlights_and_leaves(
    library: Library, qtbot: QtBot, tmp_path: Path
) -> None:
    sheets = Sheets(library, qtbot)
    sheets.open(pdfs.many(tmp_path / "book.pdf", 9))
    around, before, after = QWidget(), QLineEdit(), QLineEdit()
    column = QVBoxLayout(around)
    for widget in (before, sheets.view, after):
        column.addWidget(widget)
    qtbot.addWidget(around)
    around.resize(700, 700)
    with qtbot.waitActive(around):
        around.show()
        around.activateWindow()
    sheets.settle()
    marks = []
    for number, page in ((1, 0), (2, 4), (3, 8)):
        sheets.view.go_to(Spot(page))
        sheets.settle()
        marks.append(sheets.highlight("This is", number, page))
    sheets.view.go_to(Spot(0))
    sheets.view.show_highlights(marks)
    clicked: list[int] = []
    sheets.view.highlight_clicked.connect(clicked.append)
    before.setFocus()
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    assert clicked == [1, 2, 3]
    assert sheets.view.page() == 8
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    assert QApplication.focusWidget() is after
    sheets.view.setFocus()
    for _ in range(2):
        qtbot.keyClick(sheets.view, Key.Key_Backtab)
    assert clicked == [1, 2, 3, 2, 1]
    qtbot.keyClick(sheets.view, Key.Key_Backtab)
    assert QApplication.focusWidget() is before
    sheets.view.setParent(None)


def test_stepping_begins_where_the_reader_is(book: Sheets) -> None:
    marks = []
    for number, page in ((1, 1), (2, 5)):
        book.view.go_to(Spot(page))
        book.settle()
        marks.append(book.highlight("page", number, page))
    book.view.show_highlights(marks)
    book.view.go_to(Spot(3))
    assert book.view.step(1) == marks[1]
    assert book.view.at_caret() == marks[1]
    assert book.view.step(1) is None
    book.view.show_current(None)
    book.view.go_to(Spot(3))
    assert book.view.step(-1) == marks[0]


def test_hits_are_shown_and_the_current_one_stands_out(columns: Sheets) -> None:
    text = columns.text()
    start = text.text.index("training")
    other = text.text.index("gradient")
    hits = [(0, other, other + 8), (0, start, start + 8)]
    columns.view.show_hits(hits, 1)
    line = columns.view.in_viewport(columns.view.pages.place(columns.boxes("training")[0]))
    corner = line.topLeft() + QPoint(0, 1)
    assert colour_at(columns, corner) == theme.LIGHT.accent.lower()
    word = columns.picture().copy(line)
    inside = {word.pixelColor(x, y).lightness() for x in range(30) for y in range(line.height())}
    assert max(inside) > 200  # the words, in the colour of the paper
    title = columns.view.in_viewport(columns.view.pages.place(columns.boxes("gradient")[0]))
    neutral = theme.LIGHT.selection.lower()
    assert colour_at(columns, title.topLeft() + QPoint(0, 1)) == neutral
    columns.view.show_hits(hits, None)
    assert colour_at(columns, corner) == neutral


# Keys that mark


def test_keys_ask_for_marks(columns: Sheets) -> None:
    asked: list[object] = []
    view = columns.view
    view.coloured.connect(lambda colour: asked.append(("colour", colour)))
    view.underlined.connect(lambda colour: asked.append(("underline", colour)))
    view.commented.connect(lambda: asked.append("comment"))
    view.removed.connect(lambda: asked.append("remove"))
    columns.press(Key.Key_N)
    assert asked == []
    columns.select("delay", "delay to slow")
    columns.press(Key.Key_3, Key.Key_N, Key.Key_Delete)
    columns.press(Key.Key_2, Key.Key_Percent, with_=SHIFT)
    assert asked == [("colour", 3), "comment", "remove", ("underline", 2), ("underline", 5)]


@pytest.mark.parametrize(
    ("key", "modifier", "selected", "taken"),
    [
        (Key.Key_1, NONE, False, True),
        (Key.Key_Exclam, SHIFT, False, True),
        (Key.Key_Delete, NONE, False, True),
        (Key.Key_N, NONE, False, False),
        (Key.Key_N, NONE, True, True),
        (Key.Key_C, CONTROL, False, False),
        (Key.Key_C, CONTROL, True, True),
        (Key.Key_Left, ALT, True, False),
        (Key.Key_Q, NONE, True, False),
    ],
)
def test_only_keys_that_mean_something_are_kept_from_the_window(
    columns: Sheets, key: Key, modifier: Qt.KeyboardModifier, selected: bool, taken: bool
) -> None:
    if selected:
        columns.select("delay", "delay to slow")
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier)
    event.ignore()
    QApplication.sendEvent(columns.view, event)
    assert event.isAccepted() is taken


def test_escape_goes_on_where_there_is_nothing_to_leave(columns: Sheets) -> None:
    columns.select("delay", "delay to slow")
    for accepted in (True, False):
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Escape, NONE)
        QApplication.sendEvent(columns.view, event)
        assert event.isAccepted() is accepted


# Areas


def test_an_area_is_marked_within_one_page(book: Sheets) -> None:
    chosen: list[Box] = []
    book.view.area_chosen.connect(chosen.append)
    book.view.set_tool("area")
    assert book.view.viewport().cursor().shape() is Qt.CursorShape.CrossCursor
    page = book.view.page_rect(0)
    book.drag(page.topLeft() + QPoint(300, 200), page.topLeft() + QPoint(100, 350))
    assert chosen == [Box(0, 100, 200, 300, 350)]
    book.drag(page.topLeft() + QPoint(50, 400), page.topLeft() + QPoint(9000, 5000))
    assert chosen[-1] == Box(0, 50, 400, 612, 792)
    book.drag(page.topLeft() + QPoint(50, 400), page.topLeft() + QPoint(52, 402))
    assert len(chosen) == 2
    assert book.view.selection() is None


def test_escape_lets_go_of_an_area(book: Sheets) -> None:
    chosen: list[Box] = []
    book.view.area_chosen.connect(chosen.append)
    book.view.set_tool("area")
    page = book.view.page_rect(0)
    book.mouse(PRESS, page.topLeft() + QPoint(100, 100))
    book.mouse(MOVE, page.topLeft() + QPoint(300, 300))
    inside = page.topLeft() + QPoint(150, 250)
    assert colour_at(book, inside) == theme.LIGHT.accent_soft.lower()
    book.press(Key.Key_Escape)
    assert colour_at(book, inside) == "#ffffff"
    book.mouse(RELEASE, page.topLeft() + QPoint(300, 300))
    assert chosen == []
    book.view.set_tool("select")
    book.select("This", "page")
    assert book.quote() == "This is page"


# Links


@pytest.fixture
def linked(sheets: Sheets, tmp_path: Path) -> Sheets:
    sheets.open(pdfs.linked(tmp_path / "linked.pdf"))
    sheets.qtbot.waitUntil(lambda: bool(sheets.source.links(0)))
    return sheets


def middle_of_link(sheets: Sheets, number: int) -> QPoint:
    return middle(sheets, sheets.source.links(0)[number].box)


def test_a_link_inside_is_followed_and_returned_from(linked: Sheets) -> None:
    (number,) = [
        n for n, link in enumerate(linked.source.links(0)) if link.spot and link.spot.y > 0
    ][:1]
    at = middle_of_link(linked, number)
    linked.mouse(MOVE, at)
    assert linked.view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    linked.drag(at)
    assert linked.view.page() == 1
    linked.press(Key.Key_Left, with_=ALT)
    assert linked.view.spot() == Spot(0)


def test_only_safe_addresses_are_asked_for(linked: Sheets) -> None:
    wanted: list[str] = []
    refused: list[str] = []
    linked.view.link_wanted.connect(wanted.append)
    linked.view.link_refused.connect(refused.append)
    for number, link in enumerate(linked.source.links(0)):
        if link.url:
            linked.drag(middle_of_link(linked, number))
    assert wanted == ["https://example.org/a?b=c"]
    assert all(links.address(url) is None for url in refused)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://EXAMPLE.org", "HTTP://EXAMPLE.org"),
        ("doi:10.1000/a<b>", "https://doi.org/10.1000/a%3Cb%3E"),
        ("doi.org/10.1000/1", "https://doi.org/10.1000/1"),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("https:", None),
        ("http://[broken", None),
        ("mailto:a@b.c", None),
        ("doi:", None),
        ("", None),
    ],
)
def test_addresses_outside(url: str, address: str | None) -> None:
    assert links.address(url) == address


def test_a_link_tells_where_it_leads(linked: Sheets) -> None:
    found = linked.source.links(0)
    (number,) = [n for n, link in enumerate(found) if link.url.startswith("https")]
    at = middle_of_link(linked, number)
    viewport = linked.view.viewport()
    event = QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    assert QToolTip.text() == "https://example.org/a?b=c"
    QToolTip.hideText()


# Together


def test_without_a_document_nothing_happens(sheets: Sheets) -> None:
    view = sheets.view
    for tool in ("select", "area"):
        view.set_tool(tool)  # type: ignore[arg-type]
        for what in (PRESS, MOVE, RELEASE, DOUBLE, RELEASE, MOVE):
            sheets.mouse(what, QPoint(100, 100))
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Space, Key.Key_End, Key.Key_Escape):
        sheets.press(key)
    sheets.press(Key.Key_A, Key.Key_Right, with_=CONTROL)
    view.zoom(1)
    view.fit_width()
    view.go_to(Spot(3), remember=True)
    assert (view.selection(), view.step(1), view.at_caret(), view.back()) == (None,) * 3 + (False,)
    assert view.page_rect(0).isNull()
    assert view.rect_of(marked(1, [Box(0, 1, 1, 2, 2)])) is None
    assert colour_at(sheets, QPoint(100, 100)) == theme.LIGHT.desk.lower()


def test_every_file_is_opened_scrolled_and_left(sheets: Sheets, shared: Path) -> None:
    sheets.view.fit_width()
    opened = []
    for path in sorted((shared / "pdfs").glob("*.pdf")):
        if path.name == "render-never-returns.pdf":
            continue
        failed: list[object] = []
        sheets.source.refused.connect(failed.append)
        sheets.source.open(path, "e" * 64)
        sheets.qtbot.waitUntil(lambda failed=failed: bool(sheets.source.facts or failed))
        if failed:
            continue
        opened.append(path.name)
        for page in range(min(3, sheets.view.count())):
            sheets.view.go_to(Spot(page))
            sheets.qtbot.waitUntil(lambda: not sheets.source._drawings.is_awaited())
            if not sheets.source.is_stuck(page):
                shown, drawn = pixels_of(sheets, path, page)
                assert shown == drawn
    assert len(opened) >= 9
