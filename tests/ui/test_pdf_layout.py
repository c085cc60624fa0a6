"""Where pages stand, and what is asked for so that a view of them is painted."""

from __future__ import annotations

from itertools import pairwise

import pymupdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.core.documents import Box, Spot
from desktop_app.ui.pdf import wants
from desktop_app.ui.pdf.layout import Area, Layout, Want, common_width
from tests.ui.pdf import A4

SIZES = st.lists(
    st.tuples(st.floats(20, 2000, width=32), st.floats(20, 2000, width=32)),
    min_size=1,
    max_size=12,
)
SCALES = st.floats(0.1, 16)
LIMIT = 54_000_000


@given(SIZES, SCALES)
def test_pages_stand_below_each_other(sizes: list[tuple[float, float]], scale: float) -> None:
    layout = Layout(sizes, scale, 16)
    rects = [layout.rect(page) for page in range(len(layout))]
    assert rects[0].y0 == 16
    assert all(below.y0 - above.y1 == 16 for above, below in pairwise(rects))
    assert layout.height == rects[-1].y1 + 16
    assert all(abs(rect.x0 + rect.x1) <= 1 for rect in rects)


@given(SIZES, SCALES, st.floats(0, 1))
def test_the_page_at_a_height_is_found(
    sizes: list[tuple[float, float]], scale: float, part: float
) -> None:
    layout = Layout(sizes, scale, 16)
    y = round(part * layout.height)
    page = layout.at(y)
    assert layout.top(page) <= y or page == 0
    assert page == len(layout) - 1 or y < layout.top(page + 1)


@given(SIZES, SCALES, st.integers(0, 5000), st.integers(1, 3000))
def test_the_pages_in_view_are_those_that_meet_it(
    sizes: list[tuple[float, float]], scale: float, top: int, high: int
) -> None:
    layout = Layout(sizes, scale, 16)
    seen = Area(-10_000, top, 10_000, top + high)
    meeting = [page for page in range(len(layout)) if layout.rect(page).meets(seen)]
    assert list(layout.between(top, top + high)) == meeting
    if meeting:
        assert layout.fullest(top, top + high) in meeting


@given(SIZES, SCALES, st.data())
def test_a_view_returns_to_its_spot(
    sizes: list[tuple[float, float]], scale: float, data: st.DataObject
) -> None:
    layout = Layout(sizes, scale, 16)
    page = data.draw(st.integers(0, len(sizes) - 1))
    y = layout.top(page) - 16 + data.draw(st.integers(0, layout.heights[page]))
    spot = layout.spot(y)
    if spot.page == page:  # and not where the next one begins
        assert layout.y(spot) == y


def test_a_spot_outside_of_the_pages_is_the_nearest_one() -> None:
    layout = Layout([A4] * 3, 1.0, 16)
    assert layout.y(Spot(7, 0.5)) == layout.y(Spot(2, 0.5))
    assert layout.y(Spot(-1)) == 0


@pytest.mark.parametrize("scale", [0.1, 0.98, 1.0, 1.3333, 2.74, 8.0])
@pytest.mark.parametrize("size", [A4, (612.0, 792.0), (595.276, 841.89), (1190.55, 300.4)])
def test_pages_have_the_pixels_that_the_engine_draws(
    size: tuple[float, float], scale: float
) -> None:
    with pymupdf.open() as document:
        page = document.new_page(width=size[0], height=size[1])
        drawn = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale))
        layout = Layout([(page.rect.width, page.rect.height)], scale, 16)
    assert (layout.widths[0], layout.heights[0]) == (drawn.width, drawn.height)


def test_a_box_has_its_place_on_its_page() -> None:
    layout = Layout([A4, (100.0, 200.0)], 2.0, 16)
    left, top, _, _ = layout.rect(1)
    assert layout.place(Box(1, 10, 20, 30.2, 40)) == Area(left + 20, top + 40, left + 60, top + 80)


def test_most_pages_decide_about_the_common_width() -> None:
    assert common_width([(600, 800), (600.2, 800), (1200, 800)]) == 600.2
    assert common_width([(600, 800), (700, 800)]) == 700


# Wants


def seen_at(layout: Layout, page: int, size: tuple[int, int] = (1200, 800)) -> Area:
    top = layout.top(page)
    return Area(-size[0] // 2, top, size[0] - size[0] // 2, top + size[1])


def test_what_is_in_view_is_wanted_whole_then_what_comes_next() -> None:
    layout = Layout([A4] * 9, 1.0, 16)
    found = wants.find(layout, seen_at(layout, 4), LIMIT)
    assert found.in_view == (Want(4, 1.0),)
    assert found.ahead == (Want(5, 1.0), Want(6, 1.0))
    upwards = wants.find(layout, seen_at(layout, 4), LIMIT, down=False, dark=True)
    assert upwards.ahead == (Want(3, 1.0, dark=True), Want(2, 1.0, dark=True))


@given(SIZES, SCALES, st.integers(0, 30_000), st.sampled_from([(800, 600), (3840, 2160)]))
@example([(20.0, 632.0), (410.0, 703.0)], 15.625, 18508, (3840, 2160))  # full with rough ones
@example([(1700.0, 1300.0), (1900.0, 200.0)], 8.0, 3000, (3840, 2160))  # a whole one beside tiles
def test_wants_cover_the_view_and_keep_the_limit(
    sizes: list[tuple[float, float]], scale: float, top: int, size: tuple[int, int]
) -> None:
    layout = Layout(sizes, scale, 16)
    seen = Area(-size[0] // 2, top, size[0] // 2, top + size[1])
    found = wants.find(layout, seen, LIMIT)
    for page in layout.between(seen.y0, seen.y1):
        left, up, right, bottom = layout.rect(page)
        here = Area(0, 0, right - left, bottom - up)
        areas = [want.area or here for want in found.in_view if want.page == page]
        part = (max(seen.x0, left), max(seen.y0, up), min(seen.x1, right), min(seen.y1, bottom))
        if part[0] < part[2]:
            corners = [(x, y) for x in (part[0], part[2] - 1) for y in (part[1], part[3] - 1)]
            assert all(
                any(a.moved(left, up).meets(Area(x, y, x + 1, y + 1)) for a in areas)
                for x, y in corners
            )
    every = [*found.in_view, *found.ahead]
    assert len(set(every)) == len(every)
    assert sum(wants.size(layout, want) for want in every) <= LIMIT
    assert all(
        wants.size(layout, want) <= (wants.WHOLE + 1) * wants.PIXEL for want in found.in_view
    )


def test_a_large_page_comes_in_tiles_with_a_rough_picture_meanwhile() -> None:
    layout = Layout([A4] * 2, 8.0, 16)
    found = wants.find(layout, seen_at(layout, 0), LIMIT)
    assert all(want.page == 0 and want.area for want in found.in_view)
    rough, *more = found.ahead
    assert rough.area is None
    assert rough.scale < 2
    assert more
    assert all(want.area and want.area.y0 >= 800 // 1024 * 1024 for want in more)


def test_nothing_is_wanted_of_a_gap() -> None:
    layout = Layout([(10.0, 10.0)] * 3, 1.0, 400)
    found = wants.find(layout, Area(-50, 420, 50, 500), LIMIT)
    assert found.in_view == ()
    assert found.ahead == (Want(1, 1.0), Want(2, 1.0))
