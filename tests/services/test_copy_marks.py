"""Highlights as marks in a file, and the colours of marks found there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.documents import Box
from desktop_app.core.highlights import COLOURS, Style
from desktop_app.services.copy_marks import FILLS, INKS, copy_marks, nearest
from desktop_app.ui import theme
from tests.ui.pdf import marked

BOX = Box(0, 1, 2, 3, 4)
CHANNEL = st.floats(0, 1)


def test_marks_have_the_colours_of_the_light_theme() -> None:
    inks = theme.LIGHT.highlights
    assert tuple(ink.fill for ink in inks) == FILLS
    assert tuple(ink.ink for ink in inks) == INKS


@pytest.mark.parametrize("style", Style)
def test_a_highlight_has_its_fill_and_what_is_drawn_thin_its_ink(style: Style) -> None:
    (made,) = copy_marks([marked(1, [BOX], style=style)])
    wanted = (FILLS if style is Style.HIGHLIGHT else INKS)[1]
    assert "#{:02X}{:02X}{:02X}".format(*(round(255 * c) for c in made.colour)) == wanted
    assert (made.style, made.boxes) == (style, (BOX,))


def test_highlights_of_abstracts_are_left_out() -> None:
    assert copy_marks([marked(1, [])]) == []


@pytest.mark.parametrize("colour", COLOURS)
def test_our_own_colours_come_back(colour: int) -> None:
    for style in Style:
        (made,) = copy_marks([marked(colour - 1, [BOX], style=style)])
        assert nearest(made.colour) == colour


@pytest.mark.parametrize(
    ("found", "colour"),
    [
        ((1.0, 1.0, 0.0), 1),
        ((0.0, 0.0, 1.0), 2),
        ((0.0, 1.0, 0.0), 3),
        ((1.0, 0.0, 0.0), 4),
        ((0.5, 0.2, 0.9), 5),
        ((0.0, 0.0, 0.0), 1),
        ((0.7, 0.7, 0.7), 1),
    ],
)
def test_usual_colours_go_to_the_nearest(found: tuple[float, float, float], colour: int) -> None:
    assert nearest(found) == colour


@given(CHANNEL, CHANNEL, CHANNEL)
def test_any_colour_is_one_of_five(red: float, green: float, blue: float) -> None:
    assert nearest((red, green, blue)) in COLOURS
